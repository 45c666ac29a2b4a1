using System.Diagnostics;

namespace Variorum.Bench;

/// <summary>What reading a page costs beside the parse of its tree, both in the same run.</summary>
internal static class PagesSpeed
{
    private const int Rounds = 5;

    public static int Run(string shared)
    {
        var pages = PagesSet.Load(shared).ConvertAll(page => (page.Page, Html: Charset.Decode(page.Bytes, null).Text));
        var stages = new string[] { "parse", "walk", "features and layers", "draft", "charset" };
        var spent = new double[stages.Length];
        var ratios = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (page, html) in pages)
            {
                var times = Read(page, html);
                if (round == 0) continue;
                for (var i = 0; i < times.Length; i++) spent[i] += times[i];
                if (html.Length is > 70_000 and < 140_000) ratios.Add((times[1] + times[2] + times[3]) / times[0]);
            }
        }

        for (var i = 0; i < stages.Length; i++) Console.WriteLine($"{stages[i],-20} {spent[i] / Rounds / pages.Count,7:0.000} ms a page, {spent[i] / spent[0],6:0.00} of the parse");
        ratios.Sort();
        Console.WriteLine($"after the parse / the parse: {(spent[1] + spent[2] + spent[3]) / spent[0]:0.00} over {pages.Count} pages of {pages.Average(page => page.Html.Length):0} characters; of pages of about 100 kB, median {ratios[ratios.Count / 2]:0.00}");
        return 0;
    }

    private static double[] Read(Page page, string html)
    {
        var start = Stopwatch.GetTimestamp();
        var (document, _) = HtmlMarkup.Parse(html);
        var parsed = Stopwatch.GetTimestamp();
        var layout = HtmlWalk.Read(document);
        var data = JsonLd.Read(layout.Data);
        var walked = Stopwatch.GetTimestamp();
        var chosen = MainText.Of(layout, HtmlPage.Witnesses(layout, data));
        var scored = Stopwatch.GetTimestamp();
        HtmlDraft.Of(layout, data, chosen, page);
        var drafted = Stopwatch.GetTimestamp();
        Charset.Decode(page.Bytes, null);
        var decoded = Stopwatch.GetTimestamp();
        return [Ms(start, parsed), Ms(parsed, walked), Ms(walked, scored), Ms(scored, drafted), Ms(drafted, decoded)];
    }

    private static double Ms(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
