using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Variorum;

/// <summary>Whom the archive follows, and how the watch stands.</summary>
internal static class SourceOperations
{
    private static readonly TextParameter Url = new("url", "Of the source's site, or of the part of it that is meant.", UsualParameters.LongestUrl) { Required = true },
        Page = new("url", "Of the page.", UsualParameters.LongestUrl) { Required = true };

    // As the form on the page of a source has them, and read as that is.
    private static readonly IReadOnlyList<Parameter> Settings =
    [
        new TextParameter("name", "By which people know it; the name of its server where it is not given.", 200),
        new TextParameter("country", "ISO 3166-1, two letters.", 2), new TextParameter("language", "ISO 639-1, two letters: of pages that do not tell theirs.", 2),
        new NumberParameter("delay", "Seconds between two requests; 0 for what is usual.", 0, 86_400),
        List("feeds", "Addresses of its feeds."), List("sitemaps", "Addresses of its sitemaps."), List("listings", "Addresses of pages that list its news."),
        List("include", "Only addresses with one of these pieces are followed."), List("exclude", "Addresses with one of these pieces are not followed."),
    ];

    private static readonly TextParameter Named = new("source", "The source's name.", 200) { InPath = true, Required = true, Example = "Norland Press Office" };

    private static readonly WordParameter Paused = new("paused", "Whether it is not followed for now; as it was where it is not given.", "yes", "no");

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("sources", "/sources", "sources", "Whom the archive follows, in the order in which they were added, and how each stands.", "sources", [UsualParameters.Limit, UsualParameters.Cursor], List),
        new("addSource", "/sources", "sources", "Follows a source by the feeds, sitemaps and listings that are named, and gives it.", "sources", [], null)
        {
            Method = HttpMethods.Post, Needs = Rank.Editor, Members = [Url, .. Settings], SentExample = """{"url":"https://press.norland.example/","name":"Norland Press Office","feeds":["https://press.norland.example/feed"]}""",
            AnswerRoom = static (asked, _, http) => Task.FromResult(Add(asked, http)),
        },
        new("changeSource", "/sources/{source}", "sources", "Sets what is said of a source, and whether it is followed; what is not given becomes usual, and a pause stays. Gives it.", "sources", [Named], null)
        {
            Method = HttpMethods.Put, Needs = Rank.Editor, Members = [.. Settings, Paused], SentExample = """{"feeds":["https://press.norland.example/feed"],"delay":5,"paused":"yes"}""",
            AnswerRoom = static (asked, _, http) => Task.FromResult(Change(asked, http)),
        },
        new("removeSource", "/sources/{source}", "sources", "Follows a source no more, and lists those that are left; what was captured of it stays.", "sources", [Named], null)
        {
            Method = HttpMethods.Delete, Needs = Rank.Editor, AnswerRoom = static (asked, _, http) => Task.FromResult(Remove(asked, http)),
        },
        new("fetchPage", "/pages", "sources", "Fetches a page into the archive, and gives its document.", "document", [], null)
        {
            Method = HttpMethods.Post, Needs = Rank.Editor, GoesElsewhere = true, Members = [Page], SentExample = """{"url":"https://press.norland.example/news/signing-report"}""", AnswerRoom = static (asked, _, http) => Fetch(asked, http),
        },
        new("watch", "/watch", "sources", "How the watch stands: whether it runs, what it did, when it goes on.", "watch", [], static (_, reading) => Watch(reading)),
    ];

    private static Answer List(Asked asked, Reading reading)
    {
        var (sources, watch) = (SourceList.Read(reading.Archive.Folder).Sources, WatchStatus.Read(reading.Archive.Folder));
        var (piece, next) = Cursors.Piece(asked, sources, static source => source.Name);
        return new Answer(Answers.Object("variorum-sources/1", json =>
        {
            AccountJson.List(json, "sources", piece, (json, source) => Write(json, source, watch?.Sources.GetValueOrDefault(source.Name)));
            if (next is not null) json.WriteString("next", next);
        }))
        { Next = next };
    }

    private static Answer Change(Asked asked, HttpContext http)
    {
        NewsSource? wanted = null;
        Listed(http, list =>
        {
            var now = SourcePage.Named(list, asked.Of(Named));
            wanted = SourceForm.Apply(Form(asked, now.Name), now, ways: true) with { Paused = asked.Text(Paused) is { } paused ? paused == "yes" : now.Paused };
            CheckWays(wanted);
            return list.With(now, wanted);
        });
        http.Audited("change source", wanted!.Name);
        return One(wanted);
    }

    private static Answer Remove(Asked asked, HttpContext http)
    {
        NewsSource? gone = null;
        var left = Listed(http, list => list.With(gone = SourcePage.Named(list, asked.Of(Named)), null));
        http.Audited("remove source", gone!.Name);
        return new Answer(Answers.Object("variorum-sources/1", json => AccountJson.List(json, "sources", left.Sources, static (json, source) => Write(json, source, null))));
    }

    private static SourceList Listed(HttpContext http, Func<SourceList, SourceList> change)
    {
        var folder = http.RequestServices.GetRequiredService<ReadingRoomOptions>().Folder;
        try
        {
            SourceList.Change(folder, change);
            return SourceList.Read(folder);
        }
        catch (ArgumentException wrong) when (wrong is not ArgumentNullException)
        {
            throw new WrongException(wrong.Message);
        }
    }

    private static TextParameter List(string name, string description) => new(name, description, UsualParameters.LongestUrl) { Most = 200 };

    private static Answer Add(Asked asked, HttpContext http)
    {
        var source = SourceAdding.Of(SourceForm.Address(asked.Of(Url)));
        var wanted = SourceForm.Apply(Form(asked, source.Name), source, ways: true);
        CheckWays(wanted);
        SourceAdding.Follow(http, http.RequestServices.GetRequiredService<ReadingRoomOptions>(), wanted);
        return One(wanted);
    }

    private static void CheckWays(NewsSource wanted)
    {
        if (wanted.Feeds.Count + wanted.Sitemaps.Count + wanted.Listings.Count == 0) throw new WrongException("nothing is named by which its news could be found: name feeds, sitemaps or listings");
    }

    private static Answer One(NewsSource source) => new(Answers.Object("variorum-sources/1", json => AccountJson.List(json, "sources", [source], static (json, source) => Write(json, source, null))));

    // A form has a field for a list: a line each.
    private static FormCollection Form(Asked asked, string name)
    {
        var form = Settings.ToDictionary(static setting => setting.Name, setting => new StringValues(string.Join('\n', setting is NumberParameter number ? asked.All(number).Select(static value => value.ToString(CultureInfo.InvariantCulture)) : asked.All((TextParameter)setting))), StringComparer.Ordinal);
        if (form["name"].ToString().Length == 0) form["name"] = name;
        return new FormCollection(form);
    }

    private static async Task<Answer> Fetch(Asked asked, HttpContext http)
    {
        var services = http.RequestServices;
        var document = await SourceAdding.Fetch(http, SourceForm.Address(asked.Of(Page)), services.GetRequiredService<ArchiveWriter>()).ConfigureAwait(false);
        return await services.GetRequiredService<Archives>().ReadAsync(reading => DocumentOperations.Told(reading.Archive.Document(document)), http.RequestAborted).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, NewsSource source, SourceState? state)
    {
        json.WriteString("name", source.Name);
        json.WriteString("url", source.Url);
        json.WriteString("country", source.Country);
        json.WriteString("language", source.Language);
        json.WriteBoolean("paused", source.Paused);
        AccountJson.Strings(json, "feeds", source.Feeds);
        AccountJson.Strings(json, "sitemaps", source.Sitemaps);
        AccountJson.Strings(json, "listings", source.Listings);
        AccountJson.Strings(json, "include", source.Include);
        AccountJson.Strings(json, "exclude", source.Exclude);
        json.WriteNumber("delay", source.Delay);
        Time(json, "visited", state?.Visited);
        Time(json, "news", state?.News);
        Time(json, "next", state?.Next);
        json.WriteString("trouble", state?.Trouble);
    }

    private static Answer Watch(Reading reading)
    {
        var (watch, held) = (WatchStatus.Read(reading.Archive.Folder), FolderArchive.IsWritten(reading.Archive.Folder));
        return new Answer(Answers.Object("variorum-watch/1", json =>
        {
            json.WriteBoolean("runs", watch is { Ended: null } && held);
            if (watch is null) return;
            json.WriteString("started", watch.Started.UtcDateTime);
            json.WriteString("seen", watch.Seen.UtcDateTime);
            Time(json, "ended", watch.Ended);
            json.WriteNumber("polls", watch.Polls);
            json.WriteNumber("pages", watch.Pages);
            json.WriteNumber("versions", watch.Versions);
            json.WriteNumber("gone", watch.Gone);
            json.WriteNumber("failures", watch.Failures);
            json.WriteNumber("waiting", watch.Waiting);
            Time(json, "next", watch.Next);
        }));
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known) json.WriteString(name, known.UtcDateTime);
        else json.WriteNull(name);
    }
}
