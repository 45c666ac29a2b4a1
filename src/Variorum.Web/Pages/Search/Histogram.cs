using System.Globalization;

namespace Variorum;

/// <summary>How many hits each month or year has: a row of bars, each of which leads to its own.</summary>
internal static class Histogram
{
    // More bars than these are too thin for a finger.
    private const int MostMonths = 36, MostYears = 60, Height = 60;

    public static void Write(StringBuilder page, SearchAsk ask, SearchResult result)
    {
        var bars = Bars(result.Facets[Facet.Month], Month) is { Count: <= MostMonths and > 0 } months ? months : Bars(result.Facets[Facet.Year], Year);
        if (bars.Count < 2) return;
        var highest = bars.Max(static bar => bar.Count);
        var first = bars[Math.Max(0, bars.Count - MostYears)].Date;
        page.Append("<nav class=\"wide\" aria-label=\"Hits by time\" tabindex=\"0\"><ol class=\"bars\">\n");
        foreach (var (date, count) in bars.TakeLast(MostYears))
        {
            var high = count == 0 ? 0 : Math.Max(2, count * Height / highest);
            page.Append("<li>");
            if (count > 0) page.Html($"<a href=\"{ask.Address(SearchFacets.With(ask, new DateQuery(date, date)))}\" title=\"{Dated.Day(date)}: {count}\">");
            page.Html($"<svg width=\"100%\" height=\"{Height}\" viewBox=\"0 0 10 {Height}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect x=\"1\" y=\"{Height - high}\" width=\"8\" height=\"{high}\"/></svg>");
            page.Html($"<span class=\"vh\">{Dated.Day(date)}: {Telling.Count((int)count, "version")}</span><span class=\"when\" aria-hidden=\"true\">{Short(date)}{new Markup.Raw(date.Length > 4 && (date == first || date.EndsWith("-01", StringComparison.Ordinal)) ? $"<br>{date[..4]}" : "")}</span>{new Markup.Raw(count > 0 ? "</a>" : "")}</li>\n");
        }
        page.Append("</ol></nav>\n");
    }

    /// <summary>All from the first to the last, those without hits too: a gap is something to see.</summary>
    private static List<(string Date, long Count)> Bars(IReadOnlyList<FacetCount> counts, Func<int, string> write)
    {
        var known = counts.ToDictionary(static count => count.Value, static count => count.Count, StringComparer.Ordinal);
        var numbers = known.Keys.Select(Number).ToList();
        if (numbers.Count == 0) return [];
        var (first, last) = (numbers.Min(), numbers.Max());
        return [.. Enumerable.Range(Math.Max(first, last - 200), Math.Min(last - first, 200) + 1).Select(number => (write(number), known.GetValueOrDefault(write(number))))];
    }

    private static int Number(string date) => date.Length == 4 ? int.Parse(date, CultureInfo.InvariantCulture) : (int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture) * 12) + int.Parse(date.AsSpan(5), CultureInfo.InvariantCulture) - 1;

    private static string Month(int number) => string.Create(CultureInfo.InvariantCulture, $"{number / 12:0000}-{(number % 12) + 1:00}");

    private static string Year(int number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private static string Short(string date) => date.Length == 4 ? date : Dated.Day(date)[..3];
}
