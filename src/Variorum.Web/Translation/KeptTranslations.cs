using System.Security.Cryptography;

namespace Variorum;

/// <summary>A translation that is kept.</summary>
/// <param name="Engine">Who made it.</param>
/// <param name="Language">It is in, ISO 639-1.</param>
/// <param name="Made">When, UTC.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Texts">Of each paragraph, the headline first; null for one that is not translated yet.</param>
internal sealed record Translation(string Engine, string Language, DateTimeOffset Made, string By, IReadOnlyList<string?> Texts);

/// <summary>What was sent to a translator for an account.</summary>
/// <param name="Characters">0 where all of it was kept already.</param>
internal sealed record SentText(int Characters);

/// <summary>
/// Translations as they are kept: paragraphs by what they say, so that a new version of an account costs only what is new in it, and
/// a note who had which account translated. They are made by machines: nothing is collated by them.
/// </summary>
internal sealed class KeptTranslations(ReadingRoomOptions options, RoomDatabase room, Errands<SentText> errands, ILogger<KeptTranslations> log) : IDisposable
{
    /// <summary>As a sentence goes on behind the translator's name, where it had not ended when it had to.</summary>
    public const string TookTooLong = "took too long";

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Lock turn = new();
    private readonly Translator? translator = options.Translator is { } chosen ? new Translator(chosen, options.Clock) : null;

    /// <summary>The one that the owner has chosen; null for none.</summary>
    public TranslatorOptions? Chosen => options.Translator;

    /// <summary>The language that accounts are translated into, or were when somebody was chosen; null where none ever was.</summary>
    public string? Into => Chosen?.Into ?? room.Ask(static database => database.Row(static row => row.GetString(0), "SELECT language FROM translation LIMIT 1"));

    /// <summary>The paragraphs of an account, its headline first.</summary>
    public static IReadOnlyList<string> Paragraphs(VersionText text) =>
        [text.Title, .. text.Text.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Of an account: what it says, whatever its number.</summary>
    public static string DigestOf(IReadOnlyList<string> paragraphs) => Digest(string.Join('\0', paragraphs));

    /// <summary>What is kept of an account's translation: by the translator that is chosen, else the last one that there was.</summary>
    public Translation? Of(IReadOnlyList<string> paragraphs) => room.Ask(database =>
    {
        var digest = DigestOf(paragraphs);
        var made = database.Row(static row => (Box)new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3)),
            "SELECT engine, language, time, person FROM translation WHERE account = $1 ORDER BY engine = $2 DESC, time DESC LIMIT 1", digest, Chosen?.Engine ?? "");
        if (made is null) return null;
        return new Translation(made.Engine, made.Language, DateTimeOffset.FromUnixTimeMilliseconds(made.Time), made.Person, [.. paragraphs.Select(paragraph => Kept(database, paragraph, made.Engine, made.Language))]);
    });

    /// <summary>How many characters of an account would have to be sent.</summary>
    public int Unsent(IReadOnlyList<string> paragraphs) => Chosen is not { } chosen ? 0
        : room.Ask(database => paragraphs.Distinct(StringComparer.Ordinal).Where(paragraph => paragraph.Length > 0 && Kept(database, paragraph, chosen.Engine, chosen.Into) is null).Sum(static paragraph => paragraph.Length));

    /// <summary>Has an account translated, in the background.</summary>
    /// <exception cref="RefusedException">Nobody is chosen who translates, the account is in the language that is translated into, or it would cost more than the owner allows.</exception>
    public Errand<SentText> Begin(Version version, IReadOnlyList<string> paragraphs, string who)
    {
        if (translator is null) throw new RefusedException("no translator is chosen: its owner does that in room.json");
        var (digest, chosen) = (DigestOf(paragraphs), translator.Options);
        if (version.Language == chosen.Into) throw new RefusedException($"the account is in the language that {chosen.Engine} translates into");
        if (paragraphs.Sum(static paragraph => paragraph.Length) > chosen.LongestAccount) throw new RefusedException($"the account is longer than the {chosen.LongestAccount} characters that are translated of one");
        lock (turn)
        {
            if (UnderWay(paragraphs) is { Work.IsCompleted: false } same) return same;
            var reserved = Reserve(Unsent(paragraphs));
            try
            {
                return errands.Begin($"{digest} {chosen.Engine}", cancel => TranslateAsync(version, digest, paragraphs, who, reserved, cancel));
            }
            catch
            {
                Settle(reserved, 0);
                throw;
            }
        }
    }

    /// <summary>The last time that an account was being translated, as long as that is remembered; null where it was not.</summary>
    public Errand<SentText>? UnderWay(IReadOnlyList<string> paragraphs) => Chosen is { } chosen ? errands.About($"{DigestOf(paragraphs)} {chosen.Engine}") : null;

    public void Dispose() => translator?.Dispose();

    private async Task<SentText> TranslateAsync(Version version, string digest, IReadOnlyList<string> paragraphs, string who, long reserved, CancellationToken cancel)
    {
        var chosen = translator!.Options;
        var missing = room.Ask(database => paragraphs.Distinct(StringComparer.Ordinal).Where(paragraph => paragraph.Length > 0 && Kept(database, paragraph, chosen.Engine, chosen.Into) is null).ToList());
        var sent = missing.Sum(static paragraph => paragraph.Length);
        try
        {
            // What is tried counts: a translator may ask for its price also where its answer is lost.
            Settle(reserved, sent);
            await translator.TranslateAsync(missing, version.Language, (number, text) => room.Do(database =>
                database.Run("INSERT OR REPLACE INTO translated (paragraph, engine, language, text) VALUES ($1, $2, $3, $4)", Digest(missing[number]), chosen.Engine, chosen.Into, text)), cancel).ConfigureAwait(false);
            room.Do(database => database.Run("INSERT OR REPLACE INTO translation (account, engine, language, time, person) VALUES ($1, $2, $3, $4, $5)", digest, chosen.Engine, chosen.Into, Now, who));
            log.Translated(chosen.Engine, version.Id, sent, who);
            return new SentText(sent);
        }
        catch (Exception why) when (why is TranslatorException or OperationCanceledException)
        {
            log.NotTranslated(chosen.Engine, version.Id, why is TranslatorException ? why.Message : TookTooLong);
            throw;
        }
        catch (Exception failed)
        {
            log.TranslationFailed(version.Id, chosen.Engine, failed);
            throw;
        }
    }

    private long Now => options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes characters out of the day's, so that nobody else has them.</summary>
    /// <returns>What <see cref="Settle"/> knows it by.</returns>
    /// <exception cref="RefusedException">There are not as many left.</exception>
    private long Reserve(int characters) => room.Do(database =>
    {
        database.Run("DELETE FROM translation_sent WHERE time < $1", Now - (long)Day.TotalMilliseconds);
        if ((database.Number("SELECT sum(characters) FROM translation_sent") ?? 0) + characters > translator!.Options.LongestDay)
            throw new RefusedException($"the {translator.Options.LongestDay} characters that are sent to a translator within a day are used up: try again tomorrow");
        return database.Insert("INSERT INTO translation_sent (time, characters) VALUES ($1, $2)", Now, characters);
    });

    // Another account with the same paragraphs may have been translated meanwhile.
    private void Settle(long reserved, int characters) => room.Do(database => database.Run("UPDATE translation_sent SET characters = $2 WHERE rowid = $1", reserved, characters));

    private static string? Kept(Database database, string paragraph, string engine, string language) =>
        database.Row(static row => row.GetString(0), "SELECT text FROM translated WHERE paragraph = $1 AND engine = $2 AND language = $3", Digest(paragraph), engine, language);

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Box(string Engine, string Language, long Time, string Person);
}
