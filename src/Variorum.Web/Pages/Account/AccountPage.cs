namespace Variorum;

/// <summary><c>/accounts/{version}</c>: one account, with its versions, its witnesses' company, and its proof.</summary>
internal static class AccountPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/accounts/{version:long}", static (long version, HttpContext http, Archives archives, KeptAccounts kept, Newest newest) =>
        archives.ReadAsync(reading => Show(AccountShown.Of(reading, kept, newest, version), http), http.RequestAborted)).Needs(Rank.Reader);

    private static View Show(AccountShown shown, HttpContext http)
    {
        var (version, capture) = (shown.Version, shown.Capture);
        var title = version.Title ?? "Without a headline";
        var room = RoomAddress.Of(http);
        var token = http.FormToken();
        return new View(title, page =>
        {
            page.Html($"<article class=\"account\">\n<header>\n<p class=\"eyebrow\">{Eyebrow(shown)}</p>\n<h1 dir=\"auto\"{Lang(version)}>{title}</h1>\n");
            Facts(page, shown, TranslationPage.Link(http, version));
            page.Append("</header>\n");
            State(page, shown);
            VersionStrip.Write(page, shown);
            page.Html($"<div class=\"columns\">\n<div>\n<div class=\"text\"{Lang(version)}{Direction(version)}>\n");
            Pictures(page, shown);
            if (shown.Kept is { } kept) page.Append(kept.Voices).Append(kept.Body).Append(kept.Beside);
            else page.Html($"<div class=\"notice wrong\" lang=\"en\"><p>The captured page cannot be read any more: see below where its bytes should lie.</p></div>\n{Bare(shown.Text)}");
            page.Append("</div>\n");
            CitePage.Block(page, shown, room);
            Provenance.Write(page, shown, token);
            page.Append("</div>\n<aside class=\"side\" aria-label=\"About this account, and others\">\n");
            Besides.Write(page, shown);
            page.Append("</aside>\n</div>\n</article>\n");
        })
        {
            Description = shown.Kept?.Description,
            Head = page => AccountHead.Write(page, shown, room),
        };
    }

    private static Markup.Part Eyebrow(AccountShown shown) => page =>
    {
        page.Html($"<bdi>{shown.Publisher}</bdi>");
        if (shown.Version.Published is { } published) page.Html($" · {Dated.On(published)}");
        page.Html($" · {Telling.Name(shown.Version.Kind)}");
    };

    private static void Facts(StringBuilder page, AccountShown shown, Markup.Part translation)
    {
        page.Append("<p class=\"meta ways\">");
        var url = shown.Document.Url;
        if (Markup.Link(url) != "#") page.Html($"<a href=\"{url}\" rel=\"noopener noreferrer nofollow\" referrerpolicy=\"no-referrer\">Live page</a> · ");
        page.Html($"<a href=\"/captures/{shown.Capture.Id}\">Captured page</a> · <a href=\"{RoomAddress.Memento(shown.Capture)}\">Archived copy</a> · <a href=\"/documents/{shown.Document.Id}\">History</a>{translation}");
        page.Append("</p>\n<p class=\"meta\">");
        if (shown.Kept?.Author is { } author) page.Html($"By <bdi>{author}</bdi> · ");
        if (shown.Kept?.OriginPublisher is { } origin)
        {
            page.Append("Comes from ");
            if (shown.Kept.OriginUrl is { } from && Markup.Link(from) != "#") page.Html($"<a href=\"{from}\" rel=\"noopener noreferrer nofollow\" referrerpolicy=\"no-referrer\"><bdi>{origin}</bdi></a> · ");
            else page.Html($"<bdi>{origin}</bdi> · ");
        }
        if (shown.Kept?.Modified is { } modified && modified != shown.Version.Published) page.Html($"Changed {Dated.On(modified)} by its own word · ");
        if (shown.Kept is { } read) page.Html($"{Telling.Count(read.Passages, "passage")}, {Telling.Count(read.Words, "word")}");
        page.Append("</p>\n");
        if (shown.Kept is not { Categories.Count: > 0 } kept) return;
        page.Append("<p class=\"meta\">");
        foreach (var category in kept.Categories) page.Html($"<a class=\"tag\" href=\"/search?q={Uri.EscapeDataString(category)}\"><bdi>{category}</bdi></a> ");
        page.Append("</p>\n");
    }

    /// <summary>What a reader must know before reading: that it is gone, or that it is not what stands there now.</summary>
    private static void State(StringBuilder page, AccountShown shown)
    {
        var since = Dated.Text(shown.Document.Since);
        var said = shown.Document.State switch
        {
            DocumentState.Withdrawn => $"Withdrawn: the page has been gone since {since}, and a second visit has confirmed it. What it said stands here as it was captured.",
            DocumentState.Missing => $"Missing: the page was not there on {since}; no second visit has confirmed it yet.",
            DocumentState.Returned => $"Returned: the page was withdrawn, and has been there again since {since}.",
            _ => null,
        };
        if (said is not null) page.Html($"<div class=\"notice{(shown.Document.State == DocumentState.Withdrawn ? " wrong" : "")}\"><p>{said}</p></div>\n");
        if (shown.Document.Current is { } current && current != shown.Version.Id && shown.Versions.FirstOrDefault(version => version.Id == current) is { } last)
            page.Html($"<div class=\"notice\"><p>This is not the last version: <a href=\"/accounts/{current}\">version {last.Number}</a> was seen on {Dated.Text(last.Last)}. <a href=\"/diff/{shown.Version.Id}/{current}\">What changed since this one</a></p></div>\n");
    }

    private static void Pictures(StringBuilder page, AccountShown shown)
    {
        var inText = shown.Pictures.Any(static picture => picture.Picture.From == PictureFrom.Text);
        foreach (var (picture, capture) in shown.Pictures.Where(picture => !inText || picture.Picture.From == PictureFrom.Text).Take(AccountShown.MostPictures))
        {
            if (capture is null)
            {
                page.Html($"<p class=\"meta\" lang=\"en\" dir=\"ltr\">A picture that was not captured: <bdi>{picture.Caption ?? picture.Alternative ?? picture.Url}</bdi></p>\n");
                continue;
            }
            // It is a link, which must be called something.
            page.Html($"<figure class=\"picture\"><a href=\"/captures/{capture.Id}\"><img src=\"/pictures/{capture.Id}\" alt=\"{picture.Alternative ?? picture.Caption ?? "A picture without a caption"}\" loading=\"lazy\"></a>");
            if ((picture.Caption ?? (picture.Credit is null ? picture.Alternative : "")) is { } caption)
            {
                page.Html($"<figcaption dir=\"auto\">{caption}");
                if (picture.Credit is { } credit) page.Html($" <span class=\"credit\">{credit}</span>");
                page.Append("</figcaption>");
            }
            page.Append("</figure>\n");
        }
    }

    private static Markup.Part Bare(VersionText? text) => page =>
    {
        foreach (var paragraph in (text?.Text ?? "").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)) page.Html($"<p dir=\"auto\">{paragraph}</p>\n");
    };

    // What is ours among the text stands on its side.
    internal static Markup.Raw Direction(Version version) => new(version.Language is "ar" or "ckb" or "dv" or "fa" or "he" or "ks" or "ps" or "sd" or "ug" or "ur" or "yi" ? " dir=\"rtl\"" : "");

    internal static Markup.Raw Lang(Version version) => new(version.Language is { Length: 2 or 3 } language && language.All(char.IsAsciiLetter) ? $" lang=\"{language}\"" : "");
}
