using System.Text.Json;

namespace Variorum;

/// <summary>For those who look after the server: <c>/health</c>, <c>/ready</c>, <c>/metrics</c>.</summary>
internal static class StatePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", static () => TypedResults.Text("alive\n")).Needs(Rank.Anybody);
        routes.MapGet("/ready", static (HttpContext http, Archives archives, RoomDatabase room, ArchiveFollower follower, RoomWatch watch) => Ready(http, archives, room, follower, watch)).Needs(Rank.Anybody);
        routes.MapGet("/metrics", static (RoomMetrics metrics) => TypedResults.Text(metrics.Text(), "text/plain; version=0.0.4; charset=utf-8")).Needs(Rank.Reader);
    }

    // What is not ready is named, and no more: whoever asks may be anybody.
    private static async Task Ready(HttpContext http, Archives archives, RoomDatabase room, ArchiveFollower follower, RoomWatch watch)
    {
        var shut = await Tried(() => Task.Run(room.CheckChanges, http.RequestAborted), "cannot be written to now").ConfigureAwait(false);
        // Whoever signs in is written down; a room that is open to its own machine answers all that it has from a folder that it may only read.
        var writes = !http.RequestServices.GetRequiredService<ReadingRoomOptions>().Open;
        (string Name, string? Wrong, bool Needed)[] parts =
        [
            ("archive", await Tried(() => archives.ReadAsync(static reading => reading.Archive.HasFiles ? reading.Archive.VersionsAfter(0, 1).Count : throw new DirectoryNotFoundException(), http.RequestAborted), "cannot be read now").ConfigureAwait(false), true),
            ("room", shut, writes),
            ("events", follower.Trouble is not null ? "do not follow the archive" : follower.Followed is null ? "have not followed the archive yet" : null, writes || shut is null),
            ("watch", watch.Trouble is null ? null : "stands still", true),
        ];
        var ready = parts.All(static part => part.Wrong is null || !part.Needed);
        http.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.Body);
        json.WriteStartObject();
        json.WriteBoolean("ready", ready);
        foreach (var (name, wrong, _) in parts) json.WriteString(name, wrong ?? "well");
        json.WriteEndObject();
    }

    private static async Task<string?> Tried(Func<Task> work, string wrong)
    {
        try
        {
            await work().ConfigureAwait(false);
            return null;
        }
        catch (TimeoutException)
        {
            return "has too much to do";
        }
        catch (Exception failed) when (failed is IOException || ArchiveException.Of(failed) is not null)
        {
            return wrong;
        }
    }
}
