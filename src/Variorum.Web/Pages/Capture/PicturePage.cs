namespace Variorum;

/// <summary><c>/pictures/{capture}</c>: a captured picture's bytes, where their beginning says that they are one.</summary>
internal static class PicturePage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/pictures/{capture:long}", static async (long capture, HttpContext http, Archives archives) =>
    {
        var headers = http.Response.Headers;
        var (page, sha256) = await archives.ReadAsync(reading =>
        {
            var found = CapturePage.Found(reading.Archive, capture);
            return (reading.Archive.Page(capture), found.Sha256);
        }, http.RequestAborted).ConfigureAwait(false);
        if (page is null || PictureType.Of(page.Bytes.Span) is not { } type) throw new NotThereException($"capture {capture} is no picture that can be shown (PNG, JPEG, GIF, WebP, AVIF)");
        // A number may mean another capture once the archive was made anew; its bytes are what a browser may keep.
        headers.ETag = sha256.Length > 0 ? $"\"{sha256}\"" : default;
        headers.CacheControl = "private, max-age=600";
        if (sha256.Length > 0 && http.Request.Has($"\"{sha256}\"")) return Results.StatusCode(StatusCodes.Status304NotModified);
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.ContentDisposition = $"inline; filename=\"picture-{capture}.{type["image/".Length..]}\"";
        return Results.Bytes(page.Bytes, type);
    }).Needs(Rank.Reader);
}
