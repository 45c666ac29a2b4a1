using System.Buffers;
using System.Text;

namespace Variorum;

/// <summary>What a line says by its wording alone about the frame of a page.</summary>
internal enum Frame
{
    None,
    /// <summary>Furniture in some places, prose in others.</summary>
    Weak,
    /// <summary>Furniture wherever it stands.</summary>
    Furniture,
    /// <summary>A pointer to one other article.</summary>
    Pointer,
    /// <summary>A heading over other articles.</summary>
    Section,
    /// <summary>A paragraph that asks the reader to agree, to switch something on, or to leave an address.</summary>
    Asks,
}

/// <summary>The phrases of page frames, from <c>furniture.phrases.tsv</c>.</summary>
internal static class FurniturePhrases
{
    // The longest line that a phrase within it can make furniture; a paragraph that talks of cookies is about cookies.
    private const int LongestNotice = 400, LongestPointer = 200, LongestHeading = 60;

    private static readonly Lazy<Table> Data = new(Table.Load);
    private static readonly SearchValues<char> Bars = SearchValues.Create("|·•/»>›"), Blank = SearchValues.Create(" ");

    /// <param name="line">A line or a paragraph.</param>
    /// <param name="prose">It is a paragraph of running text: only what is furniture at any length is looked for.</param>
    public static Frame Of(string line, bool prose = false)
    {
        if (line.Length > LongestNotice) return Frame.None;
        Span<char> room = stackalloc char[line.Length];
        line.AsSpan().ToLowerInvariant(room);
        ReadOnlySpan<char> lower = room;
        var bare = lower.Trim(" \t:.…»›>→←«|•·-–—*+▼▲►▶+");
        var table = Data.Value;
        var (whole, sections) = (table.Whole.GetAlternateLookup<ReadOnlySpan<char>>(), table.Sections.GetAlternateLookup<ReadOnlySpan<char>>());
        if (bare.Length > 0 && sections.Contains(bare)) return Frame.Section;
        if (whole.Contains(lower) || whole.Contains(bare)) return Frame.Furniture;
        var stops = PlainStops.Ends(line);
        if (!stops && line.Length <= LongestHeading && Starts(bare, table.SectionStarts)) return Frame.Section;
        if (line.Length <= LongestPointer && Starts(lower, table.Pointers)) return Frame.Pointer;
        if (table.Asks.AnyIn(lower)) return Frame.Asks;
        if (prose) return Frame.None;
        if (table.Within.AnyIn(lower)) return Frame.Furniture;
        if (Starts(lower, table.Starts)) return stops ? Frame.Weak : Frame.Furniture;
        if (!stops && IsTrail(line)) return Frame.Furniture;
        // A bar of links: each of its words is furniture by itself.
        return IsBar(lower, table) ? Frame.Furniture : Frame.None;
    }

    private static bool Starts(ReadOnlySpan<char> lower, ILookup<char, string> phrases)
    {
        if (lower.IsEmpty) return false;
        foreach (var phrase in phrases[lower[0]])
        {
            if (!lower.StartsWith(phrase, StringComparison.Ordinal)) continue;
            // "ad" does not start "address".
            if (lower.Length == phrase.Length || !char.IsLetter(phrase[^1]) || !char.IsLetter(lower[phrase.Length]) || phrase[^1] >= '\u2E80') return true;
        }
        return false;
    }

    // Home » News » Headline
    private static bool IsTrail(string line)
    {
        var steps = 0;
        for (var i = 1; i + 1 < line.Length; i++)
        {
            if (line[i] is '»' or '›' or '>' or '→' or '＞' or '/' && line[i - 1] == ' ' && line[i + 1] == ' ') steps++;
        }
        return steps >= 2;
    }

    private static bool IsBar(ReadOnlySpan<char> lower, Table table)
    {
        var bars = lower.ContainsAny(Bars);
        var (whole, sections) = (table.Whole.GetAlternateLookup<ReadOnlySpan<char>>(), table.Sections.GetAlternateLookup<ReadOnlySpan<char>>());
        var (parts, furniture) = (0, 0);
        foreach (var range in bars ? lower.SplitAny(Bars) : lower.SplitAny(Blank))
        {
            var part = lower[range].Trim();
            if (part.IsEmpty) continue;
            parts++;
            if (whole.Contains(part) || sections.Contains(part)) furniture++;
        }
        return parts >= 2 && furniture * 3 >= parts * 2;
    }

    private sealed class Table
    {
        public required HashSet<string> Whole { get; init; }
        public required HashSet<string> Sections { get; init; }
        public required ILookup<char, string> SectionStarts { get; init; }
        public required ILookup<char, string> Starts { get; init; }
        public required ILookup<char, string> Pointers { get; init; }
        public required PhraseSet Within { get; init; }
        public required PhraseSet Asks { get; init; }

        public static Table Load()
        {
            var (whole, sections) = (new List<string>(700), new List<string>(300));
            var (sectionStarts, starts, pointers) = (new List<string>(), new List<string>(), new List<string>());
            var (within, asks) = (new List<string>(), new List<string>());
            foreach (var row in TableLines.Of("furniture.phrases.tsv"))
            {
                var tab = row.IndexOf('\t');
                var phrases = row[(tab + 1)..].Split('|');
                switch (row[..tab])
                {
                    case "is": whole.AddRange(phrases); break;
                    case "section": sections.AddRange(phrases.Select(phrase => phrase.TrimEnd(':'))); break;
                    case "sections": sectionStarts.AddRange(phrases); break;
                    case "starts": starts.AddRange(phrases); break;
                    case "also": pointers.AddRange(phrases); break;
                    case "has": within.AddRange(phrases); break;
                    case "asks": asks.AddRange(phrases); break;
                    default: throw new InvalidOperationException($"furniture.phrases.tsv has no column for {row[..tab]}");
                }
            }

            return new Table
            {
                Whole = new HashSet<string>(whole, StringComparer.Ordinal),
                Sections = new HashSet<string>(sections, StringComparer.Ordinal),
                SectionStarts = ByFirst(sectionStarts),
                Starts = ByFirst(starts),
                Pointers = ByFirst(pointers),
                Within = new PhraseSet(within),
                Asks = new PhraseSet(asks),
            };
        }

        private static ILookup<char, string> ByFirst(List<string> phrases) => phrases.ToLookup(static phrase => phrase[0]);
    }

    /// <summary>Phrases that are looked for anywhere in a text, in lower case.</summary>
    private sealed class PhraseSet
    {
        // Phrases that begin with so many ASCII letters the runtime looks for by vectors; a single one that does not costs all of them that.
        private const int Beginning = 3;

        private readonly SearchValues<string> latin, others;

        // One letter of each of the others: a text that has none of these has none of them.
        private readonly SearchValues<char> letters;

        public PhraseSet(IEnumerable<string> phrases)
        {
            var sorted = phrases.ToLookup(static phrase => phrase.Length >= Beginning && Ascii.IsValid(phrase.AsSpan(0, Beginning)));
            latin = SearchValues.Create([.. sorted[true]], StringComparison.Ordinal);
            others = SearchValues.Create([.. sorted[false]], StringComparison.Ordinal);
            letters = SearchValues.Create([.. sorted[false].Select(static phrase => phrase.First(letter => !char.IsAscii(letter)))]);
        }

        public bool AnyIn(ReadOnlySpan<char> lower) => lower.ContainsAny(latin) || (lower.ContainsAny(letters) && lower.ContainsAny(others));
    }
}
