using System.Globalization;
using System.Text.Json;

namespace Variorum;

/// <summary>What is asked of documents.</summary>
internal static class DocumentOperations
{
    private static readonly TextParameter Url = new("url", "The document at exactly this address.", UsualParameters.LongestUrl),
        Prefix = new("prefix", "Documents whose address begins so.", UsualParameters.LongestUrl) { Example = "https://press.norland.example/" };

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("documents", "/documents", "documents", "Documents by address: one, or all whose address begins alike.", "documents", [Url, Prefix, UsualParameters.Limit, UsualParameters.Cursor], List),
        new("document", "/documents/{document}", "documents", "A document.", "document", [UsualParameters.Document], One),
        new("history", "/documents/{document}/history", "documents", "What became of a document, the oldest first, with what changed from text to text.", "history", [UsualParameters.Document], History) { Dear = true },
        new("versions", "/documents/{document}/versions", "documents", "A document's texts by time.", "versions", [UsualParameters.Document, UsualParameters.Limit, UsualParameters.Cursor], Versions),
        new("captures", "/documents/{document}/captures", "documents", "A document's captures by time, each with where its bytes lie.", "captures", [UsualParameters.Document, UsualParameters.Limit, UsualParameters.Cursor], Captures),
    ];

    private static Answer List(Asked asked, Reading reading)
    {
        var limit = asked.Number(UsualParameters.Limit);
        IReadOnlyList<Document> found;
        if (asked.Says(Url, out var url))
        {
            if (asked.Says(Prefix, out _)) throw new WrongException("url and prefix exclude each other");
            found = reading.Archive.Find(url) is { } document ? [document] : [];
        }
        else found = reading.Archive.Documents(asked.Text(Prefix) ?? "", Cursors.Read(asked, 1)?[0] ?? "", limit + 1);
        var next = found.Count > limit ? Cursors.Write([found[limit - 1].Url]) : null;
        return new Answer(Answers.Object("variorum-documents/1", json =>
        {
            AccountJson.List(json, "documents", [.. found.Take(limit)], Write);
            if (next is not null) json.WriteString("next", next);
        }))
        { Next = next };
    }

    private static Answer One(Asked asked, Reading reading) => Told(reading.Archive.Document(asked.Of(UsualParameters.Document)));

    /// <summary>A document.</summary>
    internal static Answer Told(Document document) => new(Answers.Object("variorum-document/1", json => Write(json, document)));

    private static Answer History(Asked asked, Reading reading)
    {
        var history = DocumentHistory.Of(reading.Archive, reading.Archive.Document(asked.Of(UsualParameters.Document)));
        return new Answer(stream => HistoryJson.Write(history, stream));
    }

    private static Answer Versions(Asked asked, Reading reading)
    {
        var (piece, next) = Cursors.Piece(asked, reading.Archive.Versions(reading.Archive.Document(asked.Of(UsualParameters.Document)).Id), static version => version.Id.ToString(CultureInfo.InvariantCulture));
        return new Answer(Answers.Object("variorum-versions/1", json =>
        {
            AccountJson.List(json, "versions", piece, Write);
            if (next is not null) json.WriteString("next", next);
        }))
        { Next = next };
    }

    private static Answer Captures(Asked asked, Reading reading)
    {
        var (piece, next) = Cursors.Piece(asked, reading.Archive.Captures(reading.Archive.Document(asked.Of(UsualParameters.Document)).Id), static capture => capture.Id.ToString(CultureInfo.InvariantCulture));
        return new Answer(Answers.Object("variorum-captures/1", json =>
        {
            AccountJson.List(json, "captures", piece, CaptureOperations.Write);
            if (next is not null) json.WriteString("next", next);
        }))
        { Next = next };
    }

    private static void Write(Utf8JsonWriter json, Document document)
    {
        json.WriteNumber("id", document.Id);
        json.WriteString("url", document.Url);
        json.WriteString("state", document.State.ToString().ToLowerInvariant());
        json.WriteString("since", document.Since.UtcDateTime);
        if (document.Current is { } current) json.WriteNumber("current", current);
        else json.WriteNull("current");
    }

    private static void Write(Utf8JsonWriter json, Version version)
    {
        json.WriteNumber("id", version.Id);
        json.WriteNumber("version", version.Number);
        json.WriteString("title", version.Title);
        json.WriteString("publisher", version.Publisher);
        json.WriteString("published", version.Published);
        json.WriteString("language", version.Language);
        json.WriteString("kind", version.Kind.ToString().ToLowerInvariant());
        json.WriteString("first", version.First.UtcDateTime);
        json.WriteString("last", version.Last.UtcDateTime);
        json.WriteNumber("capture", version.Capture);
        json.WriteNumber("captures", version.Captures);
        json.WriteString("reader", version.Reader);
    }
}
