using System.Text.Json;

namespace Variorum.Bench;

/// <summary>How often two accounts of different events that are weighed as near are of one story, as a person labelled it: what "related" is worth.</summary>
internal static class RelatedScore
{
    private static readonly double[] From = [EventWeights.Own.JoinAt / 2, .2, .1, .05, .02, .01];

    public static int Run(string[] named)
    {
        foreach (var path in named)
        {
            var (set, stories) = (EventSet.Read(path), Stories(path));
            var corpus = GroupedCorpus.Of(set.Documents);
            var pairs = corpus.Pairs().Select(pair => (pair.A, pair.B, One: corpus.Given[pair.A], Two: corpus.Given[pair.B])).Where(pair => set.Events[pair.One] != set.Events[pair.Two])
                .Select(pair => (Probability: EventWeights.Own.Probability(corpus.Features(pair.A, pair.B), corpus.KindOf(pair.A, pair.B)), Same: stories[pair.One] is { } story && story == stories[pair.Two])).ToList();
            Console.WriteLine(FormattableString.Invariant($"{set.Name}: {pairs.Count} pairs of accounts of two events, {pairs.Count(static pair => pair.Same)} of one story"));
            foreach (var from in From)
            {
                var above = pairs.FindAll(pair => pair.Probability >= from);
                Console.WriteLine(FormattableString.Invariant($"  from {from:0.000}: {above.Count}, of one story {above.Count(static pair => pair.Same)}"));
            }
        }
        return 0;
    }

    private static string?[] Stories(string path) => [.. File.ReadLines(path).Select(static line =>
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.TryGetProperty("story", out var story) && story.GetString() is { Length: > 0 } named ? named : null;
    })];
}
