namespace Variorum;

/// <summary>What an archive knows of a page's last text, so that only another one has to be sent and kept.</summary>
/// <param name="Url">Of the capture that holds the bytes.</param>
/// <param name="Time">When it was taken, as WARC fields carry it.</param>
/// <param name="Record">The name of its record; empty where it has none.</param>
/// <param name="Digest">Of the body as it was sent.</param>
/// <param name="ETag">As the server named it last.</param>
/// <param name="LastModified">Likewise.</param>
internal sealed record LastCapture(string Url, string Time, string Record, string? Digest, string? ETag, string? LastModified)
{
    /// <summary>Null where nothing was read here yet, or its record is damaged or missing: then the page is fetched whole. So is, and read, each time,
    /// what only said that the page is gone, which is no text.</summary>
    public static LastCapture? Of(IArchive archive, string url)
    {
        if (archive.Find(url) is not { } document) return null;
        if (archive.Captures(document.Id).LastOrDefault(static capture => capture is { Status: 200, State: CaptureState.Text or CaptureState.Other }) is not { } capture) return null;
        if (RecordOf(archive, capture) is not { } record) return null;
        var head = HttpMessage.Parse(record.Block);
        var (place, time, name) = (capture.Url, WarcRecord.Stamp(record.Date), record.Id);
        if (record.Type == "revisit")
        {
            place = record.Field("WARC-Refers-To-Target-URI") ?? place;
            time = record.Field("WARC-Refers-To-Date") ?? time;
            name = record.Field("WARC-Refers-To")?.Trim('<', '>') ?? "";
        }

        return new LastCapture(place, time, name, record.PayloadDigest, head.Field("ETag"), head.Field("Last-Modified"));
    }

    private static WarcRecord? RecordOf(IArchive archive, Capture capture)
    {
        try
        {
            return archive.Record(capture);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>Whether this is the body that is known.</summary>
    public bool Holds(Fetched fetched) => fetched is { Status: 200, Cut: null, Body.IsEmpty: false } && Digest is not null && WarcDigest.Matches(Digest, fetched.Body.Span) == true;
}

/// <summary>Requests and their answers as WARC records (ISO 28500, sections 6.3, 6.4 and 6.7).</summary>
internal static class FetchedRecords
{
    private const string NotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

    /// <summary>The answer, with its request beside it. A body that is known is not kept again: a revisit says where it lies.</summary>
    /// <param name="fetched">That was answered.</param>
    /// <param name="known">What is known of its address.</param>
    /// <param name="facts">What is known better than the page tells it.</param>
    /// <param name="direct">Whether the address it was connected to is the site's own.</param>
    public static Incoming Of(Fetched fetched, LastCapture? known, PageFacts? facts, bool direct)
    {
        var fields = new List<HeaderField>(facts?.Fields() ?? []);
        if (direct && fetched.Address is { } address) fields.Add(new("WARC-IP-Address", address.ToString()));
        if (fetched.Cut is not null) fields.Add(new("WARC-Truncated", "unspecified"));
        // The payload is the body without its chunks (section 3.10), which a server cuts anew each time.
        var (type, block, digest) = ("response", (ReadOnlyMemory<byte>)(byte[])[.. fetched.Response.Span, .. fetched.Sent.Span], fetched.Cut is null ? WarcDigest.Of(fetched.Body.Span) : null);
        var same = known?.Holds(fetched) == true;
        if (known is not null && (same || fetched.Status == 304))
        {
            (type, block, digest) = ("revisit", fetched.Response, same ? WarcDigest.Of(fetched.Body.Span) : null);
            fields.Add(new("WARC-Profile", same ? WarcRecord.IdenticalPayload : NotModified));
            if (known.Record.Length > 0) fields.Add(new("WARC-Refers-To", $"<{known.Record}>"));
            fields.Add(new("WARC-Refers-To-Target-URI", known.Url));
            fields.Add(new("WARC-Refers-To-Date", known.Time));
        }

        var record = WarcRecord.Create(type, fetched.Time, fetched.Url, "application/http; msgtype=response", block, fields, digest);
        return new Incoming(record, [WarcRecord.Create("request", fetched.Time, fetched.Url, "application/http; msgtype=request", fetched.Request, [new("WARC-Concurrent-To", $"<{record.Id}>")])]);
    }
}
