using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Variorum;

/// <summary>
/// Writes records to the files of a folder, each as a gzip member of its own (ISO 28500, annex D), so that each can be read by
/// its place alone. Files are named <c>PREFIX-TIME-NUMBER.warc.gz</c> (annex C), begin with a <c>warcinfo</c> record, and a new one is
/// begun when one is full.
/// </summary>
/// <remarks>
/// What a call has written is whole in the file when it returns, or not there at all: a disk that is full costs that record. It is on
/// the device after <see cref="Flush"/>. One writer for a folder and prefix at a time; not for many threads at once.
/// </remarks>
public sealed class WarcWriter : IDisposable
{
    /// <summary>A file that is longer is full.</summary>
    public const long UsualSize = 1L << 30;

    private const string Ending = ".warc.gz";

    private readonly string folder;
    private readonly string prefix;
    private readonly TimeProvider clock;
    private readonly long fullAt;
    private readonly MemoryStream member = new();
    private FileStream? file;
    private string name = "";
    private int number;

    /// <summary>Opens a folder, and goes on in its last file of this prefix unless it is full. The folder is made if it is not there.</summary>
    /// <param name="prefix">Letters, digits, <c>.</c>, <c>_</c>, <c>-</c>.</param>
    /// <param name="clock">For the names of files and the dates of their first records.</param>
    /// <param name="report">Told what was cut off the last file's end, where a writer was stopped in a record.</param>
    /// <param name="last">The place of a record known to be whole: if it is in the last file, only what follows it is looked through.</param>
    /// <param name="fullAt">Bytes at which a file is full.</param>
    /// <exception cref="IOException">The folder or file cannot be written.</exception>
    public WarcWriter(string folder, string prefix, TimeProvider clock, Action<WarcFault> report, WarcPlace? last = null, long fullAt = UsualSize)
    {
        if (prefix.Length == 0 || prefix.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException($"\"{prefix}\" is no prefix of file names; use letters, digits, '.', '_', '-'.", nameof(prefix));
        (this.folder, this.prefix, this.clock, this.fullAt) = (folder, prefix, clock, fullAt);
        Directory.CreateDirectory(folder);
        (name, number) = LastOf(folder, prefix);
        if (number == 0) return;
        var known = last is { } place && place.File == name ? place.Offset + place.Length : 0;
        Open(FileMode.Open);
        WarcFile.CutTail(file!, name, known, report);
        file!.Position = file.Length;
        if (file.Length == 0) Unmake();
    }

    /// <summary>The file of a folder in which a writer of this prefix goes on, by the number in its name; 0 and no name where there is none.</summary>
    internal static (string Name, int Number) LastOf(string folder, string prefix) =>
        Directory.EnumerateFiles(folder, $"{prefix}-*{Ending}").Select(path => Path.GetFileName(path)).Select(name => (Name: name, Number: NumberOf(name, prefix)))
            .Append((Name: "", Number: 0)).OrderBy(static file => file.Number).ThenBy(static file => file.Name, StringComparer.Ordinal).Last();

    private static System.Buffers.SearchValues<char> Allowed { get; } =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>
    /// Writes a record as WARC/1.1: its properties, then all its other fields. Digests that it lacks are not made up; <see cref="WarcRecord.Create"/> makes them.
    /// </summary>
    /// <exception cref="ArgumentException">A field holds a control character, or the block is longer than <see cref="WarcReader.UsualLargestBlock"/>.</exception>
    /// <exception cref="IOException">It cannot be written; the file is as it was before.</exception>
    public WarcPlace Write(WarcRecord record)
    {
        if (record.Block.Length > WarcReader.UsualLargestBlock) throw new ArgumentException($"The block of a record has more than the {WarcReader.UsualLargestBlock >> 20} MB that are read again.", nameof(record));
        var head = record.Head();
        Ready();
        Compress(head, record.Block.Span, member);
        return Append(member.GetBuffer().AsSpan(0, (int)member.Length));
    }

    /// <summary>Writes a record that is stored elsewhere as its member stands there.</summary>
    /// <param name="stored">One gzip member that holds one record, whole and without faults of structure.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="IOException">It cannot be written; the file is as it was before.</exception>
    public WarcPlace Copy(ReadOnlyMemory<byte> stored)
    {
        using (var bytes = new ReadOnlyMemoryStream(stored))
        using (var reader = new WarcReader(bytes, "", fault => throw new ArgumentException($"The member is not whole: {fault.Problem}.", nameof(stored))))
        {
            if (!reader.Read(out var record) || record.Place.Length != stored.Length || !GzipMember.IsMagic(stored.Span))
                throw new ArgumentException("The bytes are not one gzip member with one record.", nameof(stored));
        }
        Ready();
        return Append(stored.Span);
    }

    /// <summary>Returns when all that was written is on the device.</summary>
    public void Flush()
    {
        if (file is not null) RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    /// <summary>The record that a file begins with.</summary>
    internal static WarcRecord Info(string file, DateTimeOffset time) =>
        WarcRecord.Create("warcinfo", time, null, "application/warc-fields", Encoding.UTF8.GetBytes($"software: {Software}\r\nformat: WARC File Format 1.1\r\n" +
            "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"), [new("WARC-Filename", file)]);

    /// <summary>Which program writes.</summary>
    internal static string Software { get; } = $"Variorum/{typeof(WarcWriter).Assembly.GetName().Version?.ToString(3)}";

    private void Ready()
    {
        if (file is not null && file.Length < fullAt) return;
        if (file is not null)
        {
            Flush();
            file.Dispose();
            file = null;
        }
        var now = clock.GetUtcNow();
        number++;
        name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{now.UtcDateTime:yyyyMMddHHmmss}-{number:00000}{Ending}");
        Open(FileMode.CreateNew);
        try
        {
            var first = Info(name, now);
            Compress(first.Head(), first.Block.Span, member);
            Append(member.GetBuffer().AsSpan(0, (int)member.Length));
            FolderEntries.Flush(folder);
        }
        catch (IOException)
        {
            Unmake();
            throw;
        }
    }

    // No file without its first record: the next call tries again.
    private void Unmake()
    {
        file!.Dispose();
        file = null;
        number--;
        File.Delete(Path.Combine(folder, name));
    }

    private void Open(FileMode mode) =>
        file = new FileStream(Path.Combine(folder, name), mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    /// <summary>A record as one gzip member.</summary>
    internal static void Compress(ReadOnlySpan<byte> head, ReadOnlySpan<byte> block, MemoryStream member)
    {
        member.SetLength(0);
        using var gzip = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true);
        gzip.Write(head);
        gzip.Write(block);
        gzip.Write("\r\n\r\n"u8);
    }

    private WarcPlace Append(ReadOnlySpan<byte> bytes)
    {
        var offset = file!.Position;
        try
        {
            file.Write(bytes);
        }
        catch (IOException)
        {
            file.SetLength(offset);
            file.Position = offset;
            throw;
        }
        return new WarcPlace(name, offset, bytes.Length);
    }

    private static int NumberOf(string file, string prefix)
    {
        var parts = file[(prefix.Length + 1)..^Ending.Length].Split('-');
        return parts.Length == 2 && parts[0].Length == 14 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    public void Dispose()
    {
        file?.Dispose();
        member.Dispose();
    }
}
