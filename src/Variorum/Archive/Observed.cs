namespace Variorum;

/// <summary>How a document was seen, as far as that tells when to look at it again.</summary>
/// <param name="Document">Its number in this archive's database.</param>
/// <param name="Url">Its address.</param>
/// <param name="State">Whether it is still there.</param>
/// <param name="Last">Time of its last capture, UTC.</param>
/// <param name="Changed">
/// When a capture last showed something else than the one before it: another text, that it is gone, or that it is back. Trouble, a
/// paywall and a move show nothing. Of a document that showed nothing yet, its first capture.
/// </param>
/// <param name="Versions">How many it has.</param>
/// <param name="NoPage">Whether nothing was ever read here, and the last capture sends on to another address, or shows what is no page: a picture.</param>
public readonly record struct Observed(long Document, string Url, DocumentState State, DateTimeOffset Last, DateTimeOffset Changed, int Versions, bool NoPage);
