namespace Variorum;

/// <summary>What class and id names say about an element, as a set of groups.</summary>
[Flags]
internal enum HtmlClass : uint
{
    None = 0,
    Share = 1 << 0, Footer = 1 << 1, Navigation = 1 << 2, Comments = 1 << 3, Newsletter = 1 << 4, Caption = 1 << 5,
    Tags = 1 << 6, Related = 1 << 7, Teaser = 1 << 8, Advert = 1 << 9, Popup = 1 << 10, Article = 1 << 11,
    Body = 1 << 12, Lead = 1 << 13, Byline = 1 << 14, Side = 1 << 15, Header = 1 << 16, Title = 1 << 17,
    Main = 1 << 18, Search = 1 << 19, Hidden = 1 << 20, Quote = 1 << 21, Embed = 1 << 22, Box = 1 << 23,
    Date = 1 << 24, Tooltip = 1 << 25, List = 1 << 26, Language = 1 << 27, Author = 1 << 28, Kicker = 1 << 29,
}

/// <summary>Looks the words of class and id names up, once for each distinct string of a page.</summary>
internal sealed class HtmlClasses
{
    public const int Groups = 30;

    private const int LongestLooked = 400;

    private static readonly Lazy<Dictionary<string, HtmlClass>> Words = new(Load);
    private static readonly Lazy<WordShapes> Shapes = new(static () => new WordShapes(Words.Value.Keys));

    private readonly Dictionary<string, HtmlClass> seen = new(200, StringComparer.Ordinal);
    private readonly Dictionary<string, HtmlClass>.AlternateLookup<ReadOnlySpan<char>> words =
        Words.Value.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly WordShapes shapes = Shapes.Value;

    public HtmlClass Of(string? names)
    {
        if (string.IsNullOrEmpty(names)) return HtmlClass.None;
        if (!seen.TryGetValue(names, out var groups))
        {
            groups = Look(names.AsSpan(0, Math.Min(names.Length, LongestLooked)));
            seen.Add(names, groups);
        }

        return groups;
    }

    // Words end at anything but letters and where a capital follows a small letter: article-body, ArticleBody.
    private HtmlClass Look(ReadOnlySpan<char> names)
    {
        Span<char> word = stackalloc char[LongestLooked];
        var groups = HtmlClass.None;
        var whole = 0;
        var length = 0;
        Span<char> joined = stackalloc char[LongestLooked];
        for (var i = 0; i <= names.Length; i++)
        {
            var letter = i < names.Length && char.IsAsciiLetter(names[i]);
            var hump = letter && char.IsAsciiLetterUpper(names[i]) && i > 0 && char.IsAsciiLetterLower(names[i - 1]);
            if ((!letter || hump) && length > 0)
            {
                groups |= OfWord(word[..length]);
                length = 0;
            }

            if (letter)
            {
                word[length++] = joined[whole++] = char.ToLowerInvariant(names[i]);
            }
            else if (i == names.Length || names[i] == ' ')
            {
                // Names of several words mean more than their parts: sr-only, main-content, read-more.
                if (whole > 0) groups |= OfWord(joined[..whole]);
                whole = 0;
            }
        }

        return groups;
    }

    private HtmlClass OfWord(ReadOnlySpan<char> word) => shapes.May(word) && words.TryGetValue(word, out var group) ? group : HtmlClass.None;

    private static Dictionary<string, HtmlClass> Load()
    {
        var loaded = new Dictionary<string, HtmlClass>(500, StringComparer.Ordinal);
        foreach (var line in TableLines.Of("html.classes.tsv"))
        {
            var tab = line.IndexOf('\t');
            if (tab < 0 || !Enum.TryParse<HtmlClass>(line.AsSpan(0, tab), out var group)) continue;
            foreach (var word in line[(tab + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                loaded[word] = loaded.GetValueOrDefault(word) | group;
            }
        }

        return loaded;
    }
}
