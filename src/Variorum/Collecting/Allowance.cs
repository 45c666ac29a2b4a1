using System.Globalization;
using System.Net;

namespace Variorum;

/// <summary>A host or network that may be fetched from although its address is a special one: an agency on an intranet.</summary>
/// <remarks>Written <c>press.intranet.example</c>, <c>press.intranet.example:8080</c>, <c>10.20.0.0/16</c>, <c>127.0.0.1:5000</c>,
/// <c>[::1]:5000</c> or <c>fd12:3456::/32</c>. A name allows whatever address it has; a network allows it under any name.</remarks>
public sealed class Allowance
{
    private readonly string? host;
    private readonly IPNetwork network;
    private readonly int port;

    private Allowance(string? host, IPNetwork network, int port) => (this.host, this.network, this.port) = (host, network, port);

    /// <summary>Reads an allowance as people write it.</summary>
    /// <exception cref="FormatException">It is none; the message is one sentence.</exception>
    public static Allowance Parse(string text)
    {
        var bare = text.Trim();
        var port = 0;
        var colon = bare.LastIndexOf(':');
        if (colon > 0 && (bare[colon - 1] == ']' || bare.IndexOf(':', StringComparison.Ordinal) == colon))
        {
            if (!int.TryParse(bare.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
                throw new FormatException($"“{text}” allows nothing: its port is not from 1 to 65535");
            bare = bare[..colon];
        }

        if (bare.StartsWith('[') && bare.EndsWith(']')) bare = bare[1..^1];
        if (IPAddress.TryParse(bare, out var address)) return new Allowance(null, Single(address), port);
        if (bare.Contains('/', StringComparison.Ordinal))
            return IPNetwork.TryParse(bare, out var network) ? new Allowance(null, network, port)
                : throw new FormatException($"“{text}” is no network: write it like 10.20.0.0/16");
        return Uri.CheckHostName(bare) == UriHostNameType.Dns ? new Allowance(new UriBuilder("http", bare).Uri.IdnHost, default, port)
            : throw new FormatException($"“{text}” is neither a host nor a network: write it like press.example:8080 or 10.20.0.0/16");
    }

    /// <summary>Whether it allows a connection to an address of a host.</summary>
    internal bool Covers(string name, IPAddress address, int to)
    {
        if (port != 0 && port != to) return false;
        if (host is not null) return host.Equals(name, StringComparison.OrdinalIgnoreCase);
        return network.Contains(address) || (address.IsIPv4MappedToIPv6 && network.Contains(address.MapToIPv4()));
    }

    private static IPNetwork Single(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
}
