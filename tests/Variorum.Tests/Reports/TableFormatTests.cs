using System.Text;

namespace Variorum;

public class TableFormatTests
{
    [Fact]
    public void A_table_has_a_header_and_one_row_a_variant()
    {
        var rows = Rows(Told.Signing());
        Assert.Equal(7, rows.Count);
        Assert.All(rows, row => Assert.Equal(13, row.Count));
        Assert.Equal(["A B", "substitution", "figure", "", "A2", "B2", "Ann Holt", "Ann Holt", "54 percent", "45 percent", "0.9"], rows[1][..11]);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x.example\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData(" =1")]
    public void No_cell_is_run_as_a_formula(string text)
    {
        var row = Rows(Told.Hostile(text))[1];
        Assert.Equal("'" + text, row[8]);
        Assert.Equal("'" + text, row[6]);
        Assert.StartsWith("'", row[11], StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_commas_and_line_breaks_stay_in_their_cell() =>
        Assert.Equal("He said: \"a,\r\nb\"", Rows(Told.Hostile("He said: \"a,\r\nb\""))[1][8]);

    [Fact]
    public void Lines_end_as_RFC_4180_says() => Assert.Equal(7, Csv(Told.Signing()).Split("\r\n").Length - 1);

    [Fact]
    public void Markdown_tells_the_weightiest_first()
    {
        var page = Markdown(Told.Signing());
        Assert.Contains("- **Figure**: A says “54 percent”, B says “45 percent”. (A2 · B2)\n", page, StringComparison.Ordinal);
        Assert.Contains("| Other speaker | A4 | B3 |", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a | b", "a \\| b")]
    [InlineData("<script>", "&lt;script&gt;")]
    [InlineData("[x](javascript:y)", "\\[x\\](javascript&#58;y)")]
    [InlineData("one\n# two", "one # two")]
    [InlineData("http://x.example", "http&#58;//x.example")]
    [InlineData("www.x.example", "www&#46;x.example")]
    [InlineData("_so_", "\\_so\\_")]
    public void Text_cannot_become_Markdown(string text, string safe)
    {
        var page = Markdown(Told.Hostile(text));
        Assert.Contains(safe, page, StringComparison.Ordinal);
        Assert.DoesNotContain(text, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_punctuation_stays_as_it_is_in_Markdown() =>
        Assert.Contains("| Holt: it (the line) opens at 10:30 + 5, R&D! |", Markdown(Told.Hostile("Holt: it (the line) opens at 10:30 + 5, R&D!")).Replace("R&amp;D", "R&D", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void A_table_begins_with_the_mark_of_its_encoding() => Assert.StartsWith("\ufeffwitnesses,", Csv(Told.Signing()), StringComparison.Ordinal);

    [Fact]
    public void Every_row_of_a_Markdown_table_has_as_many_cells_as_its_head()
    {
        var width = 0;
        foreach (var line in Markdown(Told.Hostile("a | b\n| c\\")).Split('\n'))
        {
            if (!line.StartsWith('|')) { width = 0; continue; }
            var bars = line.Where((c, i) => c == '|' && Slashes(line, i) % 2 == 0).Count();
            if (width == 0) width = bars;
            Assert.Equal(width, bars);
        }

        static int Slashes(string line, int at)
        {
            var count = 0;
            while (at > 0 && line[--at] == '\\') count++;
            return count;
        }
    }

    /// <summary>A reader of RFC 4180 that knows nothing of the writer.</summary>
    private static List<List<string>> Rows(Collation collation)
    {
        var rows = new List<List<string>>();
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        var csv = Csv(collation);
        for (var i = 0; i < csv.Length; i++)
            if (quoted)
            {
                if (csv[i] != '"') cell.Append(csv[i]);
                else if (i + 1 < csv.Length && csv[i + 1] == '"') cell.Append(csv[i++]);
                else quoted = false;
            }
            else if (csv[i] == '"') quoted = true;
            else if (csv[i] == ',') End();
            else if (csv[i] == '\r' && csv[i + 1] == '\n')
            {
                End();
                rows.Add(row);
                row = [];
                i++;
            }
            else cell.Append(csv[i]);
        return rows;

        void End()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }

    private static string Csv(Collation collation)
    {
        using var stream = new MemoryStream();
        CsvReport.Write(collation, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Markdown(Collation collation)
    {
        using var stream = new MemoryStream();
        MarkdownReport.Write(collation, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
