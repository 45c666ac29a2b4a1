using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>A line of a plain text with what tells its part on the page.</summary>
internal sealed record PageLine(string Text, bool Gap)
{
    public Frame Frame { get; init; }
    public int Words { get; init; }

    /// <summary>Ends as a sentence does.</summary>
    public bool Stops { get; init; }

    /// <summary>Ends with a colon, comma, semicolon.</summary>
    public bool Leads { get; init; }

    public bool IsDate { get; init; }
    public bool IsSite { get; init; }
    public MetaLine? Meta { get; init; }
    public string? Note { get; init; }
    public Caption? Caption { get; init; }
    public Origin? Origin { get; init; }

    /// <summary>Says again what another line says.</summary>
    public bool Repeats { get; init; }

    /// <summary>Stands below a heading over other articles.</summary>
    public bool Listed { get; init; }

    /// <summary>One of several texts in such a list, each below its headline.</summary>
    public bool Teaser { get; init; }

    /// <summary>Running text: a sentence or more, of some length.</summary>
    public bool Prose => !IsDate && !IsSite && Meta is null && (Stops ? Words >= Furniture.ProseWords : Words >= Furniture.LongWords);

    /// <summary>Kept and shown beside the text.</summary>
    public bool Aside => Note is not null || Caption is not null || Origin is not null;

    /// <summary>Without doubt of the page and not of an article.</summary>
    public bool Proof => Frame is Frame.Furniture or Frame.Asks or Frame.Section or Frame.Pointer || IsSite || Meta is not null || Repeats && !(Stops && Words < Furniture.ProseWords);
}

/// <summary>Tells the article from the frame of the page that it was saved with.</summary>
/// <remarks>
/// Each line gains or costs by what it looks like, and the article is the run of lines with the highest sum
/// (Kadane's dynamic programme over two states, frame and article). A head or a tail is only cut off where
/// something in it is certainly furniture: a text without a frame loses nothing.
/// </remarks>
internal static partial class Furniture
{
    /// <summary>A finished sentence of so many words is running text; shorter ones stand in frames, too.</summary>
    public const int ProseWords = 12;

    /// <summary>So many words are running text, finished or not; teasers are cut off earlier.</summary>
    public const int LongWords = 60;

    // Teasers are short or cut short; a longer text in a list is rather an article.
    private const int LongestTeaser = 40;

    // A paragraph tells no more for its length than this; one long notice must not outweigh an article.
    private const int MostGain = 40;

    /// <summary>The lines with their marks.</summary>
    public static PageLine[] Look(List<PlainLine> lines)
    {
        var looked = new PageLine[lines.Count];
        for (var i = 0; i < looked.Length; i++) looked[i] = Look(lines[i]);
        Repetitions(looked);
        Lists(looked);
        return looked;
    }

    /// <summary>The run of lines that is the article: first and one past the last; nothing where all is frame.</summary>
    public static (int Start, int End) Article(ReadOnlySpan<PageLine> lines)
    {
        var (best, start, end, sum, from) = (0.0, 0, 0, 0.0, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            if (sum <= 0) (sum, from) = (0, i);
            sum += Gain(lines[i]);
            if (sum > best) (best, start, end) = (sum, from, i + 1);
        }
        if (!HasProof(lines[..start])) start = 0;
        if (!HasProof(lines[end..])) end = lines.Length;
        return (start, end);
    }

    /// <summary>Words; in scripts without blanks two letters count as one.</summary>
    public static int CountWords(string text)
    {
        int words = 0, dense = 0;
        var inside = false;
        foreach (var c in text)
        {
            if (c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\u0E00' and <= '\u0E7F') dense++;
            var letter = char.IsLetterOrDigit(c);
            if (letter && !inside) words++;
            inside = letter || inside && c is '\'' or '’' or '-' or '.';
        }
        return words + dense / 2;
    }

    /// <summary>Whether something in it is certainly furniture.</summary>
    public static bool HasProof(ReadOnlySpan<PageLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Proof) return true;
        }
        return false;
    }

    private static PageLine Look(PlainLine line)
    {
        var text = line.Text;
        var caption = Asides.CaptionOf(text);
        var words = CountWords(text);
        return new PageLine(text, line.Gap)
        {
            Words = words,
            Frame = FurniturePhrases.Of(text),
            Stops = PlainStops.Ends(text) && !Elided(text, words),
            Leads = PlainStops.Leads(text),
            IsDate = Days.Only(text),
            IsSite = IsSite(text, words),
            Meta = MetaLines.Of(text),
            Note = Asides.NoteOf(text),
            Caption = caption,
            Origin = caption is null ? Asides.OriginOf(text) : null,
        };
    }

    // A teaser is cut off after some words; a short line with three points is somebody's pause.
    private static bool Elided(string text, int words) =>
        words is >= 8 and < LongWords && (text.EndsWith('…') || text.EndsWith("...", StringComparison.Ordinal) || text.EndsWith("[…]", StringComparison.Ordinal) || text.EndsWith("[...]", StringComparison.Ordinal));

    private static bool IsSite(string text, int words) =>
        words <= 12 && text.Length <= 160 && Address().Match(text) is { Success: true } match && match.Length * 2 > text.Length;

    private static double Gain(PageLine line)
    {
        if (line.Aside) return 0;
        if (line.Repeats) return -10;
        switch (line.Frame)
        {
            case Frame.Section: return -15;
            case Frame.Furniture or Frame.Asks: return -12;
            case Frame.Pointer: return -2;
            case Frame.Weak: return -4;
        }
        if (line.IsSite) return -8;
        if (line.Meta is not null) return -6;
        if (line.IsDate) return -4;
        if (line.Listed) return -2;
        if (line.Prose) return Math.Min(line.Words, MostGain);
        if (line.Stops) return 1 + line.Words / 3.0;
        if (line.Leads) return 1;
        return line.Words >= 8 ? -2 : -1;
    }

    // Frames say headlines and first sentences again: as a teaser, as a link's title, in a list.
    private static void Repetitions(PageLine[] lines)
    {
        var seen = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            var key = Key(lines[i].Text);
            if (key.Length == 0) continue;
            if (!seen.TryGetValue(key, out var places)) seen[key] = places = [];
            places.Add(i);
        }
        foreach (var places in seen.Values)
        {
            if (places.Count == 1) continue;
            var line = lines[places[0]];
            // "Thank you." and "(Applause.)" are said again in any speech.
            if (line.Words < ProseWords && (line.Stops || line.Leads || places.Any(i => Flanked(lines, i)))) continue;
            // A sentence that runs on in its paragraph's neighbours is the article's own; the others are teasers.
            var own = line.Prose ? places.FindIndex(i => Neighbour(lines, i)) : -1;
            // A text of one paragraph has no neighbours; the last is the one below its headline, the others led to it.
            if (own < 0 && line.Stops && line.Words >= LongWords) own = places.Count - 1;
            for (var place = 0; place < places.Count; place++)
            {
                if (place != own) lines[places[place]] = lines[places[place]] with { Repeats = true };
            }
        }
        Beginnings(lines);

        // Where the whole page stands there twice, the first counts.
        bool Neighbour(PageLine[] all, int i) => i + 1 < all.Length && Other(all[i + 1], all[i]) || i > 0 && Other(all[i - 1], all[i]);
        static bool Other(PageLine other, PageLine line) => other.Prose && other.Text != line.Text;
        bool Alone(PageLine other) => other.Prose && seen[Key(other.Text)].Count == 1;
        bool Flanked(PageLine[] all, int i) => i > 0 && i + 1 < all.Length && Alone(all[i - 1]) && Alone(all[i + 1]);
    }

    // A teaser cut short, or a summary that the text repeats behind its dateline: it begins as a longer line does.
    private static void Beginnings(PageLine[] lines)
    {
        const int Compared = 60, LeadWithin = 6;
        var beginnings = new Dictionary<string, int>(StringComparer.Ordinal);
        var (first, proses) = (-1, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].Prose) continue;
            if (first < 0) first = i;
            proses++;
            var text = lines[i].Text;
            if (text.Length > Compared) beginnings.TryAdd(text[..Compared], i);
            if (proses <= LeadWithin && Marks.DatelineOf(text) is { } dateline && text.Length > dateline.Length + Compared) beginnings[text.Substring(dateline.Length, Compared)] = i;
        }
        for (var i = 0; i < lines.Length; i++)
        {
            var text = lines[i].Text;
            if (lines[i].Repeats || lines[i].Stops && i != first || text.Length <= Compared || !beginnings.TryGetValue(text[..Compared], out var longer) || longer == i) continue;
            var bare = text.AsSpan().TrimEnd("….[] ");
            if (bare.Length < lines[longer].Text.Length && lines[longer].Text.Contains(bare.ToString(), StringComparison.Ordinal)) lines[i] = lines[i] with { Repeats = true };
        }
    }

    // Below a heading over other articles all is list, until text runs on from one paragraph to the next.
    private static void Lists(PageLine[] lines)
    {
        var (from, below) = (0, false);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Frame == Frame.Section && i > 0 && lines[i - 1].Prose && lines[i].Text.EndsWith(':')) Point(lines, i);
            else if (lines[i].Frame == Frame.Section) (from, below) = below ? (from, true) : (i, true);
            else if (below && RunsOn(lines, i))
            {
                Teasers(lines, from, i);
                below = false;
            }
            if (below) lines[i] = lines[i] with { Listed = true };
        }
        if (below) Teasers(lines, from, lines.Length);

        static bool RunsOn(PageLine[] all, int i) =>
            Own(all[i]) && all[i].Words >= LongWords || i + 1 < all.Length && Own(all[i]) && (Own(all[i + 1]) || i + 2 < all.Length && all[i + 1].Aside && Own(all[i + 2]));
        static bool Own(PageLine line) => line.Prose && line.Frame == Frame.None && !line.Repeats && line.Note is null && line.Words >= 2 * ProseWords;
    }

    // "Read also:" within the text points to the one line below it.
    private static void Point(PageLine[] lines, int i)
    {
        lines[i] = lines[i] with { Frame = Frame.Pointer };
        if (i + 1 < lines.Length && !lines[i + 1].Prose && !lines[i + 1].Stops && lines[i + 1].Frame == Frame.None) lines[i + 1] = lines[i + 1] with { Frame = Frame.Pointer };
    }

    // A text below a short line is a teaser where the list has several of them; a single one may be the article that goes on.
    private static void Teasers(PageLine[] lines, int from, int to)
    {
        var teasers = 0;
        for (var i = from + 1; i < to; i++)
        {
            if (IsTeaser(lines, i)) teasers++;
        }
        for (var i = from + 1; i < to && teasers > 1; i++)
        {
            if (IsTeaser(lines, i)) lines[i] = lines[i] with { Teaser = true };
        }

        static bool IsTeaser(PageLine[] all, int i) =>
            all[i].Prose && all[i].Words < LongestTeaser && !all[i - 1].Prose && !all[i - 1].Stops && all[i - 1].Words >= 3 && all[i - 1].Frame == Frame.None && !all[i - 1].Aside;
    }

    private static string Key(string text) => text.Length > 2000 ? text : text.ToLowerInvariant().Trim(' ', '.', '…', '"', '“', '”', '»', '«', '›', '•', '-', '[', ']');

    [GeneratedRegex(@"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])(?:[a-z0-9-]+\.)+(?:com|org|net|gov|int|info|edu|mil|[a-z]{2})(?:/\S*)?(?![\w.])|\+?[0-9][0-9 ()-]{7,}[0-9]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
