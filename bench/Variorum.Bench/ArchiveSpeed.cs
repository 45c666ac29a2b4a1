using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Variorum.Bench;

/// <summary>How long an archive takes to open and to tell what it knows of one document, and how its database compares to the text in it.</summary>
internal static class ArchiveSpeed
{
    private const int Opens = 20, Documents = 2000;

    public static int Run(string folder)
    {
        Tell("opening", Enumerable.Range(0, Opens).Select(_ => Time(() => FolderArchive.Read(folder).Dispose())));
        using var archive = FolderArchive.Read(folder);
        var size = archive.Size();
        var random = new Random(1);
        var asked = Enumerable.Range(0, Documents).Select(_ => archive.Document(1 + random.NextInt64(size.Documents))).ToList();
        Tell("finding an address", asked.Select(document => Time(() => archive.Find(document.Url))));
        var versions = 0L;
        Tell("history", asked.Select(document => Time(() => versions += DocumentHistory.Of(archive, document).Entries.Count)));
        // Those that a reader asks for are the ones with something to tell.
        Tell("history, of several versions", asked.Where(document => archive.Versions(document.Id).Count > 1).Select(document => Time(() => versions += DocumentHistory.Of(archive, document).Entries.Count)));
        var read = asked.SelectMany(document => archive.Versions(document.Id)).ToList();
        Tell("an account, from its bytes", read.Take(200).Select(version => Time(() => archive.Account(version.Id))));
        Tell("what vanished, the first 50", Enumerable.Range(0, 1).Select(_ => Time(() => archive.Vanished(new VanishedOptions { Top = 50 }))));
        var text = read.Average(version => Encoding.UTF8.GetByteCount(VersionTexts.Searched(archive.Text(version.Id))));
        var database = new FileInfo(Path.Combine(folder, "archive.db")).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{size.Documents} documents, {size.Versions} versions, {size.Captures} captures; WARC {size.Bytes >> 20} MB; database {database >> 20} MB, {database / (text * size.Versions):0.00} of the plain text of all versions, by {read.Count} of them"));
        return 0;
    }

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Tell(string what, IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-30} p50 {sorted[sorted.Count / 2],8:0.00} ms  p95 {sorted[sorted.Count * 95 / 100],8:0.00} ms  worst {sorted[^1],8:0.00} ms  of {sorted.Count}"));
    }
}
