namespace Variorum;

/// <summary>What a reader is given: bytes, and what is known of them.</summary>
/// <param name="Bytes">As fetched or as they lie on the disk.</param>
/// <param name="Input">What messages call the page: a path, <c>-</c>, an address.</param>
/// <param name="Url">Where it was fetched.</param>
/// <param name="ContentType">The server's header, with its charset if it has one.</param>
/// <param name="Published">When it was published, ISO 8601, where the caller knows better than the page.</param>
/// <param name="Publisher">Who published it, where the caller knows better than the page.</param>
public sealed record Page(ReadOnlyMemory<byte> Bytes, string Input, string? Url = null, string? ContentType = null,
    string? Published = null, string? Publisher = null);

/// <summary>A page that holds nothing a reader could read. The message names what is wrong and what to do, without the input's name.</summary>
public sealed class UnreadablePageException(string message) : Exception(message);
