using AngleSharp.Html.Parser;

namespace Variorum;

public class DiffPageTests
{
    [Fact]
    public async Task Words_that_changed_are_marked_on_their_side_and_what_stayed_is_folded()
    {
        var rest = string.Concat(Enumerable.Range(1, 12).Select(static n => $"<p>The delegation of department {n} met its counterpart and spoke of the harbour in the afternoon.</p>"));
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9, more: rest)), Kept.Answer(Kept.Url, 1, Kept.Report(54, more: rest)), Kept.Answer(Kept.Url, 2, Kept.Report(55, more: rest)));
        var html = new HtmlParser().ParseDocument(await room.Text("/diff/1/2"));
        Assert.Equal("9", html.QuerySelector(".was del")!.TextContent);
        Assert.Equal("54", html.QuerySelector(".now ins")!.TextContent);
        Assert.Null(html.QuerySelector(".was ins, .now del"));
        Assert.NotNull(html.QuerySelector("details summary"));
        Assert.NotNull(html.QuerySelector("a[href='/diff/2/1']"));
        Assert.NotNull(html.QuerySelector("a[href='/diff/2/3']"));
    }

    [Fact]
    public async Task Two_documents_can_be_set_side_by_side_word_by_word()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)), Kept.Answer("https://vta.vesmark.example/1", 1, Kept.Report(10)));
        var page = await room.Text("/diff/1/2");
        Assert.Contains("two documents, word by word", page, StringComparison.Ordinal);
        Assert.Contains("<ins>10</ins>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_beside_itself_has_no_change() => await With("/diff/1/1", "Nothing that it says");

    [Fact]
    public async Task A_history_tells_each_change_in_its_place_and_lists_every_capture()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)), Kept.Answer(Kept.Url, 1, Kept.Report(54)), Kept.Answer(Kept.Url, 2, "gone", 404), Kept.Answer(Kept.Url, 3, "gone", 404));
        var html = new HtmlParser().ParseDocument(await room.Text("/documents/1"));
        Assert.Equal(["Version 1", "Version 2", "Missing", "Withdrawn"], html.QuerySelectorAll(".history h2").Select(static heading => heading.TextContent));
        Assert.Equal(4, html.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("54", html.QuerySelector(".history ins")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_that_changed_are_shown_before_and_after()
    {
        string Page(string picture) => Kept.Report(9, more: $"<figure><img src=\"/{picture}.png\" alt=\"{picture}\"><figcaption>The hall of Karsk</figcaption></figure>");
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Page("one")), Kept.Answer("https://press.norland.example/one.png", 0.1, Kept.Png, type: "image/png"),
            Kept.Answer(Kept.Url, 5, Page("two")), Kept.Answer("https://press.norland.example/two.png", 5.1, [.. Kept.Png, 1, 2, 3], type: "image/png"));
        var html = new HtmlParser().ParseDocument(await room.Text("/diff/1/2"));
        Assert.Equal(2, html.QuerySelectorAll("figure.changed img").Length);
        Assert.Contains("picture exchanged", new HtmlParser().ParseDocument(await room.Text("/accounts/2")).QuerySelector(".strip")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task With(string path, string says)
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)));
        Assert.Contains(says, await room.Text(path), StringComparison.Ordinal);
    }
}
