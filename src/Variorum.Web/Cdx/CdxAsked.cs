using System.Globalization;
using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>How an address is meant.</summary>
internal enum CdxMatch { Exact, Prefix, Host, Domain }

/// <summary>What is asked of the CDX server, in the words of the Wayback Machine's.</summary>
/// <param name="Url">An address, or what addresses begin with.</param>
/// <param name="Match">How it is meant.</param>
/// <param name="Fields">What a line tells, in this order.</param>
/// <param name="From">The first moment.</param>
/// <param name="To">The last.</param>
/// <param name="Limit">How many lines at most.</param>
/// <param name="Json">An array of arrays; else a line each.</param>
internal sealed record CdxAsked(string Url, CdxMatch Match, IReadOnlyList<string> Fields, DateTimeOffset From, DateTimeOffset To, int Limit, bool Json)
{
    public const int MostLines = 100_000, UsualLines = 10_000;

    /// <summary>Addresses on a page of the list.</summary>
    public const int PageSize = 500;

    private const int MostFilters = 8, LongestFilter = 200;

    public static readonly string[] All = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"];

    public IReadOnlyList<CdxFilter> Filters { get; private init; } = [];

    /// <summary>Where an earlier list ended; null for the start.</summary>
    public CdxPlace? Resume { get; private init; }

    public bool ShowResume { get; private init; }

    public bool CountPages { get; private init; }

    /// <summary>Which page; null for the list as one.</summary>
    public int? Page { get; private init; }

    /// <summary>What a capture's line has to tell, for a field or a filter.</summary>
    public bool Needs(string field) => Fields.Contains(field) || Filters.Any(filter => filter.Field == field);

    /// <exception cref="WrongException">A parameter is none that is understood.</exception>
    public static CdxAsked Of(IQueryCollection query)
    {
        var url = AskedAddress.Sound(One(query, "url") ?? throw new WrongException("name an address: /cdx?url=press.norland.example/*"));
        var match = One(query, "matchType") switch
        {
            null or "" => url.EndsWith("/*", StringComparison.Ordinal) ? CdxMatch.Prefix : url.StartsWith("*.", StringComparison.Ordinal) ? CdxMatch.Domain : CdxMatch.Exact,
            "exact" => CdxMatch.Exact,
            "prefix" => CdxMatch.Prefix,
            "host" => CdxMatch.Host,
            "domain" => CdxMatch.Domain,
            var other => throw new WrongException($"matchType is exact, prefix, host or domain, not \"{Telling.Shorten(other, 40)}\""),
        };
        if (url.EndsWith('*')) url = url[..^1];
        if (url.StartsWith("*.", StringComparison.Ordinal)) url = url[2..];
        var fields = One(query, "fl") is { Length: > 0 } listed ? listed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : All;
        if (Array.Find(fields, static field => !All.Contains(field)) is { } unknown || fields.Length > All.Length) throw new WrongException($"fl lists some of {string.Join(", ", All)}");
        var filters = query["filter"];
        if (filters.Count > MostFilters) throw new WrongException($"there are more than {MostFilters} filters");
        return new CdxAsked(url, match, fields, Moment(One(query, "from"), "from", last: false), Moment(One(query, "to"), "to", last: true),
            Math.Min(Number(One(query, "limit"), "limit") ?? UsualLines, MostLines), One(query, "output") switch
            {
                null or "" or "text" or "cdx" => false,
                "json" => true,
                var other => throw Values.Wrong("output", other, "text or json"),
            })
        {
            Filters = [.. filters.Select(static filter => Filter(filter ?? ""))],
            Resume = One(query, "resumeKey") is { Length: > 0 } key ? CdxPlace.Parse(key) ?? throw new WrongException("resumeKey is none that a list ended with") : null,
            ShowResume = Flag(query, "showResumeKey"),
            CountPages = Flag(query, "showNumPages"),
            Page = Number(One(query, "page"), "page"),
        };
    }

    private static string? One(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } values => values[0],
        _ => throw new WrongException($"{name} is given more than once"),
    };

    private static bool Flag(IQueryCollection query, string name) => One(query, name) is "true" or "1" or "";

    private static int? Number(string? told, string name) => string.IsNullOrEmpty(told) ? null : (int)Values.Number(name, told, 0, int.MaxValue);

    private static DateTimeOffset Moment(string? told, string name, bool last) => string.IsNullOrEmpty(told) ? last ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue
        : (last ? Timestamp.End(told) : Timestamp.Begin(told)) ?? throw new WrongException($"{name} is 4 to 14 digits of a moment such as 20260612");

    private static CdxFilter Filter(string told)
    {
        var (not, rest) = told.StartsWith('!') ? (true, told[1..]) : (false, told);
        var (exact, bare) = rest.StartsWith('=') ? (true, rest[1..]) : rest.StartsWith('~') ? (false, rest[1..]) : (false, rest);
        var colon = bare.IndexOf(':', StringComparison.Ordinal);
        var field = colon > 0 ? bare[..colon] : "";
        if (!All.Contains(field) || told.Length > LongestFilter) throw new WrongException("a filter is a field, a colon and an expression of up to 200 characters, as in filter=statuscode:200 or filter=!mimetype:warc/revisit");
        try
        {
            // Without backtracking: an expression takes time by its length and the text's, whatever it is.
            return new CdxFilter(field, not, exact ? bare[(colon + 1)..] : null, exact ? null : new Regex($@"\A(?:{bare[(colon + 1)..]})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            throw new WrongException($"the filter of {field} is no expression that can be used: look-around and references back are none");
        }
    }
}

/// <summary>A condition on a field.</summary>
/// <param name="Exact">What it has to be; null where an expression says it.</param>
internal sealed record CdxFilter(string Field, bool Not, string? Exact, Regex? Expression)
{
    public bool Passes(string value) => (Exact is { } exact ? value == exact : Expression!.IsMatch(value)) != Not;
}

/// <summary>A place in the list.</summary>
/// <param name="Key">Of the address.</param>
/// <param name="Time">Milliseconds since 1970 UTC.</param>
/// <param name="Capture">Its number.</param>
internal readonly record struct CdxPlace(string Key, long Time, long Capture)
{
    public static CdxPlace? Parse(string told)
    {
        var parts = told.Split('!');
        return parts.Length == 3 && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var time) && long.TryParse(parts[2], CultureInfo.InvariantCulture, out var capture) ? new CdxPlace(Uri.UnescapeDataString(parts[0]), time, capture) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(Key).Replace("!", "%21", StringComparison.Ordinal)}!{Time}!{Capture}");
}
