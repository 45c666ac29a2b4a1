namespace Variorum;

/// <summary>What a whole WARC file is asked: where its sound part ends, and whether all is in order.</summary>
public static class WarcFile
{
    /// <summary>
    /// The length up to which a file is in order: the end of its last whole record. What lies behind was left by a writer that was
    /// stopped in a record, or by a disk; damage before is passed over and told.
    /// </summary>
    /// <param name="stream">The file, seekable; left where it is read to.</param>
    /// <param name="file">What faults call it.</param>
    /// <param name="from">An end of a record up to which all is known to be in order.</param>
    /// <param name="report">Told each fault from there on.</param>
    public static long SoundLength(Stream stream, string file, long from, Action<WarcFault> report)
    {
        stream.Position = from;
        var sound = from;
        using var reader = new WarcReader(stream, file, report, leaveOpen: true);
        while (reader.Read(out var record))
        {
            if (record.Place.Length > 0) sound = Math.Max(sound, record.Place.Offset + record.Place.Length);
        }
        return sound;
    }

    /// <summary>Cuts off what lies behind the last whole record, which nobody was told is kept, so that more can be appended.</summary>
    /// <returns>How many bytes were cut off.</returns>
    internal static long CutTail(FileStream stream, string file, long from, Action<WarcFault> report)
    {
        var faults = new List<WarcFault>();
        var sound = SoundLength(stream, file, Math.Min(from, stream.Length), faults.Add);
        var cut = stream.Length - sound;
        if (cut > 0)
        {
            report(new WarcFault(file, sound, $"{(faults.Count > 0 ? faults[^1].Problem : "no record begins here")}; {cut} bytes are cut off", cut));
            stream.SetLength(sound);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        }
        return cut;
    }

    /// <summary>Reads a file to its end, and compares all with its lengths and digests.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="report">Told each fault with its offset, in their order.</param>
    /// <param name="each">Given each record that can be read, to compare it with what else is known of it.</param>
    /// <returns>How many records there are.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled between two records.</exception>
    public static long Check(string path, Action<WarcFault> report, Action<WarcRecord>? each = null, CancellationToken cancellation = default)
    {
        using var stream = Open(path);
        using var reader = new WarcReader(stream, Path.GetFileName(path), report) { CheckDigests = true };
        long records = 0;
        while (reader.Read(out var record))
        {
            cancellation.ThrowIfCancellationRequested();
            records++;
            each?.Invoke(record);
        }
        return records;
    }

    /// <summary>Opens a file to be read from its beginning, also while it is written.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
}
