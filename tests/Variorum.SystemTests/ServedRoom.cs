using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Variorum.SystemTests;

/// <summary>A reading room as a process of its own, for as long as a test needs it.</summary>
internal sealed partial class ServedRoom : IAsyncDisposable
{
    // The first start of all builds the program.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly Process process;
    private Task reading = Task.CompletedTask;

    private ServedRoom(Process process) => this.process = process;

    /// <summary>Where it answers; ends with a slash.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>What it wrote on standard error, line by line.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    /// <param name="arguments">Of <c>variorum serve</c>, but where it listens.</param>
    /// <param name="folder">In which it is started.</param>
    public static async Task<ServedRoom> Open(string arguments, string folder)
    {
        var room = new ServedRoom(Shell.Start($"exec variorum serve {arguments} --listen 127.0.0.1:0", folder));
        try
        {
            _ = room.process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            using var patience = new CancellationTokenSource(Patience);
            while (await room.process.StandardError.ReadLineAsync(patience.Token) is { } line)
            {
                room.Log.Enqueue(line);
                if (Told().Match(line) is not { Success: true } told) continue;
                room.Address = new Uri(told.Value);
                room.reading = room.Read();
                return room;
            }
            throw new InvalidOperationException($"The reading room did not open: {string.Join('\n', room.Log)}");
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    public Uri At(string path) => new(Address, path);

    private async Task Read()
    {
        while (await process.StandardError.ReadLineAsync() is { } line) Log.Enqueue(line);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:\\d+/")]
    private static partial Regex Told();
}
