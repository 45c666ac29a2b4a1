using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>What the labelled lines around an article tell: <c>Date: 20/06/2024 | Source: NNA | Read original</c>, bylines, categories.</summary>
internal sealed record MetaLine
{
    public string? Publisher { get; init; }
    public string? Author { get; init; }
    public Day? Day { get; init; }
    public Day? Changed { get; init; }
    public IReadOnlyList<string> Categories { get; init; } = [];
}

/// <summary>Reads labelled lines.</summary>
internal static partial class MetaLines
{
    /// <summary>How many lines of a page may stand before the one with its categories.</summary>
    public const int CategoriesWithin = 3;

    private const int Longest = 240;

    /// <summary>What a line tells by its labels; null for a line of another sort.</summary>
    public static MetaLine? Of(string line)
    {
        if (line.Length > Longest) return null;
        if (CategoryLabel().IsMatch(line) && CategoriesOf(line) is { Count: > 0 } categories) return new MetaLine { Categories = categories };
        MetaLine? meta = null;
        foreach (var part in line.Split(['|', '｜', '•', '·'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            meta = Part(meta, part);
            // A first part without a label is no such line; further ones may be links.
            if (meta is null) return null;
        }
        return meta;
    }

    /// <summary>Categories that a line bears: <c>In Norland, Vesmark</c>.</summary>
    public static IReadOnlyList<string> CategoriesOf(string line)
    {
        if (line.Length > 120 || PlainStops.Ends(line)) return [];
        if (InNames().Match(line) is not { Success: true } match) return [];
        return Split(match.Groups["names"].Value);
    }

    private static MetaLine? Part(MetaLine? meta, string part)
    {
        if (Label().Match(part) is not { Success: true } match)
        {
            if (meta is not null) return meta;
            return Byline().Match(part) is { Success: true } by ? new MetaLine { Author = by.Groups["who"].Value.Trim() } : null;
        }
        var value = part[match.Length..].Trim();
        meta ??= new MetaLine();
        if (match.Groups["source"].Success) return value.Length <= 80 && !PlainStops.Ends(value) ? meta with { Publisher = FirstOf(value), Day = meta.Day ?? DayIn(value) } : null;
        if (match.Groups["author"].Success) return IsName(value) ? meta with { Author = value } : null;
        if (match.Groups["category"].Success) return PlainStops.Ends(value) ? null : meta with { Categories = Split(value) };
        if (match.Groups["changed"].Success) return meta with { Changed = DayIn(value) };
        return DayIn(value) is { } day && value.Length <= 60 ? meta with { Day = day } : value.Length == 0 ? meta : null;
    }

    // "Reporter: Where did you go?" is a turn.
    private static bool IsName(string value) => value.Length is > 0 and <= 60 && !PlainStops.Ends(value) && Furniture.CountWords(value) <= 8;

    private static Day? DayIn(string value) => Days.Find(value) is [var day, ..] ? day : null;

    // 来源：新华社 2024-06-20: a date behind the source is none of its name.
    private static string FirstOf(string value)
    {
        var days = Days.Find(value);
        var end = days.Count > 0 ? days[0].Start : value.Length;
        var name = value[..end].Trim(' ', ',', '(', ';', '-', '–');
        return name.Length > 0 ? name : value;
    }

    private static IReadOnlyList<string> Split(string names) =>
        [.. names.Split([',', '，', '、', ';', '/', '،'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(name => name.Length <= 40).Take(20)];

    [GeneratedRegex("""
        ^(?:
            (?<source>source|sources|publisher|agency|источник|джерело|출처|来源|來源|出典|配信元|fuente|quelle|fonte|źródło|kaynak|المصدر|منبع)\s?[:：]
          | (?<author>authors?|written\sby|reported\sby|автор|авторы|기자|作者|记者|記者|autora?|auteur|autore|yazar|الكاتب|نویسنده)\s?[:：]
          | (?<author>written\sby|reported\sby)\s
          | (?<category>categor(?:y|ies)|section|topics?|tags?|filed\s(?:under|in)|posted\sin|рубрика|рубрики|тема|темы|теги|카테고리|분류|분야|栏目|分类|標籤|标签|关键词|关键字|カテゴリー?|タグ|categorías?|etiquetas|catégories?|mots-clés|kategorien?|schlagwörter|kategoria|kategori|التصنيف|القسم|الوسوم)\s?[:：]
          | (?<changed>(?:last\s)?(?:updated|modified|changed)(?:\s(?:on|at))?|update|обновлено|изменено|оновлено|수정|최종\s?수정|更新(?:时间|日期|日)?|actualizado|mis\sà\sjour(?:\sle)?|aktualisiert(?:\sam)?|aggiornato|atualizado|güncelleme|آخر\sتحديث)\s?[:：]?\s?(?=.*[0-9])
          | (?:date|published|publication\sdate|release\sdate|date\sof\spublication|posted|issued|дата|дата\sпубликации|опубликовано|опубліковано|등록|등록일|입력|작성일|게시일|날짜|发布时间|发布日期|日期|时间|發布時間|掲載日|公開日|fecha|fecha\sde\spublicación|publicado|publié|date\sde\spublication|datum|veröffentlicht|erschienen|data|pubblicato|tarih|yayın\starihi|التاريخ|تاريخ\sالنشر|نشر\sفي|تاریخ)\s?[:：]
          | (?<loose>(?:published|posted|issued|опубликовано|опубліковано|publicado|publié|veröffentlicht|pubblicato)\s(?:on|at|el|le|am|il)?)\s?
        )\s?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:By|BY|Von|Por|Par|Di)\s(?<who>\p{Lu}[\p{L}.'’-]+(?:\s(?:and\s|y\s|et\s|und\s)?\p{Lu}[\p{L}.'’-]*){1,5})(?:,\s[\p{L}\s]{2,40})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Byline();

    [GeneratedRegex(@"^(?:Posted|Filed) ", RegexOptions.CultureInvariant)]
    private static partial Regex CategoryLabel();

    [GeneratedRegex(@"^(?:In|Posted in|Filed under|Filed in|Под рубрикой|En|Dans)\s(?<names>\p{Lu}[\p{L}'’&.-]*(?:\s(?:\p{Lu}|&|and\s\p{Lu}|of\s\p{Lu})[\p{L}'’&.-]*){0,3}(?:,\s\p{Lu}[\p{L}'’&.-]*(?:\s(?:\p{Lu}|&|and\s\p{Lu}|of\s\p{Lu})[\p{L}'’&.-]*){0,3}){0,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex InNames();
}
