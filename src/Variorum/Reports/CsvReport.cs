using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>The apparatus as a table for spreadsheets: RFC 4180, UTF-8 with a byte order mark, a header, one row a variant.</summary>
public static class CsvReport
{
    private static readonly string[] Header =
        ["witnesses", "kind", "of", "in", "passages_a", "passages_b", "speakers_a", "speakers_b", "from", "to", "salience", "text_a", "text_b"];

    /// <summary>Writes the variants, the most salient first; with more than two witnesses those of each pair in turn.</summary>
    /// <remarks>A cell that a spreadsheet would run as a formula begins with an apostrophe.</remarks>
    public static void Write(Collation collation, Stream stream)
    {
        var table = new StringBuilder();
        Row(table, Header);
        foreach (var pair in Pair.All(collation))
            foreach (var variant in pair.Variants)
                Row(table,
                    $"{pair.A.Siglum} {pair.B.Siglum}",
                    Telling.Key(variant.Kind),
                    variant.Of is { } of ? Telling.Key(of) : "",
                    variant.Kind == VariantKind.Only ? Telling.In(variant) : "",
                    string.Join(' ', variant.A),
                    string.Join(' ', variant.B),
                    Telling.Speakers(pair, variant.A),
                    Telling.Speakers(pair, variant.B),
                    variant.From ?? "",
                    variant.To ?? "",
                    Math.Round(variant.Salience, 4).ToString(CultureInfo.InvariantCulture),
                    Telling.Text(pair, variant.A),
                    Telling.Text(pair, variant.B));
        // Without the mark some spreadsheets take UTF-8 for the code page of their country.
        stream.Write(Encoding.UTF8.Preamble);
        stream.Write(Encoding.UTF8.GetBytes(table.ToString()));
    }

    /// <summary>Adds a row.</summary>
    internal static void Row(StringBuilder table, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) table.Append(',');
            Cell(table, cells[i]);
        }
        table.Append("\r\n");
    }

    private static void Cell(StringBuilder table, string cell)
    {
        // A tab or a line break before the sign is skipped by some spreadsheets, and full-width signs are read as the plain ones.
        var guard = cell.AsSpan().TrimStart() is [('=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'), ..] || cell is ['\t' or '\r' or '\n', ..];
        var quote = cell.AsSpan().ContainsAny(",\"\r\n\t");
        if (quote) table.Append('"');
        if (guard) table.Append('\'');
        if (quote) table.Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else table.Append(cell);
    }
}
