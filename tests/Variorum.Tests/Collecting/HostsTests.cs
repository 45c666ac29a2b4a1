using static Variorum.LoopbackServer;

namespace Variorum;

public class HostsTests
{
    private static readonly DateTimeOffset Start = new(2024, 6, 20, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_is_asked_once_at_a_time_and_after_its_delay()
    {
        var (hosts, clock) = New();
        var first = await hosts.EnterAsync("press.example", Test);
        var second = hosts.EnterAsync("PRESS.example", Test);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(second.IsCompleted);
        first.Dispose();
        Assert.Equal(Start.AddSeconds(62), hosts.Free("press.example"));
        await Task.Delay(50, Test);
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await second).Dispose();
    }

    [Fact]
    public async Task Another_host_waits_for_none()
    {
        var (hosts, _) = New();
        using var one = await hosts.EnterAsync("press.example", Test);
        one.Report(Answer("503 Busy", "Retry-After: 3600\r\n"));
        using var other = await hosts.EnterAsync("news.example", Test);
        Assert.Equal((1, 0), (hosts.Troubles("press.example"), hosts.Troubles("news.example")));
    }

    [Theory]
    [InlineData("503 Busy", "Retry-After: 3600\r\n", 3600)]
    [InlineData("429 Too Many", "Retry-After: Thu, 20 Jun 2024 10:00:00 GMT\r\n", 7200)]
    [InlineData("503 Busy", "Retry-After: 99999999999999\r\n", 86400)]
    [InlineData("302 Found", "Location: /\r\nRetry-After: 100\r\n", 100)]
    [InlineData("200 OK", "Retry-After: 3600\r\n", 2)]
    [InlineData("200 OK", "", 2)]
    [InlineData("404 Not Found", "", 2)]
    [InlineData("304 Not Modified", "", 2)]
    public async Task A_host_is_left_alone_for_as_long_as_it_asks(string status, string headers, int seconds)
    {
        var (hosts, _) = New();
        using (var turn = await hosts.EnterAsync("press.example", Test)) turn.Report(Answer(status, headers));
        Assert.Equal(Start.AddSeconds(seconds), hosts.Free("press.example"));
    }

    [Fact]
    public async Task Trouble_doubles_the_pause_with_chance_and_an_answer_ends_it()
    {
        var (hosts, clock) = New();
        for (var trouble = 1; trouble <= 14; trouble++)
        {
            using (var turn = await hosts.EnterAsync("press.example", Test)) turn.Report(trouble % 2 == 0 ? Answer("500 Broken", "") : Nothing);
            var full = Math.Min(86_400, 60 * Math.Pow(2, trouble - 1));
            var pause = (hosts.Free("press.example") - clock.GetUtcNow()).TotalSeconds;
            Assert.InRange(pause, full / 2, full);
            Assert.Equal(trouble, hosts.Troubles("press.example"));
            clock.Advance(TimeSpan.FromSeconds(pause));
        }

        using (var turn = await hosts.EnterAsync("press.example", Test)) turn.Report(Answer("200 OK", ""));
        Assert.Equal((0, clock.GetUtcNow().AddSeconds(2)), (hosts.Troubles("press.example"), hosts.Free("press.example")));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_pauses()
    {
        var pauses = new List<DateTimeOffset>();
        for (var run = 0; run < 2; run++)
        {
            var (hosts, _) = New();
            using (var turn = await hosts.EnterAsync("press.example", Test)) turn.Report(Nothing);
            pauses.Add(hosts.Free("press.example"));
        }

        Assert.Equal(pauses[0], pauses[1]);
    }

    [Fact]
    public async Task A_host_has_a_delay_of_its_own()
    {
        var (hosts, _) = New();
        hosts.SetDelay("press.example", TimeSpan.FromSeconds(30));
        (await hosts.EnterAsync("press.example", Test)).Dispose();
        Assert.Equal(Start.AddSeconds(30), hosts.Free("press.example"));
    }

    [Fact]
    public async Task A_delay_that_becomes_known_by_a_request_holds_from_that_request_on()
    {
        var (hosts, clock) = New();
        (await hosts.EnterAsync("press.example", Test)).Dispose();
        clock.Advance(TimeSpan.FromSeconds(1));
        hosts.SetDelay("press.example", TimeSpan.FromSeconds(20));
        Assert.Equal(Start.AddSeconds(20), hosts.Free("press.example"));
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_nobody_up()
    {
        var (hosts, clock) = New();
        var first = await hosts.EnterAsync("press.example", Test);
        using var impatient = new CancellationTokenSource();
        var second = hosts.EnterAsync("press.example", impatient.Token);
        first.Dispose();
        await Task.Delay(50, Test);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await hosts.EnterAsync("press.example", Test)).Dispose();
    }

    [Fact]
    public async Task A_fetcher_keeps_the_delay_from_hop_to_hop()
    {
        await using var server = Of(path => path == "/" ? To("/next") : Page("here"));
        var hosts = new Hosts(new HostsOptions { Delay = TimeSpan.FromSeconds(.5) });
        var hops = await new Fetcher(server.Options with { Hosts = hosts }).FetchAsync(server.Url(), null, Test);
        Assert.Equal(2, hops.Count);
        Assert.True(hops[1].Time - hops[0].Time >= TimeSpan.FromSeconds(.5));
    }

    private static (Hosts Hosts, SetClock Clock) New()
    {
        var clock = new SetClock(Start);
        return (new Hosts(new HostsOptions { Clock = clock, Random = new Random(7) }), clock);
    }

    private static Fetched Answer(string status, string headers) =>
        new("https://press.example/", Start, default, System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n"), default, null, null);

    private static Fetched Nothing => new("https://press.example/", Start, default, default, default, null, "https://press.example/: nothing there");
}
