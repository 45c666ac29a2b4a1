using System.Security.Cryptography;

namespace Variorum;

/// <summary>What there is to tell.</summary>
internal enum NewsKind
{
    /// <summary>A document was seen first.</summary>
    New,

    /// <summary>A document says something else now.</summary>
    Changed,

    /// <summary>Names, figures, sentences or pictures were taken out of one.</summary>
    Vanished,

    /// <summary>A document is not there any more.</summary>
    Withdrawn,

    /// <summary>Several publishers tell of one event.</summary>
    Event,

    /// <summary>A saved search found something that came in.</summary>
    Hit,
}

/// <summary>One piece of news, as pages, feeds and webhooks tell it.</summary>
/// <param name="Key">What it is known by whoever tells it, and whenever: what happened, where and when it was seen.</param>
/// <param name="Time">When it was seen, UTC.</param>
/// <param name="Title">A headline, as it was published.</param>
/// <param name="Path">Where in the room it is shown.</param>
/// <param name="Summary">What happened, in a sentence of ours; may hold texts of others.</param>
internal sealed record NewsItem(NewsKind Kind, string Key, DateTimeOffset Time, string Title, string Path, string Summary)
{
    /// <summary>The address of what was published; null for an event.</summary>
    public string? Url { get; init; }

    public string? Publisher { get; init; }

    public string? Language { get; init; }

    /// <summary>The version that is told of; the one that still said it where it is about what is gone.</summary>
    public long? Version { get; init; }

    /// <summary>What is gone, the gravest first.</summary>
    public IReadOnlyList<Loss> Losses { get; init; } = [];

    /// <summary>Of a change, its first passages: the words that were taken out and put in.</summary>
    public IReadOnlyList<IReadOnlyList<DiffWord>> Words { get; init; } = [];

    /// <summary>Of the saved search that found it.</summary>
    public string? Search { get; init; }

    /// <summary>Made from the key alone (RFC 9562, version 8), so that it never changes: not when a database is made anew, nor on another machine.</summary>
    public Guid Id
    {
        get
        {
            Span<byte> digest = stackalloc byte[32];
            SHA256.HashData(Encoding.UTF8.GetBytes(Key), digest);
            digest[6] = (byte)(digest[6] & 0x0f | 0x80);
            digest[8] = (byte)(digest[8] & 0x3f | 0x80);
            return new Guid(digest[..16], bigEndian: true);
        }
    }

    public static string Name(NewsKind kind) => kind.ToString().ToLowerInvariant();
}
