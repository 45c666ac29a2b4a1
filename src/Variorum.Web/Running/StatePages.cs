using System.Globalization;
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
        (string Name, string? Wrong)[] parts =
        [
            ("archive", await Tried(async () => await archives.ReadAsync(static reading => reading.Archive.VersionsAfter(0, 1).Count, http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false)),
            ("room", await Tried(() => Task.FromResult(room.Do(static database => database.Run("INSERT OR REPLACE INTO setting (name, value) VALUES ('ready', $1)", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))))).ConfigureAwait(false)),
            ("events", follower.Trouble is not null ? "do not follow the archive" : follower.Followed is null ? "have not followed the archive yet" : null),
            ("watch", watch.Trouble is null ? null : "stands still"),
        ];
        var ready = parts.All(static part => part.Wrong is null);
        http.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.Body);
        json.WriteStartObject();
        json.WriteBoolean("ready", ready);
        foreach (var (name, wrong) in parts) json.WriteString(name, wrong ?? "well");
        json.WriteEndObject();
    }

    private static async Task<string?> Tried(Func<Task> work)
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
            return "cannot be read or written to now";
        }
    }
}
