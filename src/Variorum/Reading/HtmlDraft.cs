namespace Variorum;

/// <summary>Makes a draft of a page whose text has been found.</summary>
internal static class HtmlDraft
{
    private const int FewestInSubheadline = 4, MostInSubheadline = 20, LongestLabel = 40;

    public static Draft Of(HtmlLayout layout, JsonLd data, bool[] chosen, Page page)
    {
        var view = layout.View;
        var address = HtmlMetadata.Address(layout, page);
        var sites = HtmlMetadata.SiteNames(layout, data, address);
        var (title, headline) = HtmlTitles.Of(layout, view, data, sites);
        var first = Array.IndexOf(chosen, true);
        var (published, modified) = HtmlDates.Of(layout, view, data, chosen, headline >= 0 ? headline : Math.Max(0, first), address);
        chosen = TextEdges.Trim(layout, view, chosen, headline, title);
        var blocks = Blocks(layout, chosen);
        var captioned = new List<int>();
        var captions = HtmlCaptions.Of(layout, view, chosen, captioned);
        return new Draft
        {
            Canonical = HtmlMetadata.Canonical(layout, page),
            Title = title,
            Publisher = HtmlMetadata.Publisher(layout, data, address),
            Published = published,
            Modified = modified,
            Language = LanguageOf(layout, data, blocks, title),
            Author = HtmlMetadata.Author(layout, data, sites),
            Categories = HtmlMetadata.Categories(layout, data, view, Math.Max(0, headline)),
            Blocks = blocks,
            Captions = captions,
            Pictures = HtmlPictures.Of(layout, view, chosen, headline, captions, captioned, address),
            Unread = HtmlUnread.Of(layout, view, chosen),
        };
    }

    private static List<Block> Blocks(HtmlLayout layout, bool[] chosen)
    {
        var blocks = new List<Block>();
        var row = -1;
        for (var i = 0; i < chosen.Length; i++)
        {
            if (!chosen[i]) continue;
            var block = layout.Blocks[i];
            var inRow = RowOf(layout.Places, block.Place);
            if (inRow >= 0 && inRow == row && blocks[^1].Text.Length + block.Text.Length < 400)
            {
                blocks[^1] = new Block($"{blocks[^1].Text} | {block.Text}");
                continue;
            }

            row = inRow;
            blocks.Add(new Block(block.Text, KindOf(layout.Places, block.Place), Math.Min(block.BoldStart, block.Text.Length)));
        }

        if (IsSubheadline(blocks)) blocks[0] = blocks[0] with { Kind = BlockKind.Heading };
        return blocks;
    }

    // The line under the headline, unmarked: no sentence, and sentences below. A turn's label has others beside it.
    private static bool IsSubheadline(List<Block> blocks)
    {
        if (blocks is not [{ Kind: BlockKind.Paragraph, Bold: 0 } first, ..] || blocks.Count < 3) return false;
        return Furniture.CountWords(first.Text) is >= FewestInSubheadline and <= MostInSubheadline && !PlainStops.Ends(first.Text) && !PlainStops.Leads(first.Text)
            && blocks.FindIndex(1, block => PlainStops.Ends(block.Text) && Furniture.CountWords(block.Text) >= Furniture.ProseWords) is 1 or 2
            && !blocks.Skip(1).Any(block => block.Text.AsSpan(0, Math.Min(LongestLabel, block.Text.Length)).IndexOfAny(':', '：') > 0);
    }

    // The cells of a row belong together, unless the table is there for the layout and holds paragraphs.
    private static int RowOf(List<HtmlPlace> places, int at)
    {
        if (places[at].Tag != HtmlTag.Cell && (places[at].Parent < 0 || places[places[at].Parent].Tag != HtmlTag.Cell)) return -1;
        while (at >= 0 && places[at].Tag != HtmlTag.Row) at = places[at].Parent;
        return at >= 0 && places[at].Blocks <= 12 && places[at].Length < 400 ? at : -1;
    }

    private static BlockKind KindOf(List<HtmlPlace> places, int at)
    {
        for (var levels = 0; at >= 0 && levels < 4; at = places[at].Parent, levels++)
        {
            if (HtmlTags.IsHeading(places[at].Tag)) return BlockKind.Heading;
            if (places[at].Tag is HtmlTag.Item or HtmlTag.Term) return BlockKind.ListItem;
            if (places[at].Tag == HtmlTag.Quote) return BlockKind.Quotation;
        }

        return BlockKind.Paragraph;
    }

    private static string? LanguageOf(HtmlLayout layout, JsonLd data, List<Block> blocks, string? title)
    {
        var sample = new System.Text.StringBuilder(title);
        foreach (var block in blocks)
        {
            if (sample.Length > 2000) break;
            sample.Append(' ').Append(block.Text);
        }

        var declared = layout.DeclaredLanguage ?? HtmlMetadata.Meta(layout, "content-language") ?? HtmlMetadata.Meta(layout, "og:locale") ?? data.First("inLanguage");
        return Language.Of(sample.ToString(), declared);
    }
}
