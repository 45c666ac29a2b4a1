namespace Variorum;

/// <summary>A part of an archive as one WARC file.</summary>
public static class WarcExport
{
    /// <summary>Writes records byte for byte as the archive keeps them; the same records give the same bytes.</summary>
    /// <param name="prefix">How their addresses begin; empty for all.</param>
    /// <param name="stream">A <c>.warc.gz</c> file.</param>
    /// <param name="cancel">Between two records.</param>
    /// <returns>How many records were written; 0 where nothing begins so, and then nothing was written.</returns>
    /// <exception cref="IOException">The archive cannot be read, or the file not be written.</exception>
    public static long Write(IArchive archive, string prefix, Stream stream, CancellationToken cancel = default) =>
        Write(archive.Records(prefix), "export.warc.gz", stream, static (_, _, _) => { }, cancel);

    /// <summary>Writes records to a file that begins with a <c>warcinfo</c>.</summary>
    /// <param name="placed">Told of each record's offset and length.</param>
    internal static long Write(IEnumerable<Incoming> records, string name, Stream stream, Action<WarcRecord, long, int> placed, CancellationToken cancel)
    {
        using var made = new MemoryStream();
        var (count, offset) = (0L, 0L);
        foreach (var stored in records)
        {
            cancel.ThrowIfCancellationRequested();
            // Of the first record's time, since no clock may make two exports of the same differ.
            if (count == 0 && stored.Record.Type != "warcinfo") offset += Put(Member(WarcWriter.Info(name, stored.Record.Date), made));
            var length = Put(stored.Member.IsEmpty ? Member(stored.Record, made) : stored.Member.Span);
            placed(stored.Record, offset, length);
            offset += length;
            count++;
        }
        return count;

        int Put(ReadOnlySpan<byte> member)
        {
            stream.Write(member);
            return member.Length;
        }
    }

    private static ReadOnlySpan<byte> Member(WarcRecord record, MemoryStream made)
    {
        WarcWriter.Compress(record.Head(), record.Block.Span, made);
        return made.GetBuffer().AsSpan(0, (int)made.Length);
    }
}
