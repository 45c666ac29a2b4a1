using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>What is true of a page as a whole, worked out once before its blocks are looked at.</summary>
internal sealed class PageView
{
    private readonly HtmlLayout layout;
    private readonly uint[] tagsAbove;
    private readonly uint[] tagsBetween;
    private readonly int[] linksBefore;
    private readonly BoxMeasures?[] measures;

    // For each block the number of its text among all different ones, and how often each of these stands there.
    private readonly int[] texts;
    private readonly List<int> times = [];

    // How many short blocks begin with the same two words, or the same label.
    private readonly Dictionary<string, int> starts;

    public PageView(HtmlLayout layout)
    {
        this.layout = layout;
        Sum();
        Main = FindMain();
        tagsAbove = new uint[Places.Count];
        tagsBetween = new uint[Places.Count];
        Between = new HtmlClass[Places.Count];
        InsideMain = new bool[Places.Count];
        InsideOuter = new bool[Places.Count];
        InArticleBody = new bool[Places.Count];
        Apart = new int[Places.Count];
        Inherit();
        LengthBefore = new int[Blocks.Count + 1];
        linksBefore = new int[Blocks.Count + 1];
        LogLength = new float[Blocks.Count];
        measures = new BoxMeasures?[Places.Count];
        texts = new int[Blocks.Count];
        Phrases = new HtmlPhrase[Blocks.Count];
        HeadingPhrases = new HtmlPhrase[Blocks.Count];
        Colons = new bool[Blocks.Count];
        starts = new Dictionary<string, int>(StringComparer.Ordinal);
        Headline = -1;
        MainFirst = ProseFirst = Blocks.Count;
        MainLast = ProseLast = -1;
        Scan();
    }

    public List<HtmlBlock> Blocks => layout.Blocks;
    public List<HtmlPlace> Places => layout.Places;

    /// <summary>The box that holds the most prose directly.</summary>
    public int Main { get; }

    public int MainFirst { get; private set; }
    public int MainLast { get; private set; }
    public int ProseFirst { get; private set; }
    public int ProseLast { get; private set; }

    /// <summary>The block of the last h1 at or before the main box's first prose; −1 without one.</summary>
    public int Headline { get; private set; }

    /// <summary>Class groups on the way from a box up to what it shares with the main box.</summary>
    public HtmlClass[] Between { get; }

    public bool[] InsideMain { get; }
    public bool[] InsideOuter { get; }
    public bool[] InArticleBody { get; }

    /// <summary>How many levels lie between a box and what it shares with the main box.</summary>
    public int[] Apart { get; }

    public int[] LengthBefore { get; }
    public float[] LogLength { get; }
    public HtmlPhrase[] Phrases { get; }
    public HtmlPhrase[] HeadingPhrases { get; }

    /// <summary>A short block's first words are set off by a colon or a bar: <c>Read also: …</c>.</summary>
    public bool[] Colons { get; }

    public Dictionary<int, (int Count, int Prose, int Links, int Length)> Paths { get; } = [];

    public bool Within(int place, HtmlTag tag) => (tagsAbove[place] >> (tag - HtmlTag.Block) & 1) != 0;

    /// <summary>The same, below what the box shares with the main one: a table that holds the whole page says nothing.</summary>
    public bool WithinBetween(int place, HtmlTag tag) => (tagsBetween[place] >> (tag - HtmlTag.Block) & 1) != 0;

    public int Times(int block) => times[texts[block]];

    /// <summary>What a box is made of.</summary>
    public BoxMeasures Measures(int place) => measures[place] ??= BoxMeasures.Of(Places[place], Places[0]);

    /// <summary>How many blocks begin with this block's label; 1 for one without.</summary>
    public int StartTimes(int block)
    {
        if (!Colons[block]) return 1;
        starts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(LabelOf(Blocks[block].Text), out var count);
        return Math.Max(1, count);
    }

    /// <summary>Whether a block is written in capitals.</summary>
    public bool Shouts(int block)
    {
        var text = Blocks[block].Text;
        int upper = 0, lower = 0;
        for (var i = 0; i < text.Length && i < 60 && lower < 15; i++)
        {
            if (char.IsUpper(text[i])) upper++;
            else if (char.IsLower(text[i])) lower++;
        }

        return upper > 6 && lower * 4 < upper;
    }

    private static ReadOnlySpan<char> LabelOf(string text)
    {
        if (text.Length > 240) return default;
        var head = text.AsSpan(0, Math.Min(text.Length, 34));
        var end = head.IndexOfAny(":|：");
        return end < 2 ? default : head[..end];
    }

    public int Parent(int block) => Places[Blocks[block].Place].Parent;

    public int Length(int from, int to) =>
        LengthBefore[Math.Clamp(to + 1, 0, Blocks.Count)] - LengthBefore[Math.Clamp(from, 0, Blocks.Count)];

    public float LinkShare(int from, int to) =>
        (linksBefore[Math.Clamp(to + 1, 0, Blocks.Count)] - linksBefore[Math.Clamp(from, 0, Blocks.Count)]) / MathF.Max(1, Length(from, to));

    private void Sum()
    {
        foreach (var place in Places) place.Blocks = place.Length = place.LinkLength = place.Prose = place.Direct = 0;
        foreach (var block in Blocks)
        {
            var place = Places[block.Place];
            place.Blocks++;
            place.Length += block.Text.Length;
            place.LinkLength += block.LinkLength;
            if (block.IsProse) place.Prose += block.Text.Length;
            ref var path = ref CollectionsMarshal.GetValueRefOrAddDefault(Paths, place.Path, out _);
            var (count, prose, links, length) = path;
            path = (count + 1, prose + (block.IsProse ? block.Text.Length : 0), links + block.LinkLength, length + block.Text.Length);
        }

        // A box stands after the one that holds it, so that one scan from the end sums all.
        for (var i = Places.Count - 1; i > 0; i--)
        {
            var place = Places[i];
            var parent = Places[place.Parent];
            parent.Blocks += place.Blocks;
            parent.Length += place.Length;
            parent.LinkLength += place.LinkLength;
            parent.Prose += place.Prose;
        }
    }

    private int FindMain()
    {
        var score = new float[Places.Count];
        foreach (var block in Blocks)
        {
            if (!block.IsProse) continue;
            var at = block.Place;
            if (Places[at].Tag is HtmlTag.Paragraph or HtmlTag.Item or HtmlTag.Preformatted or HtmlTag.Term || HtmlTags.IsHeading(Places[at].Tag)) at = Math.Max(0, Places[at].Parent);
            score[at] += block.Text.Length;
            if (Places[at].Parent is >= 0 and var parent)
            {
                score[parent] += block.Text.Length * .5f;
                if (Places[parent].Parent is >= 0 and var grand) score[grand] += block.Text.Length * .25f;
            }
        }

        var best = 0;
        for (var i = 1; i < score.Length; i++)
        {
            if (score[i] > score[best]) best = i;
        }

        return best;
    }

    private void Inherit()
    {
        var onWay = new bool[Places.Count];
        for (var at = Main; at >= 0; at = Places[at].Parent) onWay[at] = true;
        var outer = Places[Main].Parent < 0 ? Main : Places[Main].Parent;
        for (var i = 0; i < Places.Count; i++)
        {
            var place = Places[i];
            var parent = place.Parent;
            var bit = place.Tag >= HtmlTag.Block ? 1u << (place.Tag - HtmlTag.Block) : 0;
            tagsAbove[i] = bit | (parent < 0 ? 0 : tagsAbove[parent]);
            InsideMain[i] = i == Main || (parent >= 0 && InsideMain[parent]);
            InsideOuter[i] = i == outer || (parent >= 0 && InsideOuter[parent]);
            InArticleBody[i] = place.IsArticleBody || (parent >= 0 && InArticleBody[parent]);
            if (onWay[i] || parent < 0) continue;
            Between[i] = Between[parent] | place.Classes;
            tagsBetween[i] = tagsBetween[parent] | bit;
            Apart[i] = InsideMain[i] ? 0 : Apart[parent] + 1;
        }

        for (var i = 0; i < Places.Count; i++)
        {
            // What holds the main box is as far from it as the levels in between.
            if (onWay[i] && i != Main) Apart[i] = 0;
        }
    }

    private void Scan()
    {
        var headingPhrase = HtmlPhrase.None;
        var numbers = new Dictionary<string, int>(Blocks.Count, StringComparer.Ordinal);
        for (var i = 0; i < Blocks.Count; i++)
        {
            var block = Blocks[i];
            LengthBefore[i + 1] = LengthBefore[i] + block.Text.Length;
            linksBefore[i + 1] = linksBefore[i] + block.LinkLength;
            LogLength[i] = Logarithms.OfOneMore(block.Text.Length);
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, block.Text, out var known);
            if (!known)
            {
                number = times.Count;
                times.Add(0);
            }

            texts[i] = number;
            times[number]++;
            Phrases[i] = HtmlPhrases.Of(block.Text);
            if (LabelOf(block.Text) is { Length: > 0 } label)
            {
                Colons[i] = true;
                var lookup = starts.GetAlternateLookup<ReadOnlySpan<char>>();
                lookup.TryGetValue(label, out var count);
                lookup[label] = count + 1;
            }

            var tag = Places[block.Place].Tag;
            if (HtmlTags.IsHeading(tag)) headingPhrase = Phrases[i];
            HeadingPhrases[i] = headingPhrase;
            if (InsideMain[block.Place])
            {
                MainFirst = Math.Min(MainFirst, i);
                MainLast = i;
                if (block.IsProse)
                {
                    ProseFirst = Math.Min(ProseFirst, i);
                    ProseLast = i;
                }
            }

            if (tag == HtmlTag.Heading1 && (Headline < 0 || i < ProseFirst)) Headline = i;
        }
    }
}

/// <summary>What a box is made of, as its blocks' rows have it.</summary>
/// <param name="ShareOfProse">How much of the page's prose stands in it.</param>
/// <param name="MeanLength">The logarithm of its blocks' mean length.</param>
/// <param name="Links">How much of it is linked.</param>
/// <param name="Prose">How much of it is prose.</param>
/// <param name="LogBlocks">The logarithm of how many blocks it has.</param>
internal sealed record BoxMeasures(float ShareOfProse, float MeanLength, float Links, float Prose, float LogBlocks)
{
    public static BoxMeasures Of(HtmlPlace box, HtmlPlace page)
    {
        var length = MathF.Max(1, box.Length);
        return new BoxMeasures(
            box.Prose / MathF.Max(1, page.Prose),
            MathF.Log(1 + (length / Math.Max(1, box.Blocks))),
            box.LinkLength / length,
            box.Prose / length,
            Logarithms.OfOneMore(box.Blocks));
    }
}
