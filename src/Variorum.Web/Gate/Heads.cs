namespace Variorum;

/// <summary>A HEAD is a GET whose body is not sent: the server leaves it out by itself, since it knows what was asked.</summary>
internal static class Heads
{
    private static readonly object Key = new();

    public static Task AsGet(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method)) (http.Request.Method, http.Items[Key]) = (HttpMethods.Get, Key);
        return next(http);
    }

    /// <summary>Whether the head alone is wanted: for answers whose body never ends.</summary>
    public static bool IsHead(this HttpContext http) => http.Items.ContainsKey(Key);
}
