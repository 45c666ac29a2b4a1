using System.Numerics;

namespace Variorum;

/// <summary>What a block looks like, as numbers: the first layer's view.</summary>
internal static class BlockFeatures
{
    /// <summary>How many numbers a block has.</summary>
    public static int Count => Lazy.Value.Length;

    private static readonly Lazy<string[]> Lazy = new(() =>
    {
        var layout = new HtmlLayout();
        layout.Places.Add(new HtmlPlace { Parent = -1 });
        layout.Blocks.Add(new HtmlBlock { Text = "x", Place = 0, Words = 1 });
        var names = new List<string>();
        Fill(layout, HtmlWitnesses.None, 0, new float[1000], names);
        return [.. names];
    });

    /// <summary>Their names, as the weights' table has them.</summary>
    public static IReadOnlyList<string> Names => Lazy.Value;

    /// <summary>One row for each block.</summary>
    public static float[] Of(HtmlLayout layout, HtmlWitnesses witnesses)
    {
        var features = new float[layout.Blocks.Count * Count];
        for (var i = 0; i < layout.Blocks.Count; i++) Of(layout, witnesses, i, features.AsSpan(i * Count));
        return features;
    }

    /// <summary>The row of one block.</summary>
    /// <param name="layout">The page.</param>
    /// <param name="witnesses">What it says of its text.</param>
    /// <param name="block">Which block.</param>
    /// <param name="row">Room for it.</param>
    /// <returns>As much of the room as was filled.</returns>
    public static ReadOnlySpan<float> Of(HtmlLayout layout, HtmlWitnesses witnesses, int block, Span<float> row)
    {
        row = row[..Count];
        row.Clear();
        Fill(layout, witnesses, block, row, null);
        return row;
    }

    private static void Fill(HtmlLayout layout, HtmlWitnesses witnesses, int i, Span<float> values, List<string>? names)
    {
        var view = layout.View;
        var row = new FeatureRow(values, names);
        Words(ref row, view, layout.Blocks[i], i);
        Place(ref row, view, i);
        Container(ref row, view, i);
        Neighbours(ref row, view, i);
        Repetition(ref row, view, i, witnesses);
    }

    private static void Words(ref FeatureRow row, PageView view, HtmlBlock block, int i)
    {
        var length = (float)block.Text.Length;
        row.Add("log length", view.LogLength[i]);
        row.Add("log words", Logarithms.OfOneMore(block.Words));
        row.Add("long", length > 120);
        row.Add("very short", length < 25);
        row.Add("sentences", MathF.Min(5, block.Sentences));
        row.Add("no sentence", block.Sentences == 0);
        row.Add("link share", block.LinkLength / length);
        row.Add("all link", block.LinkLength > length * .8f);
        row.Add("bold share", block.BoldLength / length);
        row.Add("italic share", block.ItalicLength / length);
        row.Add("capitals", (float)block.Capitals / block.Words);
        row.Add("digits", block.Digits / length);
        row.Add("separators", MathF.Min(4, block.Separators));
        row.Add("lower start", char.IsLower(block.Text[0]));
        row.Add("ends as sentences do", block.Text[^1] is '.' or '!' or '?' or '。' or '"' or '”' or '»' or '…' or '！' or '？' or '؟' or '।');
        row.Add("ends with a colon", block.Text[^1] is ':' or '：');
        row.Add("has time", block.HasTime);
        row.Add("prose", block.IsProse);
        row.Add("log prose length", block.IsProse ? view.LogLength[i] : 0);
    }

    private static void Place(ref FeatureRow row, PageView view, int i)
    {
        var block = view.Blocks[i];
        var place = view.Places[block.Place];
        row.Add("p", place.Tag == HtmlTag.Paragraph);
        row.Add("item", place.Tag is HtmlTag.Item or HtmlTag.Term);
        row.Add("ordered", view.InsideMain[block.Place] && view.Within(block.Place, HtmlTag.OrderedList));
        row.Add("cell", place.Tag == HtmlTag.Cell);
        row.Add("h1", place.Tag == HtmlTag.Heading1);
        row.Add("sub-heading", HtmlTags.IsHeading(place.Tag) && place.Tag != HtmlTag.Heading1);
        row.Add("division", place.Tag is HtmlTag.Division or HtmlTag.Section);
        row.Add("pre", place.Tag == HtmlTag.Preformatted);
        row.Add("caption", place.Tag == HtmlTag.Caption);
        foreach (var tag in AboveTags) row.Add("within", tag, view.WithinBetween(block.Place, tag));
        row.Add("within article", view.Within(block.Place, HtmlTag.Article));
        row.Add("within main", view.Within(block.Place, HtmlTag.Main));
        var near = view.InsideMain[block.Place];
        row.Add("short, outside", !near && block.Words < 8);
        row.Add("linked, outside", !near && block.LinkLength * 2 > block.Text.Length);
        row.Add("no sentence, outside", !near && block.Sentences == 0);
        row.Add("prose, outside", !near && block.IsProse);
        row.Add("p, outside", !near && place.Tag == HtmlTag.Paragraph);
        row.Add("item, outside", !near && place.Tag is HtmlTag.Item or HtmlTag.Term);
        row.Add("cell, outside", !near && place.Tag == HtmlTag.Cell);
        row.Add("prose, inside", near && block.IsProse);
        row.Add("item, inside", near && place.Tag is HtmlTag.Item or HtmlTag.Term);
        row.Add("linked, inside", near && block.LinkLength * 2 > block.Text.Length);
        row.Add("figures alone", block.Digits > 0 && block.Digits * 2 >= block.Text.Length);
        row.Add("no sentence, after the prose", block.Sentences == 0 && i > view.ProseLast);
        row.Add("no sentence, before the prose", block.Sentences == 0 && i < view.ProseFirst);
        row.Add("prose, before the headline", block.IsProse && i < view.Headline);
        row.Add("long prose, inside main of two levels", view.InsideOuter[block.Place] && block.IsProse && block.Words > 25);
        row.Add("article body", view.InArticleBody[block.Place]);
        row.Add("hidden", place.Hidden);
        row.Add("inside main", view.InsideMain[block.Place]);
        row.Add("levels below main", view.InsideMain[block.Place] ? MathF.Min(8, place.Depth - view.Places[view.Main].Depth) : 0);
        row.Add("levels apart from main", MathF.Min(10, view.Apart[block.Place]));
        row.Add("inside main of two levels", view.InsideOuter[block.Place]);
        row.Add("relative place", (float)i / view.Blocks.Count);
        row.Add("place by length", view.LengthBefore[i] / MathF.Max(1, view.LengthBefore[^1]));
        row.Add("before the headline", i < view.Headline);
        row.Add("after the headline", view.Headline < 0 ? 0 : Logarithms.OfOneMore(Math.Max(0, i - view.Headline)));
        row.Add("before main", i < view.MainFirst);
        row.Add("after main", i > view.MainLast);
        row.Add("after main's prose", i > view.ProseLast);
        row.Add("before main's prose", i < view.ProseFirst);
        var own = (uint)(place.Classes | block.InlineClasses);
        var parent = place.Parent < 0 ? 0 : (uint)view.Places[place.Parent].Classes;
        var between = (uint)view.Between[block.Place];
        row.AddClasses(own, parent, between);
        row.Add("groups between", BitOperations.PopCount(between));
    }

    private static readonly HtmlTag[] AboveTags =
    [
        HtmlTag.Header, HtmlTag.Footer, HtmlTag.Aside, HtmlTag.Navigation, HtmlTag.Form, HtmlTag.Button, HtmlTag.Table,
        HtmlTag.Article, HtmlTag.Section, HtmlTag.Figure, HtmlTag.Quote, HtmlTag.List, HtmlTag.Details, HtmlTag.Caption,
    ];

    private static void Container(ref FeatureRow row, PageView view, int i)
    {
        var at = view.Blocks[i].Place;
        for (var level = 0; level < 4; level++)
        {
            var box = view.Measures(at);
            row.Add("share of prose", level, box.ShareOfProse);
            row.Add("mean length", level, box.MeanLength);
            row.Add("links", level, box.Links);
            row.Add("prose share", level, box.Prose);
            row.Add("log blocks", level, box.LogBlocks);
            if (view.Places[at].Parent is >= 0 and var parent) at = parent;
        }
    }

    private static void Neighbours(ref FeatureRow row, PageView view, int i)
    {
        for (var step = 1; step <= 3; step++)
        {
            Neighbour(ref row, view, i, i - step, -step);
            Neighbour(ref row, view, i, i + step, step);
        }

        row.Add("links in 4", view.LinkShare(i - 2, i + 2));
        row.Add("links in 8", view.LinkShare(i - 4, i + 4));
        row.Add("links in 16", view.LinkShare(i - 8, i + 8));
        row.Add("log length in 8", Logarithms.OfOneMore(view.Length(i - 4, i + 4)));
    }

    private static void Neighbour(ref FeatureRow row, PageView view, int i, int j, int step)
    {
        var there = j >= 0 && j < view.Blocks.Count;
        var block = there ? view.Blocks[j] : null;
        row.Add("neighbour's log length", step, there ? view.LogLength[j] : 0);
        row.Add("neighbour's links", step, there ? (float)block!.LinkLength / block.Text.Length : 1);
        row.Add("neighbour is prose", step, there && block!.IsProse);
        row.Add("neighbour in the same box", step, there && view.Parent(j) == view.Parent(i));
    }

    private static void Repetition(ref FeatureRow row, PageView view, int i, HtmlWitnesses witnesses)
    {
        var block = view.Blocks[i];
        var (count, prose, links, length) = view.Paths[view.Places[block.Place].Path];
        row.Add("repeated", view.Times(i) > 1);
        row.Add("log blocks of its path", Logarithms.OfOneMore(count));
        row.Add("prose of its path", Logarithms.OfOneMore(prose));
        row.Add("links of its path", (float)links / Math.Max(1, length));
        row.Add("in the article's data", witnesses.InBody(block));
        row.Add("article's data exist", witnesses.HasBody);
        row.Add("in the description", witnesses.InDescription(block));
        row.Add("is the title", witnesses.IsTitle(block));
        var phrase = (uint)view.Phrases[i];
        var heading = (uint)view.HeadingPhrases[i];
        for (var g = 0; g < HtmlPhrases.Groups; g++) row.Add("begins", (HtmlPhrase)(1 << g), (phrase >> g & 1) != 0);
        var colon = view.Colons[i];
        row.Add("more, then a colon", colon && (phrase & (uint)HtmlPhrase.More) != 0);
        row.Add("credit, then a colon", colon && (phrase & (uint)HtmlPhrase.Credit) != 0);
        row.Add("byline, then a colon", colon && (phrase & (uint)(HtmlPhrase.Byline | HtmlPhrase.Dated | HtmlPhrase.Tagged)) != 0);
        row.Add("more, and a link", (phrase & (uint)HtmlPhrase.More) != 0 && block.LinkLength * 2 > block.Text.Length);
        row.Add("more, and bold", (phrase & (uint)HtmlPhrase.More) != 0 && block.BoldLength * 2 > block.Text.Length);
        row.Add("starts in bold, ends in a link", block.BoldStart > 2 && block.BoldStart < block.Text.Length && block.LinkLength > block.Text.Length * .4f);
        row.Add("link but for a label", block.LinkLength > block.Text.Length * .5f && block.LinkLength < block.Text.Length && block.Text.Length < 200);
        row.Add("capitals all", view.Shouts(i));
        row.Add("times its start repeats", view.Colons[i] ? MathF.Log(view.StartTimes(i)) : 0);
        row.Add("heading above says more", (heading & (uint)HtmlPhrase.More) != 0);
        row.Add("heading above says furniture", (heading & ~(uint)HtmlPhrase.More) != 0);
        row.Add("date", block.Digits > 3 && block.Text.Length < 40);
    }
}

/// <summary>A row that is being filled; names are kept when they are asked for.</summary>
internal ref struct FeatureRow(Span<float> values, List<string>? names)
{
    private readonly Span<float> values = values;
    private int next;

    public void Add(string name, float value)
    {
        names?.Add(name);
        values[next++] = value;
    }

    /// <summary>Three flags for each class group; most are not set, and a new row is all zero.</summary>
    public void AddClasses(uint own, uint parent, uint between)
    {
        for (var g = 0; names is not null && g < HtmlClasses.Groups; g++)
        {
            names.Add($"own class {(HtmlClass)(1u << g)}");
            names.Add($"parent class {(HtmlClass)(1u << g)}");
            names.Add($"class between {(HtmlClass)(1u << g)}");
        }

        for (var bits = own; bits != 0; bits &= bits - 1) values[next + (3 * BitOperations.TrailingZeroCount(bits))] = 1;
        for (var bits = parent; bits != 0; bits &= bits - 1) values[next + (3 * BitOperations.TrailingZeroCount(bits)) + 1] = 1;
        for (var bits = between; bits != 0; bits &= bits - 1) values[next + (3 * BitOperations.TrailingZeroCount(bits)) + 2] = 1;
        next += 3 * HtmlClasses.Groups;
    }

    public void Add(string name, bool value) => Add(name, value ? 1f : 0f);

    public void Add<T>(string name, T what, bool value) where T : struct => Add(name, what, value ? 1f : 0f);

    public void Add<T>(string name, T what, float value) where T : struct
    {
        if (names is not null) Name(names, name, what);
        values[next++] = value;
    }

    // By itself: what writes a string is too long to be taken into the two hundred calls that want none.
    private static void Name<T>(List<string> names, string name, T what) where T : struct => names.Add($"{name} {what}");
}
