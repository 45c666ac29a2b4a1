using System.Net.Mime;

namespace Variorum;

/// <summary><c>/captures/{id}</c>: a captured page under a banner that nobody can take for a part of it; <c>/page</c> below it is the page alone, <c>/record</c> its WARC record.</summary>
internal static class CapturePage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/captures/{id:long}", static (long id, Archives archives, CancellationToken cancel) => archives.ReadAsync(reading => Show(reading.Archive, Found(reading.Archive, id)), cancel)).Needs(Rank.Reader);
        routes.MapGet("/captures/{id:long}/page", static (long id, Archives archives, CancellationToken cancel) => archives.ReadAsync(reading => Bare(reading.Archive, Found(reading.Archive, id)), cancel)).Needs(Rank.Reader);
        routes.MapGet("/captures/{id:long}/record", static async (long id, HttpContext http, Archives archives) =>
        {
            var record = await archives.ReadAsync(reading => reading.Archive.Stored(Found(reading.Archive, id)), http.RequestAborted).ConfigureAwait(false);
            var packed = GzipMember.IsMagic(record.Span);
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"capture-{id}.warc{(packed ? ".gz" : "")}\"";
            return Results.Bytes(record, packed ? MediaTypeNames.Application.GZip : "application/warc");
        }).Needs(Rank.Reader);
    }

    /// <exception cref="NotThereException">There is no such capture.</exception>
    public static Capture Found(FolderArchive archive, long id)
    {
        try
        {
            return archive.Capture(id);
        }
        catch (NotInArchiveException)
        {
            throw new NotThereException($"the archive has no capture {id}");
        }
    }

    public static View Show(FolderArchive archive, Capture capture)
    {
        var version = capture.Version is { } shows ? archive.Version(shows) : null;
        var (page, trouble) = Read(archive, capture);
        var picture = page is not null && PictureType.Of(page.Bytes.Span) is not null;
        var harmless = page is not null && !picture && capture.State != CaptureState.Other ? PagePictures.Harmless(archive, capture, page) : null;
        var title = harmless is { Title.Length: > 0 } ? harmless.Title : version?.Title ?? capture.Url;
        return new View($"Captured: {title}", body =>
        {
            body.Html($"<p class=\"eyebrow\">A capture from the archive, not the page as it is now</p>\n<h1 dir=\"auto\">{title}</h1>\n<p class=\"lead\">{What(capture)}</p>\n");
            body.Html($"<dl class=\"facts\"><dt>Address</dt><dd>{Address(capture.Url)}</dd><dt>Captured</dt><dd>{Dated.Exactly(capture.Time)}{(capture.Status > 0 ? $", status {capture.Status}" : ", from a file")}</dd>");
            if (version is not null) body.Html($"<dt>Shows</dt><dd><a href=\"/accounts/{version.Id}\">version {version.Number}</a> of <a href=\"/documents/{capture.Document}\">its document</a></dd>");
            else body.Html($"<dt>Document</dt><dd><a href=\"/documents/{capture.Document}\">History</a></dd>");
            body.Html($"<dt>SHA-256</dt><dd><code class=\"address\">{(capture.Sha256.Length > 0 ? capture.Sha256 : "no body")}</code></dd><dt>Lies in</dt><dd><code class=\"address\">{capture.Place.File}</code> at {capture.Place.Offset} · <a href=\"/captures/{capture.Id}/record\">WARC record</a></dd>");
            if (harmless is not null) body.Html($"<dt>Left out</dt><dd>{(harmless.LeftOut == 0 ? "the page’s styles" : $"the page’s styles, and {Telling.Count(harmless.LeftOut, "thing")} that could run, ask for something or send something")}</dd>");
            body.Append("</dl>\n");
            if (capture.Remark is { } remark) body.Html($"<div class=\"notice\"><p>The page {remark}.</p></div>\n");
            if (trouble is not null) body.Html($"<div class=\"notice wrong\"><p>{trouble[..1].ToUpperInvariant()}{trouble[1..]}.</p></div>\n");
            if (picture) body.Html($"<figure><img src=\"/pictures/{capture.Id}\" alt=\"The captured picture\"></figure>\n");
            // No allow- word: no script, no form, no way out of the frame, an origin of its own.
            else if (harmless is not null) body.Html($"<p class=\"meta\">Shown without the style sheets of the page: what they placed, coloured or hid stands here one below the other.</p>\n<iframe class=\"captured\" sandbox src=\"/captures/{capture.Id}/page\" title=\"The captured page\" referrerpolicy=\"no-referrer\"></iframe>\n<p class=\"meta\"><a href=\"/captures/{capture.Id}/page\">The page alone</a></p>\n");
            else body.Html($"<p class=\"empty\">{(page is null ? "This capture has no page of its own to show." : "This capture is no page and no picture that can be shown.")} Its <a href=\"/captures/{capture.Id}/record\">record</a> can be had.</p>\n");
        });
    }

    private static CapturedPageResult Bare(FolderArchive archive, Capture capture)
    {
        var (page, trouble) = Read(archive, capture);
        if (trouble is not null) throw new ArchiveException($"cannot give this page: {trouble}");
        if (page is null || capture.State == CaptureState.Other || PictureType.Of(page.Bytes.Span) is not null) throw new NotThereException("this capture holds no page");
        var harmless = PagePictures.Harmless(archive, capture, page);
        return new CapturedPageResult(CaptureHtml.Bare(harmless.Title, harmless.Body));
    }

    private static (Page? Page, string? Trouble) Read(FolderArchive archive, Capture capture)
    {
        try
        {
            return (archive.Page(capture.Id), null);
        }
        catch (InvalidDataException damaged)
        {
            return (null, $"its record in {capture.Place.File} cannot be read: {damaged.Message.TrimEnd('.')}");
        }
        catch (IOException)
        {
            return (null, $"its file {capture.Place.File} cannot be read now");
        }
    }

    internal static string What(Capture capture) => capture.State switch
    {
        CaptureState.Text => "A page whose text was read.",
        CaptureState.Missing => $"The page was not there: status {capture.Status}.",
        CaptureState.SaysMissing => "The page said that there is nothing here.",
        CaptureState.SentHome => "The site sent on to its home page.",
        CaptureState.Moved => "The site sent on to another address.",
        CaptureState.Paywall => $"The page is only for who pays or signs in: status {capture.Status}.",
        CaptureState.Trouble => $"The server had trouble: status {capture.Status}.",
        CaptureState.NoText => "A page in which no text was found.",
        _ => "No page: a picture or another file.",
    };

    internal static Markup.Part Address(string url) => page =>
    {
        if (Markup.Link(url) == "#") page.Html($"<code class=\"address\">{url}</code>");
        else page.Html($"<a href=\"{url}\" rel=\"noopener noreferrer nofollow\" referrerpolicy=\"no-referrer\"><code class=\"address\">{url}</code></a>");
    };

    /// <summary>A captured page, made harmless, under a policy by which it could do nothing even if it were not.</summary>
    internal sealed record CapturedPageResult(byte[] Bytes) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, headers) = (httpContext.Response, httpContext.Response.Headers);
            headers.ContentSecurityPolicy = CaptureHtml.Policy;
            // The room's own page frames it; nobody else may.
            headers.XFrameOptions = "SAMEORIGIN";
            response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
            response.ContentLength = Bytes.Length;
            await response.Body.WriteAsync(Bytes, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
