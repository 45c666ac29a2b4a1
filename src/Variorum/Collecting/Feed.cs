namespace Variorum;

/// <summary>What a feed, a sitemap or a listing page tells of one page.</summary>
/// <param name="Url">Absolute.</param>
/// <param name="Title">Plain text, or null.</param>
/// <param name="Published">When it was published, as told; midnight UTC where only the day is. Null where nothing is.</param>
/// <param name="Updated">When it changed last, likewise.</param>
/// <param name="Id">The publisher's own name for it: Atom's <c>id</c>, RSS's <c>guid</c>. Null where there is none.</param>
public sealed record FeedEntry(string Url, string? Title, DateTimeOffset? Published, DateTimeOffset? Updated, string? Id)
{
    /// <summary>The later of the two times.</summary>
    public DateTimeOffset? Newest => Updated > Published || Published is null ? Updated : Published;
}

/// <summary>A feed as it was read.</summary>
/// <param name="Format"><c>RSS 2.0</c>, <c>RSS 0.91</c>, <c>RSS 1.0</c>, <c>Atom 1.0</c>, <c>Atom 0.3</c>, <c>JSON Feed 1.1</c>, …</param>
/// <param name="Title">Plain text, or null.</param>
/// <param name="Entries">In the feed's order; those without an address are left out.</param>
/// <param name="Hubs">WebSub hubs that tell of news.</param>
/// <param name="Self">The feed's own address, which is the topic at its hubs.</param>
/// <param name="Next">The feed's next page, or its next older archive (RFC 5005).</param>
/// <param name="Cut">Why not all entries are here, one sentence without the address; null where they are.</param>
public sealed record Feed(string Format, string? Title, IReadOnlyList<FeedEntry> Entries, IReadOnlyList<string> Hubs, string? Self, string? Next, string? Cut);

/// <summary>Bytes that are not what they were taken for. The message says what is wrong, without the address.</summary>
public sealed class UnreadableFeedException(string message) : FormatException(message);
