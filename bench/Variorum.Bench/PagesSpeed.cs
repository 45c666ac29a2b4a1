using System.Diagnostics;
using AngleSharp.Html.Parser;

namespace Variorum.Bench;

/// <summary>What reading a page costs beside the parse of its tree, both in the same run.</summary>
internal static class PagesSpeed
{
    private const int Rounds = 5;

    public static int Run(string shared)
    {
        foreach (var row in ReadingSpeed.Take(shared)) Console.WriteLine(row.Skipped is null ? $"{row.Measure,-40} {row.Ours}, SmartReader {row.Show(row.Floor!.Value)}, the parse alone {row.Show(row.Bound!.Value)}" : $"{row.Measure,-40} {row.Ours}");
        var pages = PagesSet.Load(shared).ConvertAll(page => (page.Page, Html: Charset.Decode(page.Bytes, null).Text));
        if (pages.Count == 0) return 1;
        var stages = new string[] { "plain parse", "our parse", "walk", "features and layers", "draft", "charset" };
        var spent = new double[stages.Length];
        var ratios = new List<double>();
        var middle = new double[stages.Length];
        foreach (var (page, html) in pages) Read(page, html);
        foreach (var (page, html) in pages)
        {
            // The best of a few rounds each: what else the machine does, and collections, fall on any stage.
            var best = Read(page, html);
            for (var round = 1; round < Rounds; round++)
            {
                var times = Read(page, html);
                for (var i = 0; i < times.Length; i++) best[i] = Math.Min(best[i], times[i]);
            }

            for (var i = 0; i < best.Length; i++) spent[i] += best[i];
            if (html.Length is <= 70_000 or >= 140_000) continue;
            ratios.Add(AfterParse(best) / best[0]);
            for (var i = 0; i < best.Length; i++) middle[i] += best[i];
        }

        for (var i = 0; i < stages.Length; i++)
        {
            Console.WriteLine($"{stages[i],-20} {spent[i] / pages.Count,7:0.000} ms a page, {spent[i] / spent[0],6:0.00} of the plain parse; of about 100 kB {middle[i] / ratios.Count,7:0.000} ms, {middle[i] / middle[0],6:0.00}");
        }

        ratios.Sort();
        Console.WriteLine($"after the parse / the plain parse: {AfterParse(spent) / spent[0]:0.00} over {pages.Count} pages of {pages.Average(page => page.Html.Length):0} characters; of the {ratios.Count} pages of about 100 kB, median {ratios[ratios.Count / 2]:0.00}");
        return 0;
    }

    private static double AfterParse(double[] spent) => spent[2] + spent[3] + spent[4];

    private static double[] Read(Page page, string html)
    {
        var begin = Stopwatch.GetTimestamp();
        // As anybody has the library parse a page; ours keeps less and so is quicker.
        new HtmlParser().ParseDocument(html);
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
        return [Ms(begin, start), Ms(start, parsed), Ms(parsed, walked), Ms(walked, scored), Ms(scored, drafted), Ms(drafted, decoded)];
    }

    private static double Ms(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
