using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Variorum;

/// <summary>The sources that an archive follows: <c>sources.json</c> in its folder, which people may read and change.</summary>
public sealed class SourceList
{
    /// <summary>The file's name.</summary>
    public const string FileName = "sources.json";

    private const string LockName = "sources.lock";

    private const int Longest = 64 * 1024 * 1024;

    private readonly Dictionary<string, List<NewsSource>> sites;

    /// <exception cref="ArgumentException">Two have the same name, or one has no address.</exception>
    public SourceList(IReadOnlyList<NewsSource> sources)
    {
        Sources = sources;
        if (sources.GroupBy(static source => source.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"two sources are called {twice.Key}");
        if (sources.FirstOrDefault(static source => source.Name.Length == 0 || !IsWeb(source.Url)) is { } wrong)
            throw new ArgumentException($"the source “{wrong.Name}” needs a name and an address such as https://press.example/");
        if (sources.FirstOrDefault(static source => source.Proxy is { } proxy && !Uri.TryCreate(proxy, UriKind.Absolute, out _)) is { } astray)
            throw new ArgumentException($"the proxy of {astray.Name} is no address such as socks5://127.0.0.1:1080");
        if (sources.FirstOrDefault(static source => source.Delay is not (>= 0 and <= 86_400)) is { } slow)
            throw new ArgumentException($"the delay of {slow.Name} is not from 0 to 86400 seconds");
        sites = sources.GroupBy(static source => NewsSource.SiteOf(source.Url)!, StringComparer.Ordinal).ToDictionary(static site => site.Key, static site => site.ToList(), StringComparer.Ordinal);
    }

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<NewsSource> Sources { get; }

    /// <summary>Reads an archive's sources; none where it has no file of them.</summary>
    /// <exception cref="ArchiveException">The file is no list of sources; the message tells the line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SourceList Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return new SourceList([]);
        try
        {
            if (new FileInfo(path).Length > Longest) throw new ArgumentException($"it is larger than {Longest >> 20} MB");
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), SourcesJson.Readable.SourceFile);
            return new SourceList([.. (file?.Sources ?? []).Select(static source => source is null ? throw new ArgumentException("an entry is null") : Whole(source))]);
        }
        catch (JsonException broken)
        {
            throw new ArchiveException($"has a {FileName} that cannot be read (line {broken.LineNumber + 1}: {broken.Message.Split(". Path", StringSplitOptions.None)[0].Split(" Path:", StringSplitOptions.None)[0].TrimEnd('.')}): mend the file, or put back a copy", broken);
        }
        catch (ArgumentException wrong)
        {
            throw new ArchiveException($"has a {FileName} that cannot be used ({wrong.Message}): mend the file, or put back a copy", wrong);
        }
    }

    /// <summary>Writes them to an archive's folder, all or nothing.</summary>
    public void Write(string folder) => WholeFile.Write(Path.Combine(folder, FileName), [.. JsonSerializer.SerializeToUtf8Bytes(new SourceFile(Sources), SourcesJson.Readable.SourceFile), (byte)'\n']);

    /// <summary>Changes an archive's sources: read, changed and written while nobody else changes them, so that no edit takes back another.</summary>
    /// <param name="folder">Of the archive.</param>
    /// <param name="change">Makes the new list of the one that stands there now; what it throws leaves the file as it is.</param>
    /// <returns>The new list.</returns>
    /// <exception cref="ArchiveException">The file cannot be read, or another process is at it for longer than five seconds.</exception>
    /// <exception cref="ArgumentException">As the list's constructor.</exception>
    public static SourceList Change(string folder, Func<SourceList, SourceList> change)
    {
        using var held = Held(folder);
        var before = Read(folder);
        var after = change(before);
        if (!ReferenceEquals(before, after)) after.Write(folder);
        return after;
    }

    private static FileStream Held(string folder)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return FolderArchive.Lock(folder, LockName);
            }
            catch (ArchiveException) when (tries < 50)
            {
                // A change takes milliseconds.
                Thread.Sleep(100);
            }
        }
    }

    /// <summary>The source that an address belongs to: of the most particular site, there of the longest path it begins with, else the first.</summary>
    /// <returns>Null where it belongs to none.</returns>
    public NewsSource? Of(string url)
    {
        return At(url)?.MaxBy(source => Within(source.Url, url));
    }

    /// <summary>The source that every address of a site belongs to, and whether the site alone tells that: it has one source, or none, and that leaves nothing out.</summary>
    internal (NewsSource? Source, bool Settled) Whole(string url) => At(url) switch
    {
        null => (null, true),
        [{ Include.Count: 0, Exclude.Count: 0 } only] => (only, true),
        _ => (null, false),
    };

    private List<NewsSource>? At(string url)
    {
        for (var site = NewsSource.SiteOf(url); !string.IsNullOrEmpty(site); site = site.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? site[(dot + 1)..] : null)
        {
            if (sites.TryGetValue(site, out var there)) return there;
        }

        return null;
    }

    /// <summary>The same, as an archive is told it: for <see cref="FolderArchive.Write"/>.</summary>
    public SourceFacts? FactsOf(string url) => Of(url) is { } source ? new SourceFacts(source.Name, source.Country, source.Language) : null;

    /// <summary>The source that people mean: by its name, else its address, else its site where that has no other.</summary>
    public NewsSource? Named(string named) =>
        Sources.FirstOrDefault(source => source.Name.Equals(named, StringComparison.OrdinalIgnoreCase))
        ?? Sources.FirstOrDefault(source => source.Url == named)
        ?? (sites.GetValueOrDefault(NewsSource.SiteOf(named) ?? named.ToLowerInvariant()) is [var only] ? only : null);

    /// <summary>The same list with a source in the place of another, or after all.</summary>
    /// <param name="old">Null to add.</param>
    /// <param name="source">Null to take <paramref name="old"/> out.</param>
    /// <exception cref="ArgumentException">Another has its name already, or it has no address.</exception>
    public SourceList With(NewsSource? old, NewsSource? source)
    {
        var sources = Sources.ToList();
        var place = old is null ? sources.Count : sources.IndexOf(old);
        if (old is not null) sources.RemoveAt(place);
        if (source is not null) sources.Insert(place, source);
        return new SourceList(sources);
    }

    /// <summary>The feeds as other programs read them.</summary>
    public IEnumerable<Subscription> Subscriptions() => Sources.SelectMany(static source => source.Feeds.Select(feed => new Subscription(feed, source.Name, source.Url)));

    /// <summary>The same list with the feeds of another program's list: each at the source of its site, or at a new one.</summary>
    public SourceList With(IEnumerable<Subscription> subscriptions)
    {
        var list = Sources.ToList();
        var names = list.Select(static source => source.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = list.Count - 1; i >= 0; i--) places[list[i].Url] = i;
        foreach (var feed in subscriptions)
        {
            var url = feed.Site ?? new Uri(new Uri(feed.Feed), "/").AbsoluteUri;
            if (places.TryGetValue(url, out var place))
            {
                if (!list[place].Feeds.Contains(feed.Feed)) list[place] = list[place] with { Feeds = [.. list[place].Feeds, feed.Feed] };
                continue;
            }

            string[] called = [feed.Title ?? NewsSource.SiteOf(url)!, NewsSource.SiteOf(url)!, url];
            var name = called.FirstOrDefault(name => name.Length > 0 && !names.Contains(name)) ?? url;
            if (!names.Add(name)) continue;
            places.Add(url, list.Count);
            list.Add(new NewsSource(name, url) { Feeds = [feed.Feed] });
        }

        return new SourceList(list);
    }

    private static int Within(string part, string url)
    {
        var (path, other) = (new Uri(part).AbsolutePath, Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsolutePath : "");
        path = path[..(path.LastIndexOf('/') + 1)];
        return other.StartsWith(path, StringComparison.Ordinal) ? path.Length : 0;
    }

    private static bool IsWeb(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0;

    // A field that the file leaves out is null here, whatever its type says.
    private static NewsSource Whole(NewsSource source) => source with
    {
        Name = source.Name ?? "",
        Url = source.Url ?? "",
        Include = source.Include ?? [],
        Exclude = source.Exclude ?? [],
        Feeds = source.Feeds ?? [],
        Sitemaps = source.Sitemaps ?? [],
        Listings = source.Listings ?? [],
    };
}

/// <summary>What <c>sources.json</c> holds.</summary>
internal sealed record SourceFile(IReadOnlyList<NewsSource> Sources);

[JsonSerializable(typeof(SourceFile))]
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class SourcesJson : JsonSerializerContext
{
    /// <summary>Names in any script stand in it as people write them.</summary>
    public static SourcesJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
