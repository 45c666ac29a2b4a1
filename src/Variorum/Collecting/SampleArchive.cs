using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Variorum;

/// <summary>
/// The archive of invented sources that the program brings with it: what <c>samples/archive</c> tells was captured of each document,
/// made into captures as if a <see cref="Watch"/> had taken them. The files are in the program, so that it works wherever that is installed.
/// </summary>
public static class SampleArchive
{
    private const string Folder = "samples/archive/";

    // Of all that names itself by the clock, so that two archives are the same byte for byte.
    private static readonly DateTimeOffset Made = new(2026, 10, 19, 6, 0, 0, TimeSpan.Zero);

    /// <summary>The documents with all that was seen of them, by their files' names.</summary>
    /// <exception cref="FormatException">A file of <c>samples/archive/pages</c> is not as it should be; the message names it and its line.</exception>
    internal static IReadOnlyList<SampleDocument> Documents() =>
        [.. Names("pages/", ".txt").Select(name => SampleDocument.Parse(name, Text(Folder + "pages/" + name + ".txt")))];

    /// <summary>The sources, all paused: their hosts do not exist.</summary>
    public static SourceList Sources() =>
        new([.. (JsonSerializer.Deserialize(Bytes(Folder + SourceList.FileName), SourcesJson.Readable.SourceFile)?.Sources ?? [])
            .Select(static source => source with { Include = source.Include ?? [], Exclude = source.Exclude ?? [], Feeds = source.Feeds ?? [], Sitemaps = source.Sitemaps ?? [], Listings = source.Listings ?? [], Paused = true })]);

    /// <summary>
    /// Fills an archive's folder, which is made if it is not there: its sources, then the captures by their times. Its events are to be grouped
    /// afterwards (<see cref="EventIndex.Update"/>).
    /// </summary>
    /// <param name="folder">New, empty, or filled before: what it holds already is not taken again.</param>
    /// <param name="looks">As <see cref="FolderArchive.Write"/>.</param>
    /// <param name="cancel">What was taken until then stays, and the rest is taken the next time.</param>
    /// <returns>How many captures are new.</returns>
    /// <exception cref="ArchiveException">Another process writes to it, or the folder holds something else.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static int Fill(string folder, Func<ReadOnlyMemory<byte>, PictureLook?>? looks = null, CancellationToken cancel = default)
    {
        var sources = Sources();
        using var archive = FolderArchive.Write(folder, new Still(Made), sources.FactsOf, looks);
        if (!File.Exists(Path.Combine(folder, SourceList.FileName))) sources.Write(folder);
        var taken = 0;
        archive.Import(Captures(), (_, added) => taken += added.Outcome == AddedAs.Known ? 0 : 1, cancel);
        return taken;
    }

    /// <summary>All captures of pages and their pictures, by their times.</summary>
    internal static IEnumerable<Incoming> Captures() => Documents().SelectMany(static document => document.Sights.SelectMany(sight => Of(document, sight)))
        .OrderBy(static incoming => incoming.Record.Date).ThenBy(static incoming => incoming.Record.TargetUri, StringComparer.Ordinal);

    private static IEnumerable<Incoming> Of(SampleDocument document, SampleSight sight)
    {
        if (sight.Text is not { } text)
        {
            yield return Answer(document.Url, sight.Time, sight.Status, "text/html; charset=utf-8", SamplePage.Missing(sight.Status), sight.Location);
            yield break;
        }

        yield return text.Page is { } saved
            ? Answer(document.Url, sight.Time, sight.Status, "text/html", SamplePage.Edited(Bytes("samples/" + saved), sight.Edits), null)
            : Answer(document.Url, sight.Time, sight.Status, "text/html; charset=utf-8", SamplePage.Render(Text(Folder + "frames/" + text.Field("frame") + ".html"), text, sight.Time), null);
        if (text.Picture is not { } picture) yield break;
        yield return Answer(new Uri(new Uri(document.Url), picture.Path).AbsoluteUri, sight.Time.AddSeconds(2), 200, "image/jpeg", Bytes(Folder + "pictures/" + picture.File), null);
    }

    private static Incoming Answer(string url, DateTimeOffset time, int status, string type, byte[] body, string? location)
    {
        var reason = status switch { 200 => "OK", 301 => "Moved Permanently", 302 => "Found", 402 => "Payment Required", 404 => "Not Found", 410 => "Gone", 451 => "Unavailable For Legal Reasons", _ => "" };
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {reason}\r\nDate: {time:R}\r\nContent-Type: {type}\r\n{(location is null ? "" : $"Location: {location}\r\n")}Content-Length: {body.Length}\r\n\r\n");
        return new Incoming(WarcRecord.Create("response", time, url, "application/http; msgtype=response", (byte[])[.. Encoding.ASCII.GetBytes(head), .. body]), []);
    }

    private static IEnumerable<string> Names(string below, string ending) => typeof(SampleArchive).Assembly.GetManifestResourceNames()
        .Select(static name => name.Replace('\\', '/')).Where(name => name.StartsWith(Folder + below, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
        .Select(name => name[(Folder.Length + below.Length)..^ending.Length]).Order(StringComparer.Ordinal);

    private static string Text(string name) => Encoding.UTF8.GetString(Bytes(name)).ReplaceLineEndings("\n");

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(SampleArchive).Assembly.GetManifestResourceStream(name) ?? throw new FormatException($"{name} is named by a sample and is not there");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed class Still(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
