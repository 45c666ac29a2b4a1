using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using static Variorum.LoopbackServer;

namespace Variorum;

public class FetcherTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_went_over_the_wire_is_kept_byte_for_byte()
    {
        const string head = "HTTP/1.1 200 Fine  \r\nX-Odd:   two  blanks \r\ncontent-type: text/html\r\nX-Odd: again\r\nContent-Length: 5\r\n\r\n";
        await using var server = Of(_ => head + "hello");
        var page = Assert.Single(await new Fetcher(server.Options with { Contact = "desk@archive.example" }).FetchAsync(server.Url("/news?id=1#top"), null, Test));
        Assert.Equal(head, Encoding.Latin1.GetString(page.Response.Span));
        Assert.Equal("hello", Encoding.Latin1.GetString(page.Body.Span));
        Assert.Equal(server.Requests.Single(), Encoding.Latin1.GetString(page.Request.Span));
        Assert.StartsWith("GET /news?id=1 HTTP/1.1\r\n", server.Requests.Single(), StringComparison.Ordinal);
        Assert.Matches(@"\r\nUser-Agent: Variorum/\d+\.\d+\.\d+ \(\+desk@archive\.example\)\r\n", server.Requests.Single());
        Assert.DoesNotContain("Cookie", server.Requests.Single(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("traceparent", server.Requests.Single(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((server.Url("/news?id=1"), 200, "two  blanks, again", null, null, IPAddress.Loopback),
            (page.Url, page.Status, page.Header("x-odd"), page.Cut, page.Failure, page.Address));
    }

    [Fact]
    public async Task Interim_responses_are_left_out()
    {
        await using var server = Of(_ => "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + Page("news"));
        var page = Assert.Single(await new Fetcher(server.Options).FetchAsync(server.Url(), null, Test));
        Assert.Equal("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", Encoding.Latin1.GetString(page.Response.Span));
    }

    [Fact]
    public async Task A_page_is_asked_for_only_if_it_changed()
    {
        await using var server = Of(_ => "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
        var page = Assert.Single(await new Fetcher(server.Options).FetchAsync(server.Url(), new FetchOptions("\"v1\"", "Thu, 20 Jun 2024 08:00:00 GMT"), Test));
        Assert.Equal((304, 0, null), (page.Status, page.Body.Length, page.Failure));
        Assert.Contains("\r\nIf-None-Match: \"v1\"\r\nIf-Modified-Since: Thu, 20 Jun 2024 08:00:00 GMT\r\n", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_would_smuggle_a_header_is_not_sent()
    {
        await using var server = Of(_ => Page("news"));
        await new Fetcher(server.Options).FetchAsync(server.Url(), new FetchOptions("\"v1\"\r\nCookie: a=b"), Test);
        Assert.DoesNotContain("Cookie", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_redirect_is_a_capture_of_its_own_and_carries_neither_cookies_nor_conditions()
    {
        await using var server = Of(path => path switch
        {
            "/a" => "HTTP/1.1 301 Moved Permanently\r\nSet-Cookie: id=7\r\nLocation: b/c?q=1#part\r\nContent-Length: 5\r\n\r\nmoved",
            "/b/c?q=1" => To("/x/../d"),
            _ => Page("here"),
        });
        var hops = await new Fetcher(server.Options).FetchAsync(server.Url("/a"), new FetchOptions("\"v1\""), Test);
        Assert.Equal([(server.Url("/a"), 301), (server.Url("/b/c?q=1"), 302), (server.Url("/d"), 200)], hops.Select(hop => (hop.Url, hop.Status)));
        Assert.Equal("moved", Encoding.Latin1.GetString(hops[0].Body.Span));
        Assert.All(server.Requests.Skip(1), request => Assert.DoesNotMatch("(?i)cookie|if-none-match", request));
    }

    [Fact]
    public async Task An_address_in_the_sites_own_letters_is_followed()
    {
        await using var server = Of(path => path == "/" ? Encoding.UTF8.GetBytes(To("/новости")) : Encoding.ASCII.GetBytes(Page("here")));
        var hops = await new Fetcher(server.Options).FetchAsync(server.Url(), null, Test);
        Assert.Equal((server.Url("/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"), 200), (hops[^1].Url, hops[^1].Status));
    }

    [Theory]
    [InlineData("http://127.0.0.1/", "loopback")]
    [InlineData("http://127.0.0.1:1/", "loopback")]
    [InlineData("http://2130706433/", "loopback")]
    [InlineData("http://0x7f.1/", "loopback")]
    [InlineData("http://0/", "this network")]
    [InlineData("http://[::1]/", "loopback")]
    [InlineData("http://[::ffff:169.254.169.254]/latest", "link-local")]
    [InlineData("http://169.254.169.254/latest", "link-local")]
    [InlineData("https://[64:ff9b::a00:1]/", "private")]
    [InlineData("http://localhost/", "loopback")]
    [InlineData("file:///etc/passwd", "only http and https")]
    [InlineData("ftp://press.example/", "only http and https")]
    [InlineData("javascript:alert(1)", "no address")]
    [InlineData("http://user:secret@press.example/", "name or password")]
    [InlineData("http:///nowhere", "no address")]
    public async Task A_redirect_leads_to_no_place_that_may_not_be_fetched_and_neither_does_an_address(string target, string why)
    {
        await using var server = Of(_ => To(target));
        var fetcher = new Fetcher(server.Options);
        var redirected = await fetcher.FetchAsync(server.Url(), null, Test);
        Assert.Equal(302, redirected[0].Status);
        foreach (var end in new[] { Assert.Single(redirected.Skip(1)), Assert.Single(await fetcher.FetchAsync(target, null, Test)) })
        {
            Assert.Contains(why, end.Failure, StringComparison.Ordinal);
            Assert.Equal((0, 0, 0), (end.Status, end.Response.Length, end.Request.Length));
        }

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_name_is_refused_for_its_address_and_connected_to_only_where_it_was_checked()
    {
        await using var server = Of(_ => Page("inside"));
        var asked = 0;
        var options = server.Options with { Resolve = (_, _) => Task.FromResult<IPAddress[]>(asked++ == 0 ? [IPAddress.Loopback] : [IPAddress.Parse("127.0.0.2")]) };
        var fetcher = new Fetcher(options);
        var url = $"http://press.example:{server.Port}/";
        Assert.Equal(200, (await fetcher.FetchAsync(url, null, Test))[^1].Status);
        Assert.Equal(1, asked);

        // The name server gives another address now.
        var rebound = (await fetcher.FetchAsync(url, null, Test))[^1];
        Assert.Equal($"{url}: press.example is at 127.0.0.2, a special address (loopback, RFC 1122); if it is yours and meant, allow press.example:{server.Port}", rebound.Failure);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Of_a_names_addresses_the_one_that_may_be_connected_to_is_taken()
    {
        await using var server = Of(_ => Page("here"));
        var options = server.Options with { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1"), IPAddress.IPv6Loopback, IPAddress.Loopback]) };
        Assert.Equal(IPAddress.Loopback, (await new Fetcher(options).FetchAsync($"http://press.example:{server.Port}/", null, Test))[^1].Address);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told()
    {
        var fetcher = new Fetcher(new FetcherOptions { Resolve = (_, _) => throw new System.Net.Sockets.SocketException(11001) });
        Assert.Equal("https://press.example/: no host press.example is known; check the address and this machine's network", (await fetcher.FetchAsync("https://press.example", null, Test))[^1].Failure);
    }

    [Theory]
    [InlineData("/circle", "in a circle")]
    [InlineData("/far/1", "more than 10 redirects")]
    public async Task Redirects_end(string path, string why)
    {
        await using var server = Of(asked => To(asked == "/circle" ? "/back" : asked == "/back" ? "/circle" : "/far/" + (int.Parse(asked[5..], null) + 1)));
        var hops = await new Fetcher(server.Options).FetchAsync(server.Url(path), null, Test);
        Assert.Contains(why, hops[^1].Failure, StringComparison.Ordinal);
        Assert.True(server.Requests.Count <= 11);
    }

    [Fact]
    public async Task An_endless_body_is_cut_and_what_came_is_kept()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), cancellation);
            while (true) await stream.WriteAsync(new byte[65536], cancellation);
        });
        var page = Assert.Single(await new Fetcher(With(server, limits => limits with { Body = 1_000_000 })).FetchAsync(server.Url(), null, Test));
        Assert.Equal((1_000_000, "it is longer than 1000000 bytes", null), (page.Body.Length, page.Cut, page.Failure));
    }

    [Fact]
    public async Task The_body_of_a_redirect_is_cut_sooner()
    {
        await using var server = Of(path => path == "/" ? $"HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n{new string('x', 2_000_000)}" : Page("here"));
        var hops = await new Fetcher(server.Options).FetchAsync(server.Url(), null, Test);
        Assert.Equal([(1024 * 1024, "it is longer than 1048576 bytes"), (4, null)], hops.Select(hop => (hop.Body.Length, hop.Cut)));
    }

    [Theory]
    [InlineData("", "sends no headers within 0.4 s")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ", "sends no headers within 0.4 s")]
    public async Task A_server_that_falls_silent_before_its_page_is_waited_for_no_longer_than_set(string sent, string why)
    {
        await using var server = Stuck(sent, "");
        var page = Assert.Single(await new Fetcher(With(server, limits => limits with { Head = Soon })).FetchAsync(server.Url(), null, Test));
        Assert.Equal($"{server.Url()}: the server {why}; try again later", page.Failure);
    }

    [Fact]
    public async Task A_server_that_falls_silent_within_its_page_is_waited_for_no_longer_than_set()
    {
        await using var server = Stuck("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "");
        var page = Assert.Single(await new Fetcher(With(server, limits => limits with { Read = Soon })).FetchAsync(server.Url(), null, Test));
        Assert.Equal(("half", "the server sends nothing more within 0.4 s"), (Encoding.ASCII.GetString(page.Body.Span), page.Cut));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x", true)]
    [InlineData("HTTP/1.1 200 OK\r\nX: ", "x", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", true)]
    public async Task A_page_that_comes_in_drips_is_given_its_time_as_a_whole(string start, string drip, bool body)
    {
        await using var server = Stuck(start, drip);
        var options = With(server, limits => limits with { Whole = TimeSpan.FromSeconds(1) });
        var page = Assert.Single(await new Fetcher(options).FetchAsync(server.Url(), null, Test));
        Assert.Contains("it is not whole after 1 s", body ? page.Cut : page.Failure, StringComparison.Ordinal);
        Assert.Equal(body, page.Body.Length > 0);
    }

    [Theory]
    [InlineData(10_000, "x", "more than 500 headers")]
    [InlineData(450, "a value that is much longer than a header of this sort should be, and then goes on for a while, and on, and on, and on, and on, and on, and on, and on, and on, and on, and on, and on", "more than 65536 bytes of headers")]
    public async Task Headers_without_end_are_not_read(int number, string value, string why)
    {
        await using var server = Of(_ => "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, number).Select(i => $"X-{i}: {value}\r\n")) + "\r\nbody");
        var page = Assert.Single(await new Fetcher(server.Options).FetchAsync(server.Url(), null, Test));
        Assert.Equal($"{server.Url()}: the server sends {why}; it is not read", page.Failure);
    }

    [Fact]
    public async Task Interim_responses_without_end_are_not_read()
    {
        await using var server = Stuck("", "HTTP/1.1 100 Continue\r\n\r\n", pause: 0);
        var page = Assert.Single(await new Fetcher(server.Options).FetchAsync(server.Url(), null, Test));
        Assert.Contains("more than 500 headers", page.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "the connection ended before the length that was declared")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "the connection ended before the length that was declared")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\nmore", "the connection broke, or what came over it is not framed as HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshortFFFFFFFFFFFFFFFF\r\n", "the connection broke, or what came over it is not framed as HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n0\r\n\r\nmore", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshort and more", null)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nshort", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort", null)]
    [InlineData("HTTP/1.0 200 OK\nContent-Length: 5\n\nshort", null)]
    public async Task A_body_that_is_framed_wrongly_is_kept_as_far_as_it_came(string sent, string? cut)
    {
        await using var server = Of(_ => sent);
        var page = Assert.Single(await new Fetcher(server.Options).FetchAsync(server.Url(), null, Test));
        Assert.Equal(("short", cut, null), (Encoding.ASCII.GetString(page.Body.Span), page.Cut, page.Failure));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 O")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\r\n\r\n")]
    public async Task What_is_no_answer_is_told_as_such(string sent)
    {
        await using var server = Of(_ => sent);
        var page = Assert.Single(await new Fetcher(server.Options).FetchAsync(server.Url(), null, Test));
        Assert.Matches(sent.Length == 0 ? "without an answer" : "no HTTP|without an answer", page.Failure);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_without_TLS_has_no_secure_address()
    {
        await using var server = new LoopbackServer(static async (_, stream, cancellation) => await stream.WriteAsync("HTTP/1.1 400 No\r\n\r\n"u8.ToArray(), cancellation), speaksFirst: true);
        var page = Assert.Single(await new Fetcher(server.Options).FetchAsync($"https://127.0.0.1:{server.Port}/", null, Test));
        Assert.Contains("no secure connection to 127.0.0.1 can be made", page.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_or_a_handshake_that_never_comes_is_waited_for_no_longer_than_set()
    {
        await using var server = new LoopbackServer(static (_, _, cancellation) => Task.Delay(Timeout.Infinite, cancellation), speaksFirst: true);
        var options = With(server, limits => limits with { Connect = Soon });
        var handshake = Assert.Single(await new Fetcher(options).FetchAsync($"https://127.0.0.1:{server.Port}/", null, Test));
        Assert.Equal($"https://127.0.0.1:{server.Port}/: the server takes no connection within 0.4 s; try again later", handshake.Failure);
        var unnamed = new Fetcher(options with { Resolve = static async (_, cancellation) => { await Task.Delay(Timeout.Infinite, cancellation); return []; } });
        Assert.Equal("http://press.example/: the server takes no connection within 0.4 s; try again later", Assert.Single(await unnamed.FetchAsync("http://press.example", null, Test)).Failure);
    }

    [Fact]
    public async Task What_cannot_be_asked_with_is_told()
    {
        Assert.Contains("“büro@archive.example” cannot stand in a header", Assert.Throws<ArgumentException>(() => new Fetcher(new FetcherOptions { Contact = "büro@archive.example" })).Message, StringComparison.Ordinal);
        var page = Assert.Single(await new Fetcher().FetchAsync("http://press.example/", new FetchOptions(Proxy: new Uri("ftp://proxy.example/")), Test));
        Assert.Equal("http://press.example/: a proxy of ftp is not known; use http, https, socks4, socks4a or socks5", page.Failure);
    }

    [Fact]
    public async Task A_certificate_sends_us_nowhere()
    {
        await using var inside = Of(_ => Page("issuer"));
        using var key = RSA.Create(2048);
        var asked = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        asked.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([inside.Url("/ocsp")], [inside.Url("/issuer.crt")]));
        var issuer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        using var bare = asked.Create(new X500DistinguishedName("CN=Unknown issuer"), issuer, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1]);
        using var certificate = bare.CopyWithPrivateKey(key);
        var context = SslStreamCertificateContext.Create(certificate, null, offline: true);
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, cancellation);
        }, speaksFirst: true);
        var page = Assert.Single(await new Fetcher(server.Options).FetchAsync($"https://127.0.0.1:{server.Port}/", null, Test));
        Assert.Contains("no secure connection to 127.0.0.1 can be made", page.Failure, StringComparison.Ordinal);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_told()
    {
        var closed = Of(_ => "");
        var (url, options, port) = (closed.Url(), closed.Options, closed.Port);
        await closed.DisposeAsync();
        Assert.Equal($"{url}: nothing listens at port {port} of 127.0.0.1; check the address, or try again later", Assert.Single(await new Fetcher(options).FetchAsync(url, null, Test)).Failure);
    }

    [Fact]
    public async Task A_proxy_is_asked_for_the_whole_address_and_never_for_a_local_one()
    {
        await using var proxy = Of(path => path.StartsWith("http://press.example", StringComparison.Ordinal) ? Page("by proxy") : "HTTP/1.1 403 No\r\n\r\n");
        var fetcher = new Fetcher(new FetcherOptions { Resolve = (host, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(host == "inside.example" ? "10.0.0.8" : "1.1.1.1")]) });
        var ask = new FetchOptions(Proxy: new Uri($"http://127.0.0.1:{proxy.Port}"));
        Assert.Equal("by proxy", Encoding.ASCII.GetString((await fetcher.FetchAsync("http://press.example/news", ask, Test))[^1].Body.Span));
        Assert.Contains("special address", (await fetcher.FetchAsync("http://inside.example/", ask, Test))[^1].Failure, StringComparison.Ordinal);
        Assert.Contains("special address", (await fetcher.FetchAsync("http://192.168.0.1/", ask, Test))[^1].Failure, StringComparison.Ordinal);
        Assert.Contains("the proxy 127.0.0.1 does not connect to press.example", (await fetcher.FetchAsync("https://press.example/", ask, Test))[^1].Failure, StringComparison.Ordinal);
        Assert.Equal(2, proxy.Requests.Count);
    }

    [Fact]
    public async Task What_one_server_does_wrong_costs_the_others_nothing()
    {
        await using var stuck = Stuck("HTTP/1.1 200 OK\r\n\r\n", "x");
        await using var good = Of(path => Page("news " + path));
        var fetcher = new Fetcher(stuck.Options with { Allowed = [Allowance.Parse("127.0.0.0/8")] });
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var waiting = Enumerable.Range(0, 20).Select(_ => fetcher.FetchAsync(stuck.Url(), null, over.Token)).ToList();
        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => fetcher.FetchAsync(good.Url($"/{i}"), null, Test)));
        Assert.All(pages, hops => Assert.Equal(200, hops[^1].Status));
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(.4);

    internal static FetcherOptions With(LoopbackServer server, Func<FetchLimits, FetchLimits> change) => server.Options with { Limits = change(server.Options.Limits) };

    // Sends a start, and then the same again and again, or nothing.
    internal static LoopbackServer Stuck(string start, string drip, int pause = 20) => new(async (_, stream, cancellation) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(start), cancellation);
        while (true)
        {
            await Task.Delay(pause, cancellation);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(drip), cancellation);
        }
    });
}
