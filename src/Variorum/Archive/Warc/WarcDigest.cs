using System.Security.Cryptography;

namespace Variorum;

/// <summary>
/// Labelled digests: <c>algorithm:value</c> (ISO 28500 sections 5.9 and 5.10, which leave both to the writer). We write
/// <c>sha256:</c> with lower-case hexadecimals: SHA-1, still the usual one, can be forged, and these are proofs. Values in base 16,
/// 32 and 64 (RFC 4648) are compared, padded or not, of MD5, SHA-1, SHA-256, SHA-384 and SHA-512.
/// </summary>
public static class WarcDigest
{
    /// <summary>The SHA-256 of these bytes as WARC fields carry it.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    /// <summary>Is this the digest of these bytes? Null where its algorithm or the form of its value is not known.</summary>
    public static bool? Matches(string digest, ReadOnlySpan<byte> bytes)
    {
        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        Span<byte> hash = stackalloc byte[64];
        int length;
#pragma warning disable CA5350, CA5351 // Compared with what others wrote.
        switch (digest[..colon].Trim().Replace("-", "", StringComparison.Ordinal).ToLowerInvariant())
        {
            case "sha1": length = SHA1.HashData(bytes, hash); break;
            case "sha256": length = SHA256.HashData(bytes, hash); break;
            case "sha384": length = SHA384.HashData(bytes, hash); break;
            case "sha512": length = SHA512.HashData(bytes, hash); break;
            case "md5": length = MD5.HashData(bytes, hash); break;
            default: return null;
        }
#pragma warning restore CA5350, CA5351
        hash = hash[..length];
        var value = digest.AsSpan(colon + 1).Trim().TrimEnd('=');
        if (value.Length == length * 2) return value.Equals(Convert.ToHexString(hash), StringComparison.OrdinalIgnoreCase);
        if (value.Length == ((length * 8) + 4) / 5) return value.Equals(Base32(hash), StringComparison.OrdinalIgnoreCase);
        if (value.Length != ((length * 8) + 5) / 6) return null;
        return value.SequenceEqual(Convert.ToBase64String(hash).TrimEnd('=')) ||
            value.SequenceEqual(Convert.ToBase64String(hash).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
    }

    /// <summary>Whether a record's block and payload match the digests that it has of them; null as for <see cref="Matches"/>.</summary>
    internal static IEnumerable<(string What, bool? Matches)> Compare(WarcRecord record)
    {
        if (record.BlockDigest is { } block) yield return ("block", Matches(block, record.Block.Span));
        // A revisit's payload is another record's (6.7.2), and that of a segment is told for the whole (5.18).
        if (record.PayloadDigest is not { } told || record.Type is "revisit" or "continuation" || record.Field("WARC-Segment-Number") is not null) yield break;
        var payload = record.Payload;
        var matches = Matches(told, payload.Span);
        // The standard's payload is without chunking (RFC 2616's entity-body); most writers take the body as it was sent.
        if (matches == false && payload.Length < record.Block.Length) matches = Matches(told, HttpMessage.Parse(record.Block).Unchunked().Bytes.Span);
        yield return ("payload", matches);
    }

    /// <summary>That a record does not match a digest which it has, a clause; null where it does, or where nobody can tell.</summary>
    internal static string? Mismatch(WarcRecord record) =>
        Compare(record).Where(static compared => compared.Matches == false).Select(static compared => $"the {compared.What} does not match its digest").FirstOrDefault();

    /// <summary>Base 32 (RFC 4648 section 6) without padding.</summary>
    internal static string Base32(ReadOnlySpan<byte> bytes)
    {
        Span<char> letters = stackalloc char[((bytes.Length * 8) + 4) / 5];
        int bits = 0, held = 0, next = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            if (held < 5)
            {
                bits = (bits << 8) | (next < bytes.Length ? bytes[next] : 0);
                next++;
                held += 8;
            }
            held -= 5;
            letters[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(bits >> held) & 31];
            bits &= (1 << held) - 1;
        }
        return new string(letters);
    }
}
