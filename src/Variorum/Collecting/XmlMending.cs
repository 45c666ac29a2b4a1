using System.Buffers;
using System.Net;
using System.Text;

namespace Variorum;

/// <summary>Mends what the web's XML has wrong, so that a strict reader can read it, and takes out what could do harm.</summary>
internal static class XmlMending
{
    private const int LongestEntity = 32;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Concat(Enumerable.Range(0xD800, 0x800)).Concat([0xFFFE, 0xFFFF]).Where(static letter => letter is not ('\t' or '\n')).Select(static letter => (char)letter)]);

    /// <summary>The text from its first element on: no declaration, no DTD, no comments; every entity a letter, every ampersand one.</summary>
    /// <remarks>Without a DTD nothing can be expanded: the entities that it would have named stay in the text by their names.</remarks>
    public static string Mend(string text)
    {
        var mended = new StringBuilder(text.Length + 64);
        var from = FirstTag(text);
        while (from < text.Length)
        {
            var next = text.AsSpan(from).IndexOfAny('<', '&');
            var stop = next < 0 ? text.Length : from + next;
            Plain(mended, text.AsSpan(from, stop - from));
            from = stop;
            if (next < 0) break;
            from = text[from] == '&' ? Entity(mended, text, from) : Markup(mended, text, from);
        }

        return mended.ToString();
    }

    // Blanks, warnings of a program, and marks that were meant for another charset stand before many a feed.
    private static int FirstTag(string text)
    {
        for (var at = text.IndexOf('<'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('<', at + 1))
            if (char.IsLetter(text[at + 1]) || text[at + 1] is '!' or '?' or '_') return at;
        return text.Length;
    }

    private static int Markup(StringBuilder mended, string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("<![CDATA[", StringComparison.Ordinal))
        {
            var end = text.IndexOf("]]>", at, StringComparison.Ordinal);
            mended.Append("<![CDATA[");
            Plain(mended, text.AsSpan(at + 9, (end < 0 ? text.Length : end) - at - 9));
            mended.Append("]]>");
            return end < 0 ? text.Length : end + 3;
        }

        if (rest.StartsWith("<!--", StringComparison.Ordinal)) return After(text, "-->", at + 4);
        if (rest.StartsWith("<?", StringComparison.Ordinal)) return After(text, "?>", at + 2);
        if (rest.StartsWith("<!", StringComparison.Ordinal)) return Declaration(text, at + 2);
        if (rest.Length > 1 && (char.IsLetter(rest[1]) || rest[1] is '/' or '_')) mended.Append('<');
        else mended.Append("&lt;");
        return at + 1;
    }

    private static int After(string text, string end, int from) =>
        text.IndexOf(end, from, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length : text.Length;

    // To the bracket that ends it: of a DTD, past all that it declares.
    private static int Declaration(string text, int from)
    {
        var (subset, quote) = (false, '\0');
        for (var i = from; i < text.Length; i++)
        {
            var letter = text[i];
            if (quote != '\0') quote = letter == quote ? '\0' : quote;
            else if (subset && text.AsSpan(i).StartsWith("<!--", StringComparison.Ordinal)) i = After(text, "-->", i + 4) - 1;
            else if (letter is '"' or '\'') quote = letter;
            else if (letter == '[') subset = true;
            else if (letter == ']') subset = false;
            else if (letter == '>' && !subset) return i + 1;
        }

        return text.Length;
    }

    private static int Entity(StringBuilder mended, string text, int at)
    {
        var end = text.AsSpan(at + 1, Math.Min(LongestEntity, text.Length - at - 1)).IndexOf(';');
        var name = end <= 0 ? default : text.AsSpan(at + 1, end);
        if (name is "amp" or "lt" or "gt" or "quot" or "apos") mended.Append('&').Append(name).Append(';');
        else if (!name.IsEmpty && WebUtility.HtmlDecode(text.Substring(at, end + 2)) is var letters && letters[0] != '&') Escape(mended, letters);
        else
        {
            // A number that is no letter is nothing; a name that nobody knows is text.
            if (!name.IsEmpty && name[0] == '#') return at + end + 2;
            mended.Append("&amp;");
            return at + 1;
        }

        return at + end + 2;
    }

    private static void Escape(StringBuilder mended, string letters)
    {
        foreach (var letter in letters)
        {
            if (letter is '<') mended.Append("&lt;");
            else if (letter is '>') mended.Append("&gt;");
            else if (letter is '&') mended.Append("&amp;");
            else if (letter is '"') mended.Append("&quot;");
            else if (letter is '\'') mended.Append("&apos;");
            else Plain(mended, [letter]);
        }
    }

    // XML has no control characters but three, and no halves of letters.
    private static void Plain(StringBuilder mended, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            mended.Append(text[..at]);
            var pair = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
            if (pair) mended.Append(text.Slice(at, 2));
            else if (text[at] != '\r') mended.Append(char.IsSurrogate(text[at]) ? '\uFFFD' : ' ');
            else if (at + 1 == text.Length || text[at + 1] != '\n') mended.Append('\n');
            text = text[(at + (pair ? 2 : 1))..];
        }

        mended.Append(text);
    }
}
