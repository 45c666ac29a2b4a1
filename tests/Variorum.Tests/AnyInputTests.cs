using System.Text;
using Variorum.Bench;

namespace Variorum;

/// <summary>What holds for every input, tried on damaged pages and texts. The bench's <c>fuzz</c> tries as many as there is time for.</summary>
public class AnyInputTests
{
    // Always the same damage, so that a red run can be had again.
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 12)];

    private static readonly string[] Pages = Load(Path.Combine(Corpora.Root, "samples"), "*.html");

    private static readonly string[] Texts = [.. Load(Corpora.Path("plaintext"), "*.txt"), .. Load(Corpora.Path("speech"), "*.txt"), .. Load(Corpora.Path("quantities"), "*.txt")];

    // Among them are those by which rules were once broken.
    public static TheoryData<string> Traps => [.. Directory.EnumerateFiles(Corpora.Path("html"), "*.html").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Traps))]
    public void A_page_with_a_trap_is_read_by_the_rules(string file) => Assert.NotNull(Invariants.Page(File.ReadAllBytes(Corpora.Path("html", file)), null));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_damaged_page_is_refused_or_read_by_the_rules(int seed)
    {
        var random = new Random(seed);
        var (bytes, type) = HtmlMutations.Sent(HtmlMutations.Mutate(One(Pages, random), random, One(Pages, random)), random);
        Invariants.Page(bytes, type);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_damaged_text_is_refused_or_read_by_the_rules(int seed)
    {
        var random = new Random(seed);
        Invariants.Page(Encoding.UTF8.GetBytes(TextMutations.Mutate(One(Texts, random), random, One(Texts, random))), null);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_damaged_paragraph_is_cut_and_searched_by_the_rules(int seed)
    {
        var random = new Random(seed);
        var text = TextMutations.Mutate(One(Texts, random), random, One(Texts, random));
        Invariants.Sentences(text);
        var dates = Dates.Find(text, random.Next(2) == 0 ? null : "2024-06-20");
        Invariants.Figures(text, dates, Quantities.Find(text, dates));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Damaged_texts_are_collated_by_the_rules(int seed)
    {
        var random = new Random(seed);
        var text = One(Texts, random);
        var accounts = new[] { Mutant(), Mutant() }.OfType<Account>().ToList();
        if (accounts.Count == 2) Invariants.Collation(Collator.Collate(accounts));

        Account? Mutant()
        {
            var mutant = TextMutations.Mutate(text, random, text);
            return Invariants.Page(Encoding.UTF8.GetBytes(mutant[..Math.Min(mutant.Length, 5000)]), null)?.Account;
        }
    }

    [Theory]
    [InlineData("\"a ")]
    [InlineData("“We go ")]
    [InlineData("EDITOR’S NOTE: a.\n\n")]
    public async Task A_million_characters_of_one_mark_cost_no_more_than_their_number(string piece)
    {
        var bytes = Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length).ToString());
        var cancel = TestContext.Current.CancellationToken;
        // A second or two where time grows with the length, hours where it grows with its square: how busy the machine is decides nothing.
        await Task.Run(() => Reader.Read(new Page(bytes, "text")), cancel).WaitAsync(TimeSpan.FromMinutes(2), cancel);
    }

    private static string One(string[] all, Random random) => all[random.Next(all.Length)];

    private static string[] Load(string folder, string pattern) => [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
