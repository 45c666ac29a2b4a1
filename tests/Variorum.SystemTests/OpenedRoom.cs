using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Variorum.SystemTests;

/// <summary>The reading room of the samples, opened as a new user opens it; all its tests share it, and change nothing that another one reads.</summary>
public sealed partial class OpenedRoom : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly Scratch scratch = new();
    private Process? server;

    /// <summary>Where it answers; ends with a slash.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    public async ValueTask InitializeAsync()
    {
        server = Shell.Start($"XDG_DATA_HOME='{scratch.Folder}' exec variorum serve --sample --listen 127.0.0.1:0");
        _ = server.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (await server.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (Told().Match(line) is not { Success: true } told) continue;
            Address = new Uri(told.Value);
            _ = server.StandardError.ReadToEndAsync(CancellationToken.None);
            return;
        }
        Assert.Fail("The reading room did not open.");
    }

    public Uri At(string path) => new(Address, path);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }
        scratch.Dispose();
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:\\d+/")]
    private static partial Regex Told();
}
