using System.Globalization;

namespace Variorum;

/// <summary>Accounts side by side: of the archive, by their numbers, or typed in.</summary>
internal static class ComparePage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/compare", static (HttpContext http, Archives archives, Collations collations) => Show(http, archives, collations)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);
        routes.MapGet("/compare/file", static (HttpContext http, Collations collations) => Download(http, collations)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);
        TypedPage.Map(routes);
        LinkPage.Map(routes);
        DecisionsPage.Map(routes);
    }

    /// <summary>The versions that an address names.</summary>
    public static IReadOnlyList<long> Accounts(HttpContext http) => Wishes.Numbers(http.Request.Query["account"], "account", Collator.Most);

    /// <summary>The address of a page about accounts.</summary>
    public static string Address(string path, IReadOnlyList<long> accounts, params IEnumerable<(string Name, string? Value)> more) =>
        Wishes.Address(path, [.. accounts.Select(static account => ("account", (string?)account.ToString(CultureInfo.InvariantCulture))), .. more]);

    private static async Task<View> Show(HttpContext http, Archives archives, Collations collations)
    {
        var accounts = Accounts(http);
        return accounts.Count switch
        {
            0 => new View("Compare", page => Choosing(page, http)) { Section = Section.Compare, Description = "Sets accounts side by side, statement by statement." },
            1 => await Others(accounts[0], archives, http).ConfigureAwait(false),
            _ => Compared(http, await collations.Of(accounts, http.RequestAborted).ConfigureAwait(false)),
        };
    }

    private static async Task<IResult> Download(HttpContext http, Collations collations)
    {
        var (accounts, format) = (Accounts(http), http.WishedOf("as", CollationFile.Formats) ?? CollationFile.Formats[0]);
        if (accounts.Count < 2) throw new WrongException("a comparison needs two accounts");
        return CollationFile.Of(await collations.Of(accounts, http.RequestAborted).ConfigureAwait(false), format, $"accounts-{string.Join('-', accounts)}", accounts.Count > 2, accounts.Count > 2 ? StatementsSection.View(http) : null);
    }

    private static void Choosing(StringBuilder page, HttpContext http)
    {
        page.Html($"""
            <h1>Compare</h1>
            <p class="lead">Two accounts or more side by side: what they share, what only one says, what is not the same. Tick accounts in a search or on the page of an event, or name them here.</p>
            <h2>Accounts of the archive</h2>
            <form class="fields" action="/compare">
            <label>Numbers of accounts <input name="account" required maxlength="300" placeholder="12, 15"><small>The number stands in the address of an account’s page.</small></label>
            <div class="buttons"><button class="primary">Compare</button></div>
            </form>
            <h2>Texts or addresses</h2>

            """);
        TypedPage.Form(page, http, ["", ""]);
        page.Html($"<p class=\"meta\"><a href=\"/compare/decisions\">What people decided of links</a></p>\n");
    }

    /// <summary>With one account chosen: the others of its event.</summary>
    private static async Task<View> Others(long chosen, Archives archives, HttpContext http)
    {
        var (title, accounts) = await archives.ReadAsync(reading =>
        {
            var version = reading.Archive.VersionsAfter(chosen - 1, 1) is [var found] && found.Id == chosen ? found : throw new NotThereException($"the archive has no account {chosen}");
            var of = reading.Events?.EventOf(chosen);
            return (version.Title ?? "Without a headline", of is null ? [] : reading.Events!.History(reading.Archive, of.Value, measure: false).Accounts);
        }, http.RequestAborted).ConfigureAwait(false);
        var others = accounts.Where(account => account.Version.Id != chosen && !account.Later.Any(later => later.Id == chosen)).ToList();
        return new View("Compare", page =>
        {
            page.Html($"<p class=\"eyebrow\"><a href=\"/compare\">Compare</a></p>\n<h1>With which account?</h1>\n<p class=\"lead\"><a href=\"/accounts/{chosen}\"><bdi>{title}</bdi></a></p>\n<form action=\"/compare\"><input type=\"hidden\" name=\"account\" value=\"{chosen}\">\n");
            if (others.Count == 0) page.Html($"<p class=\"empty\">No other account here tells of the same event. Name another one by its number.</p>\n");
            else page.Html($"<h2 class=\"vh\">Accounts of the same event</h2>\n<ul class=\"items\">\n");
            foreach (var other in others)
                page.Html($"<li><h3><label class=\"tick\"><input type=\"checkbox\" name=\"account\" value=\"{other.Version.Id}\"> <bdi>{other.Version.Title ?? "Without a headline"}</bdi></label></h3><p class=\"meta\"><bdi>{other.Publisher}</bdi> · {(other.Version.Published is { } day ? Dated.Day(day) : $"seen {Dated.Day(other.Version.First)}")} <span class=\"tag\">{EventTelling.Relation(other)}</span></p></li>\n");
            if (others.Count > 0) page.Html($"</ul>\n");
            page.Html($"<div class=\"fields\"><label>Number of another account <input name=\"account\" maxlength=\"300\" inputmode=\"numeric\"></label></div>\n<div class=\"buttons\"><button class=\"primary\">Compare</button></div></form>\n");
        })
        { Section = Section.Compare };
    }

    private static View Compared(HttpContext http, Collated collated)
    {
        var many = collated.Versions.Count > 2;
        var view = many ? StatementsSection.View(http) : new TableView();
        var may = !many && http.Visitor().Rank >= Rank.Editor;
        return new View(CollationSection.Called(collated.Collation), page =>
        {
            page.Html($"<p class=\"eyebrow\"><a href=\"/compare\">Compare</a></p>\n");
            CollationSection.Write(page, collated.Collation, (to, witness) => to.Html($"<p class=\"meta way\"><a href=\"/accounts/{collated.Version(witness.Siglum)}\">Read it in the archive</a></p>\n"),
                statements: !many ? null : to =>
                {
                    StatementsSection.Write(to, collated, view, "/compare", [.. collated.Versions.Select(static version => ("account", version.ToString(CultureInfo.InvariantCulture)))]);
                },
                beside: many ? null : Marginal.Of(collated, may));
            CollationFile.Links(page, format => Address("/compare/file", collated.Versions, ("as", format)));
            if (many) AgreementMap.Write(page, collated);
            else page.Html($"<p class=\"meta way\"><a href=\"{Address("/annotations.jsonld", collated.Versions)}\" download>Decisions as Web Annotations</a>{new Markup.Part(to => _ = may ? to.Html($" · <a href=\"{Address("/compare/link", collated.Versions)}\">Draw a link</a>") : to)} · <a href=\"/compare/decisions\">All decisions</a></p>\n");
        })
        {
            Section = Section.Compare,
            Styles = ["report.css"],
            Scripts = ["report.js"],
            Description = "Accounts side by side, statement by statement.",
        };
    }
}
