using System.Text;

namespace Variorum;

/// <summary>What an editor reads first: how much is shared, and the differences that matter most, in plain words.</summary>
internal static class HtmlSummary
{
    /// <summary>As many as are read in twenty seconds.</summary>
    private const int Most = 8;

    /// <summary>Units of text shown on either side of exchanged words.</summary>
    private const int Context = 48;

    public static void Write(StringBuilder page, Pair pair, Tally tally)
    {
        var level = pair.Sole ? 2 : 3;
        page.Append("<section class=\"short\" aria-labelledby=\"short-").Text(pair.Sigla).Append("\">\n<h").Append(level).Append(" id=\"short-").Text(pair.Sigla)
            .Append("\">In short</h").Append(level).Append(">\n<p class=\"overall\">").Text(Telling.Overall(pair, tally)).Append("</p>\n");
        Counts(page, pair, tally);
        var foremost = Telling.Foremost(pair, Most);
        if (foremost.Count > 0)
        {
            page.Append("<ol class=\"foremost\">\n");
            foreach (var variant in foremost)
            {
                page.Append("<li class=\"").Append(HtmlTexts.Class(variant)).Append("\"><b>").Text(Telling.Heading(variant)).Append("</b> <span>");
                Words(page, pair, variant, 150);
                page.Append("</span>");
                Around(page, pair, variant);
                page.Append(" <span class=\"places\">");
                Places(page, pair, variant.A);
                if (variant.A.Count > 0 && variant.B.Count > 0) page.Append(" · ");
                Places(page, pair, variant.B);
                page.Append("</span></li>\n");
            }
            page.Append("</ol>\n");
            if (pair.Variants.Count > foremost.Count)
                page.Append("<p class=\"more\"><a href=\"#apparatus-").Text(pair.Sigla).Append("\">All ").Append(pair.Variants.Count).Append(" differences</a></p>\n");
        }
        else if (pair.Links.Count > 0)
        {
            page.Append("<p>").Text(pair.NoVariant).Append("</p>\n");
        }
        page.Append("</section>\n");
    }

    /// <summary>A variant in plain words.</summary>
    /// <param name="most">Passages are cut after so many units.</param>
    public static void Words(StringBuilder page, Pair pair, Variant variant, int most)
    {
        var (a, b) = (pair.A, pair.B);
        switch (variant.Kind)
        {
            case VariantKind.Substitution:
                if (variant.From is { } both && both == variant.To)
                {
                    Quote(page.Append("Both say "), a, both, most);
                    page.Append(Telling.Otherwise(variant));
                    break;
                }
                Quote(page.Text(a.Siglum).Append(" says "), a, variant.From ?? Telling.Text(pair, variant.A), most);
                Quote(page.Append(", ").Text(b.Siglum).Append(" says "), b, variant.To ?? Telling.Text(pair, variant.B), most);
                page.Append('.');
                break;
            case VariantKind.Reattribution:
                Speaker(page.Text(a.Siglum).Append(" gives it to "), Telling.Given(pair, variant.From, variant.A));
                Speaker(page.Append(", ").Text(b.Siglum).Append(" to "), Telling.Given(pair, variant.To, variant.B));
                Quote(page.Append(": "), a, Telling.Text(pair, variant.A), most);
                break;
            case VariantKind.Transposition:
                Quote(page.Text(Telling.Place(pair, variant)).Append(": "), a, Telling.Text(pair, variant.A), most);
                break;
            default:
                var (witness, ids) = variant.A.Count > 0 ? (a, variant.A) : (b, variant.B);
                var speakers = Telling.Speakers(pair, ids);
                if (speakers.Length > 0) page.Append("<i dir=\"auto\">").Text(speakers).Append("</i>: ");
                Quote(page, witness, Telling.Text(pair, ids), most);
                break;
        }
    }

    /// <summary>What one witness alone has: its opening, and the rest, which paper leaves out since the text stands there too.</summary>
    public static void Alone(StringBuilder page, Pair pair, Variant variant, int most)
    {
        var (witness, ids) = variant.A.Count > 0 ? (pair.A, variant.A) : (pair.B, variant.B);
        var text = Telling.Shorten(Telling.Text(pair, ids), most);
        var opening = Telling.Shorten(text, HtmlApparatus.Opening).TrimEnd('…').Length;
        page.Append("<q dir=\"auto\"").Append(HtmlTexts.Lang(witness)).Append('>').Text(text.AsSpan(0, opening));
        if (text.Length - opening > 1) page.Append("<span class=\"rest\">").Text(text.AsSpan(opening)).Append("</span>");
        else page.Text(text.AsSpan(opening));
        page.Append("</q>");
    }

    /// <summary>The exchanged words among their neighbours.</summary>
    private static void Around(StringBuilder page, Pair pair, Variant variant)
    {
        if (variant is not { Kind: VariantKind.Substitution, FromAt: { } from, ToAt: { } to }) return;
        page.Append("<small>");
        Around(page, pair, pair.A, from);
        Around(page, pair, pair.B, to);
        page.Append("</small>");
    }

    private static void Around(StringBuilder page, Pair pair, Witness witness, Wording at)
    {
        if (pair.Passage(at.Passage)?.Text is not { } text || Markup.Clear(text, [(at, true)]) is not [var (start, end, _)]) return;
        var before = start <= Context ? 0 : text.IndexOf(' ', start - Context) is var blank && blank > 0 && blank < start ? blank + 1 : start;
        var after = text.Length - end <= Context ? text.Length : text.LastIndexOf(' ', end + Context) is var last && last > end ? last : end;
        page.Append("<span><b>").Text(witness.Siglum).Append("</b> <bdi").Append(HtmlTexts.Lang(witness)).Append('>').Append(before > 0 ? "…" : "").Text(text.AsSpan(before, start - before)).Append("<mark>").Text(text.AsSpan(start, end - start)).Append("</mark>")
            .Text(text.AsSpan(end, after - end)).Append(after < text.Length ? "…" : "").Append("</bdi></span>");
    }

    public static void Places(StringBuilder page, Pair pair, IReadOnlyList<string> ids)
    {
        if (ids.Count > 0)
            page.Append("<a href=\"#").Append(HtmlTexts.Id(pair, ids[0])).Append("\">").Text(Telling.Places(ids)).Append("</a>");
    }

    /// <summary>In numbers: how much of each account the other tells too, and how many differences of each kind there are.</summary>
    private static void Counts(StringBuilder page, Pair pair, Tally tally)
    {
        page.Append("<div class=\"counts\">\n");
        Share(page, pair.A, 'a', tally.SharedA, tally.InA, pair.B);
        Share(page, pair.B, 'b', tally.SharedB, tally.InB, pair.A);
        page.Append("<ul>\n");
        Count(page, "same", "= both say the same", pair.Links.Count(link => link.Relation == Relation.Same));
        Count(page, "partial", "≈ one says more", pair.Links.Count(link => link.Relation == Relation.Partial));
        Count(page, "changed", "≠ changed", tally.Changed);
        Count(page, "speaker", "⇄ other speaker", tally.Reattributed);
        Count(page, "moved", "↕ moved", tally.Moved);
        Count(page, "only-a", $"only in {pair.A.Siglum}", tally.OnlyA);
        Count(page, "only-b", $"only in {pair.B.Siglum}", tally.OnlyB);
        page.Append("</ul>\n</div>\n");
    }

    private static void Count(StringBuilder page, string kind, string name, int count) =>
        page.Append("<li class=\"").Append(kind).Append("\"><b>").Append(count).Append("</b> ").Text(name).Append("</li>\n");

    private static void Share(StringBuilder page, Witness witness, char place, int shared, int all, Witness other)
    {
        var share = all == 0 ? 0 : shared / (double)all;
        page.Append("<div class=\"share\">").Append(HtmlTexts.Badge(witness)).Append("<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"all\" width=\"100\" height=\"10\"/><rect class=\"part ")
            .Append(place).Append("\" width=\"").Append(HtmlStrip.Coordinate(share * 100)).Append("\" height=\"10\"/></svg><span><b>").Append(Telling.Percent(share))
            .Append("</b> also in ").Text(other.Siglum).Append("</span></div>\n");
    }

    private static void Quote(StringBuilder page, Witness witness, string text, int most) =>
        page.Append("<q dir=\"auto\"").Append(HtmlTexts.Lang(witness)).Append('>').Text(Telling.Shorten(text, most)).Append("</q>");

    private static void Speaker(StringBuilder page, string name) =>
        page.Append("<i dir=\"auto\">").Text(name).Append("</i>");
}
