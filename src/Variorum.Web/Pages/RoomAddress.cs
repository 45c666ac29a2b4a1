using System.Globalization;

namespace Variorum;

/// <summary>The reading room as it is called from outside, and the addresses of mementos in it.</summary>
/// <param name="Base">Scheme and host as whoever asks called them, without a stroke at the end.</param>
internal readonly record struct RoomAddress(string Base)
{
    public static RoomAddress Of(HttpContext http) => new($"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}");

    /// <summary>The path at which a capture is shown as a memento.</summary>
    public static string Memento(Capture capture) => $"/web/{Timestamp.Of(capture.Time)}/{Target(capture.Url)}";

    /// <summary>
    /// An address as it stands behind another one's path: as it is, but for what a header or a request line cannot hold (blanks, controls, quotes,
    /// angle brackets, anything but ASCII) and a number sign, which would end the path.
    /// </summary>
    public static string Target(string url)
    {
        var plain = true;
        foreach (var unit in url) plain &= Stands(unit);
        if (plain) return url;
        var target = new StringBuilder(url.Length + 16);
        foreach (var part in Encoding.UTF8.GetBytes(url))
        {
            if (Stands((char)part)) target.Append((char)part);
            else target.Append(CultureInfo.InvariantCulture, $"%{part:X2}");
        }
        return target.ToString();
    }

    private static bool Stands(char unit) => unit is > ' ' and < '\x7f' and not ('"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}' or '#');
}
