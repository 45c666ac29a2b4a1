using System.Text;
using CsCheck;

namespace Variorum;

public class CharsetTests
{
    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Corpora("charsets"), "*.html").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void A_page_is_read_in_the_charset_it_was_written_in(string file)
    {
        var path = Path.Combine(Corpora("charsets"), file);
        var expected = File.ReadAllText(path + ".expected").Split('\n', 3);
        var (text, charset, _) = Charset.Decode(File.ReadAllBytes(path), expected[1].Length == 0 ? null : expected[1]);
        Assert.Equal(expected[0], charset);
        Assert.Contains(expected[2], text, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_give_a_text() =>
        Check.Sample(Gen.Byte.Array[0, 400], bytes => Charset.Decode(bytes, null).Text is not null);

    [Fact]
    public void Text_in_UTF8_comes_back_as_it_was() =>
        Check.Sample(Gen.String[Gen.Char["abcé жя你好は한 ؟"], 0, 200], text =>
            Charset.Decode(Encoding.UTF8.GetBytes(text), "text/html; charset=latin1").Text == text);

    internal static string Corpora(string kind)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "tests", "corpora", kind);
            if (Directory.Exists(path)) return path;
        }

        throw new DirectoryNotFoundException($"tests/corpora/{kind} stands in the repository");
    }
}
