namespace Variorum;

internal sealed partial record Evidence
{
    /// <summary>What two accounts are compared by, in the order of <see cref="Features"/>.</summary>
    public static readonly string[] Names =
    [
        "constant", "similar", "root", "beside-least", "beside-most", "ratio-least", "rank-best", "rank-worst", "next-gap",
        "contained", "common", "rare-phrases", "exclusive", "lead", "names", "headline", "headline-same", "figures",
        "missing-least", "missing-most", "who-least", "who-most", "dated", "days-apart", "same-day", "event-day", "event-day-other",
        "length", "publisher-same", "publisher-other", "concepts", "similar-contained", "others-similar", "short",
        "universal", "bridges", "bridges-many", "bridges-rarest", "universal-many",
        "headline-least", "headline-most", "named-least", "named-most", "first-named", "formula",
        "own-similar", "own-contained", "acts", "acts-other",
    ];

    /// <summary>The values of <see cref="Names"/>, mostly 0 to 1.</summary>
    public static double[] Features(WeighedTraits a, WeighedTraits b, TermCounts counts, Neighbourhood ofA, Neighbourhood ofB)
    {
        var (x, y) = (a.Traits, b.Traits);
        float universal = 0, whole = 0, lead = 0, names = 0, title = 0, numbers = 0, concepts = 0, conceptsA = 0, conceptsB = 0, actsBoth = 0;
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
                    if (m.Lead && n.Lead) lead += product;
                    if (m.Name && n.Name) names += product;
                    if (m.Title && n.Title) title += product;
                    if (m.Number && n.Number) numbers += product;
                }
                i++;
                j++;
            }
        }
        var (bridges, bridgesMany, bridgesRarest) = Bridges(a, b);
        conceptsA = Concepts(a, static _ => true);
        conceptsB = Concepts(b, static _ => true);
        var similar = WeighedTraits.Cosine(whole, a.Whole, b.Whole);
        var (besideA, besideB) = (ofA.MeanBeside(similar), ofB.MeanBeside(similar));
        var (headA, headB) = (Lacking(x, y, static mark => mark.Title), Lacking(y, x, static mark => mark.Title));
        var (namedA, namedB) = (Lacking(x, y, static mark => mark.Name && (mark.Title || mark.Lead)), Lacking(y, x, static mark => mark.Name && (mark.Title || mark.Lead)));
        var (contained, common, rare, exclusive) = Phrases(x, y, counts);
        var (missA, missB) = (Missing(a, a.Heavy, a.HeavySum, y), Missing(b, b.Heavy, b.HeavySum, x));
        var (whoA, whoB) = (Missing(a, a.LeadNames, a.LeadNamesSum, y), Missing(b, b.LeadNames, b.LeadNamesSum, x));
        var dated = x.Published > 0 && y.Published > 0;
        var apart = dated ? Math.Abs(x.Published - y.Published) : 0;
        var (sameDay, otherDay) = EventDays(x.Days, y.Days);
        var (rankA, rankB) = (ofA.Rank(similar), ofB.Rank(similar));
        var publishers = x.Publisher != 0 && y.Publisher != 0;
        double ofOne = publishers && x.Publisher == y.Publisher ? 1 : 0;
        var (actsA, actsB) = (Acts(a), Acts(b));
        var acts = WeighedTraits.Cosine(actsBoth, actsA, actsB);
        return
        [
            1, similar, Math.Sqrt(similar), similar - Math.Min(besideA, besideB), similar - Math.Max(besideA, besideB),
            Math.Log((similar + .02) / (Math.Min(besideA, besideB) + .02)),
            1d / (1 + Math.Min(rankA, rankB)), 1d / (1 + Math.Max(rankA, rankB)),
            similar - Math.Max(ofA.NearestBeside(similar), ofB.NearestBeside(similar)),
            contained, common, rare, exclusive,
            WeighedTraits.Cosine(lead, a.Lead, b.Lead), WeighedTraits.Cosine(names, a.Names, b.Names), WeighedTraits.Cosine(title, a.Title, b.Title),
            x.Title != 0 && x.Title == y.Title ? 1 : 0, WeighedTraits.Cosine(numbers, a.Numbers, b.Numbers),
            Math.Min(missA, missB), Math.Max(missA, missB), Math.Min(whoA, whoB), Math.Max(whoA, whoB),
            dated ? 1 : 0, Math.Log(1 + apart), dated && apart == 0 ? 1 : 0, sameDay, otherDay,
            Math.Abs(Math.Log((x.Length + 10d) / (y.Length + 10d))),
            ofOne, publishers && x.Publisher != y.Publisher ? 1 : 0,
            WeighedTraits.Cosine(concepts, conceptsA, conceptsB), similar * contained, Math.Max(besideA, besideB),
            1 / (1 + Math.Min(x.Length, y.Length) / 50d),
            WeighedTraits.Cosine(universal, a.Universal, b.Universal), bridges, bridgesMany, bridgesRarest, Math.Log(1 + (universal / 30)),
Math.Min(headA, headB), Math.Max(headA, headB), Math.Min(namedA, namedB), Math.Max(namedA, namedB),
            (FirstLacks(x, y) + FirstLacks(y, x)) / 2d, Math.Min(namedA, namedB) * contained,
            ofOne * similar, ofOne * contained, acts, actsA > 0 && actsB > 0 && acts == 0 ? 1 : 0,
        ];
    }

    // What kind of occasion the headline tells of: talks, a banquet, a signing.
    private static float Acts(WeighedTraits account) => Concepts(account, static mark => mark.Title);

    private static float Concepts(WeighedTraits account, Func<TermMark, bool> counts)
    {
        var sum = 0f;
        for (var i = 0; i < account.Weights.Length; i++)
        {
            if (account.Traits.Marks[i].Concept && counts(account.Traits.Marks[i])) sum += account.Weights[i] * account.Weights[i];
        }
        return sum;
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
                sum += product;
                many += MathF.Sqrt(product);
                rarest = MathF.Max(rarest, MathF.Sqrt(product));
                i++;
                j++;
            }
        }
        return (WeighedTraits.Cosine(sum, a.BridgesNorm, b.BridgesNorm), Math.Log(1 + many), rarest / 5);
    }

    /// <summary>Which share of the weightiest terms the other account lacks.</summary>
    private static double Missing(WeighedTraits account, int[] places, float sum, Traits other)
    {
        if (sum <= 0) return .5;
        var missing = 0f;
        foreach (var place in places)
        {
            if (Array.BinarySearch(other.Terms, account.Traits.Terms[place]) < 0) missing += account.Weights[place];
        }
        return missing / sum;
    }

    /// <summary>Which share of terms of a kind the other account lacks, common or rare: who received whom is told in common names too.</summary>
    private static double Lacking(Traits account, Traits other, Func<TermMark, bool> counts)
    {
        var (all, lacking) = (0, 0);
        for (var i = 0; i < account.Terms.Length; i++)
        {
            if (account.Marks[i].Concept || !counts(account.Marks[i])) continue;
            all++;
            if (Array.BinarySearch(other.Terms, account.Terms[i]) < 0) lacking++;
        }
        return all == 0 ? .5 : (double)lacking / all;
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

    /// <summary>Share of the shorter account's phrases in the longer (Broder's containment), of all phrases (his resemblance), of phrases weighed by rarity,
    /// and of those that hardly another account has.</summary>
    private static (double Contained, double Common, double Rare, double Exclusive) Phrases(Traits a, Traits b, TermCounts counts)
    {
        if (a.Phrases.Length == 0 || b.Phrases.Length == 0) return default;
        // Below the lower of the two last hashes both samples are whole.
        var last = Math.Min(a.PhraseCount > a.Phrases.Length ? a.Phrases[^1] : uint.MaxValue, b.PhraseCount > b.Phrases.Length ? b.Phrases[^1] : uint.MaxValue);
        int inA = 0, inB = 0, both = 0;
        double rare = 0, rareA = 0, rareB = 0, exclusive = 0;
        var i = 0;
        var j = 0;
        while (true)
        {
            var p = i < a.Phrases.Length && a.Phrases[i] <= last ? a.Phrases[i] : (uint?)null;
            var q = j < b.Phrases.Length && b.Phrases[j] <= last ? b.Phrases[j] : (uint?)null;
            if (p is null && q is null) break;
            var phrase = q is null || p <= q ? p!.Value : q.Value;
            var holding = Math.Max(1, counts.Phrase(phrase));
            var weight = Math.Log((counts.Accounts + 20d) / holding);
            if (p == phrase)
            {
                inA++;
                rareA += weight;
                i++;
            }
            if (q == phrase)
            {
                inB++;
                rareB += weight;
                j++;
            }
            if (p != q) continue;
            both++;
            rare += weight;
            exclusive += 1d / Math.Max(1, holding - 1);
        }
        var least = Math.Min(inA, inB);
        return (least == 0 ? 0 : (double)both / least, both == 0 ? 0 : (double)both / (inA + inB - both),
            Math.Min(rareA, rareB) <= 0 ? 0 : Math.Min(1, rare / Math.Min(rareA, rareB)), least == 0 ? 0 : Math.Min(1, exclusive / least));
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
