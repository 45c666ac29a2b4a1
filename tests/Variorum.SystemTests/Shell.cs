using System.Diagnostics;

namespace Variorum.SystemTests;

/// <summary>What a command left: its status, and all that it wrote.</summary>
internal sealed record Ran(int Exit, string Output, string Error)
{
    public string[] Messages => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Commands as a person types them, in bash, with <c>variorum</c> on the path.</summary>
internal static class Shell
{
    // For what hangs; a first build beside other tests, on a slow machine, takes several minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Runs a command line to its end.</summary>
    /// <exception cref="TimeoutException">It does not end; it has been killed.</exception>
    public static async Task<Ran> Run(string command, string? folder = null, string? path = null)
    {
        using var process = Start(command, folder, path);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} did not end within {Patience}: {await error}");
        }
        return new Ran(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a command line; the caller ends it.</summary>
    public static Process Start(string command, string? folder = null, string? path = null)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["PATH"] = path ?? $"{Repository.Root}:{Environment.GetEnvironmentVariable("PATH")}";
        // What the test runner's own process was given is not what a person's shell has.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_", StringComparison.Ordinal) || name is "NO_COLOR" or "COLUMNS").ToList())
            start.Environment.Remove(name);
        // The superuser may read and write everything; a command after this may not.
        start.Environment["UNPRIVILEGED"] = Environment.IsPrivilegedProcess ? "setpriv --bounding-set=-dac_override,-dac_read_search" : "";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
