namespace Variorum;

// Captures that say that they are the same as another.
public sealed partial class FolderArchive
{
    // Of a page that was otherwise at each of its captures, more are not read to find the one whose digest a revisit names.
    private const int MostCompared = 100;

    private const string Missing = "says that it is the same as a capture that the archive does not have";

    private const string Originals =
        """
        SELECT c.key, c.sha256, c.id, c.document, c.time, c.shown, c.state, f.name, c.offset, c.length
        FROM capture c JOIN file f ON f.id = c.file WHERE c.document = $1 AND c.id <> $7 AND length(c.sha256) > 0 AND c.state IN ($2, $3, $4, $5) AND 
        """;

    // Revisits of revisits of other addresses, on and on: so many are followed.
    private const int MostSteps = 8;

    // Addresses of captures that came since revisits were settled last.
    private readonly HashSet<long> repeated = [];

    /// <summary>What a capture shows that another one repeats.</summary>
    private sealed record Original(long? Key, byte[] Sha256, long Capture, long Document, long Time, long? Shown, CaptureState State, WarcPlace Place);

    /// <summary>What a revisit shows: what the capture shows that it repeats.</summary>
    /// <param name="document">The revisit's.</param>
    private (VersionText? Text, long? Key, byte[] Sha256, long? Shown, CaptureState State) Revisited(long document, Original? original)
    {
        if (original is null) return (null, null, [], null, CaptureState.NoText);
        if (original.Key is not { } key || original.Document == document) return (null, original.Key, original.Sha256, original.Shown, original.State);
        // The text lies with another document: this one has its own version of it.
        return Capture(original.Capture).Version is { } version ? (Text(version), key, original.Sha256, original.Shown, original.State) : (null, null, original.Sha256, null, CaptureState.NoText);
    }

    /// <summary>
    /// The capture that a revisit repeats: the one at the address and time that it names; else the nearest with the digest that it
    /// names, of that address or its own; where it names none, the last before it.
    /// </summary>
    /// <param name="but">The revisit itself.</param>
    private Original? OriginalOf(long own, CapturedPage page, long but)
    {
        var same = page.Same!;
        long[] documents = Find(Addresses.WithoutFragment(same.Url)) is { } named && named.Id != own ? [named.Id, own] : [own];
        if (same.Time is { } told && Candidates(documents[0], "c.time = $6", Milliseconds(told), but) is { Count: > 0 } then
            && then.TrueForAll(other => other.Sha256.AsSpan().SequenceEqual(then[0].Sha256))) return then[^1];
        var time = Milliseconds(same.Time ?? page.Time);
        if (same.Digest is not { } digest) return Candidates(documents[0], "c.time <= $6 ORDER BY c.time DESC, c.id DESC LIMIT 1", time, but).FirstOrDefault();
        var (others, read) = (new HashSet<string>(), 0);
        foreach (var original in documents.SelectMany(document => Candidates(document, "1 ORDER BY abs(c.time - $6), c.id", time, but)))
        {
            var body = Convert.ToHexString(original.Sha256);
            if (others.Contains(body)) continue;
            if (read++ == MostCompared) break;
            var has = Has(original, digest);
            if (has == true) return original;
            if (has == false) others.Add(body);
        }
        return null;
    }

    // What it names by time, or by digest, cannot become another: all else a capture that comes can tell better.
    private void Wait(long capture, CapturedPage page, Original? original)
    {
        var same = page.Same!;
        if (original is not null && (same.Digest is not null || (same.Time is { } told && original.Time == Milliseconds(told))) && !Waits(original)) return;
        foreach (var url in (string[])[page.Url, Addresses.WithoutFragment(same.Url)]) database.Run("INSERT OR IGNORE INTO revisit (original, capture) VALUES ($1, $2)", Marks64.Of(url), capture);
    }

    private bool Waits(Original original) =>
        database.Number("SELECT 1 FROM revisit WHERE original = $1 AND capture = $2", Marks64.Of(Document(original.Document).Url), original.Capture) is not null;

    /// <summary>Tells histories anew of revisits that may repeat captures that came after them.</summary>
    private void SettleRevisits()
    {
        for (var step = 0; step < MostSteps && repeated.Count > 0; step++)
        {
            var waiting = repeated.SelectMany(mark => database.Rows(static row => row.GetInt64(0), "SELECT capture FROM revisit WHERE original = $1", mark)).ToHashSet();
            repeated.Clear();
            foreach (var revisit in waiting.Select(Capture).OrderBy(static revisit => revisit.Time).ThenBy(static revisit => revisit.Id)) Settle(revisit);
        }
        repeated.Clear();
    }

    private void Settle(Capture revisit)
    {
        if (RevisitOf(revisit) is not { } page) return;
        var original = OriginalOf(revisit.Document, page, revisit.Id);
        var (text, key, sha256, shown, shows) = Revisited(revisit.Document, original);
        var state = shows == CaptureState.Text && key is null ? CaptureState.NoText : shows;
        database.Run("DELETE FROM revisit WHERE capture = $1", revisit.Id);
        Wait(revisit.Id, page, original);
        if (database.Number("SELECT 1 FROM capture WHERE id = $1 AND key IS $2 AND state = $3 AND sha256 = $4 AND shown IS $5", revisit.Id, key, (int)state, sha256, shown) is not null) return;
        database.Run("UPDATE capture SET key = $2, state = $3, sha256 = $4, shown = $5, remark = $6 WHERE id = $1",
            revisit.Id, key, (int)state, sha256, shown, page.Remark ?? (state == CaptureState.NoText && sha256.Length == 0 ? Missing : null));
        Retell(EntryOf(revisit.Url, revisit.Time), null, text, reread: true);
        repeated.Add(Marks64.Of(revisit.Url));
    }

    private CapturedPage? RevisitOf(Capture revisit)
    {
        try
        {
            return CapturedPage.Of(Record(revisit)) is { Same: not null } page ? page : null;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private List<Original> Candidates(long document, string which, long time, long but) => database.Rows(
        static row => new Original(row.IsDBNull(0) ? null : row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt64(5),
            (CaptureState)row.GetInt32(6), new WarcPlace(row.GetString(7), row.GetInt64(8), row.GetInt64(9))),
        Originals + which, document, (int)CaptureState.Text, (int)CaptureState.SaysMissing, (int)CaptureState.NoText, (int)CaptureState.Other, time, but);

    // Null for a revisit of another digest, or of none: it may repeat a body that has this one.
    private bool? Has(Original original, string digest)
    {
        try
        {
            var record = WarcReader.ReadAt(warcs, original.Place);
            if (record.Type == "revisit") return digest.Equals(record.PayloadDigest, StringComparison.OrdinalIgnoreCase) ? true : null;
            return WarcDigest.Matches(digest, record.Payload.Span) == true || WarcDigest.Matches(digest, HttpMessage.Parse(record.Block).Unchunked().Bytes.Span) == true;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
