using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>A room with users: who comes in, who does not, and what stays shut.</summary>
public sealed class SigningInTests(Browser browser) : IAsyncLifetime
{
    private const string Password = "four herons over Karsk", ReadersPassword = "a slow ferry to Ostrand";

    private readonly Scratch scratch = new();
    private ServedRoom? served;

    private ServedRoom Room => served!;

    public async ValueTask InitializeAsync()
    {
        Assert.Equal((0, ""), (await Shell.Run($"""
            variorum add '{Repository.Path("samples", "signing-report.html")}' --url https://press.vta.example/signing --archive archive >/dev/null &&
            echo '{Password}' | variorum user add Ida --role admin --archive archive >/dev/null && echo '{ReadersPassword}' | variorum user add Rolf --archive archive >/dev/null
            """, scratch.Folder)) is var ran ? (ran.Exit, ran.Error) : default);
        served = await ServedRoom.Open("--archive archive --users", scratch.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (served is not null) await served.DisposeAsync();
        scratch.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Somebody_signs_in_is_led_to_what_they_asked_for_and_their_session_ends_with_signing_out(bool keyboard)
    {
        await using var visitor = await Visitor.Come(browser, Room.Address);
        var (page, hands) = (visitor.Page, new Hands(visitor.Page, keyboard));
        await visitor.Go("/accounts/1");
        await page.Arrive("/sign-in\\?to=.*");
        await SignIn(hands, "Ida", "four herons over Kursk");
        Assert.StartsWith("The name or the password is not right.", await page.Locator("#wrong").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("", await page.Locator("input[name=password]").InputValueAsync());
        await SignIn(hands, "Ida", Password);
        await page.Arrive("/accounts/1");
        await hands.Press(page.Locator("header.room a[href='/users']:visible"));
        await page.Arrive("/users");
        Assert.Contains("Rolf", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        var cookies = await visitor.Context.CookiesAsync();
        await hands.Press(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }));
        await page.Arrive("/sign-in");
        // Neither the way back nor the cookie of before shows anything any more.
        await page.GoBackAsync();
        Assert.DoesNotContain("Rolf", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.Context.AddCookiesAsync(cookies.Select(static cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = cookie.HttpOnly, SameSite = cookie.SameSite }));
        await visitor.Go("/users");
        await page.Arrive("/sign-in\\?to=.*");
    }

    [Fact]
    public async Task A_reader_reads_and_is_refused_what_is_an_editors_or_an_admins()
    {
        await using var visitor = await Visitor.Come(browser, Room.Address);
        var page = visitor.Page;
        await visitor.Go("/");
        await SignIn(new Hands(page, Keys: false), "Rolf", ReadersPassword);
        await page.Arrive("/");
        await visitor.Go("/accounts/1");
        Assert.NotEqual(0, await page.Locator("article .text").CountAsync());
        await visitor.Go("/sources");
        Assert.Equal(0, await page.Locator("main form").CountAsync());
        foreach (var shut in new[] { "/users", "/audit" })
        {
            var answer = await visitor.Go(shut);
            Assert.Equal(403, answer.Status);
            Assert.Equal(1, await page.Locator("h1").CountAsync());
        }
        // Sent all the same, from a page of the room, with its token.
        await visitor.Go("/you");
        var status = await page.EvaluateAsync<int>("""
            async () => (await fetch('/sources', { method: 'POST', body: new URLSearchParams([...new FormData(document.querySelector('main form[method=post], form[method=post]')), ['url', 'https://press.norland.example/'], ['do', 'look']]) })).status
            """);
        Assert.Equal(403, status);
    }

    private static async Task SignIn(Hands hands, string name, string password)
    {
        await hands.Write(hands.Page.Locator("input[name=name]"), name);
        await hands.Write(hands.Page.Locator("input[name=password]"), password);
        await hands.Press(hands.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }));
    }
}
