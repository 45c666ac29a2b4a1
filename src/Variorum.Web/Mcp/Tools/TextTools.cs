using System.Text.Json;

namespace Variorum;

/// <summary>Tools that find texts, read them, and tell what became of them.</summary>
internal static class TextTools
{
    // Of one piece of an account: some two thousand words.
    private const int LongestPiece = 12_000;

    private static readonly TextParameter Query = new("q", "Words, \"phrases\", AND OR NOT ( ), NEAR/5, begin*, title: source: speaker: url: language: kind: date:2024-06.", 1000) { Required = true };

    private static readonly WordParameter Scope = new("scope", "Which texts: all that were ever seen, what pages say now, or what they say no more.", "all", "current", "removed") { Usual = "all" };

    private static readonly NumberParameter From = new("from", "The earlier version's account number.", 1, long.MaxValue) { Required = true },
        To = new("to", "The later version's account number.", 1, long.MaxValue) { Required = true };

    public static IReadOnlyList<McpTool> All { get; } =
    [
        new("search", "Finds versions of pages by what they say, in any language, the best first.", [Query, Scope, McpParameters.Limit, McpParameters.Offset], Search),
        new("account", "Reads a version of a page: passages with who is made to say them. Long ones come in pieces: go on with next_offset.", [McpParameters.Account, McpParameters.Url, McpParameters.Offset], Account),
        new("history", "Tells what became of a page: when it was first seen, changed, withdrawn, and its versions.", [McpParameters.Account, McpParameters.Url, McpParameters.Limit, McpParameters.Offset], History),
        new("diff", "Shows what changed between two versions, passage by passage.", [From, To, McpParameters.Limit, McpParameters.Offset], Diff),
        new("vanished", "Lists names, figures, sentences, pictures and pages that were taken out or down, the gravest first.", [UsualParameters.Source, UsualParameters.Since, McpParameters.Limit, McpParameters.Offset], Vanished),
    ];

    private static void Search(Utf8JsonWriter json, Asked asked, McpReading reading)
    {
        var (from, most) = (asked.Number(McpParameters.Offset), asked.Number(McpParameters.Limit));
        var scope = asked.Text(Scope) switch { "current" => SearchScope.Current, "removed" => SearchScope.Removed, _ => SearchScope.All };
        if (from + most > 10_000) throw new WrongException("a search gives 10000 hits at most: narrow it by date or source");
        var found = Findings.Of(reading.Archive, asked.Of(Query), Variorum.Query.Parse(asked.Of(Query)), scope, new SearchOptions { Top = from + most });
        json.WriteNumber("total", found.Total);
        AccountJson.List(json, "hits", [.. found.Hits.Skip(from)], (json, hit) =>
        {
            reading.Provenance(json, hit.Version);
            McpReading.Quoted(json, ("title", hit.Version.Title), ("publisher", hit.Version.Publisher), ("published", hit.Version.Published), ("language", hit.Version.Language),
                ("snippet", string.Join(" … ", hit.Snippets.Select(snippet => hit.Text[snippet.Start..snippet.End]))));
        });
        if (from + most < found.Total) json.WriteNumber("next_offset", from + most);
    }

    private static void Account(Utf8JsonWriter json, Asked asked, McpReading reading)
    {
        var version = reading.Version(asked);
        var account = CaptureOperations.Read(reading.Reading, version.Id);
        var from = asked.Number(McpParameters.Offset);
        reading.Provenance(json, version);
        json.WriteString("kind", account.Kind.ToString().ToLowerInvariant());
        json.WriteNumber("total", account.Passages.Count);
        json.WriteStartObject("quoted");
        json.WriteString("title", account.Title);
        json.WriteString("publisher", account.Publisher);
        json.WriteString("published", account.Published);
        json.WriteString("origin", account.Origin?.Publisher);
        json.WriteStartArray("passages");
        var (at, length) = (from, 0);
        for (; at < account.Passages.Count && length < LongestPiece; at++)
        {
            var passage = account.Passages[at];
            json.WriteStartObject();
            json.WriteString("id", passage.Id);
            if (passage.Speaker is not null) json.WriteString("speaker", passage.Speaker);
            json.WriteString("text", McpReading.Short(passage.Text));
            json.WriteEndObject();
            length += passage.Text.Length;
        }
        json.WriteEndArray();
        json.WriteEndObject();
        if (at < account.Passages.Count) json.WriteNumber("next_offset", at);
    }

    private static void History(Utf8JsonWriter json, Asked asked, McpReading reading)
    {
        var history = DocumentHistory.Of(reading.Archive, reading.Document(asked));
        json.WriteNumber("document", history.Document.Id);
        json.WriteString("url", history.Document.Url);
        json.WriteString("state", history.Document.State.ToString().ToLowerInvariant());
        json.WriteString("since", history.Document.Since.UtcDateTime);
        json.WriteNumber("captures", history.Captures);
        json.WriteString("reading_room", $"{reading.Room}/documents/{history.Document.Id}");
        McpReading.Piece(json, "entries", history.Entries, asked, (json, entry) =>
        {
            json.WriteString("event", entry.Event switch { HistoryEvent.FirstSeen => "first seen", var other => other.ToString().ToLowerInvariant() });
            json.WriteString("time", entry.Time.UtcDateTime);
            if (entry.Version is { } version)
            {
                reading.Provenance(json, version);
                if (entry.Diff is { } diff) json.WriteNumber("changed_passages", diff.Passages.Count(static passage => passage.Kind != DiffKind.Same));
                McpReading.Quoted(json, ("title", version.Title));
                return;
            }
            json.WriteNumber("status", entry.Capture.Status);
            McpReading.Bytes(json, entry.Capture);
        });
    }

    private static void Diff(Utf8JsonWriter json, Asked asked, McpReading reading)
    {
        var (from, to) = (reading.Archive.Version(asked.Of(From)), reading.Archive.Version(asked.Of(To)));
        json.WriteStartObject("from");
        reading.Provenance(json, from);
        json.WriteEndObject();
        json.WriteStartObject("to");
        reading.Provenance(json, to);
        json.WriteEndObject();
        json.WriteString("reading_room", $"{reading.Room}/diff/{from.Id}/{to.Id}");
        var changed = TextDiff.Between(reading.Archive.Text(from.Id), reading.Archive.Text(to.Id)).Passages.Where(static passage => passage.Kind != DiffKind.Same).ToList();
        McpReading.Piece(json, "changes", changed, asked, static (json, passage) =>
        {
            json.WriteString("part", passage.Part.ToString().ToLowerInvariant());
            json.WriteString("change", passage.Kind switch { DiffKind.MovedFrom => "moved from", DiffKind.MovedTo => "moved to", var kind => kind.ToString().ToLowerInvariant() });
            McpReading.Quoted(json, ("before", passage.Before), ("after", passage.After));
        });
    }

    private static void Vanished(Utf8JsonWriter json, Asked asked, McpReading reading)
    {
        var options = new VanishedOptions { Source = asked.Text(UsualParameters.Source), Since = asked.Day(UsualParameters.Since)?.ToDateTime(default, DateTimeKind.Utc) };
        var (from, most) = (asked.Number(McpParameters.Offset), asked.Number(McpParameters.Limit));
        // A piece is some kilobytes; the whole list, of each day that somebody may name, would fill the memory.
        var (total, piece) = reading.Reading.Kept((typeof(TextTools), options, from, most), () =>
        {
            var all = reading.Archive.Vanished(options);
            return new VanishedPiece(all.Count, [.. all.Skip(from).Take(most)]);
        });
        McpReading.Piece(json, "vanished", total, piece, asked, (json, gone) =>
        {
            json.WriteString("kind", VanishedText.Name(gone.Kind));
            json.WriteString("seen_gone", gone.Places[0].Seen.UtcDateTime);
            json.WriteBoolean("confirmed", gone.Places[0].Confirmed);
            json.WriteNumber("places", gone.Places.Count);
            reading.Provenance(json, reading.Archive.Version(gone.Places[0].Version));
            McpReading.Quoted(json, ("text", gone.Text));
        });
    }

    private sealed record VanishedPiece(int Total, IReadOnlyList<Vanished> Piece);
}
