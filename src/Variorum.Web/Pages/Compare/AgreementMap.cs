using System.Globalization;

namespace Variorum;

/// <summary>Which witness is nearest to which: a table for everybody, and a drawing of it for those who see.</summary>
internal static class AgreementMap
{
    // In the drawing's own measure, which is that of the page. The circle is as large as keeps its knobs apart.
    private const int LeastRadius = 84, Knob = 19, Beside = 46, Edge = 4;

    // Of more lines than this nobody sees one.
    private const int MostLines = 60;

    public static void Write(StringBuilder page, Collated collated)
    {
        var (agreements, witnesses) = (collated.Agreements, collated.Collation.Witnesses);
        page.Html($"""
            <section class="agreement" id="map" aria-labelledby="h-map">
            <h2 id="h-map">Map of agreement</h2>
            <p>Of each two witnesses: how many of their passages the other one tells too, and how many links are = the same, ≈ in part, ≠ differ. The nearest one of each row stands out.</p>
            <div class="mapped">

            """);
        Drawing(page, agreements, witnesses);
        page.Html($"<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Agreement of each two witnesses\"><table class=\"matrix\"><caption class=\"vh\">Agreement of each two witnesses</caption>\n<thead><tr><td></td>");
        foreach (var witness in witnesses) page.Html($"<th scope=\"col\">{witness.Siglum}</th>");
        page.Html($"</tr></thead>\n<tbody>\n");
        for (var i = 0; i < witnesses.Count; i++) Row(page, collated, i);
        page.Html($"</tbody></table></div>\n</div>\n</section>\n");
    }

    private static void Row(StringBuilder page, Collated collated, int i)
    {
        var witnesses = collated.Collation.Witnesses;
        var own = collated.Agreements.Where(one => one.A == i || one.B == i).ToList();
        var nearest = own.Count > 1 ? own.Max(static one => one.Near) : 2;
        page.Html($"<tr><th scope=\"row\">{new Markup.Raw(HtmlTexts.Badge(witnesses[i]))} <bdi>{Telling.Shorten(Telling.Called(witnesses[i]), 40)}</bdi></th>");
        for (var j = 0; j < witnesses.Count; j++)
        {
            if (own.Find(one => i != j && (one.A == j || one.B == j)) is not { } with)
            {
                page.Html($"<td class=\"self\"><span aria-hidden=\"true\">·</span></td>");
                continue;
            }
            var foremost = with.Near > 0 && with.Near >= nearest;
            page.Html($"<td class=\"{(foremost ? "nearest" : "")}\"><a href=\"{Wishes.Address("/compare", [("account", Id(collated, with.A)), ("account", Id(collated, with.B))])}\">{Telling.Percent(with.Near)}</a>{new Markup.Raw(foremost ? " <span class=\"vh\">the nearest</span>" : "")} <small>{with.Same} = {with.Partial} ≈ {with.Differs} ≠</small></td>");
        }
        page.Html($"</tr>\n");
    }

    private static string Id(Collated collated, int place) => collated.Versions[place].ToString(CultureInfo.InvariantCulture);

    private static void Drawing(StringBuilder page, IReadOnlyList<Agreement> agreements, IReadOnlyList<Witness> witnesses)
    {
        var places = Around(agreements, witnesses.Count);
        var (left, top) = (places.Min(static place => place.X) - Knob - Edge, places.Min(static place => place.Y) - Knob - Edge);
        var (width, height) = (places.Max(static place => place.X) + Knob + Edge - left, places.Max(static place => place.Y) + Knob + Edge - top);
        page.Html($"<figure class=\"drawing\"><svg width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"{N(left)} {N(top)} {N(width)} {N(height)}\" aria-hidden=\"true\" focusable=\"false\">\n");
        // The nearest last, so that they lie above the others.
        foreach (var one in agreements.Where(static one => one.Near > 0).OrderByDescending(static one => one.Near).Take(MostLines).Reverse())
        {
            var relation = one.Differs > one.Same && one.Differs >= one.Partial ? "differs" : one.Partial > one.Same ? "partial" : "same";
            var (x1, y1, x2, y2) = (places[one.A].X, places[one.A].Y, places[one.B].X, places[one.B].Y);
            page.Html($"<line class=\"{relation}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke-width=\"{N(1 + (one.Near * 11))}\"><title>{witnesses[one.A].Siglum} {witnesses[one.B].Siglum}: {Telling.Percent(one.Near)}</title></line>\n");
        }
        for (var i = 0; i < witnesses.Count; i++)
            page.Html($"<g class=\"{HtmlTexts.Look(witnesses[i].Siglum)}\"><circle cx=\"{N(places[i].X)}\" cy=\"{N(places[i].Y)}\" r=\"{Knob}\"/><text x=\"{N(places[i].X)}\" y=\"{N(places[i].Y + 6)}\" text-anchor=\"middle\">{witnesses[i].Siglum}</text></g>\n");
        page.Html($"</svg><figcaption>The thicker a line, the more two witnesses share; plain where most of it is the same, dashed in part, dotted where it mostly differs.</figcaption></figure>\n");
    }

    /// <summary>Places on a circle, each beside the one that it is nearest to of those that are left.</summary>
    private static (double X, double Y)[] Around(IReadOnlyList<Agreement> agreements, int count)
    {
        var (left, order) = (Enumerable.Range(1, count - 1).ToList(), new List<int> { 0 });
        while (left.Count > 0)
        {
            var next = left.MaxBy(other => agreements.First(one => (one.A == other && one.B == order[^1]) || (one.B == other && one.A == order[^1])).Near);
            left.Remove(next);
            order.Add(next);
        }
        var (places, radius) = (new (double, double)[count], Math.Max(LeastRadius, count * Beside / Math.Tau));
        for (var i = 0; i < count; i++)
        {
            var angle = (Math.Tau * i / count) - (count == 2 ? Math.PI : Math.PI / 2);
            places[order[i]] = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        }
        return places;
    }

    private static string N(double value) => HtmlStrip.Coordinate(value);
}
