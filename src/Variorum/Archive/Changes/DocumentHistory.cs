namespace Variorum;

/// <summary>What happened to a document, in order of time.</summary>
/// <param name="Document">Whose history.</param>
/// <param name="Captures">How often it was looked at.</param>
/// <param name="Entries">What was seen to change; a capture that shows nothing new has none.</param>
public sealed record DocumentHistory(Document Document, int Captures, IReadOnlyList<HistoryEntry> Entries)
{
    /// <summary>Tells a document's history from its captures and versions.</summary>
    public static DocumentHistory Of(IArchive archive, Document document)
    {
        var captures = archive.Captures(document.Id);
        var versions = archive.Versions(document.Id);
        var entries = new List<HistoryEntry>();
        var (before, now) = ((Version?)null, (State: DocumentState.Unread, Since: DateTimeOffset.MinValue));
        foreach (var capture in captures)
        {
            var last = now.State;
            now = History.Next(now, new Sighting(capture.Id, capture.Time, capture.State, null));
            if (now.State != last && now.State is DocumentState.Missing or DocumentState.Withdrawn or DocumentState.Returned)
                entries.Add(new HistoryEntry(capture.Time, EventOf(now.State), capture, null, null));
            if (versions.FirstOrDefault(version => version.Capture == capture.Id) is not { } version) continue;
            var shows = before is null ? null : captures.LastOrDefault(seen => seen.Version == before.Id);
            entries.Add(new HistoryEntry(capture.Time, before is null ? HistoryEvent.FirstSeen : HistoryEvent.Changed, capture, version,
                before is null ? null : TextDiff.Between(archive.Text(before.Id), archive.Text(version.Id)))
            {
                Pictures = shows is null ? [] : PictureDiff.Between(archive, archive.Pictures(shows.Id), archive.Pictures(capture.Id)),
            });
            before = version;
        }
        return new DocumentHistory(document, captures.Count, entries);
    }

    private static HistoryEvent EventOf(DocumentState state) => state switch
    {
        DocumentState.Missing => HistoryEvent.Missing,
        DocumentState.Withdrawn => HistoryEvent.Withdrawn,
        _ => HistoryEvent.Returned,
    };
}

/// <summary>What was seen to change.</summary>
/// <param name="Time">When it was seen, UTC; it can have happened at any time since the capture before.</param>
/// <param name="Event">What it was.</param>
/// <param name="Capture">The evidence.</param>
/// <param name="Version">The version that began.</param>
/// <param name="Diff">What it says otherwise than the one before it.</param>
public sealed record HistoryEntry(DateTimeOffset Time, HistoryEvent Event, Capture Capture, Version? Version, TextDiff? Diff)
{
    /// <summary>The pictures that it shows otherwise than the one before it.</summary>
    public IReadOnlyList<PictureDiff> Pictures { get; init; } = [];
}

/// <summary>What can happen to a document.</summary>
public enum HistoryEvent { FirstSeen, Changed, Missing, Withdrawn, Returned }
