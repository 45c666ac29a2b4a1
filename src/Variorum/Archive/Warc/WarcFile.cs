namespace Variorum;

/// <summary>A WARC file as a whole: opening it, and where its sound part ends.</summary>
internal static class WarcFile
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
    public static long CutTail(FileStream stream, string file, long from, Action<WarcFault> report)
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

    /// <summary>Opens a file to be read from its beginning, also while it is written.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
}
