using System.Globalization;

namespace Variorum.Bench;

/// <summary>Are digests told from accounts? Of a set's own accounts, which are none or nearly so, and of digests made of the first sentences of accounts that were taken out of it.</summary>
internal static class DigestsScore
{
    private const int Made = 25, Words = 60, Days = 5;

    public static int Run(string[] named)
    {
        foreach (var path in named)
        {
            var set = EventSet.Read(path);
            foreach (var items in (int[])[3, 5, 8])
            {
                var (random, found, tried, suspected) = (new Random(7), 0, 0, 0);
                for (var i = 0; i < Made; i++)
                {
                    if (Digest(set, items, random) is not ({ } digest, { } taken)) continue;
                    EventDocument[] documents = [.. set.Documents.Where(document => !taken.Contains(document.Id)), digest];
                    var corpus = GroupedCorpus.Of(documents);
                    var groups = corpus.Groups();
                    tried++;
                    var unit = corpus.Units[^1];
                    if (corpus.Told(unit, digest, groups).Count > 0) found++;
                    if (groups.Count(group => group == groups[unit]) > 1) suspected++;
                }
                Console.WriteLine(FormattableString.Invariant($"{set.Name,-24} digests of {items}: {found} of {tried} told; {suspected} stood with an event"));
            }
            var all = GroupedCorpus.Of(set.Documents);
            var given = all.Groups();
            var told = all.Given.Select((document, unit) => (Document: set.Documents[document], Told: all.Told(unit, set.Documents[document], given))).Where(static one => one.Told.Count > 0).ToList();
            Console.WriteLine(FormattableString.Invariant($"{set.Name,-24} {told.Count} of its own {given.Length} said to be digests, {told.Count(one => given.Count(group => group == given[Array.FindIndex(all.Given, i => set.Documents[i].Id == one.Document.Id)]) > 1)} of them not alone"));
            foreach (var one in told) Console.WriteLine($"    {one.Document.Id} {one.Document.Title ?? one.Document.Text[..Math.Min(80, one.Document.Text.Length)].ReplaceLineEndings(" ")}: {one.Told.Count}");
        }
        return 0;
    }

    // Events of one week, of each an account of which another stays.
    private static (EventDocument Digest, HashSet<string> Taken)? Digest(EventSet set, int items, Random random)
    {
        var several = Enumerable.Range(0, set.Documents.Length).GroupBy(i => set.Events[i]).Where(static accounts => accounts.Skip(1).Any()).Select(static accounts => accounts.ToArray()).ToArray();
        random.Shuffle(several);
        var around = Day(set.Documents[several[0][0]]);
        var chosen = several.Select(accounts => accounts[random.Next(accounts.Length)]).Where(i => around is null || (Day(set.Documents[i]) is { } day && Math.Abs(day.DayNumber - around.Value.DayNumber) <= Days)).Take(items).ToArray();
        if (chosen.Length < items) return null;
        var last = chosen.Max(i => Day(set.Documents[i]));
        return (new EventDocument("digest", string.Join('\n', chosen.Select(i => Lead(set.Documents[i]))))
        {
            Title = "The week in brief",
            Published = last?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Publisher = last is null ? null : "The Weekly",
        }, [.. chosen.Select(i => set.Documents[i].Id)]);
    }

    private static DateOnly? Day(EventDocument document) =>
        document.Published is { Length: >= 10 } published && DateOnly.TryParseExact(published.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Lead(EventDocument document)
    {
        var words = document.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Take(Words));
    }
}
