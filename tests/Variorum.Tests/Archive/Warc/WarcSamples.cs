using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Variorum;

/// <summary>Records and files for the tests of WARC.</summary>
internal static class WarcSamples
{
    public static TimeProvider Clock { get; } = new Noon();

    public static DateTimeOffset Then { get; } = new(2024, 6, 20, 8, 30, 0, 125, TimeSpan.Zero);

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static WarcRecord Response(string uri, string body, string status = "200 OK", string fields = "") =>
        WarcRecord.Create("response", Then, uri, "application/http; msgtype=response",
            Bytes($"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{fields}\r\n{body}"));

    /// <summary>A record as a plain file has it.</summary>
    public static byte[] Plain(this WarcRecord record) => [.. record.Head(), .. record.Block.Span, .. "\r\n\r\n"u8];

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        var into = new MemoryStream();
        using (var gzip = new GZipStream(into, level)) gzip.Write(bytes);
        return into.ToArray();
    }

    /// <summary>All that a reader gives, and the faults that it tells.</summary>
    public static (List<WarcRecord> Records, List<WarcFault> Faults) Read(Stream stream, bool check = true, int largest = 1 << 20)
    {
        var (records, faults) = (new List<WarcRecord>(), new List<WarcFault>());
        using var reader = new WarcReader(stream, "norland.warc.gz", faults.Add) { CheckDigests = check, LargestBlock = largest };
        while (reader.Read(out var record)) records.Add(record);
        return (records, faults);
    }

    public static (List<WarcRecord> Records, List<WarcFault> Faults) Read(byte[] bytes, bool check = true, int largest = 1 << 20) =>
        Read(new MemoryStream(bytes), check, largest);

    /// <summary>The same as lines that a person can check: each fault before the record that it is of.</summary>
    public static string Shown(Stream stream)
    {
        var lines = new StringBuilder();
        using var reader = new WarcReader(stream, "norland.warc", fault =>
            lines.Append(CultureInfo.InvariantCulture, $"  {fault.Offset}: {fault.Problem}{(fault.Length > 0 ? $"; {fault.Length} bytes passed over" : "")}\n"))
        { CheckDigests = true, LargestBlock = 1 << 20 };
        while (reader.Read(out var record))
        {
            var block = Encoding.Latin1.GetString(record.Block.Span);
            lines.Append(CultureInfo.InvariantCulture, $"{record.Place.Offset}+{record.Place.Length} {record.Version} {record.Type} ")
                .Append(CultureInfo.InvariantCulture, $"{record.Date:yyyy-MM-ddTHH:mm:ss.FFFFFFFZ} {record.TargetUri} ")
                .Append(CultureInfo.InvariantCulture, $"{block.Length} bytes {block[..Math.Min(12, block.Length)]}…")
                .Append(block[^Math.Min(9, block.Length)..].Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        }
        return lines.ToString();
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 6, 20, 12, 0, 0, TimeSpan.Zero);
    }
}

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class WarcFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("variorum-warc-").FullName;

    public string[] Files => [.. Directory.EnumerateFiles(Path).Order(StringComparer.Ordinal)];

    public List<WarcFault> Faults { get; } = [];

    public WarcWriter Writer(WarcPlace? last = null, long fullAt = WarcWriter.UsualSize) => new(Path, "norland", WarcSamples.Clock, Faults.Add, last, fullAt);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>A stream that gives its bytes a few at a time, as pipes do.</summary>
internal sealed class Trickle(byte[] bytes, int most) : ForwardStream
{
    private int at;

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(Math.Min(buffer.Length, most), bytes.Length - at);
        bytes.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }
}
