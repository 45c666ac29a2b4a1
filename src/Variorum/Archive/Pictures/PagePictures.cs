namespace Variorum;

/// <summary>A captured page with the pictures that it showed then, made harmless.</summary>
public static class PagePictures
{
    /// <summary>What a browser may be given of a captured page; nothing in it makes this throw.</summary>
    /// <param name="archive">Where its pictures are.</param>
    /// <param name="capture">Of the page.</param>
    /// <param name="page">Its bytes.</param>
    public static HarmlessPage Harmless(IArchive archive, Capture capture, Page page) => HarmlessPage.Of(page, url => Shown(archive, url, capture));

    // As the page showed it then; no picture is worth more than the page.
    private static Page? Shown(IArchive archive, string url, Capture page)
    {
        try
        {
            return archive.Picture(url, page.Id) is { } shot ? archive.Page(shot.Id) : null;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
