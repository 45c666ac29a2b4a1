namespace Variorum;

/// <summary>What somebody is made to say in one account.</summary>
/// <param name="Who">As the account names the speaker.</param>
/// <param name="Text">What is said, without the words of saying.</param>
/// <param name="Cue">The words of saying; null for a turn of a transcript.</param>
public sealed record ToldStatement(string Who, string Text, string? Cue, AttributionKind Kind, ClaimPlace Place)
{
    internal IReadOnlyList<Quantity> Quantities { get; init; } = [];
}

/// <summary>What a person said, with all accounts that tell it.</summary>
/// <param name="Told">Of this person, the earliest first.</param>
/// <param name="Others">Where the same is put into somebody else's mouth.</param>
public sealed record StatementLine(IReadOnlyList<ToldStatement> Told, IReadOnlyList<ToldStatement> Others)
{
    /// <summary>Figures that differ between the accounts: <c>54 percent / 45 percent</c>.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];
}

/// <summary>A form of a name or an office, and where it was used.</summary>
public sealed record PersonForm(string Text, ClaimPlace First, ClaimPlace Last, int Accounts, IReadOnlyList<string> Sources);

/// <summary>A document that named the person in one version and does not in a later one.</summary>
/// <param name="Last">The last version that names the person.</param>
/// <param name="Without">The number of the first later version that does not.</param>
/// <param name="Seen">When that was first seen.</param>
public sealed record DroppedFrom(ClaimPlace Last, int Without, DateTimeOffset Seen);

/// <summary>A source that named the person and has published since without doing so.</summary>
/// <param name="Since">Versions of this source that were first seen or published later.</param>
public sealed record SilentSince(ClaimPlace Last, long Since);

/// <summary>A person over an archive.</summary>
/// <param name="Name">The fullest form.</param>
/// <param name="Names">The names that were taken as this person's.</param>
public sealed record PersonReport(string Name, IReadOnlyList<PersonForm> Names, IReadOnlyList<PersonForm> Titles, IReadOnlyList<StatementLine> Statements)
{
    /// <summary>Accounts that name the person, the earliest first.</summary>
    public required IReadOnlyList<ClaimPlace> Mentions { get; init; }

    public IReadOnlyList<DroppedFrom> Dropped { get; init; } = [];

    public IReadOnlyList<SilentSince> Silent { get; init; } = [];

    /// <summary>Whose name this short one may be, where more than one bears it: nobody knows who is meant. Empty for a person who is known.</summary>
    public IReadOnlyList<string> Either { get; init; } = [];

    /// <summary>A role, words of saying, or two sources: what makes the name more than a string of capitals.</summary>
    public bool Evident => Titles.Count > 0 || Statements.Count > 0 || Mentions.Select(static place => place.Source).Distinct(StringComparer.Ordinal).Count() > 1;
}

/// <summary>The persons who bear a name.</summary>
/// <param name="Persons">Those who differ in a word of their name apart, the one with most mentions first; then what is told of a short name that more than one of them bears.</param>
/// <param name="Nearest">Names like the one asked for, where nobody bears it.</param>
public sealed record PersonsReport(string Asked, IReadOnlyList<PersonReport> Persons, IReadOnlyList<string> Nearest, ClaimsCoverage Coverage)
{
    private const int SameOccasion = 10;
    private const int MostNames = 100_000;
    private const int MostSpellings = 40;

    /// <summary>Finds all that the archive has of a person.</summary>
    /// <param name="name">In any spelling and script; a family name alone will do, and then everybody who bears it is given.</param>
    /// <param name="cancel">Looked at before each account is read.</param>
    public static PersonsReport Of(IArchive archive, string name, ClaimsOptions options, CancellationToken cancel = default)
    {
        var isAsked = PersonNames.SameInAnyScript(name);
        var speakers = archive.Search(new DateQuery("0001", null), SearchScope.All, new SearchOptions { Top = 0, Facets = [Facet.Speaker], FacetValues = MostNames }).Facets[Facet.Speaker];
        var spellings = speakers.SelectMany(static speaker => speaker.Value.Split(" + ")).Distinct(StringComparer.Ordinal).Where(isAsked).Prepend(name).Distinct(StringComparer.Ordinal).Take(MostSpellings);
        var query = spellings.Select(ClaimsReading.AllOf).OfType<Query>().DistinctBy(static query => query.ToString(), StringComparer.Ordinal).ToList();
        if (query.Count == 0) return new PersonsReport(name, [], [], default);
        var (versions, coverage) = ClaimsReading.Read(archive, query.Count == 1 ? query[0] : new OrQuery(query), options, cancel);
        var named = versions.SelectMany(version => version.Account.People.Where(person => person.As.Append(person.Name).Any(isAsked)).Select(person => (Version: version, Person: person))).ToList();
        // Of most languages the reader tells no persons: there the name itself is looked for.
        var forms = spellings.Where(static form => form.Contains(' ', StringComparison.Ordinal)).ToList();
        var told = named.Select(static found => found.Version).ToHashSet();
        foreach (var version in versions.Where(version => version.Account.Language is not (null or "en") && !told.Contains(version)))
            if (forms.Find(form => version.Account.Text.Contains(form, StringComparison.Ordinal)) is { } form) named.Add((version, new Person(form, [form], [])));
        var (known, doubtful) = Apart(named);
        var reports = known.ConvertAll(of => Report(archive, of, versions));
        var shared = new List<PersonReport>();
        foreach (var (of, bearers) in doubtful)
        {
            var evident = bearers.FindAll(bearer => reports[bearer].Evident);
            if (evident.Count > 1)
            {
                shared.Add(Report(archive, of, versions) with { Either = [.. evident.Select(bearer => reports[bearer].Name).Order(StringComparer.Ordinal)] });
                continue;
            }
            var bearer = evident.Count == 1 ? evident[0] : bearers[0];
            known[bearer].AddRange(of);
            reports[bearer] = Report(archive, known[bearer], versions);
        }
        var persons = reports.Where(static person => person.Evident).OrderByDescending(static person => person.Mentions.Count).ThenBy(static person => person.Name, StringComparer.Ordinal).Concat(shared).ToList();
        return new PersonsReport(name, persons, persons.Count > 0 ? [] : Near(name, speakers), coverage);
    }

    // Kell, Arvo Kell and Arvo J. Kell are one; Arvo Kell and Ann Kell are two, and Kell alone is either of them.
    private static (List<List<(ReadVersion Version, Person Person)>> Known, List<(List<(ReadVersion Version, Person Person)> Of, List<int> Bearers)> Doubtful) Apart(List<(ReadVersion Version, Person Person)> named)
    {
        var groups = new List<List<(ReadVersion Version, Person Person)>>();
        var doubtful = new List<(List<(ReadVersion Version, Person Person)> Of, List<int> Bearers)>();
        foreach (var found in named.GroupBy(static found => found.Person.Name, StringComparer.Ordinal).OrderByDescending(static of => PersonNames.Words(of.Key).Length).ThenByDescending(static of => of.Count()).ThenBy(static of => of.Key, StringComparer.Ordinal))
        {
            var isSame = PersonNames.SameInAnyScript(found.Key);
            var bearers = Enumerable.Range(0, groups.Count).Where(i => groups[i].Select(static member => member.Person.Name).Distinct(StringComparer.Ordinal).All(isSame)).ToList();
            if (bearers.Count == 0) groups.Add([.. found]);
            else if (bearers.Count == 1) groups[bearers[0]].AddRange(found);
            else if (doubtful.Find(other => other.Bearers.SequenceEqual(bearers) && isSame(other.Of[0].Person.Name)) is { Of: { } same }) same.AddRange(found);
            else doubtful.Add(([.. found], bearers));
        }
        return (groups, doubtful);
    }

    private static PersonReport Report(IArchive archive, List<(ReadVersion Version, Person Person)> named, List<ReadVersion> versions)
    {
        named = [.. named.OrderBy(static found => found.Version.Day, StringComparer.Ordinal).ThenBy(static found => found.Version.Document.Id).ThenBy(static found => found.Version.Version.Number)];
        var names = named.Select(static found => found.Person.Name).ToHashSet(StringComparer.Ordinal);
        var mentions = named.Select(static found => found.Version.Place(Mentioned(found.Version.Account, found.Person))).ToList();
        var statements = new List<ToldStatement>();
        foreach (var version in named.Select(static found => found.Version).Distinct()) statements.AddRange(Statements(version));
        var latest = statements.GroupBy(static told => (told.Place.Document, told.Who, told.Text)).Select(static same => same.MaxBy(static told => told.Place.Version)!).ToList();
        var lines = SameClaims.Merge(latest, static told => SameClaims.Terms(told.Text, told.Place.Language), static (a, b) => (a.Place.Document != b.Place.Document || a.Place.Version != b.Place.Version) && SameClaims.Near(a.Place, b.Place, SameOccasion))
            .Select(same => new StatementLine([.. same.Where(IsHis)], [.. same.Where(told => !IsHis(told))]) { Figures = Figures(same) })
            .Where(static line => line.Told.Count > 0).ToList();
        var fullest = names.OrderByDescending(name => named.Count(found => found.Person.Name == name)).ThenByDescending(static name => name.Length).First();
        return new PersonReport(fullest, Forms(named, (_, person) => person.As.Where(form => PersonNames.SameInAnyScript(form, fullest))), Forms(named, Titles), lines)
        {
            Mentions = mentions,
            Dropped = Dropped(archive, named),
            Silent = Silent(archive, mentions),
        };

        bool IsHis(ToldStatement told) => told.Who.Split(" + ").Any(names.Contains);
    }

    private static string Mentioned(Account account, Person person) =>
        (account.Passages.FirstOrDefault(passage => person.As.Any(form => passage.Text.Contains(form, StringComparison.Ordinal))) ?? account.Passages.FirstOrDefault(passage => passage.Speaker?.Contains(person.Name, StringComparison.Ordinal) == true))?.Id ?? "1";

    /// <summary>All that anybody is made to say in an account: what is reported, and the turns of a transcript.</summary>
    private static IEnumerable<ToldStatement> Statements(ReadVersion version)
    {
        var account = version.Account;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var saying in account.Attributions.Where(static saying => saying.Who is not null && saying.Content.Count > 0))
        {
            var at = saying.Content[0].Start;
            if (account.Passages.FirstOrDefault(passage => passage.Start <= at && at < passage.End) is not { } passage) continue;
            taken.Add(passage.Id);
            yield return new ToldStatement(saying.Who!, string.Join(" … ", saying.Content.Select(content => account.Text[content.Start..Math.Min(content.End, account.Text.Length)])).ReplaceLineEndings(" ").Trim(' ', '"', '“', '”', ','),
                saying.Cue is { } cue ? account.Text[cue.Start..cue.End] : null, saying.Kind, version.Place(passage.Id))
            {
                Quantities = [.. account.Quantities.Where(quantity => saying.Content.Any(content => content.Start <= quantity.Start && quantity.End <= content.End))],
            };
        }
        foreach (var passage in account.Passages)
            if (passage is { Speaker: { } speaker, Heading: false } && !taken.Contains(passage.Id))
                yield return new ToldStatement(speaker, passage.Text, null, account.Kind == AccountKind.Transcript ? AttributionKind.Direct : AttributionKind.Indirect, version.Place(passage.Id))
                {
                    Quantities = [.. account.Quantities.Where(quantity => passage.Start <= quantity.Start && quantity.End <= passage.End)],
                };
    }

    // One unit, one figure in each account, and not the same.
    private static List<string> Figures(List<ToldStatement> same)
    {
        var differing = new List<string>();
        foreach (var unit in same.SelectMany(static told => told.Quantities).Where(static quantity => quantity.Kind is not QuantityKind.Ordinal).GroupBy(static quantity => quantity.Unit, StringComparer.Ordinal))
        {
            var values = same.Select(told => told.Quantities.Where(quantity => quantity.Unit == unit.Key).ToList()).Where(static found => found.Count == 1).Select(static found => found[0]).DistinctBy(static quantity => quantity.Value).ToList();
            if (values.Count > 1) differing.Add(string.Join(" / ", values.Select(static quantity => quantity.Text)));
        }
        return differing;
    }

    private static List<PersonForm> Forms(List<(ReadVersion Version, Person Person)> named, Func<Account, Person, IEnumerable<string>> of) =>
        [.. named.SelectMany(found => of(found.Version.Account, found.Person).Distinct(StringComparer.Ordinal).Select(form => (Form: form, found.Version)))
            .GroupBy(static found => Token.Fold(found.Form), StringComparer.Ordinal)
            .Select(static same => new PersonForm(same.First().Form, Where(same.First().Version, same.First().Form), Where(same.Last().Version, same.Last().Form), same.Select(static found => found.Version.Document.Id).Distinct().Count(), [.. same.Select(static found => found.Version.Source).Distinct(StringComparer.Ordinal)]))
            .OrderBy(static form => form.First.Day, StringComparer.Ordinal).ThenByDescending(static form => form.Accounts).ThenBy(static form => form.Text, StringComparer.Ordinal)];

    // A title with another's name in it was read too far.
    private static IEnumerable<string> Titles(Account account, Person person) =>
        person.Roles.Select(Office).Where(role => role.Length > 0 && !Tables.English.Is(Token.Fold(role.AsSpan(role.LastIndexOf(' ') + 1)), WordClass.Preposition) && !account.People.Any(other => other != person && other.As.Any(form => form.Length > 3 && role.Contains(form, StringComparison.Ordinal))));

    // "…, et le premier ministre", "general secretary Comrade": what joins an office to the one before, or its bearer to it, is no part of it.
    private static string Office(string role)
    {
        var words = role.Split(' ', StringSplitOptions.RemoveEmptyEntries).AsSpan();
        while (words.Length > 1 && words[0] is "and" or "et" or "und" or "y" or "e" or "и" or "та") words = words[1..];
        while (words.Length > 1 && Token.Fold(words[^1]) is "comrade" or "товарищ") words = words[..^1];
        return string.Join(' ', words!);
    }

    private static ClaimPlace Where(ReadVersion version, string words) =>
        version.Place(version.Account.Passages.FirstOrDefault(passage => passage.Text.Contains(words, StringComparison.OrdinalIgnoreCase))?.Id ?? "1");

    private static List<DroppedFrom> Dropped(IArchive archive, List<(ReadVersion Version, Person Person)> named)
    {
        var dropped = new List<DroppedFrom>();
        foreach (var document in named.GroupBy(static found => found.Version.Document.Id))
        {
            var (version, person) = document.MaxBy(static found => found.Version.Version.Number);
            var forms = document.SelectMany(static found => found.Person.As).ToHashSet(StringComparer.Ordinal);
            var isHis = document.Select(static found => found.Person.Name).Distinct(StringComparer.Ordinal).Select(PersonNames.SameInAnyScript).ToList();
            var without = archive.Versions(document.Key).FirstOrDefault(later => later.Number > version.Version.Number && !StillNames(archive, later.Id, forms, isHis));
            if (without is not null) dropped.Add(new DroppedFrom(version.Place(Mentioned(version.Account, person)), without.Number, without.First));
        }
        return dropped;
    }

    private static bool StillNames(IArchive archive, long version, HashSet<string> forms, List<Func<string, bool>> isHis)
    {
        var people = archive.Account(version)?.People ?? [];
        if (people.Any(person => isHis.Exists(same => same(person.Name)))) return true;
        var text = archive.Text(version);
        var all = $"{text.Title}\n{VersionTexts.Searched(text)}";
        // "Kell" of a version that tells of Ann Kell alone is not Arvo Kell.
        return forms.Any(form => Holds(all, form) && !people.Any(other => other.As.Any(name => Holds(name, form))));
    }

    // As a word: "Kell" is not named by "Kellner". What declines its names may add an ending.
    private static bool Holds(string text, string form)
    {
        for (var at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + 1, StringComparison.Ordinal))
        {
            if (form[0] >= '\u2e80') return true;
            if (at > 0 && char.IsLetter(text[at - 1])) continue;
            var end = at + form.Length;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            if (end - at - form.Length <= (form[0] < '\u0250' ? 0 : 3)) return true;
        }
        return false;
    }

    private static List<SilentSince> Silent(IArchive archive, List<ClaimPlace> mentions)
    {
        var silent = new List<SilentSince>();
        foreach (var last in mentions.GroupBy(static place => place.Source, StringComparer.Ordinal).Select(static of => of.Last()))
        {
            if (!DateOnly.TryParseExact(last.Day, "yyyy-MM-dd", out var day) || day == DateOnly.MaxValue || !last.Source.Any(char.IsLetterOrDigit)) continue;
            var words = new PhraseQuery(QueryField.Source, last.Source.Replace("\"", "", StringComparison.Ordinal));
            var since = archive.Search(new AndQuery([words, new DateQuery(day.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), null)]), SearchScope.Current, new SearchOptions { Top = 0 }).Total;
            if (since > 0) silent.Add(new SilentSince(last, since));
        }
        return silent;
    }

    private static List<string> Near(string name, IReadOnlyList<FacetCount> speakers)
    {
        var words = PersonNames.Words(name);
        return [.. speakers.SelectMany(static speaker => speaker.Value.Split(" + ")).Distinct(StringComparer.Ordinal).Select(speaker => (Value: speaker, Distance: Distance(words, PersonNames.Words(speaker)))).Where(static near => near.Distance < .5)
            .OrderBy(static near => near.Distance).ThenBy(static near => near.Value, StringComparer.Ordinal).Take(5).Select(static near => near.Value)];
    }

    // Of each word asked for the nearest word, as a share of its letters.
    private static double Distance(string[] asked, string[] name) =>
        asked.Length == 0 || name.Length == 0 ? 1 : asked.Average(word => name.Min(other => (double)Edits(word, other) / Math.Max(word.Length, other.Length)));

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                corner = above;
            }
        }
        return row[b.Length];
    }
}
