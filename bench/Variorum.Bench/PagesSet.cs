using System.IO.Compression;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>A page of the measured sets, laid out, with what is known of it.</summary>
internal sealed class LearntPage
{
    public required string Name { get; init; }
    public required string Set { get; init; }
    public required string Host { get; init; }
    public required string? Url { get; init; }
    public required byte[] Bytes { get; init; }
    public required HtmlLayout Layout { get; init; }
    public required JsonLd Data { get; init; }
    public required float[] Features { get; init; }

    /// <summary>What is known of the page, as <c>truth.json</c> has it.</summary>
    public required JsonElement Truth { get; init; }

    /// <summary>+1 text, −1 furniture, 0 not known; times the block's weight.</summary>
    public required float[] Labels { get; init; }

    /// <summary>The same page seen otherwise.</summary>
    public LearntPage With(float[] features, float[] labels) => new()
    {
        Name = Name,
        Set = Set,
        Host = Host,
        Url = Url,
        Bytes = Bytes,
        Layout = Layout,
        Data = Data,
        Truth = Truth,
        Features = features,
        Labels = labels,
    };

    public Page Page => new(Bytes, Name, Url);
}

/// <summary>Loads the pages of <c>pages</c> and <c>pages/whole</c>, and labels their blocks.</summary>
internal static class PagesSet
{
    private const int Gram = 12;
    private const float SnippetWeight = 6;

    public static List<LearntPage> Load(string shared) => [.. Known(shared).Select(page => Load(page.Name, page.Set, page.Truth, page.Path))];

    /// <summary>The packed pages.</summary>
    public static IEnumerable<string> Files(string shared) => Known(shared).Select(static page => page.Path);

    // What is absent is left out.
    private static IEnumerable<(string Name, string Set, JsonElement Truth, string Path)> Known(string shared)
    {
        foreach (var (root, sets) in new[] { (Path.Combine(shared, "pages"), new[] { "articles", "dates", "official" }), (Path.Combine(shared, "pages", "whole"), ["news", "mixed"]) })
        {
            var all = Path.Combine(root, "truth.json");
            if (!File.Exists(all)) continue;
            foreach (var item in JsonDocument.Parse(File.ReadAllBytes(all)).RootElement.EnumerateObject())
            {
                var set = item.Value.GetProperty("set").GetString()!;
                var packed = Path.Combine(root, set, item.Name + ".gz");
                if (sets.Contains(set) && File.Exists(packed)) yield return (item.Name, set, item.Value, packed);
            }
        }
    }

    /// <summary>The bytes of a packed page.</summary>
    public static byte[] Unpacked(string packed)
    {
        using var stream = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static LearntPage Load(string name, string set, JsonElement truth, string packed)
    {
        var bytes = Unpacked(packed);
        var (layout, data) = HtmlPage.LayOut(Charset.Decode(bytes, null).Text);
        var url = truth.TryGetProperty("url", out var address) && address.ValueKind == JsonValueKind.String ? address.GetString() : null;
        return new LearntPage
        {
            Name = name,
            Set = set,
            Url = url,
            Host = HostOf(url, name, set),
            Bytes = bytes,
            Layout = layout,
            Data = data,
            Truth = truth,
            Features = BlockFeatures.Of(layout, HtmlPage.Witnesses(layout, data)),
            Labels = truth.TryGetProperty("text", out var text) ? ByText(layout, text.GetString()!)
                : truth.TryGetProperty("with", out var with) ? BySnippets(layout, Strings(with), Strings(truth.GetProperty("without")))
                : new float[layout.Blocks.Count],
        };
    }

    // Pages of one publisher must not be in learning and in judging: the host without its parts, www and language.
    private static string HostOf(string? url, string name, string set)
    {
        var host = url is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : set == "mixed" ? name : name.Split('-')[0].Trim('.');
        var parts = host.ToLowerInvariant().Split('.');
        if (parts.Length < 3) return host;
        var keep = parts[^2].Length <= 3 && parts.Length > 2 ? 3 : 2;
        return string.Join('.', parts[^keep..]);
    }

    private static List<string> Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => HtmlPage.Folded(Normalization.Compose(item.GetString()!)))];

    private static float[] BySnippets(HtmlLayout layout, List<string> with, List<string> without)
    {
        var labels = new float[layout.Blocks.Count];
        foreach (var snippet in with)
        {
            var best = -1;
            for (var i = 0; i < labels.Length; i++)
            {
                if (layout.Blocks[i].Text.Contains(snippet, StringComparison.Ordinal) && (best < 0 || layout.Blocks[i].Text.Length > layout.Blocks[best].Text.Length)) best = i;
            }

            if (best >= 0) labels[best] = SnippetWeight * MathF.Log(1 + layout.Blocks[best].Text.Length);
        }

        foreach (var snippet in without)
        {
            for (var i = 0; i < labels.Length; i++)
            {
                if (layout.Blocks[i].Text.Contains(snippet, StringComparison.Ordinal) && labels[i] <= 0) labels[i] = -SnippetWeight * MathF.Log(1 + layout.Blocks[i].Text.Length);
            }
        }

        return labels;
    }

    private static float[] ByText(HtmlLayout layout, string text)
    {
        var lines = new HashSet<string>(text.Split('\n').Select(Bare));
        var whole = Bare(text);
        var grams = new HashSet<string>(StringComparer.Ordinal);
        var lookup = grams.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i + Gram <= whole.Length; i++) lookup.Add(whole.AsSpan(i, Gram));
        var labels = new float[layout.Blocks.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            var block = layout.Blocks[i];
            var bare = Bare(block.Text);
            var weight = MathF.Log(1 + block.Text.Length);
            if (bare.Length == 0) continue;
            if (bare.Length < Gram * 2)
            {
                labels[i] = lines.Contains(bare) ? weight : whole.Contains(bare, StringComparison.Ordinal) ? 0 : -weight;
                continue;
            }

            var covered = 0;
            for (var at = 0; at + Gram <= bare.Length; at++)
            {
                if (lookup.Contains(bare.AsSpan(at, Gram))) covered++;
            }

            var share = (float)covered / (bare.Length - Gram + 1);
            labels[i] = share > .7f ? weight : share < .4f ? -weight : 0;
        }

        return labels;
    }

    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
