namespace Variorum;

/// <summary><c>/</c>: what is new, changed and gone, where accounts disagree, and a way to all else.</summary>
internal static class HomePage
{
    private const int Listed = 6, Events = 6;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", static (Archives archives, Changes changes, EventMeasuring measuring, TimeProvider clock, CancellationToken cancel) =>
        archives.ReadAsync(reading => Show(reading, changes, measuring, clock.GetUtcNow()), cancel)).Needs(Rank.Reader);

    private static View Show(Reading reading, Changes changes, EventMeasuring measuring, DateTimeOffset now)
    {
        // Counting a hundred thousand versions and naming sixty events is much for the page that is asked for most.
        var (size, news, (disputed, meanwhile)) = reading.Kept(typeof(HomePage), () => Told(reading, changes, measuring));
        if (size.Documents == 0) return new View("Reading room", Empty) { Section = Section.Home, Head = FeedLinks.All };
        return new View("Reading room", page => Body(page, size, news, disputed, meanwhile, now))
        {
            Section = Section.Home,
            Head = FeedLinks.All,
            Description = "What was published, what it says now, and what it says no more.",
        };
    }

    private static Shown Told(Reading reading, Changes changes, EventMeasuring measuring)
    {
        var archive = reading.Archive;
        var news = new Days(
            Day(archive.Latest(changed: false, null, null, Listed), static version => version.First, (since, until) => archive.CountLatest(changed: false, since, until), version => News.Of(archive, changes, version)),
            Day(archive.Latest(changed: true, null, null, Listed), static version => version.First, (since, until) => archive.CountLatest(changed: true, since, until), version => News.Of(archive, changes, version)),
            Day(archive.LatestGone(null, null, Listed), static document => document.Since, archive.CountGone, document => News.Withdrawn(archive, document)));
        return new Shown(archive.Size(), news, measuring.Foremost(reading, Events));
    }

    /// <summary>What came in on the last day on which anything did.</summary>
    private static DayOfNews? Day<T>(IReadOnlyList<T> last, Func<T, DateTimeOffset> timeOf, Func<DateTimeOffset, DateTimeOffset, long> count, Func<T, NewsItem?> tell)
    {
        if (last.Count == 0) return null;
        var day = new DateTimeOffset(timeOf(last[0]).UtcDateTime.Date, TimeSpan.Zero);
        return new DayOfNews(day, count(day, day.AddDays(1)), [.. last.Where(one => timeOf(one) >= day).Select(tell).OfType<NewsItem>()]);
    }

    private static void Body(StringBuilder page, ArchiveSize size, Days news, IReadOnlyList<Event> disputed, bool meanwhile, DateTimeOffset now)
    {
        page.Html($"""
            <p class="eyebrow">The reading room</p>
            <h1>What was published, what it says now, and what it says no more</h1>
            <form class="seek" action="/search" role="search"><label for="seek">Search the archive</label><input id="seek" name="q" type="search" maxlength="1000" autocomplete="off" placeholder="treaty &quot;mutual assistance&quot; date:2026"><button class="primary">Search</button></form>
            <p class="meta">{Telling.Count((int)size.Documents, "document")} in {Telling.Count((int)size.Versions, "version")}, proved by {Telling.Count((int)size.Captures, "capture")} · <a href="/search">how to ask</a></p>
            <div class="columns">
            <div>

            """);
        Told(page, news.New, now, "New", "account", "came in", "/changes?what=new");
        Told(page, news.Changed, now, "Changed", "account", "changed", "/changes");
        Told(page, news.Gone, now, "No longer there", "page", "went missing", "/vanished?kind=page");
        page.Append("</div>\n<aside class=\"side\" aria-label=\"Events and feeds\">\n<h2>Where accounts disagree most</h2>\n");
        if (disputed.Count == 0) page.Append(meanwhile ? "<p>The accounts of the latest events are being compared: look again in a moment.</p>\n" : "<p>No two accounts of one event are known yet that differ in what both tell.</p>\n");
        else
        {
            page.Append("<ul>\n");
            foreach (var told in disputed)
                page.Html($"<li><a href=\"/events/{told.Id}\" dir=\"auto\">{(told.Headline.Length > 0 ? told.Headline : "An event without a headline")}</a><br><span class=\"meta\">{told.Witnesses} witnesses differ in {Telling.Percent(told.Disagreement ?? 0)} of what two tell</span></li>\n");
            page.Append("</ul>\n");
        }
        page.Html($"""
            <p><a href="/events">All events</a></p>
            <h2>Be told</h2>
            <ul><li><a href="/feeds/changes.atom">What changes</a> (Atom)</li><li><a href="/feeds/vanished.atom">What vanishes</a> (Atom)</li><li><a href="/feeds/events.atom">New events</a> (Atom)</li><li><a href="/follow">Searches and webhooks</a></li></ul>
            </aside>
            </div>

            """);
    }

    private static void Told(StringBuilder page, DayOfNews? day, DateTimeOffset now, string heading, string thing, string did, string all)
    {
        page.Html($"<section>\n<h2>{heading}</h2>\n");
        if (day is null) page.Html($"<p class=\"empty\">Nothing {(thing == "page" ? "went missing" : did)} yet, as far as the archive has seen.</p>\n");
        else
        {
            var today = day.Day.UtcDateTime.Date == now.UtcDateTime.Date;
            page.Html($"<p>{(today ? "Today" : $"Nothing today. On {Dated.Day(day.Day)}, the last day with news of this kind,")} {Telling.Count((int)day.Count, thing)} {did}.</p>\n");
            Items.Write(page, day.Items);
            page.Html($"<p><a href=\"{all}\">{(thing == "page" ? "All pages that are gone" : heading == "New" ? "All that came in" : "All changes")}</a></p>\n");
        }
        page.Append("</section>\n");
    }

    private static void Empty(StringBuilder page) => page.Html($"""
        <p class="eyebrow">The reading room</p>
        <h1>This archive is empty yet</h1>
        <p class="lead">It will keep what chosen sources publish, every version of it, with proof of what was seen and when.</p>
        <ol class="steps">
        <li><b>Name a source.</b> <a href="/sources">Add the address</a> of a news agency, a presidency or a ministry; its feeds are found and shown before anything is fetched.</li>
        <li><b>Or add pages.</b> On a terminal, <code>variorum add https://press.norland.example/news/signing</code> fetches one, and <code>variorum add</code> takes saved pages, WARC and WACZ files too.</li>
        <li><b>Or only compare.</b> <a href="/compare">Paste two texts</a> and see what both say, what one says alone, and what differs. Nothing is stored.</li>
        </ol>

        """);

    /// <param name="Day">Its first moment.</param>
    /// <param name="Count">Of all its news.</param>
    /// <param name="Items">The last of them.</param>
    private sealed record DayOfNews(DateTimeOffset Day, long Count, IReadOnlyList<NewsItem> Items);

    private sealed record Shown(ArchiveSize Size, Days News, (IReadOnlyList<Event> Disputed, bool Meanwhile) Foremost);

    private sealed record Days(DayOfNews? New, DayOfNews? Changed, DayOfNews? Gone);
}
