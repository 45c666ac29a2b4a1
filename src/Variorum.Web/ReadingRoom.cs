using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Variorum;

/// <summary>A server for an archive: pages, API and feeds. Started, it answers until it is disposed of.</summary>
public sealed class ReadingRoom : IAsyncDisposable
{
    // A form with two pasted texts; files are added by the command line.
    private const long LongestBody = 8 << 20;

    private readonly WebApplication application;

    private ReadingRoom(WebApplication application) => this.application = application;

    /// <summary>Where it answers.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Opens the archive and begins to answer.</summary>
    /// <exception cref="ArchiveException">The folder holds no archive, or one that cannot be read.</exception>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<ReadingRoom> StartAsync(ReadingRoomOptions options, CancellationToken cancel = default)
    {
        var archives = new Archives(options.Folder);
        // Whatever is wrong with the folder is said before anybody asks.
        archives.Read(static reading => reading.Archive.Size());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Listen(options.Listen);
        });
        builder.Services.AddSingleton(options).AddSingleton(options.Clock).AddSingleton(_ => archives).AddSingleton(new Assets())
            .AddSingleton(static services => RoomDatabase.Open(services.GetRequiredService<ReadingRoomOptions>().Folder));
        builder.Services.Configure<RouteHandlerOptions>(static handling => handling.ThrowOnBadRequest = true);
        Gate.Add(builder.Services, options);
        McpServing.Add(builder.Services);
        var application = builder.Build();
        application.Use(Headers.Set);
        application.Use(Failures.Tell);
        application.UseRouting();
        Gate.Use(application, options);
        Routes.Map(application);
        try
        {
            await application.StartAsync(cancel).ConfigureAwait(false);
            return new ReadingRoom(application);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

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

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
