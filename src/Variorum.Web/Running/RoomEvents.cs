namespace Variorum;

/// <summary>What the reading room logs.</summary>
internal static partial class RoomEvents
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger log, string method, string path, Exception failed);

    [LoggerMessage(3, LogLevel.Warning, "{Method} {Path} could not be answered: {Why}{Cause}")]
    public static partial void NotNow(this ILogger log, string method, string path, string why, string cause);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Path} {Status} {Milliseconds} ms {Visitor}")]
    public static partial void Answered(this ILogger log, string method, string path, int status, double milliseconds, string visitor);

    [LoggerMessage(4, LogLevel.Error, "The tool {Tool} failed")]
    public static partial void ToolFailed(this ILogger log, string tool, Exception failed);

    [LoggerMessage(10, LogLevel.Warning, "The archive {What}")]
    public static partial void ArchiveTells(this ILogger log, string what);

    [LoggerMessage(11, LogLevel.Error, "The watch has ended: {Why}")]
    public static partial void WatchEnded(this ILogger log, string why, Exception failed);

    [LoggerMessage(12, LogLevel.Information, "watch {Kind} {Source} {Url} {What}")]
    public static partial void WatchTells(this ILogger log, string kind, string source, string url, string what);

    [LoggerMessage(13, LogLevel.Warning, "The events do not follow the archive: {Why}")]
    public static partial void EventsBehind(this ILogger log, string why);

    [LoggerMessage(14, LogLevel.Information, "{Versions} versions were grouped by their events")]
    public static partial void Grouped(this ILogger log, int versions);

    [LoggerMessage(20, LogLevel.Warning, "{Engine} did not translate version {Version}: {Why}")]
    public static partial void NotTranslated(this ILogger log, string engine, long version, string why);

    [LoggerMessage(22, LogLevel.Error, "Version {Version} could not be translated by {Engine}")]
    public static partial void TranslationFailed(this ILogger log, long version, string engine, Exception failed);

    [LoggerMessage(21, LogLevel.Information, "{Engine} translated version {Version}: {Characters} characters were sent, for {Visitor}")]
    public static partial void Translated(this ILogger log, string engine, long version, int characters, string visitor);
}
