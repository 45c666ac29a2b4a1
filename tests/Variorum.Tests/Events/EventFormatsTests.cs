using System.Text;

namespace Variorum;

/// <summary>Events are written as the schemas beside docs/formats.md say.</summary>
public sealed class EventFormatsTests : EventArchive
{
    public EventFormatsTests() => Add([.. Signing(), Reprint("arnholm-post/a", 12), .. Dam()]);

    [Fact]
    public async Task Events_are_written_as_their_schema_says() =>
        await Check("events", Written(stream => EventsJson.Write(Index.Events(Archive), stream)), ("\"date\": \"2026", "\"date\": \"in 2026"), ("\"witnesses\"", "\"witness\""), ("\"id\": 1,", "\"id\": 0,"));

    [Fact]
    public async Task An_event_is_written_as_its_schema_says()
    {
        Index.Pin(Archive, 1, Account("vesk-courier/news-2"), "the lorries");
        await Check("event", Written(stream => EventsJson.Write(Index.History(Archive, 1), stream)), ("\"relation\": \"reprint\"", "\"relation\": \"copy\""), ("\"decision\": \"pin\"", "\"decision\": \"nail\""), ("\"seen_hours_later\": 3", "\"seen_hours_later\": \"3\""), ("\"days_later\": 0", "\"days_later\": 0.5"));
    }

    [Fact]
    public void A_table_has_a_row_an_event_or_a_row_an_account()
    {
        Assert.Equal(3, Written(stream => EventsCsv.Write(Index.Events(Archive), stream)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var rows = Written(stream => EventsCsv.Write(Index.History(Archive, 1), stream)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, rows.Length);
        Assert.Contains(",reprint,", rows[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_reads_who_told_first_and_who_repeats_whom()
    {
        using var text = new StringWriter();
        EventsText.Write(Index.History(Archive, 1), text);
        Assert.Contains("4 accounts of 4 publishers, 3 independent", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("arnholm-post.example · 2026-06-12 · en · the same day, seen 11 hours later", text.ToString(), StringComparison.Ordinal);
        Assert.Contains($"reprint of {Archive.Find(Url("norland-press/signing"))!.Id} (", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_accounts_of_one_day_none_is_said_to_be_the_first_that_was_published()
    {
        using var sameDay = new StringWriter();
        EventsText.Write(Index.History(Archive, 1), sameDay);
        Assert.Contains("norland-press.example · 2026-06-12 · en · seen first", sameDay.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the first", sameDay.ToString(), StringComparison.Ordinal);

        var history = Index.History(Archive, 1);
        using var dayLater = new StringWriter();
        EventsText.Write(history with { Accounts = [.. history.Accounts.Select(static account => account.After is null ? account : account with { After = new TimeLag(1, null) })] }, dayLater);
        Assert.Contains("norland-press.example · 2026-06-12 · en · the first", dayLater.ToString(), StringComparison.Ordinal);
        Assert.Contains("arnholm-post.example · 2026-06-12 · en · 1 day later", dayLater.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Witnesses_are_compared_with_their_copies_beside_them()
    {
        var table = StatementTable.Of(Index.Witnesses(Archive, 1));
        Assert.Equal([1, 0, 0], table.Columns.Select(static column => column.Copies.Count));
        Assert.Contains(table.Columns[0].Copies[0].Edits, static edit => edit.To == "Border crossings to open to lorries");
    }

    private static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task Check(string format, string json, params (string Right, string Wrong)[] broken)
    {
        Assert.Empty(await JsonFormatTests.Errors(format, json));
        foreach (var (right, wrong) in broken)
        {
            Assert.Contains(right, json, StringComparison.Ordinal);
            Assert.NotEmpty(await JsonFormatTests.Errors(format, json.Replace(right, wrong, StringComparison.Ordinal)));
        }
    }
}
