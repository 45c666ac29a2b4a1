using System.Diagnostics;
using System.Text;

namespace Variorum.SystemTests;

/// <summary>The server as a process.</summary>
public sealed class ServingTests : IDisposable
{
    private readonly Scratch scratch = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => scratch.Dispose();

    /// <summary>A server that was started by a command line, and where it answers.</summary>
    private sealed class Served : IAsyncDisposable
    {
        private readonly Process process;
        private readonly StringBuilder told = new();
        private readonly TaskCompletionSource<Uri> open = new();
        private readonly Task reading;

        public Served(string command, string folder)
        {
            process = Shell.Start($"exec {command}", folder);
            reading = Task.Run(async () =>
            {
                while (await process.StandardError.ReadLineAsync() is { } line)
                {
                    lock (told) told.AppendLine(line);
                    if (line.StartsWith("The reading room is open at ", StringComparison.Ordinal)) open.TrySetResult(new Uri(line.Split(' ')[6].TrimEnd(';')));
                }
                open.TrySetException(new InvalidOperationException(Told));
            });
        }

        public HttpClient Client { get; } = new();

        public string Told
        {
            get { lock (told) return told.ToString(); }
        }

        public async Task<Uri> Address() => await open.Task.WaitAsync(TimeSpan.FromMinutes(3), Test);

        public async Task<string> Text(string path) => await Client.GetStringAsync(new Uri(await Address(), path), Test);

        public async Task<int> End(string signal)
        {
            await Shell.Run($"kill -{signal} {process.Id}");
            await process.WaitForExitAsync(Test).WaitAsync(TimeSpan.FromSeconds(60), Test);
            await reading;
            return process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            if (!process.HasExited) process.Kill();
            await reading;
            process.Dispose();
        }
    }

    private Task<Ran> Archive() => Shell.Run($"variorum add {Repository.Path("samples", "signing-report.html")} --url https://press.norland.example/news/signing --archive archive", scratch.Folder);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_server_that_watches_ends_in_order_and_lets_go_who_looks_on(string signal)
    {
        await Archive();
        await using var served = new Served("variorum serve --archive archive --watch --listen 127.0.0.1:0", scratch.Folder);
        using var looking = await served.Client.GetAsync(new Uri(await served.Address(), "/watch/events"), HttpCompletionOption.ResponseHeadersRead, Test);
        var heard = looking.Content.ReadAsStringAsync(Test);
        Assert.Equal(0, await served.End(signal));
        Assert.Contains("event: stand", await heard, StringComparison.Ordinal);
        Assert.Contains("the last watch ran from", (await Shell.Run("variorum status --archive archive", scratch.Folder)).Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (await Shell.Run("variorum verify --archive archive", scratch.Folder)) is var verified ? (verified.Exit, verified.Error) : default);
    }

    [Fact]
    public async Task A_back_up_made_while_the_server_watches_is_an_archive_that_is_sound_and_can_be_served()
    {
        await Archive();
        await using var served = new Served("variorum serve --archive archive --watch --listen 127.0.0.1:0", scratch.Folder);
        await served.Text("/");
        foreach (var (link, copy) in new[] { ("", "copy"), ("--link", "linked") })
        {
            var made = await Shell.Run($"variorum backup {copy} {link} --archive archive", scratch.Folder);
            Assert.Equal((0, ""), (made.Exit, made.Error));
            Assert.Equal((0, ""), (await Shell.Run($"variorum verify --archive {copy}", scratch.Folder)) is var verified ? (verified.Exit, verified.Error) : default);
        }
        await using var restored = new Served("variorum serve --archive copy --listen 127.0.0.1:0", scratch.Folder);
        Assert.Contains("press.norland.example", await restored.Text("/accounts/1"), StringComparison.Ordinal);
        Assert.Equal(1, (await Shell.Run("variorum backup copy --archive archive", scratch.Folder)).Exit);
    }

    [Fact]
    public async Task The_sample_opens_filled_and_leaves_nothing_behind()
    {
        await using var served = new Served($"env TMPDIR={scratch.Folder} variorum serve --sample --listen 127.0.0.1:0", scratch.Folder);
        Assert.Contains("/events/", await served.Text("/events"), StringComparison.Ordinal);
        Assert.Contains("/sources/", await served.Text("/sources"), StringComparison.Ordinal);
        Assert.Equal(0, await served.End("TERM"));
        Assert.DoesNotContain(scratch.Names, static name => name.StartsWith("variorum-sample-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Traces_and_metrics_are_sent_where_the_environment_says_and_nowhere_without()
    {
        await Archive();
        await using var collector = new Loopback(static _ => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        await using var served = new Served($"env OTEL_EXPORTER_OTLP_ENDPOINT={collector.Site} OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_BSP_SCHEDULE_DELAY=100 OTEL_METRIC_EXPORT_INTERVAL=200 variorum serve --archive archive --listen 127.0.0.1:0", scratch.Folder);
        await served.Text("/sources");
        while (!collector.Asked.Contains("/v1/traces") || !collector.Asked.Contains("/v1/metrics")) await Task.Delay(50, Test);
    }

    [Theory]
    [InlineData("{ \"wach\": true }", "room.json cannot be read (line 1")]
    [InlineData("{ \"listen\": \"everywhere\" }", "room.json says to listen at everywhere, which is not")]
    public async Task Settings_that_make_no_sense_are_one_sentence_and_nothing_is_opened(string settings, string said)
    {
        await Archive();
        await File.WriteAllTextAsync(scratch.Path("archive/room.json"), settings, Test);
        var ran = await Shell.Run("variorum serve --archive archive --listen 127.0.0.1:0", scratch.Folder);
        Assert.Equal(2, ran.Exit);
        Assert.Contains(said, Assert.Single(ran.Messages), StringComparison.Ordinal);
    }
}
