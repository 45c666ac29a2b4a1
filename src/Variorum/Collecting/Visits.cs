namespace Variorum;

/// <summary>What is visited and why; those named first go first where several wait for one host.</summary>
public enum VisitKind
{
    /// <summary>For new pages.</summary>
    Feed,

    /// <summary>A page that lists news.</summary>
    Listing,

    /// <summary>With the sitemaps that it lists.</summary>
    Sitemap,

    /// <summary>A page that the archive does not have.</summary>
    New,

    /// <summary>A page that was published or changed within two days.</summary>
    Fresh,

    /// <summary>What a page needs to be shown: its pictures.</summary>
    Part,

    /// <summary>Any other page.</summary>
    Old,
}

/// <summary>A visit that is to be made.</summary>
/// <param name="Source">Whose page it is.</param>
/// <param name="Kind">Of a visit.</param>
/// <param name="Url">Where.</param>
/// <param name="Due">Not before.</param>
/// <param name="From">The feed, sitemap or listing that named a new page; null for any other.</param>
internal sealed record Visit(NewsSource Source, VisitKind Kind, string Url, DateTimeOffset Due, string? From = null)
{
    /// <summary>Whether it is for a page's own sake, not for the news that it lists: an address may be visited for both.</summary>
    public bool OfPage => Kind >= VisitKind.New;
}

/// <summary>The visits that are to be made, in a queue for each host; a visit that is planned again takes the place of the earlier plan.</summary>
internal sealed class Visits
{
    private readonly Dictionary<(string Url, bool OfPage), Visit> planned = [];
    private readonly Dictionary<string, Line> lines = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many there are.</summary>
    public int Count => planned.Count;

    /// <summary>The queues; a host's sitemaps have one of their own, as reading a thousand of them must not keep its news waiting.</summary>
    public IEnumerable<Line> Lines => lines.Values;

    public void Plan(Visit visit)
    {
        planned[(visit.Url, visit.OfPage)] = visit;
        var host = new Uri(visit.Url).IdnHost;
        var name = visit.Kind == VisitKind.Sitemap ? host + "/sitemaps" : host;
        if (!lines.TryGetValue(name, out var line)) lines.Add(name, line = new Line(host, planned));
        line.Add(visit);
    }

    /// <summary>Whether a page's visit is planned already.</summary>
    public bool Has(string page) => planned.ContainsKey((page, true));

    /// <summary>Forgets all plans, but not which lines are busy.</summary>
    /// <returns>The new pages among them, which nothing else remembers.</returns>
    public IReadOnlyList<Visit> Clear()
    {
        var news = planned.Values.Where(static visit => visit.Kind == VisitKind.New).ToList();
        planned.Clear();
        return news;
    }

    /// <summary>The visits of a host.</summary>
    internal sealed class Line(string host, Dictionary<(string, bool), Visit> planned)
    {
        private readonly PriorityQueue<Visit, DateTimeOffset> later = new();
        private readonly PriorityQueue<Visit, (VisitKind, DateTimeOffset)> ready = new();

        public string Host => host;

        /// <summary>Whether a visit of it is under way.</summary>
        public bool Busy { get; set; }

        public void Add(Visit visit) => later.Enqueue(visit, visit.Due);

        /// <summary>The visit that goes first of those that are due, left in its place; null where none is.</summary>
        /// <param name="now">The time.</param>
        /// <param name="until">What became due later is passed over, but for new pages.</param>
        public Visit? Peek(DateTimeOffset now, DateTimeOffset until)
        {
            while (later.TryPeek(out var visit, out var due) && due <= now)
            {
                later.Dequeue();
                if (Stands(visit) && (visit.Kind == VisitKind.New || due <= until)) ready.Enqueue(visit, (visit.Kind, visit.Due));
            }

            while (ready.TryPeek(out var first, out _))
            {
                if (Stands(first)) return first;
                ready.Dequeue();
            }

            return null;
        }

        /// <summary>Takes what <see cref="Peek"/> showed.</summary>
        public void Take()
        {
            var visit = ready.Dequeue();
            planned.Remove((visit.Url, visit.OfPage));
        }

        /// <summary>When the next one is due that is not yet; null where there is none.</summary>
        public DateTimeOffset? Next() => later.TryPeek(out _, out var due) ? due : null;

        private bool Stands(Visit visit) => planned.TryGetValue((visit.Url, visit.OfPage), out var current) && ReferenceEquals(current, visit);
    }
}
