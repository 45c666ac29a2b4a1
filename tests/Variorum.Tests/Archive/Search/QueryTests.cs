using CsCheck;

namespace Variorum;

public class QueryTests
{
    [Theory]
    [InlineData("railway treaty", "railway treaty")]
    [InlineData("railway AND treaty", "railway treaty")]
    [InlineData("a b OR c", "(a b) OR c")]
    [InlineData("a (b OR c) d", "a (b OR c) d")]
    [InlineData("a NOT b", "a -b")]
    [InlineData("a -\"b c\"", "a -\"b c\"")]
    [InlineData("a NOT (b OR c)", "a -(b OR c)")]
    [InlineData("a NOT NOT b", "a b")]
    [InlineData("\"peace  and security\"", "\"peace and security\"")]
    [InlineData("“peace and security”", "\"peace and security\"")]
    [InlineData("peace NEAR/5 security", "peace NEAR/5 security")]
    [InlineData("peace NEAR security", "peace NEAR/10 security")]
    [InlineData("a NEAR/2 b NEAR/3 c", "a NEAR/2 b b NEAR/3 c")]
    [InlineData("minist*", "minist*")]
    [InlineData("title:(a OR \"b c\")", "title:a OR title:\"b c\"")]
    [InlineData("Title:summit source: norpress", "title:summit source:norpress")]
    [InlineData("date:2024-06-01..2024-07", "date:2024-06-01..2024-07")]
    [InlineData("date:2024.. date:..2023", "date:2024.. date:..2023")]
    [InlineData("language:RU country:\"West Norland\"", "language:ru country:\"west norland\"")]
    [InlineData("at 10:30 & https://norpress.example/a", "at \"10:30\" \"https://norpress.example/a\"")]
    [InlineData("F-16 and near", "F-16 and near")]
    [InlineData("조선 OR 東京", "조선 OR 東京")]
    public void A_query_is_printed_in_one_way_that_reads_back_to_the_same(string text, string canonical)
    {
        Assert.Equal(canonical, Query.Parse(text).ToString());
        Assert.Equal(canonical, Query.Parse(canonical).ToString());
    }

    [Theory]
    [InlineData("peace \"and security", 6, "The quotation mark here has no second one.")]
    [InlineData("peace (and security", 6, "The bracket opened here is not closed.")]
    [InlineData("peace) and", 5, "A bracket is closed here that was not opened.")]
    [InlineData("", 0, "The query has no word to look for.")]
    [InlineData("  & ?", 0, "The query has no word to look for.")]
    [InlineData("()", 0, "There is no word in the brackets.")]
    [InlineData("a \"…\"", 2, "There is no word in the quotation marks.")]
    [InlineData("peace author:holt", 6, "There is no field author; there are title, source, speaker, url, language, country, kind and date.")]
    [InlineData("-war", 0, "NOT alone would find nearly everything; say also what to find.")]
    [InlineData("NOT war -peace", 0, "NOT alone would find nearly everything; say also what to find.")]
    [InlineData("peace OR NOT war", 9, "NOT needs something beside it that is to be found.")]
    [InlineData("peace OR", 8, "OR needs a word on its right.")]
    [InlineData("AND peace", 0, "AND needs a word on its left.")]
    [InlineData("peace AND", 6, "AND needs a word on its right.")]
    [InlineData("peace NEAR/5", 6, "NEAR needs a word or a phrase on its right.")]
    [InlineData("peace NEAR/x war", 6, "NEAR takes a distance of 1 to 100 words, as in NEAR/5.")]
    [InlineData("date:2024-13", 5, "date: takes a year, month or day, or two of them: 2024, 2024-06, 2024-06-01..2024-07.")]
    [InlineData("date:2024-06..2024-05", 5, "The dates end before they begin.")]
    [InlineData("a title:", 2, "title: needs a value behind it.")]
    public void What_cannot_be_read_is_shown_at_its_place(string text, int position, string message)
    {
        var error = Assert.Throws<QueryException>(() => Query.Parse(text));
        Assert.Equal((message, position), (error.Message, error.Position));
    }

    [Fact]
    public void The_place_is_under_a_caret() =>
        Assert.Equal("peace (and security\n      ^", Assert.Throws<QueryException>(() => Query.Parse("peace (and security")).Caret);

    [Fact]
    public void Brackets_without_end_are_an_error_and_no_crash() =>
        Assert.Equal("The query is nested too deeply.", Assert.Throws<QueryException>(() => Query.Parse(new string('(', 10_000))).Message);

    [Fact]
    public void Any_text_is_a_query_or_an_error_with_a_place() => Pieces.Sample(text =>
    {
        try
        {
            var canonical = Query.Parse(text).ToString();
            Assert.Equal(canonical, Query.Parse(canonical).ToString());
        }
        catch (QueryException error)
        {
            Assert.InRange(error.Position, 0, text.Length);
        }
    });

    private static readonly string[] Parts =
        ["a", "b*", "c d", "\"", "\"e f\"", "“", "(", ")", " ", " ", " ", "AND", "OR", "NOT", "-", "NEAR/3", "NEAR", "title:", "date:2024", "kind:", "..", ":", "*", "東京", "1,146", "it's", "\t", "x:y"];

    private static readonly Gen<string> Pieces = Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 14].Select(string.Concat);
}
