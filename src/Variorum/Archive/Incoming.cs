namespace Variorum;

/// <summary>What is given to an archive: a WARC record and those that belong to it.</summary>
/// <param name="Record">Of type response, resource, revisit or conversion; any other is kept and shows nothing.</param>
/// <param name="Beside">Kept before it: its request, what else is known of it.</param>
public sealed record Incoming(WarcRecord Record, IReadOnlyList<WarcRecord> Beside)
{
    /// <summary>The record as it lies in another WARC file, one gzip member: kept byte for byte.</summary>
    public ReadOnlyMemory<byte> Member { get; internal init; }

    /// <summary>A page that was saved as a file.</summary>
    /// <param name="url">Where it was fetched.</param>
    /// <param name="captured">When it was saved.</param>
    /// <param name="bytes">The file; what it is, is told by them.</param>
    /// <param name="facts">What is known better than the page tells it.</param>
    /// <returns>The same for the same arguments, so that it is taken once however often it is given.</returns>
    public static Incoming Saved(string url, DateTimeOffset captured, ReadOnlyMemory<byte> bytes, PageFacts? facts = null) =>
        new(WarcRecord.Create("resource", captured, url, TypeOf(bytes), bytes, facts?.Fields()), []);

    private static string TypeOf(ReadOnlyMemory<byte> bytes)
    {
        if (PageForm.IsPdf(bytes.Span)) return "application/pdf";
        if (PageForm.Refusal(bytes.Span) is not null) return "application/octet-stream";
        return PageForm.IsHtml(Charset.Decode(bytes, null).Text) ? "text/html" : "text/plain";
    }
}
