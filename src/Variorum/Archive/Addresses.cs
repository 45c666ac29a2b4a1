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

    /// <summary>The host, without <c>www.</c>; the address itself where it has none.</summary>
    public static string Site(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0
            ? address.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.Host[4..] : address.Host
            : url;
}
