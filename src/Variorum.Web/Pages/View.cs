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

    /// <summary>Writes the page; who has it already, by its entity tag, is told so.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = new StringBuilder(32 * 1024);
        RoomFrame.Write(page, this, httpContext);
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(page.Length)];
        var length = 0;
        foreach (var chunk in page.GetChunks()) length += Encoding.UTF8.GetBytes(chunk.Span, bytes.AsSpan(length));
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (Status == StatusCodes.Status200OK && HttpMethods.IsGet(httpContext.Request.Method))
        {
            var tag = $"\"{XxHash64.HashToUInt64(bytes.AsSpan(0, length)):x16}\"";
            response.Headers.ETag = tag;
            if (httpContext.Request.Headers.IfNoneMatch.Contains(tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        response.ContentLength = length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(bytes.AsMemory(0, length), httpContext.RequestAborted).ConfigureAwait(false);
    }
}
