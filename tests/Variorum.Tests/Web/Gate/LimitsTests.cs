using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Variorum;

/// <summary>How much one visitor may ask of the server.</summary>
public partial class LimitsTests
{
    [Theory]
    [InlineData("cookie", "400|431")]
    [InlineData("headers", "400|431")]
    [InlineData("query", "414")]
    [InlineData("path", "414")]
    [InlineData("name", "400|431")]
    public async Task A_request_that_is_too_long_is_refused(string what, string status)
    {
        await using var room = await OpenRoom.With([]);
        var much = new string('a', 40_000);
        var answer = await RouteWalk.Raw(room.Room.Address, what switch
        {
            "query" => $"GET /search?q={much} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            "path" => $"GET /{much} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            "cookie" => $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: a={much}\r\n\r\n",
            "name" => $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n{much}: x\r\n\r\n",
            _ => $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n{string.Concat(Enumerable.Range(0, 200).Select(static i => $"X-{i}: y\r\n"))}\r\n",
        });
        Assert.Matches($"^HTTP/1.1 ({status})", answer);
        Assert.Contains("Variorum", await room.Text("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search?q=")]
    [InlineData("/api/v1/search?query=")]
    [InlineData("/")]
    public async Task An_address_that_is_too_long_is_refused_in_a_sentence(string path)
    {
        await using var room = await OpenRoom.With([]);
        using var answer = await room.Ask(path + new string('a', 9_000));
        Assert.Equal(HttpStatusCode.RequestUriTooLong, answer.StatusCode);
        Assert.Contains("the address is longer than the 8 kB that are taken", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_long_is_refused_whether_or_not_it_says_so(bool says)
    {
        await using var room = await OpenRoom.With([], static options => options with { More = static routes => routes.MapPost("/form", static () => "kept").Needs(Rank.Reader) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/form") { Content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes("a=" + new string('x', (int)Limits.LongestBody + 1)))) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        if (!says) request.Headers.TransferEncodingChunked = true;
        try
        {
            using var answer = await room.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // Closed while it was still being sent, which is a refusal too.
        }
        Assert.Contains("Variorum", await room.Text("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 3")]
    [InlineData("Content-Length: 3\r\nContent-Length: 4")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Transfer-Encoding: xchunked")]
    [InlineData("X: a\rb")]
    [InlineData("X: a\0b")]
    [InlineData(" X: folded")]
    [InlineData("X : y")]
    public async Task A_request_that_two_servers_would_read_differently_is_not_answered(string header)
    {
        await using var room = await GuardedRoom.With();
        Assert.DoesNotMatch("^HTTP/1.1 (200|303|500)", await RouteWalk.Raw(room.Address, $"POST /sign-in HTTP/1.1\r\nHost: {room.Address.Authority}\r\n{header}\r\nConnection: close\r\n\r\n0\r\n\r\n"));
    }

    [Fact]
    public async Task Clients_that_hang_hold_up_nobody_else()
    {
        var log = new StringWriter();
        await using (var room = await OpenRoom.With([], options => options with { Log = log })) await Hang(room);
        // Nor does the server trip over them when they are gone.
        Assert.DoesNotContain("abnormally", log.ToString(), StringComparison.Ordinal);
    }

    private static async Task Hang(OpenRoom room)
    {
        var hanging = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 300; i++)
            {
                var client = new TcpClient();
                await client.ConnectAsync(room.Room.Address.Host, room.Room.Address.Port, TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(i % 2 == 0 ? "GET / HT" : "POST /sign-out HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na"), TestContext.Current.CancellationToken);
                hanging.Add(client);
            }
            Assert.Contains("Variorum", await room.Text("/"), StringComparison.Ordinal);
        }
        finally
        {
            foreach (var client in hanging) client.Dispose();
        }
    }

    [Theory]
    [InlineData("/compare", "form")]
    [InlineData("/api/v1/collations", "form")]
    [InlineData("/api/v1/searches", "what was sent")]
    public async Task What_breaks_off_before_its_end_is_told_as_that_and_not_as_the_archives_fault(string path, string what)
    {
        await using var room = await OpenRoom.With([]);
        var (type, body) = what == "form" ? ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhalf") : ("application/json", "{\"name\":");
        using var sent = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        sent.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var answer = await room.Client.SendAsync(sent, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(what, said, StringComparison.Ordinal);
        Assert.DoesNotContain("archive cannot be read", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_for_too_much_is_told_when_to_come_back_and_others_are_not()
    {
        await using var room = await GuardedRoom.With();
        using var browser = room.Browser();
        HttpResponseMessage? last = null;
        for (var i = 0; i < 40 && last?.StatusCode != HttpStatusCode.TooManyRequests; i++) last = await browser.Send(HttpMethod.Post, "/sign-in", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.Equal(10, last.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        using var reader = new Browser(room.Address);
        reader.Cookies.Add(new Cookie("variorum", room.Session(Rank.Reader), "/", room.Address.Host));
        Assert.Equal(HttpStatusCode.OK, (await reader.Get("/")).Status);
    }

    [Fact]
    public async Task What_takes_the_server_a_while_is_answered_less_often_by_page_and_by_program()
    {
        await using var room = await GuardedRoom.With(Newsroom.Accounts);
        var token = ("Authorization", "Bearer " + room.Token(Rank.Reader, Rank.Reader));
        using var program = room.Browser();
        for (var i = 0; i < Limits.DearPerMinute; i++)
            using (var answer = await program.Send(HttpMethod.Get, "/people/Nobody", null, token)) Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        foreach (var path in new[] { "/people/Nobody", "/figures?q=wheat", "/instruments", "/commitments", "/compare?account=1&account=2", "/compare/file?account=1&account=2", "/search/results.csv?q=wheat", "/vanished", "/documents/1", "/compare/link?account=1&account=2&a=A1&b=B1", "/api/v1/people?name=Nobody", "/api/v1/figures?q=wheat", "/api/v1/instruments", "/api/v1/commitments", "/api/v1/collations?account=1&account=2", "/api/v1/vanished", "/api/v1/documents/1/history" })
            using (var answer = await program.Send(HttpMethod.Get, path, null, token)) Assert.Equal((path, HttpStatusCode.TooManyRequests), (path, answer.StatusCode));
        using (var tool = await program.Send(HttpMethod.Post, "/mcp", new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"person","arguments":{"name":"Nobody"}}}""", Encoding.UTF8, "application/json"), token, ("Accept", "application/json, text/event-stream"))) Assert.Equal(HttpStatusCode.TooManyRequests, tool.StatusCode);
        foreach (var path in new[] { "/", "/accounts/1", "/people", "/search?q=wheat" })
            using (var answer = await program.Send(HttpMethod.Get, path, null, token)) Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
    }

    [Theory]
    [InlineData("/sources", "application/x-www-form-urlencoded", "do=look")]
    [InlineData("/accounts/1/translation", "application/x-www-form-urlencoded", "")]
    [InlineData("/api/v1/pages", "application/json", "{}")]
    public async Task What_goes_elsewhere_is_done_as_seldom_as_signing_in(string path, string type, string sent)
    {
        await using var room = await GuardedRoom.With(Newsroom.Accounts);
        using var program = room.Browser();
        for (var i = 0; i <= Limits.CostlyPerMinute; i++)
        {
            using var answer = await program.Send(HttpMethod.Post, path, new StringContent(sent, Encoding.UTF8, type), ("Authorization", "Bearer " + room.Token(Rank.Editor, Rank.Editor)));
            Assert.Equal(i == Limits.CostlyPerMinute, answer.StatusCode == HttpStatusCode.TooManyRequests);
        }
    }

    [Fact]
    public async Task Accounts_that_are_sent_along_are_read_while_others_ask_the_archive()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var archives = (Archives)room.Room.Services.GetService(typeof(Archives))!;
        using var done = new ManualResetEventSlim();
        var others = Enumerable.Range(0, Archives.AtOnce).Select(_ => Task.Factory.StartNew(() => archives.ReadAsync(_ => done.Wait(TimeSpan.FromSeconds(30)), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToList();
        try
        {
            using var sent = new StringContent("""{"accounts":[{"text":"Norland and Vesmark signed a treaty on 12 June."},{"text":"The treaty was signed on 12 June."}]}""", Encoding.UTF8, "application/json");
            using var answer = await room.Client.PostAsync(new Uri("/api/v1/collations", UriKind.Relative), sent, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        finally
        {
            done.Set();
            await Task.WhenAll(others);
        }
    }

    [Fact]
    public async Task Whoever_does_not_wait_any_more_ends_the_work_for_the_answer()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource<bool>());
        await using var room = await OpenRoom.With(Newsroom.Accounts, options => options with
        {
            More = routes => routes.MapGet("/long", (Archives archives, CancellationToken cancel) => archives.ReadAsync(reading =>
            {
                begun.SetResult();
                reading.Cancel.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
                var accounts = reading.Archive.VersionsAfter(0, 2).Select(version => reading.Archive.Account(version.Id)!).ToList();
                try
                {
                    FigureReport.Of(reading.Archive, "wheat", new ClaimsOptions(), reading.Cancel);
                    ended.SetResult(false);
                }
                catch (OperationCanceledException)
                {
                    ended.SetResult(Assert.Throws<OperationCanceledException>(() => Collator.Collate(accounts, [], reading.Cancel)) is not null);
                }
                return "done";
            }, cancel)).Needs(Rank.Reader),
        });
        using var gone = new CancellationTokenSource();
        var asked = room.Client.GetAsync(new Uri("/long", UriKind.Relative), gone.Token);
        await begun.Task.WaitAsync(room.Patience);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.True(await ended.Task.WaitAsync(room.Patience));
    }

    [Fact]
    public async Task Deep_JSON_and_many_fields_end_in_a_sentence()
    {
        await using var room = await OpenRoom.With([]);
        foreach (var (method, path, _) in RouteWalk.Of(room.Room).Where(static route => route.Method is "POST" or "PUT" or "PATCH"))
        {
            foreach (var body in new[] { string.Concat(Enumerable.Repeat("[", 100_000)), string.Concat(Enumerable.Repeat("{\"a\":", 20_000)), "{", "nul", "\"\\ud800\"", "{\"a\":1,\"a\":2}", "1e400", "" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                using var answer = await room.Client.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode < 500, $"{method} {path} with {body[..Math.Min(10, body.Length)]}: {(int)answer.StatusCode}");
            }
            using var many = new HttpRequestMessage(new HttpMethod(method), path) { Content = new FormUrlEncodedContent(Enumerable.Range(0, 5000).Select(static i => KeyValuePair.Create("f" + i, "x"))) };
            using var refused = await room.Client.SendAsync(many, TestContext.Current.CancellationToken);
            Assert.InRange((int)refused.StatusCode, 400, 499);
        }
    }

    [Fact]
    public void No_regex_of_the_reading_room_goes_back_over_what_it_has_read()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Corpora.Root, "src", "Variorum.Web"), "*.cs", SearchOption.AllDirectories))
            foreach (var line in File.ReadLines(file).Where(static line => Regexes().IsMatch(line)))
                Assert.True(line.Contains("NonBacktracking", StringComparison.Ordinal), $"{file}: {line.Trim()}");
    }

    [GeneratedRegex(@"new Regex\(|GeneratedRegex\(|Regex\.(IsMatch|Match|Matches|Replace|Split)\(", RegexOptions.None)]
    private static partial Regex Regexes();
}
