using System.Buffers;
using System.IO.Hashing;
using System.Net.Mime;

namespace Variorum;

/// <summary>Where in the reading room a page stands, as its head shows.</summary>
internal enum Section { None, Home, Search, Events, Changes, People, Figures, Compare, Sources }

/// <summary>A page: what stands between the room's head and foot.</summary>
/// <param name="Title">Of the page, as text, without the room's name.</param>
/// <param name="Body">Writes the inside of <c>main</c>.</param>
internal sealed record View(string Title, Markup.Part Body) : IResult
{
    public Section Section { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>A sentence for who links here.</summary>
    public string? Description { get; init; }

    /// <summary>Writes into the head: links to feeds, metadata.</summary>
    public Markup.Part? Head { get; init; }

    /// <summary>Names of assets, besides those of every page.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    public IReadOnlyList<string> Scripts { get; init; } = [];

    // A long page is seldom: what it took is not kept for those of every day.
    private const int Usual = 32 * 1024, Longest = 256 * 1024;

    // A page is written by one thread from end to end.
    [ThreadStatic]
    private static StringBuilder? kept;

    /// <summary>Writes the page; who has it already, by its entity tag, is told so.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, request) = (httpContext.Response, httpContext.Request);
        var (buffer, length) = Written(httpContext);
        try
        {
            response.StatusCode = Status;
            response.Headers.Vary = "Accept-Encoding";
            var packs = Packing.Wished(request, length);
            if (Status == StatusCodes.Status200OK && HttpMethods.IsGet(request.Method))
            {
                var tag = $"\"{XxHash64.HashToUInt64(buffer.AsSpan(0, length)):x16}{(packs ? "-" + Packing.Coding : "")}\"";
                response.Headers.ETag = tag;
                if (request.Has(tag))
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }
            }
            if (packs && Packing.Pack(buffer.AsSpan(0, length)) is var (packed, fewer))
            {
                ArrayPool<byte>.Shared.Return(buffer);
                (buffer, length) = (packed, fewer);
                response.Headers.ContentEncoding = Packing.Coding;
            }
            response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
            response.ContentLength = length;
            await response.Body.WriteAsync(buffer.AsMemory(0, length), httpContext.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The whole page.</summary>
    /// <returns>A buffer to be given back to the pool: a page has more bytes than a short-lived object should.</returns>
    private (byte[] Buffer, int Length) Written(HttpContext http)
    {
        // Taken for as long as it is written into: a page within a page gets one of its own.
        var page = kept ?? new StringBuilder(Usual);
        kept = null;
        RoomFrame.Write(page, this, http);
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(page.Length));
        var length = 0;
        foreach (var chunk in page.GetChunks()) length += Encoding.UTF8.GetBytes(chunk.Span, buffer.AsSpan(length));
        if (page.Capacity <= Longest) kept = page.Clear();
        return (buffer, length);
    }
}
