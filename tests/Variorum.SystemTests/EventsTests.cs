namespace Variorum.SystemTests;

/// <summary>Events from the command line: what is listed, shown, decided, and how it is refused.</summary>
public sealed class EventsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("variorum-events-").FullName;

    public async ValueTask InitializeAsync() =>
        Assert.Equal(0, (await Run("""
            for page in summit-agency summit-broadcaster summit-ministry call-norland call-vesmark
            do variorum add samples/$page.html --url https://$page.example/news --captured 2026-10-20T10:00:00Z
            done
            """)).Exit);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Events_are_listed_shown_and_decided()
    {
        var listed = await Run("variorum events --sort accounts --format csv");
        Assert.Equal((0, ""), (listed.Exit, listed.Error));
        Assert.Equal(3, listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var shown = await Run("variorum event https://call-vesmark.example/news");
        Assert.Equal((0, ""), (shown.Exit, shown.Error));
        Assert.Contains("https://call-norland.example/news", shown.Output, StringComparison.Ordinal);
        Assert.Contains("because: ", shown.Output, StringComparison.Ordinal);
        var compared = await Run("variorum event https://call-norland.example/news --compare --format json");
        Assert.Equal((0, ""), (compared.Exit, compared.Error));
        var split = await Run("""
            variorum event https://call-vesmark.example/news split https://call-vesmark.example/news --note 'another call'
            rm "$VARIORUM_ARCHIVE/events.db"
            variorum rebuild
            variorum events --limit 9
            """);
        Assert.Equal((0, ""), (split.Exit, split.Error));
        Assert.Equal(3, split.Output.Split('\n').Count(static line => line.Contains("independent", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("event 77", 1, "Event 77 is not there: variorum events lists those that are.")]
    [InlineData("event 1 merge 1", 1, "A merge needs two events.")]
    [InlineData("event 1 unpin", 1, "Event 1 is not pinned.")]
    [InlineData("event 1 split https://summit-agency.example/news https://summit-broadcaster.example/news https://summit-ministry.example/news", 1, "Nothing would be left of event 1: name some of its accounts, not all.")]
    [InlineData("event 1 ponder", 2, "variorum event: there is no decision ponder; there are merge, split, move, pin, unpin; variorum event --help shows how it is used.")]
    [InlineData("event 1 move https://summit-agency.example/news", 2, "variorum event: move needs an account and the event that it belongs to; variorum event --help shows how it is used.")]
    [InlineData("event 1 --annotations decided.json", 2, "variorum event: --annotations is of --compare; variorum event --help shows how it is used.")]
    [InlineData("event 1 --format tei", 2, "variorum event: --format tei is of --compare; variorum event --help shows how it is used.")]
    [InlineData("events --since soon", 2, "variorum events: --since soon is not a date such as 2024-06-20; variorum events --help shows how it is used.")]
    public async Task What_cannot_be_is_said_in_a_sentence(string words, int exit, string sentence)
    {
        var ran = await Run($"variorum {words}");
        Assert.Equal((exit, sentence), (ran.Exit, Assert.Single(ran.Messages)));
        Assert.False(File.Exists(Path.Combine(folder, "events.decisions.jsonl")));
    }

    private Task<Ran> Run(string command) => Shell.Run($"set -e; export VARIORUM_ARCHIVE={folder}\n{command}");
}
