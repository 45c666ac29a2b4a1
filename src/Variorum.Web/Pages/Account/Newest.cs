namespace Variorum;

/// <summary>An account in a list.</summary>
/// <param name="Site">Where it stands.</param>
internal sealed record Listed(long Version, long Document, string? Title, string Publisher, string Site, DateTimeOffset Seen);

/// <summary>The accounts that came last, of all and of each site: read once, then only what came since.</summary>
internal sealed class Newest
{
    // A list beside a text; and how far back an archive is looked through when the first page is asked for.
    private const int MostListed = 6, LookedThrough = 4000, AtOnce = 500;

    private readonly Lock one = new();
    private readonly LinkedList<Listed> all = new();
    private readonly Dictionary<string, LinkedList<Listed>> bySite = new(StringComparer.OrdinalIgnoreCase);
    private string archives = "";
    private long last = -1;
    private Lists shown = new([], []);

    /// <summary>The lists as they are now.</summary>
    public Lists Of(IArchive archive)
    {
        lock (one)
        {
            if (archive.Identity != archives)
            {
                // Another database numbers otherwise.
                all.Clear();
                bySite.Clear();
                (archives, last, shown) = (archive.Identity, -1, new Lists([], []));
            }
            if (last < 0) last = Math.Max(0, Last(archive) - LookedThrough);
            var came = false;
            while (archive.VersionsAfter(last, AtOnce) is { Count: > 0 } versions)
            {
                came = true;
                foreach (var version in versions) Enter(archive, version);
                last = versions[^1].Id;
                if (versions.Count < AtOnce) break;
            }
            if (came) shown = new Lists([.. all], bySite.ToDictionary(static site => site.Key, static site => (IReadOnlyList<Listed>)[.. site.Value], StringComparer.OrdinalIgnoreCase));
            return shown;
        }
    }

    // By halves, since only what follows a number can be asked for.
    private static long Last(IArchive archive)
    {
        var (low, high) = (0L, 1L);
        while (archive.VersionsAfter(high, 1).Count > 0) (low, high) = (high, high * 2);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (archive.VersionsAfter(middle, 1).Count > 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private void Enter(IArchive archive, Version version)
    {
        var url = archive.Document(version.Document).Url;
        var site = Addresses.Site(url);
        var listed = new Listed(version.Id, version.Document, version.Title, version.Publisher ?? site, site, version.First);
        Put(all, listed);
        if (!bySite.TryGetValue(site, out var own)) bySite.Add(site, own = new LinkedList<Listed>());
        Put(own, listed);
    }

    // A document once, by its latest version.
    private static void Put(LinkedList<Listed> list, Listed listed)
    {
        for (var node = list.First; node is not null; node = node.Next)
        {
            if (node.Value.Document != listed.Document) continue;
            list.Remove(node);
            break;
        }
        list.AddFirst(listed);
        if (list.Count > MostListed + 1) list.RemoveLast();
    }

    /// <summary>What came last, the newest first.</summary>
    internal sealed record Lists(IReadOnlyList<Listed> All, Dictionary<string, IReadOnlyList<Listed>> BySite)
    {
        public IReadOnlyList<Listed> Recent(long but) => [.. All.Where(listed => listed.Document != but).Take(MostListed)];

        public IReadOnlyList<Listed> OfSite(string site, long but) => BySite.TryGetValue(site, out var listed) ? [.. listed.Where(one => one.Document != but).Take(MostListed)] : [];
    }
}
