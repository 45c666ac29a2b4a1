namespace Variorum.Bench;

/// <summary>Which way a feature may speak, where that is known beforehand: a learner that is left alone makes features that
/// go together speak against each other, which holds on the pages learnt from and on no others.</summary>
internal static class FeatureSigns
{
    private static readonly string[] Against =
    [
        "within Header", "within Footer", "within Aside", "within Navigation", "within Form", "within Button", "within Details", "within Caption", "within Table",
        "hidden", "caption", "cell", "h1", "before the headline", "after the headline", "levels apart", "before main", "after main", "no sentence", "short, outside", "linked, ",
        "p, outside", "item, outside", "cell, outside", "figures alone", "prose, before", "groups between", "link share", "all link", "links ", "separators", "capitals", "very short", "repeated",
        "begins ", "more, ", "credit, ", "byline, ", "link but for", "starts in bold, ends", "heading above", "neighbour's links", "is the title", "to the ", "times its start",
    ];

    private static readonly string[] For =
    [
        "log length", "log words", "sentences", "ends as sentences", "prose", "log prose", "p", "inside", "article body", "within article", "within main", "in the article's data", "in the description",
        "share of prose", "prose share", "prose, inside", "item, inside", "prose of its path", "neighbour is prose", "first", "box's", "path's", "between confident", "long prose", "mean length",
    ];

    private static readonly string[] FurnitureGroups =
        ["Share", "Footer", "Navigation", "Comments", "Newsletter", "Tags", "Related", "Teaser", "Advert", "Popup", "Side", "Search", "Language", "Author", "Caption", "Byline", "Date", "Tooltip", "Header"];

    /// <summary>+1 for text, −1 against it, 0 where it is left to the learner.</summary>
    public static int Of(string name)
    {
        if (name is "p") return 1;
        foreach (var start in (ReadOnlySpan<string>)["own class ", "parent class ", "class between "])
        {
            if (name.StartsWith(start, StringComparison.Ordinal)) return Array.IndexOf(FurnitureGroups, name[start.Length..]) >= 0 ? -1 : name[start.Length..] is "Body" or "Article" or "Lead" or "Main" ? 1 : 0;
        }

        // The more exact beginning decides: "prose, before the headline" speaks against, "prose" for.
        var against = Longest(Against, name);
        var favour = Longest(For, name);
        return against == favour ? 0 : against > favour ? -1 : 1;
    }

    private static int Longest(string[] starts, string name) =>
        starts.Where(start => start.Length > 1 && name.StartsWith(start, StringComparison.Ordinal)).Select(start => start.Length).DefaultIfEmpty(0).Max();
}
