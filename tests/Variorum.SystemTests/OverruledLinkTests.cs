using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>What a user does who finds that a link is wrong.</summary>
public sealed class OverruledLinkTests(Browser browser)
{
    [Fact]
    public async Task A_link_is_overruled_with_the_mouse_and_stays_so()
    {
        await using var room = await SigningRoom.Open();
        await using var opened = await room.Visit(browser, "/compare?account=1&account=2");
        var page = opened.Page;
        var row = page.Locator(".links tr", new() { HasTextString = "A19" });
        await page.Locator("details.links > summary").ClickAsync();
        await row.Locator("a.decide").ClickAsync();
        await page.Locator("dialog.decider").WaitForAsync();
        await page.Locator("dialog.decider button[value=reject]").ClickAsync();
        await page.Arrive("/compare.*#.*");
        await page.ReloadAsync();
        Assert.Equal(0, await row.CountAsync());
        Assert.Contains("rejected by local", await page.Locator(".decisions").InnerTextAsync(), StringComparison.Ordinal);
        // Somebody else, in a browser of their own, sees it too.
        await using var other = await room.Visit(browser, "/compare?account=1&account=2");
        Assert.Equal(0, await other.Page.Locator(".links tr", new() { HasTextString = "A19" }).CountAsync());
        Assert.Contains("rejected by local", await other.Page.Locator(".decisions").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_in_place_stands_in_the_form_again_where_somebody_else_was_faster()
    {
        await using var room = await SigningRoom.Open();
        await using var slow = await room.Visit(browser, "/compare?account=1&account=2");
        await using var fast = await room.Visit(browser, "/compare?account=1&account=2");
        foreach (var opened in new[] { slow, fast })
        {
            await opened.Page.Locator("details.links > summary").ClickAsync();
            await opened.Page.Locator(".links tr", new() { HasTextString = "A19" }).Locator("a.decide").ClickAsync();
            await opened.Page.Locator("dialog.decider button[value=reject]").WaitForAsync();
        }
        await fast.Page.Locator("dialog.decider button[value=reject]").ClickAsync();
        await fast.Page.Arrive("/compare.*#.*");
        await slow.Page.Locator("dialog.decider form.fields input[name=comment]").First.FillAsync("they are paid for");
        await slow.Page.Locator("dialog.decider button[value=accept]").ClickAsync();
        await slow.Page.Locator("[role=alert]", new() { HasTextString = "rejected by local" }).WaitForAsync();
        var form = slow.Page.Locator("form", new() { Has = slow.Page.Locator("button[value=accept]") });
        await Assertions.Expect(form.Locator("input[name=comment]")).ToBeFocusedAsync();
        await Assertions.Expect(form.Locator("input[name=comment]")).ToHaveValueAsync("they are paid for");
        await form.Locator("button[value=accept]").ClickAsync();
        await slow.Page.Arrive("/compare\\?.*#A19");
        await Assertions.Expect(slow.Page.Locator(".decisions")).ToContainTextAsync("accepted by local");
    }

    [Fact]
    public async Task On_paper_a_comparison_has_nothing_that_can_only_be_clicked()
    {
        await using var room = await SigningRoom.Open();
        await using var opened = await room.Visit(browser, "/compare?account=1&account=2");
        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var clicked in new[] { "header.room nav", "footer.room", ".tools", ".decide", ".marking", ".files", ".way", ".card" })
            Assert.DoesNotContain(true, await opened.Page.Locator(clicked).EvaluateAllAsync<bool[]>("all => all.map(one => one.checkVisibility())"));
        Assert.True(await opened.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.scroll')].every(scroll => scroll.scrollHeight <= scroll.clientHeight + 1)"));
        // The margins of paper count within the room too.
        Assert.True(await opened.Page.EvaluateAsync<bool>("[...document.styleSheets].some(sheet => [...sheet.cssRules].some(rule => rule instanceof CSSPageRule))"));
    }

    [Fact]
    public async Task A_link_is_drawn_and_overruled_with_the_keyboard_alone()
    {
        await using var room = await SigningRoom.Open();
        await using var opened = await room.Visit(browser, "/compare?account=1&account=2#A24");
        var page = opened.Page;
        await page.Locator("#A24:focus").WaitForAsync();
        await page.Keyboard.PressAsync("m");
        // The last passage of the other text: with Tab into it, and to its end.
        for (var i = 0; i < 60 && await page.Locator(".pane.b .p:focus").CountAsync() == 0; i++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("End");
        await page.Locator("#B63:focus").WaitForAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("l");
        await page.Locator("dialog.decider button[value=draw]:focus").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#A24.same, #A24.partial, #A24.differs").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("#A24:focus").WaitForAsync();
        Assert.Contains("B63", await page.Locator("#A24 .to").InnerTextAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("d");
        await page.Locator("dialog.decider button[value=accept]:focus").WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#A24.only").WaitForAsync();
        Assert.Contains("rejected by local", await page.Locator(".decisions").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_an_event_are_chosen_in_place()
    {
        await using var room = await SigningRoom.Open();
        await using var opened = await room.Visit(browser, "/events/1");
        var rows = opened.Page.Locator(".told tbody tr:not(.out)");
        var all = await rows.CountAsync();
        await opened.Page.Locator("select[name=told]").SelectOptionAsync("one");
        Assert.InRange(await rows.CountAsync(), 1, all - 1);
    }

    /// <summary>A room of the two accounts of a signing, for one test that changes it.</summary>
    private sealed class SigningRoom : IAsyncDisposable
    {
        private readonly Scratch scratch = new();
        private ServedRoom? served;

        public static async Task<SigningRoom> Open()
        {
            var room = new SigningRoom();
            foreach (var (name, url) in new[] { ("report", "https://press.vta.example/signing"), ("transcript", "https://documents.sund.example/signing") })
                Assert.Equal(0, (await Shell.Run($"variorum add '{Repository.Path("samples", $"signing-{name}.html")}' --url {url} --archive archive", room.scratch.Folder)).Exit);
            room.served = await ServedRoom.Open("--archive archive", room.scratch.Folder);
            return room;
        }

        public async Task<Visitor> Visit(Browser browser, string path)
        {
            var visitor = await Visitor.Come(browser, served!.Address);
            await visitor.Go(path);
            return visitor;
        }

        public async ValueTask DisposeAsync()
        {
            if (served is not null) await served.DisposeAsync();
            scratch.Dispose();
        }
    }
}
