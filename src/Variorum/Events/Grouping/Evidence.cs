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
        return new Evidence(EventWeights.Own.Probability(features, Across(a, b)), Reasons(a, b, features));
    }

    /// <summary>The probability alone, for the many pairs of which nobody asks why.</summary>
    public static double Odds(WeighedTraits a, WeighedTraits b, TermCounts counts, Neighbourhood ofA, Neighbourhood ofB) =>
        EventWeights.Own.Probability(Features(a, b, counts, ofA, ofB), Across(a, b));

    /// <summary>Whether two accounts are in different languages, as far as that is known.</summary>
    public static bool Across(WeighedTraits a, WeighedTraits b) =>
        a.Traits.Language.Length > 0 && b.Traits.Language.Length > 0 && a.Traits.Language != b.Traits.Language;
}
