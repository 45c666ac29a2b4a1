using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>What was found as a table for spreadsheets: RFC 4180, UTF-8 with a byte order mark, a header, one row a hit.</summary>
public static class FindingsCsv
{
    /// <summary>Writes the hits of all queries as they are found, so that their number costs no memory.</summary>
    public static void Write(IEnumerable<Findings> findings, Stream stream)
    {
        WriteHead(stream);
        WriteRows(findings, stream);
    }

    internal static void WriteHead(Stream stream)
    {
        stream.Write(Encoding.UTF8.Preamble);
        Add(new StringBuilder(), stream, "query", "url", "version", "current", "title", "publisher", "published", "language", "first_seen", "last_seen", "score", "snippet");
    }

    internal static void WriteRows(IEnumerable<Findings> findings, Stream stream)
    {
        var row = new StringBuilder();
        foreach (var found in findings)
        {
            foreach (var finding in found.Hits)
            {
                var version = finding.Version;
                Add(row, stream, found.Asked, finding.Document.Url, version.Number.ToString(CultureInfo.InvariantCulture), finding.Current ? "yes" : "no", version.Title ?? "", version.Publisher ?? "",
                    version.Published ?? "", version.Language ?? "", HistoryText.Stamp(version.First), HistoryText.Stamp(version.Last),
                    finding.Hit.Score.ToString("0.####", CultureInfo.InvariantCulture), string.Join(" … ", finding.Snippets.Select(snippet => finding.Text[snippet.Start..snippet.End])));
            }
        }
    }

    private static void Add(StringBuilder row, Stream stream, params ReadOnlySpan<string> cells)
    {
        row.Clear();
        CsvTable.Row(row, cells);
        stream.Write(Encoding.UTF8.GetBytes(row.ToString()));
    }
}
