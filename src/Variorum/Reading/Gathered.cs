namespace Variorum;

/// <summary>What HTML and plain text have in common once the furniture is gone: marks, notes, captions and origins leave the text.</summary>
internal static class Gathered
{
    // A dateline opens the text; a heading or a summary may stand before it.
    private const int DatelineWithin = 4;

    /// <summary>The draft with marks, notes and origins taken out of its blocks, and with the metadata that they give.</summary>
    public static Draft From(Draft draft, string? url)
    {
        var blocks = new List<Block>(draft.Blocks.Count);
        var (notes, captions) = (new List<string>(draft.Notes), new List<Caption>(draft.Captions));
        Dateline? dateline = null;
        (int Block, string Words)? cut = null;
        Day? marked = null;
        var (ended, endedAt) = (false, 0);
        var texts = 0;
        foreach (var block in draft.Blocks)
        {
            var text = block.Text;
            if (Asides.NoteOf(text) is { } note)
            {
                notes.Add(note);
                continue;
            }
            if (Asides.CaptionOf(text) is { } caption)
            {
                captions.Add(caption);
                continue;
            }
            if (Asides.OriginOf(text) is { } origin)
            {
                draft = draft with { Origin = draft.Origin ?? origin };
                continue;
            }
            // Within a text such a line stands below a table.
            if (ReferenceEquals(block, draft.Blocks[^1]) && texts > 0 && Asides.SourceOf(text) is { } source)
            {
                draft = draft with { Origin = draft.Origin ?? (draft.Publisher is { } own && AgencyNames.IsOf(source.Publisher, own, url) ? null : source) };
                continue;
            }
            if (dateline is null && texts < DatelineWithin && IsPlaceAlone(draft.Blocks, block)) continue;
            var skipped = 0;
            if (dateline is null && texts < DatelineWithin && Marks.DatelineOf(text) is { } found && !(found.Bare && IsLabel(draft.Blocks, block)))
            {
                dateline = found;
                skipped = found.Length;
            }
            var (length, end, day) = Marks.End(text);
            marked ??= day;
            if (end && !ended) (ended, endedAt) = (true, blocks.Count + (length > skipped ? 1 : 0));
            texts++;
            if (length <= skipped) continue;
            if (skipped > 0) cut = (blocks.Count, text[..skipped]);
            blocks.Add(skipped == 0 && length == text.Length ? block : block with { Text = text[skipped..length], Bold = Math.Max(0, block.Bold - skipped) });
        }
        if (ended && endedAt > 0 && endedAt < blocks.Count)
        {
            // The article has ended; what follows is not its text, and not for us to throw away.
            draft = draft with { Unread = [.. draft.Unread, .. blocks[endedAt..].Select(block => new Unread(block.Text, "it stands behind the end mark"))] };
            blocks.RemoveRange(endedAt, blocks.Count - endedAt);
        }
        return draft with
        {
            Blocks = blocks,
            Dateline = cut?.Block < blocks.Count ? cut : null,
            Notes = notes,
            Captions = captions,
            Publisher = draft.Publisher ?? dateline?.Agency,
            Origin = draft.Origin ?? (dateline?.Agency is { } agency && draft.Publisher is { } carrier && !AgencyNames.IsOf(agency, carrier, url) ? new Origin(agency, null) : null),
            Published = draft.Published ?? Published(dateline?.Day, marked, Days.InAddress(url)),
        };
    }

    // ANN HOLT — Good morning. Where others begin so, it is the form of turns.
    private static bool IsLabel(IReadOnlyList<Block> blocks, Block first)
    {
        foreach (var block in blocks)
        {
            if (!ReferenceEquals(block, first) && Marks.DatelineOf(block.Text) is { Bare: true }) return true;
        }
        return false;
    }

    // MERROW, and the text below it. A surname in capitals comes back with others, where turns have that form.
    private static bool IsPlaceAlone(IReadOnlyList<Block> blocks, Block block)
    {
        if (!IsShouted(block.Text) || block.Kind != BlockKind.Paragraph || block.Bold > 0) return false;
        var below = false;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (ReferenceEquals(blocks[i], block)) below = i + 1 < blocks.Count && PlainStops.Ends(blocks[i + 1].Text);
            else if (IsShouted(blocks[i].Text)) return false;
        }
        return below;

        static bool IsShouted(string text) => text.Length is > 3 and <= 24 && text.AsSpan().IndexOfAny(' ', ':') < 0 && text.All(c => char.IsUpper(c) || c == '-');
    }

    // A calendar mark is certain; a dateline without its year takes the year of an address that tells nearly the same day.
    private static string? Published(Day? dateline, Day? marked, Day? address)
    {
        if (marked?.Iso is { } mark) return mark;
        if (dateline?.Iso is { } line) return line;
        if (address is not { Iso: { } iso, Year: { } year } day) return null;
        if (dateline is not { } told) return iso;
        var sent = new DateOnly(year, told.Month, Math.Min(told.OfMonth, DateTime.DaysInMonth(year, told.Month)));
        var apart = new DateOnly(year, day.Month, day.OfMonth).DayNumber - sent.DayNumber;
        return apart is >= -1 and <= 14 ? $"{sent:yyyy-MM-dd}" : iso;
    }
}
