namespace Variorum;

/// <summary>Traits with what each term weighs among the accounts counted so far.</summary>
internal sealed class WeighedTraits
{
    // A word that stands there e times as often says one more.
    private static readonly float[] Repeated = [.. Enumerable.Range(0, 8).Select(static count => 1 + MathF.Log(Math.Max(1, count)))];

    public WeighedTraits(Traits traits, TermCounts counts)
    {
        Traits = traits;
        Weights = new float[traits.Terms.Length];
        for (var i = 0; i < Weights.Length; i++)
        {
            var mark = traits.Marks[i];
            var weight = (float)Math.Max(.05, counts.Rarity(traits.Terms[i], mark)) * Repeated[Math.Max(1, mark.Count)];
            Weights[i] = weight;
            var square = weight * weight;
            if (mark.Universal) Universal += square;
            if (mark.Concept)
            {
                Concepts += square;
                if (mark.Title) Acts += square;
                continue;
            }
            Whole += square;
            if (mark.Number) Numbers += square;
        }
        Bridges = new float[traits.Bridges.Length];
        for (var i = 0; i < Bridges.Length; i++)
        {
            Bridges[i] = (float)(counts.BridgeRarity(traits.Bridges[i]) * traits.BridgeMarks[i] / 200);
            BridgesNorm += Bridges[i] * Bridges[i];
        }
        (Heavy, HeavySum) = Heaviest(15, static _ => true);
        (LeadNames, LeadNamesSum) = Heaviest(8, static mark => mark.Lead && (mark.Name || mark.Number));
        Headline = Places(static mark => mark.Title);
        Named = Places(static mark => mark.Name && (mark.Title || mark.Lead));
    }

    public Traits Traits { get; }

    /// <summary>Beside <see cref="Traits.Terms"/>: rarity by how often it stands in the account.</summary>
    public float[] Weights { get; }

    /// <summary>Beside <see cref="Traits.Bridges"/>: rarity by how sure it is a name.</summary>
    public float[] Bridges { get; }
    public float BridgesNorm { get; }

    // Sums of squares by the kind of term: norms of the vectors that are compared.
    public float Whole { get; }
    public float Numbers { get; }
    public float Universal { get; }
    public float Concepts { get; }

    /// <summary>Of the concepts of the headline: what kind of occasion it tells of, talks, a banquet, a signing.</summary>
    public float Acts { get; }

    /// <summary>The terms that say most, as places in <see cref="Traits.Terms"/>.</summary>
    public int[] Heavy { get; }
    public float HeavySum { get; }

    /// <summary>Names and figures of the first sentences: who, where, when, how many.</summary>
    public int[] LeadNames { get; }
    public float LeadNamesSum { get; }

    /// <summary>The words of the headline, likewise.</summary>
    public int[] Headline { get; }

    /// <summary>The names of headline and first sentences, likewise.</summary>
    public int[] Named { get; }

    private int[] Places(Func<TermMark, bool> counts)
    {
        var places = new List<int>();
        for (var i = 0; i < Weights.Length; i++)
        {
            if (!Traits.Marks[i].Concept && counts(Traits.Marks[i])) places.Add(i);
        }
        return [.. places];
    }

    private (int[] Places, float Sum) Heaviest(int most, Func<TermMark, bool> counts)
    {
        var places = Places(counts);
        Array.Sort(places, (x, y) => Weights[x] != Weights[y] ? Weights[y].CompareTo(Weights[x]) : x.CompareTo(y));
        if (places.Length > most) places = places[..most];
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
