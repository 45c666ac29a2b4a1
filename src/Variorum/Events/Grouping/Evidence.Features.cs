namespace Variorum;

internal sealed partial record Evidence
{
    /// <summary>What two accounts are compared by, in the order of <see cref="Features"/>.</summary>
    public static readonly string[] Names =
    [
        "constant", "similar", "beside-least", "ratio-least", "next-gap",
        "contained", "common", "exclusive", "headline-same", "figures",
        "missing-least", "who-least", "who-most", "dated", "days-apart", "same-day", "event-day", "event-day-other",
        "length", "publisher-same", "publisher-other", "concepts", "similar-contained", "others-similar", "short",
        "universal", "bridges", "bridges-many", "bridges-rarest", "universal-many",
        "headline-least", "headline-most", "first-named", "formula", "own-similar", "own-contained", "acts-other",
    ];

    /// <summary>The values of <see cref="Names"/>, mostly 0 to 1.</summary>
    public static double[] Features(WeighedTraits a, WeighedTraits b, TermCounts counts, Neighbourhood ofA, Neighbourhood ofB)
    {
        var features = new double[Names.Length];
        Compare(a, b, counts, ofA, ofB, features);
        return features;
    }

    // Of a corpus hundreds of pairs are compared for each account: nothing is allocated here.
    private static void Compare(WeighedTraits a, WeighedTraits b, TermCounts counts, Neighbourhood ofA, Neighbourhood ofB, Span<double> features)
    {
        var (x, y) = (a.Traits, b.Traits);
        float universal = 0, whole = 0, numbers = 0, concepts = 0, actsBoth = 0;
        Span<bool> inB = stackalloc bool[Traits.MostTerms], inA = stackalloc bool[Traits.MostTerms];
        for (int i = 0, j = 0; i < x.Terms.Length && j < y.Terms.Length;)
        {
            if (x.Terms[i] < y.Terms[j])
            {
                i++;
            }
            else if (x.Terms[i] > y.Terms[j])
            {
                j++;
            }
            else
            {
                (inB[i], inA[j]) = (true, true);
                var (m, n) = (x.Marks[i], y.Marks[j]);
                var product = a.Weights[i] * b.Weights[j];
                if (m.Universal) universal += product;
                if (m.Concept)
                {
                    concepts += product;
                    if (m.Title && n.Title) actsBoth += product;
                }
                else
                {
                    whole += product;
                    if (m.Number && n.Number) numbers += product;
                }
                i++;
                j++;
            }
        }
        var (bridges, bridgesMany, bridgesRarest) = Bridges(a, b);
        var similar = WeighedTraits.Cosine(whole, a.Whole, b.Whole);
        var (besideA, besideB) = (ofA.MeanBeside(similar), ofB.MeanBeside(similar));
        var (headA, headB) = (Lacking(a.Headline, inB), Lacking(b.Headline, inA));
        var (namedA, namedB) = (Lacking(a.Named, inB), Lacking(b.Named, inA));
        var phrases = PhraseOverlap.Of(x, y, counts);
        var contained = phrases.Contained;
        var (missA, missB) = (Missing(a, a.Heavy, a.HeavySum, inB), Missing(b, b.Heavy, b.HeavySum, inA));
        var (whoA, whoB) = (Missing(a, a.LeadNames, a.LeadNamesSum, inB), Missing(b, b.LeadNames, b.LeadNamesSum, inA));
        var dated = x.Published > 0 && y.Published > 0;
        var apart = dated ? Math.Abs(x.Published - y.Published) : 0;
        var (sameDay, otherDay) = EventDays(x.Days, y.Days);
        // Pairs of which only one has a day were never learnt from: the publishers of press reports without days say nothing of them.
        var publishers = x.Publisher != 0 && y.Publisher != 0 && x.Published > 0 == y.Published > 0;
        double ofOne = publishers && x.Publisher == y.Publisher ? 1 : 0;
        ReadOnlySpan<double> values =
        [
            1, similar, similar - Math.Min(besideA, besideB), Math.Log((similar + .02) / (Math.Min(besideA, besideB) + .02)),
            similar - Math.Max(ofA.NearestBeside(similar), ofB.NearestBeside(similar)),
            contained, phrases.Common, phrases.Exclusive,
            x.Title != 0 && x.Title == y.Title ? 1 : 0, WeighedTraits.Cosine(numbers, a.Numbers, b.Numbers),
            Math.Min(missA, missB), Math.Min(whoA, whoB), Math.Max(whoA, whoB),
            dated ? 1 : 0, Math.Log(1 + apart), dated && apart == 0 ? 1 : 0, sameDay, otherDay,
            Math.Abs(Math.Log((x.Length + 10d) / (y.Length + 10d))),
            ofOne, publishers && x.Publisher != y.Publisher ? 1 : 0,
            WeighedTraits.Cosine(concepts, a.Concepts, b.Concepts), similar * contained, Math.Max(besideA, besideB),
            1 / (1 + Math.Min(x.Length, y.Length) / 50d),
            WeighedTraits.Cosine(universal, a.Universal, b.Universal), bridges, bridgesMany, bridgesRarest, Math.Log(1 + (universal / 30)),
            Math.Min(headA, headB), Math.Max(headA, headB),
            (FirstLacks(x, y) + FirstLacks(y, x)) / 2d, Math.Min(namedA, namedB) * contained,
            ofOne * similar, ofOne * contained, a.Acts > 0 && b.Acts > 0 && actsBoth == 0 ? 1 : 0,
        ];
        values.CopyTo(features);
    }

    /// <summary>Names that both spell or sound alike, in whatever scripts: cosine, how many weighed by rarity, the weightiest.</summary>
    private static (double Cosine, double Many, double Rarest) Bridges(WeighedTraits a, WeighedTraits b)
    {
        var (x, y) = (a.Traits.Bridges, b.Traits.Bridges);
        float sum = 0, many = 0, rarest = 0;
        for (int i = 0, j = 0; i < x.Length && j < y.Length;)
        {
            if (x[i] < y[j])
            {
                i++;
            }
            else if (x[i] > y[j])
            {
                j++;
            }
            else
            {
                var product = a.Bridges[i] * b.Bridges[j];
                var root = MathF.Sqrt(product);
                sum += product;
                many += root;
                rarest = MathF.Max(rarest, root);
                i++;
                j++;
            }
        }
        return (WeighedTraits.Cosine(sum, a.BridgesNorm, b.BridgesNorm), Math.Log(1 + many), rarest / 5);
    }

    /// <summary>Which share of the weightiest terms the other account lacks.</summary>
    private static double Missing(WeighedTraits account, int[] places, float sum, ReadOnlySpan<bool> shared)
    {
        if (sum <= 0) return .5;
        var missing = 0f;
        foreach (var place in places)
        {
            if (!shared[place]) missing += account.Weights[place];
        }
        return missing / sum;
    }

    /// <summary>Which share of terms the other account lacks, common or rare: who received whom is told in common names too.</summary>
    private static double Lacking(int[] places, ReadOnlySpan<bool> shared)
    {
        if (places.Length == 0) return .5;
        var lacking = 0;
        foreach (var place in places)
        {
            if (!shared[place]) lacking++;
        }
        return (double)lacking / places.Length;
    }

    // 1 where the other does not name whom the account names first.
    private static int FirstLacks(Traits account, Traits other)
    {
        foreach (var mention in account.Mentions)
        {
            if (!mention.Figure) return Array.Exists(other.Mentions, named => named.Hash == mention.Hash) ? 0 : 1;
        }
        return 0;
    }

    private static (double Same, double Other) EventDays(int[] a, int[] b)
    {
        if (a.Length == 0 || b.Length == 0) return (0, 0);
        if (SameDay(a[0], b[0])) return (1, 0);
        foreach (var day in a)
        {
            foreach (var other in b)
            {
                if (SameDay(day, other)) return (.5, 0);
            }
        }
        return (0, 1);
    }

    private static bool SameDay(int a, int b) => a % 10_000 == b % 10_000 && (a / 10_000 == b / 10_000 || a < 10_000 || b < 10_000);
}
