namespace Variorum;

// What the archive takes in.
public sealed partial class FolderArchive
{
    // Records of one capture are written, then flushed to the device, then told to the database, many captures at once.
    private const int AtOnce = 256;

    // And not more bytes than these, so that memory does not grow with what a page weighs.
    private const long BytesAtOnce = 32L << 20;

    private bool failed;

    public IReadOnlyList<Added> Add(IReadOnlyList<Incoming> captures, CancellationToken cancel = default)
    {
        var added = new List<Added>(captures.Count);
        foreach (var part in Parts(captures, static incoming => incoming.Record.Block.Length))
        {
            cancel.ThrowIfCancellationRequested();
            var marks = MarksOf(part);
            added.AddRange(Take(part, marks, ReadPages(part, Unknown(marks)), index: true));
        }
        return added;
    }

    /// <summary>Takes any number of captures, one after the other, as <see cref="Add"/> does; pages are read on all cores meanwhile.</summary>
    /// <param name="captures">Asked for as they are needed, so that memory does not grow with their number.</param>
    /// <param name="taken">Told of each, in order, after it is safe on the device.</param>
    /// <param name="cancel">What was told as taken until then stays.</param>
    /// <exception cref="IOException">As <see cref="Add"/>.</exception>
    public void Import(IEnumerable<Incoming> captures, Action<Incoming, Added>? taken = null, CancellationToken cancel = default)
    {
        var (part, marks) = (Array.Empty<Incoming>(), Array.Empty<long>());
        var reading = Task.FromResult(Array.Empty<CapturedPage?>());
        foreach (var next in Parts(captures, static incoming => incoming.Record.Block.Length).Append([]))
        {
            cancel.ThrowIfCancellationRequested();
            var pages = reading.GetAwaiter().GetResult();
            // An import that is taken up again comes past all that it took before: that need not be read.
            var ahead = MarksOf(next);
            var unknown = Unknown(ahead);
            reading = Task.Run(() => ReadPages(next, unknown), cancel);
            if (part.Length > 0) Tell(part, Take(part, marks, pages, index: next.Length == 0));
            (part, marks) = (next, ahead);
        }

        void Tell(Incoming[] those, List<Added> added)
        {
            for (var i = 0; i < those.Length; i++) taken?.Invoke(those[i], added[i]);
        }
    }

    // A mark is a digest of all of a record: made once, on all cores.
    private static long[] MarksOf(Incoming[] captures)
    {
        var marks = new long[captures.Length];
        Parallel.For(0, captures.Length, i => marks[i] = MarkOf(captures[i].Record));
        return marks;
    }

    private bool[] Unknown(long[] marks) => Array.ConvertAll(marks, mark => !Holds(mark));

    private static CapturedPage?[] ReadPages(Incoming[] captures, bool[] unknown)
    {
        var pages = new CapturedPage?[captures.Length];
        Parallel.For(0, captures.Length, i => pages[i] = unknown[i] ? CapturedPage.Of(captures[i].Record) : null);
        return pages;
    }

    private List<Added> Take(Incoming[] captures, long[] named, CapturedPage?[] pages, bool index)
    {
        if (writer is null) throw new ArchiveException("was opened to read only: open it for writing");
        // Records may lie in the files that the database does not know: the next start finds them.
        if (failed) throw new ArchiveException("could not write before: close it and open it again, which mends it");
        failed = true;
        var (marks, places) = (new HashSet<long>(), new List<WarcPlace>(captures.Length));
        var taken = new WarcPlace?[captures.Length];
        for (var i = 0; i < captures.Length; i++)
        {
            foreach (var beside in captures[i].Beside.Where(beside => IsNew(MarkOf(beside), marks))) places.Add(writer.Write(beside));
            if (!IsNew(named[i], marks)) continue;
            places.Add(captures[i].Member.IsEmpty ? writer.Write(captures[i].Record) : writer.Copy(captures[i].Member));
            taken[i] = places[^1];
        }
        // Flushed first: a crash here leaves records to index, never a row without proof.
        writer.Flush();
        for (var i = 0; i < captures.Length; i++)
            if (taken[i] is not null && pages[i] is { } page) Foresee(page, captures[i].Record);
        var added = new List<Added>(captures.Length);
        InTransaction(() =>
        {
            for (var i = 0; i < captures.Length; i++) added.Add(taken[i] is { } place ? Enter(pages[i], place) : new Added(CapturedPage.Is(captures[i].Record) ? AddedAs.Known : AddedAs.Record, null, null, null));
            SettleRevisits();
            SettlePictures();
            Settle(marks, places);
            if (index || this.index.Words >= WordsAtOnce) WriteIndex();
        });
        failed = false;
        return added;
    }

    private void InTransaction(Action work)
    {
        using var transaction = database.Begin();
        work();
        transaction.Commit();
    }

    private static IEnumerable<T[]> Parts<T>(IEnumerable<T> all, Func<T, long> size)
    {
        var (part, bytes) = (new List<T>(AtOnce), 0L);
        foreach (var one in all)
        {
            part.Add(one);
            bytes += size(one);
            if (part.Count < AtOnce && bytes < BytesAtOnce) continue;
            yield return [.. part];
            part.Clear();
            bytes = 0;
        }
        if (part.Count > 0) yield return [.. part];
    }

    // Which records are taken, and how far each file is indexed.
    private void Settle(HashSet<long> marks, IEnumerable<WarcPlace> places)
    {
        foreach (var mark in marks) database.Run("INSERT OR IGNORE INTO record (mark) VALUES ($1)", mark);
        foreach (var file in places.GroupBy(static place => place.File))
            database.Run("UPDATE file SET length = $2 WHERE id = $1", FileId(file.Key), file.Max(static place => place.Offset + place.Length));
        packing.Learn();
    }

    private bool IsNew(long mark, HashSet<long> marks) => !Holds(mark) && marks.Add(mark);

    private bool Holds(long mark) => database.Number("SELECT mark FROM record WHERE mark = $1", mark) is not null;

    // Broken writers leave the name out, or give one name to all, and a name and a digest can be claimed: what a record is counts. But
    // a row of a table or a saved page that is named by what it says is the same whenever it is taken.
    private static long MarkOf(WarcRecord record)
    {
        var time = record.Id is { Length: > 0 } && record.Type is not ("response" or "revisit") ? 0 : record.Date.UtcTicks;
        return Marks64.Of($"{record.Id} {record.Type} {record.TargetUri} {time} {record.PayloadDigest} {WarcDigest.Of(record.Block.Span)}");
    }

    private Added Enter(CapturedPage? page, WarcPlace place)
    {
        var file = FileId(place.File);
        if (page is null) return new Added(AddedAs.Record, null, null, null);
        var entry = EntryOf(page.Url, page.Time);
        var original = page.Same is null ? null : OriginalOf(entry.Document, page, but: 0);
        var (text, key, sha256, shown, shows) = page.Same is not null
            ? Revisited(entry.Document, original)
            : (page.Account is { } account ? VersionTexts.Of(account) : null, null, page.Sha256, page.State == CaptureState.Text ? Show(entry.Document, page.Account) : null, page.State);
        key ??= text is null ? null : VersionTexts.Key(text);
        var state = shows == CaptureState.Text && key is null ? CaptureState.NoText : shows;
        var remark = page.Remark ?? (state == CaptureState.NoText && page.Same is not null && sha256.Length == 0 ? Missing : null);
        var capture = database.Insert(
            "INSERT INTO capture (document, time, status, state, key, sha256, file, offset, length, remark, shown) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            entry.Document, Milliseconds(page.Time), page.Status, (int)state, key, sha256, file, place.Offset, place.Length, remark, shown);
        if (page.Same is not null) Wait(capture, page, original);
        if (sha256.Length > 0) repeated.Add(Marks64.Of(entry.Url));
        var began = Sight(entry, new Sighting(capture, page.Time, state, key), page.Account, text, shown);
        if (state is CaptureState.Other or CaptureState.Moved) Arrived(entry, capture, page.Time, sha256);
        var outcome = began ? AddedAs.NewVersion : state == CaptureState.Text ? AddedAs.SameText : state.Gone() ? AddedAs.Gone : AddedAs.NoText;
        return new Added(outcome, capture, entry.Document, remark);
    }
}
