namespace Variorum;

/// <summary>Twelve pairs, one for each kind of variant, with all that a collation of them has to find.</summary>
public class PairsTests
{
    private static readonly string Corpus = Corpora.Path("pairs");

    public static TheoryData<string> Pairs => [.. Directory.EnumerateDirectories(Corpus).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pairs))]
    public void The_apparatus_of_a_pair_is_exact(string pair)
    {
        var folder = Path.Combine(Corpus, pair);
        var expected = File.ReadAllLines(Path.Combine(folder, "expected.tsv"))
            .Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line => line.TrimEnd('\t')).Order(StringComparer.Ordinal);
        var collation = Collator.Collate(Read(folder, "a.txt"), Read(folder, "b.txt"));
        var found = collation.Links.Select(link => $"link\t{Ids(link.A)}\t{Ids(link.B)}\t{Lower(link.Relation)}")
            .Concat(collation.Variants.Select(Told)).Select(line => line.TrimEnd('\t')).Order(StringComparer.Ordinal);
        Assert.Equal(string.Join('\n', expected), string.Join('\n', found));
    }

    private static string Told(Variant variant)
    {
        var of = variant.Of is { } matter ? Lower(matter) : "";
        return $"{Lower(variant.Kind)}\t{Ids(variant.A)}\t{Ids(variant.B)}\t{of}\t{variant.From}\t{variant.To}";
    }

    private static string Lower<T>(T value) where T : Enum => value.ToString().ToLowerInvariant();

    private static string Ids(IReadOnlyList<string> ids) => string.Join(',', ids);

    private static Account Read(string folder, string file) => Reader.Read(new Page(File.ReadAllBytes(Path.Combine(folder, file)), file));
}
