namespace Variorum;

/// <summary>Whose pages are asked for.</summary>
internal static class Sites
{
    /// <summary>The site of a source that is named, or a site or a beginning of addresses as it is.</summary>
    /// <param name="folder">The archive's.</param>
    /// <param name="asked">The name of a source that is followed, a site such as <c>press.norland.example</c>, or how addresses begin; null for all.</param>
    public static string? Of(string folder, string? asked)
    {
        if (asked is null) return null;
        try
        {
            return SourceList.Read(folder).Named(asked) is { } source ? Addresses.Site(source.Url) : asked;
        }
        catch (Exception unread) when (unread is IOException or ArchiveException or UnauthorizedAccessException or FormatException)
        {
            return asked;
        }
    }
}
