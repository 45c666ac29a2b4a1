using System.Globalization;
using System.Text.Json;

namespace Variorum;

/// <summary>What is asked of the archive as a whole.</summary>
internal static class ArchiveOperations
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("status", "/status", "archive", "How much the archive holds.", "status", [], static (_, reading) => Status(reading)),
        new("changes", "/changes", "archive", "What changed over the archive, the latest first: new texts, and pages that are gone or back.", "changes", [UsualParameters.Source, UsualParameters.Limit, UsualParameters.Cursor], Changes),
        new("vanished", "/vanished", "archive", "Names, figures, sentences, pictures and pages that are gone, those that weigh most first.", "vanished", [UsualParameters.Source, UsualParameters.Since, UsualParameters.Limit, UsualParameters.Cursor], Vanished) { Dear = true },
    ];

    private static Answer Status(Reading reading)
    {
        var (size, events) = (reading.Archive.Size(), reading.Events?.Size().Events ?? 0);
        return new Answer(Answers.Object("variorum-status/1", json =>
        {
            json.WriteNumber("documents", size.Documents);
            json.WriteNumber("versions", size.Versions);
            json.WriteNumber("captures", size.Captures);
            json.WriteNumber("events", events);
            json.WriteNumber("bytes", size.Bytes);
        }));
    }

    private static Answer Changes(Asked asked, Reading reading)
    {
        var limit = asked.Number(UsualParameters.Limit);
        ChangeMark? after = Cursors.Numbers(asked, 4) is [var time, var document, var version, var state] ? new ChangeMark(time, document, version, (int)state) : null;
        var changes = reading.Archive.Changes(asked.Text(UsualParameters.Source), after, limit + 1);
        var next = changes.Count > limit && changes[limit - 1].Mark is var mark ? Cursors.Write([mark.Time, mark.Document, mark.Version, mark.State]) : null;
        return new Answer(Answers.Object("variorum-changes/1", json =>
        {
            AccountJson.List(json, "changes", [.. changes.Take(limit)], Change);
            if (next is not null) json.WriteString("next", next);
        }))
        { Next = next };
    }

    private static void Change(Utf8JsonWriter json, ArchiveChange change)
    {
        json.WriteString("time", change.Time.UtcDateTime);
        json.WriteString("event", change.Event switch { HistoryEvent.FirstSeen => "first seen", var other => other.ToString().ToLowerInvariant() });
        json.WriteNumber("document", change.Document.Id);
        json.WriteString("url", change.Document.Url);
        if (change.Version is not { } version) return;
        json.WriteNumber("version", version.Number);
        json.WriteNumber("id", version.Id);
        json.WriteString("title", version.Title);
        json.WriteString("publisher", version.Publisher);
        json.WriteString("language", version.Language);
    }

    private static Answer Vanished(Asked asked, Reading reading)
    {
        var options = new VanishedOptions { Source = asked.Text(UsualParameters.Source), Since = asked.Day(UsualParameters.Since)?.ToDateTime(default, DateTimeKind.Utc) };
        // A piece is some kilobytes; the whole list, of each day that somebody may name, would fill the memory.
        var (piece, next) = reading.Kept((typeof(ArchiveOperations), options, asked.Text(UsualParameters.Cursor), asked.Number(UsualParameters.Limit)), () =>
        {
            var (piece, next) = Cursors.Piece(asked, reading.Archive.Vanished(options), static gone => $"{gone.Kind} {Marks64.Of(gone.Text).ToString(CultureInfo.InvariantCulture)}");
            return new VanishedPiece(piece, next);
        });
        return new Answer(stream => VanishedJson.Write(piece, stream, next)) { Next = next };
    }

    private sealed record VanishedPiece(IReadOnlyList<Vanished> Piece, string? Next);
}
