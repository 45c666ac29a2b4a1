namespace Variorum;

/// <summary>Collations for the tests of reports: every kind of variant, told by invented officials.</summary>
internal static class Told
{
    /// <summary>A report and a transcript of one signing, with one variant of each kind or more.</summary>
    public static Collation Signing()
    {
        var a = Account("report.html", "Norland and Vesmark sign rail treaty", "Norland Press Agency", AccountKind.Report, null,
        [
            (0, null, "A treaty on the Great Fjord Railway was signed in Harbourg on June 3."),
            (1, "Ann Holt", "Prime Minister Ann Holt said that trade had grown by 54 percent."),
            (1, "Ann Holt", "She stressed that the line must be finished by 2031."),
            (2, "Ann Holt", "She thanked the workers of both countries."),
            (3, null, "A banquet was given in the evening."),
        ]);
        var b = Account("transcript.html", "Press statements after the signing", "Chancellery of Vesmark", AccountKind.Transcript, new Origin("Office of the Prime Minister", "https://pm.example/4"),
        [
            (0, "Ann Holt", "Friends, today we signed the treaty on the Great Fjord Railway."),
            (1, "Ann Holt", "Our trade has grown by 45 percent."),
            (2, "Jon Vale", "I thank the workers of both our countries."),
            (3, "Ann Holt", "The line should be finished by 2031."),
            (4, "Jon Vale", "We will also open a school in Lund."),
        ]);
        return Collation([a, b],
        [
            new Link(["A1"], ["B1"], Relation.Partial, .91, ["a rare word: railway", "neighbours"]),
            new Link(["A2"], ["B2"], Relation.Differs, .97, ["shared words"]) { Changed = [At("A2", a, 1, "Prime Minister")] },
            new Link(["A3"], ["B4"], Relation.Differs, .88, ["a figure: 2031"]),
            new Link(["A4"], ["B3"], Relation.Same, .95, ["shared words"]),
        ],
        [
            new Variant(VariantKind.Substitution, ["A2"], ["B2"], .9) { Of = Matter.Figure, From = "54 percent", To = "45 percent", FromAt = At("A2", a, 1, "54 percent"), ToAt = At("B2", b, 1, "45 percent") },
            new Variant(VariantKind.Reattribution, ["A4"], ["B3"], .8) { From = "Ann Holt", To = "Jon Vale" },
            new Variant(VariantKind.Substitution, ["A3"], ["B4"], .7) { Of = Matter.Strength, From = "must", To = "should", FromAt = At("A3", a, 2, "must"), ToAt = At("B4", b, 3, "should") },
            new Variant(VariantKind.Only, [], ["B5"], .5) { In = "B" },
            new Variant(VariantKind.Transposition, ["A4"], ["B3"], .4),
            new Variant(VariantKind.Only, ["A5"], [], .2) { In = "A" },
        ]);
    }

    /// <summary>Three accounts; the second and the third share what the first has not.</summary>
    public static Collation Summit()
    {
        var accounts = new[] { "North", "South", "East" }.Select((name, i) => Account($"{name}.txt", $"{name} on the summit", $"{name} Gazette", AccountKind.Readout, null,
        [
            (0, null, $"The three ministers met in Lund, says {name}."),
            (1, "Ida Brandt", i == 0 ? "Nothing was agreed." : "The fishing quota rises to 900 tonnes."),
        ])).ToList();
        return Collation(accounts,
        [
            new Link(["A1"], ["B1"], Relation.Same, .99, ["shared words"]),
            new Link(["A1"], ["C1"], Relation.Same, .99, ["shared words"]),
            new Link(["B1"], ["C1"], Relation.Same, .99, ["shared words"]),
            new Link(["B2"], ["C2"], Relation.Same, .99, ["shared words"]),
        ],
        [new Variant(VariantKind.Only, ["A2"], [], .6) { In = "A" }]);
    }

    /// <summary>Seven accounts of a vote that tell its first sentence alike, each with a last one of its own.</summary>
    public static Collation Crowd()
    {
        var accounts = Enumerable.Range(1, 7).Select(n => Account($"/home/ann/vote-{n}.txt", null, null, AccountKind.Report, n == 1 ? new Origin("Chancellery of Norland", null) : null,
            [(0, null, "The parliament of Norland voted on Tuesday."), (1, null, $"The gallery held {n} guests.")])).ToList();
        List<Link> links = [];
        for (var a = 'A'; a < 'G'; a++)
            for (var b = (char)(a + 1); b <= 'G'; b++) links.Add(new Link([a + "1"], [b + "1"], Relation.Same, 1, ["shared words"]));
        return Collation(accounts, links, [.. Enumerable.Range(0, 7).Select(n => (char)('A' + n)).Select(siglum => new Variant(VariantKind.Only, [siglum + "2"], [], .3) { In = siglum.ToString() })]);
    }

    /// <summary>Two accounts with nothing in common, one of them without a text.</summary>
    public static Collation Nothing()
    {
        var a = Account("a.txt", "Harvest begins", null, AccountKind.Report, null, [(0, null, "The harvest began on Monday.")]);
        var b = Account("b.txt", null, null, AccountKind.Statement, null, []) with { Unread = [new Unread("table", "it has no text")] };
        return Collation([a, b], [], [new Variant(VariantKind.Only, ["A1"], [], .3) { In = "A" }]);
    }

    /// <summary>The signing, with everything that strangers write replaced by what would break out of a report.</summary>
    public static Collation Hostile(string text)
    {
        var account = Account(text, text, text, AccountKind.Transcript, new Origin(text, text), [(0, text, text + " one"), (1, text, text + " two")]) with
        {
            Url = text,
            Canonical = text,
            Published = text,
            Modified = text,
            Language = text,
            Author = text,
            Notes = [text],
            Captions = [new Caption(text, text)],
            Unread = [new Unread(text, text)],
            Categories = [text],
        };
        return Collation([account, account],
            [new Link(["A1"], ["B1"], Relation.Differs, .9, [text])],
            [
                new Variant(VariantKind.Substitution, ["A1"], ["B1"], .9) { Of = Matter.Name, From = text, To = text, FromAt = new Wording("A1", 0, text.Length, text), ToAt = new Wording("B1", 0, 9999, text) },
                new Variant(VariantKind.Reattribution, ["A1"], ["B1"], .9) { From = text, To = text },
                new Variant(VariantKind.Only, ["A2"], [], .3) { In = "A" },
            ]);
    }

    public static Account Account(string input, string? title, string? publisher, AccountKind kind, Origin? origin, (int Paragraph, string? Speaker, string Text)[] told)
    {
        var text = string.Join("\n\n", told.GroupBy(passage => passage.Paragraph).Select(paragraph => string.Join(' ', paragraph.Select(passage => passage.Text))));
        var passages = new List<Passage>();
        var at = 0;
        foreach (var (paragraph, speaker, words) in told)
        {
            at = text.IndexOf(words, at, StringComparison.Ordinal);
            passages.Add(new Passage($"{passages.Count + 1}", words, at, at + words.Length, paragraph, speaker));
            at += words.Length;
        }
        return new Account { Input = input, Title = title, Publisher = publisher, Published = "2025-06-03", Language = "en", Kind = kind, Origin = origin, Sha256 = new string('0', 60) + "beef", Text = text, Passages = passages };
    }

    private static Wording At(string id, Account account, int passage, string words)
    {
        var start = account.Passages[passage].Text.IndexOf(words, StringComparison.Ordinal);
        return new Wording(id, start, start + words.Length, words);
    }

    private static Collation Collation(IReadOnlyList<Account> accounts, IReadOnlyList<Link> links, IReadOnlyList<Variant> variants) =>
        new([.. accounts.Select((account, i) => new Witness($"{(char)('A' + i)}", account, [.. account.Passages.Select(passage => passage with { Id = (char)('A' + i) + passage.Id })]))], links, variants);
}
