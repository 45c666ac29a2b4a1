namespace Variorum;

public class PagesTests
{
    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Corpora.Path("pages"), "*.html").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void A_page_keeps_its_text_in_order_and_leaves_what_stands_around_it(string file)
    {
        var account = Corpora.Read(Corpora.Path("pages", file));
        var told = 0;
        foreach (var line in File.ReadLines(Corpora.Path("pages", Path.ChangeExtension(file, ".case"))))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var said = line[(colon + 2)..];
            switch (line[..colon])
            {
                case "title": Assert.Equal(said, account.Title); break;
                case "publisher": Assert.Equal(said, account.Publisher); break;
                case "published": Assert.Equal(said, account.Published ?? "none"); break;
                case "modified": Assert.Equal(said, account.Modified ?? "none"); break;
                case "kept":
                    var at = account.Text.IndexOf(said, told, StringComparison.Ordinal);
                    Assert.True(at >= 0, $"the text lacks \"{said}\", or has it in another place:\n{account.Text}");
                    told = at;
                    break;
                case "left": Assert.DoesNotContain(said, account.Text, StringComparison.Ordinal); break;
                default: Assert.Fail($"a case does not say {line[..colon]}"); break;
            }
        }
    }
}
