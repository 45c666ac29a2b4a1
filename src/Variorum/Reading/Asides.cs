using System.Buffers;
using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>What stands beside an account's own text: editors' notes, captions, and where it was first published.</summary>
internal static partial class Asides
{
    // What the patterns below look for; a paragraph without any of them is passed over.
    private static readonly SearchValues<string> PhotoWords = SearchValues.Create(
        ["photo", "picture", "image", "credit", "caption", "©", "фото", "снимке", "світлина", "foto", "crédit", "bild", "imagen",
            "사진", "图", "圖", "摄", "撮影", "写真", "صور", "تصوير"], StringComparison.OrdinalIgnoreCase);

    private const int LongestCaption = 600, LongestOrigin = 300, LongestSource = 80;

    /// <summary>The text of an editor's note, its label included; null for any other paragraph.</summary>
    public static string? NoteOf(string paragraph) => NoteLabel().IsMatch(paragraph) ? paragraph : null;

    /// <summary>A caption with its credit: <c>The signing. Photo by Ann Holt (NNA)</c>, <c>Photo: NNA</c>.</summary>
    public static Caption? CaptionOf(string paragraph)
    {
        if (paragraph.Length > LongestCaption || !paragraph.AsSpan().ContainsAny(PhotoWords)) return null;
        if (PhotoLabel().Match(paragraph) is { Success: true } labelled)
        {
            var said = paragraph[labelled.Length..].Trim();
            return said.Length == 0 ? null : new Caption(labelled.Groups["caption"].Success ? said : "", labelled.Groups["caption"].Success ? null : said);
        }
        if (CreditAtEnd().Match(paragraph) is not { Success: true } credit) return null;
        return new Caption(paragraph[..credit.Index].Trim(), Balanced(credit.Groups["who"].Value.Trim(' ', '.')));
    }

    /// <summary>Where a short line says that the account was first published.</summary>
    public static Origin? OriginOf(string paragraph)
    {
        if (paragraph.Length > LongestOrigin) return null;
        var match = FirstPublished().Match(paragraph);
        if (!match.Success) return null;
        var url = Address().Match(paragraph) is { Success: true } address ? address.Value.TrimEnd('.', ',', ')') : null;
        var publisher = match.Groups["who"].Value;
        var at = publisher.IndexOf("http", StringComparison.OrdinalIgnoreCase);
        if (at >= 0) publisher = publisher[..at];
        publisher = DateBehind().Replace(publisher, "").Trim(' ', '.', ':', ',', '(', ')', '—', '-', '»', '。', '»', '"');
        if (publisher.Length == 0 && url is not null) publisher = Uri.TryCreate(url, UriKind.Absolute, out var host) ? host.Host : "";
        return publisher.Length is > 0 and <= 100 ? new Origin(publisher, url) : null;
    }

    /// <summary>The agency that a line of its own names as the text's source: <c>Source: Quillian Press Agency</c>.</summary>
    public static Origin? SourceOf(string paragraph) =>
        paragraph.Length <= LongestSource && SourceLine().Match(paragraph) is { Success: true } line ? new Origin(line.Groups["who"].Value.Trim(), null) : null;

    private static string Balanced(string credit) => credit.EndsWith(')') && !credit.Contains('(') ? credit[..^1] : credit;

    [GeneratedRegex("""
        ^[\[(（*]?\s?(?:
            editor(?:['’]?s?|ial|s['’])?\s?(?:['’]s)?\s+note | ed\.?\s?note | note\s(?:by|from|of)\sthe\seditors? | editor['’]s\snote | notes?\sto\seditors?
          | correction | clarification | translator['’]s\snote
          | от\sредакции | примечание\sредакции | примечание\sредактора | прим\.\sред\.
          | від\sредакції | nota\s(?:del\seditor|de\sla\sredacción|editorial|da\sredação|della\sredazione) | note\sde\sla\srédaction | ndlr
          | anmerkung\sder\sredaktion | anm\.\sd\.\sred\. | uwaga\sredakcji | editörün\snotu
          | 편집자\s?주 | 编者按 | 編者按 | 编者注 | 編集部注 | 编辑注
          | ملاحظة\sالمحرر | ملاحظة\sمن\sالمحرر
        )\s?[:：.\])—–-]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoteLabel();

    [GeneratedRegex("""
        ^(?:
            (?<caption>caption|image\scaption|photo\scaption|in\sthe\sphoto|pictured|на\sфото|на\sснимке|사진\s?설명|图为|圖為|en\sla\simagen)\s?[:：]
          | (?:photos?|picture|image|foto|photo\scredit|photograph|фото|фотография|사진|사진\s?제공|图片来源|图片|写真|fotografía|صورة|تصوير|الصورة)\s?(?:by\s|[:：©])
          | (?:photos?|picture|image|foto)\s?[:：/]
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PhotoLabel();

    // The credit closes the paragraph: a sentence that goes on behind it tells of a photo.
    [GeneratedRegex("""
        (?<=^|[.!?…。"”»’)\]]\s?)
        [\[(（]?\s?(?:
            (?:photos?|pictures?|image|photographs?|photo\scredits?|image\scredits?|credits?)\s?(?:by\s|courtesy\s(?:of\s)?|:\s?|/\s?|©\s?)
          | (?:фото|фотография|фотографии|світлина)\s?(?:[:：©/—–]\s?|:)
          | (?:foto|fotos|fotografía|crédito|crédit|bild|photo)\s?(?:de\s|por\s|par\s|von\s|di\s|[:：/©]\s?)
          | (?:사진|사진\s?제공|图片来源|图片|摄|撮影|写真|صورة|تصوير|الصورة)\s?[:：=©/]\s?
          | ©\s?
        )(?<who>[^.!?。]{2,90}?(?:\([^()]{1,60}\)|（[^（）]{1,60}）)?)[\])）]?\.?\s?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CreditAtEnd();

    [GeneratedRegex("""
        ^[\[(（]?(?:
            (?:(?:this|the)\s)?(?:\w+\s){0,3}?(?:was\s|were\s|is\s|has\sbeen\s)?(?:originally|first|initially)\s(?:published|appeared|posted|released|printed|issued)(?:\s(?:by|in|on|at)\s(?:the\swebsite\sof\s)?|\s?:\s?)
          | (?:re(?:published|printed|posted)|reproduced)\s(?:from|courtesy\sof|with\s(?:the\s)?permission\s(?:of|from))\s?:?\s?
          | (?:впервые\sопубликовано|опубликовано|первоисточник|оригинал(?:\sопубликован)?|перепечатано\sиз|вперше\sопубліковано)\s?(?:[:：—–]|на\sсайте|в|на)\s?
          | (?:publicado\soriginalmente\s(?:en|por)|publié\s(?:initialement|à\sl['’]origine)\s(?:par|dans|sur)|ursprünglich\s(?:veröffentlicht|erschienen)\s(?:von|in|auf|bei))\s
          | (?:原文[:：]|原载[于於]?[:：]?|原載[于於]?[:：]?|转载自[:：]?|轉載自[:：]?|출처\s?원문\s?:|نشر\s(?:أصلا|أولا)\sفي\s|نقلا\sعن\s?:?)
        )(?<who>[^\n]{2,200})
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FirstPublished();

    [GeneratedRegex(@"^[\[(（]?(?:source|sources|источник|джерело|출처|来源|來源|出典|配信元|fuente|quelle|fonte|źródło|kaynak|المصدر|منبع)\s?[:：]\s?(?<who>[^.:!?。：/\n]{2,60})[\])）]?\.?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SourceLine();

    [GeneratedRegex(@"https?://[^\s<>""]{3,500}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:,|\s(?:on|am|le|el))\s(?:\p{L}+day,?\s)?(?:\p{L}{3,12}\.?\s[0-9]{1,2}|[0-9]{1,2}\.?\s(?:de\s)?\p{L}{3,12})(?:,?\s(?:de\s)?[0-9]{4})?\.?\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex DateBehind();
}
