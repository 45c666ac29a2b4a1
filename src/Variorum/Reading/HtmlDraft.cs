namespace Variorum;

/// <summary>Makes a draft of a page whose text has been found.</summary>
internal static class HtmlDraft
{
    public static Draft Of(HtmlLayout layout, JsonLd data, bool[] chosen, Page page)
    {
        var blocks = new List<Block>();
        for (var i = 0; i < chosen.Length; i++)
        {
            if (!chosen[i]) continue;
            var block = layout.Blocks[i];
            blocks.Add(new Block(block.Text, KindOf(layout.Places, block.Place), Math.Min(block.BoldStart, block.Text.Length)));
        }

        return new Draft { Blocks = blocks, Canonical = layout.Canonical, Title = page.Input };
    }

    private static BlockKind KindOf(List<HtmlPlace> places, int at)
    {
        for (var levels = 0; at >= 0 && levels < 4; at = places[at].Parent, levels++)
        {
            if (HtmlTags.IsHeading(places[at].Tag)) return BlockKind.Heading;
            if (places[at].Tag == HtmlTag.Item) return BlockKind.ListItem;
            if (places[at].Tag == HtmlTag.Quote) return BlockKind.Quotation;
        }

        return BlockKind.Paragraph;
    }
}
