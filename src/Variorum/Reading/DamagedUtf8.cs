using System.Buffers;
using System.Text;

namespace Variorum;

/// <summary>Tells UTF-8 with bytes that are none from another charset: a few bad bytes make no Cyrillic of an English page.</summary>
internal static class DamagedUtf8
{
    // A word of another script is longer; what is left of a letter that was cut, or a byte that strayed in, is not.
    private const int LongestStray = 3;

    // In a text of another charset more of the letters are its own: even French has one in forty.
    private const int LettersToOne = 100;

    /// <summary>Whether the letters above ASCII are those of UTF-8, most or (where another charset is declared) nearly all of them.</summary>
    /// <remarks>Two bytes of a double-byte charset are UTF-8 by chance about once in ten, those of a single-byte charset hardly ever.</remarks>
    public static bool Is(ReadOnlySpan<byte> bytes, bool otherDeclared)
    {
        int right = 0, wrong = 0;
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var next)
        {
            bytes = bytes[next..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var used) == OperationStatus.Done) right++;
            else wrong++;
            bytes = bytes[used..];
        }

        return wrong == 0 || (otherDeclared ? right >= 50 && wrong * 50 <= right : right > wrong);
    }

    /// <summary>Whether the bytes above ASCII are few, short and among so much ASCII that they are damage and no writing.</summary>
    /// <param name="bytes">No text of another charset that is declared.</param>
    /// <param name="written">Whether a Latin charset makes good letters or marks of them: one <c>é</c> is enough in English.</param>
    public static bool IsStray(ReadOnlySpan<byte> bytes, bool written)
    {
        if (written) return false;
        int letters = 0, high = 0, run = 0;
        var within = false;
        foreach (var b in bytes)
        {
            if (b >= 0x80)
            {
                high++;
                if (++run > LongestStray) return false;
                continue;
            }

            run = 0;
            if (b == (byte)'<') within = true;
            else if (b == (byte)'>') within = false;
            else if (!within && char.IsAsciiLetter((char)b)) letters++;
        }

        return high * LettersToOne <= letters;
    }
}
