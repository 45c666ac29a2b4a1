using System.Buffers;

namespace Variorum;

/// <summary>Captions of the pictures of the text, each with its credit.</summary>
internal static class HtmlCaptions
{
    private const int Longest = 600;

    private static readonly string[] CreditWords =
    [
        "Photo by", "Photo:", "Photos:", "Photograph:", "Picture:", "Image:", "Credit:", "Photo credit:", "Foto:", "Fotos:", "Bild:", "Bildquelle:", "Quelle:", "Crédit photo :", "Crédit:", "Crédits:", "Photo :",
        "Crédito:", "Fuente:", "Imagen:", "Foto por", "Фото:", "Фото", "Фотография:", "写真：", "写真:", "图片来源：", "图片来源:", "摄影：", "摄", "사진=", "사진:", "صورة:", "تصوير:", "Fotoğraf:", "Ảnh:", "Fot.", "©", "(c)",
    ];

    private static readonly SearchValues<string> AnyCreditWord = SearchValues.Create(CreditWords, StringComparison.OrdinalIgnoreCase);

    /// <param name="at">Takes the block of each, in the same order; of one in two blocks, the first.</param>
    public static List<Caption> Of(HtmlLayout layout, PageView view, bool[] chosen, List<int>? at = null)
    {
        var first = Array.IndexOf(chosen, true);
        var last = Array.LastIndexOf(chosen, true);
        var captions = new List<Caption>();
        var before = -1;
        for (var i = Math.Max(0, first - 12); first >= 0 && i < Math.Min(chosen.Length, last + 6); i++)
        {
            var block = layout.Blocks[i];
            if (chosen[i] || block.Text.Length is < 4 or > Longest || block.LinkLength * 2 > block.Text.Length || !IsCaption(layout.Places, block)) continue;
            if (view.Within(block.Place, HtmlTag.Navigation) || view.Within(block.Place, HtmlTag.Aside) || (view.Between[block.Place] & (HtmlClass.Related | HtmlClass.Teaser | HtmlClass.Advert | HtmlClass.Comments)) != 0) continue;
            var caption = IsCreditAlone(layout.Places, block) ? new Caption("", block.Text) : Split(block.Text);
            var figure = FigureOf(layout.Places, block.Place);
            if (captions.Count > 0 && (caption.Text.Length == 0 || captions[^1].Text.Length == 0) && figure == before && figure >= 0)
            {
                captions[^1] = new Caption(captions[^1].Text + caption.Text, captions[^1].Credit ?? caption.Credit);
            }
            else if (!captions.Contains(caption))
            {
                captions.Add(caption);
                at?.Add(i);
            }

            before = figure;
        }

        return captions;
    }

    /// <summary>A caption and the credit that stands at its end, in brackets or after a word for it.</summary>
    public static Caption Split(string text)
    {
        foreach (var word in text.AsSpan().ContainsAny(AnyCreditWord) ? CreditWords : [])
        {
            var at = text.LastIndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0 || text.Length - at > 120 || (at > 0 && char.IsLetter(text[at - 1]) && char.IsAsciiLetter(word[0]))) continue;
            var credit = text[(at + word.Length)..].Trim(' ', ':', '.', ')', ']', '(', '：');
            if (credit.Length == 0 && word.Length > 1) continue;
            return new Caption(text[..at].TrimEnd(' ', '(', '[', '|', '/', '-', '–'), credit.Length == 0 ? null : credit);
        }

        // (Ann Holt - NPA), (NPA/Ann Holt): names and an agency in brackets at the end.
        var open = text.EndsWith(')') ? text.LastIndexOf('(') : -1;
        if (open > 0 && text.Length - open is > 4 and < 80 && text.AsSpan(open).IndexOfAny('/', '-', '–') > 0)
        {
            return new Caption(text[..open].TrimEnd(), text[(open + 1)..^1].Trim());
        }

        return new Caption(text, null);
    }

    // Beside the figure's caption stands who took it.
    private static bool IsCreditAlone(List<HtmlPlace> places, HtmlBlock block) =>
        block.Text.Length < 80 && block.Sentences == 0 && places[block.Place].Tag != HtmlTag.Caption && FigureOf(places, block.Place) >= 0 && block.Text.Contains('/');

    private static int FigureOf(List<HtmlPlace> places, int at)
    {
        for (var levels = 0; at >= 0 && levels < 5; at = places[at].Parent, levels++)
        {
            if (places[at].Tag == HtmlTag.Figure) return at;
        }

        return -1;
    }

    private static bool IsCaption(List<HtmlPlace> places, HtmlBlock block)
    {
        if ((block.InlineClasses & HtmlClass.Caption) != 0) return true;
        var at = block.Place;
        for (var levels = 0; at >= 0 && levels < 3; at = places[at].Parent, levels++)
        {
            if (places[at].Tag is HtmlTag.Caption or HtmlTag.Figure) return true;
            if (levels < 2 && (places[at].Classes & HtmlClass.Caption) != 0 && places[at].Length < Longest * 2) return true;
        }

        return false;
    }
}
