namespace Variorum;

/// <summary>Reads plain text, also text that was saved from a browser with all its furniture.</summary>
internal static class PlainText
{
    // Text behind the end mark, or between furniture: so much may be an article's own, so it is shown.
    private const int DoubtfulWords = Furniture.ProseWords;

    private const int SummaryLines = 2, MastheadLines = 3;

    // A place, a section's name.
    private const int MostFrameWords = 3;

    public static Draft Read(string page)
    {
        var lines = Furniture.Look(Layout.Paragraphs(page));
        var (start, end) = Furniture.Article(lines);
        var ended = EndMark(lines, start, end);
        if (ended >= 0) end = ended + 1;
        var title = Headlines.Find(lines, start, end);
        var kept = new List<PageLine>();
        var unread = new List<Unread>();
        var notes = new List<string>();
        var captions = new OrderedDictionary<Caption, bool>();
        var draft = new Draft();
        var marked = (Day?)null;
        var (text, last) = Extent(lines, start, end);
        // What stands above the headline is the frame's, where there is a frame.
        if (title > start && Furniture.HasProof(lines.AsSpan(0, text))) start = title;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var inside = i >= start && i < end || i > title && title >= 0 && i < start && Kept(line);
            if (i == title || title >= 0 && i < end && SameLine(line.Text, lines[title].Text)) continue;
            if (line.Note is { } note) notes.Add(note);
            else if (line.Caption is { } caption)
            {
                if (!line.Listed) captions.TryAdd(caption, true);
            }
            else if (line.Origin is { } origin) draft = draft with { Origin = draft.Origin ?? origin };
            else if (Marks.End(line.Text) is { Length: 0 } mark) marked ??= mark.Day;
            else if (line.Meta is { } meta && !line.Listed && (i < text || i >= last)) draft = Told(draft, meta);
            else if (line.IsDate && draft.Published is null && DayOfText(lines, i, title, text) is { } day) draft = draft with { Published = day };
            else if (line.IsDate && i > title && title >= 0 && i < text) continue;
            else if (draft.Categories.Count == 0 && Categories(lines, i, start) is { } categories) draft = draft with { Categories = categories };
            else if (inside && !Dropped(lines, i, title)) kept.Add(line);
            else if (!inside && Doubtful(line)) unread.Add(new Unread(line.Text, i < start ? "it stands above the article, among the page's furniture" : "it stands below the article's end, among the page's furniture"));
        }
        var said = kept.Select(line => line.Text).ToHashSet(StringComparer.Ordinal);
        unread = [.. unread.Where(item => said.Add(item.What))];
        if (kept.Count == 0)
        {
            // Nothing is left, but there was text: it is shown as unread and not thrown away.
            unread.AddRange(lines.Where(line => line.Prose && line.Frame == Frame.None).Select(line => line.Text).Distinct()
                .Except(unread.Select(item => item.What)).Select(line => new Unread(line, "nothing tells it from the page's furniture")));
        }
        return draft with
        {
            Title = title < 0 ? null : lines[title].Text,
            Published = draft.Published ?? marked?.Iso,
            Blocks = [.. kept.Select((line, i) => new Block(line.Text, IsHeading(kept, i) ? BlockKind.Heading : BlockKind.Paragraph))],
            Notes = notes,
            Captions = [.. captions.Keys],
            Unread = unread,
        };
    }

    // The line that closes the article with its end mark; −1 where none does.
    private static int EndMark(PageLine[] lines, int start, int end)
    {
        var text = false;
        for (var i = start; i < lines.Length; i++)
        {
            text |= lines[i].Prose || lines[i].Stops;
            // Without a frame around it, what stands behind a mark may be a second text.
            if (text && Marks.End(lines[i].Text).Ended) return i;
            if (i >= end) break;
        }
        return -1;
    }

    // Between headline and text stand summaries and subheadings, and words of the frame.
    private static bool Kept(PageLine line) => !line.Proof && !line.IsDate && line.Frame == Frame.None && !line.Listed && (line.Words > MostFrameWords || line.Stops || line.Leads);

    // A frame's own lines stand within the text, too: buttons, pointers to other articles.
    private static bool Dropped(PageLine[] lines, int i, int title)
    {
        var line = lines[i];
        if (line.Frame is Frame.Furniture or Frame.Asks or Frame.Pointer && !line.Prose) return true;
        if (line.Frame == Frame.Section && line.Words <= 5) return true;
        if (line.Repeats && !line.Stops) return true;
        return title >= 0 && line.IsSite;
    }

    private static bool Doubtful(PageLine line)
    {
        if (line.Frame is Frame.Furniture or Frame.Asks or Frame.Section || line.IsSite || line.Meta is not null || line.IsDate) return false;
        if (line.Listed) return !line.Teaser && line.Prose && !line.Repeats;
        if (line.Repeats) return line.Stops && line.Words >= 2 * DoubtfulWords;
        return line.Stops && line.Words >= DoubtfulWords || line.Words >= Furniture.LongWords || line.Words >= 2 * DoubtfulWords && PlainStops.Inside(line.Text);
    }

    // Among the first lines; one name alone ("In Norland") may be a heading where nothing says that a frame is there.
    private static IReadOnlyList<string>? Categories(PageLine[] lines, int i, int start)
    {
        if (i > MetaLines.CategoriesWithin || i + 1 >= lines.Length || lines[i].Prose) return null;
        var names = MetaLines.CategoriesOf(lines[i].Text);
        return names.Count > 1 || names.Count == 1 && i < start ? names : null;
    }

    // Between the first and the last running text of the article every line is its own.
    private static (int First, int Last) Extent(PageLine[] lines, int start, int end)
    {
        var (first, last) = (end, end);
        for (var i = start; i < end; i++)
        {
            if (!lines[i].Prose && !(lines[i].Stops && !lines[i].Repeats && lines[i].Meta is null && !lines[i].IsDate)) continue;
            first = Math.Min(first, i);
            last = i;
        }
        return (first, last);
    }

    private static Draft Told(Draft draft, MetaLine meta) => draft with
    {
        Publisher = draft.Publisher ?? meta.Publisher,
        Author = draft.Author ?? meta.Author,
        Published = draft.Published ?? meta.Day?.Iso,
        Modified = draft.Modified ?? meta.Changed?.Iso,
        Categories = draft.Categories.Count > 0 ? draft.Categories : meta.Categories,
    };

    // Its date stands between headline and text, below a summary, or right above the headline. A page's first lines bear the day of the visit.
    private static string? DayOfText(PageLine[] lines, int i, int title, int text)
    {
        if (title < 0 || Days.Find(lines[i].Text) is not [var day, ..] || day.Iso is null) return null;
        if (i > title && i <= text + SummaryLines) return day.Iso;
        if (i != title - 1 || i < MastheadLines || text >= lines.Length) return null;
        return Marks.DatelineOf(lines[text].Text)?.Day is not { } sent || sent.SameDay(day) ? day.Iso : null;
    }

    private static bool SameLine(string line, string title) => line.Length == title.Length && line.Equals(title, StringComparison.OrdinalIgnoreCase);

    // A short line without a stop, blank lines around it, text below: a heading. Labels and lists have other marks.
    private static bool IsHeading(List<PageLine> lines, int i)
    {
        var line = lines[i];
        return !line.Stops && !line.Leads && line.Words is > 0 and <= 12 && i + 1 < lines.Count && line.Gap && lines[i + 1].Gap && lines[i + 1].Prose
            && char.IsLetter(line.Text[0]) && !line.Text.Contains(':');
    }
}
