namespace Variorum;

// What a killed process left, and a database made anew.
public sealed partial class FolderArchive
{
    /// <summary>
    /// Makes the database anew from the WARC files, which reads every page again, and opens the archive for writing. The old
    /// database goes only when the new one is whole.
    /// </summary>
    /// <param name="folder">Of the archive.</param>
    /// <param name="otherwise">Told each text that this reader reads otherwise than the one that read it last; null to look for none.</param>
    /// <param name="time">Names new WARC files.</param>
    /// <param name="sources">As <see cref="Write"/>.</param>
    /// <param name="looks">As <see cref="Write"/>.</param>
    /// <param name="keep">Whether the old database is kept beside the new one, as <c>archive.db.old1</c>.</param>
    /// <param name="cancel">Leaves the old database as it is.</param>
    /// <exception cref="ArchiveException">Another process writes to it, or the folder holds none.</exception>
    public static FolderArchive Rebuild(string folder, Action<ReadOtherwise>? otherwise = null, TimeProvider? time = null, Func<string, SourceFacts?>? sources = null, Func<ReadOnlyMemory<byte>, PictureLook?>? looks = null, bool keep = false, CancellationToken cancel = default)
    {
        if (!Directory.Exists(Path.Combine(folder, WarcFolder))) throw new ArchiveException("is no archive: name the archive's folder");
        var held = Lock(folder);
        var (made, kept) = (Path.Combine(folder, DatabaseName + ".new"), Path.Combine(folder, DatabaseName));
        try
        {
            Remove(made);
            string[] told;
            using (var archive = Opened(folder, Database.Open(made, write: true), null, time, sources, looks))
            {
                foreach (var path in archive.WarcFiles())
                {
                    cancel.ThrowIfCancellationRequested();
                    archive.Index(path, 0, tell: false);
                }
                archive.InTransaction(archive.WriteIndex);
                if (otherwise is not null && File.Exists(kept)) Compare(folder, archive, otherwise);
                told = [.. archive.repairs];
            }
            // Its log goes first: what it holds is in the WARC files, and it must not be taken for the new database's.
            if (keep && File.Exists(kept)) Database.PutAside(kept);
            Remove(kept, logs: true);
            File.Move(made, kept, overwrite: true);
            FolderEntries.Flush(folder);
            var anew = Opened(folder, Database.Open(kept, write: true), held, time, sources, looks);
            anew.repairs.InsertRange(0, told);
            return anew;
        }
        catch
        {
            // Half a database is of no use, and a full disk has better uses for its room.
            Remove(made);
            held.Dispose();
            throw;
        }

        static void Remove(string path, bool logs = false)
        {
            foreach (var part in (string[])[path + "-wal", path + "-shm"]) File.Delete(part);
            if (!logs) File.Delete(path);
        }
    }

    /// <summary>Whether its database is an older release's, or is not there: then only <see cref="Rebuild"/> opens it.</summary>
    public static bool NeedsRebuild(string folder) =>
        Directory.Exists(Path.Combine(folder, WarcFolder)) && (Path.Combine(folder, DatabaseName) is var path && !File.Exists(path) || Database.IsOlder(path, DatabaseForm.Archive));

    private static void Compare(string folder, FolderArchive now, Action<ReadOtherwise> otherwise)
    {
        using var before = Read(folder);
        foreach (var document in now.Documents())
        {
            if (before.Find(document.Url) is not { } old) continue;
            var known = before.Captures(old.Id).Where(static capture => capture.Version is not null).ToDictionary(static capture => capture.Place, static capture => capture.Version!.Value);
            foreach (var capture in now.Captures(document.Id).DistinctBy(static capture => capture.Version))
            {
                if (capture.Version is not { } id || !known.TryGetValue(capture.Place, out var was)) continue;
                var diff = TextDiff.Between(before.Text(was), now.Text(id));
                if (!diff.Same) otherwise(new ReadOtherwise(document, capture, before.Version(was).Reader, diff));
            }
        }
    }

    /// <summary>Cuts torn tails off and indexes records that the database misses.</summary>
    private void Repair()
    {
        foreach (var path in WarcFiles())
        {
            var name = Path.GetFileName(path);
            var known = database.Number("SELECT length FROM file WHERE name = $1", name) ?? 0;
            var length = new FileInfo(path).Length;
            // Writing on would put other bytes where the database has proofs, and a restored copy would take them away again.
            if (length < known) throw new ArchiveException($"has a file that was cut: {WarcFolder}/{name} has {length} of {known} bytes; restore it from a copy, or run variorum rebuild to go on with what is left");
            if (length > known) Index(path, known, tell: true);
        }
    }

    private IEnumerable<string> WarcFiles() => Directory.EnumerateFiles(warcs, "*.warc.gz").Order(StringComparer.Ordinal);

    /// <summary>Enters what a WARC file of the archive holds from a place on, and sets aside what is no whole record at its end.</summary>
    private void Index(string path, long from, bool tell)
    {
        var name = Path.GetFileName(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        stream.Position = from;
        var (count, sound) = (0, from);
        var faults = new List<WarcFault>();
        using (var reader = new WarcReader(stream, name, faults.Add, leaveOpen: true))
        {
            foreach (var part in Parts(Records(reader), static record => record.Block.Length))
            {
                count += Enter(part);
                sound = part[^1].Place.Offset + part[^1].Place.Length;
            }
        }
        if (count > 0 && tell) repairs.Add($"{name} at {from}: {count} {(count == 1 ? "record" : "records")} that the database did not know of");
        // What lies behind the last whole record is told when it is set aside.
        repairs.AddRange(faults.Where(fault => fault.Offset < sound).Select(static fault => fault.ToString()));
        if (tell && sound < stream.Length) SetAside(stream, path, from, sound);
    }

    // Cut off so that more can be written behind; but bytes that nobody can read today are not ours to throw away.
    private void SetAside(FileStream stream, string path, long from, long sound)
    {
        var (name, length) = (Path.GetFileName(path), stream.Length - sound);
        // What was said to be kept is never cut, whatever its state: only what follows what the database knew.
        if (held is null || (from == 0 && database.Number("SELECT 1 FROM file WHERE name = $1 AND length > 0", name) is not null) || sound < from || !name.StartsWith(Prefix + "-", StringComparison.Ordinal))
        {
            repairs.Add($"{name} at {sound}: {length} bytes that are no record");
            return;
        }
        var aside = $"{path}.tail-{sound}";
        using (var tail = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            stream.Position = sound;
            stream.CopyTo(tail);
            tail.Flush(flushToDisk: true);
        }
        stream.SetLength(sound);
        stream.Flush(flushToDisk: true);
        repairs.Add($"{name} at {sound}: {length} bytes of a record that was never finished were cut off, and lie in {Path.GetFileName(aside)}");
    }

    private static IEnumerable<WarcRecord> Records(WarcReader reader)
    {
        while (reader.Read(out var record)) yield return record;
    }

    private int Enter(WarcRecord[] records)
    {
        var pages = new CapturedPage?[records.Length];
        Parallel.For(0, records.Length, i => pages[i] = CapturedPage.Of(records[i]));
        var (marks, count) = (new HashSet<long>(), 0);
        InTransaction(() =>
        {
            for (var i = 0; i < records.Length; i++)
            {
                if (!IsNew(MarkOf(records[i]), marks)) continue;
                Enter(pages[i], records[i].Place);
                count++;
            }
            SettleRevisits();
            SettlePictures();
            Settle(marks, records.Select(static record => record.Place));
            if (index.Words >= WordsAtOnce) WriteIndex();
        });
        return count;
    }
}

/// <summary>A capture that one reader reads otherwise than the one before it: no edit of the publisher's.</summary>
/// <param name="Before">The reader that read it before, <see cref="Version.Reader"/>.</param>
public sealed record ReadOtherwise(Document Document, Capture Capture, string Before, TextDiff Diff);
