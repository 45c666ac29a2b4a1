using System.Net;
using System.Net.Sockets;

namespace Variorum;

/// <summary>Finds a host's addresses, asks of each whether it may be connected to, and connects to one that may.</summary>
/// <remarks>A name that has another address the next time it is asked for gains nothing: what is checked is what is connected to.</remarks>
/// <param name="allowed">Special addresses that may be connected to.</param>
/// <param name="allow">How a person allows another one, as it goes before the host.</param>
/// <param name="resolve">Finds the addresses of a name.</param>
internal sealed class SafeConnection(IReadOnlyList<Allowance> allowed, string allow, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    // Nobody has more; a name that answers with thousands would keep us busy.
    private const int MostAddresses = 8;

    /// <summary>A connection to a host; the address is checked unless <paramref name="trusted"/>: a proxy that the user named.</summary>
    /// <exception cref="FetchException">It may not be connected to, or cannot be.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, bool trusted, TimeSpan within, CancellationToken cancellation)
    {
        var addresses = await AddressesAsync(host, cancellation).ConfigureAwait(false);
        var open = trusted ? addresses : [.. addresses.Where(address => Refusal(host, address, port) is null)];
        if (open.Count == 0) throw new FetchException(Refusal(host, addresses[0], port)!);
        SocketException? last = null;
        foreach (var address in open.Take(MostAddresses))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                // One address that swallows everything must not take the others' time.
                using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                turn.CancelAfter(within / Math.Min(open.Count, MostAddresses));
                await socket.ConnectAsync(address, port, turn.Token).ConfigureAwait(false);
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                cancellation.ThrowIfCancellationRequested();
                last = e as SocketException ?? new SocketException((int)SocketError.TimedOut);
            }
        }

        throw new FetchException(last!.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => $"nothing listens at port {port} of {host}; check the address, or try again later",
            SocketError.TimedOut => $"{host} takes no connection within {Seconds(within)}; try again later, or through a proxy in its country",
            _ => $"{host} cannot be reached ({last.SocketErrorCode}); check this machine's network, or try again later",
        });
    }

    /// <summary>Why a host may not be asked for through a proxy, which resolves it itself; null where nothing here speaks against it.</summary>
    public async Task<string?> RefusalBehindProxyAsync(string host, int port, CancellationToken cancellation)
    {
        try
        {
            var addresses = await AddressesAsync(host, cancellation).ConfigureAwait(false);
            return addresses.Select(address => Refusal(host, address, port)).FirstOrDefault(static refusal => refusal is not null);
        }
        catch (FetchException)
        {
            // Where only the proxy knows names, only the proxy can say.
            return null;
        }
    }

    private async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal)) return [literal];
        try
        {
            var addresses = await resolve(host, cancellation).ConfigureAwait(false);
            if (addresses.Length > 0) return addresses;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // The sentence below is the whole of what there is to say.
        }

        throw new FetchException($"no host {host} is known; check the address and this machine's network");
    }

    private string? Refusal(string host, IPAddress address, int port) => Refusal(host, address, port, allowed, allow);

    /// <summary>Why a host may not be connected to at an address of it, the end of a sentence; null where it may.</summary>
    public static string? Refusal(string host, IPAddress address, int port, IReadOnlyList<Allowance> allowed, string allow)
    {
        if (SpecialAddresses.What(address) is not { } what || allowed.Any(allowance => allowance.Covers(host, address, port))) return null;
        var named = address.ToString() == host.Trim('[', ']') ? "" : $"{host} is at ";
        return $"{named}{address}, a special address ({what}); if it is yours and meant, {allow} {host}:{port}";
    }

    public static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");
}

/// <summary>Why an address cannot be fetched: the end of a sentence, without the address.</summary>
internal sealed class FetchException(string message) : IOException(message);
