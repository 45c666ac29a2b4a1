using System.Globalization;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Variorum;

/// <summary>The captures of a WARC or WET file that somebody else made.</summary>
public sealed class WarcImport : IImport
{
    private readonly SafeFileHandle file;
    private readonly WarcReader reader;
    private readonly List<ImportFault> faults = [];

    private WarcImport(string path)
    {
        file = File.OpenHandle(path);
        reader = new WarcReader(new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite, BufferSize = 0 }), Path.GetFileName(path), fault => faults.Add(new ImportFault(string.Create(CultureInfo.InvariantCulture, $"at {fault.Offset}"), fault.Problem)));
    }

    /// <summary>Whether a file is one, by its first bytes.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool Is(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        Span<byte> head = stackalloc byte[5];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (head[..length] is not [0x1f, 0x8b, ..]) return head[..length].SequenceEqual("WARC/"u8);
        stream.Position = 0;
        using var inflated = new GZipStream(stream, CompressionMode.Decompress);
        try
        {
            return inflated.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("WARC/"u8);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>What is wrong with the file, in order; complete when all captures were taken.</summary>
    public IReadOnlyList<ImportFault> Faults => faults;

    /// <exception cref="IOException">It cannot be read.</exception>
    public static WarcImport Open(string path) => new(path);

    /// <summary>All its records, byte for byte where they lie well-formed in a gzip member of their own, else written anew.</summary>
    public IEnumerable<Incoming> Captures()
    {
        var told = 0;
        while (reader.Read(out var record))
        {
            var member = faults.Count == told ? Member(record.Place) : default;
            // Kept as it stands nevertheless: what it says, and that it is not what it says that it is, are both evidence.
            if (WarcDigest.Mismatch(record) is { } mismatch) faults.Add(new ImportFault(string.Create(CultureInfo.InvariantCulture, $"at {record.Place.Offset}"), $"{mismatch}; the record is kept, and its capture says so"));
            if (record.Type is "response" or "resource" or "conversion" or "revisit" && !CapturedPage.Is(record))
                faults.Add(new ImportFault(string.Create(CultureInfo.InvariantCulture, $"at {record.Place.Offset}"), $"the record is kept, and is no capture of a page, as its {(record.Date == default ? "time is missing" : "target is no address")}"));
            yield return new Incoming(record, []) { Member = member };
            told = faults.Count;
        }
    }

    /// <summary>The same, of a file that lies within another: its faults are told there, each before the capture that follows it.</summary>
    internal IEnumerable<Incoming> Captures(string name, List<ImportFault> within)
    {
        var told = 0;
        foreach (var capture in Captures())
        {
            Tell();
            yield return capture;
        }
        Tell();

        void Tell()
        {
            for (; told < Faults.Count; told++) within.Add(Faults[told] with { Place = $"{name} {Faults[told].Place}" });
        }
    }

    private ReadOnlyMemory<byte> Member(WarcPlace place)
    {
        if (place.Length is 0 or > int.MaxValue || place.Within > 0) return default;
        var bytes = new byte[place.Length];
        for (var read = 0; read < bytes.Length;)
        {
            var more = RandomAccess.Read(file, bytes.AsSpan(read), place.Offset + read);
            if (more == 0) return default;
            read += more;
        }
        return bytes is [0x1f, 0x8b, ..] ? bytes : default;
    }

    public void Dispose()
    {
        reader.Dispose();
        file.Dispose();
    }
}
