namespace Variorum;

/// <summary>How much of a server's answer is taken, and how long it is waited for.</summary>
/// <remarks>The defaults leave room for the longest real pages and the slowest real agencies.</remarks>
public sealed record FetchLimits
{
    /// <summary>Redirects that are followed from one address.</summary>
    public int Redirects { get; init; } = 10;

    /// <summary>Bytes of a response's status line and headers, interim responses included.</summary>
    public int HeadBytes { get; init; } = 64 * 1024;

    /// <summary>Header lines of a response, interim responses included.</summary>
    public int Headers { get; init; } = 500;

    /// <summary>Bytes of a body as they are sent.</summary>
    public int Body { get; init; } = 64 * 1024 * 1024;

    /// <summary>Bytes of a body after its content codings are undone.</summary>
    public int Decoded { get; init; } = 128 * 1024 * 1024;

    /// <summary>Decoded bytes for each byte sent; a megabyte is always let through. Pages and feeds stay below 50.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Content codings around one another.</summary>
    public int Codings { get; init; } = 2;

    internal DecodingLimits Decoding => new(Decoded, Ratio, Codings);

    /// <summary>Until the connection stands: name, TCP, TLS, proxy.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From there until the headers are whole.</summary>
    public TimeSpan Head { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two pieces of the body.</summary>
    public TimeSpan Read { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one address, from name to last byte; a redirect's target has its own.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromMinutes(2);
}
