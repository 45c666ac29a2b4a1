using System.CommandLine;
using System.Net;
using System.Net.Sockets;

namespace Variorum;

/// <summary><c>variorum serve</c>: the reading room.</summary>
internal static class ServeCommand
{
    private const string Usual = "127.0.0.1:7070";

    public static Command Create()
    {
        var listen = Arguments.Checked("--listen", "ADDRESS:PORT", $"Where to answer; {Usual}. Any address but a loopback one demands users.",
            static text => IPEndPoint.TryParse(text, out var at) && text.AsSpan().Contains(':') && at.Port >= 0, "an address with a port such as 127.0.0.1:7070");
        var webhooks = FetchArguments.Allow("--webhooks-to", "A server on your own network to which webhooks may be sent: a host, an address or a network such as 10.20.0.0/16, with or without a port. May be given several times.");
        var folder = ArchiveAccess.Option();
        var verb = new Verb("serve", "Opens the archive as a reading room in the browser: pages, an API and feeds.", "variorum serve --archive archive --listen 127.0.0.1:7070")
        {
            listen, webhooks, folder,
        };
        verb.SetAction((parse, cancel) => Serve(new ReadingRoomOptions(ArchiveAccess.Folder(parse.GetValue(folder))) 
        {
            Listen = IPEndPoint.Parse(parse.GetValue(listen) ?? Usual),
            WebhooksTo = [.. (parse.GetValue(webhooks) ?? []).Select(Allowance.Parse)],
        }, cancel));
        return verb;
    }

    private static async Task<int> Serve(ReadingRoomOptions options, CancellationToken cancel)
    {
        try
        {
            await using var room = await ReadingRoom.StartAsync(options, cancel).ConfigureAwait(false);
            Message.Say("The reading room", $"is open at {room.Address}; Ctrl-C closes it");
            await room.RunAsync(cancel).ConfigureAwait(false);
            return Exit.Done;
        }
        catch (Exception failed) when (ArchiveException.Of(failed) is { } wrong)
        {
            Message.Say(options.Folder, wrong.Message);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            Message.Say($"--listen {options.Listen}", $"cannot be listened at ({taken.Message.ReplaceLineEndings(" ").TrimEnd('.')}): name another address or port of this machine");
        }
        return Exit.Partly;
    }
}
