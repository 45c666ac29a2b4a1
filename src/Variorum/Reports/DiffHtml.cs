using System.Text;

namespace Variorum;

/// <summary>What changed between two versions of a document as one web page that needs nothing else.</summary>
public static class DiffHtml
{
    // Sentences that stayed are shown around a change, not all of them.
    private const int Around = 2;

    /// <summary>Writes the page, UTF-8, the same bytes for the same versions. All text is escaped, nothing is fetched.</summary>
    /// <param name="pictures">Those that changed, shown side by side; null for none.</param>
    public static void Write(Document document, Version before, Version after, TextDiff diff, Stream stream, IReadOnlyList<PictureSides>? pictures = null)
    {
        pictures ??= [];
        var page = new StringBuilder(32 * 1024);
        var title = after.Title ?? before.Title ?? document.Url;
        HtmlHead.Write(page, $"{Telling.Shorten(title, 90)} – what changed", null);
        page.Append("<body class=\"diff\">\n<header class=\"masthead\">\n<div class=\"brand\"><p><b>Variorum</b> What changed</p></div>\n<h1 dir=\"auto\">").Text(title).Append("</h1>\n<div class=\"sources\">\n");
        Source(page, before, "Before");
        Source(page, after, "After");
        page.Append("</div>\n</header>\n<main>\n<p class=\"overall\">").Text(Capital(DiffPictures.Summary(diff, [.. pictures.Select(static sides => sides.Picture)]))).Append(".</p>\n");
        DiffPictures.Write(page, pictures);
        Passages(page, diff);
        page.Append("</main>\n<footer>\n<p><del>Struck words</del> were taken out, <ins>underlined words</ins> put in; ↕ stood elsewhere before. Sentences far from any change are left out.</p>\n<p class=\"made\">")
            .Text(document.Url).Append(" · made with Variorum</p>\n</footer>\n</body>\n</html>\n");
        stream.Write(Encoding.UTF8.GetBytes(page.ToString()));
    }

    private static void Source(StringBuilder page, Version version, string name) =>
        page.Append("<section class=\"source\">\n<h2>").Append(name).Append("</h2>\n<dl>\n<div><dt>Version</dt><dd>").Append(version.Number)
            .Append("</dd></div>\n<div><dt>First seen</dt><dd>").Text(HistoryText.Stamp(version.First))
            .Append("</dd></div>\n<div><dt>Last seen</dt><dd>").Text(HistoryText.Stamp(version.Last)).Append("</dd></div>\n</dl>\n</section>\n");

    private static void Passages(StringBuilder page, TextDiff diff)
    {
        var shown = diff.Passages.Where(static passage => passage.Kind != DiffKind.MovedFrom).ToList();
        var skipping = false;
        for (var i = 0; i < shown.Count; i++)
        {
            var near = shown.Skip(Math.Max(0, i - Around)).Take(2 * Around + 1 + Math.Min(0, i - Around)).Any(static passage => passage.Kind != DiffKind.Same);
            if (near) Passage(page, shown[i]);
            else if (!skipping) page.Append("<p class=\"none\" aria-label=\"Unchanged sentences left out\">…</p>\n");
            skipping = !near;
        }
    }

    private static void Passage(StringBuilder page, DiffPassage passage)
    {
        var (name, kind) = passage.Kind switch
        {
            DiffKind.Removed => ("taken out", "removed"),
            DiffKind.Added => ("put in", "added"),
            DiffKind.Changed => ("edited", "edited"),
            DiffKind.MovedTo => ("↕ moved", "shifted"),
            _ => ("", "kept"),
        };
        page.Append("<div class=\"d ").Append(kind).Append("\"><p class=\"m\"><b>").Append(name).Append("</b> ")
            .Append(passage.Part == DiffPart.Text ? "" : DiffText.Name(passage.Part)).Append("</p><p class=\"t\" dir=\"auto\">");
        if (passage.Kind == DiffKind.Changed) foreach (var word in passage.Words) Word(page, word.Kind, word.Text);
        else Word(page, passage.Kind, passage.After ?? passage.Before!);
        page.Append("</p></div>\n");
    }

    private static void Word(StringBuilder page, DiffKind kind, string text)
    {
        var element = kind switch { DiffKind.Removed => "del", DiffKind.Added => "ins", _ => null };
        if (element is not null) page.Append('<').Append(element).Append('>');
        page.Text(text);
        if (element is not null) page.Append("</").Append(element).Append('>');
    }

    private static string Capital(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..];
}
