namespace Variorum;

/// <summary>All that an account's page shows, taken out of the archive at once.</summary>
/// <param name="Version">Which.</param>
/// <param name="Capture">Its first: its evidence.</param>
/// <param name="Document">Where it stands.</param>
/// <param name="Versions">All of the document's by time; of very many the last.</param>
/// <param name="Kept">What its page tells; null where it cannot be read any more.</param>
internal sealed record AccountShown(Version Version, Capture Capture, Document Document, IReadOnlyList<Version> Versions, KeptAccount? Kept)
{
    /// <summary>More pictures than these are named in the captured page alone.</summary>
    public const int MostPictures = 40;

    private const int MostVersions = 60, MostTelling = 8;

    /// <summary>What it said, where its page cannot be read.</summary>
    public VersionText? Text { get; private init; }

    /// <summary>What changed, by the number of the version that began so.</summary>
    public Dictionary<long, KeptStep> Steps { get; private init; } = [];

    public IReadOnlyList<ShownPicture> Pictures { get; private init; } = [];

    public long? Event { get; private init; }

    /// <summary>Other accounts of its event, the first to tell of it first.</summary>
    public IReadOnlyList<Version> SameEvent { get; private init; } = [];

    public IReadOnlyList<Listed> SameSource { get; private init; } = [];

    public IReadOnlyList<Listed> Recent { get; private init; } = [];

    public string Site => Addresses.Site(Document.Url);

    public string Publisher => Version.Publisher ?? Site;

    /// <exception cref="NotThereException">There is no such version.</exception>
    public static AccountShown Of(Reading reading, KeptAccounts kept, Newest newest, long version)
    {
        var archive = reading.Archive;
        var (shown, capture, document) = Found(archive, version);
        var versions = archive.Versions(document.Id);
        if (versions.Count > MostVersions) versions = [.. versions.Skip(versions.Count - MostVersions)];
        var pictures = archive.Pictures(capture.Id);
        var account = kept.Account(archive, shown, capture, pictures);
        var (told, same) = reading.Events is { } events ? events.Within(() => events.EventOf(version) is { } of ? ((long?)of, SameEventAs(archive, events, of, document)) : (null, [])) : (null, []);
        var list = newest.Of(archive);
        return new AccountShown(shown, capture, document, versions, account)
        {
            Text = account is null ? archive.Text(version) : null,
            Steps = kept.Steps(archive, versions),
            Pictures = pictures,
            Event = told,
            SameEvent = same,
            SameSource = list.OfSite(Addresses.Site(document.Url), document.Id),
            Recent = list.Recent(document.Id),
        };
    }

    /// <summary>A version with its evidence.</summary>
    /// <exception cref="NotThereException">There is no such version.</exception>
    public static (Version Version, Capture Capture, Document Document) Found(FolderArchive archive, long version)
    {
        try
        {
            var found = archive.Version(version);
            return (found, archive.Capture(found.Capture), archive.Document(found.Document));
        }
        catch (NotInArchiveException)
        {
            throw new NotThereException($"the archive has no account {version}; it may have been read otherwise since, and has another number then");
        }
    }

    private static List<Version> SameEventAs(FolderArchive archive, EventIndex events, long of, Document document) =>
        [.. events.Versions(of, MostTelling + 1).Select(id => archive.VersionsAfter(id - 1, 1) is [{ } version] && version.Id == id ? version : null).OfType<Version>().Where(version => version.Document != document.Id).Take(MostTelling)];
}
