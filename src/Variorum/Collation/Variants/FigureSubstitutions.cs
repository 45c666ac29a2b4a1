namespace Variorum;

/// <summary>Figures and dates that are not the same.</summary>
internal static class FigureSubstitutions
{
    private const double FigureSalience = .95;
    private const int WholeSentence = 3;
    private const double DateSalience = .9;

    public static void Add(List<Variant> found, WitnessPair pair, LinkedStatements link, WordMatch words)
    {
        var dates = new List<(int Statement, DateExpression Date)>(link.A.SelectMany(n => pair.A[n].Dates.Select(date => (n, date))));
        var otherDates = new List<(int Statement, DateExpression Date)>(link.B.SelectMany(n => pair.B[n].Dates.Select(date => (n, date))));
        Exchange(dates, otherDates, static (x, y) => Figures.Agree(x, y), static (x, y) => x.Value.Length == y.Value.Length, static date => new Span(date.Start, date.End), static date => date.Text, words,
            (x, y) => Substitutions.Add(found, Matter.Date, DateSalience, Substitutions.At(pair.A[x.Item1], x.Item2.Start, x.Item2.End), Substitutions.At(pair.B[y.Item1], y.Item2.Start, y.Item2.End)));
        var quantities = new List<(int Statement, Quantity Quantity)>(link.A.SelectMany(n => pair.A[n].Quantities.Select(quantity => (n, quantity))));
        var others = new List<(int Statement, Quantity Quantity)>(link.B.SelectMany(n => pair.B[n].Quantities.Select(quantity => (n, quantity))));
        Exchange(quantities, others, static (x, y) => Figures.Agree(x, y), static (x, y) => Figures.SameUnit(x, y), static quantity => new Span(quantity.Start, quantity.End), static quantity => quantity.Text, words,
            (x, y) => Substitutions.Add(found, Matter.Figure, FigureSalience, Substitutions.At(pair.A[x.Item1], x.Item2.Start, x.Item2.End), Substitutions.At(pair.B[y.Item1], y.Item2.Start, y.Item2.End)));
    }

    /// <summary>Pairs what agrees with nothing on the other side, in the likest company first.</summary>
    private static void Exchange<T>(List<(int, T)> a, List<(int, T)> b, Func<T, T, bool> agree, Func<T, T, bool> alike, Func<T, Span> place, Func<T, string> text,
        WordMatch words, Action<(int, T), (int, T)> report)
    {
        // What both call "last year" is no difference, whatever each account's date makes of it.
        bool Agree(T x, T y) => agree(x, y) || string.Equals(text(x), text(y), StringComparison.OrdinalIgnoreCase);
        var lone = a.Where(x => !b.Exists(y => Agree(x.Item2, y.Item2))).ToList();
        var others = b.Where(y => !a.Exists(x => Agree(x.Item2, y.Item2))).ToList();
        var candidates = new List<(int X, int Y, int Company)>();
        for (var x = 0; x < lone.Count; x++)
        {
            for (var y = 0; y < others.Count; y++)
            {
                var (statementA, statementB) = (lone[x].Item1, others[y].Item1);
                var (spanA, spanB) = (place(lone[x].Item2), place(others[y].Item2));
                var company = words.SharedCompany(statementA, spanA, statementB, spanB);
                // The same unit needs little company near by, or much in the whole sentence; two different things need more.
                var fits = alike(lone[x].Item2, others[y].Item2)
                    ? company >= 1 || words.SharedCompany(statementA, spanA, statementB, spanB, WordMatch.Sentence) >= WholeSentence
                    : company >= 3;
                if (fits) candidates.Add((x, y, company));
            }
        }
        candidates.Sort(static (p, q) => p.Company != q.Company ? q.Company.CompareTo(p.Company) : p.X != q.X ? p.X.CompareTo(q.X) : p.Y.CompareTo(q.Y));
        var (usedX, usedY) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (x, y, _) in candidates)
        {
            if (usedX.Contains(x) || usedY.Contains(y)) continue;
            usedX.Add(x);
            usedY.Add(y);
            report(lone[x], others[y]);
        }
    }
}
