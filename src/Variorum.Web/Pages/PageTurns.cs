namespace Variorum;

/// <summary>The ways from one page of a numbered list to the next.</summary>
internal static class PageTurns
{
    /// <param name="page">To which they are written.</param>
    /// <param name="at">Which page this is, from 1 on.</param>
    /// <param name="more">Whether there is a next one.</param>
    /// <param name="to">The address of another.</param>
    /// <param name="of">How many there are; null where nobody counted.</param>
    public static void Write(StringBuilder page, int at, bool more, Func<int, string> to, int? of = null)
    {
        page.Html($"<nav class=\"pages\" aria-label=\"Pages\">");
        if (at > 1) page.Html($"<a rel=\"prev\" href=\"{to(at - 1)}\">← Earlier page</a>");
        else page.Html($"<span></span>");
        if (of is { } all) page.Html($"<span>Page {at} of {all}</span>");
        if (more) page.Html($"<a rel=\"next\" href=\"{to(at + 1)}\">Next page →</a>");
        else page.Html($"<span></span>");
        page.Html($"</nav>\n");
    }
}
