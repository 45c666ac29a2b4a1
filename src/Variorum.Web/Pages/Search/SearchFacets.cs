namespace Variorum;

/// <summary>What the hits are counted by. A filter is a part of the query, so that what one clicks together can be read, changed, saved and followed.</summary>
internal static class SearchFacets
{
    private const int Shown = 10;

    /// <summary>The filters that are in the query, each with a way to take it away.</summary>
    public static void Chips(StringBuilder page, SearchAsk ask)
    {
        var filters = ask.Parts.Where(IsFilter).ToList();
        if (filters.Count == 0) return;
        page.Append("<ul class=\"chips\" aria-label=\"Filters\">\n");
        foreach (var filter in filters)
        {
            var rest = ask.Parts.Where(part => part != filter).ToList();
            // Without it the query would rule things out and ask for nothing.
            if (rest.Count > 0 && rest.TrueForAll(static part => part is NotQuery)) page.Html($"<li><bdi>{filter.ToString()}</bdi></li>\n");
            else page.Html($"<li><a href=\"{ask.Address(Joined(rest))}\" aria-label=\"Take away {filter.ToString()}\"><bdi>{filter.ToString()}</bdi> <span aria-hidden=\"true\">×</span></a></li>\n");
        }
        page.Append("</ul>\n");
    }

    public static void Write(StringBuilder page, SearchAsk ask, SearchResult result)
    {
        List(page, ask, "Publisher", result.Facets[Facet.Source], static value => new PhraseQuery(QueryField.Source, value.Replace('"', ' ')), static value => value);
        List(page, ask, "Language", result.Facets[Facet.Language], static value => new ValueQuery(QueryValue.Language, value), LanguageName.Of);
        List(page, ask, "Kind", result.Facets[Facet.Kind], static value => new ValueQuery(QueryValue.Kind, value), static value => value);
        List(page, ask, "Year", [.. result.Facets[Facet.Year].OrderByDescending(static count => count.Value, StringComparer.Ordinal)], static value => new DateQuery(value, value), static value => value);
    }

    /// <summary>The query with a filter, in place of one on the same dates.</summary>
    public static string With(SearchAsk ask, Query filter) => Joined([.. ask.Parts.Where(part => filter is not DateQuery || part is not DateQuery), filter]);

    private static void List(StringBuilder page, SearchAsk ask, string name, IReadOnlyList<FacetCount> counts, Func<string, Query> filter, Func<string, string> shown)
    {
        if (counts.Count == 0) return;
        page.Html($"<h2>{name}</h2>\n<ul class=\"facet\">\n");
        for (var i = 0; i < Math.Min(counts.Count, Shown); i++) Value(page, ask, counts[i], filter, shown);
        page.Append("</ul>\n");
        if (counts.Count <= Shown) return;
        page.Html($"<details class=\"more\"><summary>{counts.Count - Shown} more</summary>\n<ul class=\"facet\">\n");
        for (var i = Shown; i < Math.Min(counts.Count, Shown * 10); i++) Value(page, ask, counts[i], filter, shown);
        page.Append("</ul></details>\n");
    }

    private static void Value(StringBuilder page, SearchAsk ask, FacetCount count, Func<string, Query> filter, Func<string, string> shown)
    {
        var (query, text) = (filter(count.Value), shown(count.Value));
        var isChosen = ask.Parts.Contains(query);
        // A name without a letter or digit is no query.
        var reads = !isChosen && SearchAsk.Of(query.ToString()).Query is not null && With(ask, query).Length <= SearchAsk.LongestQuery;
        page.Append("<li>");
        if (reads) page.Html($"<a href=\"{ask.Address(With(ask, query))}\" dir=\"auto\">{text}</a>");
        else page.Html($"<bdi>{text}</bdi>");
        page.Html($" <span class=\"number\">{count.Count}</span></li>\n");
    }

    private static bool IsFilter(Query part) => part is ValueQuery or DateQuery or PhraseQuery { Field: QueryField.Source } or WordQuery { Field: QueryField.Source };

    private static string Joined(List<Query> parts) => parts.Count switch { 0 => "", 1 => parts[0].ToString(), _ => new AndQuery(parts).ToString() };
}
