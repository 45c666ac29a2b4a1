using System.Net.Mime;

namespace Variorum;

/// <summary><c>/accounts/{version}/cite</c>: an account as reference managers take it.</summary>
internal static class CitePage
{
    private static readonly (string As, string Name, string Type, string Ending)[] Forms =
    [
        ("csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json"), ("ris", "RIS", "application/x-research-info-systems", "ris"),
        ("bibtex", "BibTeX", "application/x-bibtex", "bib"), ("text", "plain text", MediaTypeNames.Text.Plain, "txt"),
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/accounts/{version:long}/cite", static async (long version, string? @as, HttpContext http, Archives archives, KeptAccounts kept) =>
    {
        var form = Array.Find(Forms, form => form.As == (@as ?? "text"));
        if (form.As is null) throw new WrongException($"a citation is given as csl, ris, bibtex or text, not as \"{Telling.Shorten(@as ?? "", 40)}\"");
        var citation = await Of(version, http, archives, kept).ConfigureAwait(false);
        if (form.As != "text") http.Response.Headers.ContentDisposition = $"attachment; filename=\"account-{version}.{form.Ending}\"";
        return Results.Bytes(form.As switch
        {
            "csl" => citation.Csl(),
            "ris" => Encoding.UTF8.GetBytes(citation.Ris()),
            "bibtex" => Encoding.UTF8.GetBytes(citation.BibTeX()),
            _ => Encoding.UTF8.GetBytes(citation.Text()),
        }, form.Type + "; charset=utf-8");
    }).Needs(Rank.Reader);

    /// <summary>The citation of a version.</summary>
    public static Task<Citation> Of(long version, HttpContext http, Archives archives, KeptAccounts kept) => archives.ReadAsync(reading =>
    {
        var (found, capture, document) = AccountShown.Found(reading.Archive, version);
        return Of(found, capture, document, kept.Account(reading.Archive, found, capture, reading.Archive.Pictures(capture.Id)), RoomAddress.Of(http));
    }, http.RequestAborted);

    /// <summary>The citation in an account's page.</summary>
    public static void Block(StringBuilder page, AccountShown shown, RoomAddress room)
    {
        var text = Of(shown.Version, shown.Capture, shown.Document, shown.Kept, room).Text().TrimEnd();
        page.Html($"<section class=\"cite\" aria-labelledby=\"cite\">\n<h2 id=\"cite\">Cite</h2>\n<p class=\"citation\" id=\"citation\" dir=\"ltr\">{text}</p>\n<p class=\"buttons\"><button type=\"button\" data-copy=\"citation\" hidden>Copy</button>");
        foreach (var form in Forms) page.Html($" <a class=\"button\" href=\"/accounts/{shown.Version.Id}/cite?as={form.As}\">{form.Name}</a>");
        page.Append("</p>\n</section>\n");
    }

    private static Citation Of(Version version, Capture capture, Document document, KeptAccount? kept, RoomAddress room) =>
        new(version.Title, version.Publisher ?? Addresses.Site(document.Url), kept?.Author, version.Published, version.Kind, version.Language, document.Url, $"{room.Base}{RoomAddress.Memento(capture)}", capture.Time, capture.Sha256);
}
