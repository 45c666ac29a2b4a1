using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>Events, or the accounts of one, as a table for spreadsheets: RFC 4180, UTF-8 with a byte order mark, a header.</summary>
public static class EventsCsv
{
    /// <summary>One row an event.</summary>
    public static void Write(IReadOnlyList<Event> events, Stream stream)
    {
        var table = new StringBuilder();
        CsvTable.Row(table, "event", "date", "first_told", "place", "participants", "headline", "accounts", "publishers", "witnesses", "disagreement");
        foreach (var told in events)
        {
            CsvTable.Row(table, Number(told.Id), told.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", HistoryText.Stamp(told.Told), told.Place ?? "", string.Join("; ", told.Participants), told.Headline,
                Number(told.Accounts), Number(told.Publishers), Number(told.Witnesses), told.Disagreement?.ToString("0.####", CultureInfo.InvariantCulture) ?? "");
        }
        Write(table, stream);
    }

    /// <summary>One row an account, by time.</summary>
    public static void Write(EventHistory history, Stream stream)
    {
        var table = new StringBuilder();
        CsvTable.Row(table, "event", "account", "url", "title", "publisher", "published", "first_seen", "days_later", "seen_hours_later", "language", "relation", "of", "share", "because", "later_versions");
        foreach (var account in history.Accounts)
        {
            CsvTable.Row(table, Number(history.Event.Id), Number(account.Document.Id), account.Document.Url, account.Version.Title ?? "", account.Publisher, account.Version.Published ?? "", HistoryText.Stamp(account.Version.First),
                account.After?.Days is { } days ? Number(days) : "", account.After?.Seen?.TotalHours.ToString("0.##", CultureInfo.InvariantCulture) ?? "", account.Version.Language ?? "", account.Relation.ToString().ToLowerInvariant(), EventsText.Source(account, history) is { } of ? Number(of) : "",
                account.Of is null ? "" : account.Share.ToString("0.####", CultureInfo.InvariantCulture), string.Join("; ", account.Because), Number(account.Later.Count));
        }
        Write(table, stream);
    }

    private static void Write(StringBuilder table, Stream stream)
    {
        stream.Write(Encoding.UTF8.Preamble);
        stream.Write(Encoding.UTF8.GetBytes(table.ToString()));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
