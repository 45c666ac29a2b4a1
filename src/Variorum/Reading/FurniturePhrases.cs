using System.Buffers;

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
        var lower = line.ToLowerInvariant();
        var bare = lower.Trim(" \t:.…»›>→←«|•·-–—*+▼▲►▶+".AsSpan()).ToString();
        var table = Data.Value;
        if (bare.Length > 0 && table.Sections.Contains(bare)) return Frame.Section;
        if (table.Whole.Contains(lower) || table.Whole.Contains(bare)) return Frame.Furniture;
        var stops = PlainStops.Ends(line);
        if (!stops && line.Length <= LongestHeading && Starts(bare, table.SectionStarts)) return Frame.Section;
        if (line.Length <= LongestPointer && Starts(lower, table.Pointers)) return Frame.Pointer;
        if (lower.AsSpan().ContainsAny(table.Asks)) return Frame.Asks;
        if (prose) return Frame.None;
        if (lower.AsSpan().ContainsAny(table.Within)) return Frame.Furniture;
        if (Starts(lower, table.Starts)) return stops ? Frame.Weak : Frame.Furniture;
        if (!stops && IsTrail(line)) return Frame.Furniture;
        // A bar of links: each of its words is furniture by itself.
        return IsBar(lower, table) ? Frame.Furniture : Frame.None;
    }

    private static bool Starts(string lower, List<string> phrases)
    {
        foreach (var phrase in phrases)
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

    private static bool IsBar(string lower, Table table)
    {
        var bars = lower.AsSpan().ContainsAny(Bars);
        var (whole, sections) = (table.Whole.GetAlternateLookup<ReadOnlySpan<char>>(), table.Sections.GetAlternateLookup<ReadOnlySpan<char>>());
        var (parts, furniture) = (0, 0);
        foreach (var range in bars ? lower.AsSpan().SplitAny(Bars) : lower.AsSpan().SplitAny(Blank))
        {
            var part = lower.AsSpan(range).Trim();
            if (part.IsEmpty) continue;
            parts++;
            if (whole.Contains(part) || sections.Contains(part)) furniture++;
        }
        return parts >= 2 && furniture * 3 >= parts * 2;
    }

    private sealed class Table
    {
        public HashSet<string> Whole { get; } = new(700, StringComparer.Ordinal);
        public HashSet<string> Sections { get; } = new(300, StringComparer.Ordinal);
        public List<string> SectionStarts { get; } = [];
        public List<string> Starts { get; } = [];
        public List<string> Pointers { get; } = [];
        public SearchValues<string> Within { get; private set; } = None;
        public SearchValues<string> Asks { get; private set; } = None;

        private static SearchValues<string> None => SearchValues.Create([], StringComparison.Ordinal);

        public static Table Load()
        {
            var table = new Table();
            var (within, asks) = (new List<string>(), new List<string>());
            foreach (var row in ReadingData.Lines("furniture.phrases.tsv"))
            {
                var tab = row.IndexOf('\t');
                var phrases = row[(tab + 1)..].Split('|');
                switch (row[..tab])
                {
                    case "is": table.Whole.UnionWith(phrases); break;
                    case "section": table.Sections.UnionWith(phrases.Select(phrase => phrase.TrimEnd(':'))); break;
                    case "sections": table.SectionStarts.AddRange(phrases); break;
                    case "starts": table.Starts.AddRange(phrases); break;
                    case "also": table.Pointers.AddRange(phrases); break;
                    case "has": within.AddRange(phrases); break;
                    case "asks": asks.AddRange(phrases); break;
                    default: throw new InvalidOperationException($"furniture.phrases.tsv has no column for {row[..tab]}");
                }
            }
            table.Within = SearchValues.Create([.. within], StringComparison.Ordinal);
            table.Asks = SearchValues.Create([.. asks], StringComparison.Ordinal);
            return table;
        }
    }
}
