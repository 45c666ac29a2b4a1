namespace Variorum;

/// <summary>Texts and addresses that somebody typed in, compared; nothing of it is kept unless that is wished.</summary>
internal static class TypedPage
{
    private const int Fewest = 2, Most = 6, Longest = 2_000_000, LongestAddress = 2000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/compare", static (HttpContext http, Archives archives, Collations collations) => Compare(http, archives, collations)).Needs(Rank.Reader).Costly().OnlyReads();

    /// <summary>The form; with what was typed, where it was.</summary>
    public static void Form(StringBuilder page, HttpContext http, IReadOnlyList<string> texts)
    {
        var may = http.Visitor().Rank >= Rank.Editor;
        page.Html($"<form class=\"fields typed\" method=\"post\" action=\"/compare\">{http.FormToken()}\n");
        for (var i = 0; i < texts.Count; i++)
            page.Html($"<label class=\"{(texts.Count == 2 ? "" : "whole")}\">{(i == 0 ? "First" : i == 1 ? "Second" : i == 2 ? "Third" : "Another")} text{(may ? " or address" : "")} <textarea name=\"text\" rows=\"8\" dir=\"auto\" spellcheck=\"false\"{new Markup.Raw(i < Fewest ? " required" : "")}>\n{texts[i]}</textarea></label>\n");
        if (may) page.Html($"<label class=\"check whole\"><input type=\"checkbox\" name=\"keep\" value=\"1\"> Keep them in the archive; else nothing is stored</label>\n");
        page.Html($"<div class=\"buttons\"><button class=\"primary\">Compare</button>");
        if (texts.Count < Most) page.Html($" <button name=\"more\" value=\"1\" formnovalidate>One more text</button>");
        page.Html($"</div>\n");
        if (texts.Count(static text => text.Length > 0) >= Fewest)
        {
            page.Html($"<div class=\"buttons\"><span class=\"meta\">Download as one file:</span>");
            foreach (var format in CollationFile.Formats) page.Html($" <button name=\"as\" value=\"{format}\">{CollationFile.Name(format)}</button>");
            page.Html($"</div>\n");
        }
        page.Html($"</form>\n");
    }

    private static async Task<IResult> Compare(HttpContext http, Archives archives, Collations collations)
    {
        var form = await http.Form().ConfigureAwait(false);
        var typed = form["text"].Select(static text => (text ?? "").Trim()).ToList();
        if (typed.Count > Most || typed.Exists(static text => text.Length > Longest)) return Wrong($"At most {Most} texts of {Longest / 1_000_000} million letters are compared at once.");
        if (form.Wish("more") is not null) return new View("Compare", page => Typing(page, http, [.. typed.Append("").Take(Most)], null)) { Section = Section.Compare };
        var format = form.WishedOf("as", CollationFile.Formats);
        var texts = typed.Where(static text => text.Length > 0).ToList();
        if (texts.Count < Fewest) return Wrong("Two texts are needed, and one field or both are empty.");
        var may = http.Visitor().Rank >= Rank.Editor;
        if (!may && texts.Exists(IsAddress)) return Wrong("Addresses are fetched for editors alone: paste the text instead.", StatusCodes.Status403Forbidden);
        try
        {
            if (form.Wish("keep") is not null)
            {
                if (!may) return Wrong("Only editors add to the archive: leave the tick out.", StatusCodes.Status403Forbidden);
                var kept = await TypedTexts.Keep(texts, http, archives).ConfigureAwait(false);
                return new SeeOther(ComparePage.Address("/compare", kept));
            }
            var accounts = await TypedTexts.Read(texts, http).ConfigureAwait(false);
            var collated = new Collated([], [.. accounts.Select(static _ => (IReadOnlyList<FoldedCopy>)[])], await collations.Of(accounts, http.RequestAborted).ConfigureAwait(false));
            return format is not null ? CollationFile.Of(collated, format, "comparison", accounts.Count > 2) : Compared(http, collated, typed);
        }
        catch (TypedException wrong)
        {
            return Wrong(wrong.Message);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Wrong("It took too long until an answer came: try again later, or open the page in a browser and paste its text.");
        }

        View Wrong(string sentence, int status = StatusCodes.Status400BadRequest) => new("Compare", page => Typing(page, http, [.. typed, .. Enumerable.Repeat("", Math.Max(0, Fewest - typed.Count))], sentence)) { Section = Section.Compare, Status = status };
    }

    /// <summary>Whether what was typed is an address and nothing else.</summary>
    public static bool IsAddress(string text) => text.Length <= LongestAddress && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) && !text.Any(char.IsWhiteSpace);

    private static void Typing(StringBuilder page, HttpContext http, IReadOnlyList<string> texts, string? wrong)
    {
        page.Html($"<p class=\"eyebrow\"><a href=\"/compare\">Compare</a></p>\n<h1>Texts or addresses</h1>\n");
        if (wrong is not null) page.Html($"<p class=\"notice wrong\" role=\"alert\">{wrong}</p>\n");
        Form(page, http, texts);
    }

    private static View Compared(HttpContext http, Collated collated, List<string> typed)
    {
        var many = collated.Collation.Witnesses.Count > 2;
        return new View(CollationSection.Called(collated.Collation), page =>
        {
            page.Html($"<p class=\"eyebrow\"><a href=\"/compare\">Compare</a> · nothing of this is stored</p>\n");
            CollationSection.Write(page, collated.Collation, null, !many ? null : to =>
            {
                to.Html($"<section class=\"statements\" id=\"statements\" aria-labelledby=\"h-statements\"><h2 id=\"h-statements\">All statements</h2>\n<p class=\"overall\">{TableTelling.Overall(collated.Table)}</p>\n");
                TableHtml.Grid(to, collated.Table, collated.Table.Rows, new TableHtml.Ways(static siglum => "#source-" + siglum, static cell => "#source-" + cell.Siglum));
                to.Html($"</section>\n");
            }, null);
            page.Html($"<h2>Change and compare again</h2>\n");
            Form(page, http, typed);
        })
        { Section = Section.Compare, Styles = ["report.css"], Scripts = ["report.js"] };
    }
}
