using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Variorum;

/// <summary>How the pictures of a page are stored: what it says of them, in their order.</summary>
internal static class ShownPictures
{
    private const int Quality = 5, Window = 16;

    // None of these stands in what was read: control characters are white space to the reader, and are escaped in addresses.
    private const char Item = '\u001d', Part = '\u001e';

    public static string Written(IReadOnlyList<Picture> pictures) => string.Join(Item, pictures.Select(static picture =>
        string.Join(Part, picture.Url, picture.Caption, picture.Credit, picture.Alternative, picture.From == PictureFrom.Page ? "page" : "")));

    public static byte[] Pack(string written)
    {
        var bytes = Encoding.UTF8.GetBytes(written);
        var room = new byte[sizeof(int) + BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(room, bytes.Length);
        if (!BrotliEncoder.TryCompress(bytes, room.AsSpan(sizeof(int)), out var length, Quality, Window)) throw new InvalidOperationException("Brotli wants more room than it asked for.");
        return room[..(sizeof(int) + length)];
    }

    public static IReadOnlyList<Picture> Unpack(ReadOnlySpan<byte> packed)
    {
        var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed)];
        if (!BrotliDecoder.TryDecompress(packed[sizeof(int)..], bytes, out var length) || length != bytes.Length) throw new InvalidDataException("what a page shows is damaged in the database");
        return [.. Encoding.UTF8.GetString(bytes).Split(Item).Select(static item => item.Split(Part)).Where(static parts => parts.Length == 5)
            .Select(static parts => new Picture(parts[0], Told(parts[1]), Told(parts[2]), Told(parts[3]), parts[4].Length > 0 ? PictureFrom.Page : PictureFrom.Text))];

        static string? Told(string part) => part.Length == 0 ? null : part;
    }
}
