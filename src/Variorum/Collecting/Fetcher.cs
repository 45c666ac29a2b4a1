using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Variorum;

/// <summary>Fetches anything by http and https, safely: whatever a server does, it costs bounded time and memory and one sentence.</summary>
/// <remarks>No address on a local network is reached, whatever a URL, a redirect or a name server says. No cookies, no scripts, no
/// HTTP/2 (the bytes of a head exist only in HTTP/1.1). Safe for many threads.</remarks>
public sealed class Fetcher
{
    private const int LongestUrl = 8 * 1024;
    private const int LongestRedirect = 1024 * 1024;

    /// <summary>The product token by which a robots.txt names it.</summary>
    public const string Product = "Variorum";

    private static readonly string Version = typeof(Fetcher).Assembly.GetName().Version?.ToString(3) ?? "0";

    private readonly FetcherOptions options;
    private readonly SafeConnection connection;

    /// <param name="options">The defaults where none are given.</param>
    /// <exception cref="ArgumentException">The contact cannot stand in a header.</exception>
    public Fetcher(FetcherOptions? options = null)
    {
        this.options = options ?? new FetcherOptions();
        connection = new SafeConnection(this.options.Allowed, this.options.Allow, this.options.Resolve);
        var contact = this.options.Contact?.Trim() ?? "";
        if (!IsHeader(contact) || contact.AsSpan().IndexOfAny('(', ')') >= 0)
            throw new ArgumentException($"the contact “{contact}” cannot stand in a header: write a page's or a mail's address, in ASCII", nameof(options));
        UserAgent = contact.Length > 0 ? $"{Product}/{Version} (+{contact})" : $"{Product}/{Version}";
    }

    /// <summary>What it calls itself: <c>Variorum/0.1.0 (+https://archive.example/about)</c>.</summary>
    public string UserAgent { get; }

    /// <summary>The same, with other limits.</summary>
    public Fetcher Within(Func<FetchLimits, FetchLimits> change) => new(options with { Limits = change(options.Limits) });

    /// <summary>How much it takes and how long it waits.</summary>
    public FetchLimits Limits => options.Limits;

    /// <summary>The clock by which its captures are dated.</summary>
    public TimeProvider Clock => options.Clock;

    /// <summary>Gets an address and follows its redirects.</summary>
    /// <param name="url">Absolute; a fragment is left out.</param>
    /// <param name="ask">Conditions go with the first request only: they are that address's.</param>
    /// <returns>Each request in its order, the redirects first; the last one tells how it ended. Never empty.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown for what a server does.</exception>
    public async Task<IReadOnlyList<Fetched>> FetchAsync(string url, FetchOptions? ask = null, CancellationToken cancellation = default)
    {
        ask ??= new FetchOptions();
        var hops = new List<Fetched>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = url; ;)
        {
            var (target, refusal) = Parse(next);
            if (target is not null && !seen.Add(target.AbsoluteUri)) refusal = "redirects go round in a circle; the site has to mend that";
            if (hops.Count > options.Limits.Redirects) refusal = $"more than {options.Limits.Redirects} redirects lead on; the site has to mend that";
            if (target is not null && refusal is null && ask.Refuse is { } refuse) refusal = await refuse(target, cancellation).ConfigureAwait(false);
            if (target is null || refusal is not null)
            {
                hops.Add(Failed(target?.AbsoluteUri ?? next, refusal!));
                return hops;
            }

            using var turn = options.Hosts is { } hosts ? await hosts.EnterAsync(target.IdnHost, cancellation).ConfigureAwait(false) : null;
            var hop = await GetAsync(target, ask, cancellation).ConfigureAwait(false);
            turn?.Report(hop);
            hops.Add(hop);
            if (!hop.IsRedirect || ask.Posted is not null || (ask.Form is not null && hop.Status is not (307 or 308))) return hops;
            var location = hop.Header("Location")!;
            next = Uri.TryCreate(target, Utf8(location), out var on) ? on.AbsoluteUri : location;
            ask = ask with { ETag = null, LastModified = null };
        }
    }

    /// <summary>An address that may be asked for, or why it may not.</summary>
    private static (Uri? Url, string? Refusal) Parse(string url)
    {
        if (url.Length > LongestUrl) return (null, $"an address has at most {LongestUrl} characters");
        if (!Uri.TryCreate(url.Trim(), UriKind.Absolute, out var parsed) || url.Contains("://", StringComparison.Ordinal) == false)
            return (null, "this is no address; write it whole, like https://press.example/news");
        if (parsed.Scheme is not ("http" or "https")) return (null, $"{parsed.Scheme} is not fetched, only http and https are");
        if (parsed.Host.Length == 0) return (null, "this address names no host; write it whole, like https://press.example/news");
        if (parsed.UserInfo.Length > 0) return (null, "an address with a name or password in it is not fetched; leave them out");
        return (new Uri(parsed.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)), null);
    }

    private async Task<Fetched> GetAsync(Uri url, FetchOptions ask, CancellationToken cancellation)
    {
        var limits = options.Limits;
        var began = options.Clock.GetUtcNow();
        using var whole = new CancellationTokenSource(limits.Whole, options.Clock);
        using var phase = new CancellationTokenSource(limits.Connect, options.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, whole.Token, phase.Token);
        var (doing, given) = ("takes no connection", limits.Connect);
        void Enter(string what, TimeSpan time)
        {
            (doing, given) = (what, time);
            phase.CancelAfter(time);
        }

        WireRecorder? wire = null;
        IPAddress? address = null;
        using var handler = Handler(ask.Proxy, socket => address = (socket.RemoteEndPoint as IPEndPoint)?.Address, stream =>
        {
            Enter("sends no headers", limits.Head);
            return wire = new WireRecorder(stream, limits, () => Enter("sends nothing more", limits.Read));
        });
        using var body = new BoundedBody(() => Enter("sends nothing more", limits.Read));
        string? cut = null, failure = null;
        try
        {
            if (ask.Proxy is { } proxy && proxy.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
                throw new FetchException($"a proxy of {proxy.Scheme} is not known; use http, https, socks4, socks4a or socks5");
            if (ask.Proxy is not null && await connection.RefusalBehindProxyAsync(url.IdnHost, url.Port, stop.Token).ConfigureAwait(false) is { } refusal)
                throw new FetchException(refusal);
            using var request = Request(url, ask);
            using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
            using var response = await invoker.SendAsync(request, stop.Token).ConfigureAwait(false);
            try
            {
                using var content = await response.Content.ReadAsStreamAsync(stop.Token).ConfigureAwait(false);
                // Ten redirects must not be ten times as long as a page.
                body.Most = (int)response.StatusCode is >= 300 and < 400 ? Math.Min(limits.Body, LongestRedirect) : limits.Body;
                // Copied, not read: a piece that is whole arrives before the next one is found to be broken.
                await content.CopyToAsync(body, stop.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (IsExpected(e) && !cancellation.IsCancellationRequested)
            {
                cut = e switch
                {
                    OperationCanceledException => Waited(whole, doing, given),
                    FetchException => e.Message,
                    HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection ended before the length that was declared",
                    _ => "the connection broke, or what came over it is not framed as HTTP",
                };
            }
        }
        catch (Exception e) when (IsExpected(e) && !cancellation.IsCancellationRequested)
        {
            failure = Sentence(e, url, ask.Proxy, Waited(whole, doing, given));
        }

        if (failure is not null) return Failed(url.AbsoluteUri, failure, began, wire?.Request ?? default) with { Address = address };
        return new Fetched(url.AbsoluteUri, began, wire!.Request, wire.Response, body.Written, cut, null) { Address = address, Sent = wire.Chunks ?? body.Written };
    }

    private SocketsHttpHandler Handler(Uri? proxy, Action<Socket> connected, Func<Stream, Stream> record)
    {
        var once = false;
        return new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : new WebProxy(proxy) { Credentials = Credentials(proxy) },
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.Limits.Connect,
            // The recorder is stricter and says why.
            MaxResponseHeadersLength = (options.Limits.HeadBytes / 1024) + 1,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.Zero,
            SslOptions = { CertificateChainPolicy = ServerCertificates() },
            ConnectCallback = async (context, cancellation) =>
            {
                // A request that got no answer would be sent again, and again, behind our back.
                if (once) throw new FetchException("the connection ended without an answer; try again later");
                once = true;
                var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
                var trusted = proxy is not null && port == proxy.Port && host.Equals(proxy.IdnHost, StringComparison.OrdinalIgnoreCase);
                var socket = await connection.ConnectAsync(host, port, trusted, options.Limits.Connect, cancellation).ConfigureAwait(false);
                connected(socket);
                return new NetworkStream(socket, ownsSocket: true);
            },
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult(record(context.PlaintextStream)),
        };
    }

    // A certificate names addresses from which to fetch its issuers and revocations: those would be fetched past every check.
    private static X509ChainPolicy ServerCertificates() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        ApplicationPolicy = { new Oid("1.3.6.1.5.5.7.3.1") },
    };

    private static NetworkCredential? Credentials(Uri proxy)
    {
        var parts = proxy.UserInfo.Split(':', 2);
        return parts[0].Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }

    private HttpRequestMessage Request(Uri url, FetchOptions ask)
    {
        var request = new HttpRequestMessage(ask.Form is null && ask.Posted is null ? HttpMethod.Get : HttpMethod.Post, url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (ask.Form is { } form) request.Content = new StringContent(form, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
        if (ask.Posted is { } posted)
        {
            request.Content = new ByteArrayContent(posted.Bytes);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", posted.Type);
        }
        void Add(string name, string? value)
        {
            // What stands outside ASCII is no header, and a line's end would begin another one.
            if (!string.IsNullOrEmpty(value) && IsHeader(value)) request.Headers.TryAddWithoutValidation(name, value);
        }

        Add("User-Agent", ask.UserAgent ?? UserAgent);
        Add("Accept", ask.Accept ?? "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        Add("Accept-Encoding", "gzip, br");
        Add("Referer", RefererFor(url, ask.Referer));
        foreach (var (name, value) in ask.Posted?.Headers ?? []) Add(name, value);
        Add("If-None-Match", ask.ETag);
        Add("If-Modified-Since", ask.LastModified);
        return request;
    }

    // As browsers do unless they are told otherwise (Referrer Policy, strict-origin-when-cross-origin): nothing goes from https to http.
    private static string? RefererFor(Uri url, Uri? page)
    {
        if (page is null || page.Scheme == "https" && url.Scheme == "http") return null;
        var own = Uri.Compare(url, page, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
        return own ? page.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) : page.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + "/";
    }

    private static bool IsHeader(string value) => value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static bool IsExpected(Exception e) =>
        e is OperationCanceledException or HttpRequestException or IOException or SocketException or NotSupportedException or InvalidOperationException;

    private string Waited(CancellationTokenSource whole, string doing, TimeSpan given) => whole.IsCancellationRequested
        ? $"it is not whole after {SafeConnection.Seconds(options.Limits.Whole)}" : $"the server {doing} within {SafeConnection.Seconds(given)}";

    private static string Sentence(Exception fault, Uri url, Uri? proxy, string waited)
    {
        for (var e = fault; e is not null; e = e.InnerException)
        {
            if (e is FetchException own) return own.Message;
        }

        var by = proxy is null ? url.Host : $"the proxy {proxy.Host}";
        if (fault is OperationCanceledException) return waited + "; try again later";
        return (fault as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => $"no secure connection to {url.Host} can be made ({Innermost(fault)}); its certificate or its TLS has to be mended",
            HttpRequestError.ProxyTunnelError => $"{by} does not connect to {url.Host}; check the proxy, or use another",
            HttpRequestError.ResponseEnded => $"{by} ended the connection without an answer; try again later",
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => $"{by} answers with what is no HTTP; check the address and its port",
            _ => $"the connection to {by} broke; try again later",
        };
    }

    private static string Innermost(Exception fault)
    {
        var e = fault;
        while (e.InnerException is { } inner) e = inner;
        return e.Message.ReplaceLineEndings(" ").TrimEnd('.');
    }

    private Fetched Failed(string url, string why, DateTimeOffset? began = null, ReadOnlyMemory<byte> request = default)
    {
        var shown = new string([.. url.Take(300).Select(static letter => char.IsControl(letter) ? ' ' : letter)]);
        return new Fetched(url, began ?? options.Clock.GetUtcNow(), request, default, default, null, $"{shown}: {why}");
    }

    // Servers send UTF-8 where the standard wants ASCII, and the header was read as Latin-1.
    private static string Utf8(string header)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(header);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? System.Text.Encoding.UTF8.GetString(bytes) : header;
    }

    private sealed class BoundedBody(Action came) : MemoryStream
    {
        public int Most { get; set; }

        public ReadOnlyMemory<byte> Written => GetBuffer().AsMemory(0, (int)Length);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            came();
            var room = Most - (int)Length;
            Write(buffer.Span[..Math.Min(buffer.Length, room)]);
            return buffer.Length > room ? throw new FetchException($"it is longer than {Most} bytes") : ValueTask.CompletedTask;
        }
    }
}
