using System.Globalization;

namespace Variorum;

/// <summary>A feed of ours, in whichever format it is written.</summary>
/// <param name="Key">What it is known by; as of <see cref="NewsItem.Key"/>.</param>
/// <param name="Title">What it tells.</param>
/// <param name="Site">The room's address as it was asked for, without a slash at its end: <c>https://room.example</c>.</param>
/// <param name="Path">Of the feed itself, with its parameters.</param>
/// <param name="Page">Of the page that shows the same.</param>
/// <param name="Items">The latest first.</param>
internal sealed record OwnFeed(string Key, string Title, string Site, string Path, string Page, IReadOnlyList<NewsItem> Items)
{
    public Guid Id => new NewsItem(NewsKind.New, Key, default, "", "", "").Id;

    /// <summary>When anything of it was last seen, UTC; one without items has not changed since ever.</summary>
    public DateTimeOffset Updated => Items.Count == 0 ? DateTimeOffset.UnixEpoch : Items.Max(static item => item.Time);

    /// <summary>A headline with what happened, for readers that show nothing else.</summary>
    public static string Headline(NewsItem item) => item.Kind switch
    {
        NewsKind.Changed => $"Changed: {item.Title}",
        NewsKind.Vanished => $"Taken out: {item.Title}",
        NewsKind.Withdrawn => $"Not there any more: {item.Title}",
        _ => item.Title,
    };

    /// <summary>A moment as RFC 3339 has it.</summary>
    public static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Text as XML can hold it: what XML forbids, and lone halves of pairs, become U+FFFD; overrides of direction, which would let a headline
    /// write over its surroundings, are left out.
    /// </summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '\u007e')) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= '\u202a' and <= '\u202e') continue;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(c).Append(text[++i]);
            else clean.Append(char.IsSurrogate(c) || c is '\ufffe' or '\uffff' or (< ' ' and not ('\t' or '\n')) or (>= '\u007f' and <= '\u009f') ? '\ufffd' : c);
        }
        return clean.ToString();
    }
}
