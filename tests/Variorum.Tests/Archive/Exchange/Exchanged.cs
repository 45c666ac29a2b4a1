using System.Text;

namespace Variorum;

/// <summary>Archives in a folder of their own, gone after the test.</summary>
public sealed class Exchanged : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("variorum-").FullName;
    private int archives;

    public string Path(string name) => System.IO.Path.Combine(folder, name);

    public FolderArchive New() => FolderArchive.Write(Path($"archive-{archives++}"));

    /// <summary>
    /// Two sites: a page that is changed, seen again, and taken down; a page that stays; and one of the second site that was the same as the first's.
    /// </summary>
    public FolderArchive Filled()
    {
        var archive = New();
        const string Treaty = "https://press.norland.example/treaty", Quay = "https://press.norland.example/quay", Copy = "https://news.sudmark.example/treaty";
        archive.Add(
        [
            Response(Treaty, 0, 200, "The treaty was signed in Halden on Monday by Ingrid Solvang and Tomas Arden, and will be in force for ten years."),
            Response(Quay, 1, 200, "The council of Halden met on Tuesday and decided to repair the northern quay before the winter."),
            Revisit(Copy, 2, Treaty, 0),
            Revisit(Treaty, 24, Treaty, 0),
            Response(Treaty, 48, 200, "The treaty was signed in Halden on Monday by Ingrid Solvang, and will be in force for ten years."),
            Response(Treaty, 72, 404, "Not found."),
            Response(Treaty, 96, 404, "Not found."),
        ]);
        return archive;
    }

    /// <summary>All that an archive says of its documents.</summary>
    public static List<string> Told(IArchive archive) =>
    [
        .. archive.Documents().Select(static document => $"{document.Url} {document.State} {document.Since:O}"),
        .. archive.Documents().SelectMany(document => archive.Versions(document.Id).Select(version =>
            $"{document.Url} {version.Number} {version.First:O} {version.Last:O} {version.Captures} {version.Title} {version.Publisher} {version.Published} {archive.Text(version.Id).Text}")),
        .. archive.Documents().SelectMany(document => archive.Captures(document.Id).Select(static capture => $"{capture.Url} {capture.Time:O} {capture.Status} {capture.State} {capture.Sha256}")),
    ];

    /// <summary>Takes all of an import.</summary>
    public static (List<Added> Added, List<string> Faults) Take(FolderArchive archive, IImport import)
    {
        using (import)
        {
            var added = new List<Added>();
            archive.Import(import.Captures(), (_, one) => added.Add(one));
            return (added, [.. import.Faults.Select(static fault => $"{fault.Place}: {fault.Problem}")]);
        }
    }

    private static Incoming Response(string url, int hours, int status, string text)
    {
        var page = $"<!DOCTYPE html><html lang=\"en\"><head><title>{text.Split(' ')[1]}</title></head><body><article><h1>{text.Split(' ')[1]}</h1><p>{text}</p></article></body></html>";
        var time = Start.AddHours(hours);
        var block = Encoding.UTF8.GetBytes($"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {page.Length}\r\n\r\n{page}");
        var request = WarcRecord.Create("request", time, url, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        return new Incoming(WarcRecord.Create("response", time, url, "application/http; msgtype=response", block), [request]);
    }

    private static Incoming Revisit(string url, int hours, string same, int before) => new(
        WarcRecord.Create("revisit", Start.AddHours(hours), url, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(),
            [new("WARC-Profile", WarcRecord.IdenticalPayload), new("WARC-Refers-To-Target-URI", same), new("WARC-Refers-To-Date", Start.AddHours(before).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture))]),
        []);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
