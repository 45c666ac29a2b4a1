using System.Text.Json;

namespace Variorum;

/// <summary>What people keep and decide in the room: searches, webhooks, corrections. Users and their tokens are for persons who signed in, and no program's.</summary>
internal static class FollowingOperations
{
    private static readonly NumberParameter Search = new("search", "The saved search's number.", 1, long.MaxValue) { InPath = true, Required = true, Example = "1" },
        Account = new("account", "Only of this version of a page.", 1, long.MaxValue) { Most = Collator.Most };

    private static readonly NumberParameter Hook = new("webhook", "The webhook's number.", 1, long.MaxValue) { InPath = true, Required = true, Example = "1" };

    private static readonly TextParameter Decided = new("correction", "The decision's id, as its annotation has it.", LinkDecision.LongestId) { InPath = true, Required = true, Example = "urn:uuid:0b0f5a1e-77f1-4c53-8d0e-5a4f3c2b1a90" };

    private static readonly TextParameter Url = new("url", "Where it is sent, http or https.", Webhooks.LongestUrl) { Required = true },
        Of = new("source", "Changes of this source alone.", 200);

    private static readonly WordParameter About = new("about", "Of what it is told.", [.. WebhookPage.Words]) { Required = true, Most = WebhookPage.Words.Count };

    private static readonly WordParameter Message = new("about", "A test tells of nothing.", "test") { Required = true }, Stopped = new("stopped", "What failed on and on is stopped by itself, and used again so.", "no") { Required = true };

    private static readonly TextParameter Sought = SearchOperations.Query with { Name = "query" };

    private static readonly TextParameter SavedName = new("name", "What people call it.", SavedSearches.LongestName);

    private static readonly WordParameter Scopes = new("scope", "As in search.", "all", "current", "removed");

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("searches", "/searches", "following", "Searches that are kept.", "searches", [], null) { AnswerRoom = static (_, _, http) => Task.FromResult(Searches(http)) },
        new("saveSearch", "/searches", "following", "Keeps a search, and lists those that are kept.", "searches", [], null)
        {
            Method = HttpMethods.Post, Needs = Rank.Editor, Members = [SavedName, Sought, Scopes], SentExample = """{"name":"Treaties","query":"treaty","scope":"all"}""", AnswerRoom = static (asked, _, http) => Save(asked, http),
        },
        new("seeSearch", "/searches/{search}/seen", "following", "Says that all that a search finds now was seen, and lists those that are kept.", "searches", [Search], null)
        {
            Method = HttpMethods.Put, Needs = Rank.Editor, AnswerRoom = static (asked, _, http) => See(asked, http),
        },
        new("removeSearch", "/searches/{search}", "following", "Takes a search away, and lists those that are kept.", "searches", [Search], null)
        {
            Method = HttpMethods.Delete, Needs = Rank.Editor,
            AnswerRoom = static (asked, _, http) =>
            {
                Room(http).Do(database => SavedSearches.Remove(database, asked.Of(Search)));
                return Task.FromResult(Searches(http));
            },
        },
        new("webhooks", "/webhooks", "following", "Addresses that are told of news, without what is signed with.", "webhooks", [], null) { Needs = Rank.Editor, AnswerRoom = static (_, _, http) => Task.FromResult(Hooks(Room(http).Ask(Webhooks.All))) },
        new("addWebhook", "/webhooks", "following", "Adds an address that is told of news, and gives it with what its messages are signed with, which is told this once.", "webhooks", [], null)
        {
            Method = HttpMethods.Post, Needs = Rank.Editor, Members = [Url, About, Of], SentExample = """{"url":"https://desk.norland.example/news","about":["changes","vanished"]}""", AnswerRoom = static (asked, _, http) => Task.FromResult(Add(asked, http)),
        },
        new("testWebhook", "/webhooks/{webhook}/messages", "following", "Sends a webhook a message without news, and gives the webhook.", "webhooks", [Hook], null)
        {
            Method = HttpMethods.Post, Needs = Rank.Editor, GoesElsewhere = true, Members = [Message], SentExample = """{"about":"test"}""",
            AnswerRoom = static (asked, _, http) => Task.FromResult(Hooks([Room(http).Do(database => Webhooks.Test(database, asked.Of(Hook), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()))])),
        },
        new("resumeWebhook", "/webhooks/{webhook}", "following", "Sends to a webhook again that was stopped, and gives it.", "webhooks", [Hook], null)
        {
            Method = HttpMethods.Put, Needs = Rank.Editor, Members = [Stopped], SentExample = """{"stopped":"no"}""",
            AnswerRoom = static (asked, _, http) =>
            {
                Room(http).Do(database => Webhooks.Resume(database, asked.Of(Hook), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
                return Task.FromResult(Hooks([Room(http).Ask(database => Webhooks.Of(database, asked.Of(Hook)))]));
            },
        },
        new("removeWebhook", "/webhooks/{webhook}", "following", "Takes a webhook away with all that it had still to be told, and lists those that are left.", "webhooks", [Hook], null)
        {
            Method = HttpMethods.Delete, Needs = Rank.Editor,
            AnswerRoom = static (asked, _, http) =>
            {
                Room(http).Do(database => Webhooks.Remove(database, asked.Of(Hook)));
                return Task.FromResult(Hooks(Room(http).Ask(Webhooks.All)));
            },
        },
        new("corrections", "/corrections", "following", "What people decided of links and passages, the latest first, as Web Annotations of the W3C.", "annotations", [Account, UsualParameters.Limit, UsualParameters.Cursor], null)
        {
            AnswerRoom = Corrected,
        },
        new("withdrawCorrection", "/corrections/{correction}", "following", "Takes a decision back, which its author and admins may, and gives it; it is kept, and applied no more.", "annotations", [Decided], null)
        {
            Method = HttpMethods.Delete, Needs = Rank.Editor,
            AnswerRoom = static (asked, _, http) =>
            {
                var taken = LinkDecision.Withdraw(asked.Of(Decided), http, http.RequestServices.GetRequiredService<Corrections>()).Correction;
                http.Audited("withdraw decision", taken.Id);
                return Task.FromResult(new Answer(stream => AnnotationsJson.Write([taken], stream)));
            },
        },
        new("correct", "/corrections", "following", "Keeps decisions that are sent as Web Annotations, all of them or none, and gives them back; those that are here already stay as they are.", "annotations", [], null)
        {
            Method = HttpMethods.Post, Needs = Rank.Editor, Sent = "annotations", AnswerRoom = static (_, sent, http) => Task.FromResult(Correct(sent, http)),
            SentExample = """{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:uuid:6f6c1c0e-3f5d-4f0b-9a53-1d2c7a0b4e11","type":"AnnotationCollection","first":{"type":"AnnotationPage","items":[{"id":"urn:uuid:0b0f5a1e-77f1-4c53-8d0e-5a4f3c2b1a90","type":"Annotation","motivation":"commenting","creator":{"type":"Person","name":"Ilse Marn"},"created":"2026-06-20T09:00:00Z","body":[{"type":"TextualBody","purpose":"commenting","value":"Which term?"}],"target":[{"type":"SpecificResource","source":"https://press.norland.example/news/signing-report","selector":[{"type":"TextQuoteSelector","exact":"The treaty runs for ten years."}]}]}]}}""",
        },
    ];

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

    private static async Task<Answer> Save(Asked asked, HttpContext http)
    {
        var query = asked.Of(Sought);
        // Read before it is kept: what cannot be asked is not saved.
        Query.Parse(query);
        var (last, archive) = await SavedSearches.NowAsync(http.RequestServices.GetRequiredService<Archives>(), http.RequestAborted).ConfigureAwait(false);
        Room(http).Do(database => SavedSearches.Add(database, new SavedSearch(0, asked.Text(SavedName) ?? Telling.Shorten(query, 60), query, Enum.Parse<SearchScope>(asked.Text(Scopes) ?? "all", ignoreCase: true), http.Visitor().Name,
            http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), last, archive)));
        return Searches(http);
    }

    private static async Task<Answer> See(Asked asked, HttpContext http)
    {
        var (last, archive) = await SavedSearches.NowAsync(http.RequestServices.GetRequiredService<Archives>(), http.RequestAborted).ConfigureAwait(false);
        Room(http).Do(database => SavedSearches.See(database, asked.Of(Search), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), last, archive));
        return Searches(http);
    }

    private static Answer Add(Asked asked, HttpContext http)
    {
        var about = asked.All(About).Aggregate(WebhookAbout.Nothing, static (all, word) => all | WebhookPage.Of(word));
        var hook = Room(http).Do(database => Webhooks.Add(database, asked.Of(Url), about, asked.Text(Of), http.Visitor().Name, http.RequestServices.GetRequiredService<ReadingRoomOptions>().WebhooksTo, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
        http.Response.Headers.CacheControl = "no-store";
        return Hooks([hook], hook.SecretText);
    }

    /// <param name="secret">Of the only one; null where it is not told.</param>
    private static Answer Hooks(IReadOnlyList<Webhook> hooks, string? secret = null)
    {
        return new Answer(Answers.Object("variorum-webhooks/1", json => AccountJson.List(json, "webhooks", hooks, (json, hook) =>
        {
            json.WriteNumber("id", hook.Id);
            json.WriteString("url", hook.Url);
            AccountJson.Strings(json, "about", [.. WebhookPage.Words.Where(word => hook.About.HasFlag(WebhookPage.Of(word)))]);
            json.WriteString("source", hook.Source);
            json.WriteString("author", hook.Author);
            json.WriteNumber("failures", hook.Failures);
            json.WriteBoolean("stopped", hook.Stopped is not null);
            if (secret is not null) json.WriteString("secret", secret);
        })));
    }

    private static Answer Correct(JsonElement sent, HttpContext http)
    {
        try
        {
            var read = AnnotationsReader.Read(Encoding.UTF8.GetBytes(sent.GetRawText()));
            if (read.NotUnderstood is [var first, ..]) throw new WrongException($"nothing of it is kept, since not all is understood: {first}");
            http.RequestServices.GetRequiredService<Corrections>().Import(read.Corrections, http.Visitor().Name ?? "somebody");
            return new Answer(stream => AnnotationsJson.Write(read.Corrections, stream));
        }
        catch (FormatException wrong)
        {
            throw new WrongException($"what was sent {wrong.Message}");
        }
    }

    private static async Task<Answer> Corrected(Asked asked, JsonElement sent, HttpContext http)
    {
        var (limit, before) = (asked.Number(UsualParameters.Limit), Cursors.Numbers(asked, 1)?[0]);
        var of = await http.RequestServices.GetRequiredService<Archives>().ReadAsync(reading => asked.All(Account).Select(id => CaptureOperations.Read(reading, id)).ToList(), http.RequestAborted).ConfigureAwait(false);
        var found = http.RequestServices.GetRequiredService<Corrections>().Holding(of, limit + 1, before);
        var given = found.Take(limit).Select(static stored => stored.Correction).ToList();
        return new Answer(stream => AnnotationsJson.Write(given, stream)) { Next = found.Count > limit ? Cursors.Write([found[limit - 1].Step]) : null };
    }
}
