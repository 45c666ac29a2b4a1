using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary>The options that tell what a source is.</summary>
internal sealed class SourceSettings
{
    private readonly Option<string?> name = Arguments.Text("--name", "NAME", "By which it is known and found (source:); the site's host unless told.");
    private readonly Option<string?> country = Arguments.Checked("--country", "CODE", "Its country, two letters of ISO 3166 (country: in searches).", static text => text is "" || IsCode(text), "a code of two letters such as NL");
    private readonly Option<string?> language = Arguments.Checked("--language", "CODE", "The language of pages that do not tell theirs, two letters of ISO 639.", static text => text is "" || IsCode(text), "a code of two letters such as nl");
    private readonly Option<string?> delay = Arguments.Checked("--delay", "SECONDS", "Between two requests to a host, if more than the usual 2 and what robots.txt asks for.", static text => Seconds(text) is not null, "a number of seconds from 0 to 86400");
    private readonly Option<string?> proxy = Arguments.Checked("--proxy", "URL", "A proxy for this source: some agencies answer only some countries.",
        static text => text is "" || Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5", "an address such as socks5://127.0.0.1:1080");
    private readonly Option<string?> agent = Arguments.Checked("--user-agent", "TEXT", "Sent in place of the honest one.", static text => text.All(static letter => letter is >= ' ' and <= '~'), "a text in ASCII");
    private readonly Option<string[]> include = Several("--include", "PATTERN", "Only addresses with this piece are followed; * stands for anything. May be given several times.", check: null);
    private readonly Option<string[]> exclude = Several("--exclude", "PATTERN", "Addresses with this piece are not followed. May be given several times.", check: null);
    private readonly Option<string[]> feed, sitemap, listing;

    public SourceSettings(bool ofNew)
    {
        var instead = ofNew ? "; then the site is not looked over" : "";
        feed = Several("--feed", "URL", $"A feed of it{instead}. May be given several times.", IsAddress);
        sitemap = Several("--sitemap", "URL", $"A sitemap of it{instead}. May be given several times.", IsAddress);
        listing = Several("--listing", "URL", $"A page that lists its news{instead}. May be given several times.", IsAddress);
    }

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[name, country, language, include, exclude, delay, proxy, agent, feed, sitemap, listing]) verb.Add(option);
    }

    /// <summary>The source with what was told of it.</summary>
    public NewsSource Apply(ParseResult parse, NewsSource source) => source with
    {
        Name = parse.GetValue(name) ?? source.Name,
        Country = Told(parse.GetValue(country)?.ToUpperInvariant(), source.Country),
        Language = Told(parse.GetValue(language)?.ToLowerInvariant(), source.Language),
        Delay = parse.GetValue(delay) is { } seconds ? Seconds(seconds)!.Value : source.Delay,
        Proxy = Told(parse.GetValue(proxy), source.Proxy),
        UserAgent = Told(parse.GetValue(agent), source.UserAgent),
        Include = Told(parse.GetValue(include), source.Include),
        Exclude = Told(parse.GetValue(exclude), source.Exclude),
        Feeds = Told(parse.GetValue(feed), source.Feeds),
        Sitemaps = Told(parse.GetValue(sitemap), source.Sitemaps),
        Listings = Told(parse.GetValue(listing), source.Listings),
    };

    private static string? Told(string? told, string? known) => told switch { null => known, "" => null, _ => told };

    private static IReadOnlyList<string> Told(string[]? told, IReadOnlyList<string> known) => told is null or [] ? known : [.. told.Where(static text => text.Length > 0)];

    private static Option<string[]> Several(string name, string value, string description, Func<string, bool>? check)
    {
        var option = new Option<string[]>(name) { HelpName = value, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.Length > 0 && check?.Invoke(token.Value) == false) is { } wrong) result.AddError($"{name} {wrong.Value} is not an address such as https://press.norland.example/feed");
        });
        return option;
    }

    private static double? Seconds(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86_400 ? seconds : null;

    private static bool IsCode(string text) => text.Length == 2 && text.All(char.IsAsciiLetter);

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}

/// <summary>A source for the terminal.</summary>
internal static class SourceText
{
    public static void Write(NewsSource source, TextWriter writer)
    {
        string[] told = [.. new[] { source.Country, source.Language, source.Delay > 0 ? $"every {source.Delay.ToString(CultureInfo.InvariantCulture)} s" : null, source.Proxy is { } proxy ? $"by {proxy}" : null, source.Paused ? "paused" : null }.OfType<string>()];
        writer.Write($"{source.Name}{(told.Length == 0 ? "" : $" ({string.Join(", ", told)})")}\n  {source.Url}\n");
        foreach (var (kind, values) in ((string, IReadOnlyList<string>)[])[("feed", source.Feeds), ("sitemap", source.Sitemaps), ("listing", source.Listings), ("include", source.Include), ("exclude", source.Exclude)])
            foreach (var value in values) writer.Write($"  {kind,-8} {value}\n");
        if (source.UserAgent is { } agent) writer.Write($"  as       {agent}\n");
    }
}
