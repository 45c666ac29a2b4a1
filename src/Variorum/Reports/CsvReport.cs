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
        CsvTable.Row(table, Header);
        foreach (var pair in Pair.All(collation))
            foreach (var variant in pair.Variants)
                CsvTable.Row(table,
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
}
