namespace Variorum;

/// <summary>A figure as one account gives it.</summary>
/// <param name="Quantity">Its places are in the account's text.</param>
/// <param name="Period">Of when it is told, ISO 8601 as <see cref="DateExpression.Value"/>; null where the sentence does not say.</param>
public sealed record ToldFigure(Quantity Quantity, bool Change, string? Period, string? Speaker, ClaimPlace Place);

/// <summary>A figure that accounts give for one period.</summary>
/// <param name="Told">The earliest account first.</param>
public sealed record FigureLine(string? Period, string Unit, bool Change, IReadOnlyList<ToldFigure> Told)
{
    /// <summary>Accounts give different values for it.</summary>
    public bool Differs => Period is not null && Told.Select(static told => (told.Quantity.Value, told.Quantity.Upper)).Distinct().Count() > 1 && Told.Select(static told => told.Place.Document).Distinct().Count() > 1;
}

/// <summary>One quantity followed over time and accounts.</summary>
/// <param name="Wordings">By which it was looked for.</param>
public sealed record FigureReport(string Asked, IReadOnlyList<string> Wordings, IReadOnlyList<FigureLine> Lines, ClaimsCoverage Coverage)
{
    private const int MostWordings = 60;
    private const int SameOccasion = 10;

    // Letters between the words of one label.
    private const int WidestLabel = 30;

    private static readonly HashSet<string> Rising =
    [
        "increased", "increase", "increases", "grew", "grown", "grow", "grows", "growth", "rose", "risen", "rise", "rises", "up", "fell", "fallen", "fall", "falls", "dropped", "drop", "decreased",
        "decrease", "declined", "decline", "down", "doubled", "tripled", "by", "gained", "shrank", "shrunk", "expanded", "soared", "plunged", "higher", "lower", "another", "more", "less",
    ];

    /// <summary>Finds what accounts give as the value of something.</summary>
    /// <param name="label">What it is called: <c>trade turnover</c>. A wording that the lexicon knows is looked for in nine languages.</param>
    /// <param name="cancel">Looked at before each account is read.</param>
    public static FigureReport Of(IArchive archive, string label, ClaimsOptions options, CancellationToken cancel = default)
    {
        var concepts = Concepts(label);
        var wordings = (concepts.Count == 1 ? Lexicon.Wordings(concepts[0]) : []).Prepend(label).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWordings).ToList();
        if (AnyOf(wordings) is not { } query) return new FigureReport(label, [], [], default);
        // "Grain exports" is no wording of the lexicon; accounts that have a word for grain and one for exports may tell of them.
        if (concepts.Count > 1) query = new OrQuery([query, new AndQuery([.. concepts.Select(static meant => AnyOf([.. Lexicon.Wordings(meant).Take(MostWordings)])).OfType<Query>()])]);
        var (versions, coverage) = ClaimsReading.Read(archive, query, options, cancel);
        var told = versions.SelectMany(version => In(version, label, concepts)).ToList();
        var newest = told.GroupBy(static figure => (figure.Place.Document, figure.Quantity.Text, figure.Place.Sentence)).Select(static same => same.MaxBy(static figure => figure.Place.Version)!);
        var lines = newest.GroupBy(static figure => (figure.Period, figure.Quantity.Unit, figure.Change)).SelectMany(static same => Occasions([.. same]))
            .Select(static same => new FigureLine(same[0].Period, same[0].Quantity.Unit, same[0].Change, same))
            .OrderBy(static line => line.Period ?? line.Told[0].Place.Day, StringComparer.Ordinal).ThenBy(static line => line.Unit, StringComparer.Ordinal).ToList();
        return new FigureReport(label, [.. wordings.Where(wording => versions.Any(version => version.Account.Text.Contains(wording, StringComparison.OrdinalIgnoreCase)))], lines, coverage);
    }

    // The trade of one country is not that of another: figures stand together where one person gives them within days, where the sentences agree,
    // or where they are the same.
    private static List<List<ToldFigure>> Occasions(List<ToldFigure> same)
    {
        var groups = new List<List<ToldFigure>>();
        foreach (var figure in same)
        {
            var terms = SameClaims.Terms(figure.Place.Sentence, figure.Place.Language);
            var home = figure.Period is null ? null : groups.Find(group => group.TrueForAll(other => other.Place.Document != figure.Place.Document || other.Quantity.Value == figure.Quantity.Value)
                && group.Exists(other => SameClaims.Near(other.Place, figure.Place, SameOccasion)
                    && ((other.Speaker is { } one && figure.Speaker is { } speaker && PersonNames.Same(one, speaker)) || Alike(terms, SameClaims.Terms(other.Place.Sentence, other.Place.Language)))));
            if (home is null) groups.Add([figure]);
            else home.Add(figure);
        }
        return groups;
    }

    private static bool Alike(HashSet<string> a, HashSet<string> b) => a.Count(b.Contains) >= Math.Max(3, Math.Min(a.Count, b.Count) * 2 / 3);

    private static Query? AnyOf(IReadOnlyList<string> wordings)
    {
        var queries = wordings.Where(static wording => wording.Any(char.IsLetterOrDigit)).Select(static wording => (Query)new PhraseQuery(QueryField.Text, wording.Replace("\"", "", StringComparison.Ordinal))).ToList();
        return queries.Count == 0 ? null : queries.Count == 1 ? queries[0] : new OrQuery(queries);
    }

    /// <summary>For each thing that the label names what the lexicon calls it: one for a phrase that it knows; none where it lacks a word.</summary>
    private static List<List<string>> Concepts(string label)
    {
        var terms = Lexicon.Terms(label, "en").Where(static term => term.Kind != TokenKind.Stop).ToList();
        if (terms.Count == 0) return [];
        if (terms[0].Phrase is { } phrase && terms[0].PhraseEnd >= terms[^1].End) return [[phrase.Id]];
        var meant = terms.ConvertAll(static term => term.Concepts.Where(static concept => concept.Kind is "noun" or "verb" || concept.IsName).Select(static concept => concept.Id).ToList());
        return meant.TrueForAll(static concepts => concepts.Count > 0) ? meant : [];
    }

    private static IEnumerable<ToldFigure> In(ReadVersion version, string label, List<List<string>> concepts)
    {
        var account = version.Account;
        var keys = Tokens.Of(label, account.Language).Where(static token => token.Kind != TokenKind.Stop).Select(static token => token.Key).ToList();
        for (var i = 0; i < account.Passages.Count; i++)
        {
            var passage = account.Passages[i];
            if (!Names(passage.Text, account.Language, keys, concepts, out var at)) continue;
            var found = Figures(account, passage, passage.Start + at).ToList();
            // "Trade is small yet. In 2023 it grew ninefold."
            for (var next = i + 1; next < account.Passages.Count && next <= i + 2 && account.Passages[next].Paragraph == passage.Paragraph && !Names(account.Passages[next].Text, account.Language, keys, concepts, out _); next++)
                if (Continues(account.Passages[next].Text)) found.AddRange(Figures(account, account.Passages[next], account.Passages[next].Start));
                else break;
            foreach (var figure in found) yield return new ToldFigure(figure.Quantity, figure.Change, figure.Period, figure.Passage.Speaker, version.Place(figure.Passage.Id));
        }
    }

    private static bool Continues(string sentence)
    {
        var words = Token.Cut(sentence, 0, Math.Min(sentence.Length, 200));
        return words.Take(12).Any(static word => word.Is("it")) || words is [{ Low: "this" or "that" }, { Low: "figure" or "indicator" or "number" or "amount" }, ..];
    }

    private static bool Names(string text, string? language, List<string> keys, List<List<string>> concepts, out int at)
    {
        if (concepts.Count > 0)
        {
            var terms = Lexicon.Terms(text, language);
            var places = concepts.ConvertAll(meant => terms.Where(term => (term.Phrase is { } phrase && meant.Contains(phrase.Id)) || term.Concepts.Any(concept => meant.Contains(concept.Id))).Select(static term => term.Start).ToList());
            foreach (var start in places[0])
            {
                // The words of one label stand near each other, in any order: "grain exports", "exports of grain".
                var near = places.ConvertAll(found => found.Where(place => Math.Abs(place - start) <= WidestLabel).Order().FirstOrDefault(-1));
                at = near.Max();
                if (near.TrueForAll(static place => place >= 0)) return true;
            }
        }
        var tokens = Tokens.Of(text, language);
        for (var i = 0; i + keys.Count <= tokens.Count && keys.Count > 0; i++)
        {
            at = tokens[i].Start;
            var k = 0;
            while (k < keys.Count && tokens[i + k].Key == keys[k]) k++;
            if (k == keys.Count) return true;
        }
        at = 0;
        return false;
    }

    // The figures of the clause that has the label; of years and durations none is its value.
    private static IEnumerable<(Quantity Quantity, bool Change, string? Period, Passage Passage)> Figures(Account account, Passage passage, int label)
    {
        var (from, to) = (passage.Start, passage.End);
        foreach (var quantity in account.Quantities)
        {
            if (quantity.Start < from || quantity.End > to || quantity.Kind is QuantityKind.Duration or QuantityKind.Ordinal) continue;
            var between = account.Text[Math.Min(label, quantity.Start)..Math.Max(label, quantity.Start)];
            // A figure before the label belongs to it only where it stands near: "54 percent growth of trade".
            if (between.Contains(';', StringComparison.Ordinal) || between.Contains(", and ", StringComparison.Ordinal) || between.Contains(" that ", StringComparison.Ordinal) && between.Contains(',', StringComparison.Ordinal) || (quantity.End < label && between.Length > 60)) continue;
            var before = Token.Cut(account.Text, Math.Max(from, quantity.Start - 40), quantity.Start);
            var change = quantity.Kind is QuantityKind.Multiple or QuantityKind.Percentage
                ? Token.Cut(account.Text, Math.Max(from, quantity.Start - 80), Math.Min(to, quantity.End + 30)).Any(static word => Rising.Contains(word.Low))
                : before is [.., { Low: "by" }] || (before is [.., { Low: "another" or "additional" }]);
            var period = account.Dates.Where(date => date.Start >= from && date.End <= to).MinBy(date => Math.Abs(date.Start - quantity.Start));
            yield return (quantity, change, period?.Value, passage);
        }
    }
}
