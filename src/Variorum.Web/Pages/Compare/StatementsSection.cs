namespace Variorum;

/// <summary>The table of statements within a page, with the choice of its rows: by the server, or by script where the page has all of them.</summary>
internal static class StatementsSection
{
    // As many words as somebody looks through.
    private const int MostWords = 200;

    /// <summary>Which rows an address asks for.</summary>
    /// <exception cref="WrongException">It makes no sense.</exception>
    public static TableView View(HttpContext http) => new(
        http.WishedOf("sort", "n", "d") == "d" ? RowSort.Disagreement : RowSort.Order,
        http.WishedOf("told", "all", "some", "one") switch { "all" => ToldBy.All, "some" => ToldBy.Some, "one" => ToldBy.One, _ => null },
        http.Wish("speaker"), http.Wish("topic"));

    /// <param name="page">Written to.</param>
    /// <param name="collated">What is shown.</param>
    /// <param name="view">Which rows.</param>
    /// <param name="path">Of the page, for the form.</param>
    /// <param name="kept">Parameters that the form keeps.</param>
    public static void Write(StringBuilder page, Collated collated, TableView view, string path, IReadOnlyList<(string Name, string Value)> kept)
    {
        var table = collated.Table;
        var rows = table.Where(view);
        page.Html($"<section class=\"statements\" id=\"statements\" aria-labelledby=\"h-statements\">\n<h2 id=\"h-statements\">All statements</h2>\n<p class=\"overall\">{TableTelling.Overall(table)}</p>\n");
        if (TableTelling.Shown(view, rows.Count) is { } shown) page.Html($"<p class=\"meta\">{shown} <a href=\"{Wishes.Address(path, [.. kept.Select(static one => (one.Name, (string?)one.Value))])}#statements\">Show all</a></p>\n");
        Form(page, table, view, path, kept);
        if (rows.Count > 0) TableHtml.Grid(page, table, rows, new TableHtml.Ways(siglum => $"/accounts/{collated.Version(siglum)}", cell => collated.Address(cell.Passages[0])));
        else page.Html($"<p class=\"empty\">No statement is told so: choose otherwise.</p>\n");
        TableHtml.Copies(page, table);
        page.Html($"</section>\n");
    }

    private static void Form(StringBuilder page, StatementTable table, TableView view, string path, IReadOnlyList<(string Name, string Value)> kept)
    {
        var whole = view with { Sort = RowSort.Order } == new TableView();
        page.Html($"<form class=\"tools choose\" action=\"{path}#statements\"{new Markup.Raw(whole ? "" : " data-some=\"1\"")}>\n");
        foreach (var (name, value) in kept) page.Html($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        Choice(page, "told", "Told by", "", [("all", "all"), ("some", "some"), ("one", "one alone")], view.Only is { } only ? TableTelling.Key(only) : null);
        Choice(page, "speaker", "Speaker", "any", Counted(table.Rows.SelectMany(static row => row.Speakers)), view.Speaker);
        Choice(page, "topic", "Topic", "any", Counted(table.Rows.SelectMany(static row => row.Topics)), view.Topic);
        Choice(page, "sort", "Sort", null, [("n", "in the order of the texts"), ("d", "by disagreement")], view.Sort == RowSort.Disagreement ? "d" : "n");
        page.Html($"<button>Show</button>\n<p class=\"found\" role=\"status\"></p>\n</form>\n");
    }

    private static void Choice(StringBuilder page, string by, string name, string? any, List<(string Value, string Text)> words, string? chosen)
    {
        if (words.Count == 0) return;
        page.Html($"<label>{name} <select name=\"{by}\" data-by=\"{by}\">");
        if (any is not null) page.Html($"<option value=\"\">{(any.Length > 0 ? any : "any number")}</option>");
        var among = false;
        foreach (var (value, text) in words)
        {
            among |= value == chosen;
            page.Html($"<option value=\"{value}\"{new Markup.Raw(value == chosen ? " selected" : "")}>{text}</option>");
        }
        // Whatever was asked for stays chosen, or the form would say otherwise than the rows.
        if (chosen is not null && !among) page.Html($"<option value=\"{chosen}\" selected>{Telling.Shorten(chosen, 40)}</option>");
        page.Html($"</select></label>\n");
    }

    private static List<(string, string)> Counted(IEnumerable<string> words) =>
        [.. words.GroupBy(static word => word, StringComparer.Ordinal).OrderByDescending(static same => same.Count()).ThenBy(static same => same.Key, StringComparer.Ordinal).Take(MostWords)
            .Select(static same => (same.Key, $"{Telling.Shorten(same.Key, 40)} ({same.Count()})"))];
}
