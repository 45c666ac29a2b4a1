namespace Variorum.Bench;

/// <summary>The schedule of revisits alone, over weeks of many shapes, against fixed visits for as much: it must not be good for one shape only.</summary>
internal static class WatchSchedules
{
    private static readonly (string Name, WeekShape Shape)[] Shapes =
    [
        ("as in watch-week", new WeekShape(1)),
        ("another seed", new WeekShape(2)),
        ("edits within minutes", new WeekShape(3, FirstEdit: 0.3)),
        ("edits after a day", new WeekShape(4, FirstEdit: 24)),
        ("edits at any time", new WeekShape(5, FirstEdit: 12, Spread: 3)),
        ("edits all alike", new WeekShape(6, Spread: 0.6)),
        ("edits are rare", new WeekShape(7, Edited: 0.02)),
        ("edits are frequent", new WeekShape(8, Edited: 0.5)),
        ("edits follow each other", new WeekShape(9, Again: 0.8)),
        ("edits stand alone", new WeekShape(10, Again: 0)),
    ];

    public static int Run()
    {
        foreach (var (name, shape) in Shapes)
        {
            Console.WriteLine($"\n{name}");
            var random = new Random(shape.Seed);
            var own = new WeekScore("as it is planned");
            var firsts = new List<(WeekPage, DateTimeOffset?)>();
            foreach (var source in WeekTruth.Make(shape))
            {
                foreach (var page in source.Pages)
                {
                    // As long as a feed is left alone, more or less; of what is older, the start.
                    var first = page.Published < WeekTruth.Start ? WeekTruth.Start : page.Published.AddMinutes(random.NextDouble() * 30);
                    if (page.Withdrawn <= first || first >= WeekTruth.End)
                    {
                        own.Count(page, []);
                        firsts.Add((page, null));
                        continue;
                    }

                    own.Count(page, Times(page, first, source.Dates));
                    firsts.Add((page, first));
                }
            }

            WatchWeek.Table(own, firsts);
        }

        return 0;
    }

    private static List<DateTimeOffset> Times(WeekPage page, DateTimeOffset first, bool dated)
    {
        var times = new List<DateTimeOffset> { first };
        var (changed, shown) = (Schedule.Origin(first, dated ? page.Published : null), Shows(page, first));
        while (true)
        {
            var due = Schedule.Next(times[^1], changed).Time;
            if (due >= WeekTruth.End) return times;
            times.Add(due);
            // What a page says of its age counts until it was seen a second time.
            if (times.Count == 2) changed = first;
            if (Shows(page, due) == shown) continue;
            (changed, shown) = (due, Shows(page, due));
        }
    }

    private static int Shows(WeekPage page, DateTimeOffset time) => page.Withdrawn <= time ? -1 : page.TextAt(time);
}
