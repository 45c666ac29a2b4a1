namespace Variorum;

/// <summary>Two witnesses with all that is known of their statements.</summary>
/// <param name="First">The witness that stands first.</param>
/// <param name="Second">The other.</param>
/// <param name="A">The statements of the first.</param>
/// <param name="B">The statements of the second.</param>
/// <param name="Vocabulary">Their terms, weighed.</param>
/// <param name="Linked">The cells that are links: more likely than not to say the same; in the order of A, then B.</param>
internal sealed record WitnessPair(Witness First, Witness Second, Statement[] A, Statement[] B, Vocabulary Vocabulary, List<Cell> Linked)
{
    public static WitnessPair Of(Witness first, Witness second, LinkWeights weights)
    {
        var vocabulary = new Vocabulary();
        var a = Statements.Of(first, vocabulary);
        var b = Statements.Of(second, vocabulary);
        vocabulary.Weigh(a, b, first.Account.Language);
        var cells = Alignment.Of(a, b, vocabulary, weights);
        return new WitnessPair(first, second, a, b, vocabulary, [.. cells.Where(static cell => cell.Logit >= 0)]);
    }
}
