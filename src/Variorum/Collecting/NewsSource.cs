using System.Text.Json.Serialization;

namespace Variorum;

/// <summary>Who publishes: a news agency, a presidency, a ministry, and how its pages are found and fetched.</summary>
/// <param name="Name">By which people know it, and <c>source:</c> finds it; no two sources of an archive have the same, whatever the case.</param>
/// <param name="Url">Of its site, or of the part of a site that is meant.</param>
public sealed record NewsSource(string Name, string Url)
{
    /// <summary>ISO 3166-1, two letters; what <c>country:</c> finds. Null where it was not told.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 639-1; of pages that do not tell it themselves.</summary>
    public string? Language { get; init; }

    /// <summary>Only addresses that match one of these are followed; empty for all. One that begins with a scheme may name another site.</summary>
    /// <remarks>A pattern is a piece of the address; <c>*</c> in it stands for anything.</remarks>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Addresses that match one of these are not followed.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Seconds between two requests to a host; 0 for what is usual. What robots.txt asks for is kept if it is more.</summary>
    public double Delay { get; init; }

    /// <summary>The address of a proxy, <c>http</c>, <c>https</c> or <c>socks5</c>; null for none.</summary>
    public string? Proxy { get; init; }

    /// <summary>Sent in place of the honest one; null for that.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Whether it is left alone for now.</summary>
    public bool Paused { get; init; }

    /// <summary>Addresses of its feeds.</summary>
    public IReadOnlyList<string> Feeds { get; init; } = [];

    /// <summary>Addresses of its sitemaps.</summary>
    public IReadOnlyList<string> Sitemaps { get; init; } = [];

    /// <summary>Addresses of pages that list its news.</summary>
    public IReadOnlyList<string> Listings { get; init; } = [];

    /// <summary>How it is asked.</summary>
    [JsonIgnore]
    public FetchOptions Ask => new(Proxy: Proxy is null ? null : new Uri(Proxy), UserAgent: UserAgent);

    /// <summary>A source with what was found at its site.</summary>
    public NewsSource With(Discovered discovered) => this with
    {
        Feeds = Of(discovered, "feed"),
        Sitemaps = Of(discovered, "sitemap"),
        Listings = Of(discovered, "listing"),
    };

    /// <summary>Whether a page that a feed, a sitemap or a listing names is fetched.</summary>
    /// <param name="url">Absolute.</param>
    public bool Follows(string url)
    {
        if (Exclude.Any(pattern => Matches(pattern, url))) return false;
        var included = Include.Where(pattern => Matches(pattern, url)).ToList();
        return IsOfSite(url) ? included.Count > 0 || Include.Count == 0 : included.Exists(static pattern => pattern.StartsWith("http", StringComparison.Ordinal));
    }

    /// <summary>Whether an address is of this source's site, or of a part of it: <c>www.</c> is nothing, other names below its own belong to it.</summary>
    public bool IsOfSite(string url) => SiteOf(Url) is { } site && SiteOf(url) is { } other && (other == site || other.EndsWith("." + site, StringComparison.Ordinal));

    /// <summary>The host without <c>www.</c>, with a port that is unusual; null where there is none.</summary>
    internal static string? SiteOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0) return null;
        var host = address.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.IdnHost[4..] : address.IdnHost;
        return address.IsDefaultPort ? host : $"{host}:{address.Port}";
    }

    // Piece after piece, each at its first place: time in step with the address, whatever the pattern.
    private static bool Matches(string pattern, string url)
    {
        var rest = url.AsSpan();
        foreach (var piece in pattern.Split('*', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = rest.IndexOf(piece, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return false;
            rest = rest[(at + piece.Length)..];
        }

        return true;
    }

    private static string[] Of(Discovered discovered, string kind) =>
        [.. discovered.Ways.Where(way => way.Kind == kind).Select(static way => way.Url).Distinct(StringComparer.Ordinal)];
}
