using System.Globalization;
using System.IO.Pipelines;

namespace Variorum;

/// <summary>
/// <c>/sitemap.xml</c> lists the accounts for programs that have been let in; <c>/robots.txt</c> asks those that have not to stay out of all but the protocols for archives. A
/// room is for its users: what it keeps was published by others, and search engines have that from them.
/// </summary>
internal static class RoomSitemap
{
    // As the protocol allows.
    private const int PerPart = 50_000;

    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", Schema = "http://www.sitemaps.org/schemas/sitemap/0.9", Type = "application/xml; charset=utf-8";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sitemap.xml", (RequestDelegate)Index).Needs(Rank.Reader);
        routes.MapGet("/sitemap-{part}.xml", (RequestDelegate)Part).Needs(Rank.Reader);
        routes.MapGet("/robots.txt", (RequestDelegate)Robots).Needs(Rank.Anybody);
    }

    private static async Task Index(HttpContext http)
    {
        var parts = await http.RequestServices.GetRequiredService<Archives>().ReadAsync(static reading => reading.Archive.NewestByPart(PerPart), http.RequestAborted).ConfigureAwait(false);
        var body = new StringBuilder(Head).Html($"<sitemapindex xmlns=\"{Schema}\">\n");
        foreach (var (part, newest) in parts) body.Html($"<sitemap><loc>{RoomAddress.Of(http).Base}/sitemap-{part}.xml</loc><lastmod>{Dated.Iso(newest)}</lastmod></sitemap>\n");
        await Answers.Send(http, Type, Encoding.UTF8.GetBytes(body.Append("</sitemapindex>\n").ToString())).ConfigureAwait(false);
    }

    private static async Task Part(HttpContext http)
    {
        if (!int.TryParse(http.Request.RouteValues["part"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var part) || part > int.MaxValue / PerPart - 1) throw new NotThereException("the sitemap has no such part");
        var shown = await http.RequestServices.GetRequiredService<Archives>().ReadAsync(reading => reading.Archive.CurrentOfPart(part, PerPart), http.RequestAborted).ConfigureAwait(false);
        if (shown.Count == 0) throw new NotThereException("the sitemap has no such part");
        http.Response.ContentType = Type;
        var (room, to, line) = (RoomAddress.Of(http).Base, http.Response.BodyWriter, new StringBuilder(Head).Html($"<urlset xmlns=\"{Schema}\">\n"));
        foreach (var (version, changed) in shown)
        {
            line.Html($"<url><loc>{room}/accounts/{version}</loc><lastmod>{Dated.Iso(changed)}</lastmod></url>\n");
            if (line.Length > 16 * 1024) await Flush(to, line, http.RequestAborted).ConfigureAwait(false);
        }
        line.Append("</urlset>\n");
        await Flush(to, line, http.RequestAborted).ConfigureAwait(false);
    }

    private static async Task Flush(PipeWriter to, StringBuilder line, CancellationToken cancel)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(line.ToString()), cancel).ConfigureAwait(false);
        line.Clear();
    }

    // Other archives fill themselves by the protocols that are made for it, and keep to this file too.
    private static Task Robots(HttpContext http) => Answers.Send(http, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /\nAllow: /cdx\nAllow: /web/\n"u8.ToArray());
}
