using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Variorum;

/// <summary>How a version's text is told from another and how it is written down.</summary>
internal static class VersionTexts
{
    // None of these stands in a text that was read: control characters are white space to the reader.
    private const char Field = '\u001c', Item = '\u001d', Part = '\u001e';

    public static VersionText Of(Account account) => new(account.Title ?? "", account.Text, account.Captions, account.Notes);

    /// <summary>
    /// 64 bits of the SHA-256 of what the page says. White space does not count, nor does the order in which captions
    /// were found, since pictures move on a page without any edit; where a caption stands twice it counts once.
    /// </summary>
    public static long Key(VersionText text)
    {
        var said = new StringBuilder(text.Text.Length + 256);
        Fold(said, text.Title);
        Fold(said, text.Text);
        foreach (var caption in text.Captions.Select(static caption => $"{caption.Text}\n{caption.Credit}").Distinct().Order(StringComparer.Ordinal)) Fold(said, caption);
        foreach (var note in text.Notes.Distinct()) Fold(said, note);
        return Marks64.Of(said.ToString());
    }

    private static void Fold(StringBuilder said, string text)
    {
        var gap = false;
        foreach (var unit in text)
        {
            if (char.IsWhiteSpace(unit)) gap = true;
            else
            {
                if (gap) said.Append(' ');
                gap = false;
                said.Append(unit);
            }
        }
        said.Append(Field);
    }

    /// <summary>What is searched of a version: its text, then captions and notes; offsets of snippets are positions in it.</summary>
    public static string Searched(VersionText text) =>
        string.Join("\n\n", text.Captions.Select(static caption => caption.Credit is null ? caption.Text : $"{caption.Text} ({caption.Credit})").Concat(text.Notes).Prepend(text.Text));

    /// <summary>A text as one string of bytes, which <see cref="Read"/> takes apart again.</summary>
    public static byte[] Write(VersionText text)
    {
        var captions = string.Join(Item, text.Captions.Select(static caption => caption.Credit is null ? caption.Text : $"{caption.Text}{Part}{caption.Credit}"));
        return Encoding.UTF8.GetBytes(string.Join(Field, text.Title, text.Text, captions, string.Join(Item, text.Notes)));
    }

    public static VersionText Read(ReadOnlySpan<byte> bytes)
    {
        var fields = Encoding.UTF8.GetString(bytes).Split(Field);
        return new VersionText(fields[0], fields[1], [.. Items(fields[2]).Select(Caption)], [.. Items(fields[3])]);
    }

    private static string[] Items(string field) => field.Length == 0 ? [] : field.Split(Item);

    private static Caption Caption(string item) =>
        item.IndexOf(Part, StringComparison.Ordinal) is >= 0 and var part ? new Caption(item[..part], item[(part + 1)..]) : new Caption(item, null);
}

/// <summary>Names by number: 64 bits of a SHA-256, which among a hundred million names are alike once in 3,700 archives.</summary>
internal static class Marks64
{
    public static long Of(string name)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(name.Length));
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(name, bytes)), digest);
        ArrayPool<byte>.Shared.Return(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }
}
