using System.Text;

namespace Variorum;

public class PlainTextTests
{
    public static TheoryData<string> Saved =>
        [.. Directory.GetFiles(Corpora.Path("plaintext"), "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Saved))]
    public void A_saved_page_gives_its_article_and_nothing_of_its_frame(string name)
    {
        var expected = File.ReadAllText(Corpora.Path("plaintext", name + ".expected"));
        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), Told(Corpora.Read(Corpora.Path("plaintext", name + ".txt"))).TrimEnd());
    }

    [Fact]
    public void A_report_saved_with_lists_of_teasers_gives_its_sentences_only()
    {
        var account = Corpora.Read(Corpora.Shared("seeds", "000_1ce6c00f2e810b48.txt"));
        Assert.StartsWith("\"Treaty on", account.Title, StringComparison.Ordinal);
        Assert.Equal("2024-06-20", account.Published);
        Assert.StartsWith("KCNA", account.Publisher, StringComparison.Ordinal);
        Assert.Empty(account.Unread);
        SameWords(File.ReadAllLines(Corpora.Shared("gold", "treaty-2024", "a.txt")), account, apart: 1);
    }

    [Fact]
    public void A_transcript_saved_with_note_and_footer_gives_its_sentences_only()
    {
        var account = Corpora.Read(Corpora.Shared("seeds", "002_8e75330bd2af577a.txt"));
        Assert.Null(account.Title);
        Assert.Null(account.Published);
        Assert.Equal("The Kremlin", account.Origin?.Publisher);
        Assert.Equal(["North Korea", "Russia"], account.Categories);
        Assert.EndsWith("Rossiya Segodnya“)", Assert.Single(account.Captions).Credit, StringComparison.Ordinal);
        Assert.Equal("Press statements following Russia-DPRK talks.", account.Captions[0].Text);
        Assert.StartsWith("EDITOR’S NOTE:", Assert.Single(account.Notes), StringComparison.Ordinal);
        Assert.Empty(account.Unread);
        SameWords(File.ReadAllLines(Corpora.Shared("gold", "treaty-2024", "b.txt")), account, apart: 2);
    }

    [Fact]
    public void A_text_without_a_frame_loses_nothing()
    {
        var gold = Corpora.Shared("gold");
        var files = Directory.GetFiles(gold, "*.txt", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var account = Corpora.Read(file);
            Assert.True(account.Unread.Count == 0 && account.Captions.Count == 0 && account.Notes.Count == 0 && account.Origin is null, file);
            var paragraphs = File.ReadAllText(file).Split('\n').Select(line => Layout.Fold(line)).Where(line => line.Length > 0).ToList();
            if (account.Title is { } title)
            {
                Assert.Equal(paragraphs[0], title);
                paragraphs.RemoveAt(0);
            }
            // Dates of their own line become metadata, end marks vanish.
            if (paragraphs[0].Length <= 12) paragraphs.RemoveAt(0);
            paragraphs[^1] = paragraphs[^1].Replace(" -0-", "", StringComparison.Ordinal);
            Assert.Equal(paragraphs, account.Text.Split("\n\n"));
        }
    }

    // The passages are all of the text but what stands apart: the dateline, the labels of speakers.
    private static void SameWords(string[] sentences, Account account, int apart)
    {
        var expected = string.Join(' ', sentences.Select(line => Layout.Fold(line))).Trim();
        var text = account.Text.Replace("\n\n", " ", StringComparison.Ordinal);
        Assert.Equal(expected, string.Join(' ', account.Passages.Select(static passage => passage.Text)));
        var words = new HashSet<string>(expected.Split(' '), StringComparer.Ordinal);
        Assert.All(account.Passages, passage => Assert.Contains(passage.Text, text, StringComparison.Ordinal));
        Assert.All(sentences, sentence => Assert.Contains(Layout.Fold(sentence), text, StringComparison.Ordinal));
        var surplus = text.Split(' ').Length - expected.Split(' ').Length;
        Assert.InRange(surplus, apart, apart * 20);
    }

    private static string Told(Account account)
    {
        var told = new StringBuilder();
        void Line(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value)) told.Append(label).Append(": ").Append(value).Append('\n');
        }
        Line("title", account.Title);
        Line("publisher", account.Publisher);
        Line("published", account.Published);
        Line("modified", account.Modified);
        Line("language", account.Language);
        if (account.Passages.Count > 0) Line("kind", account.Kind.ToString().ToLowerInvariant());
        Line("author", account.Author);
        Line("origin", account.Origin?.Publisher);
        Line("categories", string.Join("; ", account.Categories));
        foreach (var note in account.Notes) Line("note", note);
        foreach (var caption in account.Captions) Line("caption", $"{caption.Text} [{caption.Credit}]".Trim());
        foreach (var unread in account.Unread) Line("unread", unread.What);
        told.Append('\n');
        var paragraphs = account.Text.Split("\n\n");
        for (var i = 0; i < paragraphs.Length; i++)
        {
            var heading = account.Passages.Any(passage => passage.Paragraph == i && passage.Heading);
            told.Append(heading ? "# " : "").Append(paragraphs[i]).Append('\n');
        }
        return told.ToString();
    }
}
