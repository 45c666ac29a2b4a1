using System.Globalization;

namespace Variorum;

/// <summary>Tells what a watch does on standard error: lines of fields for programs; for a person news, and below them a table that shows how each source stands.</summary>
/// <param name="quiet">Nothing is told.</param>
internal sealed class WatchLog(bool quiet)
{
    private readonly Lock writing = new();
    private readonly WatchTable? table = !quiet && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null or "") ? new WatchTable() : null;
    private WatchStatus? last;

    /// <summary>A line of <c>name=value</c>; values with blanks or quotation marks stand in quotation marks.</summary>
    public static string Fields(WatchEvent happened)
    {
        (string Name, string? Value)[] fields =
        [
            ("time", happened.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), ("event", happened.Kind), ("source", happened.Source),
            ("url", happened.Url), ("outcome", happened.Outcome?.ToString()), ("text", happened.What),
        ];
        return string.Join(' ', fields.Where(static field => field.Value is not null).Select(static field => $"{field.Name}={Quoted(field.Value!)}"));
    }

    public void Tell(WatchEvent happened)
    {
        if (quiet) return;
        lock (writing)
        {
            if (table is null) Console.Error.WriteLine(Fields(happened));
            else if (happened.Kind is "start" or "end" or "trouble" or "hub" || happened.Outcome is AddedAs.NewVersion or AddedAs.Gone)
                Console.Error.Write(table.Above($"{happened.Time.LocalDateTime:HH:mm:ss}  {Plain(happened.Kind is "trouble" or "start" or "end" ? happened.What : $"{happened.What}  {happened.Url}")}", last, happened.Time));
        }
    }

    public void Show(WatchStatus status)
    {
        if (table is null) return;
        lock (writing)
        {
            last = status;
            Console.Error.Write(table.Drawn(status, status.Seen));
        }
    }

    /// <summary>Leaves the terminal as it was, but for what was told.</summary>
    public void End()
    {
        if (table is null) return;
        lock (writing) Console.Error.Write(table.Erased());
    }

    private static string Quoted(string value)
    {
        value = Plain(value);
        return value.Length > 0 && value.AsSpan().IndexOfAny(" \"=") < 0 ? value : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    // Servers' words change no terminal and begin no line.
    internal static string Plain(string value) => string.Create(value.Length, value, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = char.IsControl(from[i]) ? '?' : from[i];
    });
}
