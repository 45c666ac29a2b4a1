using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Variorum;

/// <summary>By which names the server is asked for, by whom, and over what.</summary>
public class HostNamesTests
{
    private static Task<string> Get(Uri address, string host, params string[] headers) =>
        RouteWalk.Raw(address, $"GET / HTTP/1.1\r\nHost: {host}\r\n{string.Concat(headers.Select(static header => header + "\r\n"))}Accept: text/html\r\nConnection: close\r\n\r\n");

    [Theory]
    [InlineData("elsewhere.example", false)]
    [InlineData("elsewhere.example:7070", false)]
    [InlineData("127.0.0.1.elsewhere.example", false)]
    [InlineData("localhost.elsewhere.example", false)]
    [InlineData("192.168.1.7", false)]
    [InlineData("localhost.", false)]
    [InlineData("room.example.", false)]
    [InlineData("xroom.example", false)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:1", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]:80", true)]
    [InlineData("room.example", true)]
    [InlineData("ROOM.example:443", true)]
    public async Task A_name_that_somebody_had_lead_here_opens_nothing(string host, bool opens)
    {
        await using var room = await OpenRoom.With([], static options => options with { Hosts = ["room.example"] });
        Assert.StartsWith(opens ? "HTTP/1.1 200" : "HTTP/1.1 421", await Get(room.Room.Address, host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host: a.example\r\nHost: 127.0.0.1")]
    [InlineData("Host: 127.0.0.1/@a.example")]
    [InlineData("Host: a b")]
    [InlineData("X: y")]
    public async Task A_request_with_no_name_or_two_or_a_broken_one_opens_nothing(string headers)
    {
        await using var room = await OpenRoom.With([]);
        Assert.Matches("^HTTP/1.1 (400|421)", await RouteWalk.Raw(room.Room.Address, $"GET / HTTP/1.1\r\n{headers}\r\nConnection: close\r\n\r\n"));
    }

    [Theory]
    [InlineData("X-Forwarded-For: 203.0.113.9")]
    [InlineData("X-Forwarded-For: 127.0.0.1")]
    [InlineData("Forwarded: for=127.0.0.1")]
    [InlineData("X-Real-IP: 127.0.0.1")]
    [InlineData("X-Forwarded-Host: localhost")]
    [InlineData("X-Forwarded-Proto: https")]
    [InlineData("Via: 1.1 proxy")]
    public async Task What_comes_through_a_proxy_that_was_not_named_is_nobody_at_this_machine(string header)
    {
        await using var room = await OpenRoom.With([]);
        Assert.StartsWith("HTTP/1.1 403", await Get(room.Room.Address, "127.0.0.1", header), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_proxy_is_believed_on_who_asks_and_over_what_and_others_are_not()
    {
        await using var room = await GuardedRoom.With(with: static options => options with { Proxies = [IPAddress.Loopback], Hosts = ["room.example"] });
        var secure = await Get(room.Address, "127.0.0.1", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https", "X-Forwarded-Host: room.example");
        Assert.Contains("Strict-Transport-Security: max-age=31536000", secure, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 421", await Get(room.Address, "127.0.0.1", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Host: elsewhere.example"), StringComparison.Ordinal);
        using var browser = new Browser(room.Address);
        browser.Headers.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.9");
        await browser.Post("/sign-in", "/sign-in", ("name", "the reader"), ("password", "wrong wrong wrong"));
        Assert.Equal("203.0.113.9", Audit.Before(room.Database, null, null, 1).Single().Address);
        await using var other = await GuardedRoom.With(with: static options => options with { Proxies = [IPAddress.Parse("192.0.2.1")] });
        Assert.DoesNotContain("Strict-Transport-Security", await Get(other.Address, "127.0.0.1", "X-Forwarded-Proto: https"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_nobody_comes_in_without_signing_in()
    {
        await using var room = await GuardedRoom.With(with: static options => options with { Users = false, Proxies = [IPAddress.Loopback] });
        Assert.StartsWith("HTTP/1.1 303", await Get(room.Address, "127.0.0.1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_TLS_cookies_stay_on_TLS_and_the_browser_is_told_to()
    {
        var folder = Directory.CreateTempSubdirectory("variorum-tls-");
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=room.example", key, HashAlgorithmName.SHA256);
            using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            var (pem, pfx, none) = (Path.Combine(folder.FullName, "room.pem"), Path.Combine(folder.FullName, "room.pfx"), Path.Combine(folder.FullName, "none.pem"));
            await File.WriteAllTextAsync(pem, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(pfx, made.Export(X509ContentType.Pkcs12), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(none, "nothing", TestContext.Current.CancellationToken);
            foreach (var file in new[] { pem, pfx })
            {
                await using var room = await GuardedRoom.With(with: options => options with { Certificate = file });
                Assert.Equal("https", room.Address.Scheme);
                using var browser = new Browser(room.Address, handler => handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == made.GetCertHashString());
                var (status, _, answer) = await browser.Post("/sign-in", "/sign-in", ("name", "the reader"), ("password", GuardedRoom.Password));
                Assert.Equal(HttpStatusCode.SeeOther, status);
                var cookie = answer.Headers.GetValues("Set-Cookie").Single(static cookie => cookie.StartsWith("__Host-variorum=", StringComparison.Ordinal));
                Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
                Assert.Equal(HttpStatusCode.OK, (await browser.Get("/")).Status);
            }
            await Assert.ThrowsAsync<IOException>(() => GuardedRoom.With(with: options => options with { Certificate = none }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
