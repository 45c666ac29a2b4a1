using System.Text;
using System.Text.Json;
using CsCheck;

namespace Variorum;

/// <summary>Corrections as Web Annotations of the W3C, written and read.</summary>
public class AnnotationsTests
{
    private const string Target = """
        { "type": "SpecificResource", "source": "https://press.example/1", "selector": { "type": "TextQuoteSelector", "exact": "A treaty was signed." } }
        """;

    private const string Other = """
        { "type": "SpecificResource", "source": "https://chancellery.example/2", "selector": [{ "type": "TextQuoteSelector", "exact": "We signed the treaty.", "prefix": "Friends, " }, { "type": "TextPositionSelector", "start": 9, "end": 30 }] }
        """;

    private const string Head = """
        "id": "urn:uuid:1", "type": "Annotation", "creator": { "type": "Person", "name": "Ida Brandt" }, "created": "2031-05-08T11:30:00+02:00"
        """;

    internal static byte[] Bytes(IReadOnlyList<Correction> corrections)
    {
        using var stream = new MemoryStream();
        AnnotationsJson.Write(corrections, stream);
        return stream.ToArray();
    }

    private static ReadAnnotations Read(string json) => AnnotationsReader.Read(Encoding.UTF8.GetBytes(json));

    private static Correction One(string more) => Assert.Single(Read($"[{{ {Head}, {more} }}]").Corrections);

    private static string Refused(string annotation)
    {
        var read = Read($"[{annotation}, {{ {Head}, \"motivation\": \"linking\", \"target\": [{Target}, {Other}] }}]");
        Assert.Single(read.Corrections);
        return Assert.Single(read.NotUnderstood);
    }

    [Fact]
    public void Whatever_was_decided_is_read_as_it_was_written() => CorrectionLawsTests.Cases.Sample(static made =>
    {
        var read = AnnotationsReader.Read(Bytes(made.Decided));
        return read.NotUnderstood.Count == 0 && Bytes(read.Corrections).AsSpan().SequenceEqual(Bytes(made.Decided))
            && CorrectionsTests.Json(Collator.Collate([made.A, made.B], read.Corrections)) == CorrectionsTests.Json(Collator.Collate([made.A, made.B], made.Decided));
    }, iter: 40);

    [Fact]
    public void A_decision_keeps_all_that_it_holds()
    {
        var collation = Told.Signing();
        var written = Correction.Replace(collation, collation.Links[1], ["A2"], ["B2", "B4"], Relation.Partial, "Ida Brandt", new DateTimeOffset(2031, 5, 8, 11, 30, 0, 250, TimeSpan.FromHours(2))) with { Comment = "See “both”." };
        var read = Assert.Single(AnnotationsReader.Read(Bytes([written])).Corrections);
        Assert.Equal((written.Id, written.Kind, written.By, written.At, written.Relation, written.Comment), (read.Id, read.Kind, read.By, read.At, read.Relation, read.Comment));
        Assert.Equal(written.One.Account, read.One.Account);
        Assert.Equal(written.Instead!.Other.Passages, read.Instead!.Other.Passages);
        Assert.Equal(TimeSpan.Zero, read.At.Offset);
    }

    [Fact]
    public void The_file_is_a_collection_of_the_W3Cs_model()
    {
        var collation = Told.Signing();
        using var json = JsonDocument.Parse(Bytes([Correction.Accept(collation, collation.Links[0], "Ida Brandt", DateTimeOffset.UnixEpoch)]));
        var root = json.RootElement;
        Assert.Equal("http://www.w3.org/ns/anno.jsonld", root.GetProperty("@context")[0].GetString());
        Assert.Equal("AnnotationCollection", root.GetProperty("type").GetString());
        var annotation = Assert.Single(root.GetProperty("first").GetProperty("items").EnumerateArray().ToList());
        Assert.Equal("assessing", annotation.GetProperty("motivation").GetString());
        Assert.Equal("1970-01-01T00:00:00Z", annotation.GetProperty("created").GetString());
        Assert.Equal(["TextQuoteSelector", "TextPositionSelector"], annotation.GetProperty("target")[0].GetProperty("selector").EnumerateArray().Select(static selector => selector.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("[{0}]")]
    [InlineData("{0}")]
    [InlineData("""{{ "type": "AnnotationPage", "items": [{0}] }}""")]
    [InlineData("""{{ "@context": "http://www.w3.org/ns/anno.jsonld", "type": ["AnnotationCollection"], "first": {{ "type": "AnnotationPage", "items": [{0}] }} }}""")]
    public void A_collection_a_page_an_array_and_one_annotation_are_read(string file) =>
        Assert.Single(Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, file, $"{{ {Head}, \"motivation\": \"linking\", \"target\": [{Target}, {Other}] }}")).Corrections);

    [Fact]
    public void What_another_tool_writes_is_read_where_it_says_the_same()
    {
        var link = One($"\"motivation\": \"oa:linking\", \"target\": [{Target}, {Other}]");
        Assert.Equal((CorrectionKind.Draw, (Relation?)null, "Ida Brandt"), (link.Kind, link.Relation, link.By));
        Assert.Equal(new DateTimeOffset(2031, 5, 8, 9, 30, 0, TimeSpan.Zero), link.At);
        Assert.Equal(new PassageQuote("We signed the treaty.") { Prefix = "Friends, ", Start = 9, End = 30 }, Assert.Single(link.Other!.Passages));
        Assert.Equal("It rained.", One($"\"motivation\": [\"describing\"], \"bodyValue\": \"It rained.\", \"target\": {Target}").Comment);
        Assert.Equal("It rained.", One($$"""
            "motivation": "http://www.w3.org/ns/oa#commenting", "body": { "type": "TextualBody", "value": "It rained." }, "target": {{Target}}
            """).Comment);
        Assert.Equal(CorrectionKind.Reject, One($$"""
            "motivation": "assessing", "body": { "type": "TextualBody", "value": "rejected" }, "target": [{{Target}}, {{Other}}]
            """).Kind);
    }

    public static TheoryData<string, string> NotUnderstood => new()
    {
        { "7", "Annotation 1 was not understood: it is no object of type Annotation." },
        { $"{{ {Head}, \"motivation\": \"bookmarking\", \"target\": {Target} }}", "its motivation is none of assessing, linking, editing, commenting and describing" },
        { $"{{ {Head}, \"motivation\": \"linking\", \"target\": {Target} }}", "its targets are of one account, and a link has two" },
        { $"{{ {Head}, \"motivation\": \"linking\" }}", "it has no target" },
        { $"{{ {Head}, \"motivation\": \"linking\", \"target\": [\"https://press.example/1\", {Other}] }}", "a target of it is a whole page, and no words of one" },
        { $"{{ {Head}, \"motivation\": \"linking\", \"target\": [{{ \"source\": \"https://press.example/1\" }}, {Other}] }}", "a target of it quotes no words (TextQuoteSelector)" },
        { $"{{ {Head}, \"motivation\": \"linking\", \"target\": [{Target.Replace("https://press.example/1", "ni:///sha-256;AAAA", StringComparison.Ordinal)}, {Other}] }}", "its source is no SHA-256 as RFC 6920 writes it" },
        { $"{{ {Head}, \"motivation\": \"linking\", \"target\": [{Target}, {Other.Replace("\"start\": 9", "\"start\": -9", StringComparison.Ordinal)}] }}", "a TextPositionSelector of it has no start that is a whole number" },
        { $"{{ {Head}, \"motivation\": \"linking\", \"target\": [{string.Join(',', Enumerable.Repeat(Target, 101))}] }}", "it names more than 100 passages" },
        { $"{{ {Head}, \"motivation\": \"assessing\", \"target\": [{Target}, {Other}] }}", "it assesses a link as neither accepted nor rejected" },
        { $"{{ {Head}, \"motivation\": \"editing\", \"target\": [{Target}, {Other}] }}", "it says neither another relation nor other passages" },
        { $"{{ {Head}, \"motivation\": \"commenting\", \"target\": {Target} }}", "it has no text" },
        { $"{{ {Head.Replace("created", "made", StringComparison.Ordinal)}, \"motivation\": \"linking\", \"target\": [{Target}, {Other}] }}", "it does not say when it was made (created)" },
        { $"{{ {Head.Replace("2031-05-08T", "8 May ", StringComparison.Ordinal)}, \"motivation\": \"linking\", \"target\": [{Target}, {Other}] }}", "its time is none such as 2031-05-08T09:30:00Z" },
        { $"{{ {Head.Replace("creator", "maker", StringComparison.Ordinal)}, \"motivation\": \"linking\", \"target\": [{Target}, {Other}] }}", "it does not say who made it (creator)" },
        { $"{{ {Head.Replace("Ida", new string('I', 300), StringComparison.Ordinal)}, \"motivation\": \"linking\", \"target\": [{Target}, {Other}] }}", "its name is longer than 200 letters" },
        { $"{{ {Head.Replace("Ida", "I\\u0007da", StringComparison.Ordinal)}, \"motivation\": \"linking\", \"target\": [{Target}, {Other}] }}", "its creator holds control characters" },
        { $"{{ {Head.Replace("urn:uuid:1", "\\\\ud800", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)}, \"motivation\": \"linking\", \"target\": [{Target}, {Other}] }}", "it holds letters that are no Unicode" },
    };

    [Theory, MemberData(nameof(NotUnderstood))]
    public void An_annotation_that_is_not_understood_is_named_and_the_others_apply(string annotation, string why) =>
        Assert.Contains(why, Refused(annotation), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "is no JSON that can be read (line 1): export it again")]
    [InlineData("[{},\n{", "is no JSON that can be read (line 2): export it again")]
    [InlineData("{ \"format\": \"variorum-collation/1\" }", "holds no Web Annotations: give it a collection, a page or an array of them")]
    [InlineData("{ \"type\": \"AnnotationCollection\", \"first\": \"https://press.example/page1\" }", "names its annotations by an address and does not hold them: save the page at that address")]
    public void A_file_without_annotations_is_refused_in_a_sentence(string file, string why) =>
        Assert.Equal(why, Assert.Throws<FormatException>(() => Read(file)).Message);

    [Fact]
    public void A_file_that_is_deep_or_long_ends_no_reading()
    {
        Assert.Throws<FormatException>(() => Read(new string('[', 100_000)));
        Assert.StartsWith("is larger than 16 MB", Assert.Throws<FormatException>(() => AnnotationsReader.Read(new byte[AnnotationsReader.MostBytes + 1])).Message, StringComparison.Ordinal);
        var read = Read($"[{string.Join(',', Enumerable.Repeat("0", AnnotationsReader.Most + 5))}]");
        Assert.Equal(AnnotationsReader.Most + 1, read.NotUnderstood.Count);
    }

    [Fact]
    public void Damaged_bytes_of_a_file_of_ours_never_break_the_reader()
    {
        var collation = Told.Signing();
        var whole = Bytes([Correction.Accept(collation, collation.Links[0], "Ida Brandt", DateTimeOffset.UnixEpoch), Correction.Note(collation, ["A1"], "Æ", "Ida Brandt", DateTimeOffset.UnixEpoch)]);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample((at, value, length) =>
        {
            var damaged = whole.ToArray();
            damaged[at] = value;
            try
            {
                _ = AnnotationsReader.Read(damaged.AsMemory(0, value % 4 == 0 ? length : damaged.Length));
            }
            catch (FormatException)
            {
                // A sentence: that is what is asked for.
            }
        }, iter: 3000);
    }
}
