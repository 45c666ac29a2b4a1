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
            static text => ListenAddress.Parse(text) is not null, ListenAddress.Wanted);
        var watch = new Option<bool>("--watch") { Description = "Follows the sources in the same process, as variorum watch does." };
        var sample = new Option<bool>("--sample") { Description = "Opens an archive of invented sources, made anew in a folder of its own, to look around in." };
        var open = new Option<bool>("--open") { Description = "Opens it in the browser too." };
        var config = Arguments.Text("--config", "FILE", $"Settings of the reading room; the archive's {RoomSettings.FileName} without this.");
        var level = Arguments.OneOf("--log-level", "What is logged on standard error: errors alone, warnings too, what the watch does too (as without this), or each request too.", ["error", "warning", "info", "debug"]);
        var format = Arguments.OneOf("--log-format", "Lines for people, or one object a line for programs.", ["plain", "json"]);
        var users = new Option<bool>("--users") { Description = "Demands users on a loopback address too: behind a proxy of this machine, or where others use it." };
        var hosts = Arguments.Text("--host", "NAME[,NAME]", "Names by which it is asked for, besides its address; others are refused.");
        var proxies = Arguments.Checked("--proxy", "ADDRESS[,ADDRESS]", "Proxies whose word is believed on who asks, and whether over TLS; demands users.", static text => Parts(text).All(static part => IPAddress.TryParse(part, out _)), "an address such as 10.0.0.2, or several with commas");
        var certificate = Arguments.Text("--certificate", "FILE", "Speaks TLS with this certificate and key: PEM, or PKCS #12 without a password.");
        var elsewhere = Arguments.Text("--sign-in-with", "FILE", "Users may sign in with the OpenID Connect provider that this file tells of.");
        var webhooks = FetchArguments.Allow("--webhooks-to", "A server on your own network to which webhooks may be sent: a host, an address or a network such as 10.20.0.0/16, with or without a port. May be given several times.");
        var (requisites, allow, contact, folder) = (FetchArguments.Requisites(), FetchArguments.Allow(), FetchArguments.Contact(), ArchiveAccess.Option());
        var verb = new Verb("serve", "Opens the archive as a reading room in the browser: pages, an API and feeds.", "variorum serve --sample --listen 127.0.0.1:0")
        {
            listen, watch, sample, open, config, users, hosts, proxies, certificate, elsewhere, webhooks, level, format, requisites, allow, contact, folder,
        };
        // Requests that are being answered have ten seconds.
        verb.Patience = TimeSpan.FromSeconds(20);
        verb.SetAction(async (parse, cancel) =>
        {
            if (parse.GetValue(sample) && parse.GetValue(folder) is not null) return Verb.Refuse(verb, "--sample makes an archive of its own; leave --archive out");
            if (parse.GetValue(sample) && parse.GetValue(watch)) return Verb.Refuse(verb, "--sample has invented sources, which nobody can follow; leave --watch out");
            using var made = parse.GetValue(sample) ? new Sample() : null;
            try
            {
                made?.Fill(cancel);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                Message.Say(made!.Folder, $"cannot be filled ({Message.Reason(failed, "")}): make room there, or name another folder in TMPDIR");
                return Exit.Partly;
            }
            var options = new ReadingRoomOptions(made?.Folder ?? ArchiveAccess.Folder(parse.GetValue(folder))) { Looks = ArchiveAccess.Decoder.Look };
            try
            {
                options = RoomSettings.Apply(options, parse.GetValue(config));
            }
            catch (FormatException wrong)
            {
                Message.Say(parse.GetValue(config) ?? Path.Combine(options.Folder, RoomSettings.FileName), wrong.Message);
                return Exit.Usage;
            }
            var (provider, read) = Provider(parse.GetValue(elsewhere));
            if (!read) return Exit.Partly;
            options = options with
            {
                Users = parse.GetValue(users) || options.Users,
                Hosts = parse.GetValue(hosts) is { } names ? Parts(names) : options.Hosts,
                Proxies = parse.GetValue(proxies) is { } trusted ? [.. Parts(trusted).Select(IPAddress.Parse)] : options.Proxies,
                Certificate = parse.GetValue(certificate) ?? options.Certificate,
                Elsewhere = provider ?? options.Elsewhere,
                WebhooksTo = parse.GetValue(webhooks) is { Length: > 0 } told ? [.. told.Select(Allowance.Parse)] : options.WebhooksTo,
                Listen = parse.GetValue(listen) is { } at ? ListenAddress.Parse(at)! : options.Listen,
                Watch = parse.GetValue(watch) || options.Watch,
                Requisites = parse.GetValue(requisites) is { } word ? FetchArguments.Requisites(word) : options.Requisites,
                Allowed = parse.GetValue(allow) is { Length: > 0 } allowed ? [.. allowed.Select(Allowance.Parse)] : options.Allowed,
                Contact = parse.GetValue(contact) ?? options.Contact,
                LogLevel = parse.GetValue(level) is { } least ? RoomSettings.Level(least) : options.LogLevel,
                LogJson = parse.GetValue(format) is { } form ? form == "json" : options.LogJson,
                Told = what => Message.Say(made?.Folder ?? ArchiveAccess.Folder(parse.GetValue(folder)), what),
            };
            return await Serve(options, parse.GetValue(open), cancel).ConfigureAwait(false);
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

    private static async Task<int> Serve(ReadingRoomOptions options, bool open, CancellationToken cancel)
    {
        try
        {
            await using var room = await ReadingRoom.StartAsync(options, cancel).ConfigureAwait(false);
            Message.Say("The reading room", $"is open at {room.Address}; Ctrl-C closes it");
            if (open && !await Task.Run(() => BrowserPage.Started(room.Address.AbsoluteUri), CancellationToken.None).ConfigureAwait(false)) Message.Say("No browser", $"could be started: open {room.Address} in one");
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

    /// <summary>The sample archive, for as long as it is looked at.</summary>
    private sealed class Sample : IDisposable
    {
        public string Folder { get; } = Path.Combine(Directory.CreateTempSubdirectory("variorum-sample-").FullName, "archive");

        public void Fill(CancellationToken cancel)
        {
            SampleArchive.Fill(Folder, ArchiveAccess.Decoder.Look, cancel);
            using var archive = FolderArchive.Read(Folder);
            EventAccess.Follow(Folder, archive, cancel);
        }

        public void Dispose()
        {
            try
            {
                Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
            }
            catch (IOException)
            {
                // A file of it may still be open; the system's own cleaning takes it.
            }
        }
    }
}
