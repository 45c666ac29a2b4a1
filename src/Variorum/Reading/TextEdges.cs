namespace Variorum;

/// <summary>What a careful reader leaves out at the edges of a text though it looks like it: captions, the line of date and author, teasers.</summary>
internal static class TextEdges
{
    // A headline that stands behind a good part of the text is none.
    private const float MostBeforeHeadline = .15f;
    private const int LongestLine = 14;
    private const int LongestCredit = 200;
    private const int LongestByline = 10;

    /// <summary>The choice without these.</summary>
    /// <param name="layout">The page.</param>
    /// <param name="view">What is true of it as a whole.</param>
    /// <param name="chosen">The layers' choice.</param>
    /// <param name="headline">The block of the headline, −1 without one.</param>
    /// <param name="title">The headline, or null.</param>
    public static bool[] Trim(HtmlLayout layout, PageView view, bool[] chosen, int headline, string? title)
    {
        var kept = (bool[])chosen.Clone();
        var bare = title is null ? "" : HtmlTitles.Bare(title);
        var mastheads = IsTop(layout, chosen, headline);
        var others = OtherArticles.Of(layout, chosen, headline);
        var calendars = MonthGrids.Of(layout);
        var prose = false;
        var listed = false;
        for (var i = 0; i < kept.Length; i++)
        {
            if (!kept[i]) continue;
            var block = layout.Blocks[i];
            var inside = view.InsideMain[block.Place];
            // A paragraph that names a right or a cookie tells of it; a line that does is none of the text.
            var paragraph = block.IsProse && block.Words > LongestLine;
            prose |= paragraph;
            var frame = FurniturePhrases.Of(block.Text, paragraph);
            listed = frame == Frame.Section || (listed && block.IsLinks);
            kept[i] = i != headline
                && !others[i]
                && !calendars[i]
                && !listed
                && frame == Frame.None
                && !(mastheads && i < headline && !inside)
                && !IsCaption(layout.Places, block)
                && !(view.Colons[i] && (view.Phrases[i] & HtmlPhrase.More) != 0 && block.Words < 30)
                && !(!inside && (view.HeadingPhrases[i] & HtmlPhrase.More) != 0)
                && !IsOfPublisher(view, i)
                && (prose || !(IsDated(block) || IsByline(view, i) || (bare.Length > 0 && HtmlTitles.Bare(block.Text) == bare)));
        }

        return kept;
    }

    private static bool IsTop(HtmlLayout layout, bool[] chosen, int headline)
    {
        int before = 0, all = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            if (!chosen[i]) continue;
            all += layout.Blocks[i].Text.Length;
            if (i < headline) before += layout.Blocks[i].Text.Length;
        }

        return headline >= 0 && before <= all * MostBeforeHeadline;
    }

    // The caption of a table is part of it.
    private static bool IsCaption(List<HtmlPlace> places, HtmlBlock block)
    {
        var at = block.Place;
        for (var levels = 0; at >= 0 && levels < 4; at = places[at].Parent, levels++)
        {
            if (places[at].Tag == HtmlTag.Caption) return places[at].Parent < 0 || places[places[at].Parent].Tag != HtmlTag.Table;
            if (places[at].Tag == HtmlTag.Figure) return block.Text.Length < LongestCredit && places[at].Blocks < 6;
        }

        return false;
    }

    // "About us", "Contact for the press" in a box of their own, below a release.
    private static bool IsOfPublisher(PageView view, int i)
    {
        var place = view.Blocks[i].Place;
        return (view.HeadingPhrases[i] & HtmlPhrase.Rights) != 0 && ((view.Between[place] | view.Places[place].Classes) & HtmlClass.Box) != 0;
    }

    // Under the headline a line that begins with "by" and goes on with a name is told as the page's author.
    private static bool IsByline(PageView view, int i)
    {
        var block = view.Blocks[i];
        return (view.Phrases[i] & HtmlPhrase.Byline) != 0 && block.Words is > 1 and <= LongestByline && !block.IsProse
            && (block.Capitals * 2 >= block.Words || block.Text[0] > '\u3000') && !HtmlTags.IsHeading(view.Places[block.Place].Tag);
    }

    // Under the headline a line with a date is that of the page: it is told as its date and author.
    private static bool IsDated(HtmlBlock block) =>
        block.Digits >= 3 && block.Words <= LongestLine && block.Text[^1] is not ('.' or '!' or '?' or '。') && block.Text.Length < 120 && HtmlDateText.Find(block.Text, monthFirst: false).Count > 0;
}
