using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Variorum;

/// <summary>A capture that a web archive has.</summary>
/// <param name="Url">The address as it was captured.</param>
/// <param name="Timestamp">Fourteen digits, UTC: <c>20240620080509</c>.</param>
/// <param name="Status">0 where the archive does not tell: a revisit, above all.</param>
/// <param name="Mime">The media type, or null.</param>
/// <param name="Digest">Of the payload, as the archive writes it (SHA-1 in base 32); null where it has none.</param>
/// <param name="Length">Bytes of the record in the archive's files, compressed; null where it does not tell.</param>
public sealed record CdxCapture(string Url, string Timestamp, int Status, string? Mime, string? Digest, long? Length)
{
    /// <summary>When it was captured.</summary>
    public DateTimeOffset Time =>
        DateTimeOffset.ParseExact(Timestamp, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}

/// <summary>Some of a list of captures.</summary>
/// <param name="Captures">In the server's order.</param>
/// <param name="Resume">Where to go on, for <see cref="CdxQuery.Resume"/>; null at the end.</param>
/// <param name="Unread">Lines that were no captures.</param>
/// <param name="Failure">Why the list ends here before its end, one sentence; null where it does not.</param>
public sealed record CdxPage(IReadOnlyList<CdxCapture> Captures, string? Resume, int Unread, string? Failure);

/// <summary>What is asked of a CDX server.</summary>
/// <param name="Url">An address, or what addresses begin with.</param>
/// <param name="Match"><c>exact</c>, <c>prefix</c>, <c>host</c> or <c>domain</c>.</param>
/// <param name="From">Digits of a timestamp, any number: <c>2013</c>, <c>20131201</c>; null for the first capture.</param>
/// <param name="To">Likewise, included; null for the last.</param>
/// <param name="ByPage">By the number of a page, for servers that know no resumption key.</param>
/// <param name="Resume">Where an earlier list ended; null for the start.</param>
/// <param name="Json">Whether JSON is asked for; what comes is read in any form.</param>
public sealed record CdxQuery(string Url, string Match = "exact", string? From = null, string? To = null, bool ByPage = false, string? Resume = null, bool Json = true)
{
    /// <summary>Captures asked for at a time.</summary>
    public int Limit { get; init; } = 5000;

    /// <summary>Filters as the server understands them: <c>statuscode:200</c>.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];
}

/// <summary>Asks a CDX server which captures it has: the Wayback Machine's protocol, which other archives speak too.</summary>
public static class Cdx
{
    private const int MostPages = 100_000;

    private static readonly string[] Fields = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"];

    // The letters of a CDX file's first line that matter here, as the Internet Archive lists them.
    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["N"] = "urlkey",
        ["b"] = "timestamp",
        ["a"] = "original",
        ["m"] = "mimetype",
        ["s"] = "statuscode",
        ["k"] = "digest",
        ["S"] = "length",
    };

    /// <summary>The list, some at a time; it ends with the last page or with the first failure, whose page says where to go on.</summary>
    /// <param name="fetcher">Its <see cref="FetcherOptions.Hosts"/> keep the delays.</param>
    /// <param name="server">The server's address: <c>https://web.archive.org/cdx/search/cdx</c>.</param>
    /// <param name="query">What is wanted.</param>
    /// <param name="ask">How to ask.</param>
    /// <param name="cancellation">Ends the list.</param>
    public static async IAsyncEnumerable<CdxPage> ListAsync(Fetcher fetcher, string server, CdxQuery query, FetchOptions? ask = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var resume = query.Resume;
        for (var asked = 0; asked < MostPages; asked++)
        {
            var last = (await fetcher.FetchAsync(Address(server, query, resume), ask, cancellation).ConfigureAwait(false))[^1];
            // What a server without further pages answers to the next one.
            var past = query.ByPage && asked > 0 && last.Status is 400 or 404;
            if (past) yield break;
            var (bytes, cut) = last.Decode(fetcher.Limits);
            var failure = last.Failure ?? (last.Status != 200 ? $"{server}: the server answers {last.Status}; try again later from where the list ended"
                : cut is not null ? $"{server}: the list is not whole ({cut}); ask for fewer captures at a time" : null);
            var page = failure is null ? Read(bytes) : new CdxPage([], resume, 0, failure);
            if (failure is null && query.ByPage) page = page with { Resume = page.Captures.Count == 0 ? null : (Number(resume) + 1).ToString(CultureInfo.InvariantCulture) };
            if (page.Resume is not null && page.Resume == resume && failure is null)
                page = page with { Failure = $"{server}: the server sends the same part of its list again; ask for a shorter span of time", Resume = resume };
            yield return page;
            if (page.Resume is null || page.Failure is not null) yield break;
            resume = page.Resume;
        }
    }

    /// <summary>The address of a capture's bytes as they were captured, nothing rewritten in them.</summary>
    /// <param name="replay">Where the archive shows captures: <c>https://web.archive.org/web/</c>.</param>
    public static string RawUrl(string replay, CdxCapture capture) => $"{replay.TrimEnd('/')}/{capture.Timestamp}id_/{capture.Url}";

    /// <summary>
    /// Reads an answer in any of its forms: JSON as the Wayback Machine writes it, an object a line as pywb does, or text: the Wayback
    /// Machine's seven fields, CDXJ with an object as its third, or a CDX file, whose first line tells its fields by letters.
    /// </summary>
    public static CdxPage Read(ReadOnlyMemory<byte> answer)
    {
        var start = answer.Span.TrimStart(" \t\r\n"u8);
        return start.StartsWith("["u8) ? Rows(answer) : start.StartsWith("{"u8) ? Objects(answer) : Lines(answer);
    }

    private static string Address(string server, CdxQuery query, string? resume)
    {
        var address = new StringBuilder(server).Append(server.Contains('?', StringComparison.Ordinal) ? '&' : '?');
        address.Append("url=").Append(Uri.EscapeDataString(query.Url)).Append("&matchType=").Append(Uri.EscapeDataString(query.Match));
        if (query.Json) address.Append("&output=json");
        if (query.From is { } from) address.Append("&from=").Append(Uri.EscapeDataString(from));
        if (query.To is { } to) address.Append("&to=").Append(Uri.EscapeDataString(to));
        foreach (var filter in query.Filters) address.Append("&filter=").Append(Uri.EscapeDataString(filter));
        if (query.ByPage) return address.Append("&page=").Append(Number(resume).ToString(CultureInfo.InvariantCulture)).ToString();
        address.Append("&limit=").Append(query.Limit.ToString(CultureInfo.InvariantCulture)).Append("&showResumeKey=true");
        if (resume is not null) address.Append("&resumeKey=").Append(Uri.EscapeDataString(resume));
        return address.ToString();
    }

    private static int Number(string? page) => int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // [["urlkey","timestamp",…],["…"],…,[],["resumption key"]]
    private static CdxPage Rows(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 8 });
            var captures = new List<CdxCapture>();
            string[]? fields = null;
            string? resume = null;
            var (unread, ended) = (0, false);
            foreach (var row in json.RootElement.EnumerateArray())
            {
                var values = row.ValueKind == JsonValueKind.Array ? row.EnumerateArray().Select(static value => value.ToString()).ToArray() : null;
                if (values is null) unread++;
                else if (values.Length == 0) ended = true;
                else if (ended) resume = values[0];
                else if (fields is null) fields = values;
                else if (Capture(name => Value(fields, values, name)) is { } capture) captures.Add(capture);
                else unread++;
            }

            return new CdxPage(captures, resume, unread, null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new CdxPage([], null, 0, "the server's list is broken JSON; ask for it as text");
        }
    }

    private static CdxPage Objects(ReadOnlyMemory<byte> answer)
    {
        var captures = new List<CdxCapture>();
        var unread = 0;
        while (!answer.IsEmpty)
        {
            var end = answer.Span.IndexOf((byte)'\n');
            var line = end < 0 ? answer : answer[..end];
            answer = end < 0 ? default : answer[(end + 1)..];
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0) continue;
            if (!Object(line, null, captures)) unread++;
        }

        return new CdxPage(captures, null, unread, null);
    }

    // urlkey timestamp original mimetype statuscode digest length; a blank line, and the resumption key, which is sent back as it stands.
    private static CdxPage Lines(ReadOnlyMemory<byte> answer)
    {
        var captures = new List<CdxCapture>();
        string? resume = null;
        var (unread, ended, fields) = (0, false, Fields);
        foreach (var line in Encoding.UTF8.GetString(answer.Span).Split('\n', StringSplitOptions.TrimEntries))
        {
            var values = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (values.Length == 0) ended = captures.Count > 0;
            else if (values[0] == "CDX") fields = [.. values.Skip(1).Select(static letter => Letters.GetValueOrDefault(letter, letter))];
            else if (values.Length > 2 && values[2] is ['{', ..]) unread += Object(Encoding.UTF8.GetBytes(line[line.IndexOf('{', StringComparison.Ordinal)..]), values[1], captures) ? 0 : 1;
            else if (ended && resume is null && values.Length < 5) resume = line;
            else if (Capture(name => Value(fields, values, name)) is { } capture) captures.Add(capture);
            else unread++;
        }

        return new CdxPage(captures, resume, unread, null);
    }

    // An object as pywb writes it; in CDXJ the time stands before it.
    private static bool Object(ReadOnlyMemory<byte> line, string? timestamp, List<CdxCapture> captures)
    {
        try
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 8 });
            var record = json.RootElement;
            var capture = record.ValueKind == JsonValueKind.Object ? Capture(name => record.TryGetProperty(name, out var value) ? value.ToString() : name == "timestamp" ? timestamp : null) : null;
            if (capture is not null) captures.Add(capture);
            return capture is not null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Value(string[] fields, string[] values, string name) =>
        Array.IndexOf(fields, name) is >= 0 and var at && at < values.Length ? values[at] : null;

    private static CdxCapture? Capture(Func<string, string?> field)
    {
        var timestamp = field("timestamp");
        if (timestamp is not { Length: 14 } || WebAddress.Resolve(null, field("original") ?? field("url")) is not { } url) return null;
        if (!DateTime.TryParseExact(timestamp, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return null;
        return new CdxCapture(url, timestamp, Number(field("statuscode") ?? field("status")), Told(field("mimetype") ?? field("mime")), Told(field("digest")),
            long.TryParse(field("length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null);
    }

    private static string? Told(string? value) => string.IsNullOrEmpty(value) || value == "-" ? null : value;
}
