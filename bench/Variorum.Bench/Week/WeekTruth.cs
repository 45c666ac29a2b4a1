using System.Globalization;
using System.Text;

namespace Variorum.Bench;

/// <summary>What a week is like. The shares and times differ from source to source; these are their middles.</summary>
/// <param name="Seed">The same seed gives the same week.</param>
/// <param name="Sources">How many.</param>
/// <param name="Edited">Share of pages that are edited, on the average; a source's own is spread as waiting times are, so that many hardly edit and some edit much.</param>
/// <param name="FirstEdit">Hours from publication to the first edit, the median; spread by the logarithm, so that minutes and weeks are about.</param>
/// <param name="Spread">Standard deviation of that logarithm.</param>
/// <param name="Again">Share of edits that are followed by another.</param>
internal sealed record WeekShape(int Seed, int Sources = 500, double Edited = 0.15, double FirstEdit = 1.5, double Spread = 1.7, double Again = 0.35);

/// <summary>A page and what becomes of it.</summary>
internal sealed record WeekPage(int Number, DateTimeOffset Published, DateTimeOffset[] Edits, DateTimeOffset? Withdrawn)
{
    public string Path { get; } = string.Create(CultureInfo.InvariantCulture, $"/news/{Number}.html");

    /// <summary>How many edits were made until then.</summary>
    public int TextAt(DateTimeOffset time) => Array.FindLastIndex(Edits, edit => edit <= time) + 1;

    /// <summary>When the page showed something that is to be told from what was before, and until when.</summary>
    public DateTimeOffset EndOf(int edit) => edit + 1 < Edits.Length ? Edits[edit + 1] : Withdrawn ?? DateTimeOffset.MaxValue;
}

/// <summary>A site of a week: how it tells of its news, how it answers, and its pages.</summary>
internal sealed record WeekSource(int Number, WeekPage[] Pages)
{
    public string Host { get; } = string.Create(CultureInfo.InvariantCulture, $"press{Number}.example");

    /// <summary><c>rss</c>, <c>atom</c>, <c>sitemap</c> or <c>listing</c>.</summary>
    public required string Way { get; init; }

    /// <summary>Entries of its feed.</summary>
    public required int Entries { get; init; }

    /// <summary><c>etag</c>, <c>date</c>, or empty: what it knows of conditional requests.</summary>
    public required string Conditions { get; init; }

    /// <summary>Whether its pages have a counter of views.</summary>
    public required bool Counts { get; init; }

    /// <summary>Whether its feed or sitemap tells of edits.</summary>
    public required bool TellsEdits { get; init; }

    /// <summary>Whether its pages say when they were published.</summary>
    public bool Dates => Number % 10 < 7;

    /// <summary>What its robots.txt asks for; 0 for nothing.</summary>
    public required int CrawlDelay { get; init; }

    /// <summary>While it is in trouble, and what it answers then: 503, 429, or 0 for nothing. Never where the span is empty.</summary>
    public required (DateTimeOffset From, DateTimeOffset To, int Status, int RetryAfter) Trouble { get; init; }

    /// <summary>The pages that are there, the newest first.</summary>
    public IEnumerable<WeekPage> At(DateTimeOffset time) => Pages.Where(page => page.Published <= time && !(page.Withdrawn <= time)).OrderByDescending(static page => page.Published);
}

/// <summary>Makes weeks.</summary>
internal static class WeekTruth
{
    public static readonly DateTimeOffset Start = new(2026, 6, 8, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = Start.AddDays(7);

    public static WeekSource[] Make(WeekShape shape)
    {
        var random = new Random(shape.Seed);
        return [.. Enumerable.Range(1, shape.Sources).Select(number => Source(number, shape, random))];
    }

    private static WeekSource Source(int number, WeekShape shape, Random random)
    {
        var edited = Math.Min(0.8, -Math.Log(1 - random.NextDouble()) * shape.Edited);
        var news = Math.Clamp((int)Math.Round(4 * Math.Exp(Normal(random))), 1, 150);
        var old = random.Next(5, 15);
        // A few take down much of what they have, all at once.
        var purge = random.NextDouble() < 0.02 ? Start.AddHours(24 + (random.NextDouble() * 120)) : (DateTimeOffset?)null;
        var times = Enumerable.Range(0, news).Select(_ => Start.AddDays(random.Next(7)).AddHours(Math.Clamp(13 + (Normal(random) * 4), 0, 23.99)))
            .Concat(Enumerable.Range(0, old).Select(_ => Start.AddHours(-Math.Exp(random.NextDouble() * Math.Log(720))))).Order().ToArray();
        var pages = times.Select((time, i) => Page(i + 1, time, edited, purge, shape, random)).ToArray();
        var way = random.NextDouble() switch { < 0.5 => "rss", < 0.8 => "atom", < 0.9 => "sitemap", _ => "listing" };
        var trouble = Start.AddHours(random.NextDouble() * 160);
        var troubled = random.NextDouble() < 0.06;
        return new WeekSource(number, pages)
        {
            Way = way,
            Entries = random.Next(10, 40),
            Conditions = random.NextDouble() switch { < 0.5 => "etag", < 0.7 => "date", _ => "" },
            Counts = random.NextDouble() < 0.5,
            TellsEdits = random.NextDouble() < 0.3,
            CrawlDelay = random.NextDouble() < 0.1 ? random.Next(5, 21) : 0,
            Trouble = (trouble, troubled ? trouble.AddHours(1 + (random.NextDouble() * 9)) : trouble, random.Next(3) switch { 0 => 503, 1 => 429, _ => 0 }, random.Next(10, 120) * 60),
        };
    }

    private static WeekPage Page(int number, DateTimeOffset published, double edited, DateTimeOffset? purge, WeekShape shape, Random random)
    {
        var edits = new List<DateTimeOffset>();
        var withdrawn = random.NextDouble() < 0.015 ? published.AddHours(8 * Math.Exp(1.6 * Normal(random))) : (DateTimeOffset?)null;
        if (purge is { } end && published < end.AddDays(-1) && random.NextDouble() < 0.6 && !(withdrawn < end)) withdrawn = end;
        if (random.NextDouble() < edited)
        {
            for (var time = published; edits.Count < 8 && (edits.Count == 0 || random.NextDouble() < shape.Again);)
            {
                time = time.AddHours(shape.FirstEdit * (edits.Count == 0 ? 1 : 0.7) * Math.Exp(shape.Spread * Normal(random)));
                if (withdrawn <= time) break;
                edits.Add(time);
            }
        }

        return new WeekPage(number, published, [.. edits], withdrawn);
    }

    // Box and Muller.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A page's title.</summary>
    public static string Title(WeekSource source, WeekPage page) => $"{Of(Deeds, source, page, 3)} in {Of(Towns, source, page, 5)}, meeting {page.Number}";

    /// <summary>A page as it is at a time; each edit changes a figure, and every second takes a name out or adds a sentence.</summary>
    public static string Html(WeekSource source, WeekPage page, DateTimeOffset time)
    {
        var text = page.TextAt(time);
        var (town, guest) = (Of(Towns, source, page, 5), Of(Guests, source, page, 7));
        var html = new StringBuilder("<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Title(source, page)).Append("</title>").Append(source.Dates ? $"<meta property=\"article:published_time\" content=\"{page.Published:yyyy-MM-ddTHH:mm:ssZ}\">" : "").Append("</head><body><nav><a href=\"/\">Home</a> <a href=\"/news/\">News</a></nav><article><h1>")
            .Append(Title(source, page)).Append("</h1><p>").Append(CultureInfo.InvariantCulture, $"{guest} arrived in {town} in the morning of the {page.Number % 28 + 1}th and was received at the harbour by the governor of the province");
        if (text % 2 == 0) html.Append(CultureInfo.InvariantCulture, $", Deputy Minister {Of(Guests, source, page, 11)}");
        html.Append(CultureInfo.InvariantCulture, $".</p><p>The two delegations spoke for {page.Number % 4 + 2} hours about {(source.Number * 37 + page.Number * 11) % 900 + 100 + text} crossings of the border and about the ferries that have waited for their papers since the winter.</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p>The Ministry of Roads of Norland said in a statement that work near {Of(Towns, source, page, 13)} is going to begin before the first snow.</p>");
        if (text % 3 == 2) html.Append("<p>Journalists were not admitted to the second part of the talks, and no photographs of it were published.</p>");
        html.Append("</article><footer><p>Press service, 4 Harbour Street</p>");
        if (source.Counts) html.Append(CultureInfo.InvariantCulture, $"<p>Views: {(time - page.Published).TotalMinutes:0}</p>");
        return html.Append("</footer></body></html>").ToString();
    }

    private static string Of(string[] words, WeekSource source, WeekPage page, int step) => words[((source.Number * step) + page.Number) % words.Length];

    private static readonly string[] Deeds = ["Envoys sign a note on ferries", "Talks on the northern road", "Harbour council receives guests", "Premier opens a school of navigation", "Ministers speak about grain"];
    private static readonly string[] Towns = ["Vesmark", "Torhaven", "Karelburg", "Ostmere", "Lindesund", "Halvar", "Brennfjord"];
    private static readonly string[] Guests = ["Ilmar Toss", "Arvo Kell", "Runa Dravec", "Matis Oren", "Selma Holt", "Joran Pell", "Edda Varr", "Tibor Lund"];
}
