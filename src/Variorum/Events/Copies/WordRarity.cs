namespace Variorum;

/// <summary>How rare each word is among documents, and how much of what is rare two of them share.</summary>
/// <remarks>
/// Inverse document frequency (Spärck Jones, 1972), squared as in the product of two weighted texts: what all tell of weighs next to nothing, so that
/// reports of one happening in a collection about it are not taken for one document.
/// </remarks>
internal sealed class WordRarity
{
    private readonly Dictionary<ulong, int> holding = [];
    private int documents;

    /// <param name="texts">Each document's words without repeats.</param>
    public static WordRarity Among(IEnumerable<ulong[]> texts)
    {
        var rarity = new WordRarity();
        foreach (var words in texts)
        {
            rarity.documents++;
            foreach (var word in words) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(rarity.holding, word, out _)++;
        }
        return rarity;
    }

    /// <summary>Share of the rare words of the text that has fewer of them which stand in the other too, 0 to 1; both are ascending.</summary>
    public double Share(ulong[] these, ulong[] those)
    {
        var (all, others, shared) = (0.0, 0.0, 0.0);
        for (int i = 0, j = 0; i < these.Length || j < those.Length;)
        {
            var order = i == these.Length ? 1 : j == those.Length ? -1 : these[i].CompareTo(those[j]);
            var weight = Weight(order <= 0 ? these[i] : those[j]);
            if (order == 0) shared += weight;
            if (order <= 0) (all, i) = (all + weight, i + 1);
            if (order >= 0) (others, j) = (others + weight, j + 1);
        }
        var fewer = Math.Min(all, others);
        return fewer == 0 ? 0 : shared / fewer;
    }

    private double Weight(ulong word)
    {
        var log = Math.Log((double)documents / holding.GetValueOrDefault(word, 1));
        return log * log;
    }
}
