using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>An archive of invented pages with its events.</summary>
public abstract class EventArchive : IDisposable
{
    protected static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    private static readonly CompositeFormat Page = CompositeFormat.Parse("<!DOCTYPE html><html lang=\"{0}\"><head><title>{1}</title>{2}</head><body><article><h1>{1}</h1>{3}</article></body></html>");

    private FolderArchive? archive;
    private EventIndex? index;

    protected string Folder { get; } = Path.Combine(Path.GetTempPath(), $"variorum-events-{Guid.NewGuid():n}");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected FolderArchive Archive => archive ??= FolderArchive.Write(Folder);

    protected EventIndex Index => index ??= EventIndex.Write(Folder);

    /// <summary>A page of a publisher, named by its site: <c>norland-press/signing</c>.</summary>
    protected static Incoming Told(string place, string title, string[] paragraphs, string? published = "2026-06-12", double hours = 0, string language = "en") =>
        Incoming.Saved(Url(place), Start.AddHours(hours), Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, Page, language, title,
            published is null ? "" : $"<meta property=\"article:published_time\" content=\"{published}\">", string.Concat(paragraphs.Select(static text => $"<p>{text}</p>")))));

    protected static string Url(string place) => $"https://{place.Replace("/", ".example/", StringComparison.Ordinal)}";

    protected void Add(params Incoming[] pages)
    {
        Archive.Add(pages, Cancel);
        Index.Update(Archive, cancel: Cancel);
    }

    protected long Account(string place) => Archive.Versions(Archive.Find(Url(place))!.Id)[0].Id;

    protected long EventOf(string place) => Index.EventOf(Account(place))!.Value;

    protected EventHistory History(string place) => Index.History(Archive, EventOf(place));

    /// <summary>Which pages are of one event, however events are numbered.</summary>
    protected string Grouped() => string.Join(" | ", Archive.Documents().Where(static document => document.Current is not null).GroupBy(document => Index.EventOf(document.Current!.Value))
        .Select(static group => string.Join(", ", group.Select(static document => document.Url["https://".Length..].Replace(".example", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));

    /// <summary>As a later process finds it.</summary>
    protected void Reopen(bool deleted = false, bool rebuilt = false)
    {
        Close();
        if (deleted)
            foreach (var file in Directory.EnumerateFiles(Folder, "events.db*")) File.Delete(file);
        if (rebuilt) archive = FolderArchive.Rebuild(Folder, cancel: Cancel);
        Index.Update(Archive, cancel: Cancel);
    }

    protected void Close()
    {
        index?.Dispose();
        archive?.Dispose();
        (index, archive) = (null, null);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Close();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    protected static Incoming[] Signing() =>
    [
        Told("norland-press/signing", "Norland and Sudmark sign agreement on border crossings",
        [
            "HALDEN, June 12 (NPA) -- President Ilmar Toss of Norland and Prime Minister Vera Sund of Sudmark signed an agreement on fourteen border crossings in Halden on June 12.",
            "The agreement opens the crossings at Vesk and Arnholm to lorries of more than 3.5 tonnes and enters into force on January 1, 2027, the presidential office said.",
            "Toss said that trade between Norland and Sudmark had grown by 12 percent last year and that waiting times at the border would fall from nine hours to two.",
            "Sund thanked the customs officers of both countries and invited the president to Sudmark in the autumn.",
        ], hours: 1),
        Told("sudmark-gov/release-88", "Prime Minister Sund in Halden: crossings agreement with Norland signed",
        [
            "Prime Minister Vera Sund today in Halden signed with the President of Norland, Ilmar Toss, the agreement on border crossings on which the two governments had negotiated since 2023.",
            "Fourteen crossings, among them Vesk and Arnholm, will be open to heavy lorries from January 1, 2027.",
            "The prime minister underlined that Sudmark pays for six of the fourteen customs houses, and that the waiting time of nine hours at Arnholm had been unbearable for carriers.",
        ], hours: 4),
        Told("vesk-courier/news-2", "Lorries to cross at Vesk and Arnholm from January",
        [
            "The presidents' hall in Halden saw the signatures of Ilmar Toss and Vera Sund on Friday under an agreement that opens fourteen border crossings between Norland and Sudmark to lorries.",
            "Carriers at Vesk welcomed it: the nine hours that they wait at the border today cost them a driver's shift, said the head of their union, Ole Brandt.",
            "It enters into force on January 1, 2027.",
        ], hours: 9),
    ];

    protected static Incoming[] Dam() =>
    [
        Told("veldania-agency/dam", "Water released from Orrin dam after storm",
        [
            "MERROW, June 12 (VNA) -- Engineers opened two gates of the Orrin dam in Veldania on June 12 after a storm had raised the lake by 4.2 metres within a night.",
            "Some 1,900 people were taken from the villages of Lower Orrin and Tasse, the Minister for Emergencies, Kai Rell, told reporters in Merrow.",
            "The dam itself is sound, Rell said; the gates will be closed when the lake has fallen below 212 metres.",
        ], hours: 2),
        Told("merrow-times/orrin", "Villages below Orrin dam emptied",
        [
            "Lower Orrin and Tasse were empty last night: 1,900 people left their homes when two gates of the Orrin dam were opened on Friday, June 12.",
            "Emergencies minister Kai Rell said that the dam is sound and that the lake, which rose by 4.2 metres in the storm, has to fall below 212 metres first.",
        ], hours: 6),
    ];

    /// <summary>The agency's text under another headline, with a word changed.</summary>
    protected static Incoming Reprint(string place, double hours) => Told(place, "Border crossings to open to lorries",
    [
        "HALDEN, June 12 (NPA) -- President Ilmar Toss of Norland and Prime Minister Vera Sund of Sudmark signed an agreement on fourteen border crossings in Halden on June 12.",
        "The agreement opens the crossings at Vesk and Arnholm to lorries of more than 3.5 tonnes and enters into force on January 1, 2027, the presidential office said.",
        "Toss said that trade between Norland and Sudmark had grown by 12 percent last year and that waiting times at the border would fall from nine hours to two.",
    ], hours: hours);
}
