using System.Globalization;

namespace Variorum;

/// <summary>A document's history for people to read.</summary>
public static class HistoryText
{
    /// <summary>Writes what happened, the oldest first, each with its time and what changed in words.</summary>
    public static void Write(DocumentHistory history, TextWriter writer)
    {
        writer.Write($"{Columns.Safe(history.Document.Url)}\n{Telling.Count(history.Captures, "capture")}, {Telling.Count(history.Entries.Count(static entry => entry.Version is not null), "version")}; {State(history.Document)}\n");
        foreach (var entry in history.Entries)
        {
            writer.Write($"\n{Stamp(entry.Time)}  {Told(entry)}\n");
            if (entry.Version is { } version) writer.Write($"    {Columns.Safe(version.Title ?? "Without a headline")}\n");
            if (entry.Diff is { } diff) DiffText.Write(diff, writer, indent: 4);
            DiffPictures.Write(entry.Pictures, writer, indent: 4);
        }
    }

    /// <summary>A time as all texts of the archive write it: <c>2024-06-20 14:05:09Z</c>.</summary>
    internal static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static string State(Document document) => document.State switch
    {
        DocumentState.Present => "there when last looked",
        DocumentState.Missing => $"missing since {Stamp(document.Since)}, not confirmed by a second visit yet",
        DocumentState.Withdrawn => $"withdrawn, gone since {Stamp(document.Since)}",
        DocumentState.Returned => $"returned at {Stamp(document.Since)} after it was withdrawn",
        _ => "no text was ever read here",
    };

    private static string Told(HistoryEntry entry) => entry.Event switch
    {
        HistoryEvent.FirstSeen => $"version {entry.Version!.Number}: first seen",
        HistoryEvent.Changed => $"version {entry.Version!.Number}: {DiffPictures.Summary(entry.Diff!, entry.Pictures)}",
        HistoryEvent.Missing => $"missing: {How(entry.Capture)}",
        HistoryEvent.Withdrawn => $"withdrawn: a second visit found it gone too ({How(entry.Capture)})",
        _ => "returned",
    };

    private static string How(Capture capture) => capture.State switch
    {
        CaptureState.SaysMissing => "the page says that there is nothing here",
        CaptureState.SentHome => "the site sends on to its home page",
        _ => $"status {capture.Status}",
    };
}
