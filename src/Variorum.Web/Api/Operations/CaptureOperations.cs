using System.Text.Json;

namespace Variorum;

/// <summary>What is asked of versions and of the captures that prove them.</summary>
internal static class CaptureOperations
{
    private static readonly NumberParameter From = new("from", "The earlier version's number in this archive.", 1, long.MaxValue) { Required = true, Example = "1" },
        To = new("to", "The later version's.", 1, long.MaxValue) { Required = true, Example = "1" };

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("version", "/versions/{version}", "versions", "A version with where its bytes lie, and its account.", "version", [UsualParameters.Version], Version),
        new("account", "/accounts/{version}", "versions", "A version's account: who says what, figures, dates, passages.", "account", [UsualParameters.Version], Account),
        new("text", "/accounts/{version}/text", "versions", "What a version says, without more: headline, text, captions, notes.", "text", [UsualParameters.Version], Text),
        new("diff", "/diff", "versions", "What changed from one version to another, passage by passage and word by word.", "diff", [From, To], Diff),
        new("capture", "/captures/{capture}", "captures", "A capture: when, what came, its digest, and its WARC file and offset.", "capture", [UsualParameters.Capture], Capture),
        new("record", "/captures/{capture}/record", "captures", "A capture's WARC record: the head and the bytes as they were sent.", null, [UsualParameters.Capture], Record) { Type = Answers.Warc },
    ];

    private static Answer Version(Asked asked, Reading reading)
    {
        var version = reading.Archive.Version(asked.Of(UsualParameters.Version));
        var (document, capture, account) = (reading.Archive.Document(version.Document), reading.Archive.Capture(version.Capture), reading.Archive.Account(version.Id));
        return new Answer(stream => VersionJson.Write(document, version, capture, account, stream));
    }

    private static Answer Account(Asked asked, Reading reading)
    {
        var account = Read(reading, asked.Of(UsualParameters.Version));
        return new Answer(stream =>
        {
            stream.Write(AccountJson.Write(account, indented: true).Span);
            stream.Write("\n"u8);
        });
    }

    /// <summary>A version's account.</summary>
    /// <exception cref="NotThereException">Its bytes cannot be had any more.</exception>
    internal static Account Read(Reading reading, long version) => reading.Archive.Account(version)
        ?? throw new NotThereException($"the bytes of version {version} cannot be read any more; variorum verify tells what is damaged, and its text is kept: /api/v1/accounts/{version}/text");

    private static Answer Text(Asked asked, Reading reading)
    {
        var id = asked.Of(UsualParameters.Version);
        var text = reading.Archive.Text(id);
        return new Answer(Answers.Object("variorum-text/1", json =>
        {
            json.WriteNumber("id", id);
            json.WriteString("title", text.Title);
            json.WriteString("text", text.Text);
            AccountJson.List(json, "captions", text.Captions, AccountJson.Caption);
            AccountJson.Strings(json, "notes", text.Notes);
        }));
    }

    private static Answer Diff(Asked asked, Reading reading)
    {
        var (archive, from, to) = (reading.Archive, reading.Archive.Version(asked.Of(From)), reading.Archive.Version(asked.Of(To)));
        var diff = TextDiff.Between(archive.Text(from.Id), archive.Text(to.Id));
        var shown = archive.Captures(from.Document).LastOrDefault(capture => capture.Version == from.Id)?.Id ?? from.Capture;
        var pictures = PictureDiff.Between(archive, archive.Pictures(shown), archive.Pictures(to.Capture));
        return new Answer(stream => HistoryJson.Write(diff, stream, pictures));
    }

    private static Answer Capture(Asked asked, Reading reading)
    {
        var capture = reading.Archive.Capture(asked.Of(UsualParameters.Capture));
        var pictures = reading.Archive.Pictures(capture.Id);
        return new Answer(Answers.Object("variorum-capture/1", json =>
        {
            Write(json, capture);
            AccountJson.List(json, "pictures", pictures, static (json, shown) =>
            {
                json.WriteString("url", shown.Picture.Url);
                if (shown.Capture is { } picture) json.WriteNumber("capture", picture.Id);
                else json.WriteNull("capture");
            });
        }));
    }

    private static Answer Record(Asked asked, Reading reading)
    {
        var record = reading.Archive.Record(reading.Archive.Capture(asked.Of(UsualParameters.Capture)));
        return new Answer(stream =>
        {
            stream.Write(record.Head());
            stream.Write(record.Block.Span);
            stream.Write("\r\n\r\n"u8);
        });
    }

    internal static void Write(Utf8JsonWriter json, Capture capture)
    {
        json.WriteNumber("id", capture.Id);
        json.WriteNumber("document", capture.Document);
        json.WriteString("url", capture.Url);
        json.WriteString("time", capture.Time.UtcDateTime);
        json.WriteNumber("status", capture.Status);
        json.WriteString("state", State(capture.State));
        json.WriteString("sha256", capture.Sha256);
        json.WriteString("file", capture.Place.File);
        json.WriteNumber("offset", capture.Place.Offset);
        json.WriteNumber("length", capture.Place.Length);
        if (capture.Version is { } version) json.WriteNumber("version", version);
        else json.WriteNull("version");
        json.WriteString("remark", capture.Remark);
    }

    private static string State(CaptureState state) => state switch
    {
        CaptureState.SaysMissing => "says missing",
        CaptureState.SentHome => "sent home",
        CaptureState.NoText => "no text",
        _ => state.ToString().ToLowerInvariant(),
    };
}
