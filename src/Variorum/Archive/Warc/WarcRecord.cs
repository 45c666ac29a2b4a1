using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Variorum;

/// <summary>A record of a WARC file (ISO 28500:2017, WARC/1.1; WARC/1.0 of 2009 and its drafts are read as well).</summary>
/// <param name="Version">What stands behind <c>WARC/</c> in its first line: <c>1.1</c>, <c>1.0</c>, <c>0.18</c>.</param>
/// <param name="Type"><c>response</c>, <c>request</c>, <c>revisit</c>, <c>resource</c>, <c>metadata</c>, <c>warcinfo</c>,
/// <c>conversion</c>, <c>continuation</c> (section 6); empty where the field is missing, which is a fault.</param>
/// <param name="Id">The URI of <c>WARC-Record-ID</c> (5.2), without angle brackets; empty where it is missing.</param>
/// <param name="Date"><c>WARC-Date</c> (5.4), to the tenth of a microsecond; <c>default</c> where it is missing or none.</param>
/// <param name="TargetUri"><c>WARC-Target-URI</c> (5.8), without angle brackets, as it was written.</param>
/// <param name="ContentType">The media type of the block (5.6): <c>application/http; msgtype=response</c>.</param>
/// <param name="PayloadDigest"><c>WARC-Payload-Digest</c> (5.10): <c>algorithm:value</c>, as it was written.</param>
/// <param name="BlockDigest"><c>WARC-Block-Digest</c> (5.9).</param>
/// <param name="Headers">All named fields in their order, repeated ones too, with those that are told above.</param>
/// <param name="Block">The content block: for a response the HTTP head and body as they were sent.</param>
/// <param name="Place">Where it is stored; <c>default</c> for a record that is not.</param>
public sealed record WarcRecord(string Version, string Type, string Id, DateTimeOffset Date, string? TargetUri, string? ContentType,
    string? PayloadDigest, string? BlockDigest, IReadOnlyList<HeaderField> Headers, ReadOnlyMemory<byte> Block, WarcPlace Place)
{
    /// <summary>The profile of a revisit whose payload is that of an earlier record (6.7.2).</summary>
    public const string IdenticalPayload = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

    /// <summary>The first value of a field, whatever the case of its name; null where it is missing.</summary>
    public string? Field(string name) => HeaderFields.First(Headers, name);

    /// <summary>
    /// A record to be written, with its digests (SHA-256) and its id. The id is a name-based UUID (RFC 9562, version 8) of
    /// type, date, URI and block: the same record made again has the same id, and two that differ in any have not.
    /// </summary>
    /// <param name="contentType">Of the block; an HTTP message's payload is its body as sent, any other block is its own payload.</param>
    /// <param name="fields">What the standard allows besides: <c>WARC-Refers-To</c>, <c>WARC-Concurrent-To</c>, <c>WARC-Profile</c>, …</param>
    /// <param name="payloadDigest">For a revisit: that of the payload which is not repeated; for a chunked body: that of the body without its chunks. Else computed.</param>
    /// <param name="id">Where it has to follow from something else; <see cref="NameOf"/> makes one.</param>
    /// <exception cref="ArgumentException">A value holds a control character, which would break the head.</exception>
    public static WarcRecord Create(string type, DateTimeOffset date, string? targetUri, string contentType, ReadOnlyMemory<byte> block,
        IReadOnlyList<HeaderField>? fields = null, string? payloadDigest = null, string? id = null)
    {
        var blockDigest = WarcDigest.Of(block.Span);
        payloadDigest ??= type is "revisit" or "warcinfo" ? null : WarcDigest.Of(PayloadOf(contentType, block).Span);
        var record = new WarcRecord("1.1", type, id ?? NameOf($"{type}\n{Stamp(date)}\n{targetUri}\n{blockDigest}"), date, targetUri, contentType,
            payloadDigest, blockDigest, [], block, default);
        return record with { Headers = [.. record.Own(), .. fields ?? [], new("Content-Length", Number(block.Length))] };
    }

    /// <summary>The payload (section 3.10): the body of an HTTP message as it was sent, any other block whole.</summary>
    public ReadOnlyMemory<byte> Payload => PayloadOf(ContentType, Block);

    private static ReadOnlyMemory<byte> PayloadOf(string? contentType, ReadOnlyMemory<byte> block) =>
        contentType is not null && contentType.StartsWith("application/http", StringComparison.OrdinalIgnoreCase)
            ? block[HttpMessage.HeadLength(block.Span)..]
            : block;

    /// <summary>The head as it is written: what the properties say first, then all other fields in their order (section 4).</summary>
    internal byte[] Head()
    {
        HeaderField[] own = [.. Own()];
        var head = new StringBuilder("WARC/1.1\r\n");
        foreach (var field in own) Append(head, field);
        foreach (var field in Headers)
        {
            if (!field.Is("Content-Length") && !Array.Exists(own, mine => mine.Is(field.Name))) Append(head, field);
        }
        Append(head, new("Content-Length", Number(Block.Length)));
        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    private IEnumerable<HeaderField> Own()
    {
        yield return new("WARC-Type", Type);
        yield return new("WARC-Record-ID", $"<{Id}>");
        yield return new("WARC-Date", Stamp(Date));
        if (TargetUri is not null) yield return new("WARC-Target-URI", TargetUri);
        if (PayloadDigest is not null) yield return new("WARC-Payload-Digest", PayloadDigest);
        if (BlockDigest is not null) yield return new("WARC-Block-Digest", BlockDigest);
        if (ContentType is not null) yield return new("Content-Type", ContentType);
    }

    private static void Append(StringBuilder head, HeaderField field)
    {
        if (field.Name.Length == 0 || field.Name.AsSpan().ContainsAny(" \t\r\n:") || HeaderFields.HasControls(field.Value))
            throw new ArgumentException($"The field {field.Name} of a WARC record holds a control character; leave the field out.");
        head.Append(field.Name).Append(": ").Append(field.Value).Append("\r\n");
    }

    /// <summary>A time as WARC fields carry it (5.4).</summary>
    internal static string Stamp(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Number(int length) => length.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name-based id (RFC 9562, version 8).</summary>
    internal static string NameOf(string of)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }
}

/// <summary>Where a record is stored.</summary>
/// <param name="File">The file's name, as its reader or writer was told it.</param>
/// <param name="Offset">Where its gzip member, or the plain record, begins; bytes from the file's start.</param>
/// <param name="Length">Bytes of that member or record; 0 where the member holds more records and was not at its end yet.</param>
/// <param name="Within">Where the record begins in the inflated member: not 0 only where one member holds many records.</param>
public readonly record struct WarcPlace(string File, long Offset, long Length, long Within = 0);

/// <summary>What is wrong with a file, and where. What could be read in spite of it is read.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Offset">Of the gzip member, the plain record or the bytes that are none.</param>
/// <param name="Problem">A clause in plain words.</param>
/// <param name="Length">Stored bytes that are passed over; 0 where they are read, or where nobody can tell.</param>
public readonly record struct WarcFault(string File, long Offset, string Problem, long Length = 0)
{
    public override string ToString() => $"{File} at {Offset.ToString(CultureInfo.InvariantCulture)}: {Problem}";
}
