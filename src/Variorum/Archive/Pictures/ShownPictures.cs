using System.IO.Compression;
using System.Text;

namespace Variorum;

/// <summary>How the pictures of a page are stored: what it says of them, in their order.</summary>
internal static class ShownPictures
{
    private const int Quality = 5, Window = 16, Longest = 1 << 20;

    // None of these stands in what was read: control characters are white space to the reader, and are escaped in addresses.
    private const char Item = '\u001d', Part = '\u001e';

    public static string Written(IReadOnlyList<Picture> pictures) => string.Join(Item, pictures.Select(static picture =>
        string.Join(Part, picture.Url, picture.Caption, picture.Credit, picture.Alternative, picture.From == PictureFrom.Page ? "page" : "")));

    public static byte[] Pack(string written)
    {
        var bytes = Encoding.UTF8.GetBytes(written);
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        if (!BrotliEncoder.TryCompress(bytes, room, out var length, Quality, Window)) throw new InvalidOperationException("Brotli wants more room than it asked for.");
        return room[..length];
    }

    public static IReadOnlyList<Picture> Unpack(byte[] packed)
    {
        using var stream = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        var bytes = new byte[Longest];
        var length = stream.ReadAtLeast(bytes, Longest, throwOnEndOfStream: false);
        return [.. Encoding.UTF8.GetString(bytes, 0, length).Split(Item).Select(static item => item.Split(Part)).Where(static parts => parts.Length == 5)
            .Select(static parts => new Picture(parts[0], Told(parts[1]), Told(parts[2]), Told(parts[3]), parts[4].Length > 0 ? PictureFrom.Page : PictureFrom.Text))];

        static string? Told(string part) => part.Length == 0 ? null : part;
    }
}
