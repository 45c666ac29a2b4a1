using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Variorum;

/// <summary>
/// Under which names the server answers, and whose word it takes on who asks. A page elsewhere can have its own name lead to this
/// machine, and then reads what the server tells it as if it were its own: a name that the server was not told of is refused.
/// </summary>
internal static class HostNames
{
    // What proxies add to tell who asked them.
    private static readonly string[] Forwarding =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Via"];

    /// <summary>Believes the proxies that the owner named, and no others, on who asks, by which name and whether over TLS.</summary>
    public static void UseProxies(IApplicationBuilder application, ReadingRoomOptions options)
    {
        if (options.Proxies.Count == 0) return;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto, ForwardLimit = options.Proxies.Count };
        // The framework's default believes whoever is on this machine.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies) forwarded.KnownProxies.Add(proxy);
        application.UseForwardedHeaders(forwarded);
    }

    /// <exception cref="RefusedException">The server was asked for by a name that is not its own.</exception>
    public static void Check(HttpContext http, ReadingRoomOptions options)
    {
        if (!IsOwn(http.Request.Host, options))
            throw new RefusedException($"this server does not go by the name {Audit.Short(http.Request.Host.Host, 80)}: its owner can give it that name with --host") { Status = StatusCodes.Status421MisdirectedRequest };
    }

    /// <summary>Whether somebody at this machine asks, and nobody elsewhere through a proxy.</summary>
    public static bool IsThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !Forwarding.Any(http.Request.Headers.ContainsKey);

    private static bool IsOwn(HostString asked, ReadingRoomOptions options)
    {
        var name = asked.Host;
        // An address as a name leads nowhere else: it is safe wherever the server answers to others than this machine.
        if (IPAddress.TryParse(name.Trim('[', ']'), out var address)) return IPAddress.IsLoopback(address) || !IPAddress.IsLoopback(options.Listen.Address) || options.Proxies.Count > 0;
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || options.Hosts.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
