namespace Variorum;

/// <summary>One fetch of one address at one moment, kept as a record of a WARC file.</summary>
/// <param name="Id">Its number in this archive's database; a database made anew may number otherwise.</param>
/// <param name="Document">The document that lives at the address.</param>
/// <param name="Url">The address as it was asked for.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="Status">The HTTP status; 0 where the bytes came from a file.</param>
/// <param name="State">What the capture shows of the document.</param>
/// <param name="Sha256">
/// Of the page's bytes after transfer and content codings are undone, 64 lower-case hexadecimal digits: what a file with the
/// page has, and what <see cref="Account.Sha256"/> says. Empty where there is no body.
/// </param>
/// <param name="Version">The version whose text it shows, or that it confirms; null where it shows none.</param>
/// <param name="Place">The record's WARC file and offset.</param>
public sealed record Capture(long Id, long Document, string Url, DateTimeOffset Time, int Status, CaptureState State, string Sha256,
    long? Version, WarcPlace Place)
{
    /// <summary>Why nothing was read, or what was odd: what is to be said of the page, <c>was cut when it was captured</c>. Null where all is well.</summary>
    public string? Remark { get; init; }
}

/// <summary>What a capture shows of its document.</summary>
public enum CaptureState
{
    /// <summary>A text that was read.</summary>
    Text = 0,

    /// <summary>Not found, or gone for good, or withheld by law: status 404, 410, 451.</summary>
    Missing = 1,

    /// <summary>A page under a status of success that says that there is nothing here.</summary>
    SaysMissing = 2,

    /// <summary>Sent on to the home page, as sites do with what they took down.</summary>
    SentHome = 3,

    /// <summary>Sent on to another address.</summary>
    Moved = 4,

    /// <summary>Only for who pays or signs in: status 401, 402 or 407.</summary>
    Paywall = 5,

    /// <summary>Refused, or the server's own trouble: any other status of failure.</summary>
    Trouble = 6,

    /// <summary>A page that holds no article.</summary>
    NoText = 7,

    /// <summary>No page: a picture, a style sheet, a script.</summary>
    Other = 8,
}

/// <summary>What a capture says of whether its document is still there.</summary>
public static class CaptureStates
{
    /// <summary>Whether the document was not there. One such capture makes it missing, a second one withdrawn.</summary>
    public static bool Gone(this CaptureState state) => state is CaptureState.Missing or CaptureState.SaysMissing or CaptureState.SentHome;
}
