using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Variorum;

/// <summary>The log, on standard error: a line for each thing that is told, plain or as JSON.</summary>
/// <remarks>What strangers wrote stands in it (addresses above all): no line ends within another, and no terminal is changed.</remarks>
/// <param name="writer">Where to; used by one thread at a time.</param>
/// <param name="json">Whether lines are JSON objects.</param>
/// <param name="clock">Dates them.</param>
internal sealed class RoomLog(TextWriter writer, bool json, TimeProvider clock) : ILoggerProvider
{
    private const int Longest = 16 * 1024;

    private readonly Lock turn = new();
    private readonly ConcurrentDictionary<string, ILogger> loggers = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => loggers.GetOrAdd(categoryName, static (category, log) => new Logger(log, category), this);

    public void Dispose() => loggers.Clear();

    private void Write(LogLevel level, string category, EventId id, string message, IReadOnlyList<KeyValuePair<string, object?>>? fields, Exception? failed)
    {
        var time = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var line = json ? Json(time, level, category, id, message, fields, failed) : Plain($"{time} {Word(level)} {message}{(failed is null ? "" : $" ({failed.ToString().ReplaceLineEndings(" | ")})")}");
        lock (turn)
        {
            try
            {
                writer.WriteLine(line);
                writer.Flush();
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // Whoever read the log has gone; the room stays open.
            }
        }
    }

    private static string Json(string time, LogLevel level, string category, EventId id, string message, IReadOnlyList<KeyValuePair<string, object?>>? fields, Exception? failed)
    {
        using var bytes = new MemoryStream();
        using (var to = new Utf8JsonWriter(bytes))
        {
            to.WriteStartObject();
            to.WriteString("time", time);
            to.WriteString("level", Word(level));
            to.WriteString("category", category);
            if (id.Name is { } name) to.WriteString("event", name);
            to.WriteString("message", Cut(message));
            foreach (var (field, value) in fields ?? [])
            {
                if (field == "{OriginalFormat}") continue;
                var key = char.ToLowerInvariant(field[0]) + field[1..];
                if (value is int or long) to.WriteNumber(key, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                else if (value is double number) to.WriteNumber(key, number);
                else to.WriteString(key, Cut(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
            }
            if (failed is not null) to.WriteString("failure", Cut(failed.ToString()));
            to.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static string Plain(string text) => string.Create(Math.Min(text.Length, Longest), text, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? '?' : from[i];
    });

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest];

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => "error",
    };

    private sealed class Logger(RoomLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, category, eventId, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>>, exception);
    }
}
