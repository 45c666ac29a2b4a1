namespace Variorum;

/// <summary>An account's place in the chain of copies.</summary>
/// <param name="Id">The <see cref="EventDocument.Id"/>.</param>
/// <param name="Relation">What it is to <paramref name="Of"/>.</param>
/// <param name="Of">The earlier account that it repeats: the one it says, else the one it is nearest to, by wording and then by time; null for an independent one.</param>
/// <param name="Copy">The earliest of those whose text is its own but for small edits; its own id where it is that one, null where there is no other.</param>
/// <param name="Because">Why, the strongest reason first.</param>
internal sealed record CopyLink(string Id, CopyRelation Relation, string? Of, string? Copy, IReadOnlyList<string> Because);

internal static partial class Copies
{
    // Of the candidates that a key brings, those of the nearest sketch are read; formula brings hundreds.
    private const int MostRead = 24, MostOfAKey = 400;

    // Less than this speaks of no copy.
    private const double LikeAtLeast = 0.1;

    // One in so many shingles is a key too (Broder's sampling by a modulus): a text finds what it has grown to.
    private const ulong Sampled = 4;

    /// <summary>What each account is to those before it, in the order given.</summary>
    /// <remarks>
    /// The order of time is that of publication, then that of the list. Candidates share a key of their sketches, a few shingles or an address, so that the work
    /// grows with the accounts and not with their pairs; translations are looked for among all, if no more than a few hundred are given.
    /// </remarks>
    public static IReadOnlyList<CopyLink> Chain(IReadOnlyList<EventDocument> documents)
    {
        var all = documents.Select(static document => new Compared(document)).ToList();
        var order = Enumerable.Range(0, all.Count).OrderBy(i => PublicationTime.Of(documents[i].Published)).ThenBy(static i => i).ToList();
        var (keys, addresses) = (new Dictionary<long, List<int>>(), new Dictionary<string, List<int>>());
        var (sampled, samples) = (new Dictionary<ulong, List<int>>(), new ulong[all.Count][]);
        var sketches = new Sketch[all.Count];
        var ofs = new int[all.Count];
        var (links, copies) = (new CopyLink[all.Count], new string?[all.Count]);
        var several = all.Select(static one => one.Language).Distinct().Take(2).Count() > 1 && all.Count <= MostOfAKey;
        var (before, places) = (new List<int>(), new int[all.Count]);
        var rarity = WordRarity.Among(all.Where(static one => one.Address is null).Select(static one => one.Words.Distinct));
        foreach (var i in order)
        {
            sketches[i] = Sketch.Of(all[i].Words);
            samples[i] = [.. all[i].Words.Shingles.Where(static shingle => shingle % Sampled == 0).Distinct()];
            var bands = sketches[i].Bands();
            var versions = new List<int>();
            var (best, of) = Best(i, Candidates(i, bands), versions);
            ofs[i] = of;
            links[i] = best is null
                ? new CopyLink(documents[i].Id, CopyRelation.Independent, null, null, [])
                : new CopyLink(documents[i].Id, best.Relation, documents[of].Id, null, best.Because);
            foreach (var version in versions) Join(i, version);
            if (best is { SameWording: true }) copies[i] = copies[of] ??= documents[of].Id;
            foreach (var band in bands) Put(keys, band, i);
            foreach (var sample in samples[i]) Put(sampled, sample, i);
            if (all[i].Address is { } address) Put(addresses, address, i);
            places[i] = before.Count;
            before.Add(i);
        }
        return [.. links.Select((link, i) => link with { Copy = copies[i] })];

        IEnumerable<int> Candidates(int i, long[] bands)
        {
            var met = new Dictionary<int, int>();
            foreach (var band in bands)
                if (keys.TryGetValue(band, out var like)) foreach (var j in like.TakeLast(MostOfAKey)) met.TryAdd(j, 0);
            foreach (var sample in samples[i])
                if (sampled.TryGetValue(sample, out var like)) foreach (var j in like.TakeLast(MostOfAKey)) met[j] = met.GetValueOrDefault(j) + 1;
            var near = met.Select(pair => (At: pair.Key, Like: Likeness(i, pair.Key, pair.Value))).Where(static pair => pair.Like >= LikeAtLeast)
                .OrderByDescending(static pair => pair.Like).ThenByDescending(static pair => pair.At).Take(MostRead).Select(static pair => pair.At);
            var same = all[i].Address is { } address && addresses.TryGetValue(address, out var versions) ? versions.TakeLast(MostRead) : [];
            var foreign = several ? before.Where(j => all[j].Language != all[i].Language) : [];
            return near.Concat(same).Concat(foreign).Distinct();
        }

        double Likeness(int i, int j, int common) => Math.Max(
            Math.Max(sketches[i].Containment(sketches[j]), sketches[i].HeadResemblance(sketches[j])),
            common == 0 ? 0 : (double)common / Math.Min(samples[i].Length, samples[j].Length));

        (CopyEvidence? Evidence, int Of) Best(int i, IEnumerable<int> candidates, List<int> versions)
        {
            CopyEvidence? best = null;
            var (of, rank) = (-1, (0, 0.0, 0));
            foreach (var j in candidates)
            {
                var evidence = Between(all[j], all[i], rarity);
                if (evidence.Relation == CopyRelation.Independent) continue;
                if (evidence.Relation == CopyRelation.Version) versions.Add(j);
                var weight = evidence.Relation == CopyRelation.Translation ? 0 : all[i].Address is not null && all[i].Address == all[j].Address ? 3 : SaysFrom(all[i].Document, all[j].Document) ? 2 : 1;
                var here = (weight, Math.Round(Math.Min(evidence.ShareOfFirst, evidence.ShareOfSecond), 2), places[j]);
                if (best is null || here.CompareTo(rank) > 0) (best, of, rank) = (evidence, j, here);
            }
            return (best, of);
        }

        // A version between two that share too little makes them one document: the later chain starts with a version of the earlier.
        void Join(int i, int version)
        {
            var (one, other) = (First(i), First(version));
            if (one == other) return;
            var (earlier, later) = places[one] < places[other] ? (one, other) : (other, one);
            ofs[later] = earlier;
            links[later] = new CopyLink(documents[later].Id, CopyRelation.Version, documents[earlier].Id, null, [$"the same article, by way of {documents[i].Id}"]);
        }

        int First(int i)
        {
            while (ofs[i] >= 0) i = ofs[i];
            return i;
        }

        static void Put<T>(Dictionary<T, List<int>> table, T key, int place) where T : notnull
        {
            if (!table.TryGetValue(key, out var places)) table[key] = places = [];
            places.Add(place);
        }
    }
}
