using DiffPlex;

namespace Variorum;

/// <summary>What changed from one text to another: sentence by sentence, and within a changed sentence word by word.</summary>
/// <param name="Passages">All of both texts, in the order of the later one; what was taken out stands where it stood.</param>
public sealed record TextDiff(IReadOnlyList<DiffPassage> Passages)
{
    // Two sentences are one that was edited where they share half of their words; below that an editor reads two sentences.
    private const double EditedAtLeast = 0.5;

    // A block with more pairs of sentences than these is shown as taken out and put in: aligning it would cost more than it tells.
    private const int MostPairs = 250_000;

    public bool Same => Passages.All(static passage => passage.Kind == DiffKind.Same);

    /// <summary>Compares what two versions say: headline, text, captions, notes.</summary>
    /// <remarks>
    /// Sentences are aligned by the longest common subsequence (Myers, 1986), what remains between two equal ones by shared words;
    /// a sentence that is taken out here and put in unchanged there has moved. Time grows with the texts times their differences.
    /// </remarks>
    public static TextDiff Between(VersionText before, VersionText after) => new(
    [
        .. Part(DiffPart.Title, Whole(before.Title), Whole(after.Title)),
        .. Part(DiffPart.Text, SentencesOf(before.Text), SentencesOf(after.Text)),
        .. Part(DiffPart.Caption, Shown(before.Captions), Shown(after.Captions)),
        .. Part(DiffPart.Note, [.. before.Notes], [.. after.Notes]),
    ]);

    /// <summary>The sentences of a text, each folded to single blanks.</summary>
    internal static List<string> SentencesOf(string text)
    {
        var sentences = new List<string>();
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var line = paragraph.Replace('\n', ' ');
            foreach (var sentence in Sentences.Cut(line)) sentences.Add(line[sentence.Start..sentence.End]);
        }
        return sentences;
    }

    private static List<string> Whole(string text) => text.Length == 0 ? [] : [text];

    private static List<string> Shown(IReadOnlyList<Caption> captions) =>
        [.. captions.Select(static caption => caption.Credit is null ? caption.Text : $"{caption.Text} ({caption.Credit})").Distinct()];

    private static List<DiffPassage> Part(DiffPart part, List<string> before, List<string> after)
    {
        var passages = new List<DiffPassage>();
        var (i, j) = (0, 0);
        foreach (var block in Differ.Instance.CreateDiffs(string.Join('\n', before), string.Join('\n', after), false, false, Lines.Instance).DiffBlocks)
        {
            if (before.Count == 0 || after.Count == 0) break;
            for (; i < block.DeleteStartA; i++, j++) passages.Add(DiffPassage.Kept(part, after[j]));
            passages.AddRange(Edited(part, before.GetRange(i, block.DeleteCountA), after.GetRange(j, block.InsertCountB)));
            (i, j) = (i + block.DeleteCountA, j + block.InsertCountB);
        }
        if (before.Count == 0 || after.Count == 0) passages.AddRange(Edited(part, before, after));
        else for (; j < after.Count; j++) passages.Add(DiffPassage.Kept(part, after[j]));
        return Moved(passages);
    }

    /// <summary>Sentences between two equal ones: those that share words are one sentence, edited.</summary>
    private static List<DiffPassage> Edited(DiffPart part, List<string> before, List<string> after)
    {
        var passages = new List<DiffPassage>(before.Count + after.Count);
        var (i, j) = (0, 0);
        foreach (var (a, b) in Pairs(before, after))
        {
            for (; i < a; i++) passages.Add(DiffPassage.Out(part, before[i]));
            for (; j < b; j++) passages.Add(DiffPassage.In(part, after[j]));
            passages.Add(new DiffPassage(part, DiffKind.Changed, before[i++], after[j++], DiffWords.Between(before[a], after[b])));
        }
        for (; i < before.Count; i++) passages.Add(DiffPassage.Out(part, before[i]));
        for (; j < after.Count; j++) passages.Add(DiffPassage.In(part, after[j]));
        return passages;
    }

    /// <summary>The pairs in order whose words agree best, all together (Needleman and Wunsch, 1970, without a price for gaps).</summary>
    private static List<(int Before, int After)> Pairs(List<string> before, List<string> after)
    {
        if ((long)before.Count * after.Count is 0 or > MostPairs) return [];
        var (these, those) = (before.ConvertAll(DiffWords.Bag), after.ConvertAll(DiffWords.Bag));
        var best = new double[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                var like = DiffWords.Likeness(these[i], those[j]);
                var paired = like >= EditedAtLeast ? like + best[i + 1, j + 1] : 0;
                best[i, j] = Math.Max(paired, Math.Max(best[i + 1, j], best[i, j + 1]));
            }
        }
        var pairs = new List<(int, int)>();
        for (int i = 0, j = 0; i < before.Count && j < after.Count;)
        {
            if (best[i, j] == best[i + 1, j]) i++;
            else if (best[i, j] == best[i, j + 1]) j++;
            else pairs.Add((i++, j++));
        }
        return pairs;
    }

    private static List<DiffPassage> Moved(List<DiffPassage> passages)
    {
        var gone = passages.Where(static passage => passage.Kind == DiffKind.Removed).GroupBy(static passage => passage.Before!).ToDictionary(static same => same.Key, static same => same.Count());
        var moved = new Dictionary<string, int>();
        foreach (var passage in passages.Where(passage => passage.Kind == DiffKind.Added && gone.GetValueOrDefault(passage.After!) > 0))
        {
            gone[passage.After!]--;
            moved[passage.After!] = moved.GetValueOrDefault(passage.After!) + 1;
        }
        var (from, to) = (new Dictionary<string, int>(moved), moved);
        return passages.ConvertAll(passage => passage.Kind switch
        {
            DiffKind.Removed when from.GetValueOrDefault(passage.Before!) > 0 => passage with { Kind = Count(from, passage.Before!, DiffKind.MovedFrom) },
            DiffKind.Added when to.GetValueOrDefault(passage.After!) > 0 => passage with { Kind = Count(to, passage.After!, DiffKind.MovedTo) },
            _ => passage,
        });

        static DiffKind Count(Dictionary<string, int> left, string text, DiffKind kind)
        {
            left[text]--;
            return kind;
        }
    }

    // The lines that were joined, as they are: DiffPlex's own cut at other breaks too.
    private sealed class Lines : IChunker
    {
        public static readonly Lines Instance = new();

        public IReadOnlyList<string> Chunk(string text) => text.Split('\n');
    }
}

/// <summary>Where a passage stands.</summary>
public enum DiffPart { Title, Text, Caption, Note }

/// <summary>What became of a passage, or of words.</summary>
public enum DiffKind { Same, Changed, Removed, Added, MovedFrom, MovedTo }

/// <summary>A sentence of either text.</summary>
/// <param name="Before">As it was; null where it was put in.</param>
/// <param name="After">As it is; null where it was taken out.</param>
/// <param name="Words">Of a changed one: both wordings, word by word; else empty.</param>
public sealed record DiffPassage(DiffPart Part, DiffKind Kind, string? Before, string? After, IReadOnlyList<DiffWord> Words)
{
    internal static DiffPassage Kept(DiffPart part, string text) => new(part, DiffKind.Same, text, text, []);

    internal static DiffPassage Out(DiffPart part, string text) => new(part, DiffKind.Removed, text, null, []);

    internal static DiffPassage In(DiffPart part, string text) => new(part, DiffKind.Added, null, text, []);
}

/// <summary>A run of words that stayed, was taken out, or was put in.</summary>
/// <param name="Kind">Same, Removed or Added.</param>
/// <param name="Text">With its blanks and marks.</param>
public sealed record DiffWord(DiffKind Kind, string Text);
