using System.Text;

namespace Variorum;

/// <summary>Who says what in languages other than English: a file for each language, of one sentence a line, with who and content of each
/// saying behind it; <c>-</c> where nobody is named.</summary>
public sealed class OtherTonguesTests(ITestOutputHelper output)
{
    // Measured: all languages together and each alone are at 1.0; one miss in twenty is allowed for.
    private const double LeastPrecision = 0.95, LeastRecall = 0.95;

    public static TheoryData<string> Languages => [.. Directory.EnumerateFiles(Corpora.Path("tongues"), "*.tsv").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Languages))]
    public void Sayings_are_found_and_told_from_what_is_no_saying(string file)
    {
        var lines = File.ReadAllLines(Corpora.Path("tongues", file)).Select(line => line.Split('\t')).ToList();
        var spoken = Speech.Read([.. lines.Select(cells => new Block(cells[0]))], null);
        var found = spoken.Attributions.Select(attribution => (
            Sentence: spoken.Passages.Last(passage => passage.Start <= attribution.Content[0].Start).Paragraph,
            Who: attribution.Who ?? "-",
            Content: string.Join(" … ", attribution.Content.Select(span => spoken.Text[span.Start..span.End])))).ToList();
        var expected = lines.SelectMany((cells, i) => cells.Skip(1).Chunk(2).Select(saying => (Sentence: i, Who: saying[0], Content: saying[1].Replace("\u00a0", "")))).ToList();
        var report = new StringBuilder();
        foreach (var saying in expected.Except(found)) report.AppendLine($"missed {saying.Who}: {saying.Content}");
        foreach (var saying in found.Except(expected)) report.AppendLine($"wrong {saying.Who}: {saying.Content}");
        var right = (double)expected.Intersect(found).Count();
        report.AppendLine(FormattableString.Invariant($"{file}: P {right / found.Count:0.000} of {found.Count}, R {right / expected.Count:0.000} of {expected.Count}"));
        output.WriteLine(report.ToString());
        Assert.True(right >= LeastPrecision * found.Count && right >= LeastRecall * expected.Count, report.ToString());
    }
}
