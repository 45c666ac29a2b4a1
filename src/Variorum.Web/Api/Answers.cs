using System.IO.Hashing;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Variorum;

/// <summary>Answers for programs: written whole, named by their content, and not sent to who has them.</summary>
internal static class Answers
{
    public const string Json = "application/json", Csv = "text/csv", Warc = "application/warc";

    /// <summary>Writes an object whose first key says its format, as the published formats do.</summary>
    public static Action<Stream> Object(string format, Action<Utf8JsonWriter> rest) => stream =>
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", format);
            rest(json);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    };

    /// <summary>The first media type of those offered that is wanted most; null where none is wanted.</summary>
    public static string? Wanted(HttpRequest request, params ReadOnlySpan<string> offered)
    {
        if (request.Headers.Accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges)) return offered[0];
        var (best, most) = ((string?)null, 0d);
        foreach (var type in offered)
        {
            var media = new MediaTypeHeaderValue(type);
            // The most particular range that a type is of tells how much it is wanted.
            var range = ranges.Where(range => media.IsSubsetOf(new MediaTypeHeaderValue(range.MediaType))).MaxBy(static range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2);
            var quality = range is null ? 0 : range.Quality ?? 1;
            if (quality > most) (best, most) = (type, quality);
        }
        return best;
    }

    /// <summary>Sends an answer, or says that it is the one that is there already.</summary>
    public static async Task Send(HttpContext http, string type, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        var tag = $"\"{XxHash128.HashToUInt128(body.Span):x32}\"";
        response.Headers.ETag = tag;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Has(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = type is Csv ? "text/csv; charset=utf-8; header=present" : type;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }
}
