using System.Diagnostics;
using System.Globalization;

namespace Variorum.Bench;

/// <summary>Fills a folder with the sample archive and groups its events: how long each takes.</summary>
internal static class SampleSpeed
{
    public static int Run(string folder)
    {
        var clock = Stopwatch.StartNew();
        var taken = SampleArchive.Fill(folder);
        var filled = clock.Elapsed;
        using var archive = FolderArchive.Read(folder);
        using var index = EventIndex.Write(folder);
        index.Update(archive);
        var size = archive.Size();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken} captures in {filled.TotalSeconds:0.0} s, grouped after {clock.Elapsed.TotalSeconds:0.0} s: {size.Documents} documents, {size.Versions} versions, {index.Size().Events} events, {size.Bytes >> 10} kB"));
        return 0;
    }
}
