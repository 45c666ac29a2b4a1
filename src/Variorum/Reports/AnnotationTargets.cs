using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Variorum;

/// <summary>Reads which passages of which accounts annotations are about.</summary>
internal static class AnnotationTargets
{
    // A link of more passages than this is no link.
    private const int MostPassages = 100;
    private const int MostLetters = 100_000, MostContext = 1000, MostAddress = 4096;

    private static readonly SearchValues<char> LowerHexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>A value, or each of several.</summary>
    public static IEnumerable<JsonElement> Each(JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) ? [] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    /// <summary>Passages by account, in the order in which the accounts are named first.</summary>
    public static List<QuotedPassages> Accounts(IEnumerable<JsonElement> resources)
    {
        var accounts = new List<(QuotedAccount Account, List<PassageQuote> Quotes)>();
        var count = 0;
        foreach (var resource in resources)
        {
            if (++count > MostPassages) throw new FormatException($"it names more than {MostPassages} passages");
            if (resource.ValueKind != JsonValueKind.Object) throw new FormatException("a target of it is a whole page, and no words of one");
            var account = Account(resource);
            var at = accounts.FindIndex(other => other.Account == account);
            if (at < 0)
            {
                at = accounts.Count;
                accounts.Add((account, []));
            }
            accounts[at].Quotes.Add(Quote(resource));
        }
        return accounts.ConvertAll(static account => new QuotedPassages(account.Account, account.Quotes));
    }

    private static QuotedAccount Account(JsonElement resource)
    {
        var source = resource.TryGetProperty("source", out var given) && given.ValueKind == JsonValueKind.Object ? AnnotationsReader.Text(given, "id", MostAddress) : AnnotationsReader.Text(resource, "source", MostAddress);
        var (sha256, text) = (Digest(resource, "sha256"), Digest(resource, "textSha256"));
        if (source is not null && source.StartsWith(AnnotationsJson.ByDigest, StringComparison.Ordinal))
        {
            if (sha256 is null && text is null) sha256 = Digest(source.AsSpan(AnnotationsJson.ByDigest.Length));
            source = null;
        }
        if (string.IsNullOrEmpty(source) && sha256 is null && text is null) throw new FormatException("a target of it names no source");
        return new QuotedAccount(string.IsNullOrEmpty(source) ? null : source, sha256, text);
    }

    private static string? Digest(JsonElement resource, string name)
    {
        var digest = AnnotationsReader.Text(resource, name, MostAddress);
        return digest is null || (digest.Length == 64 && !digest.AsSpan().ContainsAnyExcept(LowerHexadecimal)) ? digest : throw new FormatException($"its {name} is no digest of 64 lower-case hexadecimal digits");
    }

    private static string Digest(ReadOnlySpan<char> base64)
    {
        Span<byte> digest = stackalloc byte[33];
        return base64.Length <= 44 && Base64Url.TryDecodeFromChars(base64, digest, out var length) && length == 32 ? Convert.ToHexStringLower(digest[..32])
            : throw new FormatException("its source is no SHA-256 as RFC 6920 writes it");
    }

    private static PassageQuote Quote(JsonElement resource)
    {
        PassageQuote? quote = null;
        (int Start, int End)? place = null;
        foreach (var selector in Each(resource, "selector"))
        {
            if (AnnotationsReader.Is(selector, "TextQuoteSelector") && quote is null)
            {
                if (AnnotationsReader.Text(selector, "exact", MostLetters) is not { } exact || string.IsNullOrWhiteSpace(exact)) throw new FormatException("a TextQuoteSelector of it has no words (exact)");
                quote = new PassageQuote(exact) { Prefix = AnnotationsReader.Text(selector, "prefix", MostContext) ?? "", Suffix = AnnotationsReader.Text(selector, "suffix", MostContext) ?? "" };
            }
            else if (AnnotationsReader.Is(selector, "TextPositionSelector") && place is null)
            {
                place = (Number(selector, "start"), Number(selector, "end"));
                if (place.Value.End < place.Value.Start) throw new FormatException("a TextPositionSelector of it ends before it starts");
            }
        }
        return quote is null ? throw new FormatException("a target of it quotes no words (TextQuoteSelector)") : quote with { Start = place?.Start, End = place?.End };
    }

    private static int Number(JsonElement selector, string name) =>
        selector.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number
            : throw new FormatException($"a TextPositionSelector of it has no {name} that is a whole number");
}
