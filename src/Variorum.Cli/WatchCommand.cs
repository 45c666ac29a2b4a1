using System.CommandLine;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary><c>variorum watch</c>: follows the sources.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Reads all feeds, makes the visits that are due, and ends; for cron and timers." };
        var quiet = new Option<bool>("--quiet") { Description = "Tells only the result." };
        var requisites = FetchArguments.Requisites();
        var (allow, contact, folder) = (FetchArguments.Allow(), FetchArguments.Contact(), ArchiveAccess.Option());
        var verb = new Verb("watch", "Follows all sources until it is stopped: fetches what is new and visits all pages again, often at first and ever more seldom. Tells what it does on standard error.",
            "variorum watch --once --quiet")
        {
            once, quiet, requisites, allow, contact, folder,
        };
        verb.SetAction(parse =>
        {
            var path = ArchiveAccess.Folder(parse.GetValue(folder));
            var sources = new SourceList([]);
            return ArchiveAccess.With(path, Open, archive =>
            {
                foreach (var repair in archive.Repairs) Message.Say(path, $"was mended: {repair}");
                var (hosts, log) = (new Hosts(), new WatchLog(parse.GetValue(quiet)));
                var fetcher = FetchArguments.Fetcher(parse.GetValue(allow), parse.GetValue(contact), hosts);
                var changes = new SourceChanges(path);
                using var end = new CancellationTokenSource();
                using var interrupt = EndOn(PosixSignal.SIGINT, end);
                using var terminate = EndOn(PosixSignal.SIGTERM, end);
                var watch = new Watch(new Collector(fetcher, archive, hosts), fetcher, hosts, sources, new WatchOptions
                {
                    Once = parse.GetValue(once),
                    Requisites = FetchArguments.Requisites(parse.GetValue(requisites)),
                    Before = WatchStatus.Read(path),
                    Changed = () => changes.Read() is { } changed ? sources = changed : null,
                    Tell = log.Tell,
                    Keep = status =>
                    {
                        status.Write(path);
                        log.Show(status);
                    },
                });
                var status = watch.RunAsync(end.Token).GetAwaiter().GetResult();
                log.End();
                var written = Output.WriteText(null, writer => writer.Write(sources.Sources.Count == 0 ? "No sources: add one with variorum source add URL.\n" : $"{WatchLog.Counts(status)}.\n"));
                return written && (status.Failures == 0 || !parse.GetValue(once)) ? Exit.Done : Exit.Partly;
            });

            FolderArchive Open(string path)
            {
                // A misspelt name makes no archive.
                if (!FolderArchive.Holds(path)) return FolderArchive.Read(path);
                sources = SourceList.Read(path);
                return FolderArchive.Write(path, sources: url => sources.FactsOf(url), looks: ArchiveAccess.Decoder.Look);
            }
        });
        return verb;
    }

    // The second time, the process ends as the signal asks.
    private static PosixSignalRegistration EndOn(PosixSignal signal, CancellationTokenSource end) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = !end.IsCancellationRequested;
        end.Cancel();
    });

    /// <summary>The sources' file, looked at again when it has changed.</summary>
    private sealed class SourceChanges(string folder)
    {
        private readonly string file = Path.Combine(folder, SourceList.FileName);
        private DateTime read = File.GetLastWriteTimeUtc(Path.Combine(folder, SourceList.FileName));

        /// <summary>The sources where they have changed; null where they have not, or cannot be read, which is said.</summary>
        public SourceList? Read()
        {
            var changed = File.GetLastWriteTimeUtc(file);
            if (changed == read) return null;
            read = changed;
            try
            {
                return SourceList.Read(folder);
            }
            catch (ArchiveException wrong)
            {
                Message.Say(folder, $"{wrong.Message}; the sources stay as they were");
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                Message.Say(file, $"cannot be read ({Message.Reason(failed, file)}): the sources stay as they were");
            }
            return null;
        }
    }
}
