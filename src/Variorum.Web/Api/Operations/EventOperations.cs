using System.Text.Json;

namespace Variorum;

/// <summary>What is asked of events.</summary>
internal static class EventOperations
{
    // How much witnesses differ is found out by collating them; a reader may wait for so many.
    private const int MostMeasured = 8;

    private static readonly TextParameter Place = new("place", "Where; any case and accents.", 200),
        With = new("with", "A country, person or body, or a part of its name.", 200),
        Words = new("q", "Only events told by a version that answers this query, as in search.", 1000),
        Speaker = new("speaker", "Only statements of somebody whose name holds this.", 200),
        Topic = new("topic", "Only statements on this topic, or with this word.", 200);

    // One of the samples' events that is told by several.
    private static readonly NumberParameter Disputed = UsualParameters.Event with { Example = "2" };

    private static readonly WordParameter Order = new("order", "The latest first, those of most accounts, or those on which witnesses differ most.", "date", "accounts", "disagreement") { Usual = "date" },
        Sort = new("sort", "In the order of the witnesses, or the most contested first.", "order", "disagreement") { Usual = "order" },
        Only = new("only", "Only statements of all witnesses, of two or more, or of one alone.", "all", "some", "one");

    private static readonly WordParameter Decision = new("decision", "What: others are merged into it; accounts are split off; an account moves to another event; it is pinned as it is, or is no more.", [.. EventDecisions.Kinds]) { Required = true };

    private static readonly NumberParameter Accounts = new("account", "Versions that it is about: of split all, of move, pin and unpin one.", 1, long.MaxValue) { Most = EventDecisions.MostNamed },
        Others = new("other", "Events: of merge those that become part of it, of move the one that takes the account.", 1, long.MaxValue) { Most = EventDecisions.MostNamed };

    private static readonly TextParameter Note = new("note", "Why.", EventDecisions.LongestNote);

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("events", "/events", "events", "What happened, as the archive's accounts tell it.", "events", [UsualParameters.Since, UsualParameters.Until, Place, With, Words, Order, UsualParameters.Limit, UsualParameters.Cursor, UsualParameters.Format], List) { Table = true },
        new("event", "/events/{event}", "events", "An event: who told it when, who repeats whom, who was silent, what it is related to.", "event", [UsualParameters.Event, UsualParameters.Format], One) { Table = true },
        new("witnesses", "/events/{event}/witnesses", "events", "The accounts of an event that repeat no other one, each with those that repeat it.", "witnesses", [UsualParameters.Event], Witnesses),
        new("table", "/events/{event}/table", "events", "All witnesses of an event in one table: a row a statement.", "collation", [Disputed, Sort, Only, Speaker, Topic, UsualParameters.Format], null) { Table = true, Dear = true, AnswerRoom = static (asked, _, http) => Table(asked, http) },
        new("decideEvent", "/events/{event}/decisions", "events", "Decides that events are one, that accounts tell of another one, or that it stays as it is; gives the event that it became.", "event", [UsualParameters.Event], null)
        {
            Method = HttpMethods.Post, Needs = Rank.Editor, Dear = true, Members = [Decision, Accounts, Others, Note], SentExample = """{"decision":"pin","note":"Both capitals tell of one signing."}""", AnswerRoom = static (asked, _, http) => Decide(asked, http),
        },
    ];

    private static async Task<Answer> Decide(Asked asked, HttpContext http)
    {
        var services = http.RequestServices;
        var archives = services.GetRequiredService<Archives>();
        var became = await EventDecisions.Decide(asked.Of(UsualParameters.Event), asked.Of(Decision), asked.All(Accounts), asked.All(Others), asked.Text(Note), http, archives, services.GetRequiredService<EventHistories>()).ConfigureAwait(false);
        return await archives.ReadAsync(reading => One(reading, became), http.RequestAborted).ConfigureAwait(false);
    }

    private static Answer List(Asked asked, Reading reading)
    {
        var limit = asked.Number(UsualParameters.Limit);
        if (reading.Events is not { } events) return Listed([], null);
        var filter = new EventFilter
        {
            Since = asked.Day(UsualParameters.Since),
            Until = asked.Day(UsualParameters.Until),
            Place = asked.Text(Place),
            With = asked.Text(With),
            Versions = asked.Says(Words, out var words) ? reading.Archive.Search(Query.Parse(words), SearchScope.All, new SearchOptions { Top = null }).Hits.Select(static hit => hit.Id).ToHashSet() : null,
            Order = asked.Text(Order) switch { "accounts" => EventOrder.Accounts, "disagreement" => EventOrder.Disagreement, _ => EventOrder.Date },
            After = Cursors.Numbers(asked, 1)?[0],
            Most = limit + 1,
            MostMeasured = MostMeasured,
        };
        if (filter.Since > filter.Until) throw new WrongException("since is later than until");
        var found = events.Events(reading.Archive, filter);
        return Listed([.. found.Take(limit)], found.Count > limit ? Cursors.Write([found[limit - 1].Id]) : null);
    }

    private static Answer Listed(IReadOnlyList<Event> found, string? next) =>
        new(stream => EventsJson.Write(found, stream, next)) { Table = stream => EventsCsv.Write(found, stream), Next = next };

    private static Answer One(Asked asked, Reading reading)
    {
        return One(reading, asked.Of(UsualParameters.Event));
    }

    private static Answer One(Reading reading, long id)
    {
        var history = Grouped(reading).History(reading.Archive, id, measure: false);
        return new Answer(stream => EventsJson.Write(history, stream)) { Table = stream => EventsCsv.Write(history, stream) };
    }

    private static Answer Witnesses(Asked asked, Reading reading)
    {
        var witnesses = Grouped(reading).Witnesses(reading.Archive, Resolved(reading, asked.Of(UsualParameters.Event)));
        return new Answer(Answers.Object("variorum-witnesses/1", json => AccountJson.List(json, "witnesses", witnesses, Witness)));
    }

    private static void Witness(Utf8JsonWriter json, TableWitness witness)
    {
        var account = witness.Account;
        json.WriteString("title", account.Title);
        json.WriteString("publisher", account.Publisher);
        json.WriteString("published", account.Published);
        json.WriteString("language", account.Language);
        json.WriteString("kind", account.Kind.ToString().ToLowerInvariant());
        json.WriteString("url", account.Url);
        json.WriteString("sha256", account.Sha256);
        json.WriteNumber("passages", account.Passages.Count);
        AccountJson.List(json, "copies", witness.Copies, TableJson.Copy);
    }

    private static async Task<Answer> Table(Asked asked, HttpContext http)
    {
        var id = asked.Of(Disputed);
        var (now, state) = await http.RequestServices.GetRequiredService<Archives>().ReadAsync(reading => Resolved(reading, id) is var found ? (found, Grouped(reading).State(found)) : default, http.RequestAborted).ConfigureAwait(false);
        var table = (await http.RequestServices.GetRequiredService<Collations>().OfEvent(now, state, http.RequestAborted).ConfigureAwait(false))?.Table
            ?? throw new NotThereException($"event {id} has only one account that repeats no other one, and there is nothing to set beside it");
        var view = new TableView(asked.Text(Sort) == "disagreement" ? RowSort.Disagreement : RowSort.Order,
            asked.Text(Only) switch { "all" => ToldBy.All, "some" => ToldBy.Some, "one" => ToldBy.One, _ => null }, asked.Text(Speaker), asked.Text(Topic));
        return new Answer(stream => TableJson.Write(table, stream, view)) { Table = stream => TableCsv.Write(table, stream, view) };
    }

    internal static long Resolved(Reading reading, long id) => Grouped(reading).Resolve(id) ?? throw new NotThereException($"there is no event {id}");

    internal static EventIndex Grouped(Reading reading) => reading.Events ?? throw new NotThereException("nothing was grouped by event yet");
}
