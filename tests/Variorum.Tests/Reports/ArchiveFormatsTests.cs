using System.Text;

namespace Variorum;

/// <summary>What an archive answers is written as the schemas beside docs/formats.md say.</summary>
public sealed class ArchiveFormatsTests : IDisposable
{
    private const string Url = "https://press.norland.example/news/signing", Shot = "https://press.norland.example/signing.jpg";

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"variorum-{Guid.NewGuid():n}");
    private readonly FolderArchive archive;

    public ArchiveFormatsTests()
    {
        archive = FolderArchive.Write(folder);
        Add(Url, 0, "Deputy Minister Arvo Kell signed for 14 border crossings in Vesmark on Tuesday, the ministry said in the evening.", "The governors of both provinces were present.");
        Add(Url, 5, "A deputy minister signed for 12 border crossings in Vesmark on Tuesday, the ministry said in the evening.", "The mayor of Vesmark thanked both sides for coming.");
        Add(Url + "/2", 6, "Nobody said how many of the crossings will be open in the winter, as the roads are bad.", "The governors did not answer.");
        Gone(Url, 8);
        Gone(Url, 9);
        foreach (var (hour, figure) in ((int, string)[])[(0, $"<figure><img src='{Shot}'><figcaption>Kell signs in Vesmark. Photo: Ann Holt</figcaption></figure>"), (5, "")])
            Add(Url + "/3", hour, "Deputy Minister Arvo Kell signed for the border crossings in Vesmark on Tuesday.</p>" + figure + "<p>The governors of both provinces were present at the ceremony.");
        Take("200 OK", Shot, 0, "picture", "image/jpeg");
    }

    public void Dispose()
    {
        archive.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_history_is_written_as_its_schema_says()
    {
        var json = Written(stream => HistoryJson.Write(DocumentHistory.Of(archive, archive.Find(Url)!), stream));
        Assert.Contains("\"withdrawn\"", json, StringComparison.Ordinal);
        Assert.Contains("\"words\"", json, StringComparison.Ordinal);
        await Check("history", json, ("\"event\": \"changed\"", "\"event\": \"edited\""), ("\"sha256\": \"", "\"sha256\": \"x"), ("\"reader\"", "\"reade\""), ("\"last\": \"2026", "\"last\": \"on 2026"));
    }

    [Fact]
    public async Task A_diff_is_written_as_its_schema_says()
    {
        var versions = archive.Versions(archive.Find(Url)!.Id);
        await Check("diff", Written(stream => HistoryJson.Write(TextDiff.Between(archive.Text(versions[0].Id), archive.Text(versions[1].Id)), stream)),
            ("\"part\": \"text\"", "\"part\": \"body\""), ("\"before\"", "\"old\""), ("\"change\": \"same\"", "\"change\": \"kept\""));
    }

    [Fact]
    public async Task A_picture_that_was_taken_away_is_written_as_the_schemas_say()
    {
        var history = DocumentHistory.Of(archive, archive.Find(Url + "/3")!);
        var changed = Assert.Single(history.Entries, static entry => entry.Pictures.Count > 0);
        foreach (var (format, json) in ((string, string)[])[("history", Written(stream => HistoryJson.Write(history, stream))), ("diff", Written(stream => HistoryJson.Write(changed.Diff!, stream, changed.Pictures)))])
            await Check(format, json, ("\"change\": \"removed\"", "\"change\": \"cut\""), ("\"credit\": \"Ann Holt\"", "\"credit\": 1"), ("\"offset\"", "\"place\""));
    }

    [Fact]
    public async Task Findings_are_written_as_their_schema_says()
    {
        var query = Query.Parse("governors");
        var json = Written(stream => FindingsJson.Write([Findings.Of(archive, "governors", query, SearchScope.All, new SearchOptions { Facets = Enum.GetValues<Facet>() })], stream));
        Assert.Contains("\"press.norland.example\": 4", json, StringComparison.Ordinal);
        await Check("findings", json, ("\"total\"", "\"count\""), ("\"current\": false", "\"current\": \"no\""), ("\"year\"", "\"week\""));
    }

    [Fact]
    public async Task What_vanished_is_written_as_its_schema_says()
    {
        var vanished = archive.Vanished(new VanishedOptions()).ToList();
        Assert.Equal(Enum.GetValues<LossKind>(), vanished.Select(static gone => gone.Kind).Distinct().Order());
        await Check("vanished", Written(stream => VanishedJson.Write(vanished, stream)), ("\"kind\": \"name\"", "\"kind\": \"person\""), ("\"confirmed\": true", "\"confirmed\": 1"), ("\"weight\"", "\"wait\""));
    }

    [Fact]
    public async Task A_version_is_written_as_its_schema_says()
    {
        var document = archive.Find(Url)!;
        foreach (var version in archive.Versions(document.Id))
        {
            var capture = archive.Capture(version.Capture);
            await Check("version", Written(stream => VersionJson.Write(document, version, capture, Reader.Read(archive.Page(capture.Id)!), stream)), ("\"captured\"", "\"taken\""), ("\"state\":\"withdrawn\"", "\"state\":\"gone\""), ("\"account\":{", "\"account\":1,\"more\":{"));
            await Check("version", Written(stream => VersionJson.Write(document, version, capture, null, stream)));
        }
    }

    // The schema takes what is written, and sees each slip.
    private static async Task Check(string format, string json, params (string Right, string Wrong)[] slips)
    {
        Assert.Empty(await JsonFormatTests.Errors(format, json));
        foreach (var (right, wrong) in slips)
        {
            Assert.Contains(right, json, StringComparison.Ordinal);
            Assert.NotEmpty(await JsonFormatTests.Errors(format, json.Replace(right, wrong, StringComparison.Ordinal)));
        }
    }

    private static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Add(string url, int hour, params string[] sentences) =>
        Take("200 OK", url, hour, $"<!DOCTYPE html><html lang=\"en\"><head><title>Agreement signed</title></head><body><article><h1>Agreement signed</h1>{string.Concat(sentences.Select(static sentence => $"<p>{sentence}</p>"))}<p>It enters into force at the beginning of next year, when both parliaments have agreed to it.</p></article></body></html>");

    private void Gone(string url, int hour) => Take("404 Not Found", url, hour, "<p>Not found</p>");

    private void Take(string status, string url, int hour, string body, string type = "text/html; charset=utf-8") => archive.Add([new Incoming(WarcRecord.Create("response", new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.Zero).AddHours(hour), url,
        "application/http; msgtype=response", Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n\r\n{body}")), [])], TestContext.Current.CancellationToken);
}
