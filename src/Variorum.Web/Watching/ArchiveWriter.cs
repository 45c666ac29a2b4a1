namespace Variorum;

/// <summary>
/// The one place where this process writes to the archive: opened when somebody has something to add, shared by all who have at the same
/// time, a watch among them, and closed behind the last, so that the command line can write too.
/// </summary>
internal sealed class ArchiveWriter
{
    private readonly ReadingRoomOptions options;
    private readonly ILogger<ArchiveWriter> log;
    private readonly Hosts hosts;
    private readonly Lock turn = new();
    private WatchedArchive? open;
    private int users;

    public ArchiveWriter(ReadingRoomOptions options, ILogger<ArchiveWriter> log)
    {
        (this.options, this.log) = (options, log);
        hosts = new Hosts(options.Sparing with { Clock = options.Clock });
        Fetcher = new Fetcher(new FetcherOptions { Allowed = options.Allowed, Contact = options.Contact, Hosts = hosts, Clock = options.Clock });
    }

    /// <summary>Fetches for whoever looks something over; what it fetches is kept only by <see cref="CollectAsync"/>.</summary>
    public Fetcher Fetcher { get; }

    /// <summary>Fetches a page, with its redirects, into the archive.</summary>
    /// <exception cref="ArchiveException">Another process writes to it.</exception>
    public Task<Collected> CollectAsync(string url, CancellationToken cancel) => Use(archive =>
    {
        var source = archive.Sources.Of(url);
        return archive.Collector.CollectAsync(url, source?.Ask, TimeSpan.FromSeconds(source?.Delay ?? 0), cancellation: cancel);
    });

    /// <summary>Fetches pages one after the other, and keeps nothing of them.</summary>
    /// <param name="check">Told each; what it throws ends it.</param>
    /// <exception cref="ArchiveException">Another process writes to the archive.</exception>
    public Task<IReadOnlyList<Visited>> VisitAsync(IEnumerable<string> urls, Action<Visited> check, CancellationToken cancel) => Use<IReadOnlyList<Visited>>(async archive =>
    {
        var visits = new List<Visited>();
        foreach (var url in urls)
        {
            var source = archive.Sources.Of(url);
            var visited = await archive.Collector.VisitAsync(url, source?.Ask, TimeSpan.FromSeconds(source?.Delay ?? 0), cancel).ConfigureAwait(false);
            check(visited);
            visits.Add(visited);
        }
        return visits;
    });

    /// <summary>Keeps what is at hand, all of it or nothing.</summary>
    /// <param name="captures">Told from the archive as it is then.</param>
    /// <exception cref="ArchiveException">Another process writes to it.</exception>
    public Task<IReadOnlyList<Added>> AddAsync(Func<IArchive, IReadOnlyList<Incoming>> captures) =>
        Use(open => Task.Run(() => open.Collector.Use(archive => archive.Add(captures(archive), CancellationToken.None))));

    /// <summary>Does something with the archive open to be written to.</summary>
    /// <exception cref="ArchiveException">Another process writes to it.</exception>
    public async Task<T> Use<T>(Func<WatchedArchive, Task<T>> work)
    {
        var archive = Enter();
        try
        {
            return await work(archive).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Opens the archive, or shares it; each who enters leaves.</summary>
    /// <exception cref="ArchiveException">Another process writes to it.</exception>
    public WatchedArchive Enter()
    {
        lock (turn)
        {
            open ??= Opened();
            users++;
            return open;
        }
    }

    public void Leave()
    {
        lock (turn)
        {
            if (--users > 0) return;
            // Where closing fails, who comes next opens it anew.
            var last = open!;
            open = null;
            last.Dispose();
        }
    }

    private WatchedArchive Opened()
    {
        try
        {
            var archive = WatchedArchive.Open(options.Folder, new WatchedArchiveOptions(Fetcher, hosts) { Looks = options.Looks, Told = why => log.ArchiveTells(why), AmongOthers = true });
            foreach (var repair in archive.Repairs) log.ArchiveTells($"was mended: {repair}");
            return archive;
        }
        catch (ArchiveException) when (FolderArchive.IsWritten(options.Folder))
        {
            throw new ArchiveException("is being written to by another process, perhaps variorum watch: end that one and try again, or let the reading room follow the sources itself (variorum serve --watch)");
        }
    }
}
