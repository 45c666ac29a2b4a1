using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>How each source stands, at the foot of a terminal: drawn over itself, so that nothing flickers, and only where something is to be read anew.</summary>
internal sealed class WatchTable
{
    private const int NewsWidth = 6, NextWidth = 9;

    // Begins and ends what is shown at once, by terminals that know it; the others pass it over.
    private const string Together = "\u001b[?2026h", Apart = "\u001b[?2026l", ToEnd = "\u001b[J", ToLineEnd = "\u001b[K";

    private const string Dim = "\u001b[2m", Yellow = "\u001b[33m", Plain = "\u001b[0m";

    private readonly bool colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    private List<(string Text, string Style)> lines = [];

    /// <summary>What draws the table anew; empty where nothing in it has changed.</summary>
    public string Drawn(WatchStatus status, DateTimeOffset now)
    {
        var drawn = Lines(status, now, Width, Height);
        if (drawn.SequenceEqual(lines)) return "";
        var text = Together + Up() + string.Concat(drawn.Select(line => Styled(line) + ToLineEnd + "\n")) + ToEnd + Apart;
        lines = drawn;
        return text;
    }

    /// <summary>What writes a line above the table.</summary>
    public string Above(string line, WatchStatus? status, DateTimeOffset now)
    {
        var text = new StringBuilder(Together).Append(Up()).Append(ToEnd).Append(line).Append('\n');
        lines = status is null ? [] : Lines(status, now, Width, Height);
        foreach (var drawn in lines) text.Append(Styled(drawn)).Append('\n');
        return text.Append(Apart).ToString();
    }

    /// <summary>What takes the table away.</summary>
    public string Erased()
    {
        var text = Up() + ToEnd;
        lines = [];
        return text;
    }

    /// <summary>The table's lines, each shorter than the terminal is wide, and how each is shown.</summary>
    /// <param name="width">Of the terminal, in columns.</param>
    /// <param name="height">In lines; half of them are left to the news.</param>
    internal static List<(string Text, string Style)> Lines(WatchStatus status, DateTimeOffset now, int width, int height)
    {
        // One column is left free: a line that fills the last one wraps on some terminals.
        var room = Math.Max(20, width - 1);
        var most = Math.Max(1, (height / 2) - 4);
        // Shown are those that need a look, then those with the newest news; each keeps its place among them, so that the table is still.
        var ranked = status.Sources.OrderBy(static source => source.Value.Trouble is null).ThenByDescending(static source => source.Value.News ?? DateTimeOffset.MinValue).ToList();
        var sources = ranked.Take(most).OrderBy(static source => source.Key, StringComparer.OrdinalIgnoreCase).ToList();
        var name = Math.Clamp(sources.Select(static source => Columns.Width(source.Key)).DefaultIfEmpty(6).Max(), 6, Math.Max(10, room / 3));
        var rest = room - name - NewsWidth - NextWidth - 6;
        var drawn = new List<(string, string)>();
        if (sources.Count > 0) drawn.Add((Columns.Cut($"{Fill("source", name)}  {Fill("news", NewsWidth)}  {(rest >= 10 ? Fill("next", NextWidth) + "  state" : "next")}", room), Dim));
        foreach (var (source, state) in sources)
        {
            var line = $"{Fill(Columns.Safe(source), name)}  {Fill(Ago(state.News, now), NewsWidth)}  {Fill(Until(state.Next, now), NextWidth)}";
            var said = state.Trouble is { } trouble ? Columns.Safe(Short(trouble)) : state.Changes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{state.Changes} new") : state.Visited is null ? "not asked yet" : "";
            line = rest >= 10 ? $"{line}  {Columns.Cut(said, rest)}".TrimEnd() : state.Trouble is null ? line.TrimEnd() : $"{Columns.Cut(line, room - 2)} !";
            drawn.Add((line, state.Trouble is null ? "" : Yellow));
        }

        if (ranked.Count > most) drawn.Add((Columns.Cut(More(ranked.Skip(most).Select(static source => source.Value).ToList()), room), Dim));
        var counts = string.Create(CultureInfo.InvariantCulture, $"{status.Pages} visited, {status.Versions} new, {status.Gone} gone, {status.Failures} failed");
        var planned = string.Create(CultureInfo.InvariantCulture, $"; {status.Waiting} planned");
        drawn.Add((Columns.Cut(counts.Length + planned.Length <= room ? counts + planned : counts, room), ""));
        return drawn;
    }

    private static int Width => Console.WindowWidth is > 0 and var width ? width : 80;

    private static int Height => Console.WindowHeight is > 0 and var height ? height : 24;

    private static string More(List<SourceState> others) => string.Create(CultureInfo.InvariantCulture,
        $"and {others.Count} more{(others.Count(static other => other.Trouble is not null) is > 0 and var troubled ? $", {troubled} in trouble" : "")}");

    // A terminal that was made narrower has broken lines in two that were whole.
    private string Up()
    {
        var rows = lines.Sum(static line => Math.Max(1, (Columns.Width(line.Text) + Width - 1) / Width));
        return rows == 0 ? "\r" : string.Create(CultureInfo.InvariantCulture, $"\r\u001b[{rows}A");
    }

    private static string Ago(DateTimeOffset? time, DateTimeOffset now) => time is { } then ? Span(now - then) : "-";

    private static string Until(DateTimeOffset? time, DateTimeOffset now) => time is not { } then ? "-" : then - now < TimeSpan.FromSeconds(5) ? "now" : $"in {Span(then - now)}";

    // To the minute: what counts seconds is never still.
    private static string Span(TimeSpan span)
    {
        var (number, unit) = span.TotalMinutes < 100 ? (span.TotalMinutes, "min") : span.TotalHours < 48 ? (span.TotalHours, "h") : (span.TotalDays, "d");
        return number < 1 ? "1 min" : string.Create(CultureInfo.InvariantCulture, $"{number:0} {unit}");
    }

    // The address in front is the source's, which stands in the line already.
    private static string Short(string trouble) => trouble.StartsWith("http", StringComparison.Ordinal) && trouble.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon ? trouble[(colon + 2)..] : trouble;

    private static string Fill(string text, int width) => Columns.Pad(Columns.Cut(text, width), width);

    private string Styled((string Text, string Style) line) => colours && line.Style.Length > 0 ? $"{line.Style}{line.Text}{Plain}" : line.Text;
}
