using System.Globalization;

namespace Variorum;

/// <summary>Moments as the room writes them: to the minute, UTC.</summary>
internal static class Moment
{
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A moment that programs can read too; a dash where there is none.</summary>
    public static Markup.Part Of(DateTimeOffset? time) => page =>
    {
        if (time is not { } moment) page.Html($"–");
        else page.Html($"<time datetime=\"{moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{Text(moment)}</time>");
    };
}
