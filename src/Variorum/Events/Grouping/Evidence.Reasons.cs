using System.Globalization;

namespace Variorum;

internal sealed partial record Evidence
{
    private const int MostNamed = 4;
    private const double LikeWording = .3;

    private static double Feature(double[] features, string name) => features[Array.IndexOf(Names, name)];

    private static List<string> Reasons(WeighedTraits a, WeighedTraits b, double[] features)
    {
        var reasons = new List<string>();
        var (x, y) = (a.Traits, b.Traits);
        var contained = Feature(features, "contained");
        if (contained >= .95 && Feature(features, "common") >= .9) reasons.Add("the same wording");
        else if (contained >= LikeWording) reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{contained * 100:0} % of the shorter one's phrases are the other's"));
        if (Feature(features, "headline-same") > 0) reasons.Add("the same headline");
        var names = Shared(x, y, false);
        if (names.Count > 0) reasons.Add("both name " + List(names));
        var figures = Shared(x, y, true);
        if (figures.Count > 0) reasons.Add("both say " + List(figures));
        if (SharedDay(x.Days, y.Days) is { } day) reasons.Add("both tell of " + day);
        else if (Feature(features, "same-day") > 0) reasons.Add("published on one day");
        if (reasons.Count == 0) reasons.Add(string.Create(CultureInfo.InvariantCulture, $"like words, which hardly another account has ({Feature(features, "similar") * 100:0} %)"));
        return reasons;
    }

    private static List<string> Shared(Traits a, Traits b, bool figures)
    {
        var of = b.Mentions.Where(mention => mention.Figure == figures).Select(static mention => mention.Hash).ToHashSet();
        // A day of the month is told with its month; offices and instruments are no names.
        return [.. a.Mentions.Where(mention => mention.Figure == figures && of.Contains(mention.Hash)).Select(static mention => mention.Spelling)
            .Select(spelling => figures ? IsDay(spelling, a.Days) ? null : spelling : Participants.Of(spelling, a.Language, null)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(static spelling => spelling.Length).ThenBy(static spelling => spelling, StringComparer.Ordinal).Take(MostNamed)];
    }

    private static bool IsDay(string figure, int[] days) =>
        int.TryParse(figure, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Array.Exists(days, day => day % 100 == number || day / 10_000 == number);

    private static string List(List<string> items) => items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    private static string? SharedDay(int[] a, int[] b)
    {
        foreach (var day in a)
        {
            foreach (var other in b)
            {
                if (SameDay(day, other)) return Told(Math.Max(day, other));
            }
        }
        return null;
    }

    private static string Told(int day) => string.Create(CultureInfo.InvariantCulture,
        $"{day % 100} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(Math.Clamp(day / 100 % 100, 1, 12))}{(day < 10_000 ? "" : $" {day / 10_000}")}");
}
