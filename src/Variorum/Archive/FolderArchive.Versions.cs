namespace Variorum;

// How captures become versions.
public sealed partial class FolderArchive
{
    /// <summary>What the database knows of a document before a capture is entered.</summary>
    private sealed record Entry(long Document, string Url, DocumentState State, long Since, long Last, long? Version, long? Key, int Number, long? Shown);

    private long? LastWithText(long document, long but) =>
        database.Number("SELECT id FROM capture WHERE document = $1 AND key IS NOT NULL AND id <> $2 ORDER BY time DESC, id DESC LIMIT 1", document, but);

    private Entry EntryOf(string url, DateTimeOffset time)
    {
        var mark = Marks64.Of(url);
        var found = database.Rows(row => (Url: row.GetString(1), Entry: new Entry(row.GetInt64(0), url, (DocumentState)row.GetInt32(2), row.GetInt64(3), row.GetInt64(4),
                row.IsDBNull(5) ? null : row.GetInt64(5), row.IsDBNull(6) ? null : row.GetInt64(6), row.IsDBNull(7) ? 0 : row.GetInt32(7), row.IsDBNull(8) ? null : row.GetInt64(8))),
            """
            SELECT d.id, d.url, d.state, d.since, d.last, d.version, v.key, v.number, v.shown
            FROM document d LEFT JOIN version v ON v.id = d.version WHERE d.mark = $1
            """, mark).Find(row => row.Url == url).Entry;
        if (found is not null) return found;
        var id = database.Insert("INSERT INTO document (mark, url, state, since, last) VALUES ($1, $2, $3, $4, $5)",
            mark, url, (int)DocumentState.Unread, Milliseconds(time), long.MinValue);
        return new Entry(id, url, DocumentState.Unread, Milliseconds(time), long.MinValue, null, null, 0, null);
    }

    /// <summary>Sets a capture into its document's history.</summary>
    /// <returns>Whether a version began.</returns>
    private bool Sight(Entry entry, Sighting sighting, Account? account, VersionText? text, long? shown)
    {
        var time = Milliseconds(sighting.Time);
        var begins = sighting.Text is { } key && key != entry.Key;
        // A text that differs from what an older release has read may differ by the reading alone.
        var reread = (begins || time < entry.Last) && ReadAgain(entry, sighting);
        if (reread || time < entry.Last) return Retell(entry, account, text, reread);
        var (state, since) = History.Next((entry.State, DateTimeOffset.FromUnixTimeMilliseconds(entry.Since)), sighting);
        var version = entry.Version;
        var last = sighting.Text is not null && (shown ?? entry.Shown) is not null ? LastWithText(entry.Document, sighting.Capture) : null;
        begins |= last is { } shows && ShowsOther(shows, sighting.Capture);
        if (begins)
        {
            version = Begin(entry, entry.Number + 1, sighting, account, text, text is null ? Like(entry.Document, sighting.Text) : null);
            if (entry.Version is { } before) Lose(before, version.Value, last, sighting.Capture);
        }
        else if (sighting.Text is not null) database.Run("UPDATE version SET last = $2, captures = captures + 1 WHERE id = $1", version, time);
        if (sighting.Text is not null && (begins ? shown is not null : shown != entry.Shown)) database.Run("UPDATE version SET shown = $2 WHERE id = $1", version, shown);
        Settle(entry, version, state, since, time);
        return begins;
    }

    /// <summary>
    /// Reads a document's versions again that an older reader has read: what the reader now reads otherwise is no edit of the
    /// publisher's, and starts no version.
    /// </summary>
    /// <returns>Whether a text is another one now: then the history has to be told anew.</returns>
    private bool ReadAgain(Entry entry, Sighting sighting)
    {
        var changed = false;
        foreach (var old in database.Rows(VersionOf, VersionColumns + "WHERE document = $1 AND reader <> $2", entry.Document, Reader.Version))
        {
            if (AccountOf(old.Capture) is not { } account) continue;
            var text = VersionTexts.Of(account);
            var (was, key) = (KeyOf(old.Id), VersionTexts.Key(text));
            database.Run("UPDATE version SET reader = $2 WHERE id = $1", old.Id, Reader.Version);
            if (key == was) continue;
            changed = true;
            database.Run("UPDATE capture SET key = $3 WHERE document = $1 AND key = $2 AND (time BETWEEN $4 AND $5 OR id = $6)",
                entry.Document, was, key, Milliseconds(old.First), Milliseconds(old.Last), sighting.Text == was ? sighting.Capture : null);
            // Under a number of its own, because the search finds the old one by what the older reader has read.
            Begin(entry, old.Number, new Sighting(old.Capture, old.First, CaptureState.Text, key), account, text);
            Drop(old.Id);
        }
        return changed;
    }

    private long KeyOf(long version) => database.Number("SELECT key FROM version WHERE id = $1", version)!.Value;

    private void Drop(long version)
    {
        database.Run("DELETE FROM loss WHERE version = $1", version);
        database.Run("DELETE FROM version WHERE id = $1", version);
        database.Run("INSERT INTO dropped (version) VALUES ($1)", version);
    }

    // A capture that only says that it is the same as one before has no text of its own.
    private Version? Like(long document, long? key) => database.Row(VersionOf, VersionColumns + "WHERE document = $1 AND key = $2 LIMIT 1", document, key);

    /// <summary>The history is told anew from all captures: one came that is older than the last, or texts are read otherwise now.</summary>
    /// <returns>Whether a version began.</returns>
    private bool Retell(Entry entry, Account? account, VersionText? text, bool reread)
    {
        var sightings = database.Rows(static row => new Sighting(row.GetInt64(0), Time(row, 1), (CaptureState)row.GetInt32(2), row.IsDBNull(3) ? null : row.GetInt64(3)),
            "SELECT id, time, state, key FROM capture WHERE document = $1 ORDER BY time, id", entry.Document);
        var shown = database.Rows(static row => (Capture: row.GetInt64(0), Shown: row.GetInt64(1)), "SELECT id, shown FROM capture WHERE document = $1 AND shown IS NOT NULL", entry.Document)
            .ToDictionary(static row => row.Capture, static row => row.Shown);
        var versions = Versions(entry.Document).Select(version => (version.Id, version.Capture, Key: KeyOf(version.Id))).ToList();
        var (last, kept, began, redated) = ((long?)null, new HashSet<long>(), false, false);
        Run? earlier = null;
        foreach (var run in History.Runs(sightings, shown.Count == 0 ? null : (before, now) => ShowsOther(before.Capture, now.Capture)))
        {
            var before = last;
            if (before is not null) Supersede(before.Value, true);
            // A version stays the same one as long as a capture of it is in the run.
            last = versions.Where(version => version.Key == run.Text && run.Captures.Any(seen => seen.Capture == version.Capture)).Select(static version => (long?)version.Id).FirstOrDefault();
            // Under a number of its own, because the search finds the old one by the day on which it was seen first until now.
            if (last is { } found && Version(found) is var dated && DateOf(dated) != DateOf(dated with { First = run.Captures[0].Time }))
            {
                last = Begin(entry, kept.Count + 1, run.Captures[0], null, null, dated);
                redated = true;
            }
            if (last is null)
            {
                var like = versions.Where(version => version.Key == run.Text).Select(version => Version(version.Id)).FirstOrDefault();
                last = Begin(entry, kept.Count + 1, run.Captures[0], account, text, like);
                began = true;
            }
            kept.Add(last.Value);
            if (before is null) database.Run("DELETE FROM loss WHERE version = $1", last);
            else if (began || redated || reread) Lose(before.Value, last.Value, shown.Count == 0 ? null : earlier!.Captures[^1].Capture, run.Captures[0].Capture);
            database.Run("UPDATE version SET number = $2, capture = $3, first = $4, last = $5, captures = $6, shown = $7 WHERE id = $1",
                last, kept.Count, run.Captures[0].Capture, Milliseconds(run.Captures[0].Time), Milliseconds(run.Captures[^1].Time), run.Captures.Count,
                shown.TryGetValue(run.Captures[^1].Capture, out var pictures) ? pictures : null);
            earlier = run;
        }
        // What an older reader took for two texts can be one.
        foreach (var version in versions.Where(version => !kept.Contains(version.Id))) Drop(version.Id);
        var (state, since) = History.State(sightings);
        Settle(entry, last, state, since, Math.Max(entry.Last, Milliseconds(sightings[^1].Time)));
        return began;
    }

    private long Begin(Entry entry, int number, Sighting sighting, Account? account, VersionText? text, Version? like = null)
    {
        var time = Milliseconds(sighting.Time);
        if (like is not null) text = Text(like.Id);
        var version = new Version(0, entry.Document, number, sighting.Time, sighting.Time, sighting.Capture, 1, like?.Reader ?? Reader.Version)
        {
            Title = text!.Title,
            Publisher = like?.Publisher ?? account?.Publisher,
            Published = like?.Published ?? account?.Published,
            Language = like?.Language ?? account?.Language,
            Kind = like?.Kind ?? account?.Kind ?? AccountKind.Report,
        };
        var id = database.Insert(
            """
            INSERT INTO version (document, number, key, capture, first, last, captures, reader, publisher, published, language, kind, text)
            VALUES ($1, $2, $3, $4, $5, $5, 1, $6, $7, $8, $9, $10, $11)
            """,
            entry.Document, number, sighting.Text, sighting.Capture, time, version.Reader, version.Publisher, version.Published, version.Language, (int)version.Kind, packing.Pack(text));
        Index(version with { Id = id }, entry.Url, text, Voices(like is null ? account : AccountOf(like.Capture)));
        return id;
    }

    /// <param name="last">The last capture of the version before; null where neither shows pictures.</param>
    /// <param name="first">The first capture of the version after.</param>
    private void Lose(long before, long after, long? last, long first)
    {
        database.Run("DELETE FROM loss WHERE version = $1", after);
        foreach (var loss in Losses.Between(Text(before), Text(after)).Concat(last is { } shows ? Losses.Between(PictureDiff.Between(this, Pictures(shows), Pictures(first))) : []))
            database.Run("INSERT OR IGNORE INTO loss (version, kind, text, weight) VALUES ($1, $2, $3, $4)", after, (int)loss.Kind, loss.Text, loss.Weight);
    }

    private void Settle(Entry entry, long? version, DocumentState state, DateTimeOffset since, long last)
    {
        database.Run("UPDATE document SET state = $2, since = $3, last = $4, version = $5 WHERE id = $1",
            entry.Document, (int)state, Milliseconds(since), last, version);
        if (entry.Version is { } before && before != version) Supersede(before, true);
        if (version is { } now && (version != entry.Version || state != entry.State)) Supersede(now, state == DocumentState.Withdrawn);
    }

    private const int SupersededChunk = 1 << 16;

    private void Supersede(long version, bool superseded)
    {
        var (chunk, bit) = (version / SupersededChunk, (int)(version % SupersededChunk));
        var bits = database.Row(static row => row.GetFieldValue<byte[]>(0), "SELECT bits FROM superseded WHERE chunk = $1", chunk);
        if (bits is null && !superseded) return;
        bits ??= new byte[SupersededChunk / 8];
        var set = (bits[bit / 8] & (1 << (bit % 8))) != 0;
        if (set == superseded) return;
        bits[bit / 8] ^= (byte)(1 << (bit % 8));
        database.Run("INSERT INTO superseded (chunk, bits) VALUES ($1, $2) ON CONFLICT (chunk) DO UPDATE SET bits = excluded.bits", chunk, bits);
    }
}
