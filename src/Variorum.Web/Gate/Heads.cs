namespace Variorum;

/// <summary>A HEAD is a GET whose body is not sent: the server leaves it out by itself, since it knows what was asked.</summary>
internal static class Heads
{
    public static Task AsGet(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        return next(http);
    }
}
