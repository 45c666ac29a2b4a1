using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Variorum;

/// <summary>How much one visitor may ask of the server, and how long it waits for one who hangs.</summary>
internal sealed class Limits : IDisposable
{
    // A form with two pasted texts; files are added by the command line.
    public const long LongestBody = 8 << 20;

    private const int LongestAddress = 8 << 10;

    // Reading as fast as a person turns pages never meets these; a program that copies the archive does, and waits.
    private const int ReadsPerMinute = 3000, ChangesPerMinute = 120;

    /// <summary>Of signing in and the like, and of what is read with seconds of work.</summary>
    public const int CostlyPerMinute = 20, DearPerMinute = 60;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, (string Who, int Permits)>(static http =>
    {
        var visitor = http.Visitor();
        var permits = http.GetEndpoint()?.Metadata.GetMetadata<Costs>() is { } costs ? costs.PerMinute : CrossSite.IsSafe(http.Request.Method) ? ReadsPerMinute : ChangesPerMinute;
        var who = Who(http);
        // Who is at this machine could as well stop the server.
        return visitor.By == Way.Local ? RateLimitPartition.GetNoLimiter((who, 0)) : RateLimitPartition.GetSlidingWindowLimiter((Who: who, Permits: permits),
            static key => new SlidingWindowRateLimiterOptions { PermitLimit = key.Permits, Window = Window, SegmentsPerWindow = 6, QueueLimit = 0 });
    });

    /// <summary>What the server takes from a connection.</summary>
    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = LongestBody;
        // Beyond it the server underneath hangs up without a word; what is too long for us but not for it is told so.
        limits.MaxRequestLineSize = 128 << 10;
        limits.MaxRequestHeadersTotalSize = 32 << 10;
        limits.MaxRequestHeaderCount = 100;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
        limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        limits.MaxConcurrentConnections = 2000;
        limits.MaxConcurrentUpgradedConnections = 100;
        limits.Http2.MaxStreamsPerConnection = 100;
    }

    /// <exception cref="RefusedException">The visitor has asked for too much within a minute.</exception>
    public void Check(HttpContext http)
    {
        if (http.Request.Path.Value!.Length + http.Request.QueryString.Value!.Length > LongestAddress)
            throw new RefusedException($"the address is longer than the {LongestAddress >> 10} kB that are taken: ask for less at once, or send it by a form") { Status = StatusCodes.Status414UriTooLong };
        using var lease = limiter.AttemptAcquire(http);
        if (!lease.IsAcquired) throw TooMuch(Window / 6, "too much was asked for from where you are");
    }

    /// <summary>A route of signing in, or one whose work takes the server a while.</summary>
    public sealed record Costs(int PerMinute);

    /// <summary>Says when to come back.</summary>
    public static RefusedException TooMuch(TimeSpan wait, string why)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        return new RefusedException($"{why}: wait {seconds} seconds and try again") { Status = StatusCodes.Status429TooManyRequests, Headers = [("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))] };
    }

    /// <summary>The address that asks.</summary>
    public static string Address(HttpContext http) => Plain(http)?.ToString() ?? "";

    /// <summary>One visitor, wherever they are: a user, or where nobody is known, the network.</summary>
    public static string Who(HttpContext http) => http.Visitor().User is { } user ? user.ToString(CultureInfo.InvariantCulture) : Network(http);

    /// <summary>What one visitor has of addresses: in the wide space, a whole network.</summary>
    public static string Network(HttpContext http)
    {
        if (Plain(http) is not { AddressFamily: AddressFamily.InterNetworkV6 } wide) return Address(http);
        var bytes = wide.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }

    public void Dispose() => limiter.Dispose();

    private static IPAddress? Plain(HttpContext http) => http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
}
