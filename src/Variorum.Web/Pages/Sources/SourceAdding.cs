using System.Globalization;

namespace Variorum;

/// <summary>What looking a site over brought.</summary>
internal sealed record SourceLook(NewsSource Source, Discovered Found);

/// <summary>How a source is added: an address, what is found there, a yes. Also lists of feeds, and single pages.</summary>
internal static class SourceAdding
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sources", static (HttpContext http, ReadingRoomOptions options, ArchiveWriter writer, Errands<SourceLook> looks) => Post(http, options, writer, looks)).Needs(Rank.Editor).Costly();
        routes.MapGet("/looks/{id:length(24)}", static (HttpContext http, string id, Errands<SourceLook> looks) => Show(http, id, looks)).Needs(Rank.Editor);
    }

    /// <summary>The forms on the list of sources.</summary>
    public static void Forms(StringBuilder page, Markup.Raw token) => page.Html($"""
        <h2>Add a source</h2>
        <form class="fields" method="post" action="/sources">{token}
        <label class="whole">Address<input name="url" type="text" inputmode="url" required maxlength="8192" placeholder="https://press.norland.example/" autocomplete="off" spellcheck="false"><small>Of the site, of one of its pages, or of a feed. It is looked over first; nothing is followed before you have seen what was found.</small></label>
        <div class="buttons"><button class="primary" name="do" value="look">Look it over</button></div>
        </form>
        <details class="more"><summary>Follow the feeds of another program (OPML)</summary>
        <form class="fields" method="post" action="/sources" enctype="multipart/form-data">{token}
        <label class="whole">File<input name="file" type="file" accept=".opml,.xml,text/xml,text/x-opml" required></label>
        <div class="buttons"><button name="do" value="import">Follow them</button></div>
        </form></details>
        <details class="more"><summary>Keep one page</summary>
        <form class="fields" method="post" action="/sources">{token}
        <label class="whole">Address<input name="url" type="text" inputmode="url" required maxlength="8192" autocomplete="off" spellcheck="false"><small>It is fetched now, and visited again if it is a source's.</small></label>
        <div class="buttons"><button name="do" value="page">Fetch it</button></div>
        </form></details>

        """);

    private static async Task<IResult> Post(HttpContext http, ReadingRoomOptions options, ArchiveWriter writer, Errands<SourceLook> looks)
    {
        var form = await http.Form().ConfigureAwait(false);
        return form["do"].ToString() switch
        {
            "look" => new SeeOther($"/looks/{Look(form, options, writer, looks).Id}"),
            "add" => new SeeOther(SourcesPage.Path(Add(http, form, options, looks))),
            "import" => new SeeOther(await Import(http, form, options).ConfigureAwait(false)),
            "page" => new SeeOther(await Page(http, form, writer).ConfigureAwait(false)),
            _ => throw new WrongException("the form does not say what to do: look, add, import or page"),
        };
    }

    private static Errand<SourceLook> Look(IFormCollection form, ReadingRoomOptions options, ArchiveWriter writer, Errands<SourceLook> looks)
    {
        var site = SourceForm.Address(form, "url");
        var source = Of(site);
        if (SourceList.Read(options.Folder).Sources.FirstOrDefault(known => known.Url == source.Url) is { } known) throw new WrongException($"{known.Name} is followed at that address already");
        return looks.Begin(source.Url, async cancel => new SourceLook(source, await Discovery.FindAsync(writer.Fetcher, source.Url, cancellation: cancel).ConfigureAwait(false)));
    }

    private static View Show(HttpContext http, string id, Errands<SourceLook> looks)
    {
        if (looks.Of(id) is not { } errand) throw new NotThereException("what was found there is not kept any more; look the site over again");
        if (!errand.Work.IsCompleted)
        {
            return new View("Looking it over", page => page.Html($"<p class=\"eyebrow\"><a href=\"/sources\">Sources</a></p>\n<h1>{errand.Subject} is being looked over</h1>\n<p class=\"lead\" role=\"status\">Its feeds, sitemaps and lists of news are looked for, politely: two seconds between two requests, so it takes up to two minutes.</p>\n<p class=\"buttons\"><a class=\"button\" href=\"/looks/{id}\">Look again</a></p>\n"))
            {
                Section = Section.Sources,
                Head = static head => head.Html($"<meta http-equiv=\"refresh\" content=\"2\">\n"),
            };
        }
        if (!errand.Work.IsCompletedSuccessfully) throw new WrongException("the site was not looked over in time; try again later");
        var token = http.FormToken();
        return new View("What was found", page => Found(page, id, errand.Work.Result, token)) { Section = Section.Sources };
    }

    private static void Found(StringBuilder page, string id, SourceLook look, Markup.Raw token)
    {
        var (source, found) = look;
        page.Html($"<p class=\"eyebrow\"><a href=\"/sources\">Sources</a></p>\n<h1>What was found at <bdi>{source.Name}</bdi></h1>\n");
        if (found.Ways.Count == 0) page.Html($"<p class=\"lead\">{(found.Reached ? "It tells of its news in no way that could be found: neither a feed nor a sitemap nor a page that lists it." : "It could not be read.")}</p>\n");
        else page.Html($"<p class=\"lead\">{SourcesPage.Tally(found.Ways.Count, "way")} to learn of its news. Take out what you do not want, then follow it.</p>\n");
        if (found.Failures.Count > 0)
        {
            page.Html($"<div class=\"notice\">\n");
            foreach (var failure in found.Failures.Take(20)) page.Html($"<p>{failure}</p>\n");
            page.Html($"</div>\n");
        }
        if (found.Ways.Count == 0)
        {
            page.Html($"<p class=\"buttons\"><a class=\"button\" href=\"/sources\">Try another address</a></p>\n");
            return;
        }
        page.Html($"<form class=\"fields source\" method=\"post\" action=\"/sources\">{token}<input type=\"hidden\" name=\"look\" value=\"{id}\">\n<fieldset class=\"whole ways\"><legend>Ways</legend>\n");
        for (var i = 0; i < found.Ways.Count; i++)
        {
            var way = found.Ways[i];
            page.Html($"<div class=\"way\"><label class=\"check\"><input type=\"checkbox\" name=\"way\" value=\"{i}\" checked><span><span class=\"tag\">{way.Kind}</span> <bdi>{way.Title ?? way.Format}</bdi></span></label>\n<p class=\"meta\"><code class=\"address\">{way.Url}</code> · {way.Format} · {way.Entries} {(way.Entries == 1 ? "entry" : "entries")}{(way.Newest is { } newest ? $" · newest {Dated.Day(newest)}" : "")}{(way.Note is { } note ? $" · {note}" : "")}</p>\n");
            if (way.First.Any(static entry => entry.Title is not null))
            {
                page.Html($"<ul class=\"first\">\n");
                foreach (var entry in way.First.Where(static entry => entry.Title is not null)) page.Html($"<li dir=\"auto\">{entry.Title}</li>\n");
                page.Html($"</ul>\n");
            }
            page.Html($"</div>\n");
        }
        page.Html($"</fieldset>\n");
        SourceForm.Fields(page, source, ways: false);
        page.Html($"<div class=\"buttons\"><button class=\"primary\" name=\"do\" value=\"add\">Follow it</button> <a class=\"button\" href=\"/sources\">Leave it</a></div>\n</form>\n");
    }

    private static string Add(HttpContext http, IFormCollection form, ReadingRoomOptions options, Errands<SourceLook> looks)
    {
        if (looks.Of(form["look"].ToString()) is not { Work.IsCompletedSuccessfully: true } errand) throw new NotThereException("what was found there is not kept any more; look the site over again");
        var (source, found) = errand.Work.Result;
        var ways = form["way"].Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var way) && way < found.Ways.Count ? found.Ways[way] : throw new WrongException("the form names a way that was not found")).ToList();
        if (ways.Count == 0) throw new WrongException("nothing is left by which its news could be found; choose at least one way");
        return Follow(http, options, SourceForm.Apply(form, source, ways: false).With(found with { Ways = ways })).Name;
    }

    /// <summary>A source as it is before anybody says more of it.</summary>
    public static NewsSource Of(Uri site) => new(site.Host.StartsWith("www.", StringComparison.Ordinal) ? site.Host[4..] : site.Host, site.AbsoluteUri);

    /// <summary>Adds a source to those that are followed.</summary>
    /// <exception cref="WrongException">Another has its name.</exception>
    public static NewsSource Follow(HttpContext http, ReadingRoomOptions options, NewsSource wanted)
    {
        try
        {
            SourceList.Change(options.Folder, list => list.With(null, wanted));
        }
        catch (ArgumentException wrong)
        {
            throw new WrongException(wrong.Message);
        }
        http.Audited("add source", wanted.Name);
        return wanted;
    }

    private static async Task<string> Import(HttpContext http, IFormCollection form, ReadingRoomOptions options)
    {
        if (form.Files["file"] is not { Length: > 0 } file) throw new WrongException("no file came with the form; choose a list of feeds (OPML)");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, http.RequestAborted).ConfigureAwait(false);
        try
        {
            var (feeds, _) = Opml.Read(bytes.ToArray());
            if (feeds.Count == 0) throw new WrongException("the list has no feeds with an address");
            SourceList.Change(options.Folder, list => list.With(feeds));
            http.Audited("import sources", $"{feeds.Count} feeds");
            return string.Create(CultureInfo.InvariantCulture, $"/sources?feeds={feeds.Count}");
        }
        catch (UnreadableFeedException wrong)
        {
            throw new WrongException($"the file cannot be read as a list of feeds: {wrong.Message}");
        }
        catch (ArgumentException wrong)
        {
            throw new WrongException(wrong.Message);
        }
    }

    private static async Task<string> Page(HttpContext http, IFormCollection form, ArchiveWriter writer)
    {
        var document = await Fetch(http, SourceForm.Address(form, "url"), writer).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"/documents/{document}");
    }

    /// <summary>Fetches a page into the archive.</summary>
    /// <returns>Its document.</returns>
    /// <exception cref="WrongException">It could not be had.</exception>
    public static async Task<long> Fetch(HttpContext http, Uri url, ArchiveWriter writer)
    {
        var page = await writer.CollectAsync(url.AbsoluteUri, http.RequestAborted).ConfigureAwait(false);
        if (page.Failure is { } failure) throw new WrongException(failure);
        http.Audited("fetch page", url.AbsoluteUri);
        return page.Added[^1].Document ?? throw new WrongException("nothing came that could be kept");
    }
}
