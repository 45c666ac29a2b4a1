using System.Globalization;

namespace Variorum;

/// <summary><c>/timegate/{url}</c> and <c>/timemap/link/{url}</c>: which captures there are of an address, and which is nearest to a moment (RFC 7089).</summary>
internal static class TimeGate
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/timegate/{**url}", static (HttpContext http, Archives archives) => Negotiate(http, archives)).Needs(Rank.Reader);
        routes.MapGet("/timemap/link/{**url}", static (HttpContext http, Archives archives) => List(http, archives)).Needs(Rank.Reader);
    }

    // Section 4.1, pattern 2.1: a redirect, and the memento at an address of its own.
    private static async Task<IResult> Negotiate(HttpContext http, Archives archives)
    {
        var headers = http.Response.Headers;
        headers.Vary = "Accept-Datetime";
        var asked = AskedAddress.Of(http, 1);
        var accept = http.Request.Headers["Accept-Datetime"];
        DateTimeOffset? moment = null;
        if (accept.Count > 0)
        {
            if (accept.Count > 1 || !DateTimeOffset.TryParseExact(accept[0], "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite, out var told))
                throw new WrongException("Accept-Datetime has to be a date such as \"Fri, 12 Jun 2026 09:00:00 GMT\"");
            moment = told;
        }
        var mementos = await archives.ReadAsync(reading => Mementos.Of(reading.Archive, asked), http.RequestAborted).ConfigureAwait(false);
        var room = RoomAddress.Of(http);
        headers.Link = mementos.Links(room, null);
        headers.Location = $"{room.Base}{RoomAddress.Memento(moment is { } at ? mementos.Nearest(at) : mementos.All[^1])}";
        return Results.StatusCode(StatusCodes.Status302Found);
    }

    private static async Task<IResult> List(HttpContext http, Archives archives)
    {
        var asked = AskedAddress.Of(http, 2);
        var mementos = await archives.ReadAsync(reading => Mementos.Of(reading.Archive, asked), http.RequestAborted).ConfigureAwait(false);
        var room = RoomAddress.Of(http);
        return Results.Stream(async stream =>
        {
            await using var writer = new StreamWriter(stream, leaveOpen: true);
            foreach (var line in mementos.TimeMap(room)) await writer.WriteAsync(line.AsMemory(), http.RequestAborted).ConfigureAwait(false);
        }, "application/link-format");
    }
}
