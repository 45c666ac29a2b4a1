using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Variorum;

/// <summary>Who comes into a room that demands users, and who does not.</summary>
public class SignInTests
{
    [Fact]
    public async Task Who_has_not_signed_in_is_led_to_where_they_can_and_back()
    {
        await using var room = await GuardedRoom.With();
        using var browser = room.Browser();
        var (status, _, answer) = await browser.Get("/audit?who=x");
        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in?to=%2Faudit%3Fwho%3Dx"), (status, answer.Headers.Location!.OriginalString));
        var (signed, _, back) = await browser.Post("/sign-in?to=%2Faudit%3Fwho%3Dx", "/sign-in", ("name", "THE Admin"), ("password", GuardedRoom.Password), ("to", "/audit?who=x"));
        Assert.Equal((HttpStatusCode.SeeOther, "/audit?who=x"), (signed, back.Headers.Location!.OriginalString));
        Assert.Contains("the admin", (await browser.Get("/audit")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("HTTPS:elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData(" //elsewhere.example")]
    [InlineData("\\\\elsewhere.example")]
    [InlineData("/sign-in?to=/sign-in")]
    [InlineData("elsewhere.example")]
    [InlineData("/ⓔ")]
    public async Task Signing_in_leads_to_no_address_elsewhere(string to)
    {
        await using var room = await GuardedRoom.With();
        using var browser = room.Browser();
        var (status, _, answer) = await browser.Post("/sign-in", "/sign-in", ("name", "the reader"), ("password", GuardedRoom.Password), ("to", to));
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (status, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_wrong_password_and_a_name_that_is_nobodys_are_answered_in_the_same_words()
    {
        await using var room = await GuardedRoom.With();
        using var browser = room.Browser();
        var wrong = await browser.Post("/sign-in", "/sign-in", ("name", "the reader"), ("password", "something else 1"));
        var nobody = await browser.Post("/sign-in", "/sign-in", ("name", "the nobody"), ("password", "something else 1"));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.Status);
        Assert.Equal(wrong.Status, nobody.Status);
        Assert.Equal(wrong.Text.Replace("the reader", "?", StringComparison.Ordinal), nobody.Text.Replace("the nobody", "?", StringComparison.Ordinal));
        Assert.Contains("not right", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_nobodys_costs_as_much_work_as_one_that_is_somebodys()
    {
        await using var room = await GuardedRoom.With();
        // Not timed: both must have gone through the same rounds, which count for nearly all of the time.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(room.Users.Known("the reader", "something else 1"));
        var somebody = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Null(room.Users.Known("nobody", "something else 1"));
        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(room.Users.Known("nobody", "something else 1"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, somebody / 3, somebody * 3);
    }

    [Fact]
    public async Task There_is_no_password_that_was_there_from_the_beginning()
    {
        await using var room = await OpenRoom.With([]);
        using var users = Users.Open(room.Folder);
        Assert.Empty(users.All());
        foreach (var name in new[] { "admin", "root", "variorum", "local", "" })
            foreach (var password in new[] { "", "admin", "password", "variorum", "changeme", "local" })
                Assert.Null(users.Known(name, password));
    }

    [Fact]
    public async Task A_server_that_others_reach_does_not_open_before_somebody_can_sign_in()
    {
        await using var room = await OpenRoom.With([]);
        var options = new ReadingRoomOptions(room.Folder) { Listen = new IPEndPoint(IPAddress.Any, 0) };
        var refused = await Assert.ThrowsAsync<ArchiveException>(() => ReadingRoom.StartAsync(options, TestContext.Current.CancellationToken));
        Assert.Contains("variorum user add NAME --role admin", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArchiveException>(() => ReadingRoom.StartAsync(options with { Listen = new IPEndPoint(IPAddress.Loopback, 0), Proxies = [IPAddress.Loopback] }, TestContext.Current.CancellationToken));
        using (var users = Users.Open(room.Folder)) users.Add("Ilse", Rank.Admin, GuardedRoom.Password);
        var told = new List<string>();
        await using var opened = await ReadingRoom.StartAsync(options with { Told = told.Add }, TestContext.Current.CancellationToken);
        Assert.Contains("passwords and sessions go over the network as they are", Assert.Single(told), StringComparison.Ordinal);
        using var browser = new Browser(new Uri($"http://127.0.0.1:{opened.Address.Port}"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Get("/")).Status);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("")]
    public async Task A_password_that_is_guessed_at_once_is_not_taken(string password)
    {
        await using var room = await OpenRoom.With([]);
        using var users = Users.Open(room.Folder);
        Assert.Throws<ArgumentException>(() => users.Add("Ilse", Rank.Reader, password));
        Assert.Throws<ArgumentException>(() => users.Add("Ilse", Rank.Reader, new string('x', 300)));
    }

    [Theory]
    [InlineData("local")]
    [InlineData(" LOCAL ")]
    [InlineData("")]
    [InlineData("a\u202eb")]
    [InlineData("a<b>")]
    [InlineData("a\r\nb")]
    public async Task A_name_that_could_be_taken_for_another_is_none(string name)
    {
        await using var room = await OpenRoom.With([]);
        using var users = Users.Open(room.Folder);
        Assert.Throws<ArgumentException>(() => users.Add(name, Rank.Reader, GuardedRoom.Password));
    }

    [Fact]
    public async Task Passwords_and_secrets_are_not_in_the_database()
    {
        await using var room = await GuardedRoom.With();
        using var browser = await room.SignedIn(Rank.Reader);
        var token = room.Token(Rank.Reader, Rank.Reader);
        var cookie = browser.Cookies.GetCookies(room.Address)["variorum"]!.Value;
        room.Database.Ask(static database => database.Run("PRAGMA wal_checkpoint(TRUNCATE)"));
        foreach (var file in Directory.GetFiles(room.Open.Folder, "room.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            foreach (var secret in new[] { GuardedRoom.Password, token, cookie })
                Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)));
        }
    }

    [Fact]
    public async Task Whoever_tries_passwords_waits_even_with_the_right_one_and_after_a_new_start()
    {
        await using var room = await GuardedRoom.With();
        using var browser = room.Browser();
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post("/sign-in", "/sign-in", ("name", "the reader"), ("password", "wrong guess " + i))).Status);
        var (status, text, answer) = await browser.Post("/sign-in", "/sign-in", ("name", "THE READER"), ("password", GuardedRoom.Password));
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal(15, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Contains("wait 15 seconds", text, StringComparison.Ordinal);
        await using (var next = await ReadingRoom.StartAsync(new ReadingRoomOptions(room.Open.Folder) { Listen = new IPEndPoint(IPAddress.Loopback, 0), Users = true, Clock = room.Clock }, TestContext.Current.CancellationToken))
        {
            using var other = new Browser(next.Address);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await other.Post("/sign-in", "/sign-in", ("name", "the reader"), ("password", GuardedRoom.Password))).Status);
        }
        room.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Post("/sign-in", "/sign-in", ("name", "the reader"), ("password", GuardedRoom.Password))).Status);
    }

    [Fact]
    public async Task Whoever_tries_somebodys_name_from_elsewhere_does_not_shut_them_out_and_what_was_long_ago_is_forgotten()
    {
        await using var room = await GuardedRoom.With();
        var attempts = room.Open.Room.Services.GetRequiredService<Attempts>();
        for (var i = 0; i < 5; i++) attempts.Begin("the admin", "203.0.113.9");
        Assert.Throws<RefusedException>(() => attempts.Begin("the admin", "203.0.113.9"));
        attempts.Begin("the admin", "198.51.100.7");
        room.Clock.Advance(TimeSpan.FromHours(3));
        // Of five tries three hours ago none is left.
        for (var i = 0; i < 4; i++) attempts.Begin("the admin", "203.0.113.9");
        // From everywhere at once nobody goes on for ever.
        var refused = 0;
        for (var i = 0; i < 200; i++)
        {
            try
            {
                attempts.Begin("the admin", $"2001:db8:{i}::/64");
            }
            catch (RefusedException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 90, 199);
    }

    [Fact]
    public async Task The_name_of_who_was_removed_and_decided_things_here_is_given_to_nobody_else()
    {
        await using var room = await GuardedRoom.With();
        room.Users.Add("Ilse", Rank.Editor, GuardedRoom.Password);
        room.Users.Add("Ona", Rank.Editor, GuardedRoom.Password);
        room.Database.Do(static database => database.Run("INSERT INTO correction (id, step, author, at, annotation) VALUES ('urn:a', 1, 'Ilse', 0, x'')"));
        room.Users.Remove("Ilse");
        room.Users.Remove("Ona");
        Assert.Contains("has decided things here", Assert.Throws<ArgumentException>(() => room.Users.Add("ILSE", Rank.Editor, GuardedRoom.Password)).Message, StringComparison.Ordinal);
        room.Users.Add("Ona", Rank.Editor, GuardedRoom.Password);
        Assert.Equal("Ilse 2", room.Users.From("https://id.example 7", "Ilse", Rank.Editor).Name);
    }

    [Fact]
    public async Task Whoever_signs_in_elsewhere_has_tokens_for_a_month_at_most()
    {
        await using var room = await GuardedRoom.With();
        var user = room.Users.From("https://id.example 7", "Ilse", Rank.Editor);
        var token = AccessTokens.Make(room.Database, room.Clock.GetUtcNow(), user.Id, "script", Rank.Editor, TimeSpan.FromDays(365));
        Assert.NotNull(AccessTokens.Of("Bearer " + token, room.Database, room.Clock.GetUtcNow().AddDays(29)));
        Assert.Null(AccessTokens.Of("Bearer " + token, room.Database, room.Clock.GetUtcNow().AddDays(31)));
    }

    [Fact]
    public async Task Whoever_tries_names_waits_too()
    {
        await using var room = await GuardedRoom.With();
        var attempts = room.Open.Room.Services.GetRequiredService<Attempts>();
        for (var i = 0; i < 20; i++) attempts.Begin("name " + i, "192.0.2.7");
        var refused = Assert.Throws<RefusedException>(() => attempts.Begin("another", "192.0.2.7"));
        Assert.Equal(429, refused.Status);
        attempts.Begin("another", "192.0.2.8");
    }

    [Fact]
    public async Task Signing_in_begins_a_new_session_whatever_the_browser_held()
    {
        await using var room = await GuardedRoom.With();
        using var browser = room.Browser();
        const string planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        browser.Cookies.Add(new Cookie("variorum", planted, "/", room.Address.Host));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Post("/sign-in", "/sign-in", ("name", "the reader"), ("password", GuardedRoom.Password))).Status);
        var first = browser.Cookies.GetCookies(room.Address)["variorum"]!.Value;
        Assert.NotEqual(planted, first);
        using var thief = room.Browser();
        thief.Cookies.Add(new Cookie("variorum", planted, "/", room.Address.Host));
        Assert.Equal(HttpStatusCode.SeeOther, (await thief.Get("/")).Status);
        await browser.Post("/you", "/sign-in", ("name", "the editor"), ("password", GuardedRoom.Password));
        using var old = room.Browser();
        old.Cookies.Add(new Cookie("variorum", first, "/", room.Address.Host));
        Assert.Equal(HttpStatusCode.SeeOther, (await old.Get("/")).Status);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_not_used_and_when_it_is_old()
    {
        await using var room = await GuardedRoom.With();
        using var browser = await room.SignedIn(Rank.Reader);
        room.Clock.Advance(Sessions.Idle - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/")).Status);
        room.Clock.Advance(Sessions.Idle + TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Get("/")).Status);
        using var busy = await room.SignedIn(Rank.Reader);
        for (var passed = TimeSpan.Zero; passed + TimeSpan.FromHours(20) < Sessions.Longest; passed += TimeSpan.FromHours(20))
        {
            room.Clock.Advance(TimeSpan.FromHours(20));
            Assert.Equal(HttpStatusCode.OK, (await busy.Get("/")).Status);
        }
        room.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Equal(HttpStatusCode.SeeOther, (await busy.Get("/")).Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_everywhere_all_of_them()
    {
        await using var room = await GuardedRoom.With();
        using var first = await room.SignedIn(Rank.Reader);
        using var second = await room.SignedIn(Rank.Reader);
        using var third = await room.SignedIn(Rank.Reader);
        var copy = first.Cookies.GetCookies(room.Address)["variorum"]!.Value;
        await first.Post("/you", "/sign-out");
        using var thief = room.Browser();
        thief.Cookies.Add(new Cookie("variorum", copy, "/", room.Address.Host));
        Assert.Equal(HttpStatusCode.SeeOther, (await thief.Get("/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await second.Get("/")).Status);
        await second.Post("/you", "/sign-out", ("everywhere", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, (await third.Get("/")).Status);
    }

    [Fact]
    public async Task A_new_password_ends_all_other_sessions()
    {
        await using var room = await GuardedRoom.With();
        using var here = await room.SignedIn(Rank.Reader);
        using var there = await room.SignedIn(Rank.Reader);
        const string fresh = "otter violin marsh 3";
        Assert.Equal(HttpStatusCode.Forbidden, (await here.Post("/you", "/you/password", ("old", "not the old one"), ("new", fresh), ("again", fresh))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await here.Post("/you", "/you/password", ("old", GuardedRoom.Password), ("new", fresh), ("again", fresh))).Status);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await there.Get("/")).Status);
        Assert.Null(room.Users.Known("the reader", GuardedRoom.Password));
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_at_once()
    {
        await using var room = await GuardedRoom.With();
        using var admin = await room.SignedIn(Rank.Admin);
        room.Users.Add("Ilse", Rank.Admin, GuardedRoom.Password);
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/users")).Status);
        room.Users.SetRank("the admin", Rank.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Get("/users")).Status);
        room.Users.Remove("the admin");
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.Get("/")).Status);
        Assert.Contains("only admin", Assert.Throws<ArgumentException>(() => room.Users.Remove("Ilse")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var room = await GuardedRoom.With();
        using var browser = room.Browser();
        var (_, _, answer) = await browser.Post("/sign-in", "/sign-in", ("name", "the reader"), ("password", GuardedRoom.Password));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(static cookie => cookie.StartsWith("variorum=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_password_that_was_changed_while_it_was_looked_at_lets_nobody_in()
    {
        await using var room = await GuardedRoom.With();
        var known = room.Users.Known("the reader", GuardedRoom.Password)!;
        room.Users.SetPassword("the reader", "otter violin marsh 3");
        Assert.False(Sessions.Begin(new DefaultHttpContext(), room.Database, GuardedRoom.Start, known.User.Id, known.Password));
        Assert.Null(room.Users.SetPassword(known, "meadow anvil crest 5"));
        Assert.NotNull(room.Users.Known("the reader", "otter violin marsh 3"));
        Assert.Equal(0, room.Database.Ask(static database => database.Number("SELECT count(*) FROM session")));
    }

    [Fact]
    public async Task Whoever_was_removed_meanwhile_gets_neither_session_nor_token()
    {
        await using var room = await GuardedRoom.With();
        var known = room.Users.Known("the reader", GuardedRoom.Password)!;
        room.Users.Remove("the reader");
        Assert.False(Sessions.Begin(new DefaultHttpContext(), room.Database, GuardedRoom.Start, known.User.Id, known.Password));
        Assert.Throws<RefusedException>(() => AccessTokens.Make(room.Database, GuardedRoom.Start, known.User.Id, "a program", Rank.Reader, TimeSpan.FromDays(1)));
        Assert.Equal(0, room.Database.Ask(static database => database.Number("SELECT count(*) FROM token")));
    }

    [Fact]
    public async Task The_number_of_a_removed_user_is_given_to_nobody_else()
    {
        await using var room = await GuardedRoom.With();
        var gone = room.Users.Add("Ilse", Rank.Reader, GuardedRoom.Password);
        room.Users.Remove("Ilse");
        Assert.NotEqual(gone.Id, room.Users.Add("Otto", Rank.Reader, GuardedRoom.Password).Id);
    }

    [Fact]
    public async Task A_wrong_old_password_stands_in_the_audit_log()
    {
        await using var room = await GuardedRoom.With();
        using var browser = await room.SignedIn(Rank.Reader);
        for (var i = 0; i < 2; i++) await browser.Post("/you", "/you/password", ("old", "not the old one"), ("new", "otter violin marsh 3"), ("again", "otter violin marsh 3"));
        var entry = Assert.Single(Audit.Before(room.Database, null, "the reader", 10), static entry => entry.What == "could not change the password");
        Assert.Equal(2, entry.Times);
    }
}
