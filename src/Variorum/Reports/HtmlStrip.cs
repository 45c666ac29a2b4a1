using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>The map between the texts: a bar for each, and ribbons where they tell the same. It shows where they run together, part and cross.</summary>
internal static class HtmlStrip
{
    private const double Height = 1000, Bar = 9, Width = 120;

    public static void Write(StringBuilder page, Pair pair)
    {
        var (a, b) = (Places(pair.A), Places(pair.B));
        page.Append("<figure class=\"map\">\n<svg viewBox=\"0 0 120 1000\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\n<defs>");
        Hatch(page, pair, "partial", "M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6");
        Hatch(page, pair, "differs", "M0,0 L8,8 M0,8 L8,0");
        page.Append("</defs>\n");
        // The agreeing ones first, so that what differs lies above them.
        foreach (var relation in (ReadOnlySpan<Relation>)[Relation.Same, Relation.Partial, Relation.Differs])
            for (var i = 0; i < pair.Links.Count; i++)
                if (pair.Links[i].Relation == relation) Ribbon(page, pair, pair.Links[i], i, a, b);
        Blocks(page, pair, pair.A, a, inA: true);
        Blocks(page, pair, pair.B, b, inA: false);
        page.Append("<rect class=\"view a\" x=\"0\" y=\"0\" width=\"9\" height=\"0\"/><rect class=\"view b\" x=\"111\" y=\"0\" width=\"9\" height=\"0\"/>\n</svg>\n<figcaption>")
            .Text(pair.A.Siglum).Append(" left, ").Text(pair.B.Siglum).Append(" right, from first passage to last. Ribbons join what both tell: plain the same, hatched in part, crossed a difference; a broken edge is moved. Bare stretches are told by one alone.</figcaption>\n</figure>\n");
    }

    /// <summary>A number for SVG, two decimals, the same on every machine.</summary>
    public static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Where each passage begins and ends on the bar, by the length of its text.</summary>
    private static Dictionary<string, (double Start, double End)> Places(Witness witness)
    {
        var places = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        // A share for each passage besides its length keeps the short ones in sight.
        var all = witness.Passages.Sum(passage => passage.Text.Length + 40.0);
        var at = 0.0;
        foreach (var passage in witness.Passages)
        {
            var end = at + passage.Text.Length + 40;
            places.TryAdd(passage.Id, (at / all * Height, end / all * Height));
            at = end;
        }
        return places;
    }

    private static void Hatch(StringBuilder page, Pair pair, string relation, string path) =>
        page.Append("<pattern id=\"hatch-").Append(relation).Append('-').Text(pair.Sigla).Append("\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path class=\"hatch ").Append(relation)
            .Append("\" d=\"").Append(path).Append("\"/></pattern>");

    private static void Ribbon(StringBuilder page, Pair pair, Link link, int index, Dictionary<string, (double Start, double End)> a, Dictionary<string, (double Start, double End)> b)
    {
        var from = link.A.Where(a.ContainsKey).ToList();
        var to = link.B.Where(b.ContainsKey).ToList();
        if (from.Count == 0 || to.Count == 0) return;
        var moved = from.Exists(id => pair.Of(id)!.Has(VariantKind.Transposition)) && to.Exists(id => pair.Of(id)!.Has(VariantKind.Transposition));
        var speaker = from.Exists(id => pair.Of(id)!.Has(VariantKind.Reattribution)) && to.Exists(id => pair.Of(id)!.Has(VariantKind.Reattribution));
        var changed = from.Exists(id => pair.Of(id)!.Changed) && to.Exists(id => pair.Of(id)!.Changed);
        page.Append("<a class=\"ribbon ").Append(Telling.Key(link.Relation)).Append(moved ? " moved" : "").Append(speaker ? " speaker" : "").Append(changed ? " changed" : "")
            .Append("\" data-l=\"").Append(index).Append("\" tabindex=\"-1\" href=\"#").Append(HtmlTexts.Id(pair, from[0])).Append("\"><title>").Text(Telling.Places(link.A)).Append(' ')
            .Append(Telling.Sign(link.Relation)).Append(' ').Text(Telling.Places(link.B)).Append("</title>");
        foreach (var (start, end) in Runs(from, a))
            foreach (var (first, last) in Runs(to, b))
            {
                page.Append("<path");
                if (link.Relation != Relation.Same) page.Append(" fill=\"url(#hatch-").Append(Telling.Key(link.Relation)).Append('-').Text(pair.Sigla).Append(")\"");
                page.Append(" d=\"M9,").Append(Coordinate(start)).Append(" C60,").Append(Coordinate(start)).Append(" 60,").Append(Coordinate(first)).Append(" 111,").Append(Coordinate(first))
                    .Append(" V").Append(Coordinate(last)).Append(" C60,").Append(Coordinate(last)).Append(" 60,").Append(Coordinate(end)).Append(" 9,").Append(Coordinate(end)).Append("Z\"/>");
            }
        page.Append("</a>\n");
    }

    /// <summary>Neighbouring passages as one stretch, others as stretches of their own.</summary>
    private static List<(double Start, double End)> Runs(List<string> ids, Dictionary<string, (double Start, double End)> places)
    {
        var runs = new List<(double Start, double End)>();
        foreach (var (start, end) in ids.Select(id => places[id]).Order())
            if (runs.Count > 0 && start - runs[^1].End < 0.01) runs[^1] = (runs[^1].Start, end);
            else runs.Add((start, end));
        return runs;
    }

    private static void Blocks(StringBuilder page, Pair pair, Witness witness, Dictionary<string, (double Start, double End)> places, bool inA)
    {
        foreach (var passage in witness.Passages)
        {
            var (start, end) = places[passage.Id];
            var standing = pair.Of(passage.Id)!;
            var kind = standing.Relation is { } relation ? Telling.Key(relation) : standing.Has(VariantKind.Only) || standing.Elsewhere.Count > 0 ? inA ? "only-a" : "only-b" : "none";
            page.Append("<a tabindex=\"-1\" href=\"#").Append(HtmlTexts.Id(pair, passage.Id)).Append("\"><rect class=\"block ").Append(kind).Append("\" x=\"").Append(Coordinate(inA ? 0 : Width - Bar)).Append("\" y=\"").Append(Coordinate(start))
                .Append("\" width=\"").Append(Coordinate(Bar)).Append("\" height=\"").Append(Coordinate(Math.Max(0.5, end - start - 1))).Append("\"/></a>\n");
        }
    }
}
