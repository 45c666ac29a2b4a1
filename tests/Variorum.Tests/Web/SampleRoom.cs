using System.Globalization;

namespace Variorum;

/// <summary>Pages of the samples, as a room's archive has them.</summary>
internal static class SampleRoom
{
    private static readonly (string Name, string Site, string Seen)[] Pages =
    [
        ("signing-report", "press.vta.example", "2026-06-12"), ("signing-transcript", "documents.sund.example", "2026-06-12"),
        ("sund-wire", "wire.quillian.example", "2026-10-14"), ("sund-courier", "courier.aldenhaven.example", "2026-10-14"), ("sund-vesmark", "government.vesmark.example", "2026-10-14"), ("sund-orsany", "mfa.orsany.example", "2026-10-15"),
    ];

    /// <summary>Those of the two signings, in Karsk and on the Sund, by the beginning of their names.</summary>
    public static IReadOnlyList<(string Url, DateTimeOffset Time, string Html)> Of(string begin) =>
        [.. Pages.Where(page => page.Name.StartsWith(begin, StringComparison.Ordinal)).Select(static page => (Url(page.Name),
            DateTimeOffset.Parse(page.Seen + "T12:00:00Z", CultureInfo.InvariantCulture), File.ReadAllText(Path.Combine(Corpora.Root, "samples", page.Name + ".html"))))];

    public static string Url(string name) => $"https://{Array.Find(Pages, page => page.Name == name).Site}/{name}";

    /// <summary>What a page's anchors lead to.</summary>
    public static IEnumerable<string> Links(string page, string begin) =>
        page.Split("href=\"").Skip(1).Select(static rest => System.Net.WebUtility.HtmlDecode(rest.Split('"')[0])).Where(link => link.StartsWith(begin, StringComparison.Ordinal));
}
