using System.Globalization;
using System.Net;
using System.Text;

namespace Variorum.Bench;

/// <summary>Sites that a reading room follows while it is asked: each at an address of its own on loopback (127.1.0.1 and on), with a sitemap of more pages than it gets through.</summary>
internal static class PressSites
{
    private const int Pages = 5000;

    /// <summary>Answers until the process is ended.</summary>
    /// <param name="port">The port of all of them.</param>
    public static int Run(int port)
    {
        var (now, sites) = (DateTimeOffset.UtcNow, new Dictionary<string, WeekSource>(StringComparer.Ordinal));
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://*:{port.ToString(CultureInfo.InvariantCulture)}/");
        listener.Start();
        while (true)
        {
            var asked = listener.GetContext();
            var host = asked.Request.Url!.Host;
            if (!sites.TryGetValue(host, out var site)) sites[host] = site = Site(int.Parse(host.AsSpan(host.LastIndexOf('.') + 1), CultureInfo.InvariantCulture), now);
            var (status, type, body) = asked.Request.Url.AbsolutePath switch
            {
                "/robots.txt" => (200, "text/plain", "User-agent: *\nDisallow:\n"),
                "/sitemap.xml" => (200, "application/xml", Sitemap(site, asked.Request.Url)),
                var path when Array.Find(site.Pages, page => page.Path == path) is { } page => (200, "text/html; charset=utf-8", WeekTruth.Html(site, page, now)),
                _ => (404, "text/html; charset=utf-8", "<p>Not here.</p>"),
            };
            asked.Response.StatusCode = status;
            asked.Response.ContentType = type;
            asked.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
        }
    }

    private static WeekSource Site(int number, DateTimeOffset now) =>
        new(number, [.. Enumerable.Range(1, Pages).Select(page => new WeekPage(page, now.AddMinutes(-page), [], null))])
        {
            Way = "sitemap",
            Entries = Pages,
            Conditions = "",
            Counts = false,
            TellsEdits = false,
            CrawlDelay = 0,
            Trouble = (now, now, 0, 0),
        };

    private static string Sitemap(WeekSource site, Uri address)
    {
        var list = new StringBuilder("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
        foreach (var page in site.Pages) list.Append(CultureInfo.InvariantCulture, $"<url><loc>{new Uri(address, page.Path)}</loc><lastmod>{page.Published:O}</lastmod></url>");
        return list.Append("</urlset>").ToString();
    }
}
