using System.Net;
using System.Text;

namespace Variorum;

/// <summary>What one request of one address brought: a capture, or the reason why there is none.</summary>
/// <param name="Url">The address, as it was asked for after parsing; as given, where it could not be parsed.</param>
/// <param name="Time">When the request began, UTC.</param>
/// <param name="Request">The request's line and headers, byte for byte; empty where nothing was sent.</param>
/// <param name="Response">The response's status line and headers with the blank line that ends them, byte for byte;
/// interim responses are left out. Empty where none came.</param>
/// <param name="Body">The body after its transfer coding and before its content codings: of a gzipped page the gzip.</param>
/// <param name="Cut">Why the body is not whole, one sentence without the address; null where it is.</param>
/// <param name="Failure">Why there is no response: what, where, what to do, in one sentence; null where there is one,
/// whatever its status.</param>
public sealed record Fetched(string Url, DateTimeOffset Time, ReadOnlyMemory<byte> Request, ReadOnlyMemory<byte> Response,
    ReadOnlyMemory<byte> Body, string? Cut, string? Failure)
{
    /// <summary>Whose answer it is; behind a proxy, the proxy's. Null where no connection stood.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The body in its transfer coding, byte for byte: with the sizes of its chunks, where it was sent in chunks. Of one that is not whole perhaps more than <see cref="Body"/>.</summary>
    public ReadOnlyMemory<byte> Sent { get; init; } = Body;

    /// <summary>The status code, 0 where there is no response.</summary>
    public int Status { get; } = StatusOf(Response.Span);

    /// <summary>Whether this sends on to another address that is named.</summary>
    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308 && Header("Location") is not null;

    /// <summary>A response header's value; several of the same name joined by a comma. Null where there is none.</summary>
    /// <param name="name">In any case.</param>
    public string? Header(string name)
    {
        string? found = null;
        foreach (var (field, value) in Headers())
            if (field.Equals(name, StringComparison.OrdinalIgnoreCase)) found = found is null ? value : found + ", " + value;
        return found;
    }

    /// <summary>The response's headers in their order, folded lines unfolded, bytes as Latin-1.</summary>
    public IEnumerable<(string Name, string Value)> Headers()
    {
        (string Name, string Value)? open = null;
        foreach (var line in Encoding.Latin1.GetString(Response.Span).Split('\n').Skip(1))
        {
            var text = line.TrimEnd('\r');
            if (text.Length == 0) break;
            if (text[0] is ' ' or '\t')
            {
                if (open is { } folded) open = (folded.Name, folded.Value + " " + text.Trim());
                continue;
            }

            if (open is { } whole) yield return whole;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            open = colon > 0 ? (text[..colon].TrimEnd(), text[(colon + 1)..].Trim()) : null;
        }

        if (open is { } last) yield return last;
    }

    /// <summary>The body with its content codings undone, as far as the limits let it, and why not further (else null).</summary>
    public (ReadOnlyMemory<byte> Bytes, string? Cut) Decode(FetchLimits? limits = null)
    {
        var (bytes, cut) = HttpBody.Undo(Body, HttpBody.Tokens(Header("Content-Encoding") ?? ""), (limits ?? new FetchLimits()).Decoding);
        return (bytes, Cut ?? cut);
    }

    // HTTP/1.1 200 OK
    private static int StatusOf(ReadOnlySpan<byte> head)
    {
        var blank = head.IndexOf((byte)' ');
        return blank > 0 && head.Length >= blank + 4 && int.TryParse(head.Slice(blank + 1, 3), System.Globalization.NumberStyles.None, null, out var status)
            ? status : 0;
    }
}
