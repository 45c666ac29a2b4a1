using System.Globalization;

namespace Variorum;

/// <summary>Tells what a watch does on standard error: lines of fields for programs, or news and a line that tells how it stands for a person.</summary>
/// <param name="quiet">Nothing is told.</param>
internal sealed class WatchLog(bool quiet)
{
    private const string ClearLine = "\r\u001b[K";

    private readonly bool person = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null or "");
    private string line = "";

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

    public static string Counts(WatchStatus status) =>
        $"{Number(status.Pages, "page")} visited, {Number(status.Versions, "new version")}, {status.Gone} found gone, {Number(status.Failures, "failure")}; {Number(status.Polls, "feed or list", "feeds and lists")} read";

    public void Tell(WatchEvent happened)
    {
        if (quiet) return;
        if (!person) Console.Error.WriteLine(Fields(happened));
        else if (happened.Kind is "start" or "end" or "trouble" || happened.Outcome is AddedAs.NewVersion or AddedAs.Gone)
            Console.Error.Write($"{ClearLine}{happened.Time.LocalDateTime:HH:mm:ss}  {Plain(happened.Kind is "trouble" ? happened.What : $"{happened.What} {happened.Url}")}\n{line}");
    }

    public void Show(WatchStatus status)
    {
        if (quiet || !person) return;
        line = $"{Counts(status)}; {status.Waiting} planned{(status.Next is { } next ? $", the next at {next.LocalDateTime:HH:mm:ss}" : "")}";
        // A line that wraps could not be taken back.
        if (Console.WindowWidth is > 0 and var width && line.Length >= width) line = line[..(width - 1)];
        Console.Error.Write(ClearLine + line);
    }

    /// <summary>Leaves the terminal as it was.</summary>
    public void End()
    {
        if (!quiet && person) Console.Error.Write(ClearLine);
    }

    private static string Number(long number, string one, string? many = null) => $"{number.ToString(CultureInfo.InvariantCulture)} {(number == 1 ? one : many ?? one + "s")}";

    private static string Quoted(string value)
    {
        value = Plain(value);
        return value.Length > 0 && value.AsSpan().IndexOfAny(" \"=") < 0 ? value : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    // Servers' words change no terminal and begin no line.
    private static string Plain(string value) => string.Create(value.Length, value, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = char.IsControl(from[i]) ? '?' : from[i];
    });
}
