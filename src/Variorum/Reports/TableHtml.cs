using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A table of statements as one web page that needs nothing else: it is complete without script and without network.</summary>
public static class TableHtml
{
    private static readonly Lazy<string> Style = new(() => HtmlHead.Reports + HtmlHead.Resource("table.css"));
    private static readonly Lazy<string> Script = new(() => HtmlReport.Script.Value + HtmlHead.Resource("table.js"));

    /// <summary>Writes the page, UTF-8, the same bytes for the same table: the statements, then every pair of witnesses in full.</summary>
    /// <param name="table">What to show.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="view">Which rows, in which order; all of them in the witnesses' where it is left out.</param>
    public static void Write(StatementTable table, Stream stream, TableView? view = null) =>
        HtmlReport.Write(table.Collation, stream, Style.Value, Script.Value, page => Section(page, table, view ?? new TableView()));

    /// <summary>Where the words of a table lead.</summary>
    /// <param name="Witness">The address of a witness, by its siglum.</param>
    /// <param name="Cell">The address of what a witness says.</param>
    internal sealed record Ways(Func<string, string> Witness, Func<TableCell, string> Cell);

    private static void Section(StringBuilder page, StatementTable table, TableView view)
    {
        var rows = table.Where(view);
        page.Append("<section class=\"statements\" id=\"statements\" aria-labelledby=\"h-statements\">\n<h2 id=\"h-statements\">All statements</h2>\n<p class=\"overall\">")
            .Text(TableTelling.Overall(table)).Append("</p>\n");
        if (TableTelling.Shown(view, rows.Count) is { } shown) page.Append("<p>").Text(shown).Append("</p>\n");
        if (rows.Count > 0)
        {
            Tools(page, rows, view);
            Grid(page, table, rows, new Ways(static siglum => "#source-" + siglum, cell => "#" + Place(table, cell)));
        }
        Copies(page, table);
        page.Append("</section>\n");
    }

    /// <summary>The rows, a column a witness.</summary>
    internal static void Grid(StringBuilder page, StatementTable table, IReadOnlyList<StatementRow> rows, Ways ways)
    {
        page.Append("<p class=\"legend\">● the fullest wording · = the same · ≈ in part · ≠ differs · – not found; whether it was left out or never said, the texts alone do not tell.</p>\n")
            .Append("<div class=\"grid\" role=\"region\" tabindex=\"0\" aria-label=\"Statements by witness\"><table class=\"told\">\n<thead><tr><th scope=\"col\" class=\"stub\">Statement</th>");
        foreach (var column in table.Columns) Head(page, column, ways);
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows) Row(page, table, row, ways);
        page.Append("</tbody>\n</table></div>\n");
    }

    /// <summary>What the script brings to life: without it the rows stand in the order of the texts, all of them.</summary>
    private static void Tools(StringBuilder page, IReadOnlyList<StatementRow> rows, TableView view)
    {
        page.Append("<div class=\"tools choose\" hidden>\n<div class=\"filters\" role=\"group\" aria-label=\"Told by\">\n");
        foreach (var (told, name) in new[] { ("", "Every statement"), ("all", "Told by all"), ("some", "By some"), ("one", "By one alone") })
            page.Append("<button type=\"button\" aria-pressed=\"").Append(told.Length == 0 ? "true" : "false").Append("\" data-told=\"").Append(told).Append("\">").Append(name).Append(" <b>")
                .Append(rows.Count(row => told.Length == 0 || TableTelling.Key(row.Told) == told)).Append("</b></button>\n");
        page.Append("</div>\n");
        Choice(page, "speaker", "Speaker", rows.SelectMany(static row => row.Speakers));
        Choice(page, "topic", "Topic", rows.SelectMany(static row => row.Topics));
        page.Append("<label>Sort <select data-by=\"sort\"><option value=\"n\"").Append(view.Sort == RowSort.Order ? " selected" : "").Append(">in the order of the texts</option><option value=\"d\"")
            .Append(view.Sort == RowSort.Disagreement ? " selected" : "").Append(">by disagreement</option></select></label>\n<p class=\"found\" role=\"status\"></p>\n</div>\n");
    }

    private static void Choice(StringBuilder page, string by, string name, IEnumerable<string> all)
    {
        var counted = all.GroupBy(static word => word, StringComparer.Ordinal).OrderByDescending(static same => same.Count()).ThenBy(static same => same.Key, StringComparer.Ordinal).ToList();
        if (counted.Count == 0) return;
        page.Append("<label>").Append(name).Append(" <select data-by=\"").Append(by).Append("\"><option value=\"\">any</option>");
        foreach (var word in counted) page.Append("<option value=\"").Text(word.Key).Append("\">").Text(Telling.Shorten(word.Key, 40)).Append(" (").Append(word.Count()).Append(")</option>");
        page.Append("</select></label>\n");
    }

    private static void Head(StringBuilder page, TableColumn column, Ways ways)
    {
        var witness = column.Witness;
        page.Append("<th scope=\"col\"><a href=\"").Text(ways.Witness(witness.Siglum)).Append("\">").Append(HtmlTexts.Badge(witness)).Append("</a> <bdi>")
            .Text(Telling.Shorten(Telling.Called(witness), 60)).Append("</bdi>");
        if (column.Copies.Count > 0)
            page.Append(" <a class=\"more\" href=\"#copies-").Text(witness.Siglum).Append("\">").Append(column.Copies.Count == 1 ? "1 copy" : string.Create(CultureInfo.InvariantCulture, $"{column.Copies.Count} copies")).Append("</a>");
        page.Append("</th>");
    }

    private static void Row(StringBuilder page, StatementTable table, StatementRow row, Ways ways)
    {
        var number = row.Number.ToString(CultureInfo.InvariantCulture);
        page.Append("<tr id=\"statement-").Append(number).Append("\" data-n=\"").Append(number).Append("\" data-d=\"").Append(HtmlStrip.Coordinate(row.Disagreement * 1000))
            .Append("\" data-told=\"").Append(TableTelling.Key(row.Told)).Append("\" data-speaker=\"").Text(string.Join('\n', row.Speakers)).Append("\" data-topic=\"").Text(string.Join('\n', row.Topics))
            .Append("\"><th scope=\"row\" class=\"stub\"><a href=\"#statement-").Append(number).Append("\">").Append(number).Append("</a> <span class=\"by ").Append(TableTelling.Key(row.Told)).Append("\">")
            .Append(row.Cells.Count(static cell => cell.Passages.Count > 0)).Append(" of ").Append(row.Cells.Count).Append("</span>");
        foreach (var speaker in row.Speakers) page.Append("<i dir=\"auto\">").Text(speaker).Append("</i>");
        foreach (var difference in row.Differences)
        {
            page.Append("<span class=\"diff\"><b>≠ ").Append(TableTelling.Key(difference)).Append("</b> ");
            foreach (var reading in difference.Readings)
                page.Append("<span><q dir=\"auto\">").Text(Telling.Shorten(reading.Text, 60)).Append("</q> ").Text(string.Join(" ", reading.Sigla)).Append("</span> ");
            page.Append("</span>");
        }
        if (Decisions.In(table, row) is { Length: > 0 } decided) page.Append("<i dir=\"auto\">").Text(decided).Append("</i>");
        page.Append("</th>");
        var marks = Marks(table, row);
        foreach (var cell in row.Cells) Cell(page, table, row, cell, marks, ways);
        page.Append("</tr>\n");
    }

    private static void Cell(StringBuilder page, StatementTable table, StatementRow row, TableCell cell, Dictionary<string, List<Wording>> marks, Ways ways)
    {
        if (cell.Passages.Count == 0)
        {
            page.Append("<td class=\"missing ").Append(HtmlTexts.Look(cell.Siglum)).Append("\" data-siglum=\"").Text(cell.Siglum).Append("\"><span class=\"vh\">not found in ").Text(cell.Siglum).Append("</span><span aria-hidden=\"true\">–</span></td>");
            return;
        }
        var witness = table.Columns.First(column => column.Witness.Siglum == cell.Siglum).Witness;
        page.Append("<td class=\"").Append(TableTelling.Key(cell.Standing)).Append(' ').Append(HtmlTexts.Look(cell.Siglum)).Append("\" data-siglum=\"").Text(cell.Siglum).Append("\"><p class=\"how\"><b>").Text(TableTelling.Mark(row, cell with { Home = null })).Append("</b> <a href=\"").Text(ways.Cell(cell)).Append("\">")
            .Text(Telling.Places(cell.Passages)).Append("</a>");
        if (cell.Confidence is { } confidence) page.Append(" <span title=\"how sure the link is\">").Append(Telling.Sure(confidence)).Append("</span>");
        if (cell.Home is { } home) page.Append(CultureInfo.InvariantCulture, $" · see <a href=\"#statement-{home}\">{home}</a>");
        page.Append("</p>");
        foreach (var passage in TableTelling.Passages(table, cell))
        {
            page.Append("<p dir=\"auto\"").Append(HtmlTexts.Lang(witness)).Append('>');
            var at = 0;
            foreach (var (start, end, _) in Markup.Clear(passage.Text, marks.GetValueOrDefault(passage.Id, []).Select(static wording => (wording, true))))
            {
                page.Text(passage.Text.AsSpan(at, start - at)).Append("<mark>").Text(passage.Text.AsSpan(start, end - start)).Append("</mark>");
                at = end;
            }
            page.Text(passage.Text.AsSpan(at)).Append("</p>");
        }
        page.Append("</td>");
    }

    /// <summary>The passage in the texts side by side, in the pair of its witness with the first one.</summary>
    private static string Place(StatementTable table, TableCell cell)
    {
        var (first, second) = (table.Columns[0].Witness.Siglum, table.Columns[1].Witness.Siglum);
        return table.Columns.Count == 2 ? cell.Passages[0] : $"{first}{(cell.Siglum == first ? second : cell.Siglum)}-{cell.Passages[0]}";
    }

    /// <summary>By passage, the words that another witness of the row exchanges.</summary>
    private static Dictionary<string, List<Wording>> Marks(StatementTable table, StatementRow row)
    {
        var marks = new Dictionary<string, List<Wording>>(StringComparer.Ordinal);
        if (row.Differences.Count == 0) return marks;
        var ids = row.Cells.SelectMany(static cell => cell.Passages).ToHashSet(StringComparer.Ordinal);
        foreach (var variant in table.Collation.Variants)
        {
            if (variant is not { Kind: VariantKind.Substitution, FromAt: { } from, ToAt: { } to } || !ids.Contains(from.Passage) || !ids.Contains(to.Passage)) continue;
            foreach (var wording in new[] { from, to })
            {
                if (!marks.TryGetValue(wording.Passage, out var list)) marks[wording.Passage] = list = [];
                list.Add(wording);
            }
        }
        return marks;
    }

    internal static void Copies(StringBuilder page, StatementTable table)
    {
        foreach (var column in table.Columns.Where(static column => column.Copies.Count > 0))
        {
            page.Append("<section class=\"copies\" id=\"copies-").Text(column.Witness.Siglum).Append("\"><h3>Copies of ").Text(column.Witness.Siglum).Append("</h3>\n<ul>\n");
            foreach (var copy in column.Copies)
            {
                page.Append("<li dir=\"auto\">").Text(TableTelling.Line(copy with { Edits = [] }));
                if (copy.Title is { } title) page.Append(" · <cite>").Text(title).Append("</cite>");
                if (copy.Edits.Count > 0)
                {
                    page.Append("<details><summary>").Text(Telling.Count(copy.Edits.Count, "edit")).Append("</summary><ul>");
                    foreach (var edit in copy.Edits) page.Append("<li dir=\"auto\">").Text(TableTelling.Line(edit)).Append("</li>");
                    page.Append("</ul></details>");
                }
                page.Append("</li>\n");
            }
            page.Append("</ul></section>\n");
        }
    }
}
