using System.Net;
using System.Net.Sockets;

namespace Variorum;

/// <summary>Addresses that no publisher has: those of IANA's special-purpose registries (RFC 6890, RFC 8190).</summary>
internal static class SpecialAddresses
{
    private static readonly (IPNetwork Network, string What)[] Version4 =
    [
        Row("0.0.0.0/8", "this network, RFC 1122"),
        Row("10.0.0.0/8", "private, RFC 1918"),
        Row("100.64.0.0/10", "shared within a carrier, RFC 6598"),
        Row("127.0.0.0/8", "loopback, RFC 1122"),
        Row("169.254.0.0/16", "link-local, RFC 3927"),
        Row("172.16.0.0/12", "private, RFC 1918"),
        Row("192.0.0.0/24", "protocol assignments, RFC 6890"),
        Row("192.0.2.0/24", "documentation, RFC 5737"),
        Row("192.31.196.0/24", "AS112, RFC 7535"),
        Row("192.52.193.0/24", "AMT, RFC 7450"),
        Row("192.88.99.0/24", "6to4 relays, RFC 7526"),
        Row("192.168.0.0/16", "private, RFC 1918"),
        Row("192.175.48.0/24", "AS112, RFC 7534"),
        Row("198.18.0.0/15", "benchmarking, RFC 2544"),
        Row("198.51.100.0/24", "documentation, RFC 5737"),
        Row("203.0.113.0/24", "documentation, RFC 5737"),
        Row("224.0.0.0/4", "multicast, RFC 5771"),
        Row("240.0.0.0/4", "reserved, RFC 1112, or broadcast, RFC 919"),
    ];

    private static readonly (IPNetwork Network, string What)[] Version6 =
    [
        Row("::/128", "unspecified, RFC 4291"),
        Row("::1/128", "loopback, RFC 4291"),
        Row("::/96", "IPv4-compatible, RFC 4291"),
        Row("::ffff:0:0:0/96", "IPv4-translated, RFC 2765"),
        Row("64:ff9b:1::/48", "local translation, RFC 8215"),
        Row("100::/64", "discarded, RFC 6666"),
        Row("100:0:0:1::/64", "dummy prefix, RFC 9780"),
        Row("2001::/32", "Teredo, RFC 4380"),
        Row("2001:2::/48", "benchmarking, RFC 5180"),
        Row("2001::/23", "protocol assignments, RFC 2928"),
        Row("2001:db8::/32", "documentation, RFC 3849"),
        Row("2620:4f:8000::/48", "AS112, RFC 7534"),
        Row("3fff::/20", "documentation, RFC 9637"),
        Row("5f00::/16", "segment routing, RFC 9602"),
        Row("fc00::/7", "unique local, RFC 4193"),
        Row("fe80::/10", "link-local, RFC 4291"),
        Row("fec0::/10", "site-local, RFC 3879"),
        Row("ff00::/8", "multicast, RFC 4291"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>What an address is for and which RFC says so; null of one that anybody on the Internet may have.</summary>
    public static string? What(IPAddress address)
    {
        if (Embedded(address) is { } embedded) return What(embedded) is { } inner ? $"{inner}, within {address}" : null;
        foreach (var (network, what) in address.AddressFamily == AddressFamily.InterNetwork ? Version4 : Version6)
            if (network.Contains(Unscoped(address))) return what;
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(Unscoped(address)) ? "not global unicast, RFC 4291" : null;
    }

    /// <summary>The address of version 4 to which packets to this one go: mapped (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056).</summary>
    public static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(Unscoped(address))) return new IPAddress(bytes.AsSpan(12));
        return SixToFour.Contains(Unscoped(address)) ? new IPAddress(bytes.AsSpan(2, 4)) : null;
    }

    private static IPAddress Unscoped(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;

    private static (IPNetwork, string) Row(string network, string what) => (IPNetwork.Parse(network), what);
}
