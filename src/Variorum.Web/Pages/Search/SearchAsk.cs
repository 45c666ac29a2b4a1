using System.Globalization;

namespace Variorum;

/// <summary>What is asked of the search, as its address says it.</summary>
/// <param name="Text">The query as it was written; empty where nothing is asked yet.</param>
/// <param name="Query">What it asks; null where nothing is, or it cannot be read.</param>
internal sealed record SearchAsk(string Text, Query? Query)
{
    public const int LongestQuery = 1000;

    /// <summary>Why it cannot be read, and where; null where it can.</summary>
    public QueryException? Wrong { get; init; }

    public SearchScope Scope { get; init; }

    public SearchOrder Order { get; init; }

    /// <summary>Whether copies are hits of their own, and not shown under the one that they repeat.</summary>
    public bool Apart { get; init; }

    /// <summary>The hit behind which the page begins; null for the first page.</summary>
    public SearchHit? After { get; init; }

    /// <exception cref="WrongException">A parameter makes no sense. A query that cannot be read is no such case: the page says it in its place.</exception>
    public static SearchAsk Of(HttpContext http)
    {
        var text = http.Wish("q", LongestQuery) ?? "";
        var ask = Of(text) with
        {
            Scope = Enum.Parse<SearchScope>(http.WishedOf("scope", "all", "current", "removed") ?? "all", ignoreCase: true),
            Order = Enum.Parse<SearchOrder>(http.WishedOf("sort", "best", "newest", "oldest", "entered") ?? "best", ignoreCase: true),
            Apart = (http.WishedOf("copies", "folded", "apart") ?? "folded") == "apart",
            After = http.Wish("after") is { } place ? Place(place) : null,
        };
        return ask;
    }

    public static SearchAsk Of(string text)
    {
        if (text.Length == 0) return new SearchAsk(text, null);
        try
        {
            return new SearchAsk(text, Query.Parse(text));
        }
        catch (QueryException wrong)
        {
            return new SearchAsk(text, null) { Wrong = wrong };
        }
    }

    /// <summary>The parts that all have to hold.</summary>
    public IReadOnlyList<Query> Parts => Query switch { null => [], AndQuery and => and.Parts, var one => [one] };

    /// <summary>Where the same is asked with another query; from the first page on.</summary>
    /// <param name="path">The page's, or that of what else takes the same parameters.</param>
    public string Address(string? text = null, string path = "/search") => Wishes.Address(path, [.. Asked(text ?? Text), ("copies", Apart ? "apart" : null)]);

    /// <summary>Where the next page of hits is.</summary>
    public string Address(SearchHit after) => Wishes.Address("/search", [.. Asked(Text), ("copies", Apart ? "apart" : null),
        ("after", string.Create(CultureInfo.InvariantCulture, $"{BitConverter.DoubleToInt64Bits(after.Score):x}.{after.Id}"))]);

    private (string, string?)[] Asked(string text) =>
    [
        ("q", text), ("scope", Scope == SearchScope.All ? null : Scope.ToString().ToLowerInvariant()), ("sort", Order == SearchOrder.Best ? null : Order.ToString().ToLowerInvariant()),
    ];

    // The score bit by bit: a rounded one would stand before or behind its own hit.
    private static SearchHit Place(string text) =>
        text.Split('.') is [var bits, var id] && long.TryParse(bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var score) && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && BitConverter.Int64BitsToDouble(score) is >= 0 and var whole
            ? new SearchHit(number, whole) : throw new WrongException("after is no place that a page gave: begin again without it");
}
