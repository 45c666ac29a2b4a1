using System.Text.Json;

namespace Variorum;

/// <summary>Whom the archive follows, and how the watch stands.</summary>
internal static class SourceOperations
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("sources", "/sources", "sources", "Whom the archive follows, in the order in which they were added, and how each stands.", "sources", [UsualParameters.Limit, UsualParameters.Cursor], List),
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
