using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Variorum.Bench;

/// <summary>Documents of the search: the pages of a WARC file of the synthetic corpus, taken apart in the simplest way, or the versions of an archive.</summary>
internal static partial class SearchPages
{
    /// <summary>The first versions of an archive, as far as the search needs them.</summary>
    public static IEnumerable<SearchDocument> Versions(string folder, int count)
    {
        using var archive = FolderArchive.Read(folder);
        var last = Math.Min(count, archive.Size().Versions);
        for (var id = 1L; id <= last; id++)
        {
            var version = archive.Version(id);
            var text = archive.Text(id);
            yield return new SearchDocument(0, VersionTexts.Searched(text))
            {
                Title = text.Title,
                Source = version.Publisher,
                Url = archive.Document(version.Document).Url,
                Language = version.Language,
                Kind = version.Kind,
                Date = version.Published is { } published && SearchDates.IsDate(published) ? published : version.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            };
        }
    }

    /// <summary>Every response that is a plain page; ids are 0.</summary>
    public static IEnumerable<SearchDocument> Read(string path)
    {
        using var stream = new BufferedStream(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), 1 << 16);
        while (Head(stream) is { } head)
        {
            var body = new byte[int.Parse(head["content-length"], CultureInfo.InvariantCulture)];
            stream.ReadExactly(body);
            if (head["warc-type"] != "response") continue;
            var split = body.AsSpan().IndexOf("\r\n\r\n"u8);
            var http = Encoding.ASCII.GetString(body, 0, split);
            if (!http.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || http.Contains("Encoding:", StringComparison.OrdinalIgnoreCase)) continue;
            var html = Charset.Decode(body.AsMemory(split + 4), null).Text;
            var main = html.IndexOf("<main", StringComparison.Ordinal);
            var end = html.IndexOf("</main>", StringComparison.Ordinal);
            if (main < 0 || end < main) continue;
            var title = WebUtility.HtmlDecode(TitleTag().Match(html).Groups[1].Value).Split(" - ", 2);
            yield return new SearchDocument(0, WebUtility.HtmlDecode(Tag().Replace(Ends().Replace(html[main..end], "\n"), "")).Trim())
            {
                Title = title[0],
                Source = title.Length > 1 ? title[1] : null,
                Url = head["warc-target-uri"],
                Language = LanguageAttribute().Match(html).Groups[1].Value,
                Date = head["warc-date"][..10],
                Speakers = [.. Speaker().Matches(html[main..end]).Select(match => match.Groups[1].Value).Distinct().Take(5)],
            };
        }
    }

    private static Dictionary<string, string>? Head(Stream stream)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            if (Line(stream) is not { } line) return null;
            if (line.Length == 0 && fields.Count > 0) return fields;
            if (line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0) fields[line[..colon]] = line[(colon + 2)..];
        }
    }

    private static string? Line(Stream stream)
    {
        var line = new StringBuilder();
        for (int next; (next = stream.ReadByte()) != '\n'; line.Append((char)next))
        {
            if (next < 0) return null;
        }
        return line.ToString().TrimEnd('\r');
    }

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex TitleTag();

    [GeneratedRegex("<html lang=\"?([a-z]+)")]
    private static partial Regex LanguageAttribute();

    [GeneratedRegex("</p>|</h1>|</div>|<br>")]
    private static partial Regex Ends();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    // Two names with capitals before a word of saying.
    [GeneratedRegex("(\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+) (?:said|noted|stressed|added|stated|recalled)")]
    private static partial Regex Speaker();
}
