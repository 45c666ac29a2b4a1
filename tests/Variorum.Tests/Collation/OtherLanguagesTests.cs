namespace Variorum;

/// <summary>Two accounts in one language that is not English, a report and a speech: what a reader would be told of them.</summary>
public class OtherLanguagesTests
{
    private static readonly string Corpus = Corpora.Path("tongues", "pairs");

    public static TheoryData<string> Languages => [.. Directory.EnumerateFiles(Corpus, "*.tsv").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Languages))]
    public void Sentences_that_say_the_same_are_linked_and_their_figures_told_apart(string language)
    {
        var expected = File.ReadAllLines(Path.Combine(Corpus, language + ".tsv")).Where(line => !line.StartsWith('#')).Select(line => line.TrimEnd('\t')).Order(StringComparer.Ordinal);
        var collation = Collator.Collate(Read($"{language}-a.txt"), Read($"{language}-b.txt"));
        var found = collation.Links.Select(link => $"link\t{Ids(link.A)}\t{Ids(link.B)}").Concat(collation.Variants.Select(Told)).Select(line => line.TrimEnd('\t')).Order(StringComparer.Ordinal);
        Assert.Equal(string.Join('\n', expected), string.Join('\n', found));
    }

    private static string Told(Variant variant) =>
        $"{variant.Kind.ToString().ToLowerInvariant()}\t{Ids(variant.A)}\t{Ids(variant.B)}\t{variant.Of?.ToString().ToLowerInvariant()}\t{variant.From}\t{variant.To}";

    private static string Ids(IReadOnlyList<string> ids) => string.Join(',', ids);

    private static Account Read(string file) => Corpora.Read(Path.Combine(Corpus, file));
}
