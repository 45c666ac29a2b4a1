using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;

namespace Variorum;

/// <summary>What a person may say of a source, as a form has it. A proxy and another user agent are the owner's to set, by the command line or in the file: they would have this server connect to anything.</summary>
internal static class SourceForm
{
    private const int LongestName = 200, LongestList = 200, LongestAddress = 8 * 1024;

    /// <summary>Of a source as it stands: another one once anybody has changed it.</summary>
    public static string MarkOf(NewsSource source) => XxHash64.HashToUInt64(JsonSerializer.SerializeToUtf8Bytes(source, SourcesJson.Readable.NewsSource)).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The source with what the form says of it.</summary>
    /// <exception cref="WrongException">A field makes no sense.</exception>
    public static NewsSource Apply(IFormCollection form, NewsSource source, bool ways) => source with
    {
        Name = Called(Text(form, "name", LongestName, "the name")),
        Country = Code(form, "country", "the country is not two letters of ISO 3166, such as NL")?.ToUpperInvariant(),
        Language = Code(form, "language", "the language is not two letters of ISO 639, such as nl")?.ToLowerInvariant(),
        Delay = Seconds(Text(form, "delay", 20, "the delay")),
        Include = Lines(form, "include", "what is followed", address: false),
        Exclude = Lines(form, "exclude", "what is not followed", address: false),
        Feeds = ways ? Lines(form, "feeds", "the feeds", address: true) : source.Feeds,
        Sitemaps = ways ? Lines(form, "sitemaps", "the sitemaps", address: true) : source.Sitemaps,
        Listings = ways ? Lines(form, "listings", "the listings", address: true) : source.Listings,
    };

    /// <summary>An address of the web that somebody typed.</summary>
    /// <exception cref="WrongException">It is none.</exception>
    public static Uri Address(IFormCollection form, string field) => Address(Text(form, field, LongestAddress, "the address"));

    /// <inheritdoc cref="Address(IFormCollection, string)"/>
    public static Uri Address(string text)
    {
        if (text.Length > 0 && !text.Contains("://", StringComparison.Ordinal)) text = "https://" + text;
        return IsWeb(text) ? new Uri(text) : throw new WrongException("that is no address: write it whole, like https://press.norland.example/");
    }

    /// <summary>Writes the fields.</summary>
    public static void Fields(StringBuilder page, NewsSource source, bool ways)
    {
        page.Html($"""
            <label>Name<input name="name" value="{source.Name}" maxlength="{LongestName}" required></label>
            <label>Country<input name="country" value="{source.Country}" maxlength="2" pattern="[A-Za-z][A-Za-z]" autocomplete="off"><small>Two letters, ISO 3166</small></label>
            <label>Language<input name="language" value="{source.Language}" maxlength="2" pattern="[A-Za-z][A-Za-z]" autocomplete="off"><small>Of pages that do not tell theirs</small></label>
            <label>Seconds between two requests<input name="delay" value="{source.Delay.ToString(CultureInfo.InvariantCulture)}" inputmode="decimal" maxlength="20"><small>0 for the usual two, or what robots.txt asks for</small></label>

            """);
        if (!ways) return;
        Lines(page, "feeds", "Feeds", source.Feeds, "An address a line");
        Lines(page, "sitemaps", "Sitemaps", source.Sitemaps, "An address a line");
        Lines(page, "listings", "Pages that list news", source.Listings, "An address a line");
        Lines(page, "include", "Only addresses with", source.Include, "A piece of an address a line; * stands for anything");
        Lines(page, "exclude", "No addresses with", source.Exclude, "Likewise");
    }

    private static void Lines(StringBuilder page, string name, string label, IReadOnlyList<string> lines, string hint) =>
        page.Html($"<label class=\"whole\">{label}<textarea name=\"{name}\" class=\"lines\" rows=\"{Math.Clamp(lines.Count + 1, 2, 8)}\" spellcheck=\"false\">{string.Join('\n', lines)}</textarea><small>{hint}</small></label>\n");

    private static string Text(IFormCollection form, string field, int longest, string what)
    {
        var text = form[field].ToString().Trim();
        if (text.Length > longest) throw new WrongException($"{what} is longer than {longest} characters");
        return text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 ? text : throw new WrongException($"{what} holds control characters");
    }

    // It stands in the address of the source's page, and among letters that run the other way.
    private static string Called(string name) => name switch
    {
        "" => throw new WrongException("a source needs a name"),
        "." or ".." => throw new WrongException("a source's name has letters or digits"),
        _ when IsTurned(name) => throw new WrongException("the name holds marks that turn the direction of letters around"),
        _ => name,
    };

    private static bool IsTurned(string text) => text.AsSpan().IndexOfAnyInRange('\u2028', '\u202e') >= 0 || text.AsSpan().IndexOfAnyInRange('\u2066', '\u2069') >= 0;

    private static string? Code(IFormCollection form, string field, string wrong) =>
        form[field].ToString().Trim() switch { "" => null, { Length: 2 } code when code.All(char.IsAsciiLetter) => code, _ => throw new WrongException(wrong) };

    private static double Seconds(string text) => text.Length == 0 ? 0
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 86_400 ? seconds
        : throw new WrongException("the delay is no number of seconds from 0 to 86400");

    private static string[] Lines(IFormCollection form, string field, string what, bool address)
    {
        var lines = form[field].ToString().Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        if (lines.Length > LongestList) throw new WrongException($"{what} are more than {LongestList} lines");
        if (lines.FirstOrDefault(static line => line.Length > LongestAddress || line.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0) is not null) throw new WrongException($"{what} have a line that is too long or holds control characters");
        if (address && lines.FirstOrDefault(static line => !IsWeb(line)) is { } wrong) throw new WrongException($"{what} have a line that is no address: {wrong}");
        return lines;
    }

    // What turns the direction of letters around would show another address than it is.
    private static bool IsWeb(string text) => !IsTurned(text) && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 && address.UserInfo.Length == 0;
}
