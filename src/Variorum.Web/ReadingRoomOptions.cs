using System.Net;

namespace Variorum;

/// <summary>How an archive is served.</summary>
/// <param name="Folder">The archive's.</param>
public sealed record ReadingRoomOptions(string Folder)
{
    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, ListenAddress.UsualPort);

    /// <summary>
    /// Whether everybody has to sign in. Otherwise they do not where <see cref="Listen"/> is a loopback address and no proxy is named, since
    /// only users of this machine reach it, and do everywhere else.
    /// </summary>
    public bool Users { get; init; }

    /// <summary>Names under which the server is asked for, besides its address and <c>localhost</c>: a page elsewhere that has a name of its own lead here is refused.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Proxies whose word on who asks, and whether over TLS, is believed.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];

    /// <summary>Whether the sources are followed in the same process.</summary>
    public bool Watch { get; init; }

    /// <summary>What a watch fetches with each page.</summary>
    public Requisites Requisites { get; init; } = Requisites.Images;

    /// <summary>Servers on the own network that may be fetched from.</summary>
    public IReadOnlyList<Allowance> Allowed { get; init; } = [];

    /// <summary>Where publishers find out who asks; sent with each request. Null for nothing.</summary>
    public string? Contact { get; init; }

    /// <summary>Decodes captured pictures, as for <see cref="FolderArchive.Write"/>; null for within this process.</summary>
    public Func<ReadOnlyMemory<byte>, PictureLook?>? Looks { get; init; }

    /// <summary>Who translates; null for nobody, and nothing is sent anywhere.</summary>
    public TranslatorOptions? Translator { get; init; }

    /// <summary>What is logged at least.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Whether the log is lines of JSON, and not plain ones.</summary>
    public bool LogJson { get; init; }

    /// <summary>Where the log is written; null for standard error.</summary>
    public TextWriter? Log { get; init; }

    /// <summary>Told what is done to the archive before it opens: a sentence without its stop that goes on behind the folder's name.</summary>
    public Action<string> Told { get; init; } = static _ => { };

    /// <summary>How hosts are spared.</summary>
    internal HostsOptions Sparing { get; init; } = new();

    /// <summary>A file with a certificate and its key, PEM or PKCS #12 without a password: the server then speaks TLS alone.</summary>
    public string? Certificate { get; init; }

    /// <summary>Where users may sign in elsewhere (OpenID Connect).</summary>
    public SignInElsewhereOptions? Elsewhere { get; init; }

    /// <summary>Hosts and networks to which webhooks may be sent although their addresses are special ones; public addresses always are.</summary>
    public IReadOnlyList<Allowance> WebhooksTo { get; init; } = [];

    /// <summary>By which everything is dated, and sessions, tokens and waiting end.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Captures that one list of the CDX server looks at, most of which a filter may leave out.</summary>
    internal int MostCaptures { get; init; } = CdxAsked.MostLines;

    /// <summary>Routes besides the room's own.</summary>
    internal Action<IEndpointRouteBuilder>? More { get; init; }

    /// <summary>Whether visitors of this machine may do everything without a login.</summary>
    internal bool Open => !Users && Proxies.Count == 0 && IPAddress.IsLoopback(Listen.Address);
}
