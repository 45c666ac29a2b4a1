namespace Variorum;

/// <summary>How an archive is opened to be collected into.</summary>
/// <param name="Fetcher">Its <see cref="FetcherOptions.Hosts"/> should be <paramref name="Hosts"/>.</param>
/// <param name="Hosts">Spares the hosts; may outlive the archive's being open.</param>
public sealed record WatchedArchiveOptions(Fetcher Fetcher, Hosts Hosts)
{
    /// <summary>As <see cref="FolderArchive.Write"/> decodes pictures; null for within this process.</summary>
    public Func<ReadOnlyMemory<byte>, PictureLook?>? Looks { get; init; }

    /// <summary>Told, as a sentence without its stop that goes on behind the folder's name, why changed sources are not taken over.</summary>
    public Action<string> Told { get; init; } = static _ => { };

    /// <summary>Whether the process has readers of the archive as well, so that each keeps little.</summary>
    internal bool AmongOthers { get; init; }
}

/// <summary>An archive that is open to be written to, with its sources and what collects for it: for a watch, or for one page.</summary>
/// <remarks>Only one process can have it at a time. Who else in this process adds something does it by <see cref="Collector"/>.</remarks>
public sealed class WatchedArchive : IDisposable
{
    private readonly WatchedArchiveOptions options;
    private readonly FolderArchive archive;
    private DateTime read;

    private WatchedArchive(string folder, WatchedArchiveOptions options)
    {
        this.options = options;
        read = Written(folder);
        Sources = SourceList.Read(folder);
        archive = FolderArchive.Write(folder, options.Fetcher.Clock, url => Sources.FactsOf(url), options.Looks);
        if (options.AmongOthers) archive.AmongOthers();
        Collector = new Collector(options.Fetcher, archive, options.Hosts);
    }

    /// <summary>Those that are followed now.</summary>
    public SourceList Sources { get; private set; }

    /// <summary>The one way to the archive while this is open.</summary>
    public Collector Collector { get; }

    /// <summary>What was mended when it was opened, as <see cref="FolderArchive.Repairs"/>.</summary>
    public IReadOnlyList<string> Repairs => archive.Repairs;

    /// <summary>Opens an archive that exists: a misspelt name makes none.</summary>
    /// <exception cref="ArchiveException">Another process writes to it, the folder holds none, or its sources cannot be read.</exception>
    public static WatchedArchive Open(string folder, WatchedArchiveOptions options)
    {
        if (!FolderArchive.Holds(folder)) FolderArchive.Read(folder).Dispose();
        return new WatchedArchive(folder, options);
    }

    /// <summary>Follows the sources, as they are changed meanwhile too, until it is told to end; goes on from what the last watch kept.</summary>
    /// <param name="watch">Its <see cref="WatchOptions.Before"/> and <see cref="WatchOptions.Changed"/> are seen to here, and
    /// <see cref="WatchOptions.Keep"/> is told after the archive's <c>watch.json</c> is written.</param>
    /// <param name="cancel">As <see cref="Watch.RunAsync"/>.</param>
    public Task<WatchStatus> RunAsync(WatchOptions watch, CancellationToken cancel)
    {
        var keep = watch.Keep;
        return new Watch(Collector, options.Fetcher, options.Hosts, Sources, watch with
        {
            Before = WatchStatus.Read(archive.Folder),
            Changed = Changed,
            Keep = status =>
            {
                status.Write(archive.Folder);
                keep(status);
            },
        }).RunAsync(cancel);
    }

    public void Dispose() => archive.Dispose();

    private static DateTime Written(string folder) => File.GetLastWriteTimeUtc(Path.Combine(folder, SourceList.FileName));

    private SourceList? Changed()
    {
        var written = Written(archive.Folder);
        if (written == read) return null;
        read = written;
        try
        {
            return Sources = SourceList.Read(archive.Folder);
        }
        catch (ArchiveException wrong)
        {
            options.Told($"{wrong.Message}; the sources stay as they were");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            options.Told($"has a {SourceList.FileName} that cannot be read now ({failed.Message.ReplaceLineEndings(" ").TrimEnd('.')}): the sources stay as they were");
        }
        return null;
    }
}
