using System.Text.Json;

namespace Variorum;

/// <summary>An archive as it is read for a tool, with what every answer tells of where things come from.</summary>
/// <param name="Reading">Of the archive.</param>
/// <param name="Room">Where the reading room answers, without a slash at its end; empty where there is none, and links are paths of any.</param>
internal sealed record McpReading(Reading Reading, string Room)
{
    // Of one string; what is longer is had piece by piece, or from the account.
    private const int LongestText = 1200;

    public FolderArchive Archive => Reading.Archive;

    /// <summary>What <see cref="McpTool.Collates"/> asked for.</summary>
    public Collated? Collated { get; init; }

    /// <summary>The version that is meant.</summary>
    public Version Version(Asked asked)
    {
        if (asked.Says(McpParameters.Account, out var id)) return Archive.Version(id);
        var document = Document(asked);
        return Archive.Version(document.Current ?? throw new NotThereException($"no text was read at {document.Url}"));
    }

    /// <summary>The document that is meant.</summary>
    public Document Document(Asked asked)
    {
        if (asked.Says(McpParameters.Account, out var id)) return Archive.Document(Archive.Version(id).Document);
        if (asked.Text(McpParameters.Url) is not { } url) throw new WrongException("account or url is needed");
        return Archive.Find(url) ?? throw new NotThereException("the archive has no page of this address: look for it with search");
    }

    /// <summary>Writes where a version comes from, so that somebody else can look at the same bytes.</summary>
    public void Provenance(Utf8JsonWriter json, Version version)
    {
        var (document, capture) = (Archive.Document(version.Document), Archive.Capture(version.Capture));
        json.WriteStartObject("provenance");
        json.WriteNumber("account", version.Id);
        json.WriteString("url", document.Url);
        json.WriteNumber("version", version.Number);
        json.WriteString("state", document.State.ToString().ToLowerInvariant());
        json.WriteBoolean("current", document.Current == version.Id && document.State is not DocumentState.Withdrawn);
        json.WriteString("captured", capture.Time.UtcDateTime);
        json.WriteString("last_seen", version.Last.UtcDateTime);
        Bytes(json, capture);
        json.WriteString("reading_room", $"{Room}/accounts/{version.Id}");
        json.WriteEndObject();
    }

    public static void Bytes(Utf8JsonWriter json, Capture capture)
    {
        json.WriteString("sha256", capture.Sha256);
        json.WriteString("file", capture.Place.File);
        json.WriteNumber("offset", capture.Place.Offset);
    }

    /// <summary>Writes what was written by others.</summary>
    public static void Quoted(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string? Text)> texts)
    {
        json.WriteStartObject("quoted");
        foreach (var (name, text) in texts)
            if (!string.IsNullOrEmpty(text)) json.WriteString(name, Short(text));
        json.WriteEndObject();
    }

    /// <summary>A text, cut where it is long.</summary>
    public static string Short(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText), "… (cut)");

    /// <summary>Writes a piece of a list, and where it goes on.</summary>
    public static void Piece<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> all, Asked asked, Action<Utf8JsonWriter, T> write)
    {
        var (from, most) = (asked.Number(McpParameters.Offset), asked.Number(McpParameters.Limit));
        Piece(json, name, all.Count, [.. all.Skip(from).Take(most)], asked, write);
    }

    /// <summary>The same, where it was cut out already.</summary>
    public static void Piece<T>(Utf8JsonWriter json, string name, int total, IReadOnlyList<T> piece, Asked asked, Action<Utf8JsonWriter, T> write)
    {
        json.WriteNumber("total", total);
        AccountJson.List(json, name, piece, write);
        if (asked.Number(McpParameters.Offset) + asked.Number(McpParameters.Limit) is var next && next < total) json.WriteNumber("next_offset", next);
    }
}

/// <summary>Parameters that several tools have.</summary>
internal static class McpParameters
{
    public static NumberParameter Account { get; } = new("account", "The number of a version, as provenance tells it.", 1, long.MaxValue);

    public static TextParameter Url { get; } = new("url", "The address of a page; its last version is meant.", UsualParameters.LongestUrl);

    public static NumberParameter Limit { get; } = new("limit", "How many to give at most.", 1, 50) { Usual = 20 };

    public static NumberParameter Offset { get; } = new("offset", "How many to pass over: next_offset of the answer before.", 0, 1_000_000) { Usual = 0 };
}
