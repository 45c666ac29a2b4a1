namespace Variorum;

/// <summary>Words with their forms, and words that only look alike, of each language: <c>corpora/inflections</c>.</summary>
public class InflectionsTests
{
    public static TheoryData<string> Languages => [.. Directory.EnumerateFiles(Corpora.Path("inflections"), "*.tsv").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Languages))]
    public void A_word_is_found_in_all_its_forms(string language)
    {
        var missed = new List<string>();
        foreach (var row in Rows(language, "+"))
        {
            foreach (var form in row[2].Split(' '))
            {
                if (!Finds(row[1], form, language)) missed.Add($"{row[1]} in {form}");
                // A particle that is written apart, or in letters by themselves, is looked for by who writes it.
                if (language != "ko" && !(language == "tr" && form.Contains('\'', StringComparison.Ordinal)) && !Finds(form, row[1], language)) missed.Add($"{row[1]} by {form}");
            }
        }
        Assert.Empty(missed);
    }

    [Theory, MemberData(nameof(Languages))]
    public void A_word_is_not_found_by_another_that_looks_alike(string language) =>
        Assert.Empty(Rows(language, "-").Where(row => Finds(row[1], row[2], language)).Select(row => $"{row[1]} by {row[2]}"));

    private static List<string[]> Rows(string language, string kind) =>
        [.. File.ReadAllLines(Corpora.Path("inflections", language + ".tsv")).Select(line => line.Split('\t')).Where(row => row[0] == kind)];

    private static bool Finds(string asked, string written, string language)
    {
        var analyzer = new Analyzer();
        var tokens = analyzer.Analyze(Normalization.Compose(written), language);
        var phrase = QueryPhrase.Of(new WordQuery(QueryField.Text, asked), analyzer);
        return Enumerable.Range(0, Math.Max(0, tokens.Count - phrase.Terms[^1].Offset)).Any(at => phrase.Terms.All(term => term.Matches(tokens[at + term.Offset])));
    }
}
