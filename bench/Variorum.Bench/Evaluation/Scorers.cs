using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Variorum.Bench;

/// <summary>Runs the scorers that came with the data on what was read, and compares their figures with ours.</summary>
internal static partial class Scorers
{
    // They print three or four digits.
    private const double Rounding = .0006;

    /// <summary>Prints how many figures were compared and which are not the same.</summary>
    /// <returns>Whether all are.</returns>
    public static bool Agree(string shared, List<JudgedPage> pages, List<JudgedPair> pairs, string collations)
    {
        var compared = Speech(shared).Concat(Pages(shared, pages)).Concat(Pairs(shared, pairs, collations)).ToList();
        var differ = compared.FindAll(static figure => Math.Abs(figure.Ours - figure.Theirs) > Rounding);
        Console.WriteLine($"\n{compared.Count} figures compared with those of the scorers beside the data: {differ.Count} differ");
        foreach (var (name, ours, theirs) in differ) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: {ours:0.0000} here, {theirs:0.0000} there"));
        return differ.Count == 0;
    }

    private static IEnumerable<(string Name, double Ours, double Theirs)> Speech(string shared)
    {
        foreach (var set in SpeechMeasures.Sets(shared))
        {
            if (set.Texts.Count == 0) continue;
            var folder = SpeechScore.Lay(set.Texts);
            var theirs = SpeechScore.Score(shared, folder);
            Directory.Delete(folder, recursive: true);
            var ours = SpeechMeasures.Take(set).ToList();
            for (var i = 0; i < theirs.Length; i++) yield return (ours[i].Measure, ours[i].Value, theirs[i]);
        }
    }

    private static IEnumerable<(string Name, double Ours, double Theirs)> Pages(string shared, List<JudgedPage> pages)
    {
        if (pages.Count == 0) yield break;
        var accounts = Path.GetTempFileName();
        File.WriteAllLines(accounts, pages.Select(static page => JsonSerializer.Serialize(new { input = page.Page.Name, title = page.Ours.Title, published = page.Ours.Published, text = page.Ours.Text })));
        var snippets = JsonDocument.Parse(PagesScore.Score(Path.Combine(shared, "pages", "score.py"), accounts, ["--json"])).RootElement;
        foreach (var (set, kind, figure, ours) in new[]
        {
            ("articles", "snippets", "F1", Of("articles", "with", PageJudge.Snippets, Counts.F1)), ("official", "snippets", "F1", Of("official", "with", PageJudge.Snippets, Counts.F1)),
            ("articles", "title", "accuracy", Of("articles", "title", PageJudge.Title, Counts.Share)), ("dates", "date", "accuracy", Of("dates", "date", PageJudge.Date, Counts.Share)),
            ("dates", "date", "F1", Of("dates", "date", PageJudge.Date, Counts.F1)), ("official", "date", "accuracy", Of("official", "date", PageJudge.Date, Counts.Share)),
        })
        {
            if (snippets.TryGetProperty(set, out var figures)) yield return ($"{set}: {kind} {figure}", ours, figures.GetProperty(kind).GetProperty(figure)[0].GetDouble());
        }
        var judged = "";
        foreach (var line in pages.Exists(static page => page.Page.Set == "news") ? PagesScore.Score(Path.Combine(shared, "pages", "whole", "score.py"), accounts, []).Split('\n') : [])
        {
            if (SetLine().Match(line) is { Success: true } all)
            {
                judged = all.Groups[1].Value;
                yield return ($"{judged}: 4-gram F1", Of(judged, "text", PageJudge.Grams, GramShares.F1), Number(all.Groups[2].Value));
            }
            else if (TitleLine().Match(line) is { Success: true } title) yield return ($"{judged}: title", Of(judged, "title", PageJudge.Title, Counts.Share), Number(title.Groups[1].Value));
        }
        File.Delete(accounts);

        double Of<T>(string set, string field, Func<JsonElement, PageReading, T> judge, Func<IReadOnlyList<T>, double> statistic) =>
            statistic([.. pages.Where(page => page.Page.Set == set && PageJudge.Has(page.Page.Truth, field)).Select(page => judge(page.Page.Truth, page.Ours))]);
    }

    private static IEnumerable<(string Name, double Ours, double Theirs)> Pairs(string shared, List<JudgedPair> pairs, string collations)
    {
        foreach (var (lines, read) in pairs)
        {
            var gold = Path.Combine(shared, "gold", lines.Pair.Name);
            if (read is null || !File.Exists(Path.Combine(gold, "a.txt"))) continue;
            var figures = JsonDocument.Parse(PagesScore.Score(Path.Combine(shared, "gold", "score.py"), gold, [Path.Combine(collations, lines.Pair.Name + ".json")])).RootElement;
            yield return ($"{lines.Pair.Name}: links given", read.Given.Count, figures.GetProperty("predicted").GetDouble());
            if (read.Pair.IsPositive) yield return ($"{lines.Pair.Name}: links F1", read.F1, figures.GetProperty("f1").GetDouble());
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\w+): \d+ pages.* F1 (\S+)")]
    private static partial Regex SetLine();

    [GeneratedRegex(@"^  title: (\S+) of")]
    private static partial Regex TitleLine();
}
