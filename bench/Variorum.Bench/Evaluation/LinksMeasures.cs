using System.Globalization;

namespace Variorum.Bench;

/// <summary>Links and substitutions of aligned pairs.</summary>
internal static class LinksMeasures
{
    private const string Aligned = "links, aligned pairs: mean F1", AsRead = "links, aligned pairs as read from the page: mean F1",
        Others = "links, labelled and invented pairs: mean F1", All = "links, all of these pairs: mean F1",
        Wrong = "wrong links in 100 sentences, nothing in common", WrongAsRead = "wrong links in 100 sentences, the same as read from the page",
        LookAlikes = "wrong links in 100 sentences, like events", Unlabelled = "links in 100 sentences, look-alike reports",
        Sure = "links given at .95 and above: right", Likely = "links given at .5 to .95: right",
        Substituted = "marked substitutions: told with both wordings", Untrue = "told substitutions: between sentences that are the same";

    private static readonly string[] Measures = [Aligned, AsRead, Others, All, Wrong, WrongAsRead, LookAlikes, Unlabelled, Sure, Likely, Substituted, Untrue];

    /// <summary>Every scored pair with its links; empty where the aligned pairs or the events are absent.</summary>
    /// <param name="shared">The folder with the measuring data.</param>
    /// <param name="collations">Where the collations are written; null for nowhere.</param>
    public static List<JudgedPair> Judge(string shared, string? collations) => Absent(shared) is null ? LinksScore.Judge(Example.All(shared), collations) : [];

    public static IEnumerable<Row> Take(string shared, List<JudgedPair> judged)
    {
        if (Absent(shared) is { } absent) return Measures.Select(measure => Row.Absent(measure, absent));
        var gold = judged.FindAll(static pair => pair.Read is not null).ConvertAll(static pair => pair.Lines);
        var read = judged.FindAll(static pair => pair.Read is not null).ConvertAll(static pair => pair.Read!);
        var others = judged.FindAll(static pair => pair.Read is null).ConvertAll(static pair => pair.Lines);
        var all = judged.ConvertAll(static pair => pair.Lines);
        return
        [
            F1(Aligned, gold), F1(AsRead, read), F1(Others, others), F1(All, all),
            WrongLinks(Wrong, gold.FindAll(static links => !links.Pair.IsPositive)),
            WrongLinks(WrongAsRead, read.FindAll(static links => !links.Pair.IsPositive)),
            WrongLinks(LookAlikes, others.FindAll(static links => links.Pair.Sure.Count == 0)),
            Rate(Unlabelled, LookalikePair.Load(shared).ConvertAll(static pair => (pair.Name, Links(pair)))),
            Right(Sure, all, .95, 2), Right(Likely, all, .5, .95),
            .. Substitutions(shared),
        ];
    }

    private static string? Absent(string shared) =>
        Array.Find(["gold/treaty-2024", "gold/events", "seeds"], folder => !Directory.Exists(Path.Combine([shared, .. folder.Split('/')])));

    private static Row F1(string measure, List<GivenLinks> pairs) => Row.Of(measure, "pairs",
        pairs.FindAll(static links => links.Pair.IsPositive).ConvertAll(static links => (links.Pair.Name, new PairLinks(links.F1, links.Given.Count, links.Right, links.Pair.Sure.Count))), PairLinks.Mean);

    private static Row WrongLinks(string measure, List<GivenLinks> pairs) => Rate(measure, pairs.ConvertAll(static links => (links.Pair.Name, new LinkRate(links.Wrong, links.Sentences))));

    private static Row Rate(string measure, List<(string, LinkRate)> pairs) => Row.Of(measure, "pairs", pairs, LinkRate.Of, lowerIsBetter: true) with { Format = "0.00" };

    private static LinkRate Links(LookalikePair pair) => new(Collator.Collate(pair.A, pair.B).Links.Count, pair.A.Passages.Count + pair.B.Passages.Count);

    private static Row Right(string measure, List<GivenLinks> pairs, double from, double below)
    {
        var banded = new List<(string Name, Counts Found)>();
        foreach (var pair in pairs)
        {
            var links = pair.Given.Where(link => link.Value >= from && link.Value < below).ToList();
            var right = links.Count(link => pair.IsRight(link.Key));
            if (links.Count > 0) banded.Add((pair.Pair.Name, new Counts(right, links.Count - right, 0)));
        }
        return Row.Of(measure, "pairs", banded, Counts.Share) with { On = $"{banded.Sum(static pair => pair.Found.Right + pair.Found.Wrong)} links of {banded.Count} pairs" };
    }

    private static IEnumerable<Row> Substitutions(string shared)
    {
        // The pairs whose apparatus the tests hold exact would only raise the figure.
        var judged = SubstitutionsScore.Judge(shared).FindAll(static one => one.Matter != nameof(Matter.Wording) && one.Pairs != SubstitutionPairs.Exact);
        yield return Row(Verdict.Found, [Verdict.Missed], Substituted, "marked", lowerIsBetter: false);
        yield return Row(Verdict.False, [Verdict.Right, Verdict.Open], Untrue, "told", lowerIsBetter: true);

        Row Row(Verdict counted, Verdict[] others, string measure, string what, bool lowerIsBetter)
        {
            var pairs = judged.GroupBy(static one => one.Pair)
                .Select(pair => (Name: pair.Key, Found: new Counts(pair.Count(one => one.Verdict == counted), 0, pair.Count(one => others.Contains(one.Verdict)))))
                .Where(static pair => pair.Found != default).ToList();
            var row = Bench.Row.Of(measure, "pairs", pairs, Counts.Share, lowerIsBetter);
            return row with { On = $"{pairs.Sum(static pair => pair.Found.Right + pair.Found.Missed)} {what} in {pairs.Count} pairs" };
        }
    }

    private readonly record struct PairLinks(double F1, int Given, int Right, int Sure)
    {
        public static double Mean(IReadOnlyList<PairLinks> pairs) => pairs.Average(static pair => pair.F1);

        public override string ToString() => $"{Right} right of {Given} given, {Sure} to be found";
    }

    private readonly record struct LinkRate(int Links, int Sentences)
    {
        public static double Of(IReadOnlyList<LinkRate> pairs) => 100.0 * pairs.Sum(static pair => pair.Links) / pairs.Sum(static pair => pair.Sentences);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Links} in {Sentences} sentences");
    }
}
