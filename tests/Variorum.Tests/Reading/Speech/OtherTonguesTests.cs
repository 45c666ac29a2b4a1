using System.Text;

namespace Variorum;

/// <summary>Who says what in languages other than English: a file for each language, of one sentence a line, with who and content of each
/// saying behind it; <c>-</c> where nobody is named.</summary>
public sealed class OtherTonguesTests(ITestOutputHelper output)
{
    // One miss in twenty is allowed for; before the tables told prepositions and bodies, .45 of these sayings were found.
    private const double LeastPrecision = 0.95, LeastRecall = 0.95;

    public static TheoryData<string> Languages =>
        [.. Directory.EnumerateFiles(Corpora.Path("tongues"), "*.tsv").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Languages))]
    public void Sayings_are_found_and_told_from_what_is_no_saying(string file)
    {
        var lines = File.ReadAllLines(Corpora.Path("tongues", file)).Select(line => line.Split('\t')).ToList();
        var spoken = Speech.Read([.. lines.Select(cells => new Block(cells[0]))], null);
        var found = spoken.Attributions.Select(attribution => (
            Sentence: spoken.Passages.Last(passage => passage.Start <= attribution.Content[0].Start).Paragraph,
            Who: attribution.Who ?? "-",
            Content: string.Join(" … ", attribution.Content.Select(span => spoken.Text[span.Start..span.End])))).ToList();
        var expected = lines.SelectMany((cells, i) => cells.Skip(1).Chunk(2).Select(saying => (Sentence: i, Who: saying[0], Content: saying[1]))).ToList();
        var report = new StringBuilder();
        foreach (var saying in expected.Except(found)) report.AppendLine($"missed {saying.Who}: {saying.Content}");
        foreach (var saying in found.Except(expected)) report.AppendLine($"wrong {saying.Who}: {saying.Content}");
        var right = (double)expected.Intersect(found).Count();
        report.AppendLine(FormattableString.Invariant($"{file}: P {right / found.Count:0.000} of {found.Count}, R {right / expected.Count:0.000} of {expected.Count}"));
        output.WriteLine(report.ToString());
        Assert.True(right >= LeastPrecision * found.Count && right >= LeastRecall * expected.Count, report.ToString());
    }

    // Words that open a clause or join two: none of them names anybody.
    private static readonly HashSet<string> Nobodies = new(
        "y e et und que quien qui der die das el la le les los esto así eso cuando si но и а что который которая это так wenn jetzt dies zudem auch che chi cosi questo de del 采访时 他还"
        .Split(' '), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void On_real_pages_only_names_offices_and_bodies_speak()
    {
        var folder = Corpora.Shared("pages");
        var (named, wrong) = (0, new List<string>());
        using var truth = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "truth.json")));
        foreach (var page in truth.RootElement.EnumerateObject().OrderBy(page => page.Name, StringComparer.Ordinal))
        {
            var set = page.Value.GetProperty("set").GetString()!;
            if (set == "dates" || page.Value.GetProperty("language").GetString() is null or "en") continue;
            var file = Path.Combine(folder, set, page.Name + ".gz");
            using var bytes = new MemoryStream();
            using (var zipped = new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress)) zipped.CopyTo(bytes);
            Account account;
            try
            {
                account = Reader.Read(new Page(bytes.ToArray(), Path.GetFileName(file)));
            }
            catch (UnreadablePageException)
            {
                continue;
            }
            foreach (var who in account.Attributions.Select(attribution => attribution.Who).OfType<string>())
            {
                named++;
                var marks = who.Count(c => c is '"' or '“' or '”' or '„' or '«' or '»');
                if (Nobodies.Contains(who) || marks % 2 != 0 || who.Contains(':') || !who.Any(char.IsLetter)) wrong.Add($"{Path.GetFileName(file)}: {who}");
            }
        }
        output.WriteLine($"{named} named");
        Assert.True(named > 100 && wrong.Count == 0, $"{wrong.Count} of {named}\n{string.Join('\n', wrong)}");
    }
}
