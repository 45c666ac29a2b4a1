namespace Variorum;

/// <summary>Which source an address is followed by, told fast enough to ask it of each document of a large archive.</summary>
/// <param name="sources">Whom to follow.</param>
internal sealed class Following(SourceList sources)
{
    // What is known of scheme, host and port together; more of them than anybody follows are asked for anew.
    private const int MostAuthorities = 100_000;

    private readonly Dictionary<string, Authority> authorities = new(StringComparer.Ordinal);
    private readonly List<NewsSource> reaching = [.. sources.Sources.Where(static source => source.Include.Any(static pattern => pattern.StartsWith("http", StringComparison.Ordinal)))];

    /// <summary>The source that follows an address, and the address's host; null where none does.</summary>
    /// <param name="url">Absolute.</param>
    /// <param name="named">The source that named it, where it belongs to none; null for none.</param>
    public (NewsSource Source, string Host)? Of(string url, NewsSource? named = null)
    {
        if (AuthorityOf(url) is not { } authority) return null;
        var source = authority.Settled ? authority.Source : sources.Of(url);
        source ??= named ?? reaching.Find(source => source.Follows(url));
        return source is { Paused: false } && (authority.Settled && source == authority.Source || source.Follows(url)) ? (source, authority.Host) : null;
    }

    private Authority? AuthorityOf(string url)
    {
        if (!url.StartsWith("http", StringComparison.OrdinalIgnoreCase) || url.IndexOf("://", StringComparison.Ordinal) is not (> 0 and < 6 and var scheme)) return null;
        var length = url.AsSpan(scheme + 3).IndexOfAny('/', '?', '#') is >= 0 and var end ? scheme + 3 + end : url.Length;
        var known = authorities.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(url.AsSpan(0, length), out var authority)) return authority;
        if (!Uri.TryCreate(url[..length] + "/", UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https") || site.Host.Length == 0) return null;
        if (authorities.Count == MostAuthorities) authorities.Clear();
        var (source, settled) = sources.Whole(site.AbsoluteUri);
        return authorities[url[..length]] = new Authority(site.IdnHost, source, settled);
    }

    /// <param name="Host">As hosts are asked.</param>
    /// <param name="Source">That follows all of it; null where none does, or it depends on the address.</param>
    /// <param name="Settled">Whether it does not depend on the address.</param>
    private sealed record Authority(string Host, NewsSource? Source, bool Settled);
}
