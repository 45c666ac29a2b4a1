namespace Variorum;

/// <summary>A diff's passages: side by side on wide screens, one below the other on narrow ones.</summary>
internal static class DiffRows
{
    // Sentences that stayed are shown around a change; a longer run of them is folded.
    private const int Around = 2;

    // What a history shows of one change.
    private const int MostChanged = 20;

    /// <summary>Both texts, each in its column; what stayed far from any change is folded.</summary>
    public static void Sides(StringBuilder page, TextDiff diff, Version before, Version after)
    {
        if (diff.Passages.Count == 0) page.Append("<p class=\"empty\">Neither has a text.</p>\n");
        page.Append("<div class=\"diffrows\">\n");
        for (var i = 0; i < diff.Passages.Count;)
        {
            var end = i;
            while (end < diff.Passages.Count && diff.Passages[end].Kind == DiffKind.Same) end++;
            var (first, last) = (i == 0 ? i : Math.Min(end, i + Around), end == diff.Passages.Count ? end : Math.Max(i, end - Around));
            var fold = last - first > 2 && (last - first < diff.Passages.Count);
            for (; i < (fold ? first : end); i++) Row(page, diff.Passages[i], before, after);
            if (fold)
            {
                page.Html($"<details class=\"more\"><summary>{Telling.Count(last - first, "passage")} unchanged</summary>\n");
                for (; i < last; i++) Row(page, diff.Passages[i], before, after);
                page.Append("</details>\n");
                for (; i < end; i++) Row(page, diff.Passages[i], before, after);
            }
            if (i < diff.Passages.Count) Row(page, diff.Passages[i++], before, after);
        }
        page.Append("</div>\n");
    }

    /// <summary>What changed alone, inline.</summary>
    public static void Changed(StringBuilder page, TextDiff diff, Version after)
    {
        var changed = diff.Passages.Where(static passage => passage.Kind is not (DiffKind.Same or DiffKind.MovedFrom)).ToList();
        if (changed.Count == 0) return;
        page.Append("<div class=\"diffrows inline\">\n");
        foreach (var passage in changed.Take(MostChanged)) Row(page, passage, after, after);
        page.Append("</div>\n");
        if (changed.Count > MostChanged) page.Html($"<p class=\"meta\">and {Telling.Count(changed.Count - MostChanged, "passage")} more</p>\n");
    }

    private static void Row(StringBuilder page, DiffPassage passage, Version before, Version after)
    {
        var (name, kind) = passage.Kind switch
        {
            DiffKind.Removed => ("taken out", "removed"),
            DiffKind.Added => ("put in", "added"),
            DiffKind.Changed => ("edited", "edited"),
            DiffKind.MovedFrom => ("↕ stood here", "shifted"),
            DiffKind.MovedTo => ("↕ moved here", "shifted"),
            _ => ("", "kept"),
        };
        var part = passage.Part == DiffPart.Text ? "" : DiffText.Name(passage.Part);
        page.Html($"<div class=\"row {kind}\"><p class=\"m\">{part}{(part.Length > 0 && name.Length > 0 ? " " : "")}{name}</p>");
        if (passage.Kind == DiffKind.Changed)
        {
            page.Html($"<p class=\"was\" dir=\"auto\"{AccountPage.Lang(before)}>{Words(passage, DiffKind.Added)}</p><p class=\"now\" dir=\"auto\"{AccountPage.Lang(after)}>{Words(passage, DiffKind.Removed)}</p><p class=\"both\" dir=\"auto\"{AccountPage.Lang(after)}>{Words(passage, null)}</p>");
        }
        else if (passage.Kind is DiffKind.Removed or DiffKind.MovedFrom) page.Html($"<p class=\"was alone\" dir=\"auto\"{AccountPage.Lang(before)}>{Whole(passage.Kind, passage.Before!)}</p>");
        else if (passage.Kind is DiffKind.Added or DiffKind.MovedTo) page.Html($"<p class=\"now alone\" dir=\"auto\"{AccountPage.Lang(after)}>{Whole(passage.Kind, passage.After!)}</p>");
        else page.Html($"<p class=\"was\" dir=\"auto\"{AccountPage.Lang(before)}>{passage.Before!}</p><p class=\"now\" dir=\"auto\"{AccountPage.Lang(after)}>{passage.After!}</p><p class=\"both\" dir=\"auto\"{AccountPage.Lang(after)}>{passage.After!}</p>");
        page.Append("</div>\n");
    }

    /// <summary>A changed passage's words without those of one side; null for all of both.</summary>
    private static Markup.Part Words(DiffPassage passage, DiffKind? without) => Marked(passage.Words.Where(word => word.Kind != without));

    /// <summary>Words, with those struck that were taken out and those underlined that were put in.</summary>
    public static Markup.Part Marked(IEnumerable<DiffWord> words) => page =>
    {
        foreach (var word in words) Marked(page, word.Kind, word.Text);
    };

    private static Markup.Part Whole(DiffKind kind, string text) => page => Marked(page, kind, text);

    private static void Marked(StringBuilder page, DiffKind kind, string text)
    {
        if (kind == DiffKind.Removed) page.Html($"<del>{text}</del>");
        else if (kind == DiffKind.Added) page.Html($"<ins>{text}</ins>");
        else page.Text(text);
    }
}
