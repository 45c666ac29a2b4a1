using System.Text.Json;

namespace Variorum;

/// <summary>What people keep and decide in the room: searches, webhooks, corrections. Users and their tokens are for persons who signed in, and no program's.</summary>
internal static class FollowingOperations
{
    private static readonly NumberParameter Search = new("search", "The saved search's number.", 1, long.MaxValue) { InPath = true, Required = true, Example = "1" },
        Account = new("account", "Only of this version of a page.", 1, long.MaxValue) { Most = Collator.Most },
        Before = new("before", "Only those decided before this step.", 1, long.MaxValue);

    private static readonly TextParameter SavedName = new("name", "What people call it.", SavedSearches.LongestName);

    private static readonly WordParameter Scopes = new("scope", "As in search.", "all", "current", "removed");

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("searches", "/searches", "following", "Searches that are kept.", "searches", [], Never) { AnswerRoom = static (_, _, http) => Task.FromResult(Searches(http)) },
        new("saveSearch", "/searches", "following", "Keeps a search, and lists those that are kept.", "searches", [], Never)
        {
            Method = HttpMethods.Post, Needs = Rank.Editor, Sent = "search", SentExample = """{"name":"Treaties","query":"treaty","scope":"all"}""", AnswerRoom = static (_, sent, http) => Save(sent, http),
        },
        new("removeSearch", "/searches/{search}", "following", "Takes a search away, and lists those that are kept.", "searches", [Search], Never)
        {
            Method = HttpMethods.Delete, Needs = Rank.Editor,
            AnswerRoom = static (asked, _, http) =>
            {
                Room(http).Do(database => SavedSearches.Remove(database, asked.Of(Search)));
                return Task.FromResult(Searches(http));
            },
        },
        new("webhooks", "/webhooks", "following", "Addresses that are told of news, without what is signed with.", "webhooks", [], Never) { Needs = Rank.Editor, AnswerRoom = static (_, _, http) => Task.FromResult(Hooks(http)) },
        new("corrections", "/corrections", "following", "What people decided of links and passages, the latest first, as Web Annotations of the W3C.", "annotations", [Account, Before, UsualParameters.Limit], Never)
        {
            AnswerRoom = Corrected,
        },
    ];

    private static Answer Never(Asked asked, Reading reading) => throw new InvalidOperationException("The room answers it, and not the archive.");

    private static RoomDatabase Room(HttpContext http) => http.RequestServices.GetRequiredService<RoomDatabase>();

    private static Answer Searches(HttpContext http)
    {
        var searches = Room(http).Ask(SavedSearches.All);
        return new Answer(Answers.Object("variorum-searches/1", json => AccountJson.List(json, "searches", searches, static (json, search) =>
        {
            json.WriteNumber("id", search.Id);
            json.WriteString("name", search.Name);
            json.WriteString("query", search.Query);
            json.WriteString("scope", search.Scope.ToString().ToLowerInvariant());
            json.WriteString("author", search.Author);
            json.WriteString("seen", search.Looked.UtcDateTime);
        })));
    }

    private static async Task<Answer> Save(JsonElement sent, HttpContext http)
    {
        if (sent.ValueKind != JsonValueKind.Object) throw new WrongException("what was sent is no object with name, query and scope");
        foreach (var member in sent.EnumerateObject())
        {
            if (member.Name is not ("name" or "query" or "scope") || member.Value.ValueKind != JsonValueKind.String)
                throw new WrongException($"a search has name, query and scope, which are texts; “{(member.Name.Length > 40 ? member.Name[..40] : member.Name)}” is none of these, or no text");
        }
        var asked = new Asked([SearchOperations.Query, SavedName, Scopes], parameter => sent.TryGetProperty(parameter == SearchOperations.Query ? "query" : parameter.Name, out var value) ? [CollationOperations.Text(value, parameter.Name)] : []);
        var query = asked.Of(SearchOperations.Query);
        // Read before it is kept: what cannot be asked is not saved.
        Query.Parse(query);
        var last = await http.RequestServices.GetRequiredService<Archives>().ReadAsync(static reading => reading.Archive.Newest(), http.RequestAborted).ConfigureAwait(false);
        Room(http).Do(database => SavedSearches.Add(database, new SavedSearch(0, asked.Text(SavedName) ?? Telling.Shorten(query, 60), query, Enum.Parse<SearchScope>(asked.Text(Scopes) ?? "all", ignoreCase: true), http.Visitor().Name,
            http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), last)));
        return Searches(http);
    }

    private static Answer Hooks(HttpContext http)
    {
        var hooks = Room(http).Ask(Webhooks.All);
        return new Answer(Answers.Object("variorum-webhooks/1", json => AccountJson.List(json, "webhooks", hooks, static (json, hook) =>
        {
            json.WriteNumber("id", hook.Id);
            json.WriteString("url", hook.Url);
            AccountJson.Strings(json, "about", [.. Enum.GetValues<WebhookAbout>().Where(about => about != WebhookAbout.Nothing && hook.About.HasFlag(about)).Select(static about => about.ToString().ToLowerInvariant())]);
            json.WriteString("source", hook.Source);
            json.WriteString("author", hook.Author);
            json.WriteNumber("failures", hook.Failures);
            json.WriteBoolean("stopped", hook.Stopped is not null);
        })));
    }

    private static async Task<Answer> Corrected(Asked asked, JsonElement sent, HttpContext http)
    {
        var (corrections, limit) = (http.RequestServices.GetRequiredService<Corrections>(), asked.Number(UsualParameters.Limit));
        var ids = asked.All(Account);
        var found = ids.Count == 0 ? corrections.Latest(limit, asked.Says(Before, out var before) ? before : null)
            : (await http.RequestServices.GetRequiredService<Archives>().ReadAsync(reading => corrections.Of([.. ids.Select(id => CaptureOperations.Read(reading, id))]), http.RequestAborted).ConfigureAwait(false)).Reverse().Where(stored => !asked.Says(Before, out var step) || stored.Step < step).Take(limit).ToList();
        var holding = found.Where(static stored => stored.Withdrawn is null).Select(static stored => stored.Correction).ToList();
        return new Answer(stream => AnnotationsJson.Write(holding, stream));
    }
}
