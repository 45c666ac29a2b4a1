using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Writes corrections as Web Annotations of the W3C (docs/formats.md), for other tools and for another collation.</summary>
public static class AnnotationsJson
{
    internal const string Context = "http://www.w3.org/ns/anno.jsonld";

    /// <summary>How an account without an address is named: RFC 6920, the digest of its page's bytes.</summary>
    internal const string ByDigest = "ni:///sha-256;";

    // Bytes that are gathered before they are sent.
    private const int Gathered = 1 << 16;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a collection with one page, UTF-8, indented, keys in a fixed order, the same bytes for the same corrections, with a line break at its end.</summary>
    /// <param name="corrections">Written in this order.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(IReadOnlyList<Correction> corrections, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            Begin(json, [.. corrections.Select(static correction => correction.Id)]);
            foreach (var correction in corrections) Item(json, correction);
            End(json);
        }
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes the same of as many as there are, each as it comes: it costs no memory but for their ids.</summary>
    /// <param name="ids">Of all of them, in their order.</param>
    /// <param name="corrections">Those of the ids.</param>
    /// <param name="stream">Where to; it is never written to but asynchronously.</param>
    /// <param name="cancel">Ends it half way.</param>
    public static async Task WriteAsync(IReadOnlyList<string> ids, IEnumerable<Correction> corrections, Stream stream, CancellationToken cancel = default)
    {
        await using (var json = new Utf8JsonWriter(stream, Options))
        {
            Begin(json, ids);
            foreach (var correction in corrections)
            {
                Item(json, correction);
                if (json.BytesPending > Gathered) await json.FlushAsync(cancel).ConfigureAwait(false);
            }
            End(json);
        }
        await stream.WriteAsync("\n"u8.ToArray(), cancel).ConfigureAwait(false);
    }

    private static void Begin(Utf8JsonWriter json, IReadOnlyList<string> ids)
    {
        var id = Id(ids);
        json.WriteStartObject();
        json.WriteStartArray("@context");
        json.WriteStringValue(Context);
        // The model knows no digests: the two terms are ours.
        json.WriteStartObject();
        json.WriteString("sha256", "urn:variorum:sha256");
        json.WriteString("textSha256", "urn:variorum:textSha256");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("id", id);
        json.WriteString("type", "AnnotationCollection");
        json.WriteString("label", "Corrections of a collation");
        json.WriteNumber("total", ids.Count);
        json.WriteStartObject("first");
        json.WriteString("id", id + "#page-1");
        json.WriteString("type", "AnnotationPage");
        json.WriteString("partOf", id);
        json.WriteNumber("startIndex", 0);
        json.WriteStartArray("items");
    }

    private static void Item(Utf8JsonWriter json, Correction correction)
    {
        json.WriteStartObject();
        Annotation(json, correction);
        json.WriteEndObject();
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A name for the collection that is the same for the same decisions: a UUID of version 8 (RFC 9562) made of a digest.</summary>
    private static string Id(IReadOnlyList<string> ids)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids)));
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(digest.AsSpan(0, 16), bigEndian: true):D}";
    }

    /// <summary>When it was decided, in UTC, as ISO 8601 and XML Schema have it.</summary>
    internal static string Time(Correction correction) => correction.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static void Annotation(Utf8JsonWriter json, Correction correction)
    {
        json.WriteString("id", correction.Id);
        json.WriteString("type", "Annotation");
        json.WriteString("motivation", correction.Kind switch
        {
            CorrectionKind.Accept or CorrectionKind.Reject => "assessing",
            CorrectionKind.Draw => "linking",
            CorrectionKind.Correct => "editing",
            _ => "commenting",
        });
        json.WriteStartObject("creator");
        json.WriteString("type", "Person");
        json.WriteString("name", correction.By);
        json.WriteEndObject();
        json.WriteString("created", Time(correction));
        json.WriteStartArray("body");
        if (correction.Kind == CorrectionKind.Accept) Textual(json, "assessing", "accepted");
        if (correction.Kind == CorrectionKind.Reject) Textual(json, "assessing", "rejected");
        if (correction.Relation is { } relation) Textual(json, "classifying", Telling.Key(relation));
        if (correction.Comment is { } comment) Textual(json, "commenting", comment);
        if (correction.Instead is { } instead)
        {
            Passages(json, instead.One, "linking");
            Passages(json, instead.Other, "linking");
        }
        json.WriteEndArray();
        json.WriteStartArray("target");
        Passages(json, correction.One, null);
        if (correction.Other is { } other) Passages(json, other, null);
        json.WriteEndArray();
    }

    private static void Textual(Utf8JsonWriter json, string purpose, string value)
    {
        json.WriteStartObject();
        json.WriteString("type", "TextualBody");
        json.WriteString("purpose", purpose);
        json.WriteString("value", value);
        json.WriteString("format", "text/plain");
        json.WriteEndObject();
    }

    private static void Passages(Utf8JsonWriter json, QuotedPassages quoted, string? purpose)
    {
        var account = quoted.Account;
        foreach (var quote in quoted.Passages)
        {
            json.WriteStartObject();
            json.WriteString("type", "SpecificResource");
            if (purpose is not null) json.WriteString("purpose", purpose);
            json.WriteString("source", account.Url ?? ByDigest + Base64Url.EncodeToString(Convert.FromHexString(account.Sha256 ?? account.TextSha256 ?? "")));
            if (account.Sha256 is not null) json.WriteString("sha256", account.Sha256);
            if (account.TextSha256 is not null) json.WriteString("textSha256", account.TextSha256);
            json.WriteStartArray("selector");
            json.WriteStartObject();
            json.WriteString("type", "TextQuoteSelector");
            json.WriteString("exact", quote.Exact);
            if (quote.Prefix.Length > 0) json.WriteString("prefix", quote.Prefix);
            if (quote.Suffix.Length > 0) json.WriteString("suffix", quote.Suffix);
            json.WriteEndObject();
            if (quote is { Start: { } start, End: { } end })
            {
                json.WriteStartObject();
                json.WriteString("type", "TextPositionSelector");
                json.WriteNumber("start", start);
                json.WriteNumber("end", end);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
