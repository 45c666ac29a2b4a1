using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>A text's words in order, and its shingles: the runs of a few words by which wordings are compared.</summary>
/// <remarks>
/// Shingles are those of Broder ("On the resemblance and containment of documents", 1997). Letter case, marks and white space tell nothing:
/// carriers change them. A Han or Kana letter is a word of its own, and its shingles are longer.
/// </remarks>
internal sealed class Shingled
{
    /// <summary>Words of a shingle; letters, where a word is one letter.</summary>
    public const int Words = 3, Letters = 6;

    // A hostile text is compared by its beginning.
    private const int MostWords = 60_000, LongestWord = 64;

    private ulong[]? distinct;

    private Shingled(string text, List<(int Start, int End)> places, ulong[] words, ulong[] shingles, int[] lengths)
    {
        Text = text;
        Places = places;
        Hashes = words;
        Shingles = shingles;
        Lengths = lengths;
    }

    public string Text { get; }

    /// <summary>Where each word stands in the text.</summary>
    public IReadOnlyList<(int Start, int End)> Places { get; }

    public int Count => Hashes.Length;

    /// <summary>Each word's hash.</summary>
    public ulong[] Hashes { get; }

    /// <summary>The hashes without repeats, ascending.</summary>
    public ulong[] Distinct => distinct ??= [.. Hashes.Distinct().Order()];

    /// <summary>The hash of the shingle that starts at each word; a few fewer than the words.</summary>
    public ulong[] Shingles { get; }

    /// <summary>How many words each shingle has.</summary>
    public int[] Lengths { get; }

    public static Shingled Of(string text)
    {
        var places = new List<(int, int)>(text.Length / 6 + 1);
        var words = new List<ulong>(text.Length / 6 + 1);
        Span<char> folded = stackalloc char[LongestWord];
        for (var i = 0; i < text.Length && words.Count < MostWords;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            var (end, length) = (i, 0);
            do
            {
                if (char.IsLetterOrDigit(text[end]) && length < LongestWord) folded[length++] = char.ToLowerInvariant(Normalization.Fold(text[end]));
                end++;
            }
            while (end < text.Length && !IsAlone(text[i]) && !IsAlone(text[end]) && IsWithin(text, end));
            places.Add((i, end));
            words.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(folded[..length])));
            i = end;
        }
        var hashes = words.ToArray();
        var (shingles, lengths) = (new List<ulong>(hashes.Length), new List<int>(hashes.Length));
        for (var i = 0; i < hashes.Length; i++)
        {
            var count = IsAlone(text[places[i].Item1]) ? Letters : Words;
            if (i + count > hashes.Length) break;
            shingles.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(hashes.AsSpan(i, count))));
            lengths.Add(count);
        }
        // What is shorter than a shingle is one.
        if (shingles.Count == 0 && hashes.Length > 0)
        {
            shingles.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(hashes.AsSpan())));
            lengths.Add(hashes.Length);
        }
        return new Shingled(text, places, hashes, [.. shingles], [.. lengths]);
    }

    private static bool IsWithin(string text, int at) => char.IsLetterOrDigit(text[at])
        || char.GetUnicodeCategory(text[at]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static bool IsAlone(char c) => Romanization.ScriptOf(c) is Script.Han or Script.Hiragana or Script.Katakana or Script.Unspaced;
}
