using System.Security.Cryptography;
using System.Text;

namespace Variorum;

/// <summary>The head that every page of ours has: its style, and a policy under which nothing else can run or be fetched.</summary>
internal static class HtmlHead
{
    private static readonly Lazy<string> Style = new(() => Resource("theme.css") + "\n" + Resource("report.css"));

    /// <summary>The style of reports.</summary>
    public static string Reports => Style.Value;

    /// <param name="page">Begun with it.</param>
    /// <param name="title">Of the page.</param>
    /// <param name="script">That the page ends with; null for a page without.</param>
    /// <param name="style">Of the page; null for that of reports.</param>
    public static void Write(StringBuilder page, string title, string? script, string? style = null)
    {
        style ??= Style.Value;
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src '").Append(Digest(style)).Append('\'');
        if (script is not null) page.Append("; script-src '").Append(Digest(script)).Append('\'');
        page.Append("; base-uri 'none'; form-action 'none'\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n<title>")
            .Text(title).Append("</title>\n<style>").Append(style).Append("</style>\n</head>\n");
    }

    /// <summary>Text that is embedded in the library.</summary>
    public static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlHead).Assembly.GetManifestResourceStream(name)!);
        // Line breaks are made plain: a browser digests what it parsed, and parsing turns CR LF into LF.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>As a content security policy names what may stand within a page.</summary>
    public static string Digest(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
