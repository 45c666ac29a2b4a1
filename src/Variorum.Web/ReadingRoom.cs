using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Variorum;

/// <summary>A server for an archive: pages, API and feeds. Started, it answers until it is disposed of.</summary>
public sealed class ReadingRoom : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly WebApplication application;

    private ReadingRoom(WebApplication application) => this.application = application;

    /// <summary>Where it answers.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Opens the archive and begins to answer.</summary>
    /// <exception cref="ArchiveException">The folder holds no archive, or one that cannot be read.</exception>
    /// <exception cref="IOException">The address is taken, or the certificate cannot be read.</exception>
    public static async Task<ReadingRoom> StartAsync(ReadingRoomOptions options, CancellationToken cancel = default)
    {
        var archives = new Archives(options.Folder);
        // Whatever is wrong with the folder is said before anybody asks.
        archives.Read(static reading => reading.Archive.Size());
        var certificate = options.Certificate is { } file ? Certificates.Read(file) : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
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
        builder.Services.AddSingleton(options).AddSingleton(options.Clock).AddSingleton(_ => archives).AddSingleton(new Assets()).AddSingleton<Corrections>().AddSingleton<Collations>().AddSingleton<EventMeasuring>()
            .AddSingleton(static services => RoomDatabase.Open(services.GetRequiredService<ReadingRoomOptions>().Folder));
        builder.Services.AddSingleton(static services => KeptAccounts.Open(services.GetRequiredService<ReadingRoomOptions>().Folder)).AddSingleton(new Newest());
        builder.Services.Configure<RouteHandlerOptions>(static handling => handling.ThrowOnBadRequest = true);
        FollowingServices.Add(builder.Services);
        Gate.Add(builder.Services, options);
        McpServing.Add(builder.Services);
        var application = builder.Build();
        HostNames.UseProxies(application, options);
        application.Use(Headers.Set);
        application.Use(Failures.Tell);
        application.Use(Heads.AsGet);
        application.UseRouting();
        Gate.Use(application, options);
        Routes.Map(application);
        options.More?.Invoke(application);
        try
        {
            if (!options.Open) Gate.CheckUsers(application.Services.GetRequiredService<Users>(), options);
            await application.StartAsync(cancel).ConfigureAwait(false);
            return new ReadingRoom(application);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
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

    public async ValueTask DisposeAsync()
    {
        // Who looks for news has ended before the archive is closed under them.
        using var patience = new CancellationTokenSource(Patience);
        await application.StopAsync(patience.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }
}
