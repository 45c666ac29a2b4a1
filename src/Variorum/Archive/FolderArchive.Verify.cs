namespace Variorum;

// Whether all is as it was.
public sealed partial class FolderArchive
{
    /// <summary>
    /// Reads every WARC file again, with its digests, and holds the database against it: each record that the database knows is
    /// where it says, with the bytes that it says, and none is missing.
    /// </summary>
    /// <returns>What does not match, as it is found. None for a sound archive.</returns>
    public IEnumerable<WarcFault> Verify(CancellationToken cancel = default)
    {
        var damaged = database.Rows(static row => row.GetString(0), "PRAGMA quick_check(20)").Where(static line => line != "ok").ToList();
        foreach (var line in damaged) yield return new WarcFault(DatabaseName, 0, $"the database is damaged ({line}); run variorum rebuild");
        foreach (var fault in VerifyVersions(cancel)) yield return fault;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in WarcFiles())
        {
            seen.Add(Path.GetFileName(path));
            foreach (var fault in Verify(path, cancel)) yield return fault;
        }
        foreach (var (name, captures) in database.Rows(static row => (row.GetString(0), row.GetInt64(1)),
            "SELECT f.name, count(c.id) FROM file f LEFT JOIN capture c ON c.file = f.id GROUP BY f.id"))
        {
            if (!seen.Contains(name)) yield return new WarcFault(name, 0, $"the file is missing, and with it {captures} captures; restore it from a copy");
        }
    }

    // What a version says is told by the database alone: it has to be what was read when its key was made, and its captures have that key.
    private IEnumerable<WarcFault> VerifyVersions(CancellationToken cancel)
    {
        const int atOnce = 1000;
        var last = 0L;
        for (var more = true; more;)
        {
            cancel.ThrowIfCancellationRequested();
            var versions = database.Rows(static row => (Id: row.GetInt64(0), Key: row.GetInt64(1), Text: row.GetFieldValue<byte[]>(2), Shown: row.IsDBNull(3) ? (long?)null : row.GetInt64(3)),
                "SELECT v.id, v.key, v.text, c.key FROM version v LEFT JOIN capture c ON c.id = v.capture WHERE v.id > $1 ORDER BY v.id LIMIT $2", last, atOnce);
            foreach (var version in versions.Where(version => version.Shown != version.Key || KeyOf(version.Text) != version.Key))
                yield return new WarcFault(DatabaseName, 0, $"the text of version {version.Id} is not the one that was read; run variorum rebuild");
            more = versions.Count == atOnce;
            if (more) last = versions[^1].Id;
        }
    }

    private long? KeyOf(byte[] text)
    {
        try
        {
            return VersionTexts.Key(packing.Unpack(text));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private IEnumerable<WarcFault> Verify(string path, CancellationToken cancel)
    {
        var name = Path.GetFileName(path);
        var file = database.Number("SELECT id FROM file WHERE name = $1", name);
        var known = file is null ? 0 : database.Number("SELECT length FROM file WHERE id = $1", file) ?? 0;
        var length = new FileInfo(path).Length;
        if (known > length) yield return new WarcFault(name, length, $"the file was cut: it has {length} of {known} bytes; restore it from a copy");
        if (known < length) yield return new WarcFault(name, known, "what follows is being written, or was not finished by a process that was stopped; the next verb that writes takes it in");
        var faults = new List<WarcFault>();
        using var reader = new WarcReader(new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite, BufferSize = 0 }), name, faults.Add) { CheckDigests = true };
        var captures = 0L;
        for (var more = true; more;)
        {
            cancel.ThrowIfCancellationRequested();
            more = reader.Read(out var record);
            foreach (var fault in faults) yield return fault;
            faults.Clear();
            if (!more || CapturedPage.DigestOf(record!) is not { } digest) continue;
            var sha256 = database.Row(static row => row.GetFieldValue<byte[]>(0), "SELECT sha256 FROM capture WHERE file = $1 AND offset = $2 ORDER BY id LIMIT 1", file, record!.Place.Offset);
            if (sha256 is not null) captures++;
            if (record!.Place.Offset >= known) continue;
            if (sha256 is null) yield return new WarcFault(name, record.Place.Offset, "the database does not know this capture; run variorum rebuild");
            else if (digest.Length > 0 && !sha256.AsSpan().SequenceEqual(digest)) yield return new WarcFault(name, record.Place.Offset, "the page is not the one that the database read; run variorum rebuild, which reads it again");
        }
        var listed = file is null ? 0 : database.Number("SELECT count(*) FROM capture WHERE file = $1", file) ?? 0;
        if (listed > captures) yield return new WarcFault(name, 0, $"{listed - captures} captures that the database knows are not in the file; restore it from a copy");
    }
}
