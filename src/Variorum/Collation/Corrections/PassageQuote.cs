using System.Security.Cryptography;
using System.Text;

namespace Variorum;

/// <summary>Passages of one account.</summary>
/// <param name="Account">Which.</param>
/// <param name="Passages">One or more.</param>
public sealed record QuotedPassages(QuotedAccount Account, IReadOnlyList<PassageQuote> Passages)
{
    /// <summary>Passages of one witness, by their ids in the collation (<c>A7</c>).</summary>
    /// <exception cref="ArgumentException">None, an unknown one, or of several witnesses.</exception>
    public static QuotedPassages Of(Collation collation, IReadOnlyList<string> ids)
    {
        var witness = ids.Count == 0 ? null : collation.Witnesses.FirstOrDefault(witness => witness.Passages.Any(passage => passage.Id == ids[0]));
        if (witness is null) throw new ArgumentException(ids.Count == 0 ? "At least one passage must be named." : $"No passage of this collation is {ids[0]}.", nameof(ids));
        return new QuotedPassages(QuotedAccount.Of(witness.Account), [.. ids.Select(id => PassageQuote.Of(witness.Account,
            witness.Passages.FirstOrDefault(passage => passage.Id == id) ?? throw new ArgumentException($"{id} is no passage of {witness.Siglum}, and {ids[0]} is.", nameof(ids))))]);
    }
}

/// <summary>Which account is meant, in words that outlive a collation. At least one of the three is known.</summary>
/// <param name="Url">Where its page lives; another version of the page answers to it too, where the words still stand.</param>
/// <param name="Sha256">Of the page's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="TextSha256">Of <see cref="Account.Text"/> in UTF-8: the same text on a page whose furniture changed.</param>
public sealed record QuotedAccount(string? Url, string? Sha256, string? TextSha256)
{
    public static QuotedAccount Of(Account account) => new(account.Url ?? account.Canonical, account.Sha256, Digest(account));

    /// <summary>How well an account answers: 3 by its bytes, 2 by its text, 1 by its address, 0 not.</summary>
    internal int Answers(Account account, string text) =>
        Sha256 is not null && Sha256 == account.Sha256 ? 3 : TextSha256 is not null && TextSha256 == text ? 2 : Url is not null && (Url == account.Url || Url == account.Canonical) ? 1 : 0;

    internal static string Digest(Account account) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.Text)));
}

/// <summary>Words of an account with what stands around them, as a TextQuoteSelector and a TextPositionSelector of the W3C have it.</summary>
/// <param name="Exact">The words. White space counts as one blank.</param>
public sealed record PassageQuote(string Exact)
{
    // As many as tell two sentences apart that read the same.
    private const int Context = 32;

    /// <summary>What stands before the words; empty where nothing does or nobody noted it.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What stands behind them.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Where they begin in <see cref="Account.Text"/>, in Unicode code points and not in UTF-16 units, as the W3C counts; null where nobody noted it.</summary>
    public int? Start { get; init; }

    /// <summary>One past the last code point.</summary>
    public int? End { get; init; }

    /// <summary>Quotes a passage.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="passage">Its place is in the account's text.</param>
    public static PassageQuote Of(Account account, Passage passage)
    {
        var text = account.Text;
        var from = Math.Max(0, passage.Start - Context);
        if (from > 0 && char.IsLowSurrogate(text[from])) from++;
        var to = Math.Min(text.Length, passage.End + Context);
        if (to < text.Length && char.IsLowSurrogate(text[to])) to--;
        var start = CodePoints(text.AsSpan(0, passage.Start));
        return new PassageQuote(passage.Text)
        {
            Prefix = text[from..passage.Start],
            Suffix = text[passage.End..Math.Max(to, passage.End)],
            Start = start,
            End = start + CodePoints(text.AsSpan(passage.Start, passage.End - passage.Start)),
        };
    }

    internal static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1])) count--;
        }
        return count;
    }
}
