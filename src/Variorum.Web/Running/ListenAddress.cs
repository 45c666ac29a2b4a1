using System.Globalization;
using System.Net;

namespace Variorum;

/// <summary>Where a server listens, as people write it.</summary>
public static class ListenAddress
{
    /// <summary>Its usual port.</summary>
    public const int UsualPort = 7070;

    /// <summary>What would do, for who wrote something else: goes on behind "is not".</summary>
    public const string Wanted = "an address with a port, such as 127.0.0.1:7070, [::1]:7070 or localhost:7070";

    /// <summary>An IPv4 address, an IPv6 address with or without brackets, or <c>localhost</c>; then a colon and a port, 0 for a free one.</summary>
    /// <param name="port">Where none is written, which an IPv6 address has only behind brackets.</param>
    /// <returns>Null where it is none.</returns>
    public static IPEndPoint? Parse(string text, int port = UsualPort)
    {
        // Two colons and no brackets are an address and nothing else.
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && text.LastIndexOf(':') == colon ? colon : text.Length;
        var (host, rest) = (text[..end], text[end..]);
        if (rest.Length > 0)
        {
            if (rest[0] != ':' || !ushort.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var named)) return null;
            port = named;
        }
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return new IPEndPoint(IPAddress.Loopback, port);
        // What is short for an IPv4 address is more often a port that stands alone.
        return IPAddress.TryParse(host, out var address) && (host.Contains(':', StringComparison.Ordinal) || host.Count(static letter => letter == '.') == 3) ? new IPEndPoint(address, port) : null;
    }
}
