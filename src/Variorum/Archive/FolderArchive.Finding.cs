using Microsoft.Data.Sqlite;

namespace Variorum;

// What the archive answers.
public sealed partial class FolderArchive
{
    private const string DocumentColumns = "SELECT id, url, state, since, version FROM document ";

    private const string VersionColumns =
        "SELECT id, document, number, first, last, capture, captures, reader, publisher, published, language, kind, text FROM version ";

    private const string CaptureColumns =
        """
        SELECT c.id, c.document, d.url, c.time, c.status, c.state, c.sha256, f.name, c.offset, c.length, c.remark,
               (SELECT v.id FROM version v WHERE v.document = c.document AND v.key = c.key AND v.first <= c.time ORDER BY v.first DESC LIMIT 1)
        FROM capture c JOIN document d ON d.id = c.document JOIN file f ON f.id = c.file 
        """;

    public Document? Find(string url)
    {
        url = Addresses.WithoutFragment(url);
        return database.Rows(DocumentOf, DocumentColumns + "WHERE mark = $1", Marks64.Of(url)).Find(document => document.Url == url);
    }

    public Document Document(long id) =>
        database.Row(DocumentOf, DocumentColumns + "WHERE id = $1", id) ?? throw new NotInArchiveException($"there is no document {id}");

    public IEnumerable<Document> Documents(string prefix = "") =>
        database.Rows(DocumentOf, DocumentColumns + "WHERE substr(url, 1, $1) = $2 ORDER BY url", prefix.Length, prefix);

    public IReadOnlyList<Version> Versions(long document) =>
        database.Rows(VersionOf, VersionColumns + "WHERE document = $1 ORDER BY first, number", document);

    public Version Version(long id) =>
        database.Row(VersionOf, VersionColumns + "WHERE id = $1", id) ?? throw new NotInArchiveException($"there is no version {id}");

    public IReadOnlyList<Version> VersionsAfter(long version, int most) =>
        database.Rows(VersionOf, VersionColumns + "WHERE id > $1 ORDER BY id LIMIT $2", version, most);

    public IReadOnlyList<long> Dropped() => database.Rows(static row => row.GetInt64(0), "SELECT version FROM dropped");

    public IReadOnlyList<Capture> Captures(long document) =>
        database.Rows(CaptureOf, CaptureColumns + "WHERE c.document = $1 ORDER BY c.time, c.id", document);

    public Capture Capture(long id) =>
        database.Row(CaptureOf, CaptureColumns + "WHERE c.id = $1", id) ?? throw new NotInArchiveException($"there is no capture {id}");

    public VersionText Text(long version) =>
        packing.Unpack(database.Row(static row => row.GetFieldValue<byte[]>(0), "SELECT text FROM version WHERE id = $1", version)
            ?? throw new NotInArchiveException($"there is no version {version}"));

    public Account? Account(long version) => AccountOf(Version(version).Capture);

    private Account? AccountOf(long capture)
    {
        try
        {
            return Page(capture) is { } page ? CapturedPage.Read(page) : null;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }

    public Page? Page(long capture)
    {
        var found = Capture(capture);
        var record = Record(found);
        var page = CapturedPage.PageOf(record);
        return page is null && found.Sha256.Length > 0 ? Repeated(found, record.Field("WARC-Refers-To-Target-URI")) : page;
    }

    // The body of a revisit lies with the capture that has its digest, of this address or of another one that it names.
    private Page? Repeated(Capture found, string? url)
    {
        var others = url is not null && Find(url) is { } named && named.Id != found.Document ? Captures(named.Id) : [];
        return Captures(found.Document).Concat(others).Where(other => other.Sha256 == found.Sha256 && other.Id != found.Id)
            .Select(other => CapturedPage.PageOf(Record(other))).FirstOrDefault(static other => other is not null) is { } same ? same with { Input = found.Url, Url = found.Url } : null;
    }

    public WarcRecord Record(Capture capture) => WarcReader.ReadAt(warcs, capture.Place);

    /// <summary>Every document's number and address, in any order: one pass, each as it is asked for.</summary>
    internal IEnumerable<(long Document, string Url)> Held()
    {
        using var pass = database.Over("SELECT id, url FROM document");
        while (pass.Read()) yield return (pass.Number(0), pass.Text(1));
    }

    /// <summary>A record's bytes as they are stored, a gzip member or a plain record; a record that shares its member with others is packed anew.</summary>
    /// <exception cref="IOException">Its file cannot be read.</exception>
    /// <exception cref="InvalidDataException">There is no record.</exception>
    internal ReadOnlyMemory<byte> Stored(Capture capture)
    {
        var record = Record(capture);
        if (record.Place is { Length: > 0 and <= WarcReader.UsualLargestBlock } place)
        {
            using var stream = WarcFile.Open(Path.Combine(warcs, place.File));
            stream.Position = place.Offset;
            var bytes = new byte[place.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        using var member = new MemoryStream();
        WarcWriter.Compress(record.Head(), record.Block.Span, member);
        return member.ToArray();
    }

    public IEnumerable<Incoming> Records(string prefix = "")
    {
        if (prefix.Length == 0) return Stored();
        var repeated = Stored().Where(stored => stored.Record.Type == "revisit" && Begins(stored.Record, prefix))
            .Select(static stored => stored.Record.Field("WARC-Refers-To-Target-URI")).OfType<string>().Select(Addresses.WithoutFragment)
            .Concat(PicturesOf(prefix))
            .Where(url => !url.StartsWith(prefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return Stored().Where(stored => Begins(stored.Record, prefix) || (stored.Record.TargetUri is { } url && repeated.Contains(Addresses.WithoutFragment(url))));

        static bool Begins(WarcRecord record, string prefix) => record.TargetUri is { } url && Addresses.WithoutFragment(url).StartsWith(prefix, StringComparison.Ordinal);
    }

    private IEnumerable<Incoming> Stored()
    {
        foreach (var path in WarcFiles())
        {
            // What lies behind is being written, and nobody was told that it is kept.
            var known = database.Number("SELECT length FROM file WHERE name = $1", Path.GetFileName(path)) ?? 0;
            using var warc = WarcImport.Open(path);
            foreach (var stored in warc.Captures().TakeWhile(stored => stored.Record.Place.Offset < known)) yield return stored;
        }
    }

    private static Document DocumentOf(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), (DocumentState)row.GetInt32(2), Time(row, 3), row.IsDBNull(4) ? null : row.GetInt64(4));

    private Version VersionOf(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), Time(row, 3), Time(row, 4), row.GetInt64(5), row.GetInt32(6), row.GetString(7))
        {
            Publisher = Maybe(row, 8),
            Published = Maybe(row, 9),
            Language = Maybe(row, 10),
            Kind = (AccountKind)row.GetInt32(11),
            Title = packing.Unpack(row.GetFieldValue<byte[]>(12)).Title is { Length: > 0 } title ? title : null,
        };

    private static Capture CaptureOf(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), Time(row, 3), row.GetInt32(4), (CaptureState)row.GetInt32(5),
            Convert.ToHexStringLower(row.GetFieldValue<byte[]>(6)), row.IsDBNull(11) ? null : row.GetInt64(11),
            new WarcPlace(row.GetString(7), row.GetInt64(8), row.GetInt64(9)))
        {
            Remark = Maybe(row, 10),
        };

    private static string? Maybe(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
