namespace Variorum;

/// <summary>Which of an archive's addresses are asked for, in the order of their keys.</summary>
/// <param name="Groups">Documents of one key together: by http and https it is one page.</param>
/// <param name="More">Whether there are more behind them, which did not fit in memory at once.</param>
internal sealed record CdxAddresses(IReadOnlyList<(string Key, IReadOnlyList<long> Documents)> Groups, bool More)
{
    // Held at once, some 20 MB; a list over more addresses goes on where these end.
    private const int MostAddresses = 50_000;

    /// <param name="archive">Whose.</param>
    /// <param name="asked">Which.</param>
    public static CdxAddresses Of(FolderArchive archive, CdxAsked asked)
    {
        var key = Cdxj.Surt(WithScheme(asked.Url));
        if (asked.Match == CdxMatch.Exact) return Exact(archive, asked.Url, key, asked.Resume);
        var begins = Beginnings(asked.Match, key);
        // Looked for in the address itself first: making its key is the larger part of the work.
        var host = HostOf(key);
        var found = new List<(string Key, long Document)>();
        var more = false;
        foreach (var (document, url) in archive.Held())
        {
            if (!url.Contains(host, StringComparison.OrdinalIgnoreCase)) continue;
            var own = Cdxj.Surt(url);
            if (!Array.Exists(begins, begin => own.StartsWith(begin, StringComparison.Ordinal)) || (asked.Resume is { } place && string.CompareOrdinal(own, place.Key) < 0)) continue;
            found.Add((own, document));
            if (found.Count >= 2 * MostAddresses) more |= Trim(found);
        }
        more |= Trim(found);
        return new CdxAddresses([.. found.GroupBy(static one => one.Key, StringComparer.Ordinal).Select(static group => (group.Key, (IReadOnlyList<long>)[.. group.Select(static one => one.Document)]))], more);
    }

    /// <summary>Sorts, and lets the last give way to what fits; documents of one key stay together.</summary>
    private static bool Trim(List<(string Key, long Document)> found)
    {
        found.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key) is not 0 and var order ? order : one.Document.CompareTo(other.Document));
        if (found.Count <= MostAddresses) return false;
        var cut = MostAddresses;
        while (cut > 0 && found[cut].Key == found[cut - 1].Key) cut--;
        if (cut == 0) return false;
        found.RemoveRange(cut, found.Count - cut);
        return true;
    }

    private static CdxAddresses Exact(FolderArchive archive, string url, string key, CdxPlace? resume)
    {
        if (resume is { } place && place.Key != key) return new CdxAddresses([], false);
        var whole = WithScheme(url);
        var documents = new[] { AskedAddress.Document(archive, whole), WebAddress.Twin(whole) is { } twin ? AskedAddress.Document(archive, twin) : null }.OfType<Document>()
            .SelectMany(found => new[] { found, WebAddress.Twin(found.Url) is { } other ? archive.Find(other) : null }).OfType<Document>().Select(static document => document.Id).Distinct().ToList();
        return new CdxAddresses(documents.Count == 0 ? [] : [(Cdxj.Surt(archive.Document(documents[0]).Url), documents)], false);
    }

    private static string[] Beginnings(CdxMatch match, string key)
    {
        var host = key[..key.IndexOf(')', StringComparison.Ordinal)];
        return match switch
        {
            CdxMatch.Host => [$"{host})"],
            // Whole names only: norland.example is no part of eastnorland.example.
            CdxMatch.Domain => [$"{host})", $"{host},", $"{host}:"],
            _ => [key.EndsWith(")/", StringComparison.Ordinal) ? key : key.TrimEnd('/')],
        };
    }

    // example,norland,press)/news: press.norland.example, as it stands in addresses.
    private static string HostOf(string key)
    {
        var host = key[..key.IndexOf(')', StringComparison.Ordinal)];
        var port = host.IndexOf(':', StringComparison.Ordinal);
        return string.Join('.', (port < 0 ? host : host[..port]).Split(',').Reverse());
    }

    /// <exception cref="WrongException">It has no host.</exception>
    private static string WithScheme(string url)
    {
        var whole = url.Contains("://", StringComparison.Ordinal) ? url : $"https://{url}";
        return Cdxj.Surt(whole).Contains(')', StringComparison.Ordinal) ? whole : throw new WrongException("url is an address of the web, as in /cdx?url=press.norland.example/*");
    }
}
