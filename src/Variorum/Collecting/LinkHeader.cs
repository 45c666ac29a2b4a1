using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>The links of a <c>Link</c> header (RFC 8288).</summary>
internal static partial class LinkHeader
{
    private const int Longest = 16 * 1024;

    /// <summary>Each relation and its absolute address, in order.</summary>
    public static List<(string Rel, string Url)> Parse(string? header, string url)
    {
        var links = new List<(string, string)>();
        if (header is null || header.Length > Longest || !Uri.TryCreate(url, UriKind.Absolute, out var address)) return links;
        foreach (Match match in Link().Matches(header))
        {
            if (WebAddress.Resolve(address, match.Groups["url"].Value) is not { } target) continue;
            foreach (var rel in match.Groups["rel"].Value.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)) links.Add((rel, target));
        }

        return links;
    }

    [GeneratedRegex("<(?<url>[^<>]*)>\\s*(?:;\\s*(?!rel\\b)[^;,=]+(?:=(?:\"[^\"]*\"|[^;,\"]*))?)*;\\s*rel\\s*=\\s*(?:\"(?<rel>[^\"]*)\"|(?<rel>[^;,\\s\"]+))",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
