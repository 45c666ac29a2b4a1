using System.Text;
using DiffPlex;

namespace Variorum;

/// <summary>Two wordings of one sentence, word by word.</summary>
internal static class DiffWords
{
    public static IReadOnlyList<DiffWord> Between(string before, string after)
    {
        var result = Differ.Instance.CreateDiffs(before, after, false, false, Words.Instance);
        var words = new List<DiffWord>();
        var (i, j) = (0, 0);
        foreach (var block in result.DiffBlocks)
        {
            Add(words, DiffKind.Same, result.PiecesNew, j, j + block.DeleteStartA - i);
            j += block.DeleteStartA - i;
            Add(words, DiffKind.Removed, result.PiecesOld, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA);
            Add(words, DiffKind.Added, result.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            (i, j) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }
        Add(words, DiffKind.Same, result.PiecesNew, j, result.PiecesNew.Count);
        return Joined(words);
    }

    // Words that were put in place of others are one change, not one for each blank between them.
    private static List<DiffWord> Joined(List<DiffWord> words)
    {
        var joined = new List<DiffWord>(words.Count);
        var (gone, come) = ("", "");
        for (var i = 0; i < words.Count; i++)
        {
            var (kind, text) = (words[i].Kind, words[i].Text);
            var within = kind == DiffKind.Same && (gone + come).Length > 0 && i + 1 < words.Count && !text.Any(char.IsLetterOrDigit);
            if (kind == DiffKind.Removed || within) gone += text;
            if (kind == DiffKind.Added || within) come += text;
            if (kind != DiffKind.Same || within) continue;
            Flush();
            joined.Add(words[i]);
        }
        Flush();
        return joined;

        void Flush()
        {
            if (gone.Length > 0) joined.Add(new DiffWord(DiffKind.Removed, gone));
            if (come.Length > 0) joined.Add(new DiffWord(DiffKind.Added, come));
            (gone, come) = ("", "");
        }
    }

    private static void Add(List<DiffWord> words, DiffKind kind, IReadOnlyList<string> pieces, int from, int to)
    {
        if (from >= to) return;
        var text = new StringBuilder();
        for (var i = from; i < to; i++) text.Append(pieces[i]);
        words.Add(new DiffWord(kind, text.ToString()));
    }

    /// <summary>The words of a sentence with their counts, in lower case; marks and blanks left out.</summary>
    public static Dictionary<string, int> Bag(string sentence)
    {
        var bag = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in Words.Instance.Chunk(sentence))
        {
            if (char.IsLetterOrDigit(word[0])) bag[word] = bag.GetValueOrDefault(word) + 1;
        }
        return bag;
    }

    /// <summary>Every piece of a sentence, blanks and marks too; joined they are the sentence.</summary>
    public static IReadOnlyList<string> Pieces(string sentence) => Words.Instance.Chunk(sentence);

    /// <summary>Words shared, of all words of both (Dice, 1945): 0 to 1.</summary>
    public static double Likeness(Dictionary<string, int> these, Dictionary<string, int> those)
    {
        var (all, shared) = (those.Values.Sum(), 0);
        foreach (var (word, count) in these)
        {
            all += count;
            shared += Math.Min(count, those.GetValueOrDefault(word));
        }
        return all == 0 ? 0 : 2.0 * shared / all;
    }

    /// <summary>Cuts into words, with their figures whole (<c>1,146</c>), and all else unit by unit; Han and Kana have no blanks and are cut each.</summary>
    private sealed class Words : IChunker
    {
        public static readonly Words Instance = new();

        public IReadOnlyList<string> Chunk(string text)
        {
            var pieces = new List<string>();
            for (var i = 0; i < text.Length;)
            {
                var end = i + 1;
                if (char.IsHighSurrogate(text[i]) && end < text.Length) end++;
                else if (InWord(text[i])) while (end < text.Length && (InWord(text[end]) || Within(text, end))) end++;
                pieces.Add(text[i..end]);
                i = end;
            }
            return pieces;
        }

        private static bool InWord(char unit) => char.IsLetterOrDigit(unit) && unit is not (>= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff');

        private static bool Within(string text, int at) =>
            at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1])
            && (text[at] is '\'' or '’' && char.IsLetter(text[at - 1]) || text[at] is '.' or ',' && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]));
    }
}
