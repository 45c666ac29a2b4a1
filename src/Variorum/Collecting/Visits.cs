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

/// <summary>A visit that is made, or is to be made of what the archive does not have.</summary>
/// <param name="Source">Whose page it is.</param>
/// <param name="Kind">Of a visit.</param>
/// <param name="Url">Where.</param>
/// <param name="From">The feed, sitemap or listing that named a new page; null for any other.</param>
/// <param name="Document">The page's number in the archive; null where it has none.</param>
internal sealed record Visit(NewsSource Source, VisitKind Kind, string Url, string? From = null, long? Document = null)
{
    /// <summary>Of a part, what may still be fetched for its page.</summary>
    public PageRoom? Room { get; init; }

    /// <summary>Whether it is for a page's own sake, not for the news that it lists: an address may be visited for both.</summary>
    public bool OfPage => Kind >= VisitKind.New;
}

/// <summary>How many parts may still be fetched for a page: one count for it and all that its parts name in their turn, so that they come to an end.</summary>
internal sealed class PageRoom(int left)
{
    /// <summary>Whether there is room for one more, which is taken.</summary>
    public bool Take() => left-- > 0;
}

/// <summary>What waits in a queue: small, as each document of an archive does.</summary>
/// <param name="Kind">Of a visit.</param>
/// <param name="Document">Its number, where the archive has it.</param>
/// <param name="Visit">What is visited otherwise.</param>
internal readonly record struct Planned(VisitKind Kind, long Document, Visit? Visit);

/// <summary>The visits that are to be made, in a queue for each host; a visit that is planned again takes the place of the earlier plan.</summary>
internal sealed class Visits
{
    private readonly Dictionary<long, long> documents = [];
    private readonly Dictionary<(string Url, bool OfPage), (Visit Visit, long Due)> others = [];
    private readonly Dictionary<string, Line> lines = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many there are.</summary>
    public int Count => documents.Count + others.Count;

    /// <summary>The queues; a host's sitemaps have one of their own, as reading a thousand of them must not keep its news waiting.</summary>
    public IEnumerable<Line> Lines => lines.Values;

    /// <summary>Plans a visit of what the archive does not have.</summary>
    public void Plan(Visit visit, DateTimeOffset due)
    {
        others[(visit.Url, visit.OfPage)] = (visit, due.UtcTicks);
        var host = new Uri(visit.Url).IdnHost;
        Of(host, visit.Kind == VisitKind.Sitemap ? host + "/sitemaps" : host).Add(new Planned(visit.Kind, 0, visit), due.UtcTicks);
    }

    /// <summary>Plans a visit of a document.</summary>
    public void Plan(long document, string host, VisitKind kind, DateTimeOffset due)
    {
        documents[document] = due.UtcTicks;
        Of(host, host).Add(new Planned(kind, document, null), due.UtcTicks);
    }

    /// <summary>Whether the visit of a page is planned that the archive does not have.</summary>
    public bool Has(string page) => others.ContainsKey((page, true));

    /// <summary>When a feed, a sitemap or a listing is to be visited; null where it is not.</summary>
    public DateTimeOffset? Due(string url) => others.TryGetValue((url, false), out var planned) ? new DateTimeOffset(planned.Due, TimeSpan.Zero) : null;

    /// <summary>The queue of a host's pages; null where none was ever planned.</summary>
    public Line? At(string host) => lines.GetValueOrDefault(host);

    /// <summary>Forgets all plans, but not which lines are busy.</summary>
    /// <returns>The new pages among them, which nothing else remembers, and when they were due.</returns>
    public IReadOnlyList<(Visit Visit, DateTimeOffset Due)> Clear()
    {
        var news = others.Values.Where(static planned => planned.Visit.Kind == VisitKind.New).Select(static planned => (planned.Visit, new DateTimeOffset(planned.Due, TimeSpan.Zero))).ToList();
        documents.Clear();
        others.Clear();
        foreach (var line in lines.Values) line.Clear();
        return news;
    }

    private Line Of(string host, string name)
    {
        if (!lines.TryGetValue(name, out var line)) lines.Add(name, line = new Line(host, this));
        return line;
    }

    private bool Stands(Planned planned, long due) => planned.Visit is { } visit
        ? others.TryGetValue((visit.Url, visit.OfPage), out var other) && ReferenceEquals(other.Visit, visit) && other.Due == due
        : documents.TryGetValue(planned.Document, out var now) && now == due;

    private void Remove(Planned planned)
    {
        if (planned.Visit is { } visit) others.Remove((visit.Url, visit.OfPage));
        else documents.Remove(planned.Document);
    }

    /// <summary>The visits of a host.</summary>
    internal sealed class Line(string host, Visits visits)
    {
        private readonly PriorityQueue<Planned, long> later = new();
        private readonly PriorityQueue<Planned, (VisitKind Kind, long Due)> ready = new();

        public string Host => host;

        /// <summary>Whether a visit of it is under way.</summary>
        public bool Busy { get; set; }

        public void Add(Planned planned, long due) => later.Enqueue(planned, due);

        public void Clear()
        {
            later.Clear();
            ready.Clear();
        }

        /// <summary>The visit that goes first of those that are due, left in its place; null where none is.</summary>
        /// <param name="now">The time.</param>
        /// <param name="until">What became due later is passed over, but for new pages.</param>
        public Planned? Peek(DateTimeOffset now, DateTimeOffset until)
        {
            while (later.TryPeek(out var planned, out var due) && due <= now.UtcTicks)
            {
                later.Dequeue();
                if (visits.Stands(planned, due) && (planned.Kind == VisitKind.New || due <= until.UtcTicks)) ready.Enqueue(planned, (planned.Kind, due));
            }

            while (ready.TryPeek(out var first, out var priority))
            {
                if (visits.Stands(first, priority.Due)) return first;
                ready.Dequeue();
            }

            return null;
        }

        /// <summary>Takes what <see cref="Peek"/> showed.</summary>
        public void Take() => visits.Remove(ready.Dequeue());

        /// <summary>Whether some are due already.</summary>
        public bool IsWaiting => ready.Count > 0;

        /// <summary>When the next one is due that is not yet; null where there is none.</summary>
        public DateTimeOffset? Next() => later.TryPeek(out _, out var due) ? new DateTimeOffset(due, TimeSpan.Zero) : null;
    }
}
