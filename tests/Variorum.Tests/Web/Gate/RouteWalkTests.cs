using System.Net;
using System.Text;

namespace Variorum;

/// <summary>Each route is asked for by everybody, and answers only whom it is for.</summary>
public class RouteWalkTests
{
    public static TheoryData<string, int> Everybody => new()
    {
        { "nobody", (int)Rank.Anybody }, { "reader", (int)Rank.Reader }, { "editor", (int)Rank.Editor }, { "admin", (int)Rank.Admin },
        { "token", (int)Rank.Reader }, { "token", (int)Rank.Editor }, { "token", (int)Rank.Admin }, { "basic", (int)Rank.Reader },
    };

    [Theory, MemberData(nameof(Everybody))]
    public async Task A_route_answers_those_whom_it_is_for_and_nobody_else(string who, int may)
    {
        await using var room = await GuardedRoom.With();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = room.Address };
        var (walked, rank) = (0, (Rank)may);
        var tokens = new[] { Rank.Reader, Rank.Editor, Rank.Admin }.ToDictionary(static scope => scope, scope => room.Token(Rank.Admin, scope));
        foreach (var (method, path, needed) in RouteWalk.Of(room.Open.Room))
        {
            foreach (var tried in method == "GET" ? ["GET", "HEAD"] : new[] { method })
            {
                using var request = new HttpRequestMessage(new HttpMethod(tried), path);
                // The page that is meant for a person, so that who has not signed in is led there.
                request.Headers.Accept.ParseAdd(path.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html");
                if (tried is "POST" or "PUT" or "PATCH") request.Content = path.StartsWith("/api", StringComparison.Ordinal) ? new StringContent("{}", Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]);
                if (who is "token") request.Headers.Add("Authorization", "Bearer " + tokens[rank]);
                else if (who is "basic") request.Headers.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("x:" + tokens[rank])));
                else if (rank > Rank.Anybody)
                {
                    // A session of its own for each, since some routes end it.
                    var cookie = room.Session(rank);
                    request.Headers.Add("Cookie", "variorum=" + cookie);
                    request.Headers.Add(CrossSite.Header, CrossSite.Of(Encoding.UTF8.GetBytes(cookie)));
                }
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                // Of a HEAD no more than the status is told, and it may have another reason; its GET was asked for just before.
                var refused = tried == "HEAD" ? rank < needed && answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.SeeOther : await Refused(answer);
                Assert.True(tried == "HEAD" && rank >= needed || refused == (rank < needed), $"{who} with {rank}: {tried} {path}, for {needed}, was answered {(int)answer.StatusCode} {answer.Headers.Location}");
                Assert.True(answer.StatusCode != HttpStatusCode.InternalServerError, $"{who}: {tried} {path} failed");
                walked++;
            }
        }
        // More than one where a route takes several methods, or a HEAD as well.
        Assert.True(walked > room.Open.Room.Endpoints.Count, $"{walked} requests");
    }

    private static async Task<bool> Refused(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized => true,
        HttpStatusCode.SeeOther => answer.Headers.Location!.OriginalString.StartsWith("/sign-in?", StringComparison.Ordinal) || answer.Headers.Location.OriginalString == "/sign-in" && answer.RequestMessage!.RequestUri!.AbsolutePath is "/",
        HttpStatusCode.Forbidden => (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("that takes the role", StringComparison.Ordinal),
        _ => false,
    };

    // The walk takes a route's own word for whom it is for; one that says too little is found here.
    private static readonly string[] ForNobody =
    [
        "GET /assets/N", "GET /health", "GET /opensearch.xml", "GET /ready", "GET /robots.txt", "GET /sign-in", "GET /sign-in/done", "GET /sign-in/elsewhere", "POST /sign-in", "POST /sign-out",
    ];

    private static readonly string[] ChangesForReaders =
    [
        "POST /accounts/999999/verify", "POST /api/v1/collations", "POST /compare", "POST /mcp", "POST /tokens", "POST /tokens/999999/delete", "POST /you/password", "POST /you/sessions",
    ];

    [Fact]
    public async Task What_nobody_may_read_and_a_reader_may_send_is_what_is_listed_here()
    {
        await using var room = await GuardedRoom.With();
        // Asked by a method that nobody knows, the API tells which it takes.
        var routes = RouteWalk.Of(room.Open.Room, "N").Select(static route => (Line: $"{route.Method} {route.Path}", route.Method, route.Needed)).Distinct().ToList();
        Assert.Equal(ForNobody.Order(StringComparer.Ordinal), routes.Where(static route => route.Needed == Rank.Anybody && route.Method != "PURGE").Select(static route => route.Line).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(ChangesForReaders.Order(StringComparer.Ordinal), routes.Where(static route => route.Needed == Rank.Reader && route.Method is not "GET").Select(static route => route.Line).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_route_that_forgot_to_say_whom_it_is_for_is_shut()
    {
        await using var room = await GuardedRoom.With(with: static options => options with { More = static routes => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(routes, "/forgotten", static () => "open") });
        using var admin = await room.SignedIn(Rank.Admin);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Get("/forgotten")).Status);
    }

    [Theory]
    [InlineData("/AUDIT")]
    [InlineData("/audit/")]
    [InlineData("//audit")]
    [InlineData("/./audit")]
    [InlineData("/x/../audit")]
    [InlineData("/x/%2e%2e/audit")]
    [InlineData("/%61udit")]
    [InlineData("/audit%2f")]
    [InlineData("/audit;x=y")]
    [InlineData("/audit%00")]
    [InlineData("/audit?x")]
    [InlineData("/assets/../audit")]
    [InlineData("/assets/%2e%2e/audit")]
    [InlineData("/assets/..%2faudit")]
    [InlineData("/sign-in/../audit")]
    [InlineData("http://127.0.0.1/audit")]
    public async Task A_path_in_other_letters_is_no_way_around_the_gate(string path)
    {
        await using var room = await GuardedRoom.With();
        var answer = await RouteWalk.Raw(room.Address, $"GET {path} HTTP/1.1\r\nHost: {room.Address.Authority}\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        Assert.DoesNotContain("Who signed in or could not", answer, StringComparison.Ordinal);
        Assert.DoesNotMatch("^HTTP/1.1 (200|500)", answer);
        var cookie = room.Session(Rank.Reader);
        answer = await RouteWalk.Raw(room.Address, $"GET {path} HTTP/1.1\r\nHost: {room.Address.Authority}\r\nCookie: variorum={cookie}\r\nConnection: close\r\n\r\n");
        Assert.DoesNotContain("Who signed in or could not", answer, StringComparison.Ordinal);
        Assert.DoesNotMatch("^HTTP/1.1 (200|500)", answer);
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override: POST")]
    [InlineData("X-HTTP-Method: DELETE")]
    [InlineData("X-Method-Override: PUT")]
    [InlineData("X-Original-URL: /audit")]
    [InlineData("X-Rewrite-URL: /audit")]
    public async Task A_header_changes_neither_the_method_nor_the_path(string header)
    {
        await using var room = await GuardedRoom.With();
        var answer = await RouteWalk.Raw(room.Address, $"GET /sign-in HTTP/1.1\r\nHost: {room.Address.Authority}\r\n{header}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("<h1>Sign in</h1>", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("G\u00cbT")]
    [InlineData("PROPFIND")]
    public async Task A_method_that_a_route_does_not_take_is_refused(string method)
    {
        await using var room = await GuardedRoom.With();
        Assert.Matches("^HTTP/1.1 40[0135]", await RouteWalk.Raw(room.Address, $"{method} /sign-in HTTP/1.1\r\nHost: {room.Address.Authority}\r\nConnection: close\r\n\r\n"));
    }

    [Fact]
    public async Task A_HEAD_is_answered_as_a_GET_without_its_body()
    {
        await using var room = await GuardedRoom.With();
        using var reader = await room.SignedIn(Rank.Reader);
        using var get = await reader.Send(HttpMethod.Get, "/");
        using var head = await reader.Send(HttpMethod.Head, "/");
        Assert.Equal((HttpStatusCode.OK, get.Content.Headers.ContentLength, get.Headers.ETag), (head.StatusCode, head.Content.Headers.ContentLength, head.Headers.ETag));
        Assert.Equal("", await head.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
