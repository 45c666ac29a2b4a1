namespace Variorum;

/// <summary><c>/accounts/{version}/translation</c>: an account with a translation beside it.</summary>
internal static class TranslationPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts/{version:long}/translation", static async (HttpContext http, long version, Archives archives, KeptTranslations translations) => Show(http, await Asked(archives, version, http.RequestAborted), translations)).Needs(Rank.Reader);
        routes.MapPost("/accounts/{version:long}/translation", static async (HttpContext http, long version, Archives archives, KeptTranslations translations) =>
        {
            var account = await Asked(archives, version, http.RequestAborted);
            translations.Begin(account.Version, account.Paragraphs, http.Visitor().Name ?? "-");
            http.Audited("had translated", Path(version));
            return new SeeOther(Path(version));
        }).Needs(Rank.Editor).Costly();
    }

    public static string Path(long version) => FormattableString.Invariant($"/accounts/{version}/translation");

    /// <summary>For the account's own page: the way to its translation, behind other ways, where it is in another language than what is translated into. Writes nothing elsewhere.</summary>
    /// <param name="http">The request that is answered.</param>
    /// <param name="version">Whose page it is.</param>
    public static Markup.Part Link(HttpContext http, Version version)
    {
        var translations = http.RequestServices.GetRequiredService<KeptTranslations>();
        return page =>
        {
            if (translations.Into is { } into && version.Language != into) page.Html($" · <a href=\"{Path(version.Id)}\">Translation</a>");
        };
    }

    private sealed record Account(Version Version, string Url, IReadOnlyList<string> Paragraphs);

    private static Task<Account> Asked(Archives archives, long version, CancellationToken cancel) => archives.ReadAsync(reading =>
    {
        var found = reading.Archive.Version(version);
        return new Account(found, reading.Archive.Document(found.Document).Url, KeptTranslations.Paragraphs(reading.Archive.Text(version)));
    }, cancel);

    private static View Show(HttpContext http, Account account, KeptTranslations translations)
    {
        var (kept, errand) = (translations.Of(account.Paragraphs), translations.UnderWay(account.Paragraphs));
        var running = errand is { Work.IsCompleted: false };
        var (may, token, unsent) = (http.Visitor().Rank >= Rank.Editor, http.FormToken(), translations.Unsent(account.Paragraphs));
        return new View($"Translation of {Title(account)}", page =>
        {
            page.Html($"<p class=\"eyebrow\"><a href=\"/accounts/{account.Version.Id}\">The account</a> · <bdi>{account.Version.Publisher ?? Addresses.Site(account.Url)}</bdi>{(account.Version.Published is { } day ? $" · {Dated.Day(day)}" : "")}</p>\n<h1>Translation</h1>\n");
            if (kept is not null) page.Html($"<p class=\"lead\"><span class=\"tag machine\">machine-made</span> By {kept.Engine}, {Dated.At(kept.Made)}, asked for by {kept.By}. What is compared is the original.</p>\n");
            else if (running) page.Html($"<p class=\"lead\" role=\"status\">{translations.Chosen!.Engine} is translating it. <a href=\"{Path(account.Version.Id)}\">Look again</a>; this page does so by itself.</p>\n");
            else Offer(page, account, translations, may, token, unsent);
            if (!running && errand?.Work is { IsCompletedSuccessfully: false } failed)
                page.Html($"<div class=\"notice wrong\" role=\"alert\"><p>It was not translated: {translations.Chosen!.Engine} {(failed.IsCanceled ? KeptTranslations.TookTooLong : failed.Exception?.InnerException is TranslatorException told ? told.Message : "failed, which the log tells")}. What was translated before is kept, and is not sent again.</p></div>\n");
            if (kept is not null && unsent > 0 && may && translations.Chosen is { } chosen && !running)
                page.Html($"<form method=\"post\" action=\"{Path(account.Version.Id)}\">{token}<div class=\"buttons\"><button>Translate it by {chosen.Engine}</button></div></form>\n");
            Beside(page, account, kept);
        })
        {
            Section = Section.None,
            Head = running ? static head => head.Html($"<meta http-equiv=\"refresh\" content=\"2\">\n") : null,
        };
    }

    private static void Offer(StringBuilder page, Account account, KeptTranslations translations, bool may, Markup.Raw token, int unsent)
    {
        if (translations.Chosen is not { } chosen) page.Html($"<p class=\"empty\">No translator is chosen, and nothing is sent anywhere. Whoever runs this reading room chooses one in its room.json.</p>\n");
        else if (account.Version.Language == chosen.Into) page.Html($"<p class=\"empty\">It is in the language that {chosen.Engine} translates into.</p>\n");
        else if (!may) page.Html($"<p class=\"empty\">It is not translated yet. Who may edit here can have {chosen.Engine} do it.</p>\n");
        else page.Html($"<form method=\"post\" action=\"{Path(account.Version.Id)}\">{token}<p>{unsent} characters are sent to {chosen.Engine}.</p><div class=\"buttons\"><button class=\"primary\">Translate it</button></div></form>\n");
    }

    private static void Beside(StringBuilder page, Account account, Translation? kept)
    {
        var (from, into) = (Tag(account.Version.Language), Tag(kept?.Language));
        page.Html($"<div class=\"{(kept is null ? "alone" : "beside")}\">\n");
        for (var i = 0; i < account.Paragraphs.Count; i++)
        {
            if (account.Paragraphs[i].Length == 0) continue;
            var element = new Markup.Raw(i == 0 ? "h2" : "p");
            page.Html($"<{element} dir=\"auto\"{from}>{account.Paragraphs[i]}</{element}>\n");
            if (kept is null) continue;
            if (kept.Texts[i] is { } text) page.Html($"<{element} class=\"machine-made\" dir=\"auto\"{into}>{text}</{element}>\n");
            else page.Html($"<{element} class=\"machine-made missing\">not translated</{element}>\n");
        }
        page.Html($"</div>\n");
    }

    private static Markup.Raw Tag(string? language) => new(language is { Length: 2 } && language.All(char.IsAsciiLetter) ? $" lang=\"{language}\"" : "");

    private static string Title(Account account) => account.Paragraphs[0].Length > 0 ? account.Paragraphs[0] : account.Url;
}
