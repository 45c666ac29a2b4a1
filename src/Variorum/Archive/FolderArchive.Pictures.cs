using System.Buffers.Binary;

namespace Variorum;

// The pictures that pages show, and what that makes of the pages' histories.
public sealed partial class FolderArchive
{
    // The pictures of a page are fetched right after it, and before it is visited again.
    private static readonly TimeSpan Beside = TimeSpan.FromMinutes(15);

    private const int MostRedirects = 3;

    // Larger ones are kept, and are not compared.
    private const int LargestPicture = 32 << 20;

    // Pages whose pictures came, or came anew, since their histories were told last.
    private readonly HashSet<long> awaited = [];
    private readonly Dictionary<long, PictureLook?> looked = [];

    public IReadOnlyList<ShownPicture> Pictures(long capture)
    {
        var shown = database.Row(static row => row.GetFieldValue<byte[]>(0), "SELECT s.pictures FROM capture c JOIN shown s ON s.id = c.shown WHERE c.id = $1", capture);
        if (shown is null) return [];
        var until = Until(capture);
        return [.. ShownPictures.Unpack(shown).Select(picture => new ShownPicture(picture, Shot(picture.Url, until, 0)))];
    }

    public Capture? Picture(string url, long capture) => Shot(url, Until(capture), 0);

    // How late a picture can be captured and still be the one that a capture of a page showed.
    private long Until(long capture) => database.Number(
        """
        SELECT min(c.time + $2, ifnull((SELECT min(n.time) - 1 FROM capture n WHERE n.document = c.document AND n.time > c.time), c.time + $2))
        FROM capture c WHERE c.id = $1
        """, capture, (long)Beside.TotalMilliseconds) ?? throw new NotInArchiveException($"there is no capture {capture}");

    public bool IsPicture(string url)
    {
        url = Addresses.WithoutFragment(url);
        return database.Number("SELECT 1 FROM showing WHERE picture = $1 LIMIT 1", Marks64.Of(url)) is not null
            && Find(url) is { } document && database.Number("SELECT 1 FROM version WHERE document = $1 LIMIT 1", document.Id) is null;
    }

    public PictureLook? Look(Capture picture)
    {
        if (picture.Sha256.Length == 0) return null;
        var mark = MarkOf(Convert.FromHexString(picture.Sha256));
        if (looked.TryGetValue(mark, out var look)) return look;
        if (looked.Count > 500) looked.Clear();
        if (database.Row(static row => new Packed(row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0)), "SELECT look FROM look WHERE picture = $1", mark) is { } known)
            return looked[mark] = known.Look is { } packed ? PictureLook.Unpack(packed) : null;
        return BodyOf(picture) is { } body ? See(mark, body) : null;
    }

    // One that could not be looked at is looked at again, when it is asked for after these captures.
    private PictureLook? See(long mark, ReadOnlyMemory<byte> body)
    {
        PictureLook? look;
        try
        {
            look = body.Length <= LargestPicture ? looks(body) : null;
        }
        catch (UnseenPictureException)
        {
            return looked[mark] = null;
        }
        if (database.Writes) database.Run("INSERT OR REPLACE INTO look (picture, look) VALUES ($1, $2)", mark, look?.Pack());
        return looked[mark] = look;
    }

    /// <summary>Looks at a picture that comes in another's place, and at what it will be held against: before the transaction, which must not wait for decoders.</summary>
    private void Foresee(CapturedPage page, WarcRecord record)
    {
        if (page is not { State: CaptureState.Other, Sha256.Length: > 0, Same: null }) return;
        foreach (var document in database.Rows(static row => row.GetInt64(0), "SELECT document FROM showing WHERE picture = $1 LIMIT 20", Marks64.Of(page.Url)))
        {
            var last = database.Rows(static row => row.GetInt64(0), "SELECT id FROM capture WHERE document = $1 AND key IS NOT NULL ORDER BY time DESC, id DESC LIMIT 2", document);
            var shots = last.SelectMany(Pictures).Select(static shown => shown.Capture).OfType<Capture>().DistinctBy(static shot => shot.Sha256).ToList();
            if (last.Count < 2 || shots.Exists(shot => MarkOf(Convert.FromHexString(shot.Sha256)) == MarkOf(page.Sha256))) continue;
            foreach (var shot in shots) Look(shot);
            if (!looked.ContainsKey(MarkOf(page.Sha256)) && CapturedPage.PageOf(record) is { } picture) See(MarkOf(page.Sha256), picture.Bytes);
        }
    }

    private sealed record Packed(byte[]? Look);

    private ReadOnlyMemory<byte>? BodyOf(Capture picture)
    {
        try
        {
            return Page(picture.Id)?.Bytes;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>The capture of a picture for a page's: the last one until a time shortly after that, else the first one since.</summary>
    private Capture? Shot(string url, long until, int redirects)
    {
        if (redirects > MostRedirects || Find(url) is not { } document) return null;
        const string of = CaptureColumns + "WHERE c.document = $1 AND c.state IN ($3, $4) AND ";
        var (other, moved) = ((int)CaptureState.Other, (int)CaptureState.Moved);
        var shot = database.Row(CaptureOf, of + "c.time <= $2 ORDER BY c.time DESC, c.id DESC LIMIT 1", document.Id, until, other, moved)
            ?? database.Row(CaptureOf, of + "c.time > $2 ORDER BY c.time, c.id LIMIT 1", document.Id, until, other, moved);
        if (shot is not { State: CaptureState.Moved }) return shot is { Sha256.Length: > 0 } ? shot : null;
        try
        {
            var target = HttpMessage.Parse(Record(shot).Block).Field("Location");
            return target is not null && Uri.TryCreate(url, UriKind.Absolute, out var from) && Uri.TryCreate(from, target, out var to) ? Shot(Addresses.WithoutFragment(to.AbsoluteUri), until, redirects + 1) : null;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>Enters which pictures a page shows.</summary>
    /// <returns>Their number; null where it shows none.</returns>
    private long? Show(long document, Account? account)
    {
        if (account is not { Pictures: { Count: > 0 } pictures }) return null;
        var written = ShownPictures.Written(pictures);
        var mark = Marks64.Of(written);
        foreach (var picture in pictures) database.Run("INSERT OR IGNORE INTO showing (picture, document) VALUES ($1, $2)", Marks64.Of(Addresses.WithoutFragment(picture.Url)), document);
        return database.Number("SELECT id FROM shown WHERE mark = $1", mark) ?? database.Insert("INSERT INTO shown (mark, pictures) VALUES ($1, $2)", mark, ShownPictures.Pack(written));
    }

    /// <summary>Notes the pages of a picture that was captured, unless it is the one that was known.</summary>
    private void Arrived(Entry entry, long capture, DateTimeOffset time, byte[] sha256)
    {
        var pages = database.Rows(static row => row.GetInt64(0), "SELECT document FROM showing WHERE picture = $1", Marks64.Of(entry.Url));
        if (pages.Count == 0) return;
        var before = database.Row(static row => row.GetFieldValue<byte[]>(0),
            "SELECT sha256 FROM capture WHERE document = $1 AND time <= $2 AND id <> $3 ORDER BY time DESC, id DESC LIMIT 1", entry.Document, Milliseconds(time), capture);
        if (before is { Length: > 0 } && before.AsSpan().SequenceEqual(sha256) && Milliseconds(time) >= entry.Last) return;
        awaited.UnionWith(pages);
    }

    /// <summary>Tells the histories anew of pages whose pictures came: those that were captured once cannot have changed.</summary>
    private void SettlePictures()
    {
        foreach (var document in awaited.Order())
        {
            if (database.Number("SELECT count(*) FROM (SELECT 1 FROM capture WHERE document = $1 AND key IS NOT NULL LIMIT 2)", document) < 2) continue;
            var url = Document(document).Url;
            Retell(EntryOf(url, default), null, null, reread: true);
        }
        awaited.Clear();
        looked.Clear();
    }

    private bool ShowsOther(long before, long now) => PictureDiff.Between(this, Pictures(before), Pictures(now)).Count > 0;

    private List<string> PicturesOf(string prefix) => database.Rows(static row => row.GetString(0),
        "SELECT p.url FROM showing s JOIN document d ON d.id = s.document JOIN document p ON p.mark = s.picture WHERE substr(d.url, 1, $1) = $2", prefix.Length, prefix);

    private static long MarkOf(byte[] sha256) => BinaryPrimitives.ReadInt64LittleEndian(sha256);
}
