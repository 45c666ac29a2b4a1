using System.Runtime.CompilerServices;
using System.Text;

namespace Variorum;

/// <summary>Text made safe for HTML and XML. Everything that is shown was written by strangers.</summary>
internal static class Markup
{
    /// <summary>Appends text for element content and for quoted attribute values alike.</summary>
    public static StringBuilder Text(this StringBuilder page, string? text) => text is null ? page : page.Text(text.AsSpan());

    public static StringBuilder Text(this StringBuilder page, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': page.Append("&amp;"); break;
                case '<': page.Append("&lt;"); break;
                case '>': page.Append("&gt;"); break;
                case '"': page.Append("&quot;"); break;
                case '\'': page.Append("&#39;"); break;
                case '\n' or '\t': page.Append(c); break;
                case '\r': page.Append('\n'); break;
                case >= '\u202a' and <= '\u202e':
                    // Overrides of direction would let a text write over its surroundings; isolates close with their element.
                    break;
                case < ' ' or (>= '\x7f' and <= '\x9f') or '\ufffe' or '\uffff': page.Append('\ufffd'); break;
                default:
                    if (!char.IsSurrogate(c)) page.Append(c);
                    else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) page.Append(c).Append(text[++i]);
                    else page.Append('\ufffd');
                    break;
            }
        }
        return page;
    }

    /// <summary>A text without overrides of direction, for where it goes as it is: see <see cref="Text(StringBuilder, ReadOnlySpan{char})"/>.</summary>
    public static string Straight(string text) => text.AsSpan().ContainsAnyInRange('\u202a', '\u202e') ? string.Concat(text.Where(static c => c is not (>= '\u202a' and <= '\u202e'))) : text;

    /// <summary>Writes a part of a page.</summary>
    public delegate void Part(StringBuilder page);

    /// <summary>What is markup already, and made by us.</summary>
    public readonly record struct Raw(string Text);

    /// <summary>Appends markup; what fills its holes is escaped.</summary>
    public static StringBuilder Html(this StringBuilder page, [InterpolatedStringHandlerArgument(nameof(page))] Escaping markup)
    {
        _ = markup;
        return page;
    }

    /// <summary>An address that a link may lead to: of the web alone, since others run something; else <c>#</c>.</summary>
    public static string Link(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? url! : "#";

    /// <summary>The witness's language as a tag that <c>lang</c> and <c>xml:lang</c> may hold, or null.</summary>
    public static string? Language(Witness witness) =>
        witness.Account.Language is { Length: > 1 and < 36 } language && char.IsAsciiLetter(language[0]) && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? language : null;

    /// <summary>Stretches of a text, sorted, within it, none cutting a surrogate pair; of two that overlap the one that came first.</summary>
    /// <typeparam name="T">What is known of a stretch.</typeparam>
    public static List<(int Start, int End, T What)> Clear<T>(string text, IEnumerable<(Wording At, T What)> wordings)
    {
        var marks = new List<(int Start, int End, T What)>();
        foreach (var (at, what) in wordings)
        {
            var (start, end) = (Math.Clamp(at.Start, 0, text.Length), Math.Clamp(at.End, 0, text.Length));
            if (start > 0 && start < text.Length && char.IsSurrogatePair(text[start - 1], text[start])) start--;
            if (end > 0 && end < text.Length && char.IsSurrogatePair(text[end - 1], text[end])) end++;
            if (start >= end) continue;
            // They mostly come in order, so the place is nearly always the end.
            var (low, high) = (0, marks.Count);
            if (marks.Count > 0 && marks[^1].End <= start) low = high;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (marks[middle].End <= start) low = middle + 1;
                else high = middle;
            }
            if (low == marks.Count || marks[low].Start >= end) marks.Insert(low, (start, end, what));
        }
        return marks;
    }
}
