using System.CommandLine;
using System.Net.Sockets;

namespace Variorum;

/// <summary><c>variorum watch</c>: follows the sources.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Reads all feeds, makes the visits that are due, and ends; for cron and timers." };
        var quiet = new Option<bool>("--quiet") { Description = "Tells only the result." };
        var callback = Arguments.Checked("--callback", "URL", "Where hubs can reach this program from outside: then feeds that name a hub (WebSub) are subscribed to, and read when it tells of news. With --listen.",
            static text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length + url.UserInfo.Length == 0, "an address such as https://archive.example/hook");
        var listen = Arguments.Checked("--listen", "ADDRESS:PORT", "Where what comes to --callback is taken on this machine, such as 127.0.0.1:8089.", static text => ListenAddress.Parse(text, port: 0) is { Port: > 0 }, ListenAddress.Wanted);
        var requisites = FetchArguments.Requisites();
        var (allow, contact, folder) = (FetchArguments.Allow(), FetchArguments.Contact(), ArchiveAccess.Option());
        var verb = new Verb("watch", "Follows all sources until it is stopped: fetches what is new and visits all pages again, often at first and ever more seldom. Tells what it does on standard error.",
            "variorum watch --once --quiet")
        {
            once, quiet, callback, listen, requisites, allow, contact, folder,
        };
        verb.SetAction(async (parse, cancel) =>
        {
            var (outside, inside) = (parse.GetValue(callback), parse.GetValue(listen));
            if (outside is null != inside is null) return Verb.Refuse(verb, "--callback and --listen are given together: hubs ask at the one, and the other is where that arrives");
            if (outside is not null && parse.GetValue(once)) return Verb.Refuse(verb, "--callback makes no sense with --once: nobody would be there when a hub tells of news");
            var push = outside is null ? null : new WebSub(new WebSubOptions(new Uri(outside)));
            try
            {
                await using var hooks = push is null ? null : new HookListener(ListenAddress.Parse(inside!)!, push.Answer);
                return Run(new Asked(parse.GetValue(once), parse.GetValue(quiet), parse.GetValue(allow), parse.GetValue(contact), FetchArguments.Requisites(parse.GetValue(requisites)), ArchiveAccess.Folder(parse.GetValue(folder))), push, cancel);
            }
            catch (SocketException taken)
            {
                Message.Say($"--listen {inside}", $"cannot be listened at ({taken.SocketErrorCode}): name another address or port of this machine");
                return Exit.Partly;
            }
        });
        return verb;
    }

    private sealed record Asked(bool Once, bool Quiet, string[]? Allow, string? Contact, Requisites Requisites, string Folder);

    private static int Run(Asked asked, WebSub? push, CancellationToken cancel) => ArchiveAccess.Trying(asked.Folder, () =>
    {
        var (path, hosts, log) = (asked.Folder, new Hosts(), new WatchLog(asked.Quiet));
        using var archive = WatchedArchive.Open(path, new WatchedArchiveOptions(FetchArguments.Fetcher(asked.Allow, asked.Contact, hosts), hosts)
        {
            Looks = ArchiveAccess.Decoder.Look,
            Told = why => Message.Say(path, why),
        });
        foreach (var repair in archive.Repairs) Message.Say(path, $"was mended: {repair}");
        var status = archive.RunAsync(new WatchOptions
        {
            Once = asked.Once,
            Requisites = asked.Requisites,
            Push = push,
            Tell = log.Tell,
            Show = log.Show,
            Keep = status =>
            {
                log.Show(status);
                archive.Collector.Use(open => EventAccess.Follow(path, open, cancel));
            },
        }, cancel).GetAwaiter().GetResult();
        log.End();
        var written = Output.WriteText(null, writer => writer.Write(archive.Sources.Sources.Count == 0 ? "No sources: add one with variorum source add URL.\n" : $"{WatchText.Counts(status)}.\n"));
        // To be told to end is how a watch ends; but one that was to go through once has not.
        if (asked.Once) cancel.ThrowIfCancellationRequested();
        return written && (status.Failures == 0 || !asked.Once) ? Exit.Done : Exit.Partly;
    });
}
