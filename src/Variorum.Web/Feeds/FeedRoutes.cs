using System.IO.Hashing;
using System.Text.Json;
using System.Xml;

namespace Variorum;

/// <summary><c>/feeds/{changes|vanished|events|search}.{json|atom|rss}</c>: what one would otherwise have to look for again and again.</summary>
internal static class FeedRoutes
{
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var format in (string[])["json", "atom", "rss"])
        {
            routes.MapGet($"/feeds/changes.{format}", async (HttpContext http) => await Send(http, await Changed(http, Of<Archives>(http), Of<Changes>(http)), format)).Needs(Rank.Reader);
            routes.MapGet($"/feeds/vanished.{format}", async (HttpContext http) => await Send(http, await Vanished(http, Of<Archives>(http)), format)).Needs(Rank.Reader);
            routes.MapGet($"/feeds/events.{format}", async (HttpContext http) => await Send(http, await Told(http, Of<Archives>(http), Of<RoomDatabase>(http)), format)).Needs(Rank.Reader);
            routes.MapGet($"/feeds/search.{format}", async (HttpContext http) => await Send(http, await Found(http, Of<Archives>(http)), format)).Needs(Rank.Reader);
        }
    }

    private static async Task<OwnFeed> Changed(HttpContext http, Archives archives, Changes changes)
    {
        var (isNew, source, since) = ChangesAsk.Of(http);
        var site = Sites.Of(archives.Folder, source);
        var items = await archives.ReadAsync(reading => NewsLists.Versions(reading.Archive, changes, !isNew, site, null, since, Most).Items, http.RequestAborted).ConfigureAwait(false);
        return Feed(http, $"feed {(isNew ? "new" : "changes")} {source}", $"{(isNew ? "New accounts" : "Changes")}{Of(source)}", Wishes.Address("/changes", ("what", isNew ? "new" : null), ("source", source)), items);
    }

    private static async Task<OwnFeed> Vanished(HttpContext http, Archives archives)
    {
        var (source, since) = (http.Wish("source"), http.WishedSince());
        var site = Sites.Of(archives.Folder, source);
        var items = await archives.ReadAsync(reading => NewsLists.Lost(reading.Archive, site, null, since, Most).Items.Concat(NewsLists.Withdrawn(reading.Archive, site, null, since, Most).Items).ToList(), http.RequestAborted).ConfigureAwait(false);
        return Feed(http, $"feed vanished {source}", $"Vanished{Of(source)}", Wishes.Address("/vanished", ("source", source)), [.. items.OrderByDescending(static item => item.Time).Take(Most)]);
    }

    private static async Task<OwnFeed> Told(HttpContext http, Archives archives, RoomDatabase room)
    {
        var name = RoomName.Of(room);
        var items = await archives.ReadAsync(reading => reading.Events is { } events ? events.Shared(reading.Archive, Most).Select(told => News.Of(name, told)).ToList() : [], http.RequestAborted).ConfigureAwait(false);
        return Feed(http, "feed events", "Events told by several publishers", "/events", items);
    }

    private static async Task<OwnFeed> Found(HttpContext http, Archives archives)
    {
        var ask = SearchAsk.Of(http);
        if (ask.Wrong is { } wrong) throw wrong;
        if (ask.Query is not { } query) throw new WrongException("a feed of a search needs a query: add q=, as in /search");
        var items = await archives.ReadAsync(reading => reading.Archive.Search(query, ask.Scope, new SearchOptions { Top = Most, Order = SearchOrder.Entered }).Hits
            .Select(hit => News.Hit(reading.Archive, reading.Archive.Version(hit.Id), null)).ToList(), http.RequestAborted).ConfigureAwait(false);
        return Feed(http, $"feed search {ask.Scope} {ask.Text}", $"Search: {ask.Text}", (ask with { Order = SearchOrder.Entered }).Address(), items);
    }

    private static T Of<T>(HttpContext http) where T : notnull => http.RequestServices.GetRequiredService<T>();

    private static string Of(string? source) => source is null ? "" : $" of {source}";

    private static OwnFeed Feed(HttpContext http, string key, string title, string page, IReadOnlyList<NewsItem> items) =>
        new($"{key} of {RoomName.Of(Of<RoomDatabase>(http))}", Telling.Shorten(title, 200), RoomAddress.Of(http).Base, http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent(), page, items);

    /// <summary>Sends a feed; who has it already is told so.</summary>
    private static async Task Send(HttpContext http, OwnFeed feed, string format)
    {
        var bytes = Written(feed, format);
        var (request, response) = (http.Request, http.Response);
        var tag = $"\"{XxHash64.HashToUInt64(bytes):x16}\"";
        // No time of its last change is told: what comes in late may be of any age, and whoever asked by such a time would miss it.
        response.Headers.ETag = tag;
        if (request.Has(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = format switch { "json" => "application/feed+json; charset=utf-8", "atom" => "application/atom+xml; charset=utf-8", _ => "application/rss+xml; charset=utf-8" };
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }

    private static byte[] Written(OwnFeed feed, string format)
    {
        using var bytes = new MemoryStream();
        if (format == "json")
        {
            using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            FeedAsJson.Write(feed, json);
        }
        else
        {
            using var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" });
            xml.WriteStartDocument();
            if (format == "atom") FeedAsAtom.Write(feed, xml);
            else FeedAsRss.Write(feed, xml);
        }
        return bytes.ToArray();
    }
}
