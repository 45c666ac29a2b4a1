using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Variorum;

/// <summary>A server for an archive: pages, API and feeds. Started, it answers until it is disposed of.</summary>
public sealed class ReadingRoom : IAsyncDisposable
{
    // Requests that are being answered when the server is told to end have so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly WebApplication application;

    private ReadingRoom(WebApplication application) => this.application = application;

    /// <summary>Where it answers.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Opens the archive and begins to answer.</summary>
    /// <exception cref="ArchiveException">The folder holds no archive, or one that cannot be read.</exception>
    /// <exception cref="IOException">The address is taken, or the certificate cannot be read.</exception>
    public static async Task<ReadingRoom> StartAsync(ReadingRoomOptions options, CancellationToken cancel = default)
    {
        // Where sources are followed there may be nothing yet: a service begins with an empty folder.
        if (options.Watch) FolderArchive.Begin(options.Folder);
        await Renew(options, cancel).ConfigureAwait(false);
        var archives = new Archives(options.Folder);
        X509Certificate2? certificate;
        try
        {
            // Whatever is wrong with the folder is said before anybody asks.
            await archives.ReadAsync(static reading => reading.Archive.Size(), cancel).ConfigureAwait(false);
            certificate = options.Certificate is { } file ? Certificates.Read(file) : null;
        }
        catch
        {
            archives.Dispose();
            throw;
        }
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(options.LogLevel).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("ModelContextProtocol", LogLevel.Warning)
            // What keeps it from starting is told by whoever starts it, in a sentence.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddProvider(new RoomLog(options.Log ?? Console.Error, options.LogJson, options.Clock));
        builder.WebHost.UseKestrelCore();
        if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limits.Set(kestrel.Limits);
            kestrel.Listen(options.Listen, listening =>
            {
                if (certificate is not null) listening.UseHttps(certificate);
            });
        });
        builder.Services.AddSingleton(options).AddSingleton(options.Clock).AddSingleton(_ => archives).AddSingleton(new Assets()).AddSingleton<Corrections>().AddSingleton<Collations>().AddSingleton<EventHistories>().AddSingleton<EventMeasuring>()
            .AddSingleton(static services => RoomDatabase.Open(services.GetRequiredService<ReadingRoomOptions>().Folder));
        builder.Services.AddSingleton(static services => KeptAccounts.Open(services.GetRequiredService<ReadingRoomOptions>().Folder)).AddSingleton(new Newest());
        builder.Services.Configure<RouteHandlerOptions>(static handling => handling.ThrowOnBadRequest = true);
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = Patience);
        builder.Services.AddSingleton<ArchiveWriter>().AddSingleton<WatchNews>().AddSingleton<ArchiveFollower>().AddSingleton<RoomWatch>().AddSingleton<RoomMetrics>()
            .AddSingleton<Errands<SourceLook>>().AddSingleton<Errands<SentText>>().AddSingleton<KeptTranslations>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<ArchiveFollower>()).AddHostedService(static services => services.GetRequiredService<RoomWatch>());
        Telemetry.Add(builder.Services);
        FollowingServices.Add(builder.Services);
        Gate.Add(builder.Services, options);
        McpServing.Add(builder.Services);
        var application = builder.Build();
        HostNames.UseProxies(application, options);
        application.Use(Answering.Log);
        application.Use(Headers.Set);
        application.Use(Failures.Tell);
        application.Use(Heads.AsGet);
        application.UseRouting();
        Gate.Use(application, options);
        Routes.Map(application);
        options.More?.Invoke(application);
        try
        {
            // What people do is opened, and brought to this release, before anybody asks; and all is measured from the first request on.
            var kept = application.Services.GetRequiredService<RoomDatabase>();
            if (kept.Shut is { } shut) options.Told(shut);
            if (kept.Before is { } before) options.Told($"has its room.db brought to the layout of this release; as it was it is kept as {Path.GetFileName(before)}");
            application.Services.GetRequiredService<RoomMetrics>();
            if (!options.Open) Gate.CheckUsers(application.Services.GetRequiredService<Users>(), options);
            if (!IPAddress.IsLoopback(options.Listen.Address) && options.Certificate is null && options.Proxies.Count == 0)
                options.Told("is read over plain HTTP: passwords and sessions go over the network as they are; give the room a certificate (--certificate), or put it behind a proxy that has one");
            await application.StartAsync(cancel).ConfigureAwait(false);
            return new ReadingRoom(application);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // An archive's database is its index: one of an older release is made anew before anybody is answered, and the old one is kept.
    private static async Task Renew(ReadingRoomOptions options, CancellationToken cancel)
    {
        if (!FolderArchive.NeedsRebuild(options.Folder)) return;
        options.Told("has a database of an older release, or none: it is made anew from the WARC files now, which takes some minutes for each 100,000 captures, and an old one is kept as archive.db.old1");
        await Task.Run(() => FolderArchive.Rebuild(options.Folder, sources: SourceList.Read(options.Folder).FactsOf, looks: options.Looks, cancel: cancel, keep: true).Dispose(), cancel).ConfigureAwait(false);
    }

    /// <summary>Its parts.</summary>
    internal IServiceProvider Services => application.Services;

    /// <summary>All that can be asked for, as it is routed.</summary>
    internal IReadOnlyList<Endpoint> Endpoints => application.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>Answers until it is told to end.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var end = new TaskCompletionSource();
        await using var asked = cancel.Register(end.SetResult).ConfigureAwait(false);
        await end.Task.ConfigureAwait(false);
        await application.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Lets those who are being answered have their answers, some seconds at most, and closes the archive.</summary>
    public async ValueTask DisposeAsync()
    {
        // Who looks for news has ended before the archive is closed under them.
        using var patience = new CancellationTokenSource(Patience);
        await application.StopAsync(patience.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }
}
