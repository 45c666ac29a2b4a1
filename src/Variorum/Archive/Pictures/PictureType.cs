namespace Variorum;

/// <summary>What form a picture has, by its first bytes: what a server or a file's name says is not believed.</summary>
internal static class PictureType
{
    /// <summary>The media type of a PNG, JPEG, GIF, WebP or AVIF; null for anything else, and for SVG above all, which is a document that can run.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? "image/jpeg"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : bytes.Length > 12 && bytes[4..].StartsWith("ftyp"u8) && (bytes[8..].StartsWith("avif"u8) || bytes[8..].StartsWith("avis"u8)) ? "image/avif"
        : null;
}
