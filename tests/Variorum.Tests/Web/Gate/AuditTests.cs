using System.Net;

namespace Variorum;

/// <summary>Who did what is written down, and who may come in is an admin's to say.</summary>
public class AuditTests
{
    [Fact]
    public async Task An_admin_lets_somebody_in_and_the_log_tells_who_did_what()
    {
        await using var room = await GuardedRoom.With();
        using var admin = await room.SignedIn(Rank.Admin);
        const string password = "wren tariff copper 9";
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.Post("/users", "/users", ("name", "Ilse Brand"), ("role", "reader"), ("password", password))).Status);
        var id = room.Users.Named("ilse brand")!.Id;
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.Post("/users", $"/users/{id}/role", ("role", "editor"))).Status);
        using var ilse = room.Browser();
        Assert.Equal(HttpStatusCode.Forbidden, (await ilse.Post("/sign-in", "/sign-in", ("name", "Ilse Brand"), ("password", "something wrong 1"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await ilse.Post("/sign-in", "/sign-in", ("name", "Ilse Brand"), ("password", password))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ilse.Get("/users")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ilse.Post("/tokens", "/tokens", ("name", "feeds"), ("scope", "read"), ("days", "30"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.Post("/users", $"/users/{id}/remove")).Status);
        var told = Audit.Before(room.Database, null, null, 100).AsEnumerable().Reverse().Select(static entry => $"{entry.Who ?? "nobody"} {entry.What} {entry.About}".TrimEnd());
        Assert.Equal(["the admin signed in", "the admin let in Ilse Brand as reader", "the admin changed the role Ilse Brand is editor", "nobody could not sign in as Ilse Brand", "Ilse Brand signed in",
            "Ilse Brand GET /users refused", "Ilse Brand made a token feeds, to read, for 30 days", "the admin removed Ilse Brand"], told);
        var page = (await admin.Get("/audit")).Text;
        Assert.Contains("Ilse Brand", page, StringComparison.Ordinal);
        Assert.DoesNotContain(password, page, StringComparison.Ordinal);
        Assert.DoesNotContain("vrm_", page, StringComparison.Ordinal);
        Assert.DoesNotContain("something wrong", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_change_is_written_down_even_where_its_handler_says_nothing()
    {
        await using var room = await OpenRoom.With([], static options => options with { More = static routes => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(routes, "/quiet/{word}", static (string word) => word).Needs(Rank.Editor) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/quiet/word?secret=x");
        request.Headers.Add(CrossSite.Header, CrossSite.Of(((LocalSecret)room.Room.Services.GetService(typeof(LocalSecret))!).Bytes));
        using var sent = await room.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var entry = Audit.Before((RoomDatabase)room.Room.Services.GetService(typeof(RoomDatabase))!, null, null, 1).Single();
        Assert.Equal(("local", "POST /quiet/word", "127.0.0.1"), (entry.Who, entry.What, entry.Address));
    }

    [Fact]
    public async Task Whoever_is_refused_again_and_again_fills_a_line_of_the_log_and_no_more()
    {
        await using var room = await GuardedRoom.With();
        var token = ("Authorization", "Bearer " + room.Token(Rank.Reader, Rank.Reader));
        using var program = room.Browser();
        for (var i = 0; i < 30; i++) Assert.Equal(HttpStatusCode.Forbidden, (await program.Send(HttpMethod.Delete, $"/api/v1/searches/{i}", null, token)).StatusCode);
        room.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.Forbidden, (await program.Send(HttpMethod.Delete, "/api/v1/searches/7", null, token)).StatusCode);
        var entry = Assert.Single(Audit.Before(room.Database, null, null, 100));
        Assert.Equal(("the reader", "DELETE /api/v1/searches/{search}", "refused", 31L, TimeSpan.FromMinutes(10)), (entry.Who, entry.What, entry.About, entry.Times, entry.Last - entry.Time));
        // An hour later it is worth a line again.
        room.Clock.Advance(TimeSpan.FromHours(1));
        await program.Send(HttpMethod.Delete, "/api/v1/searches/7", null, token);
        Assert.Equal(2, Audit.Before(room.Database, null, null, 100).Count);
        using var admin = await room.SignedIn(Rank.Admin);
        Assert.Contains("refused</bdi>, 31 times until <time datetime=\"2026-06-20T", (await admin.Get("/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_somebody_makes_up_are_one_entry_however_many_they_are()
    {
        await using var room = await GuardedRoom.With();
        using var browser = room.Browser();
        foreach (var name in new[] { "root", "Ilse", "operator" }) Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post("/sign-in", "/sign-in", ("name", name), ("password", "something wrong 1"))).Status);
        var entry = Assert.Single(Audit.Before(room.Database, null, null, 100));
        Assert.Equal(("could not sign in", "by a name that nobody has"), (entry.What, entry.About));
    }

    [Fact]
    public async Task What_only_reads_is_not_written_down_as_a_change()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using (var proof = await room.Post("/accounts/1/verify")) Assert.Equal(HttpStatusCode.OK, proof.StatusCode);
        using (var compared = await room.Post("/compare", ("text", "Norland and Vesmark signed a treaty on 12 June. It runs for ten years."), ("text", "The treaty was signed on 12 June. It runs for five years."))) Assert.Equal(HttpStatusCode.OK, compared.StatusCode);
        using var sent = new StringContent(Api.Operations.Single(static one => one.Id == "collate").SentExample!, System.Text.Encoding.UTF8, "application/json");
        using (var collated = await room.Ask("/api/v1/collations", method: HttpMethod.Post, sent: sent)) Assert.Equal(HttpStatusCode.OK, collated.StatusCode);
        Assert.Empty(Audit.Before((RoomDatabase)room.Room.Services.GetService(typeof(RoomDatabase))!, null, null, 10));
        using (var kept = await room.Post("/compare", ("text", "Norland and Vesmark signed a treaty on 12 June. It runs for ten years."), ("text", "The treaty was signed on 12 June. It runs for five years."), ("keep", "1"))) Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        Assert.Equal("kept typed texts", Audit.Before((RoomDatabase)room.Room.Services.GetService(typeof(RoomDatabase))!, null, null, 10).Single().What);
    }

    [Fact]
    public async Task The_log_is_paged_and_its_oldest_entries_go()
    {
        await using var room = await GuardedRoom.With();
        for (var i = 0; i < 250; i++) Audit.Write(room.Database, room.Clock.GetUtcNow(), i % 2 == 0 ? "Ilse" : "Ona", "did", "thing " + i, "192.0.2.1");
        using var admin = await room.SignedIn(Rank.Admin);
        var first = (await admin.Get("/audit?who=Ilse")).Text;
        Assert.Contains("thing 248<", first, StringComparison.Ordinal);
        Assert.DoesNotContain("thing 249<", first, StringComparison.Ordinal);
        var next = first.Split("href=\"/audit?before=")[1].Split('"')[0].Replace("&amp;", "&", StringComparison.Ordinal);
        Assert.Contains("thing 48<", (await admin.Get("/audit?before=" + next)).Text, StringComparison.Ordinal);
        room.Database.Do(static database => database.Run("UPDATE audit SET id = id + 200000"));
        Audit.Write(room.Database, room.Clock.GetUtcNow(), "Ilse", "did", "the last", "192.0.2.1");
        room.Database.Do(static database => database.Run("INSERT INTO audit (id, time, who, what, about, address) VALUES (5, 0, NULL, 'old', '', '')"));
        Audit.Write(room.Database, room.Clock.GetUtcNow(), "Ilse", "did", "one more", "192.0.2.1");
        Assert.DoesNotContain(Audit.Before(room.Database, null, null, 1000), static entry => entry.What == "old");
    }

    [Fact]
    public async Task The_page_says_who_has_signed_in_and_private_pages_are_not_kept()
    {
        await using var room = await GuardedRoom.With();
        using var reader = await room.SignedIn(Rank.Reader);
        var (_, home, answer) = await reader.Get("/");
        Assert.Contains("<span class=\"vh\">Signed in as </span><bdi>the reader</bdi>", home, StringComparison.Ordinal);
        Assert.Contains("private", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-store", (await reader.Get("/you")).Answer.Headers.CacheControl!.ToString());
        Assert.DoesNotContain("Signed in as", await RouteWalk.Raw(room.Address, $"GET /sign-in HTTP/1.1\r\nHost: {room.Address.Authority}\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }
}
