namespace Variorum;

/// <summary>A document's versions one after the other: when each was seen, and what changed.</summary>
internal static class VersionStrip
{
    // Of one step; the rest stands in the diff.
    private const int MostPictures = 2;

    public static void Write(StringBuilder page, AccountShown shown)
    {
        if (shown.Versions.Count < 2)
        {
            page.Html($"<p class=\"meta\">One version, seen {Span(shown.Version)}, {Telling.Count(shown.Version.Captures, "capture")}</p>\n");
            return;
        }
        page.Append("<nav class=\"strip\" aria-label=\"Versions\"><ol>\n");
        foreach (var version in shown.Versions)
        {
            page.Html($"<li{new Markup.Raw(version.Id == shown.Version.Id ? " aria-current=\"true\"" : "")}><p><a href=\"/accounts/{version.Id}\"><b>Version {version.Number}</b></a></p><p class=\"meta\">{Span(version)}</p>");
            if (shown.Steps.TryGetValue(version.Id, out var step))
            {
                var before = shown.Versions[Math.Max(0, Index(shown.Versions, version) - 1)];
                page.Html($"<p class=\"told\">{step.Told}</p>");
                foreach (var (done, was, now) in step.Pictures.Take(MostPictures)) Pictures(page, done, was, now);
                page.Html($"<p class=\"meta\"><a href=\"/diff/{before.Id}/{version.Id}\">What changed<span class=\"vh\"> from version {before.Number} to {version.Number}</span></a></p>");
            }
            else page.Append("<p class=\"told\">first seen</p>");
            page.Append("</li>\n");
        }
        page.Append("</ol></nav>\n");
    }

    public static void Pictures(StringBuilder page, string done, long before, long after)
    {
        page.Append("<div class=\"beforeafter\">");
        Picture(page, before, "before", done);
        page.Append("<span aria-hidden=\"true\">→</span>");
        Picture(page, after, "after", done);
        page.Append("</div>");
    }

    private static void Picture(StringBuilder page, long capture, string when, string done)
    {
        if (capture == 0) page.Html($"<span class=\"none\">no picture {when}</span>");
        else page.Html($"<a href=\"/captures/{capture}\"><img src=\"/pictures/{capture}\" alt=\"Picture {when} it was {done}\" loading=\"lazy\"></a>");
    }

    private static int Index(IReadOnlyList<Version> versions, Version version)
    {
        for (var i = 0; i < versions.Count; i++)
            if (versions[i].Id == version.Id) return i;
        return 0;
    }

    internal static Markup.Part Span(Version version) => Dated.Span(version.First, version.Last);
}
