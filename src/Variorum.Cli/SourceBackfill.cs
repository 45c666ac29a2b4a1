using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum source backfill</c>: what other archives captured of a source.</summary>
internal static class SourceBackfill
{
    private const string Wayback = "https://web.archive.org/cdx/search/cdx";

    public static Verb Create()
    {
        var name = new Argument<string>("SOURCE") { Description = "Its name, its address or its host." };
        var server = Server("--server", $"The CDX server of the archive that is asked; {Wayback}.");
        var replay = Arguments.Checked("--replay", "URL", "Where that archive shows captures, if its server's address does not tell.", static text => Uri.TryCreate(text, UriKind.Absolute, out _), "an address such as https://web.archive.org/web/");
        var from = Arguments.Checked("--from", "TIME", "The first captures that are taken.", IsTime, "digits of a time such as 2013 or 20131201");
        var to = Arguments.Checked("--to", "TIME", "The last ones.", IsTime, "digits of a time such as 2013 or 20131201");
        var most = Arguments.Checked("--most", "N", "Captures that are fetched at most; 10000. Another run goes on from there.", static text => Number(text) is > 0, "a number from 1");
        var (allow, contact, folder) = (FetchArguments.Allow(), FetchArguments.Contact(), ArchiveAccess.Option());
        var verb = new Verb("backfill", "Takes what another web archive captured of a source, with the times of its captures; run again, it goes on where it was.", "variorum source backfill \"Norland Press Office\" --from 2013 --to 2014")
        {
            name, server, replay, from, to, most, allow, contact, folder,
        };
        verb.SetAction((parse, cancel) =>
        {
            var asked = parse.GetValue(server) ?? Wayback;
            if ((parse.GetValue(replay) ?? BackfillOptions.ReplayOf(asked)) is not { } shown)
                return Task.FromResult(Verb.Refuse(verb, $"--replay is needed: the address of {asked} does not tell where its archive shows captures"));
            var options = new BackfillOptions(asked, shown, parse.GetValue(from), parse.GetValue(to));
            if (parse.GetValue(most) is { } number) options = options with { Most = Number(number)!.Value };
            var path = ArchiveAccess.Folder(parse.GetValue(folder));
            return Task.FromResult(ArchiveAccess.Trying(path, () =>
            {
                FolderArchive.Read(path).Dispose();
                if (SourceList.Read(path).Named(parse.GetRequiredValue(name)) is { } source) return Run(path, source, options, parse.GetValue(allow), parse.GetValue(contact), cancel);
                Message.Say($"{parse.GetRequiredValue(name)} is no source here: look for its name with variorum source list");
                return Exit.Partly;
            }));
        });
        return verb;
    }

    /// <summary>An option that takes a CDX server's address.</summary>
    public static Option<string?> Server(string name, string description) =>
        Arguments.Checked(name, "URL", description, static text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https", $"an address such as {Wayback}");

    /// <summary>Takes them and says how many.</summary>
    public static int Run(string folder, NewsSource source, BackfillOptions options, string[]? allowed, string? contact, CancellationToken cancel) => ArchiveAccess.Write(folder, archive =>
    {
        var hosts = new Hosts();
        var fetcher = FetchArguments.Fetcher(allowed, contact, hosts);
        var done = Backfill.RunAsync(new Collector(fetcher, archive, hosts), fetcher, source, options with
        {
            Tell = static (_, _, trouble) =>
            {
                if (trouble is not null) Message.Say(trouble);
            },
        }, cancel).GetAwaiter().GetResult();
        if (done.Failure is { } failure) Message.Say(failure);
        return Output.WriteText(null, writer => writer.Write(
            $"Captures listed: {Text(done.Listed)}; taken: {Text(done.Taken)}; in the archive already: {Text(done.Known)}; not to be had: {Text(done.Failed)}.{(done.Full ? " More are listed: run it again to go on." : "")}\n"))
            && done is { Failure: null, Failed: 0 } ? Exit.Done : Exit.Partly;
    });

    private static bool IsTime(string text) => text.Length is >= 4 and <= 14 && text.All(char.IsAsciiDigit);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
