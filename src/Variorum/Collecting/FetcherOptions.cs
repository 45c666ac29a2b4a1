using System.Net;

namespace Variorum;

/// <summary>What a fetcher is, for all that it fetches.</summary>
public sealed record FetcherOptions
{
    /// <summary>How much is taken and how long is waited.</summary>
    public FetchLimits Limits { get; init; } = new();

    /// <summary>Hosts and networks that may be fetched from although their addresses are special ones.</summary>
    public IReadOnlyList<Allowance> Allowed { get; init; } = [];

    /// <summary>How a person has another one added to them, as it goes before the host in what a refusal says.</summary>
    internal string Allow { get; init; } = "allow";

    /// <summary>Where a publisher finds out who asks: a page or a mail address. It stands in the User-Agent.</summary>
    public string? Contact { get; init; }

    /// <summary>The addresses of a name; the system's resolver by default.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = static (host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation);

    /// <summary>For the times of captures and the limits of time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gives each request its turn at its host; null where the caller sees to that.</summary>
    public Hosts? Hosts { get; init; }
}

/// <summary>What is asked of one address.</summary>
/// <param name="ETag">The last capture's, if a response is wanted only when it changed (RFC 9110, section 13).</param>
/// <param name="LastModified">The last capture's, likewise.</param>
/// <param name="Proxy"><c>http</c>, <c>https</c>, <c>socks4</c>, <c>socks4a</c> or <c>socks5</c>; some agencies answer only some countries.
/// No proxy is taken from the environment.</param>
/// <param name="UserAgent">For a source that was told to; else the honest one.</param>
/// <param name="Accept">Media types that are wanted.</param>
/// <param name="Referer">The page for which it is asked, as a browser says it; only its site goes to another one.</param>
public sealed record FetchOptions(string? ETag = null, string? LastModified = null, Uri? Proxy = null, string? UserAgent = null, string? Accept = null, Uri? Referer = null)
{
    /// <summary>Asked before each request, a redirect's target included: a sentence where it may not be made, or null.
    /// <see cref="RobotsCache.RefusalAsync"/> is one.</summary>
    public Func<Uri, CancellationToken, Task<string?>>? Refuse { get; init; }

    /// <summary>Sent by <c>POST</c>, <c>application/x-www-form-urlencoded</c>; then only redirects that keep the method are followed. Null for <c>GET</c>.</summary>
    public string? Form { get; init; }

    /// <summary>Sent by <c>POST</c> as it is, with its own headers; no redirect is followed. Null for none.</summary>
    internal PostedBody? Posted { get; init; }
}

/// <summary>A body to be sent.</summary>
/// <param name="Bytes">As they are sent.</param>
/// <param name="Type">Their media type.</param>
/// <param name="Headers">In ASCII; others are left out.</param>
internal sealed record PostedBody(byte[] Bytes, string Type, IReadOnlyList<(string Name, string Value)> Headers);
