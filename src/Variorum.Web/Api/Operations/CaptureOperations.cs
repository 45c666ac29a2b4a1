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
        new("citation", "/accounts/{version}/citation", "versions", "How a version is cited, as reference managers take it (CSL-JSON): with its archived address, time and SHA-256.", null, [UsualParameters.Version], null)
        {
            Type = "application/vnd.citationstyles.csl+json", AnswerRoom = static (asked, _, http) => Cited(asked, http),
        },
        new("translation", "/accounts/{version}/translation", "versions", "What a version says, paragraph by paragraph, with the translation by a machine that is kept of it, if there is one.", "translation", [UsualParameters.Version], null) { AnswerRoom = static (asked, _, http) => Translated(asked, http, begin: false) },
        new("translate", "/accounts/{version}/translation", "versions", "Has a version translated by whom the room's owner has chosen, in the background, and gives what is kept until now.", "translation", [UsualParameters.Version], null)
        {
            Method = HttpMethods.Put, Needs = Rank.Editor, GoesElsewhere = true, AnswerRoom = static (asked, _, http) => Translated(asked, http, begin: true),
        },
        new("diff", "/diff", "versions", "What changed from one version to another, passage by passage and word by word.", "diff", [From, To], Diff) { Dear = true },
        new("capture", "/captures/{capture}", "captures", "A capture: when, what came, its digest, and its WARC file and offset.", "capture", [UsualParameters.Capture], Capture),
        new("record", "/captures/{capture}/record", "captures", "A capture's WARC record: the head and the bytes as they were sent.", null, [UsualParameters.Capture], Record) { Type = Answers.Warc },
        new("proof", "/captures/{capture}/proof", "captures", "A capture's record, read again from its WARC file now, and compared with what is known of it.", "proof", [UsualParameters.Capture], Proof) { Dear = true },
    ];

    private static async Task<Answer> Cited(Asked asked, HttpContext http)
    {
        var services = http.RequestServices;
        var citation = (await CitePage.Of(asked.Of(UsualParameters.Version), http, services.GetRequiredService<Archives>(), services.GetRequiredService<KeptAccounts>()).ConfigureAwait(false)).Csl();
        return new Answer(stream => stream.Write(citation));
    }

    private static async Task<Answer> Translated(Asked asked, HttpContext http, bool begin)
    {
        var (services, id) = (http.RequestServices, asked.Of(UsualParameters.Version));
        var (translations, archives) = (services.GetRequiredService<KeptTranslations>(), services.GetRequiredService<Archives>());
        var (version, paragraphs) = await archives.ReadAsync(reading => (reading.Archive.Version(id), KeptTranslations.Paragraphs(reading.Archive.Text(id))), http.RequestAborted).ConfigureAwait(false);
        if (begin)
        {
            translations.Begin(version, paragraphs, http.Visitor().Name ?? "-");
            http.Audited("had translated", TranslationPage.Path(id));
        }
        var kept = translations.Of(paragraphs);
        var running = translations.UnderWay(paragraphs) is { Work.IsCompleted: false };
        return new Answer(Answers.Object("variorum-translation/1", json =>
        {
            json.WriteNumber("version", id);
            json.WriteString("language", version.Language);
            json.WriteBoolean("under_way", running);
            json.WriteString("engine", kept?.Engine);
            json.WriteString("into", kept?.Language);
            if (kept is null) json.WriteNull("made");
            else json.WriteString("made", kept.Made.UtcDateTime);
            json.WriteString("asked_by", kept?.By);
            AccountJson.List(json, "paragraphs", [.. paragraphs.Select((text, i) => (Text: text, Translation: kept?.Texts[i]))], static (json, paragraph) =>
            {
                json.WriteString("text", paragraph.Text);
                json.WriteString("translation", paragraph.Translation);
            });
        }));
    }

    private static Answer Proof(Asked asked, Reading reading)
    {
        var capture = reading.Archive.Capture(asked.Of(UsualParameters.Capture));
        var proof = CaptureProof.Of(reading.Archive, capture, capture.Version is { } version ? reading.Archive.Version(version) : null);
        return new Answer(Answers.Object("variorum-proof/1", json =>
        {
            json.WriteNumber("capture", capture.Id);
            json.WriteBoolean("holds", proof.Holds);
            AccountJson.List(json, "steps", proof.Steps, static (json, step) =>
            {
                json.WriteString("what", step.What);
                json.WriteString("expected", step.Expected);
                json.WriteString("found", step.Found);
                if (step.Matches is { } matches) json.WriteBoolean("matches", matches);
                else json.WriteNull("matches");
            });
        }));
    }

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
