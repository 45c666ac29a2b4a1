using System.Net;

namespace Variorum;

/// <summary>What the server is asked to fetch never reaches its own machine or network, however the address is written.</summary>
public class ServerSideFetchTests
{
    public static TheoryData<string> Addresses =>
    [
        "http://127.0.0.1:{0}/", "http://localhost:{0}/", "http://LOCALHOST:{0}/", "http://localhost.:{0}/", "http://127.1:{0}/", "http://127.0.1:{0}/", "http://0x7f.1:{0}/", "http://0x7f000001:{0}/", "http://2130706433:{0}/", "http://017700000001:{0}/",
        "http://0177.0.0.1:{0}/", "http://127.0.0.1.:{0}/", "http://0:{0}/", "http://0.0.0.0:{0}/", "http://[::1]:{0}/", "http://[::]:{0}/", "http://[::ffff:127.0.0.1]:{0}/", "http://[::ffff:7f00:1]:{0}/", "http://[0:0:0:0:0:ffff:127.0.0.1]:{0}/",
        "http://[::127.0.0.1]:{0}/", "http://[64:ff9b::127.0.0.1]:{0}/", "http://①②⑦.⓪.⓪.①:{0}/", "http://127。0。0。1:{0}/", "http://１２７.０.０.１:{0}/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{0}/",
        "http://press.norland.example@127.0.0.1:{0}/", "http://127.0.0.1:{0}@127.0.0.1:{0}/", "http://press.norland.example:80@localhost:{0}/", "http://127.0.0.1:{0}#@press.norland.example/", "http://127.0.0.1:{0}?@press.norland.example/", "http://127.0.0.1:{0}\\@press.norland.example/", "http:\\\\127.0.0.1:{0}\\",
        "http:127.0.0.1:{0}", "http:///127.0.0.1:{0}/", "http://%31%32%37.0.0.1:{0}/", "http://127%2e0.0.1:{0}/", "\thttp://127.0.0.1:{0}/", "ht\ntp://127.0.0.1:{0}/", "http://127.0.0.1\t:{0}/", "http://rebound.example:{0}/", "http://rebound.example.:{0}/", "http://xn--rebund-0xa.example:{0}/", "http://rebøund.example:{0}/",
        "file:///etc/passwd", "FILE:///etc/passwd", " file:///etc/passwd", "fi\tle:///etc/passwd", "file://localhost/etc/passwd", "/etc/passwd", "\\\\127.0.0.1\\share", "ftp://127.0.0.1:{0}/", "gopher://127.0.0.1:{0}/_GET", "dict://127.0.0.1:{0}/", "ldap://127.0.0.1:{0}/", "unix:/run/x.sock", "jar:http://127.0.0.1:{0}/!/", "netdoc:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "blob:http://127.0.0.1:{0}/x",
    ];

    [Theory, MemberData(nameof(Addresses))]
    public async Task An_address_in_disguise_reaches_nothing_of_this_machine(string shape)
    {
        await using var inside = LoopbackServer.Of(static _ => LoopbackServer.Page("secret"));
        var address = shape.Replace("{0}", inside.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        // A resolver that answers with this machine for whatever name, as a hostile one does.
        var fetcher = new Fetcher(new FetcherOptions { Resolve = static (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.IPv6Loopback]), Limits = new FetchLimits { Connect = LoopbackServer.Short, Head = LoopbackServer.Short, Whole = LoopbackServer.Short } });
        var fetched = await fetcher.FetchAsync(address, null, TestContext.Current.CancellationToken);
        Assert.All(fetched, static one => Assert.NotNull(one.Failure));
        Assert.Empty(inside.Requests);
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task A_redirect_to_an_address_in_disguise_is_not_followed(string shape)
    {
        await using var inside = LoopbackServer.Of(static _ => LoopbackServer.Page("secret"));
        var address = shape.Replace("{0}", inside.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        await using var outside = new LoopbackServer(async (_, stream, cancel) => await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(LoopbackServer.To(address)), cancel));
        var options = outside.Options with { Resolve = static (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        await new Fetcher(options with { Limits = options.Limits with { Redirects = 2 } }).FetchAsync(outside.Url(), null, TestContext.Current.CancellationToken);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public async Task A_name_that_answers_differently_the_second_time_gains_nothing()
    {
        await using var inside = LoopbackServer.Of(static _ => LoopbackServer.Page("secret"));
        var asked = 0;
        var fetcher = new Fetcher(new FetcherOptions { Resolve = (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Parse("198.51.100.1") : IPAddress.Loopback]), Limits = new FetchLimits { Connect = TimeSpan.FromSeconds(1), Whole = TimeSpan.FromSeconds(2) } });
        for (var i = 0; i < 3; i++) Assert.NotNull((await fetcher.FetchAsync($"http://rebound.example:{inside.Port}/", null, TestContext.Current.CancellationToken))[^1].Failure);
        Assert.Empty(inside.Requests);
    }
}
