using System.Text;
using CsCheck;

namespace Variorum;

public class FurnitureTests
{
    private static readonly string[] Nouns = ["minister", "treaty", "railway", "harbour", "delegation", "commission", "border", "factory", "school", "budget", "ferry", "bridge", "council", "embassy"];
    private static readonly string[] Verbs = ["opened", "signed", "praised", "visited", "rejected", "prepared", "discussed", "inspected"];
    private static readonly string[] Places = ["Halden", "Port Aster", "Vesmark", "Norland", "Estria", "Orm"];

    private static readonly Gen<string> Sentence = Gen.Select(Gen.Int[0, Nouns.Length - 1], Gen.Int[0, Verbs.Length - 1], Gen.Int[0, Places.Length - 1], Gen.Int[2, 900], Gen.Int[0, Nouns.Length - 1],
        (noun, verb, place, number, other) =>
            $"The {Nouns[noun]} of {Places[place]} {Verbs[verb]} the {Nouns[other]} with {number} guests from the other side of the river on that day.");

    // Paragraphs are told apart by their numbers: a text that repeats itself is another law's matter.
    private static readonly Gen<string[]> Paragraphs = Gen.Select(Sentence.Array[1, 3], Gen.Int[1, 9]).Array[2, 12].Select(all => all.Select((paragraph, i) =>
        string.Join(' ', paragraph.Item1.Select((sentence, j) => sentence.Replace("on that day", $"on day {i}{j} of the talks", StringComparison.Ordinal)))).ToArray());

    private static readonly string[][] Heads =
    [
        [],
        ["The Halden Observer", "Home | News | Contact", "Search"],
        ["Skip to content", "Ministry of Trade of Norland", "Home » Press » News"],
        ["Thursday, 12 June 2031", "Menu", "Subscribe", "Log in"],
        ["We use cookies to improve your experience. By continuing to use this site you accept our cookie policy.", "Accept", "Halden Gazette"],
    ];

    private static readonly string[][] Tails =
    [
        [],
        ["Share", "Related news", "Ferry line reopens", "3 June 2031", "Minister in Estria", "1 June 2031", "© 2031 Halden Observer. All rights reserved."],
        ["Tags: trade, ferry", "Leave a comment", "Your email address will not be published. Required fields are marked.", "Recent Posts", "A winter without ferries"],
        ["Print", "Back to top", "Ministry of Trade, Harbour Street 7, Halden", "Tel: +00 555 010 200", "press@trade.example"],
        ["More from Halden Observer", "Ferry line reopens", "The ferry between Halden and Port Aster runs again after the repair of the", "Ferry line reopens", "The ferry between Halden and Port Aster runs again after the repair of the"],
    ];

    [Fact]
    public void Of_paragraphs_within_furniture_come_the_paragraphs() =>
        Gen.Select(Gen.Int[0, Heads.Length - 1], Paragraphs, Gen.Int[0, Tails.Length - 1], Gen.Bool).Sample((head, paragraphs, tail, blank) =>
        {
            var between = blank ? "\n\n" : "\n";
            var read = PlainText.Read(string.Join(between, [.. Heads[head], "Talks on the River Go On in Halden", "", .. paragraphs, .. Tails[tail]]));
            Assert.Equal("Talks on the River Go On in Halden", read.Title);
            Assert.Equal(paragraphs, read.Blocks.Select(block => block.Text));
            Assert.Empty(read.Unread);
        });

    [Fact]
    public void Without_furniture_nothing_is_lost() =>
        Gen.Select(Paragraphs, Gen.Int[0, 2]).Sample((paragraphs, form) =>
        {
            var text = form == 2 ? string.Join("\n\n", paragraphs.Select(paragraph => Wrapped(paragraph, 72))) : string.Join(form == 0 ? "\n" : "\n\n", paragraphs);
            var read = PlainText.Read(text);
            Assert.Null(read.Title);
            Assert.Equal(paragraphs, read.Blocks.Select(block => block.Text));
        });

    [Fact]
    public void Any_text_is_read_and_every_word_of_it_is_accounted_for_or_furniture() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char[" \n\tAab.,:;!?-—#()[]|0123456789年月日電'\"«»©/@"], 0, 400]).Sample(text =>
        {
            var account = Reader.Read(new Page(Encoding.UTF8.GetBytes("A text: " + text), "-"));
            Assert.All(account.Passages, passage => Assert.True(0 <= passage.Start && passage.Start < passage.End && passage.End <= account.Text.Length));
        });

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            try
            {
                Reader.Read(new Page(bytes, "-"));
            }
            catch (UnreadablePageException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        });

    [Theory]
    [InlineData("the minister said so and ")]
    [InlineData("(")]
    [InlineData("\"")]
    [InlineData("霍尔特说")]
    [InlineData("# ")]
    [InlineData("www.a.")]
    [InlineData("Photo: ")]
    public Task A_line_of_a_million_letters_is_read_at_once(string part) => ReadAtOnce(string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)));

    [Fact]
    public Task Sixty_thousand_lines_are_read_at_once() =>
        ReadAtOnce(string.Concat(Enumerable.Range(0, 30_000).Select(i => $"The minister of Halden opened school number {i} on that day with guests.\nSchool {i}\n")));

    // A second or two where time grows with the length, hours where it grows with its square: how busy the machine is decides nothing.
    private static async Task ReadAtOnce(string text)
    {
        var cancel = TestContext.Current.CancellationToken;
        await Task.Run(() => PlainText.Read(text), cancel).WaitAsync(TimeSpan.FromMinutes(2), cancel);
    }

    private static string Wrapped(string paragraph, int width)
    {
        var wrapped = new StringBuilder();
        var column = 0;
        foreach (var word in paragraph.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                wrapped.Append('\n');
                column = 0;
            }
            if (column > 0)
            {
                wrapped.Append(' ');
                column++;
            }
            wrapped.Append(word);
            column += word.Length;
        }
        return wrapped.ToString();
    }
}
