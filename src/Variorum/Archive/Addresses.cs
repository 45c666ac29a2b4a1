namespace Variorum;

/// <summary>Addresses as the archive compares them.</summary>
internal static class Addresses
{
    /// <summary>
    /// The address of the document: without fragment, with scheme and host in lower case and no default port (RFC 3986, 6.2.2.1
    /// and 6.2.3). The rest stands as it was given: two addresses that a server may tell apart are two documents.
    /// </summary>
    public static string WithoutFragment(string url)
    {
        // WARC 1.0 writers put the address in angle brackets, as an erratum of the standard had it.
        url = url.Trim();
        if (url is ['<', .., '>']) url = url[1..^1];
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0) url = url[..hash];
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0) return url;
        var rest = url.AsSpan(scheme + 3);
        var end = rest.IndexOfAny('/', '?');
        var host = (end < 0 ? rest : rest[..end]).ToString().ToLowerInvariant();
        var name = url[..scheme].ToLowerInvariant();
        if (name == "http" && host.EndsWith(":80", StringComparison.Ordinal)) host = host[..^3];
        if (name == "https" && host.EndsWith(":443", StringComparison.Ordinal)) host = host[..^4];
        var path = end < 0 ? "/" : rest[end] == '?' ? "/" + rest[end..].ToString() : rest[end..].ToString();
        return $"{name}://{host}{path}";
    }

    /// <summary>Whether a target is an address at all: a scheme, and something behind it. Crawlers write <c>urn:</c>, <c>dns:</c> and addresses with blanks, too.</summary>
    public static bool Are(string target)
    {
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < target.Length - 1 && char.IsAsciiLetter(target[0]) && target.AsSpan(0, colon).IndexOfAnyExcept(SchemeLetters) < 0
            && (target.AsSpan(colon).StartsWith("://", StringComparison.Ordinal) ? target.AsSpan(colon + 1).IndexOfAnyExcept('/') >= 0 : !target.Contains(' ', StringComparison.Ordinal));
    }

    private static System.Buffers.SearchValues<char> SchemeLetters { get; } = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-");

    /// <summary>The host, without <c>www.</c>, by which a publisher is called that says no name; the address itself where it has none. Below one <see cref="RegisteredDomain"/> several may publish.</summary>
    public static string Site(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0
            ? address.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.Host[4..] : address.Host
            : url;

    // Under a country's domain names are given below these too.
    private static readonly HashSet<string> Registries = new(StringComparer.OrdinalIgnoreCase)
    {
        "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "govt", "gub", "gv", "mil", "ne", "net", "or", "org",
    };

    /// <summary>
    /// The part of a host that its owner registered, by which the pages of a house in several languages are known: the last two labels, or three below
    /// a country's registry, as in <c>presidency.gov.xx</c>; empty without a host. Who publishes under it is told apart by <see cref="Site"/>.
    /// </summary>
    public static string RegisteredDomain(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return "";
        if (address.HostNameType != UriHostNameType.Dns) return address.Host;
        var labels = address.Host.Split('.');
        var kept = labels.Length > 2 && labels[^1].Length == 2 && Registries.Contains(labels[^2]) ? 3 : 2;
        return string.Join('.', labels[Math.Max(0, labels.Length - kept)..]);
    }
}
