namespace Variorum;

/// <summary>What one capture shows, as far as a document's history needs it.</summary>
/// <param name="Capture">Its number.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="State">What it shows.</param>
/// <param name="Text">Which text, by a key that equal texts share; null where it shows none.</param>
public readonly record struct Sighting(long Capture, DateTimeOffset Time, CaptureState State, long? Text);

/// <summary>A stretch of captures that show one text.</summary>
/// <param name="Text">The text's key.</param>
/// <param name="Captures">The captures, by time.</param>
public sealed record Run(long Text, IReadOnlyList<Sighting> Captures);

/// <summary>The history of a document, made from its captures alone: their order of arrival does not matter.</summary>
public static class History
{
    private static readonly TimeSpan SecondVisitAfter = TimeSpan.FromMinutes(15);

    /// <summary>The document's texts in order of time, each once as long as it stays; a text that comes back starts anew.</summary>
    /// <param name="sightings">By time; of equal times, in the order of arrival.</param>
    /// <param name="otherPictures">Whether the second of two captures of one text shows other pictures, which begins anew too; null where none are shown.</param>
    public static IReadOnlyList<Run> Runs(IEnumerable<Sighting> sightings, Func<Sighting, Sighting, bool>? otherPictures = null)
    {
        var runs = new List<Run>();
        var captures = new List<Sighting>();
        foreach (var sighting in sightings)
        {
            if (sighting.Text is not { } text) continue;
            if (runs.Count == 0 || runs[^1].Text != text || otherPictures?.Invoke(captures[^1], sighting) == true) runs.Add(new Run(text, captures = []));
            captures.Add(sighting);
        }
        return runs;
    }

    /// <summary>Whether the document is still there, and when that was first seen.</summary>
    /// <param name="sightings">By time.</param>
    /// <returns>
    /// <see cref="DocumentState.Withdrawn"/> counts from the first of the captures that found it gone. A capture that tells
    /// nothing (trouble, a paywall, a move) neither confirms nor clears.
    /// </returns>
    public static (DocumentState State, DateTimeOffset Since) State(IEnumerable<Sighting> sightings)
    {
        var now = (State: DocumentState.Unread, Since: DateTimeOffset.MinValue);
        foreach (var sighting in sightings) now = Next(now.Since == DateTimeOffset.MinValue ? (now.State, sighting.Time) : now, sighting);
        return now;
    }

    /// <summary>The state after one more capture.</summary>
    internal static (DocumentState State, DateTimeOffset Since) Next((DocumentState State, DateTimeOffset Since) before, Sighting sighting)
    {
        var state = Next(before.State, sighting.State);
        // Two captures of one moment are one visit; a page that is being replaced is away for minutes.
        if (before.State == DocumentState.Missing && state == DocumentState.Withdrawn && sighting.Time - before.Since < SecondVisitAfter) state = DocumentState.Missing;
        // A second visit confirms what the first has seen: it was gone since then.
        return state == before.State || state == DocumentState.Withdrawn ? (state, before.Since) : (state, sighting.Time);
    }

    private static DocumentState Next(DocumentState state, CaptureState seen) => (seen.Gone(), seen == CaptureState.Text, state) switch
    {
        (true, _, DocumentState.Present or DocumentState.Returned or DocumentState.Unread) => DocumentState.Missing,
        (true, _, DocumentState.Missing) => DocumentState.Withdrawn,
        (_, true, DocumentState.Withdrawn) => DocumentState.Returned,
        (_, true, DocumentState.Returned) => DocumentState.Returned,
        (_, true, _) => DocumentState.Present,
        _ => state,
    };
}
