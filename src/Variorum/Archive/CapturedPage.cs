using System.Globalization;
using System.Security.Cryptography;

namespace Variorum;

/// <summary>A capture as read: what it shows, before it is set beside what was known.</summary>
/// <param name="Sha256">Of the body with its codings undone; empty where there is none.</param>
/// <param name="Account">What it says; null where <paramref name="State"/> is not <see cref="CaptureState.Text"/>.</param>
/// <param name="Same">A revisit: the address and time of the capture that holds the body, where it tells them.</param>
internal sealed record CapturedPage(string Url, DateTimeOffset Time, int Status, CaptureState State, byte[] Sha256, Account? Account, string? Remark, Revisited? Same)
{
    // Larger pages are kept and not read; a state's longest transcript has two.
    private const int LongestPage = 16 << 20;

    private static readonly DecodingLimits Limits = DecodingLimits.Default with { Size = LongestPage };

    /// <summary>Reads the record of a capture. Nothing that it holds makes this throw.</summary>
    /// <returns>Null where the record is no capture (a request, metadata, a file's head).</returns>
    public static CapturedPage? Of(WarcRecord record) =>
        Shown(record) is not { } page ? null
        : WarcDigest.Mismatch(record) is { } mismatch ? page with { Remark = page.Remark is { } remark ? $"{remark}; {mismatch}" : mismatch } : page;

    private static CapturedPage? Shown(WarcRecord record)
    {
        var facts = PageFacts.Of(record);
        if (Target(record) is not { } url || !Dated(ref record)) return null;
        return record.Type switch
        {
            "response" when IsHttp(record) => Response(record, url, facts),
            "response" or "resource" => Read(url, record.Date, 0, record.Block, record.ContentType, null, facts),
            "conversion" => Read(url, record.Date, 0, record.Block, record.ContentType ?? "text/plain", null, facts),
            "revisit" => Revisit(record, url),
            _ => null,
        };
    }

    /// <summary>Whether a record is a capture, without reading its page.</summary>
    public static bool Is(WarcRecord record) =>
        record.Type is "response" or "resource" or "conversion" or "revisit" && Target(record) is not null && Dated(ref record);

    // A capture of no address has no document.
    private static string? Target(WarcRecord record) =>
        record.TargetUri is { Length: > 0 } target && Addresses.WithoutFragment(target) is var url && Addresses.Are(url) ? url : null;

    // Without a time a capture has no place in a history. The server's own clock has to do where the writer's was not written.
    private static bool Dated(ref WarcRecord record)
    {
        if (record.Date != default) return true;
        if (record.Type != "response" || !IsHttp(record) || DateOf(HttpMessage.Parse(record.Block).Field("Date")) is not { } date) return false;
        record = record with { Date = date };
        return true;
    }

    /// <summary>Reads a page that was read before; null where this reader cannot.</summary>
    public static Account? Read(Page page)
    {
        try
        {
            return Reader.Read(page, new ReaderOptions(LongestPage));
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or OperationCanceledException))
        {
            return null;
        }
    }

    /// <summary>The SHA-256 that the database has of a capture's page, without reading the page; null for a record that is no capture.</summary>
    public static byte[]? DigestOf(WarcRecord record)
    {
        if (Target(record) is null || !Dated(ref record)) return null;
        return record.Type switch
        {
            "response" when IsHttp(record) => Digest(HttpMessage.Parse(record.Block).Decode(Limits).Bytes),
            "response" or "resource" or "conversion" => Digest(record.Block),
            "revisit" => [],
            _ => null,
        };
    }

    /// <summary>The page in a record, as it can be read again; null where there is none.</summary>
    public static Page? PageOf(WarcRecord record)
    {
        var facts = PageFacts.Of(record);
        if (record.Type == "revisit") return null;
        var url = record.TargetUri is { } target ? Addresses.WithoutFragment(target) : null;
        if (record.Type == "response" && IsHttp(record))
        {
            var message = HttpMessage.Parse(record.Block);
            return Page(message.Decode(Limits).Bytes, url, message.Field("Content-Type"), facts);
        }
        return Page(record.Block, url, record.ContentType ?? (record.Type == "conversion" ? "text/plain" : null), facts);
    }

    private static bool IsHttp(WarcRecord record) =>
        record.ContentType is null || record.ContentType.StartsWith("application/http", StringComparison.OrdinalIgnoreCase);

    private static CapturedPage Response(WarcRecord record, string url, PageFacts? facts)
    {
        var message = HttpMessage.Parse(record.Block);
        var head = PageStates.ByHead(url, message.Status, message.Field("Location"));
        var (body, problem) = message.Decode(Limits);
        var fault = problem is null ? null : $"cannot be decoded whole: {problem}";
        if (head is { } state) return new CapturedPage(url, record.Date, message.Status, state, Digest(body), null, fault, null);
        // Half a page lacks names that nobody took out: it is kept, and is no text.
        fault ??= Cut(record, message);
        if (fault is not null) return new CapturedPage(url, record.Date, message.Status, CaptureState.NoText, Digest(body), null, fault, null);
        return Read(url, record.Date, message.Status, body, message.Field("Content-Type"), fault, facts);
    }

    private static string? Cut(WarcRecord record, HttpMessage message)
    {
        if (record.Field("WARC-Truncated") is { } why) return $"was cut when it was captured ({why})";
        if (message.Status == 206) return "is a part of the page";
        return message.Field("Transfer-Encoding") is null && long.TryParse(message.Field("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && message.Body.Length < length
            ? $"was cut: {message.Body.Length} of {length} bytes came"
            : null;
    }

    private static CapturedPage Revisit(WarcRecord record, string url)
    {
        var message = record.Block.Length > 0 ? HttpMessage.Parse(record.Block) : null;
        var status = message?.Status ?? 304;
        // Only a page is the same as a page: what the head alone tells is told by this capture's own.
        if (status != 304 && PageStates.ByHead(url, status, message!.Field("Location")) is { } state) return new CapturedPage(url, record.Date, status, state, [], null, null, null);
        var same = new Revisited(record.Field("WARC-Refers-To-Target-URI") ?? url, DateOf(record.Field("WARC-Refers-To-Date")), record.PayloadDigest);
        return new CapturedPage(url, record.Date, status, CaptureState.Text, [], null, null, same);
    }

    private static CapturedPage Read(string url, DateTimeOffset time, int status, ReadOnlyMemory<byte> body, string? type, string? fault, PageFacts? facts)
    {
        var digest = Digest(body);
        if (!IsPage(type, body.Span)) return new CapturedPage(url, time, status, CaptureState.Other, digest, null, fault, null);
        try
        {
            var account = Reader.Read(Page(body, url, type, facts), new ReaderOptions(LongestPage));
            var state = PageStates.ByText(account);
            return new CapturedPage(url, time, status, state, digest, state == CaptureState.Text ? account : null, fault, null);
        }
        catch (UnreadablePageException unreadable)
        {
            return new CapturedPage(url, time, status, CaptureState.NoText, digest, null, unreadable.Message, null);
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or OperationCanceledException))
        {
            // A page is hostile, and a reader has faults: the bytes are kept, and a better reader reads them again.
            return new CapturedPage(url, time, status, CaptureState.NoText, digest, null, $"made the reader fail ({broken.GetType().Name}: {broken.Message})", null);
        }
    }

    private static DateTimeOffset? DateOf(string? date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static Page Page(ReadOnlyMemory<byte> body, string? url, string? type, PageFacts? facts) =>
        new(body, url ?? "", url, type, facts?.Published, facts?.Publisher);

    private static byte[] Digest(ReadOnlyMemory<byte> body) => body.IsEmpty ? [] : SHA256.HashData(body.Span);

    // Servers that name no type, or a wrong one for everything, are looked at by their first bytes.
    private static bool IsPage(string? type, ReadOnlySpan<byte> body)
    {
        var media = type is null ? default : type.AsSpan(0, type.IndexOf(';') is >= 0 and var end ? end : type.Length).Trim();
        if (media.IsEmpty || media.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)) return body.StartsWith("%PDF-"u8) || body.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
        if (media.Equals("application/pdf", StringComparison.OrdinalIgnoreCase)) return true;
        return media.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || media.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
            || media.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase) || media.Equals("text/xml", StringComparison.OrdinalIgnoreCase) && body.IndexOf("<html"u8) >= 0;
    }
}

/// <summary>Which capture holds the body of a revisit.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Time">Its time, where the record tells it.</param>
/// <param name="Digest">Of its payload, as the record writes it.</param>
internal sealed record Revisited(string Url, DateTimeOffset? Time, string? Digest);

/// <summary>What is known of an address by the source that it belongs to.</summary>
/// <param name="Name">The source's.</param>
/// <param name="Country">ISO 3166-1, or null.</param>
/// <param name="Language">ISO 639-1, of texts that do not tell it; or null.</param>
public sealed record SourceFacts(string Name, string? Country, string? Language);

/// <summary>What whoever adds a page knows better than the page; kept in the record's own head, so that a database made anew knows it.</summary>
/// <param name="Published">ISO 8601.</param>
/// <param name="Publisher">By name.</param>
public sealed record PageFacts(string? Published, string? Publisher)
{
    internal const string PublishedField = "Variorum-Published", PublisherField = "Variorum-Publisher";

    internal IReadOnlyList<HeaderField> Fields() =>
    [
        .. Published is { } published ? [new HeaderField(PublishedField, published)] : (HeaderField[])[],
        .. Publisher is { } publisher ? [new HeaderField(PublisherField, publisher)] : (HeaderField[])[],
    ];

    internal static PageFacts? Of(WarcRecord record) =>
        (record.Field(PublishedField), record.Field(PublisherField)) is var (published, publisher) && (published ?? publisher) is not null
            ? new PageFacts(published, publisher)
            : null;
}
