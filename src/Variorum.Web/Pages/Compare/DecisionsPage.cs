using System.Globalization;

namespace Variorum;

/// <summary>All that people decided of links, and its way out and in as Web Annotations of the W3C.</summary>
internal static class DecisionsPage
{
    private const int OnPage = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/compare/decisions", static (HttpContext http, Archives archives, Corrections corrections) => Show(http, archives, corrections)).Needs(Rank.Reader);
        routes.MapPost("/compare/decisions", static async (HttpContext http, Corrections corrections) => await Import(http, corrections)).Needs(Rank.Editor);
        routes.MapGet("/annotations.jsonld", static (HttpContext http, Archives archives, Corrections corrections) => Export(http, archives, corrections)).Needs(Rank.Reader);
    }

    /// <summary>A decision: who, when, what, and the words that it is about.</summary>
    public static void Told(StringBuilder page, StoredCorrection stored)
    {
        var correction = stored.Correction;
        page.Html($"<p class=\"meta\"><b><bdi>{Capital(correction.Told())}</bdi></b>{new Markup.Part(to => _ = correction.Relation is { } relation ? to.Html($": {Telling.Sign(relation)} {Telling.Name(relation)}") : to)}{new Markup.Part(to => _ = stored.Withdrawn is { } at ? to.Html($" <span class=\"tag gone\">withdrawn by <bdi>{stored.WithdrawnBy}</bdi> {Dated.Text(at)}</span>") : to)}</p>\n");
        if (correction.Comment is { } comment) page.Html($"<p dir=\"auto\">{comment}</p>\n");
        Quote(page, correction.One);
        if (correction.Other is { } other) Quote(page, other);
        if (correction.Instead is not { } instead) return;
        page.Html($"<p class=\"meta\">Instead:</p>\n");
        Quote(page, instead.One);
        Quote(page, instead.Other);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static void Quote(StringBuilder page, QuotedPassages side)
    {
        page.Html($"<p class=\"snippet\"><q dir=\"auto\">{Telling.Shorten(string.Join(" ", side.Passages.Select(static quote => quote.Exact)), 300)}</q>");
        if (side.Account.Url is { } url) page.Html($" <span class=\"meta\"><code class=\"address\">{Telling.Shorten(url, 120)}</code></span>");
        page.Html($"</p>\n");
    }

    private static async Task<View> Show(HttpContext http, Archives archives, Corrections corrections)
    {
        var before = http.WishedNumber("before", 0, int.MaxValue);
        var found = corrections.Latest(OnPage + 1, before);
        var shown = found.Take(OnPage).ToList();
        var pairs = await archives.ReadAsync(reading => shown.ConvertAll(stored => Compared(reading.Archive, stored.Correction)), http.RequestAborted).ConfigureAwait(false);
        var imported = http.WishedNumber("new", 0, int.MaxValue);
        return new View("Decisions", page =>
        {
            page.Html($"<p class=\"eyebrow\"><a href=\"/compare\">Compare</a></p>\n<h1>What people decided of links</h1>\n<p class=\"lead\">Each is kept with its author and time, and applied wherever its accounts are compared.</p>\n");
            if (imported is { } count) page.Html($"<p class=\"notice well\" role=\"status\">{Telling.Count(count, "decision")} came in{new Markup.Part(to => _ = http.WishedNumber("lost", 0, int.MaxValue) is > 0 and var lost ? to.Html($"; {Telling.Count(lost, "annotation")} {(lost == 1 ? "was" : "were")} not understood") : to)}.</p>\n");
            page.Html($"<p class=\"meta\"><a href=\"/annotations.jsonld\" download>Download all as Web Annotations</a></p>\n");
            if (shown.Count == 0) page.Html($"<p class=\"empty\">Nobody has decided anything yet: compare two accounts, and press Decide beside a link.</p>\n");
            else page.Html($"<ul class=\"items\">\n");
            for (var i = 0; i < shown.Count; i++)
            {
                page.Html($"<li>");
                Told(page, shown[i]);
                if (pairs[i] is { } versions) page.Html($"<p class=\"meta\"><a href=\"{ComparePage.Address("/compare", versions)}\">See it in the comparison</a></p>\n");
                page.Html($"</li>\n");
            }
            if (shown.Count > 0) page.Html($"</ul>\n");
            if (found.Count > OnPage) page.Html($"<nav class=\"pages\" aria-label=\"Pages\"><span></span><a rel=\"next\" href=\"/compare/decisions?before={shown[^1].Step}\">Earlier ones →</a></nav>\n");
            if (http.Visitor().Rank >= Rank.Editor) Form(page, http);
        })
        { Section = Section.Compare };
    }

    private static void Form(StringBuilder page, HttpContext http) => page.Html($"""
        <h2>Bring in annotations</h2>
        <form class="fields" method="post" action="/compare/decisions" enctype="multipart/form-data">{http.FormToken()}
        <label>A file of Web Annotations <input type="file" name="file" required accept=".jsonld,.json,application/ld+json,application/json"></label>
        <div class="buttons"><button>Bring in</button></div>
        </form>

        """);

    // The accounts as they are now, where the archive has their addresses.
    private static List<long>? Compared(FolderArchive archive, Correction correction)
    {
        var versions = new[] { correction.One.Account.Url, correction.Other?.Account.Url }.OfType<string>().Select(url => archive.Find(url)?.Current).OfType<long>().Distinct().ToList();
        return versions.Count == (correction.Other is null ? 1 : 2) ? versions : null;
    }

    private static async Task<IResult> Export(HttpContext http, Archives archives, Corrections corrections)
    {
        var named = ComparePage.Accounts(http);
        var accounts = await archives.ReadAsync(reading => named.Select(id => CaptureOperations.Read(reading, id)).ToList(), http.RequestAborted).ConfigureAwait(false);
        var ids = accounts.Count == 0 ? corrections.Ids() : [.. corrections.Holding(accounts).Select(static correction => correction.Id)];
        return Results.Stream(stream => AnnotationsJson.WriteAsync(ids, corrections.Each(ids), stream, http.RequestAborted), "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"", "annotations.jsonld");
    }

    private static async Task<IResult> Import(HttpContext http, Corrections corrections)
    {
        var form = await http.Form().ConfigureAwait(false);
        if (form.Files.GetFile("file") is not { Length: > 0 } file) throw new WrongException("no file was sent, or an empty one");
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, http.RequestAborted).ConfigureAwait(false);
        try
        {
            var read = AnnotationsReader.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
            var added = corrections.Import(read.Corrections, http.Visitor().Name ?? "somebody");
            http.Audited("import decisions", string.Create(CultureInfo.InvariantCulture, $"{added} of {read.Corrections.Count}"));
            return new SeeOther(string.Create(CultureInfo.InvariantCulture, $"/compare/decisions?new={added}&lost={read.NotUnderstood.Count}"));
        }
        catch (FormatException wrong)
        {
            throw new WrongException($"the file {wrong.Message}");
        }
    }
}
