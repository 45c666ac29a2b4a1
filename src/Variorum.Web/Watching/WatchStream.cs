using Microsoft.Extensions.Hosting;

namespace Variorum;

/// <summary><c>/watch/events</c>: the same, told as it happens (server-sent events). <c>news</c> is a line of what the watch does, <c>stand</c> how it stands; both as the page has them.</summary>
internal static class WatchStream
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15), LookAgain = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/watch/events",
        static (HttpContext http, ReadingRoomOptions options, WatchNews news, RoomWatch watch, IHostApplicationLifetime life) => Tell(http, options, news, watch, life)).Needs(Rank.Reader);

    private static async Task Tell(HttpContext http, ReadingRoomOptions options, WatchNews news, RoomWatch watch, IHostApplicationLifetime life)
    {
        var who = Limits.Who(http);
        if (!news.TryListen(who))
        {
            http.Response.Headers.RetryAfter = "60";
            throw new TimeoutException("too many look on");
        }
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
            http.Response.ContentType = "text/event-stream; charset=utf-8";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            if (!http.IsHead()) await Follow(http, options, news, watch, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whoever listened is gone, or the server ends.
        }
        finally
        {
            news.Leave(who);
        }
    }

    private static async Task Follow(HttpContext http, ReadingRoomOptions options, WatchNews news, RoomWatch watch, CancellationToken end)
    {
        // What a browser says when it comes back goes before what the page was made with.
        var last = news.NumberOf(http.Request.Headers["Last-Event-ID"] is { Count: > 0 } named ? named[0] : http.Request.Query["after"].ToString());
        var (stood, written, part) = ("", options.Clock.GetUtcNow(), new StringBuilder("retry: 5000\n\n"));
        var known = written;
        while (true)
        {
            // Whoever signed out, or is let in no more, hears no more.
            if (options.Clock.GetUtcNow() - known >= LookAgain)
            {
                if (!http.MayStill()) return;
                known = options.Clock.GetUtcNow();
            }
            var (items, more) = news.After(last);
            foreach (var item in items)
            {
                part.Append("id: ").Append(news.NameOf(item.Number)).Append("\nevent: news\n");
                Data(part, page => WatchPage.Line(page, item.Event));
                last = item.Number;
            }
            // The watch of another process tells how it stands by its file alone.
            var stands = news.Status is null ? File.GetLastWriteTimeUtc(Path.Combine(options.Folder, WatchStatus.FileName)).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"own {news.Shown}";
            if (stands != stood)
            {
                stood = stands;
                part.Append("event: stand\n");
                Data(part, page => WatchPage.Stand(page, options, news, watch));
            }
            if (part.Length == 0 && options.Clock.GetUtcNow() - written >= Beat) part.Append(": still here\n\n");
            if (part.Length > 0)
            {
                await http.Response.WriteAsync(part.ToString(), end).ConfigureAwait(false);
                await http.Response.Body.FlushAsync(end).ConfigureAwait(false);
                part.Clear();
                written = options.Clock.GetUtcNow();
            }
            using var waited = CancellationTokenSource.CreateLinkedTokenSource(end);
            await Task.WhenAny(more, Task.Delay(LookAgain, options.Clock, waited.Token)).ConfigureAwait(false);
            await waited.CancelAsync().ConfigureAwait(false);
            end.ThrowIfCancellationRequested();
        }
    }

    // Every line of what is told begins so; a line's end within it would end the event.
    private static void Data(StringBuilder part, Markup.Part write)
    {
        var html = new StringBuilder();
        write(html);
        foreach (var line in html.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')) part.Append("data: ").Append(line).Append('\n');
        part.Append('\n');
    }
}
