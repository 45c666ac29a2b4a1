namespace Variorum;

/// <summary>Addresses as pages, feeds and sitemaps write them.</summary>
internal static class WebAddress
{
    private const int Longest = 8 * 1024;

    /// <summary>Absolute, by http or https, without fragment; null where it is none.</summary>
    public static string? Resolve(Uri? @base, string? address)
    {
        // Addresses that were broken over lines are common in feeds.
        address = address?.Trim();
        if (string.IsNullOrEmpty(address) || address.Length > Longest || address[0] == '#') return null;
        if (address.AsSpan().IndexOfAny("\r\n\t") >= 0) address = address.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);
        // On Unix a path is an absolute address of a file to Uri.
        var absolute = address[0] != '/' && Uri.TryCreate(address, UriKind.Absolute, out var own) ? own
            : @base is not null && Uri.TryCreate(@base, address, out var joined) ? joined : null;
        if (absolute is null || absolute.Scheme is not ("http" or "https") || absolute.Host.Length == 0 || absolute.UserInfo.Length > 0) return null;
        return absolute.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
    }

    /// <summary>The same address by https where it is by http, and the other way round; null where it is by neither.</summary>
    public static string? Twin(string url) =>
        url.StartsWith("http://", StringComparison.Ordinal) ? $"https{url[4..]}" : url.StartsWith("https://", StringComparison.Ordinal) ? $"http{url[5..]}" : null;
}
