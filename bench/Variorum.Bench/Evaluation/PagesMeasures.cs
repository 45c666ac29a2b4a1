using System.Text.Json;

namespace Variorum.Bench;

/// <summary>A page and what was made of it: by weights learnt without its host, and by SmartReader.</summary>
internal sealed record JudgedPage(LearntPage Page, PageReading Ours, PageReading Peer);

/// <summary>Texts, titles and dates of pages, each page read with weights learnt without its host; SmartReader beside it.</summary>
internal static class PagesMeasures
{
    private static readonly Dictionary<string, string> Folders = new(StringComparer.Ordinal)
    {
        ["articles"] = "pages/articles",
        ["dates"] = "pages/dates",
        ["official"] = "pages/official",
        ["news"] = "pages/whole/news",
        ["mixed"] = "pages/whole/mixed",
    };

    public static IEnumerable<Row> Take(List<JudgedPage> pages)
    {
        yield return Of(pages, "main text, articles: snippet F1", ["articles"], "with", PageJudge.Snippets, Counts.F1);
        yield return Of(pages, "main text, news: 4-gram F1", ["news"], "text", PageJudge.Grams, GramShares.F1);
        yield return Of(pages, "main text, mixed pages: 4-gram F1", ["mixed"], "text", PageJudge.Grams, GramShares.F1);
        yield return Of(pages, "main text, official pages: snippet F1", ["official"], "with", PageJudge.Snippets, Counts.F1);
        yield return Of(pages, "date, official pages: accuracy", ["official"], "date", PageJudge.Date, Counts.Share);
        yield return Of(pages, "title, articles and news: exact", ["articles", "news"], "title", PageJudge.Title, Counts.Share);
        yield return Of(pages, "date, dated pages: accuracy", ["dates"], "date", PageJudge.Date, Counts.Share);
        yield return Of(pages, "date, dated pages: F1", ["dates"], "date", PageJudge.Date, Counts.F1);
        yield return Unanswered(pages);
    }

    /// <summary>Reads every page that there is.</summary>
    public static List<JudgedPage> Judge(string shared)
    {
        var pages = PagesSet.Load(shared);
        if (pages.Count == 0) return [];
        var chosen = PagesLearning.HostsLeftOut(pages);
        var judged = new JudgedPage[pages.Count];
        Parallel.For(0, judged.Length, i => judged[i] = new JudgedPage(pages[i], PageReading.Ours(pages[i], chosen[i]),
            PageReading.SmartReader(pages[i].Url, Charset.Decode(pages[i].Bytes, null).Text)));
        return [.. judged];
    }

    private static Row Of<T>(List<JudgedPage> pages, string measure, string[] sets, string field, Func<JsonElement, PageReading, T> judge, Func<IReadOnlyList<T>, double> statistic)
        where T : notnull
    {
        if (Array.Find(sets, set => !pages.Exists(judged => judged.Page.Set == set)) is { } absent) return Row.Absent(measure, Folders[absent]);
        var asked = pages.Where(judged => sets.Contains(judged.Page.Set) && PageJudge.Has(judged.Page.Truth, field)).ToList();
        var ours = Row.Of(measure, "pages", [.. asked.Select(judged => ($"{judged.Page.Set}/{judged.Page.Name}", judge(judged.Page.Truth, judged.Ours)))], statistic);
        return ours with { Floor = statistic([.. asked.Select(judged => judge(judged.Page.Truth, judged.Peer))]) };
    }

    private static Row Unanswered(List<JudgedPage> pages)
    {
        const string measure = "pages without an answer, or with an exception";
        if (pages.Count == 0) return Row.Absent(measure, "pages");
        var silent = pages.ConvertAll(static judged => ($"{judged.Page.Set}/{judged.Page.Name}",
            Counts.Of(!PageReading.Fails(judged.Page.Page, IsTextKnown(judged.Page)) && (judged.Ours.Text.Length > 0 || !IsTextKnown(judged.Page)))));
        return Row.Of(measure, "pages", silent, static all => all.Sum(static page => page.Missed), lowerIsBetter: true) with
        {
            Format = "0",
            Floor = pages.Count(static judged => judged.Peer == PageReading.None || (IsTextKnown(judged.Page) && string.IsNullOrWhiteSpace(judged.Peer.Text))),
        };
    }

    // Of the other pages nobody said that they have a text: a page of links has none.
    private static bool IsTextKnown(LearntPage page) => PageJudge.Has(page.Truth, "with") || PageJudge.Has(page.Truth, "text");
}
