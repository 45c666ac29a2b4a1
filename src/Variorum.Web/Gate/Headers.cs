namespace Variorum;

/// <summary>What every answer tells a browser not to do.</summary>
internal static class Headers
{
    /// <summary>Nothing but what this server serves, and no script or style within a page.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";

    /// <summary>What may be kept of an answer that says nothing else: it is asked for anew each time, and by who it was for.</summary>
    public const string Caching = "no-cache, private";

    public static Task Set(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Nothing of it goes elsewhere. With no-referrer a browser would send forms of our own pages with Origin: null, as a page elsewhere could.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()";
        headers.CacheControl = Caching;
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        return next(http);
    }
}
