namespace Variorum;

/// <summary>What a capture shows of its document, by its status, its address and what was read.</summary>
internal static class PageStates
{
    // A page that says that there is nothing here says little else; an article that tells of a missing page says more.
    private const int SaysMissingWithin = 600;

    /// <summary>By the answer's head alone; null where the body has to be looked at.</summary>
    /// <param name="url">What was asked for.</param>
    /// <param name="status">The HTTP status; 0 for a page that came from a file.</param>
    /// <param name="location">Where it sends on to.</param>
    public static CaptureState? ByHead(string url, int status, string? location) => status switch
    {
        0 or 200 or 203 or 206 => null,
        404 or 410 or 451 => CaptureState.Missing,
        401 or 402 or 407 => CaptureState.Paywall,
        >= 300 and < 400 => location is not null && IsHome(url, location) ? CaptureState.SentHome : CaptureState.Moved,
        _ => CaptureState.Trouble,
    };

    /// <summary>By what the page says.</summary>
    public static CaptureState ByText(Account account)
    {
        var said = account.Passages.Any(static passage => !passage.Heading);
        if (account.Text.Length <= SaysMissingWithin && (MissingPhrases.Says(account.Title) || MissingPhrases.Says(account.Text))) return CaptureState.SaysMissing;
        return said ? CaptureState.Text : CaptureState.NoText;
    }

    // From an article to the front page of the same site; between two front pages (http to https, a language chosen) it is a move.
    private static bool IsHome(string url, string location) =>
        Uri.TryCreate(url, UriKind.Absolute, out var from) && Uri.TryCreate(from, location, out var to)
        && !IsFront(from) && IsFront(to) && Addresses.Site(url) == Addresses.Site(to.AbsoluteUri);

    private static bool IsFront(Uri address) =>
        address.Query.Length <= 1
        && address.AbsolutePath.Trim('/') is { Length: <= 3 } path && !path.Any(char.IsDigit)
        || Path.GetFileNameWithoutExtension(address.AbsolutePath).ToLowerInvariant() is "index" or "default" or "home" && address.AbsolutePath.Count(static unit => unit == '/') <= 2;
}
