using System.Globalization;

namespace Variorum;

/// <summary>What the pages of people, figures, instruments and commitments have in common: which accounts are read, and their files.</summary>
internal static class ClaimsPages
{
    // An account takes a few milliseconds to be looked through: a page must not keep its reader for long.
    private const int UsualLimit = 300, GreatestLimit = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        PeoplePages.Map(routes);
        FiguresPage.Map(routes);
        InstrumentsPage.Map(routes);
        CommitmentsPage.Map(routes);
    }

    /// <summary>The days, the site and the number of accounts that an address asks for.</summary>
    /// <exception cref="WrongException">It makes no sense.</exception>
    public static ClaimsOptions Options(HttpContext http)
    {
        var (since, until) = (Day(http.WishedDay("since")), Day(http.WishedDay("until")));
        if (until is not null && string.CompareOrdinal(since, until) > 0) throw new WrongException("since is later than until");
        return new ClaimsOptions { Since = since, Until = until, Source = http.Wish("source"), Limit = http.WishedNumber("limit", 0, GreatestLimit) is > 0 and var limit ? limit : UsualLimit };
    }

    /// <summary>A query and its plain words, as on the command line; none where nothing is asked for.</summary>
    /// <exception cref="QueryException">It cannot be read.</exception>
    public static (Query? Query, IReadOnlyList<string> Words) Asked(string? text) => text is null ? (null, []) : Query.Parse(text) is var query ? (query, [.. query.PlainWords()]) : default;

    /// <summary>The parameters of an address, for another format or another page of the same.</summary>
    public static string Address(string path, string? q, ClaimsOptions options, string? format = null, int page = 1) => Wishes.Address(path, ("q", q), ("since", options.Since), ("until", options.Until), ("source", options.Source),
        ("limit", options.Limit == UsualLimit ? null : options.Limit.ToString(CultureInfo.InvariantCulture)), ("as", format), ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));

    /// <summary>A report as a file; null where the address asks for a page.</summary>
    public static IResult? File<T>(HttpContext http, T report, string name, Action<T, Stream> json, Action<T, Stream> csv)
    {
        if (http.WishedOf("as", "json", "csv") is not { } format) return null;
        using var stream = new MemoryStream();
        (format == "json" ? json : csv)(report, stream);
        return format == "json" ? Results.File(stream.ToArray(), "application/json", name + ".json") : Results.File(stream.ToArray(), "text/csv; charset=utf-8", name + ".csv");
    }

    /// <summary>The fields that all of them have, as a form.</summary>
    /// <param name="label">What the words are called; null for a page whose words stand in its address.</param>
    public static void Form(StringBuilder page, string path, string? label, string? q, ClaimsOptions options)
    {
        page.Html($"<form class=\"narrow\" action=\"{path}\" role=\"search\" aria-label=\"{label ?? "Accounts"}\">\n");
        if (label is not null) page.Html($"<label>{label} <input name=\"q\" type=\"search\" maxlength=\"1000\" value=\"{q}\"></label>\n");
        page.Html($"""
            <label>Since <input name="since" type="date" value="{options.Since}"></label>
            <label>Until <input name="until" type="date" value="{options.Until}"></label>
            <label>Site <input name="source" maxlength="300" value="{options.Source}" placeholder="press.norland.example"></label>
            <button class="primary">Show</button>
            </form>

            """);
    }

    /// <summary>How much was read, and the files.</summary>
    public static void Foot(StringBuilder page, string path, string? q, ClaimsOptions options, ClaimsCoverage coverage)
    {
        if (coverage.Found > coverage.Read)
            page.Html($"<p class=\"notice\">Read were the newest {Telling.Count(coverage.Read, "account")} of {coverage.Found} that may hold more.{new Markup.Part(to => _ = options.Limit < GreatestLimit ? to.Html($" <a href=\"{Address(path, q, options with { Limit = GreatestLimit })}\">Read up to {GreatestLimit}</a>, or") : to)} Choose days or a site to read fewer.</p>\n");
        page.Html($"<p class=\"meta files\">Download: <a href=\"{Address(path, q, options, "json")}\" download>JSON</a> · <a href=\"{Address(path, q, options, "csv")}\" download>CSV</a></p>\n");
    }

    /// <summary>Who tells it when, with the way to the passage.</summary>
    public static void At(StringBuilder page, ClaimPlace place, string before = "") =>
        page.Html($"<p class=\"meta\">{before}<a href=\"/accounts/{place.Account}#p{place.Passage}\"><bdi>{place.Source}</bdi>, {(place.Dated ? Dated.Day(place.Day) : $"undated, seen {Dated.Day(place.Day)}")}</a>{new Markup.Raw(place.Gone ? " <span class=\"tag gone\">not what it says now</span>" : "")}</p>\n");

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
