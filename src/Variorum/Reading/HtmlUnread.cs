namespace Variorum;

/// <summary>What stands in the text of a page and has no words here: embedded pages, films, drawings; and what was cut off.</summary>
internal static class HtmlUnread
{
    /// <summary>How the part that was not looked at is named.</summary>
    public const string Rest = "rest of the page";

    public static List<Unread> Of(HtmlLayout layout, PageView view, bool[] chosen)
    {
        var unread = new List<Unread>();
        if (layout.Cut is { } why) unread.Add(new Unread(Rest, why) { Notice = true });
        var first = Array.IndexOf(chosen, true);
        var last = Array.LastIndexOf(chosen, true);
        foreach (var group in layout.Embedded
            .Where(embedded => embedded.Block >= first && embedded.Block <= last + 1 && first >= 0 && view.InsideMain[embedded.Place]
                && (view.Between[embedded.Place] & (HtmlClass.Advert | HtmlClass.Share | HtmlClass.Related | HtmlClass.Comments | HtmlClass.Newsletter | HtmlClass.Popup)) == 0)
            .GroupBy(embedded => (embedded.What, Host(embedded.Address))))
        {
            var (what, host) = group.Key;
            var count = group.Count();
            unread.Add(new Unread(count == 1 ? what : $"{count} × {what}", host is null ? "its content is not text of this page" : $"its content comes from {host}, not from this page"));
        }

        return unread;
    }

    private static string? Host(string? address)
    {
        if (address is null) return null;
        if (address.StartsWith("//", StringComparison.Ordinal)) address = "https:" + address;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : null;
    }
}
