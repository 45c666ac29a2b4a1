using System.Text;
using System.Xml;
using NJsonSchema;

namespace Variorum.Bench;

/// <summary>What is tried, and how a case for it is made.</summary>
internal static class FuzzTargets
{
    // A collation costs by the product of its sides; its growth is measured by itself.
    private const int LongestWitness = 20_000;

    // A schema costs more than the reading: of so many outputs one is held against it.
    private const int Validated = 8;

    public static readonly IReadOnlyList<string> Names = ["html", "text", "sentences", "speech", "figures", "collation"];

    private static readonly Lazy<JsonSchema> AccountSchema = new(static () => Schema("account")), CollationSchema = new(static () => Schema("collation"));

    /// <summary>The case of this number in the run of this seed: always the same.</summary>
    public static FuzzCase Make(int seed, long number, FuzzSeeds seeds)
    {
        var random = new Random(unchecked((int)((ulong)(number + 1) * 0x9E3779B97F4A7C15UL >> 33) ^ seed * 40503));
        var target = Names[(int)(number % Names.Count)];
        switch (target)
        {
            case "html":
                var (page, header) = HtmlMutations.Sent(HtmlMutations.Mutate(seeds.Page(random), random, seeds.Page(random)), random);
                return new FuzzCase(target, Encoding.Latin1.GetString(page), "", header);
            case "text":
                var (text, type) = HtmlMutations.Sent(TextMutations.Mutate(seeds.Text(random), random, seeds.Text(random)), random);
                return new FuzzCase(target, Encoding.Latin1.GetString(text), "", type);
            case "collation":
                var first = seeds.Text(random);
                var one = TextMutations.Mutate(first, random, seeds.Text(random));
                var other = TextMutations.Mutate(random.Next(3) == 0 ? seeds.Text(random) : first, random, one);
                return new FuzzCase(target, Cut(one), Cut(other));
            default:
                return new FuzzCase(target, TextMutations.Mutate(seeds.Text(random), random, seeds.Text(random)), random.Next(3) == 0 ? "" : "2024-06-20");
        }
    }

    /// <summary>Tries a case. Returns where every rule held.</summary>
    /// <exception cref="BrokenRuleException">One did not.</exception>
    public static void Try(FuzzCase tried)
    {
        switch (tried.Target)
        {
            case "html" or "text":
                if (Invariants.Page(Encoding.Latin1.GetBytes(tried.Text), tried.ContentType) is not { } read) return;
                AccountText.Write(read.Account, TextWriter.Null);
                if (tried.Length % Validated == 0) Validate(AccountSchema.Value, read.Json, "account");
                break;
            case "sentences":
                foreach (var paragraph in tried.Text.Split('\n')) Invariants.Sentences(paragraph);
                Invariants.Sentences(tried.Text);
                break;
            case "figures":
                var dates = Dates.Find(tried.Text, tried.Second.Length == 0 ? null : tried.Second);
                Invariants.Figures(tried.Text, dates, Quantities.Find(tried.Text, dates));
                break;
            case "speech":
                Speak(tried.Text);
                break;
            default:
                Collate(tried);
                break;
        }
    }

    /// <summary>Blocks as a reader may give them, white space folded.</summary>
    private static void Speak(string text)
    {
        var blocks = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((line, i) => new Block(HtmlPage.Folded(line), (BlockKind)(i % 7 % 4))).ToList();
        var spoken = Speech.Read(blocks, blocks.Count > 0 ? blocks[0].Text : null);
        // Halves of surrogate pairs come in by this door alone.
        if (text.Any(char.IsSurrogate)) return;
        Invariants.Account(new Account
        {
            Input = "",
            Sha256 = "",
            Text = spoken.Text,
            Passages = spoken.Passages,
            Attributions = spoken.Attributions,
            People = spoken.People,
        });
    }

    private static void Collate(FuzzCase tried)
    {
        if (Read(tried.Text) is not { } one || Read(tried.Second) is not { } other) return;
        var collation = Collator.Collate(one, other);
        Invariants.Collation(collation);
        var json = Written(CollationJson.Write, collation);
        if (json != Written(CollationJson.Write, Collator.Collate(one, other))) throw new BrokenRuleException("a collation is the same twice", "");
        if (tried.Length % Validated == 0) Validate(CollationSchema.Value, json, "collation");
        HtmlReport.Write(collation, Stream.Null);
        CsvReport.Write(collation, Stream.Null);
        MarkdownReport.Write(collation, Stream.Null);
        TextReport.Write(collation, TextWriter.Null, 80, colour: true);
        using var tei = XmlReader.Create(new StringReader(Written(TeiReport.Write, collation)));
        while (tei.Read()) { }
    }

    private static Account? Read(string text)
    {
        try
        {
            return Reader.Read(new Page(Encoding.UTF8.GetBytes(text), "text"));
        }
        catch (UnreadablePageException)
        {
            return null;
        }
    }

    private static string Written(Action<Collation, Stream> write, Collation collation)
    {
        using var stream = new MemoryStream();
        write(collation, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Validate(JsonSchema schema, string json, string name)
    {
        if (schema.Validate(json).FirstOrDefault() is { } error) throw new BrokenRuleException($"the {name}'s JSON is as its schema says", error.ToString());
    }

    private static JsonSchema Schema(string name) => JsonSchema.FromFileAsync(Path.Combine("docs", $"variorum-{name}-1.schema.json")).GetAwaiter().GetResult();

    private static string Cut(string text) => text.Length <= LongestWitness ? text : text[..LongestWitness];
}
