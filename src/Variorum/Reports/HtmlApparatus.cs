using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>The apparatus as a table, and the links with their confidence and reasons.</summary>
internal static class HtmlApparatus
{
    /// <summary>Units of a passage by which it is known where its text stands elsewhere.</summary>
    public const int Opening = 80;

    public static void Write(StringBuilder page, Pair pair)
    {
        var level = pair.Sole ? 2 : 3;
        page.Append("<section class=\"apparatus\" id=\"apparatus-").Text(pair.Sigla).Append("\" aria-labelledby=\"h-apparatus-").Text(pair.Sigla).Append("\">\n<h").Append(level)
            .Append(" id=\"h-apparatus-").Text(pair.Sigla).Append("\">Apparatus</h").Append(level).Append(">\n");
        if (pair.Variants.Count == 0) page.Append("<p>").Text(pair.NoVariant).Append("</p>\n");
        else Variants(page, pair);
        if (pair.Full && pair.Links.Count > 0) Links(page, pair);
        page.Append("</section>\n");
    }

    private static void Variants(StringBuilder page, Pair pair)
    {
        page.Append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Differences\"><table class=\"variants sortable\">\n<caption class=\"vh\">Every difference, the weightiest first</caption>\n<thead><tr><th scope=\"col\">Kind</th><th scope=\"col\">")
            .Text(pair.A.Siglum).Append("</th><th scope=\"col\">").Text(pair.B.Siglum)
            .Append("</th><th scope=\"col\">What</th><th scope=\"col\">Speaker</th><th scope=\"col\" aria-sort=\"descending\">Weight</th></tr></thead>\n<tbody>\n");
        foreach (var variant in pair.Variants)
        {
            page.Append("<tr class=\"").Append(HtmlTexts.Class(variant)).Append("\"><td><span class=\"kind\">").Text(Telling.Heading(variant)).Append("</span></td><td data-v=\"").Append(Place(variant.A)).Append("\">");
            HtmlSummary.Places(page, pair, variant.A);
            page.Append("</td><td data-v=\"").Append(Place(variant.B)).Append("\">");
            HtmlSummary.Places(page, pair, variant.B);
            page.Append("</td><td class=\"what\">");
            if (variant.Kind == VariantKind.Only) HtmlSummary.Alone(page, pair, variant, pair.Full ? 400 : Opening);
            else HtmlSummary.Words(page, pair, variant, 400);
            page.Append("</td><td dir=\"auto\">").Text(Telling.Speakers(pair, variant)).Append("</td><td data-v=\"").Append(HtmlStrip.Coordinate(variant.Salience * 1000)).Append("\">");
            Weight(page, variant.Salience);
            page.Append("</td></tr>\n");
        }
        page.Append("</tbody>\n</table></div>\n");
    }

    private static void Links(StringBuilder page, Pair pair)
    {
        page.Append("<details class=\"links\"><summary>").Text(Telling.Count(pair.Links.Count, "link")).Append(": what both tell, how sure, and why</summary>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Links\"><table class=\"sortable\">\n<thead><tr><th scope=\"col\" aria-sort=\"ascending\">")
            .Text(pair.A.Siglum).Append("</th><th scope=\"col\">").Text(pair.B.Siglum).Append("</th><th scope=\"col\">Relation</th><th scope=\"col\">Confidence</th><th scope=\"col\">Because</th>").Append(pair.Beside?.OfLink is null ? "" : "<th scope=\"col\" class=\"decide\">Decide</th>").Append("</tr></thead>\n<tbody>\n");
        for (var i = 0; i < pair.Links.Count; i++)
        {
            var link = pair.Links[i];
            page.Append("<tr data-l=\"").Append(i).Append("\"><td data-v=\"").Append(Place(link.A)).Append("\">");
            HtmlSummary.Places(page, pair, link.A);
            page.Append("</td><td data-v=\"").Append(Place(link.B)).Append("\">");
            HtmlSummary.Places(page, pair, link.B);
            page.Append("</td><td>").Append(Telling.Sign(link.Relation)).Append(' ').Append(Telling.Name(link.Relation)).Append("</td><td data-v=\"").Append(HtmlStrip.Coordinate(link.Confidence * 1000)).Append("\">")
                .Append(Telling.Sure(link)).Append("</td><td dir=\"auto\">").Text(string.Join("; ", link.Because)).Append("</td>");
            if (pair.Beside?.OfLink is { } decide)
            {
                page.Append("<td>");
                decide(page, link);
                page.Append("</td>");
            }
            page.Append("</tr>\n");
        }
        page.Append("</tbody>\n</table></div></details>\n");
    }

    private static string Place(IReadOnlyList<string> ids) =>
        ids.Count == 0 ? "" : new StringBuilder().Text(ids[0].AsSpan(Telling.Siglum(ids[0]).Length)).ToString();

    private static void Weight(StringBuilder page, double salience) =>
        page.Append("<svg class=\"weight\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"all\" width=\"100\" height=\"10\"/><rect class=\"part\" width=\"")
            .Append(HtmlStrip.Coordinate(Math.Clamp(salience, 0, 1) * 100)).Append("\" height=\"10\"/></svg> <span>").Append(salience.ToString("0.00", CultureInfo.InvariantCulture)).Append("</span>");
}
