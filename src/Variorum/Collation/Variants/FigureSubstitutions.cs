namespace Variorum;

/// <summary>Figures and dates that are not the same.</summary>
internal static class FigureSubstitutions
{
    private const double FigureSalience = .95;
    private const int WholeSentence = 3;
    private const double DateSalience = .9;

    // "More than 9,000" may be 9,200, and "about 100" may be 104: how far the exact figure lies at most. Above a round bound it may
    // lie up to the next one as round: "more than a thousand" may be 1,200, and "more than 1,200" 1,290.
    private const decimal MostBeyondBound = .1m;
    private const decimal MostFromAbout = .05m;

    private enum Hedge { None, About, Over, Under }

    // "A third" is 33 percent, and "two thirds" 67.
    private const decimal MostRounding = .5m;

    private sealed record Figure(int Statement, Quantity Quantity, Hedge Hedge, bool Change);

    public static void Add(List<Variant> found, WitnessPair pair, LinkedStatements link, WordMatch words)
    {
        var dates = new List<(int, DateExpression)>(link.A.SelectMany(n => pair.A[n].Dates.Select(date => (n, date))));
        var otherDates = new List<(int, DateExpression)>(link.B.SelectMany(n => pair.B[n].Dates.Select(date => (n, date))));
        // What both call "last year" is no difference, whatever each account's date makes of it.
        Exchange(Lone(dates, otherDates, Agree), Lone(otherDates, dates, Agree), static (x, y) => x.Value.Length == y.Value.Length, static date => new Span(date.Start, date.End), words, static (_, _) => false,
            (x, y) => Substitutions.Add(found, Matter.Date, DateSalience, Substitutions.At(pair.A[x.Item1], x.Item2.Start, x.Item2.End), Substitutions.At(pair.B[y.Item1], y.Item2.Start, y.Item2.End)));
        var (a, b) = (link.A.SelectMany(n => FiguresOf(pair.A, n)).ToList(), link.B.SelectMany(n => FiguresOf(pair.B, n)).ToList());
        var (lone, others) = (Unanswered(a, b, Beside(pair.B, link.B)), Unanswered(b, a, Beside(pair.A, link.A)));
        // Few words of two languages can keep each other company: there the only two figures of one unit belong together.
        bool Sole(Quantity x, Quantity y) => pair.Across && x.Unit.Length > 0 && x.Kind is QuantityKind.Money or QuantityKind.Count && Figures.SameUnit(x, y)
            && lone.Count(other => Figures.SameUnit(other.Item2, x)) == 1 && others.Count(other => Figures.SameUnit(other.Item2, y)) == 1;
        Exchange(lone, others, AreAlike, static quantity => new Span(quantity.Start, quantity.End), words, Sole,
            (x, y) => Substitutions.Add(found, Matter.Figure, FigureSalience, Substitutions.At(pair.A[x.Item1], x.Item2.Start, x.Item2.End), Substitutions.At(pair.B[y.Item1], y.Item2.Start, y.Item2.End)));
    }

    private static bool Agree(DateExpression x, DateExpression y) => Figures.Agree(x, y) || string.Equals(x.Text, y.Text, StringComparison.OrdinalIgnoreCase);

    private static List<(int, T)> Lone<T>(List<(int Statement, T Value)> all, List<(int Statement, T Value)> others, Func<T, T, bool> agree) =>
        [.. all.Where(x => !others.Exists(y => agree(x.Value, y.Value)))];

    /// <summary>The figures that neither stand on the other side, nor in the sentences beside it, nor are the sum of what stands there.</summary>
    private static List<(int, Quantity)> Unanswered(List<Figure> all, List<Figure> others, List<Figure> beside) =>
        [.. all.Where(x => !others.Exists(y => Agree(x, y)) && !beside.Exists(y => x.Quantity.Unit.Length > 0 && Agree(x, y)) && !IsSum(x.Quantity, others, beside))
            .Select(static x => (x.Statement, x.Quantity))];

    private static List<Figure> Beside(Statement[] statements, int[] numbers) =>
        [.. numbers.SelectMany(static n => new[] { n - 1, n + 1 }).Distinct().Where(n => n >= 0 && n < statements.Length && !numbers.Contains(n)).SelectMany(n => FiguresOf(statements, n))];

    private static IEnumerable<Figure> FiguresOf(Statement[] statements, int n) =>
        statements[n].Quantities.Select(quantity => new Figure(n, quantity, HedgeOf(statements[n], quantity), IsChange(statements[n], quantity)));

    // "From 20 to 30 dollars" has two figures, and "5 to 7 percent" one.
    private static bool IsChange(Statement statement, Quantity quantity) =>
        quantity.Upper is not null && statement.Passage.Text.AsSpan(0, quantity.Start).TrimEnd().EndsWith("from", StringComparison.OrdinalIgnoreCase);

    private static bool Agree(Figure x, Figure y) => Figures.Agree(x.Quantity, y.Quantity)
        || IsPart(x.Quantity, y.Quantity) || IsPart(y.Quantity, x.Quantity) || IsEnd(x, y) || IsEnd(y, x)
        || string.Equals(x.Quantity.Text, y.Quantity.Text, StringComparison.OrdinalIgnoreCase)
        || (Figures.SameUnit(x.Quantity, y.Quantity) && x.Quantity.Upper is null && y.Quantity.Upper is null
            && (Allows(x, y.Quantity.Value) || Allows(y, x.Quantity.Value)));

    /// <summary>"A quarter" is 25 percent.</summary>
    private static bool IsPart(Quantity part, Quantity percentage) => part is { Kind: QuantityKind.Number, Unit: "", Upper: null, Value: > 0 and < 1 }
        && percentage is { Kind: QuantityKind.Percentage, Upper: null } && Math.Abs((part.Value * 100) - percentage.Value) <= MostRounding;

    private static bool IsEnd(Figure change, Figure end) => change.Change && end.Quantity.Upper is null && Figures.SameUnit(change.Quantity, end.Quantity)
        && (end.Quantity.Value == change.Quantity.Value || end.Quantity.Value == change.Quantity.Upper);

    private static bool Allows(Figure figure, decimal value)
    {
        var off = value - figure.Quantity.Value;
        var most = Math.Abs(figure.Quantity.Value) * (figure.Hedge == Hedge.About ? MostFromAbout : MostBeyondBound);
        if (figure.Hedge == Hedge.Over) most = Math.Max(most, Roundness(figure.Quantity.Value));
        return Math.Abs(off) <= most && figure.Hedge switch { Hedge.Over => off >= 0, Hedge.Under => off <= 0, Hedge.About => true, _ => false };
    }

    /// <summary>The place of the last digit that is not 0: 1,000 of 9,000, 100 of 1,200. At least 1.</summary>
    private static decimal Roundness(decimal value)
    {
        if (value < 1 || value != decimal.Truncate(value)) return 0;
        var place = 1m;
        while (value % (place * 10) == 0) place *= 10;
        return place;
    }

    /// <summary>"Three ships" and "two ships" there are "five ships" here.</summary>
    private static bool IsSum(Quantity sum, List<Figure> others, List<Figure> beside)
    {
        if (sum.Kind != QuantityKind.Count) return false;
        var values = others.Concat(beside).Select(static figure => figure.Quantity).Where(part => Figures.SameUnit(sum, part) && part.Upper is null).Select(static part => part.Value).ToList();
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = i + 1; j < values.Count; j++)
            {
                if (values[i] + values[j] == sum.Value) return true;
            }
        }
        return values.Count > 2 && values.Sum() == sum.Value;
    }

    /// <summary>What the words right before a figure make of it.</summary>
    private static Hedge HedgeOf(Statement statement, Quantity quantity)
    {
        var hedge = Hedge.None;
        foreach (var term in statement.Reading)
        {
            if (term.Start >= quantity.Start) break;
            foreach (var concept in term.Concepts)
            {
                var end = term.Phrase == concept ? term.PhraseEnd : term.End;
                // "Nearly a hundred".
                if (end > quantity.Start || quantity.Start - end > 3) continue;
                if (concept.Scale == "bound") hedge = concept.Step >= 3 ? Hedge.Over : Hedge.Under;
                else if (concept is { Scale: "exactness", Step: 1 } && hedge == Hedge.None) hedge = Hedge.About;
            }
        }
        return hedge;
    }

    // A year and a month are both spans of time, whatever else they are.
    private static bool AreAlike(Quantity x, Quantity y) => Figures.SameUnit(x, y) || (IsLong(x) && IsLong(y));

    private static bool IsLong(Quantity quantity) => quantity.Kind == QuantityKind.Duration && quantity.Unit is "month" or "year";

    /// <summary>Pairs what agrees with nothing on the other side, in the likest company first.</summary>
    private static void Exchange<T>(List<(int, T)> lone, List<(int, T)> others, Func<T, T, bool> alike, Func<T, Span> place, WordMatch words, Func<T, T, bool> sole, Action<(int, T), (int, T)> report)
    {
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
                    ? company >= 1 || sole(lone[x].Item2, others[y].Item2) || words.SharedCompany(statementA, spanA, statementB, spanB, WordMatch.Sentence) >= WholeSentence
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
