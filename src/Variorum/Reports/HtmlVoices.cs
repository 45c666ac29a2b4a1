using System.Text;

namespace Variorum;

/// <summary>How much room each account gives to each speaker.</summary>
internal static class HtmlVoices
{
    public static void Write(StringBuilder page, Pair pair, List<Speaker> speakers)
    {
        if (speakers.Count == 0) return;
        var level = pair.Sole ? 2 : 3;
        var (allA, allB) = (speakers.Sum(speaker => speaker.InA?.Words ?? 0), speakers.Sum(speaker => speaker.InB?.Words ?? 0));
        page.Append("<section class=\"voices\" aria-labelledby=\"voices-").Text(pair.Sigla).Append("\">\n<h").Append(level).Append(" id=\"voices-").Text(pair.Sigla).Append("\">Who gets how much</h").Append(level)
            .Append(">\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Speakers\"><table>\n<caption class=\"vh\">Words of each speaker in each account</caption>\n<thead><tr><th scope=\"col\">Speaker</th><th scope=\"col\">").Append(HtmlTexts.Badge(pair.A))
            .Append(" words</th><th scope=\"col\">").Append(HtmlTexts.Badge(pair.B)).Append(" words</th></tr></thead>\n<tbody>\n");
        foreach (var speaker in speakers)
        {
            page.Append("<tr class=\"s").Append(HtmlTexts.Hue(speaker)).Append("\"><th scope=\"row\"><span class=\"ini\" aria-hidden=\"true\">").Text(speaker.Initials).Append("</span> <span dir=\"auto\">").Text(Names(speaker)).Append("</span></th>");
            Cell(page, speaker.InA, allA);
            Cell(page, speaker.InB, allB);
            page.Append("</tr>\n");
        }
        page.Append("</tbody>\n</table></div>\n</section>\n");
    }

    private static string Names(Speaker speaker)
    {
        if (speaker.Name is not { } name) return "The account itself";
        return speaker is { InA: not null, InB.Name: { } other } && other != name ? $"{name} ({other})" : name;
    }

    private static void Cell(StringBuilder page, Voice? voice, int all)
    {
        var share = all == 0 || voice is null ? 0 : voice.Words / (double)all;
        page.Append("<td><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"all\" width=\"100\" height=\"10\"/><rect class=\"part\" width=\"").Append(HtmlStrip.Coordinate(share * 100)).Append("\" height=\"10\"/></svg> <span>");
        if (voice is null) page.Append("nothing");
        else page.Append(voice.Words).Append(" · ").Append(Telling.Percent(share));
        page.Append("</span></td>");
    }
}
