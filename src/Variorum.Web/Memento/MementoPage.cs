namespace Variorum;

/// <summary><c>/web/{14 digits}/{url}</c>: a capture as a memento, under the room's banner and in its sandbox; with <c>id_</c> behind the digits its bytes.</summary>
internal static class MementoPage
{
    // Behind the digits, as archives have it: the bytes as they were captured, nothing rewritten.
    private const string AsCaptured = "id_";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/web/{time}/{**url}", static (string time, HttpContext http, Archives archives) => Show(time, http, archives)).Needs(Rank.Reader);

    private static async Task<IResult> Show(string time, HttpContext http, Archives archives)
    {
        var raw = time.EndsWith(AsCaptured, StringComparison.Ordinal);
        var moment = Moment(raw ? time[..^AsCaptured.Length] : time);
        var asked = AskedAddress.Of(http, 2);
        var room = RoomAddress.Of(http);
        var headers = http.Response.Headers;
        return await archives.ReadAsync<IResult>(reading =>
        {
            var mementos = Mementos.Of(reading.Archive, asked);
            var exact = time.Length == Timestamp.Length + (raw ? AsCaptured.Length : 0) ? mementos.At(moment) : null;
            var capture = exact ?? mementos.Nearest(moment);
            headers.Link = mementos.Links(room, exact);
            if (exact is null)
            {
                headers.Location = $"{room.Base}/web/{Timestamp.Of(capture.Time)}{(raw ? AsCaptured : "")}/{RoomAddress.Target(capture.Url)}";
                return Results.StatusCode(StatusCodes.Status302Found);
            }
            headers["Memento-Datetime"] = Mementos.Date(capture.Time);
            if (Target(reading.Archive, capture) is { } target)
            {
                // The memento of a redirect is a redirect, and stays in the archive (section 4.5.3).
                headers.Location = $"{room.Base}/web/{Timestamp.Of(capture.Time)}{(raw ? AsCaptured : "")}/{RoomAddress.Target(target)}";
                return Results.StatusCode(capture.Status);
            }
            // What was captured as missing is answered as missing, with its date (4.5.2); what a proxy alone may say, is not said.
            var status = capture.Status is >= 400 and <= 599 and not StatusCodes.Status407ProxyAuthenticationRequired ? capture.Status : StatusCodes.Status200OK;
            if (raw) return new CapturedBytes(reading.Archive.Page(capture.Id) ?? new Page(default, capture.Url), status);
            return CapturePage.Show(reading.Archive, capture) with { Status = status };
        }, http.RequestAborted).ConfigureAwait(false);
    }

    /// <exception cref="WrongException">They are no moment.</exception>
    private static DateTimeOffset Moment(string digits) =>
        Timestamp.Begin(digits) ?? throw new WrongException($"\"{Telling.Shorten(digits, 40)}\" is no moment: write fourteen digits as in /web/20260612090000/https://press.norland.example/news/signing");

    // Null for what is no redirect, for one to no page of the web, and for one that only leads to itself.
    private static string? Target(FolderArchive archive, Capture capture)
    {
        if (capture.Status is not (301 or 302 or 303 or 307 or 308)) return null;
        try
        {
            var told = HttpMessage.Parse(archive.Record(capture).Block).Field("Location");
            return Uri.TryCreate(capture.Url, UriKind.Absolute, out var from) && WebAddress.Resolve(from, told) is { } target && Addresses.WithoutFragment(target) != capture.Url ? target : null;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }
}

/// <summary>A capture's bytes for programs: a browser saves them, and shows nothing of them.</summary>
internal sealed record CapturedBytes(Page Page, int Status) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, headers) = (httpContext.Response, httpContext.Response.Headers);
        response.StatusCode = Status;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.ContentDisposition = "attachment";
        response.ContentType = Page.ContentType is { Length: > 0 and < 200 } type && type.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? type : "application/octet-stream";
        response.ContentLength = Page.Bytes.Length;
        await response.Body.WriteAsync(Page.Bytes, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
