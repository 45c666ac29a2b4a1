using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>The bytes that a sample's server sends.</summary>
internal static partial class SamplePage
{
    /// <summary>A text in its source's frame.</summary>
    /// <param name="frame">HTML with <c>{{name}}</c> for a field, <c>{{published:FORMAT}}</c> for its time and <c>{{seen:FORMAT}}</c> for that of the capture, <c>{{body}}</c> for the
    /// paragraphs. What stands between <c>&lt;!--name--&gt;</c> and <c>&lt;!--/name--&gt;</c> is left out where there is no such field.</param>
    /// <param name="text">What is set.</param>
    /// <param name="seen">When it is fetched.</param>
    public static byte[] Render(string frame, SampleText text, DateTimeOffset seen)
    {
        var page = Part().Replace(frame, part => text.Field(part.Groups[1].Value) is null ? "" : part.Groups[2].Value);
        page = Place().Replace(page, place => (place.Groups[1].Value, place.Groups[2].Value) switch
        {
            ("body", _) => string.Join('\n', text.Paragraphs.Select(Block)),
            ("seen", var format) => seen.ToString(format, CultureInfo.InvariantCulture),
            ("published", { Length: > 0 } format) => DateTimeOffset.Parse(text.Field("published") ?? "", CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture),
            ("src", _) => Encode(text.Picture?.Path),
            ("caption", _) => Encode(text.Picture?.Caption),
            var (name, _) => Encode(text.Field(name)),
        });
        return Encoding.UTF8.GetBytes(page);
    }

    /// <summary>A saved page as it stands after edits of its markup.</summary>
    public static byte[] Edited(byte[] page, IReadOnlyList<(string Old, string New)> edits)
    {
        // Byte for byte, whatever its charset.
        var text = Encoding.Latin1.GetString(page);
        foreach (var (old, change) in edits)
        {
            if (!text.Contains(Raw(old), StringComparison.Ordinal)) throw new FormatException($"\"{old}\" is edited and does not stand in the page");
            text = text.Replace(Raw(old), Raw(change), StringComparison.Ordinal);
        }

        return Encoding.Latin1.GetBytes(text);

        static string Raw(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>What is sent in place of a text.</summary>
    public static byte[] Missing(int status) => Encoding.UTF8.GetBytes(status switch
    {
        301 or 302 => "",
        402 => "<!doctype html><html lang=\"en\"><title>For subscribers</title><p>This article is for subscribers.</p></html>",
        _ => $"<!doctype html><html lang=\"en\"><title>{status}</title><h1>{status}</h1><p>The page was not found.</p></html>",
    });

    private static string Block(string paragraph) => paragraph.StartsWith("## ", StringComparison.Ordinal)
        ? $"<h2>{Encode(paragraph[3..])}</h2>"
        : $"<p>{Strong().Replace(Encode(paragraph), "<strong>$1</strong>")}</p>";

    // Apostrophes stay: fields stand in JSON-LD too, whose readers do not undo references.
    private static string Encode(string? text) => (text ?? "").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    [GeneratedRegex(@"<!--(\w+)-->(.*?)<!--/\1-->", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex(@"\{\{(\w+)(?::([^}]*))?\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Strong();
}
