namespace Variorum;

/// <summary>How probable it is that two accounts tell of the same event, and why.</summary>
/// <param name="Probability">0 to 1.</param>
/// <param name="Because">Reasons that a person understands, the strongest first.</param>
internal sealed partial record Evidence(double Probability, IReadOnlyList<string> Because)
{
    /// <summary>Weighs two accounts; the same whichever is named first.</summary>
    /// <param name="a">One account.</param>
    /// <param name="b">The other.</param>
    /// <param name="counts">How many accounts hold a term.</param>
    /// <param name="ofA">What stands near the first.</param>
    /// <param name="ofB">What stands near the second.</param>
    public static Evidence Between(WeighedTraits a, WeighedTraits b, TermCounts counts, Neighbourhood ofA, Neighbourhood ofB)
    {
        var features = Features(a, b, counts, ofA, ofB);
        return new Evidence(AreFarApart(a.Traits, b.Traits) ? 0 : EventWeights.Own.Probability(features, KindOf(a, b)), Reasons(a, b, features));
    }

    /// <summary>The probability alone, for the many pairs of which nobody asks why.</summary>
    public static double ProbabilityOf(WeighedTraits a, WeighedTraits b, TermCounts counts, Neighbourhood ofA, Neighbourhood ofB)
    {
        if (AreFarApart(a.Traits, b.Traits)) return 0;
        Span<double> features = stackalloc double[Names.Length];
        Compare(a, b, counts, ofA, ofB, features);
        return EventWeights.Own.Probability(features, KindOf(a, b));
    }

    // Of an account that nobody dated, the first whole date that it tells says when that was, give or take what it may announce or recall of a year.
    private const int FarApartDays = 400;

    /// <summary>Whether two accounts, one of them of no known day, cannot tell of one thing by the first dates that they tell.</summary>
    public static bool AreFarApart(Traits a, Traits b) =>
        (a.Published == 0 || b.Published == 0) && a.ToldDay is > 0 and var one && b.ToldDay is > 0 and var two && Math.Abs(one - two) > FarApartDays;

    /// <summary>By which weights two accounts are judged.</summary>
    public static PairKind KindOf(WeighedTraits a, WeighedTraits b) => KindOf(a.Traits, b.Traits);

    /// <summary>The same.</summary>
    public static PairKind KindOf(Traits x, Traits y)
    {
        if (x.Language.Length > 0 && y.Language.Length > 0 && x.Language != y.Language) return PairKind.Across;
        return x.Published > 0 && y.Published > 0 ? PairKind.Dated : PairKind.Undated;
    }
}
