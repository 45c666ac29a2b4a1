namespace Variorum;

public class SnippetsTests
{
    private const string Text =
        "The delegations met in the capital of Karelmark. A lunch was given. The ministers spoke of peace and of trade. "
        + "Then they turned to the railway, and the railway treaty was signed at noon. Nothing else was said about it for a while. The ministers left.";

    [Theory]
    [InlineData("railway treaty", "[railway], and the [railway] [treaty] was signed")]
    [InlineData("\"railway treaty\"", "Then they turned to the railway, and the [railway treaty] was signed")]
    [InlineData("minister", "The [ministers] spoke")]
    [InlineData("railw*", "[railway], and the [railway] treaty")]
    [InlineData("peace NEAR/3 trade", "of [peace] and of [trade]")]
    [InlineData("lunch -treaty", "A [lunch] was given.")]
    [InlineData("nothing title:railway", "[Nothing] else")]
    [InlineData("source:norpress", "The delegations met")]
    public void What_was_looked_for_is_marked_in_its_sentence(string query, string shown) => Assert.Contains(shown, Shown(Text, query, 100));

    [Theory]
    [InlineData("조선 국가주석 김철수는 철도조약에 서명하였다.", "철도조약", "[철도조약]에")]
    [InlineData("조선 국가주석 김철수는 철도조약에 서명하였다.", "김", "주석 [김]철수는")]
    [InlineData("東京都で会議が開かれた。", "京都", "東[京都]で")]
    [InlineData("Стороны подписали договоры о мире.", "договор", "подписали [договоры] о")]
    [InlineData("وقّع الرئيس الاتفاقية", "اتفاقية", "[الاتفاقية]")]
    public void Hits_are_marked_in_any_script(string text, string query, string shown) => Assert.Contains(shown, Shown(text, query, 100));

    [Fact]
    public void A_snippet_is_as_wide_as_asked_and_begins_and_ends_with_words()
    {
        var text = string.Concat(Enumerable.Repeat("word after word ", 500)) + "treaty" + string.Concat(Enumerable.Repeat(" word after word", 500));
        var snippet = Assert.Single(new Snippets().Of(text, Query.Parse("treaty"), width: 120));
        Assert.InRange(snippet.End - snippet.Start, 90, 120);
        Assert.False(char.IsLetter(text[snippet.Start - 1]));
        Assert.False(char.IsLetter(text[snippet.End]));
    }

    [Fact]
    public void Several_snippets_show_other_places_each()
    {
        var text = string.Join(". ", Enumerable.Range(0, 30).Select(i => i % 10 == 0 ? $"The treaty number {i} was read to the house" : "Nothing of this was of any concern to anybody there"));
        var snippets = new Snippets().Of(text, Query.Parse("treaty"), count: 5, width: 60);
        Assert.Equal(3, snippets.Count);
        Assert.All(snippets, snippet => Assert.Single(snippet.Hits));
    }

    [Fact]
    public void A_text_without_words_has_nothing_to_show() => Assert.Empty(new Snippets().Of("…", Query.Parse("treaty")));

    private static string Shown(string text, string query, int width)
    {
        var snippet = Assert.Single(new Snippets().Of(text, Query.Parse(query), width: width));
        var shown = text[snippet.Start..snippet.End];
        foreach (var hit in snippet.Hits.Reverse()) shown = shown.Insert(hit.End - snippet.Start, "]").Insert(hit.Start - snippet.Start, "[");
        return shown;
    }
}
