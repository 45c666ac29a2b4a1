namespace Variorum;

/// <summary>Why two passages are linked, in words that a person understands.</summary>
internal static class Reasons
{
    private const int MostWords = 5;
    // A term of less weight stands in half of all sentences and is no reason.
    private const double LeastWeight = .8;

    public static IReadOnlyList<string> Of(WitnessPair pair, LinkedStatements link)
    {
        var reasons = new List<string>();
        var names = new List<(string Text, double Weight)>();
        var words = new List<(string Text, double Weight)>();
        var synonyms = new List<(string Text, double Weight)>();
        foreach (var cell in link.Cells)
        {
            var (a, b) = (pair.A[cell.A], pair.B[cell.B]);
            foreach (var match in cell.Matches)
            {
                var (p, q) = (a.Terms[match.A], b.Terms[match.B]);
                var text = Written(a, pair.Vocabulary, p);
                if (p != q) synonyms.Add(($"{text} / {Written(b, pair.Vocabulary, q)}", match.Weight));
                else if (pair.Vocabulary[p].Capital) names.Add((text, match.Weight));
                else if (pair.Vocabulary[p].Key[0] != '#') words.Add((text, match.Weight));
            }
        }
        AddWords(reasons, "rare words in both: ", words, 2);
        AddFigures(reasons, pair, link);
        AddWords(reasons, "names in both: ", names, LeastWeight);
        AddWords(reasons, "words in both: ", words, LeastWeight, 2);
        AddWords(reasons, "other words for the same: ", synonyms, LeastWeight / 2);
        if (link.Cells.Exists(static cell => cell.Features2.Length > 0 && cell.Features2[SecondLayer.Diagonal] > .8)) reasons.Add("the sentences beside them are linked too");
        if (link.Decided is { } decided) reasons.Insert(0, decided.Told());
        if (reasons.Count == 0) reasons.Add(pair.Across ? "figures, names or terms in both" : "alike in wording");
        return reasons;
    }

    private static void AddFigures(List<string> reasons, WitnessPair pair, LinkedStatements link)
    {
        var same = new List<string>();
        foreach (var cell in link.Cells)
        {
            foreach (var quantity in pair.A[cell.A].Quantities)
            {
                if (pair.B[cell.B].Quantities.Any(other => Figures.Agree(quantity, other))) same.Add(quantity.Text);
            }
            foreach (var date in pair.A[cell.A].Dates)
            {
                if (pair.B[cell.B].Dates.Any(other => Figures.Agree(date, other))) same.Add(date.Text);
            }
        }
        if (same.Count > 0) reasons.Add("same figure or date: " + string.Join(", ", same.Distinct()));
    }

    private static void AddWords(List<string> reasons, string label, List<(string Text, double Weight)> words, double least, double below = double.MaxValue)
    {
        var best = words.Where(word => word.Weight >= least && word.Weight < below).OrderByDescending(static word => word.Weight)
            .ThenBy(static word => word.Text, StringComparer.Ordinal).Select(static word => word.Text).Distinct().Take(MostWords).ToList();
        if (best.Count > 0) reasons.Add(label + string.Join(", ", best));
    }

    private static string Written(Statement statement, Vocabulary vocabulary, int term)
    {
        var key = vocabulary[term].Key;
        foreach (var read in statement.Reading)
        {
            if (read.Key == key) return statement.Passage.Text[read.Start..read.End];
        }
        // Between languages: the English name of what both say, or the name that both have, as A has it.
        if (key[0] == '@') return key[1..].Replace('-', ' ');
        var compared = Array.Find(statement.Compared, read => read.Term.Key == key).Term;
        return statement.Passage.Text[compared.Start..compared.End];
    }
}
