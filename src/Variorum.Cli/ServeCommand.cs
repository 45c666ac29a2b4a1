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
        var users = new Option<bool>("--users") { Description = "Demands users on a loopback address too: behind a proxy of this machine, or where others use it." };
        var hosts = Arguments.Text("--host", "NAME[,NAME]", "Names by which it is asked for, besides its address; others are refused.");
        var proxies = Arguments.Checked("--proxy", "ADDRESS[,ADDRESS]", "Proxies whose word is believed on who asks, and whether over TLS; demands users.", static text => Parts(text).All(static part => IPAddress.TryParse(part, out _)), "an address such as 10.0.0.2, or several with commas");
        var certificate = Arguments.Text("--certificate", "FILE", "Speaks TLS with this certificate and key: PEM, or PKCS #12 without a password.");
        var elsewhere = Arguments.Text("--sign-in-with", "FILE", "Users may sign in with the OpenID Connect provider that this file tells of.");
        var folder = ArchiveAccess.Option();
        var verb = new Verb("serve", "Opens the archive as a reading room in the browser: pages, an API and feeds.", "variorum serve --archive archive --listen 127.0.0.1:7070")
        {
            listen, users, hosts, proxies, certificate, elsewhere, folder,
        };
        verb.SetAction((parse, cancel) =>
        {
            var (provider, read) = Provider(parse.GetValue(elsewhere));
            return !read ? Task.FromResult(Exit.Partly) : Serve(new ReadingRoomOptions(ArchiveAccess.Folder(parse.GetValue(folder)))
            {
                Listen = IPEndPoint.Parse(parse.GetValue(listen) ?? Usual),
                Users = parse.GetValue(users),
                Hosts = Parts(parse.GetValue(hosts)),
                Proxies = [.. Parts(parse.GetValue(proxies)).Select(IPAddress.Parse)],
                Certificate = parse.GetValue(certificate),
                Elsewhere = provider,
            }, cancel);
        });
        return verb;
    }

    private static string[] Parts(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static (SignInElsewhereOptions? Provider, bool Read) Provider(string? file)
    {
        if (file is null) return (null, true);
        try
        {
            return (SignInElsewhereOptions.Read(file), true);
        }
        catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
        {
            Message.Say(file, wrong is FormatException ? $"{wrong.Message}: docs/operate.md shows such a file" : $"cannot be read ({Message.Reason(wrong, file)}): check its name and who may read it");
            return (null, false);
        }
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
        catch (IOException broken) when (options.Certificate is { } certificate && broken.Message.Contains(certificate, StringComparison.Ordinal))
        {
            Message.Say($"--certificate {certificate}", "holds no certificate with its key that can be read: name a PEM file with both, or PKCS #12 without a password");
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            Message.Say($"--listen {options.Listen}", $"cannot be listened at ({taken.Message.ReplaceLineEndings(" ").TrimEnd('.')}): name another address or port of this machine");
        }
        return Exit.Partly;
    }
}
