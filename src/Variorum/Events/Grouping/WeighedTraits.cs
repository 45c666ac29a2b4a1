namespace Variorum;

/// <summary>Traits with what each term weighs among the accounts counted so far.</summary>
internal sealed class WeighedTraits
{
    public WeighedTraits(Traits traits, TermCounts counts)
    {
        Traits = traits;
        Weights = new float[traits.Terms.Length];
        Rarities = new float[traits.Terms.Length];
        for (var i = 0; i < Weights.Length; i++)
        {
            var mark = traits.Marks[i];
            Rarities[i] = (float)Math.Max(.05, counts.Rarity(traits.Terms[i], mark));
            var weight = Rarities[i] * (1 + MathF.Log(Math.Max(1, mark.Count)));
            Weights[i] = weight;
            var square = weight * weight;
            if (mark.Universal) Universal += square;
            if (mark.Concept) continue;
            Whole += square;
            if (mark.Number) Numbers += square;
        }
        Bridges = new float[traits.Bridges.Length];
        for (var i = 0; i < Bridges.Length; i++)
        {
            Bridges[i] = (float)(counts.BridgeRarity(traits.Bridges[i]) * traits.BridgeMarks[i] / 200);
            BridgesNorm += Bridges[i] * Bridges[i];
        }
        (Heavy, HeavySum) = Heaviest(15, static mark => !mark.Concept);
        (LeadNames, LeadNamesSum) = Heaviest(8, static mark => mark is { Concept: false, Lead: true } && (mark.Name || mark.Number));
    }

    public Traits Traits { get; }

    /// <summary>Beside <see cref="Traits.Terms"/>: rarity by how often it stands in the account.</summary>
    public float[] Weights { get; }

    public float[] Rarities { get; }

    /// <summary>Beside <see cref="Traits.Bridges"/>: rarity by how sure it is a name.</summary>
    public float[] Bridges { get; }
    public float BridgesNorm { get; }

    // Sums of squares by the kind of term: norms of the vectors that are compared.
    public float Whole { get; }
    public float Numbers { get; }
    public float Universal { get; }

    /// <summary>The terms that say most, as places in <see cref="Traits.Terms"/>.</summary>
    public int[] Heavy { get; }
    public float HeavySum { get; }

    /// <summary>Names and figures of the first sentences: who, where, when, how many.</summary>
    public int[] LeadNames { get; }
    public float LeadNamesSum { get; }

    private (int[] Places, float Sum) Heaviest(int most, Func<TermMark, bool> counts)
    {
        var places = Enumerable.Range(0, Weights.Length).Where(i => counts(Traits.Marks[i]))
            .OrderByDescending(i => Weights[i]).ThenBy(i => Traits.Terms[i]).Take(most).ToArray();
        return (places, places.Sum(i => Weights[i]));
    }

    /// <summary>Cosine of two accounts over their terms, 0 to 1.</summary>
    public static double Similarity(WeighedTraits a, WeighedTraits b)
    {
        var (x, y) = (a.Traits.Terms, b.Traits.Terms);
        var sum = 0f;
        for (int i = 0, j = 0; i < x.Length && j < y.Length;)
        {
            if (x[i] == y[j])
            {
                if (!a.Traits.Marks[i].Concept) sum += a.Weights[i] * b.Weights[j];
                i++;
                j++;
            }
            else if (x[i] < y[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
        return Cosine(sum, a.Whole, b.Whole);
    }

    internal static double Cosine(float product, float a, float b) => a <= 0 || b <= 0 ? 0 : Math.Min(1, product / Math.Sqrt((double)a * b));
}
