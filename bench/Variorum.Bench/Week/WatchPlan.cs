using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Variorum.Bench;

/// <summary>How long a watch of a large archive takes from its start until it asks for the first page, and how much memory its plans take.</summary>
internal static class WatchPlan
{
    /// <param name="folder">Of an archive.</param>
    /// <param name="times">Copies its documents, versions and captures beside themselves, so many times as many in all; in a folder beside it.</param>
    public static int Run(string folder, int times)
    {
        if (times > 1) folder = Copies(folder, times);
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            using var archive = FolderArchive.Read(folder);
            var opened = watch.Elapsed;
            var sources = new SourceList([.. archive.Documents().Where(static document => document.Id % 7 == 0).Select(static document => new Uri(document.Url).Host).Distinct(StringComparer.Ordinal).Select(static host => new NewsSource(host, $"https://{host}/"))]);
            var (before, planned) = (GC.GetTotalMemory(forceFullCollection: true), TimeSpan.Zero);
            var hosts = new Hosts();
            // No name is known here: the first visits fail before they leave the machine.
            var fetcher = new Fetcher(new FetcherOptions { Hosts = hosts, Resolve = static (_, _) => Task.FromResult(Array.Empty<System.Net.IPAddress>()) });
            using var end = new CancellationTokenSource();
            watch.Restart();
            var processor = Environment.CpuUsage.TotalTime;
            var running = new Watch(new Collector(fetcher, archive, hosts), fetcher, hosts, sources, new WatchOptions
            {
                Tell = happened =>
                {
                    if (happened.Kind != "start") return;
                    planned = watch.Elapsed;
                    processor = Environment.CpuUsage.TotalTime - processor;
                    Console.WriteLine(happened.What);
                    end.Cancel();
                },
            });
            running.RunAsync(end.Token).GetAwaiter().GetResult();
            var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{archive.Size().Documents} documents, {sources.Sources.Count} sources: opened in {opened.TotalSeconds:0.00} s, planned in {planned.TotalSeconds:0.00} s, of the processor {processor.TotalSeconds:0.00} s, {memory >> 20} MB of plans, {Environment.WorkingSet >> 20} MB in all"));
            GC.KeepAlive(running);
        }

        return 0;
    }

    private static string Copies(string folder, int times)
    {
        var copy = string.Create(CultureInfo.InvariantCulture, $"{folder.TrimEnd('/')}-{times}");
        if (Directory.Exists(copy)) return copy;
        Directory.CreateDirectory(Path.Combine(copy, "warc"));
        var path = Path.Combine(copy, "archive.db");
        File.Copy(Path.Combine(folder, "archive.db"), path);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run("PRAGMA synchronous = OFF; CREATE TEMP TABLE most AS SELECT (SELECT max(id) FROM document) AS document, (SELECT max(id) FROM version) AS version, (SELECT max(id) FROM capture) AS capture");
        for (var number = 1; number < times; number++)
        {
            Run(string.Create(CultureInfo.InvariantCulture, $"""
                BEGIN;
                INSERT INTO document SELECT d.id + {number} * m.document, d.mark + {number}, d.url || '?copy={number}', d.state, d.since, d.last, d.version + {number} * m.version FROM document d, most m WHERE d.id <= m.document;
                INSERT INTO version SELECT v.id + {number} * m.version, v.document + {number} * m.document, number, key, v.capture + {number} * m.capture, first, last, captures, reader, publisher, published, language, kind, text FROM version v, most m WHERE v.id <= m.version;
                INSERT INTO capture SELECT c.id + {number} * m.capture, c.document + {number} * m.document, time, status, state, key, sha256, file, offset, length, remark FROM capture c, most m WHERE c.id <= m.capture;
                COMMIT;
                """));
        }

        return copy;

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
        }
    }
}
