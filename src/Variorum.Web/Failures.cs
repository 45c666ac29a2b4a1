using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>What went wrong, in one sentence: a page for who reads, a problem (RFC 9457) for who programs. Never a trace of our own code.</summary>
internal static class Failures
{
    // Who comes back so much later finds the server as free as it gets.
    private const string Later = "10";

    // What no person reads.
    private static readonly string[] Protocols = ["/cdx", "/oembed", "/feeds", "/timemap", "/mcp"];

    public static async Task Tell(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http).ConfigureAwait(false);
            if (http.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null })
                await Write(http, http.Response.StatusCode, Plain(http.Response.StatusCode)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (Exception failed) when (!http.Response.HasStarted)
        {
            var (status, sentence) = Of(failed);
            if (failed is RefusedException refused)
                foreach (var (name, value) in refused.Headers) http.Response.Headers.Append(name, value);
            // The rest of a body that was not read to its end is no next request, and the server must not look for one, whether or not anybody is left to be answered.
            if (failed is BadHttpRequestException && HttpProtocol.IsHttp11(http.Request.Protocol)) http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            if (failed is TimeoutException && http.Response.Headers.RetryAfter.Count == 0) http.Response.Headers.RetryAfter = Later;
            if (status >= 500) Log(http, status, sentence, failed);
            if (failed is not BadHttpRequestException && !IsForPrograms(http) && await FormAgain.Show(http, next, status, sentence).ConfigureAwait(false)) return;
            await Write(http, status, sentence).ConfigureAwait(false);
        }
    }

    /// <summary>What went wrong, for whoever asked.</summary>
    internal static (int Status, string Sentence) Of(Exception failed) => failed switch
    {
        NotThereException or NotInArchiveException => (StatusCodes.Status404NotFound, $"There is nothing here: {failed.Message.TrimEnd('.')}."),
        RefusedException refused => (refused.Status, $"This cannot be done: {failed.Message.TrimEnd('.')}."),
        WrongException or QueryException => (StatusCodes.Status400BadRequest, $"This cannot be answered: {failed.Message.TrimEnd('.')}."),
        // What the server underneath says is of bytes and its settings.
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge, InnerException: null } => (StatusCodes.Status413PayloadTooLarge, $"This cannot be answered: more was sent than the {Limits.LongestBody >> 20} MB that are taken at once."),
        BadHttpRequestException bad => (bad.StatusCode, $"This cannot be answered: {bad.Message.TrimEnd('.')}."),
        OvertakenException => (StatusCodes.Status409Conflict, failed.Message),
        TimeoutException => (StatusCodes.Status503ServiceUnavailable, "The server has too much to do: try again in a moment."),
        _ when ArchiveException.Of(failed) is { } wrong => (StatusCodes.Status503ServiceUnavailable, $"The archive {wrong.Message.TrimEnd('.')}."),
        SqliteException or IOException => (StatusCodes.Status503ServiceUnavailable, "The archive cannot be read now: try again in a moment."),
        _ => (StatusCodes.Status500InternalServerError, "The server failed by a fault of its own, which its log tells."),
    };

    // A disk that is full or another process that writes is no fault of the program: its sentence says all, and a trace nothing.
    internal static void Log(HttpContext http, int status, string sentence, Exception failed)
    {
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Variorum.Room");
        if (status == StatusCodes.Status500InternalServerError) log.RequestFailed(http.Request.Method, http.Request.Path, failed);
        else log.NotNow(http.Request.Method, http.Request.Path, sentence, ArchiveException.Of(failed) is null ? $" ({failed.Message})" : "");
    }

    private static string Plain(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing here: the address is none of this reading room's.",
        StatusCodes.Status405MethodNotAllowed => "This cannot be done here: the address takes other methods.",
        _ => "This cannot be answered.",
    };

    private static Task Write(HttpContext http, int status, string sentence)
    {
        Forget(http.Response.Headers);
        http.Response.StatusCode = status;
        return IsForPrograms(http) ? Problem.Write(http, status, sentence) : new View(Title(status), page => page.Html($"<h1>{Title(status)}</h1>\n<p class=\"lead\">{sentence}</p>\n<p><a href=\"/\">The reading room</a> · <a href=\"/search\">Search the archive</a></p>\n")) { Status = status }.ExecuteAsync(http);
    }

    /// <summary>What was said of the answer that is not given would be taken for this one's: kept by a browser, or saved as a file.</summary>
    internal static void Forget(IHeaderDictionary headers)
    {
        headers.ETag = headers.LastModified = headers.ContentDisposition = headers.ContentEncoding = default;
        headers.ContentLength = null;
        headers.CacheControl = Headers.Caching;
    }

    // A person's browser says that it takes pages; a program that asks for one gets a page too, unless it wants JSON.
    private static bool IsForPrograms(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") || http.Request.Headers.Accept.ToString() is var accept && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && (accept.Contains("json", StringComparison.OrdinalIgnoreCase) || Array.Exists(Protocols, path => http.Request.Path.StartsWithSegments(path)));

    private static string Title(int status) => status switch
    {
        StatusCodes.Status404NotFound => "Nothing here",
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "Not for you",
        StatusCodes.Status429TooManyRequests => "Too much at once",
        < 500 => "That cannot be answered",
        _ => "Not now",
    };
}

/// <summary>What is asked for does not exist. The message goes on behind "There is nothing here:".</summary>
internal sealed class NotThereException(string message) : Exception(message);

/// <summary>What is asked for makes no sense. The message goes on behind "This cannot be answered:".</summary>
internal sealed class WrongException(string message) : Exception(message);
