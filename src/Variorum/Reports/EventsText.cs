using System.Globalization;

namespace Variorum;

/// <summary>Events and what is known of one, for people to read in a terminal.</summary>
public static class EventsText
{
    private const int MostReasons = 2;

    /// <summary>Writes events, a paragraph each: number, headline, date, place, participants, who tells of it.</summary>
    /// <param name="events">In their order.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(IReadOnlyList<Event> events, TextWriter writer)
    {
        if (events.Count == 0) writer.Write("No event answers this.\n");
        for (var i = 0; i < events.Count; i++)
        {
            if (i > 0) writer.Write('\n');
            Head(events[i], writer);
        }
    }

    /// <summary>Writes an event: each account with when it came, what it repeats, why it is here; who was silent; what people decided.</summary>
    /// <param name="history">The event.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(EventHistory history, TextWriter writer)
    {
        Head(history.Event, writer);
        foreach (var account in history.Accounts)
        {
            writer.Write($"\n{account.Document.Id,6}  {Columns.Safe(account.Version.Title ?? "Without a headline")}\n");
            var told = new[] { account.Publisher, account.Version.Published ?? $"seen {HistoryText.Stamp(account.Version.First)}", account.Version.Language, account.After is { } after ? Later(after) : account == history.Accounts[0] ? First(history) : null, account.Announces is null ? null : "told beforehand" };
            writer.Write($"        {string.Join(" · ", told.OfType<string>().Select(Columns.Safe))}\n        {Columns.Safe(account.Document.Url)}{(account.Document.State == DocumentState.Withdrawn ? " (withdrawn)" : "")}\n");
            writer.Write($"        {Relation(account, history)}\n");
            if (account.Because.Count > 0) writer.Write($"        because: {Columns.Safe(string.Join("; ", account.Because))}\n");
            foreach (var version in account.Later) writer.Write($"        changed {HistoryText.Stamp(version.First)}: {Columns.Safe(version.Title ?? "without a headline")}\n");
        }
        if (history.Related.Count > 0) writer.Write("\nRelated events:\n");
        foreach (var related in history.Related)
        {
            writer.Write($"{related.Event.Id,6}  {Columns.Safe(related.Event.Headline.Length > 0 ? related.Event.Headline : "Without a headline")}\n");
            writer.Write($"        {Date(related.Event)} · {(related.Moment switch { EventMoment.Before => "told beforehand", EventMoment.After => "told afterwards", _ => "near" })}, {Sure(related)}: {Columns.Safe(string.Join("; ", related.Because.Take(MostReasons)))}\n");
        }
        if (history.Silent.Count > 0)
        {
            writer.Write("\nSilent, though they usually tell of the like:\n");
            foreach (var silent in history.Silent) writer.Write($"        {Columns.Safe(silent.Publisher)}: told of {silent.Told} of {silent.Of} events with the same place or participants\n");
        }
        if (history.Decisions.Count > 0) writer.Write("\nDecided by people:\n");
        foreach (var decision in history.Decisions)
            writer.Write($"        {HistoryText.Stamp(decision.Time)} {decision.Kind.ToString().ToLowerInvariant()}{(decision.Note is null ? "" : $": {Columns.Safe(decision.Note)}")}\n");
    }

    internal static string Sure(RelatedEvent related) => related.Likely ? "likely" : "perhaps";

    /// <summary>What an account is to the one that it repeats.</summary>
    private static string Relation(EventAccount account, EventHistory history) => account.Relation switch
    {
        CopyRelation.Reprint => $"reprint of {Source(account, history)} ({Percent(account.Share)} of its words)",
        CopyRelation.Edited => $"copy of {Source(account, history)} with edits ({Percent(account.Share)} of its words)",
        CopyRelation.Translation => $"translation of {Source(account, history)}",
        CopyRelation.Version => $"version of {Source(account, history)}",
        _ when account.Tells.Count > 0 => $"tells of several events: {string.Join(", ", account.Tells)}",
        _ => "witness of its own",
    };

    /// <summary>The document whose text an account repeats, by the number under which <c>show</c> opens it; null for none.</summary>
    internal static long? Source(EventAccount account, EventHistory history) =>
        account.Of is { } of ? history.Accounts.FirstOrDefault(other => other.Version.Id == of)?.Document.Id : null;

    internal static string Date(Event told) => told.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? $"told {told.Told.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static void Head(Event told, TextWriter writer)
    {
        writer.Write($"{told.Id,6}  {Columns.Safe(told.Headline.Length > 0 ? told.Headline : "Without a headline")}\n");
        writer.Write($"        {string.Join(" · ", new[] { Date(told), told.Place }.OfType<string>().Select(Columns.Safe))}\n");
        if (told.Participants.Count > 0) writer.Write($"        {Columns.Safe(string.Join(", ", told.Participants))}\n");
        writer.Write($"        {Telling.Count(told.Accounts, "account")} of {Telling.Count(told.Publishers, "publisher")}, {told.Witnesses} independent{(told.Disagreement is { } differs ? $"{(told.Witnesses > EventIndex.MostCollated ? $", of which the first {EventIndex.MostCollated}" : ", which")} differ on {Percent(differs)} of the statements that they share" : "")}\n");
    }

    private static string Percent(double share) => $"{(share * 100).ToString("0", CultureInfo.InvariantCulture)} %";

    // What the others say of their days alone makes one the first that was published; what the archive saw makes it the first that was seen.
    internal static string? First(EventHistory history)
    {
        var others = history.Accounts.Skip(1).ToList();
        return others.Count == 0 ? null : others.TrueForAll(static other => other.After is { Days: > 0 }) ? "the first"
            : others.TrueForAll(other => other.Version.First >= history.Accounts[0].Version.First) ? "seen first" : null;
    }

    internal static string? Later(TimeLag lag)
    {
        var days = lag.Days switch { null => null, 0 => "the same day", { } some => $"{Telling.Count(some, "day")} later" };
        var seen = lag.Seen is { TotalHours: < 48 } hours ? $"seen {hours.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} hours later" : null;
        return days is null ? seen : seen is null ? days : $"{days}, {seen}";
    }
}
