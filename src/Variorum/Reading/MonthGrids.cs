namespace Variorum;

/// <summary>Finds calendars to choose a day's news from: a page's furniture in any language.</summary>
internal static class MonthGrids
{
    private const int Days = 28, MostHead = 12, LongestHead = 24, HeadWords = 3;

    /// <summary>For each block whether it is part of one: the days of a month one behind the other, and what stands above them.</summary>
    public static bool[] Of(HtmlLayout layout)
    {
        var blocks = layout.Blocks;
        var found = new bool[blocks.Count];
        for (var i = 0; i < blocks.Count;)
        {
            var end = i;
            var (day, months) = (0, 0);
            // The last month's days may stand before the first, the next one's behind the last.
            for (; end < blocks.Count && DayOf(blocks[end].Text) is > 0 and var next && (end == i || next == day + 1 || (next == 1 && day >= Days)); end++)
            {
                day = next;
                if (day == Days) months++;
            }

            if (months > 0 && end - i >= Days) Mark(layout, i, end, found);
            i = Math.Max(end, i + 1);
        }

        return found;
    }

    private static int DayOf(string text)
    {
        var bare = text.AsSpan().Trim();
        if (bare.Length is 0 or > 2 || !char.IsAsciiDigit(bare[0]) || !char.IsAsciiDigit(bare[^1])) return 0;
        return int.Parse(bare, System.Globalization.CultureInfo.InvariantCulture) is <= 31 and var day ? day : 0;
    }

    // Names of weekdays and the month stand in the grid's box, a heading beside it.
    private static void Mark(HtmlLayout layout, int first, int end, bool[] found)
    {
        var places = layout.Places;
        var box = layout.Blocks[first].Place;
        while (places[box].Parent >= 0 && !Holds(places, box, layout.Blocks[end - 1].Place)) box = places[box].Parent;
        if (places[box].Tag != HtmlTag.Table && TableOf(places, box) is >= 0 and var table) box = table;
        for (var i = first; i < end; i++) found[i] = true;
        for (var i = first - 1; i >= 0 && first - i <= MostHead; i--)
        {
            var block = layout.Blocks[i];
            if (block.IsProse || block.Words > HeadWords || block.Text.Length > LongestHead) return;
            var heads = HtmlTags.IsHeading(places[block.Place].Tag);
            if (!Holds(places, box, block.Place) && !(heads && places[box].Parent >= 0 && Holds(places, places[box].Parent, block.Place))) return;
            found[i] = true;
            if (heads) return;
        }
    }

    private static int TableOf(List<HtmlPlace> places, int at)
    {
        while (at >= 0 && places[at].Tag != HtmlTag.Table) at = places[at].Parent;
        return at;
    }

    private static bool Holds(List<HtmlPlace> places, int box, int at)
    {
        // A box stands before all that it holds.
        while (at > box) at = places[at].Parent;
        return at == box;
    }
}
