using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>Versions as a table for spreadsheets: RFC 4180, UTF-8 with a byte order mark, a header, one row a version with where it comes from.</summary>
public static class VersionCsv
{
    private static readonly string[] Header =
        ["url", "state", "version", "title", "publisher", "published", "language", "kind", "first", "last", "captures", "captured", "status", "sha256", "file", "offset", "length", "reader", "text"];

    /// <summary>Begins the table.</summary>
    public static void Begin(Stream stream)
    {
        stream.Write(Encoding.UTF8.Preamble);
        Put(stream, Header);
    }

    /// <summary>Adds a version.</summary>
    /// <param name="capture">The version's first: its evidence.</param>
    /// <remarks>A cell that a spreadsheet would run as a formula begins with an apostrophe.</remarks>
    public static void Write(Document document, Version version, Capture capture, VersionText text, Stream stream) => Put(stream,
        document.Url, document.State.ToString().ToLowerInvariant(), Number(version.Number), version.Title ?? "", version.Publisher ?? "", version.Published ?? "",
        version.Language ?? "", version.Kind.ToString().ToLowerInvariant(), Time(version.First), Time(version.Last), Number(version.Captures), Time(capture.Time),
        Number(capture.Status), capture.Sha256, capture.Place.File, Number(capture.Place.Offset), Number(capture.Place.Length), version.Reader, text.Text);

    private static void Put(Stream stream, params ReadOnlySpan<string> cells)
    {
        var row = new StringBuilder();
        CsvTable.Row(row, cells);
        stream.Write(Encoding.UTF8.GetBytes(row.ToString()));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
