namespace Variorum;

// Captures that say that they are the same as another.
public sealed partial class FolderArchive
{
    // Of a page that was otherwise at each of its captures, more are not read to find the one whose digest a revisit names.
    private const int MostCompared = 100;

    private const string Originals =
        """
        SELECT c.key, c.sha256, c.id, c.document, c.time, c.shown, c.state, f.name, c.offset, c.length
        FROM capture c JOIN file f ON f.id = c.file WHERE c.document = $1 AND length(c.sha256) > 0 AND c.state IN ($2, $3, $4, $5) AND 
        """;

    /// <summary>What a capture shows that another one repeats.</summary>
    private sealed record Original(long? Key, byte[] Sha256, long Capture, long Document, long Time, long? Shown, CaptureState State, WarcPlace Place);

    /// <summary>What a revisit shows: what the capture shows that it repeats.</summary>
    /// <param name="document">The revisit's.</param>
    private (VersionText? Text, long? Key, byte[] Sha256, long? Shown, CaptureState State) Revisited(long document, CapturedPage page, Revisited same)
    {
        if (OriginalOf(document, page, same) is not { } original) return (null, null, [], null, page.State);
        if (original.Key is not { } key || original.Document == document) return (null, original.Key, original.Sha256, original.Shown, original.State);
        // The text lies with another document: this one has its own version of it.
        return Capture(original.Capture).Version is { } version ? (Text(version), key, original.Sha256, original.Shown, original.State) : (null, null, original.Sha256, null, CaptureState.NoText);
    }

    /// <summary>
    /// The capture that a revisit repeats: the one at the address and time that it names; else the nearest with the digest that it
    /// names, of that address or its own; where it names none, the last before it.
    /// </summary>
    private Original? OriginalOf(long own, CapturedPage page, Revisited same)
    {
        long[] documents = Find(Addresses.WithoutFragment(same.Url)) is { } named && named.Id != own ? [named.Id, own] : [own];
        if (same.Time is { } told && Candidates(documents[0], "c.time = $6", Milliseconds(told)) is { Count: > 0 } then
            && then.TrueForAll(other => other.Sha256.AsSpan().SequenceEqual(then[0].Sha256))) return then[^1];
        var time = Milliseconds(same.Time ?? page.Time);
        if (same.Digest is not { } digest) return Candidates(documents[0], "c.time <= $6 ORDER BY c.time DESC, c.id DESC LIMIT 1", time).FirstOrDefault();
        return documents.SelectMany(document => Candidates(document, "1 ORDER BY abs(c.time - $6), c.id", time))
            .DistinctBy(static original => Convert.ToHexString(original.Sha256)).Take(MostCompared).FirstOrDefault(original => Has(original, digest));
    }

    private List<Original> Candidates(long document, string which, long time) => database.Rows(
        static row => new Original(row.IsDBNull(0) ? null : row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt64(5),
            (CaptureState)row.GetInt32(6), new WarcPlace(row.GetString(7), row.GetInt64(8), row.GetInt64(9))),
        Originals + which, document, (int)CaptureState.Text, (int)CaptureState.SaysMissing, (int)CaptureState.NoText, (int)CaptureState.Other, time);

    private bool Has(Original original, string digest)
    {
        try
        {
            var record = WarcReader.ReadAt(warcs, original.Place);
            // One that was found by the digest that it names has no payload of its own.
            return record.Type == "revisit" ? digest.Equals(record.PayloadDigest, StringComparison.OrdinalIgnoreCase)
                : WarcDigest.Matches(digest, record.Payload.Span) == true || WarcDigest.Matches(digest, HttpMessage.Parse(record.Block).Unchunked().Bytes.Span) == true;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return false;
        }
    }
}
