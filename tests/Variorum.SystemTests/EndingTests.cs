using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Variorum.SystemTests;

public sealed class EndingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("variorum-ending-").FullName;

    // Takes connections and never answers.
    private readonly TcpListener silent = new(IPAddress.Loopback, 0);

    public EndingTests() => silent.Start();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private string Slow => $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/";

    public void Dispose()
    {
        silent.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task What_is_being_fetched_is_given_up_and_the_archive_is_whole(string signal, int exit)
    {
        var ended = await EndAsync($"variorum add {Slow} --allow 127.0.0.1 --archive archive", signal, AskedAsync);
        Assert.Equal((exit, ""), ended);
        Assert.Equal((0, ""), (await Shell.Run("variorum verify --archive archive", folder)) is var verified ? (verified.Exit, verified.Error) : default);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task An_export_that_is_given_up_leaves_nothing_also_where_it_hangs(string signal, int exit)
    {
        await Shell.Run($"variorum add samples/signing-report.html --url https://press.norland.example/news/signing --archive {folder}/archive");
        // A file of the archive that cannot be read to its end.
        await Shell.Run("cd archive/warc; file=$(ls); rm $file; mkfifo $file", folder);
        var ended = await EndAsync("variorum export --archive archive -o out.warc.gz", signal, async () =>
        {
            while (Directory.GetFiles(folder).Length == 0) await Task.Delay(20, Test);
        });
        Assert.Equal((exit, ""), ended);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("", "INT", 0)]
    [InlineData("", "TERM", 0)]
    [InlineData("--once", "INT", 130)]
    [InlineData("--once", "TERM", 143)]
    public async Task A_watch_ends_in_order_and_one_that_was_to_go_through_once_says_that_it_did_not(string once, string signal, int exit)
    {
        await Shell.Run($"variorum source add {Slow} --feed {Slow}feed --archive archive", folder);
        Assert.Equal((exit, ""), await EndAsync($"variorum watch {once} --quiet --allow 127.0.0.1 --archive archive", signal, AskedAsync));
        Assert.Contains("the last watch ran from", (await Shell.Run("variorum status --archive archive", folder)).Output, StringComparison.Ordinal);
    }

    private async Task AskedAsync() => (await silent.AcceptTcpClientAsync(Test)).Client.ReceiveTimeout = 0;

    /// <summary>Starts a command, ends it by a signal when it is so far, and tells its exit code and what it wrote to standard error.</summary>
    private async Task<(int Exit, string Error)> EndAsync(string command, string signal, Func<Task> until)
    {
        using var process = Shell.Start($"exec {command}", folder);
        try
        {
            await until().WaitAsync(TimeSpan.FromMinutes(2), Test);
            var asked = Stopwatch.StartNew();
            await Shell.Run($"kill -{signal} {process.Id}");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(patience.Token);
            Assert.InRange(asked.Elapsed.TotalSeconds, 0, 15);
        }
        finally
        {
            process.Kill();
        }

        return (process.ExitCode, await process.StandardError.ReadToEndAsync(Test));
    }
}
