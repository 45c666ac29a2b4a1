using System.IO.Compression;
using System.Text;

namespace Variorum;

/// <summary>Tells what somebody else's file is, by its first bytes and, for tables, by its ending.</summary>
public static class Imports
{
    // Tables of text shrink to a fifth; a thousandth is a bomb.
    private const int BombRatio = 200;
    private const long AlwaysAllowed = 64 << 20;

    /// <summary>
    /// Opens a WARC or WET file, a WACZ, a BagIt folder with WARC files, JSON lines, a JSON array, CSV or TSV; tables also under gzip.
    /// </summary>
    /// <returns>Null where it is none of these: a page by itself, a folder of something else.</returns>
    /// <exception cref="ImportException">It is one of these, and nothing of it can be taken.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IImport? Open(string path, ImportOptions? options = null)
    {
        options ??= new ImportOptions();
        if (Directory.Exists(path)) return BagImport.Is(path) ? BagImport.Open(path) : null;
        if (WarcImport.Is(path)) return WarcImport.Open(path);
        if (WaczImport.Is(path)) return WaczImport.Open(path);
        if (Named(path) is { } name) throw new ImportException($"is no {name} file, whatever its name: it holds something else or nothing");
        if (options.Captured is null) options = options with { Captured = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero) };
        var ending = Path.GetExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path).ToLowerInvariant();
        if (ending is ".csv" or ".tsv" or ".tab" || (options.Columns is not null && ending is not (".json" or ".jsonl" or ".ndjson") && !BeginsAsJson(path)))
            return CsvImport.Open(path, ending is ".tsv" or ".tab" ? '\t' : null, options);
        return ending is ".json" or ".jsonl" or ".ndjson" || BeginsAsJson(path) ? JsonImport.Open(path, ending is ".jsonl" or ".ndjson", options) : null;
    }

    // Taken for a page, such a file would be a text that nobody published.
    private static string? Named(string path)
    {
        if (path.EndsWith(".wacz", StringComparison.OrdinalIgnoreCase)) return "WACZ";
        return path.EndsWith(".warc", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".warc.gz", StringComparison.OrdinalIgnoreCase) ? "WARC" : null;
    }

    /// <summary>A file's bytes, inflated where they are a gzip file.</summary>
    /// <remarks>Reading on fails with <see cref="InvalidDataException"/> where it is a bomb.</remarks>
    internal static Stream Plain(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);
        var gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return gzip ? new BoundedStream(new GZipStream(file, CompressionMode.Decompress), Math.Max(AlwaysAllowed, file.Length * BombRatio)) : file;
    }

    /// <summary>Rows as far as their file can be unpacked; where it is damaged is told.</summary>
    internal static IEnumerable<T> Unpacked<T>(IEnumerable<T> all, List<ImportFault> faults)
    {
        using var rows = all.GetEnumerator();
        while (true)
        {
            try
            {
                if (!rows.MoveNext()) yield break;
            }
            catch (InvalidDataException broken)
            {
                faults.Add(new ImportFault("its end", $"cannot be unpacked: {broken.Message.TrimEnd('.')}"));
                yield break;
            }
            yield return rows.Current;
        }
    }

    // {"url": … or [{"url": …: a text can begin with a bracket, but hardly goes on so.
    private static bool BeginsAsJson(string path)
    {
        using var stream = Plain(path);
        var head = new byte[256];
        try
        {
            var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var text = Encoding.UTF8.GetString(head, 0, read).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
            if (text is ['[', ..]) text = text[1..].TrimStart();
            return text is ['{', ..] && text[1..].TrimStart() is ['"', ..];
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}

/// <summary>A stream that fails where it would give more than it may.</summary>
internal sealed class BoundedStream(Stream inner, long most) : ForwardStream
{
    private long given;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        given += read;
        return given <= most ? read : throw new InvalidDataException($"it holds more than {most} bytes, which nothing honest of its size does");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
