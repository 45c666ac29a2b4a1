using System.Diagnostics;

namespace Variorum;

/// <summary>A line of the log for each request, where that much is wished.</summary>
internal static class Answering
{
    public static Task Log(HttpContext http, RequestDelegate next)
    {
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Variorum.Requests");
        return log.IsEnabled(LogLevel.Debug) ? Logged(http, next, log) : next(http);
    }

    private static async Task Logged(HttpContext http, RequestDelegate next, ILogger log)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(http).ConfigureAwait(false);
        }
        finally
        {
            // Without its query, which may hold what somebody looks for.
            log.Answered(http.Request.Method, http.Request.Path, http.Response.StatusCode, Math.Round(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 1), http.Visitor().Name ?? "-");
        }
    }
}
