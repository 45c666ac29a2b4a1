namespace Variorum;

/// <summary>Articles that stand beside the one that a page is about: those that follow it in the same box, and cards that lead to others.</summary>
internal static class OtherArticles
{
    // So many short lines may stand above an article's own headline: a date, a label, a picture's credit.
    private const int LinesAboveHeadline = 3;

    /// <summary>For each chosen block whether it belongs to another article.</summary>
    /// <param name="layout">The page.</param>
    /// <param name="chosen">Which blocks look like text.</param>
    /// <param name="headline">The block of the page's headline, −1 without one.</param>
    public static bool[] Of(HtmlLayout layout, bool[] chosen, int headline)
    {
        var others = new bool[chosen.Length];
        if (headline < 0) return others;
        var places = layout.Places;
        var boxes = new HashSet<int>();
        var way = new HashSet<int>();
        for (var at = layout.Blocks[headline].Place; at >= 0; at = places[at].Parent)
        {
            way.Add(at);
            if (places[at].Tag == HtmlTag.Article && places[at].Parent is >= 0 and var parent) boxes.Add(parent);
        }

        if (boxes.Count == 0) return others;
        var told = new Dictionary<int, bool>();
        for (var i = 0; i < chosen.Length; i++)
        {
            if (!chosen[i]) continue;
            for (var at = layout.Blocks[i].Place; at >= 0 && !way.Contains(at); at = places[at].Parent)
            {
                if (places[at].Tag != HtmlTag.Article || !boxes.Contains(places[at].Parent)) continue;
                if (!told.TryGetValue(at, out var other)) told[at] = other = HasHeadline(layout, at, i);
                others[i] = other;
                break;
            }
        }

        return others;
    }

    // Its heading is a link to it, or as great as the page's own.
    private static bool HasHeadline(HtmlLayout layout, int article, int inside)
    {
        var first = inside;
        while (first > 0 && IsWithin(layout, first - 1, article)) first--;
        for (var i = first; i <= first + LinesAboveHeadline && i < layout.Blocks.Count && IsWithin(layout, i, article); i++)
        {
            var block = layout.Blocks[i];
            for (var (at, levels) = (block.Place, 0); at != article && levels < 3; at = layout.Places[at].Parent, levels++)
            {
                if (HtmlTags.IsHeading(layout.Places[at].Tag)) return layout.Places[at].Tag == HtmlTag.Heading1 || block.IsLinks;
            }
        }

        return false;
    }

    private static bool IsWithin(HtmlLayout layout, int block, int article)
    {
        var at = layout.Blocks[block].Place;
        while (at > article) at = layout.Places[at].Parent;
        return at == article;
    }
}
