using System.Globalization;

namespace Variorum;

/// <summary>What two accounts have of each other's wording.</summary>
/// <param name="Relation">What the later is to the earlier; <see cref="CopyRelation.Independent"/> where neither repeats the other.</param>
/// <param name="ShareOfFirst">Share of the first one's words that stand in the second, in runs and in the same order, 0 to 1.</param>
/// <param name="ShareOfSecond">The same of the second one's words.</param>
/// <param name="SameWording">Whether one's text is the other's but for small edits or a cut; false for a translation, and for a document that was written anew.</param>
/// <param name="Because">Why, the strongest reason first.</param>
internal sealed record CopyEvidence(CopyRelation Relation, double ShareOfFirst, double ShareOfSecond, bool SameWording, IReadOnlyList<string> Because);

/// <summary>Tells which of two accounts repeats the other's wording, and what it changed.</summary>
internal static partial class Copies
{
    // Best pairs F1 over the look-alikes and the days of an agency together, with no more than a typing error between reprints (docs/decisions/copies.md).
    // A house repeats its own formula; what another house repeats, it has copied.
    private const double Reprinted = 0.97, EditedFrom = 0.8, EditedByOther = 0.65;

    // One who says where it is from may have changed more.
    private const double SaidFrom = 0.5;

    // Cut by another house: what is left must be a text, and not its first sentence alone. By the same house, a short text and a long one are a flash and its report.
    private const double CutTo = 0.25;

    private const int ShortestCut = 40;

    // A dateline or a credit has no more words than these, and is no more than an eighth of what it frames.
    private const int FrameWords = 12, FrameOf = 8;

    // Another name or figure within the first words means another event; in a long text, one of all may be a correction.
    private const int LeadWords = 60, WordsForCorrection = 250, WordsAnExchange = 75;

    // A document without address and headline is the same at another time from this share of its shingles on (docs/decisions/copies.md).
    private const double Grown = 0.2;

    private const int GrownShingles = 10;

    // What was written anew keeps fewer of them, and its words: half of what tells it from the other documents (docs/decisions/copies.md).
    private const double Rewritten = 0.08, RewrittenWords = 0.45;

    private const int RewrittenShingles = 5;

    /// <summary>What the second account is to the first; which is the earlier does not matter.</summary>
    /// <remarks>
    /// Shares of both texts decide, not of the shorter alone: a flash stands word for word in the full report and is no copy of it. Where names,
    /// figures or days differ in near-equal sentences, the two tell of two happenings by one formula, however much they share.
    /// </remarks>
    public static CopyEvidence Between(EventDocument first, EventDocument second) => Between(new Compared(first), new Compared(second), null);

    /// <summary>What the second changed of the first: sentence by sentence, and within a changed sentence word by word.</summary>
    public static TextDiff Changes(EventDocument first, EventDocument second) => TextDiff.Between(Whole(first), Whole(second));

    private static VersionText Whole(EventDocument document) => new(document.Title ?? "", document.Text.ReplaceLineEndings("\n\n"), [], []);

    private static CopyEvidence Between(Compared a, Compared b, WordRarity? rarity)
    {
        var address = a.Address is not null && a.Address == b.Address;
        if (a.Words.Count == 0 || b.Words.Count == 0)
            return address ? new CopyEvidence(CopyRelation.Version, 0, 0, false, ["the same address"]) : Apart(0, 0);

        var runs = a.Words.Hashes.AsSpan().SequenceEqual(b.Words.Hashes) ? null : CommonRuns.Between(a.Words, b.Words);
        var (framedA, framedB) = runs is null ? (0, 0) : Frame(runs, a.Words.Count, b.Words.Count);
        var (shareA, shareB) = runs is null ? (1, 1) : ((double)runs.Shared / (a.Words.Count - framedA), (double)runs.Shared / (b.Words.Count - framedB));
        var (less, more) = (Math.Min(shareA, shareB), Math.Max(shareA, shareB));
        var exchanges = runs is null || more < SaidFrom ? [] : Exchanges.In(runs, a.Words, b.Words, a.Language ?? b.Language);
        var said = SaysFrom(a.Document, b.Document) || SaysFrom(b.Document, a.Document);
        var shared = Told(shareA, shareB);

        if (address) return new CopyEvidence(CopyRelation.Version, shareA, shareB, less >= EditedFrom, ["the same address", shared]);
        var edits = runs is null || more < SaidFrom ? [] : Edits.In(runs, a.Words, b.Words);
        var changed = edits.Count > 0 ? Shown(edits[0], a.Words, b.Words) : null;
        if (exchanges.Count == 0 && (less >= Reprinted || (more >= Reprinted && IsCut(a, b, said))))
        {
            var share = runs is null ? "the same words" : less >= Reprinted ? shared : $"cut; {shared}";
            return new CopyEvidence(edits.Count > 0 ? CopyRelation.Edited : CopyRelation.Reprint, shareA, shareB, true, Why(said, share, changed));
        }
        var tolerated = said || Tolerated(exchanges, Math.Min(a.Words.Count, b.Words.Count));
        if (tolerated && (less >= (said ? SaidFrom : OtherHouse(a, b) ? EditedByOther : EditedFrom) || (more >= EditedFrom && IsCut(a, b, said))))
            return new CopyEvidence(CopyRelation.Edited, shareA, shareB, true, Why(said, shared, exchanges.Count > 0 ? Shown(exchanges[0], a.Words, b.Words) : changed));
        if (MayBeOneDocument(a.Document, b.Document, exchanges.Count))
        {
            if (runs!.Containment >= Grown && runs.Common >= GrownShingles) return new CopyEvidence(CopyRelation.Version, shareA, shareB, false, Why(false, $"the same article, grown: {shared}"));
            if (runs.Containment >= Rewritten && runs.Common >= RewrittenShingles && rarity?.Share(a.Words.Distinct, b.Words.Distinct) >= RewrittenWords)
                return new CopyEvidence(CopyRelation.Version, shareA, shareB, false, Why(false, "the same article, written anew: most of its rare words", shared));
        }
        if (a.Language is not null && b.Language is not null && a.Language != b.Language) return Translations.Between(a.Document, a.Keys, b.Document, b.Keys);
        return Apart(shareA, shareB, exchanges.Count > 0 && less >= EditedFrom ? $"like wording, but {Shown(exchanges[0], a.Words, b.Words)}" : null);
    }

    /// <summary>Words of either that stand before or behind all that is common: a dateline, a credit.</summary>
    private static (int A, int B) Frame(CommonRuns runs, int wordsOfA, int wordsOfB)
    {
        var (a, b) = (0, 0);
        foreach (var gap in runs.Gaps)
        {
            var outer = (gap.StartA == 0 && gap.StartB == 0) || (gap.EndA == wordsOfA && gap.EndB == wordsOfB);
            if (!outer) continue;
            // Each text by itself: what was cut from one is no credit, and the credit that stands there in the other is.
            var most = Math.Min(FrameWords, runs.Shared / FrameOf);
            if (gap.LengthA <= most) a += gap.LengthA;
            if (gap.LengthB <= most) b += gap.LengthB;
        }
        return (a, b);
    }

    private static CopyEvidence Apart(double shareA, double shareB, string? reason = null) =>
        new(CopyRelation.Independent, shareA, shareB, false, reason is null ? [] : [reason]);

    private static List<string> Why(bool said, params ReadOnlySpan<string?> reasons)
    {
        var all = new List<string>();
        if (said) all.Add("it says that it comes from there");
        foreach (var reason in reasons)
            if (reason is not null) all.Add(reason);
        return all;
    }

    private static string Told(double shareA, double shareB) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100 * Math.Min(shareA, shareB)):0} % of the words of one and {Math.Floor(100 * Math.Max(shareA, shareB)):0} % of the other in the same order");

    private static string Shown(Stretch changed, Shingled a, Shingled b) => changed switch
    {
        { LengthA: 0 } => $"“{Piece(b, changed.StartB, changed.EndB)}” stands there alone",
        { LengthB: 0 } => $"“{Piece(a, changed.StartA, changed.EndA)}” stands here alone",
        _ => $"“{Piece(a, changed.StartA, changed.EndA)}” here is “{Piece(b, changed.StartB, changed.EndB)}” there",
    };

    private static string Piece(Shingled wording, int start, int end) => wording.Text[wording.Places[start].Start..wording.Places[end - 1].End].ReplaceLineEndings(" ");

    private static bool Tolerated(List<Stretch> exchanges, int words)
    {
        var inLead = exchanges.Count(static exchange => Math.Min(exchange.StartA, exchange.StartB) < LeadWords);
        return exchanges.Count * WordsAnExchange <= words && (inLead == 0 || (inLead == 1 && words >= WordsForCorrection));
    }

    private static bool IsCut(Compared a, Compared b, bool said)
    {
        var (few, many) = a.Words.Count < b.Words.Count ? (a.Words.Count, b.Words.Count) : (b.Words.Count, a.Words.Count);
        return few >= ShortestCut && few >= CutTo * many && (said || OtherHouse(a, b));
    }

    private static bool OtherHouse(Compared a, Compared b) => a.Document.Publisher is { } one && b.Document.Publisher is { } other && one != other;

    internal static bool SaysFrom(EventDocument document, EventDocument other)
    {
        if (document.Origin is not { } origin) return false;
        if (origin.Url is not null && other.Url is not null && Address(origin.Url) == Address(other.Url)) return true;
        return other.Publisher is { } publisher && AgencyNames.IsOf(origin.Publisher, publisher, other.Url);
    }

    /// <summary>Whether nothing says that two texts stood in two places: no address, one headline of one publisher, or none of them and no day.</summary>
    private static bool MayBeOneDocument(EventDocument a, EventDocument b, int exchanges) =>
        a.Url is null && b.Url is null && a.Title == b.Title && a.Publisher == b.Publisher
        && (a.Title is null && a.Publisher is null && (a.Published ?? b.Published) is null || exchanges == 0);

    /// <summary>An address without what does not tell documents apart: scheme, www, a last slash, the fragment.</summary>
    private static string? Address(string? url)
    {
        if (url is null) return null;
        var rest = url.AsSpan().Trim();
        var scheme = rest.IndexOf("://");
        if (scheme >= 0) rest = rest[(scheme + 3)..];
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) rest = rest[4..];
        var fragment = rest.IndexOf('#');
        if (fragment >= 0) rest = rest[..fragment];
        return rest.TrimEnd('/').ToString();
    }

    private sealed class Compared(EventDocument document)
    {
        private Shingled? words;
        private IReadOnlyList<NameKey>? keys;

        public EventDocument Document => document;

        public string? Address { get; } = Copies.Address(document.Url);

        public string? Language { get; } = document.Language ?? Variorum.Language.Of(document.Text, null);

        public Shingled Words => words ??= Shingled.Of(document.Text);

        public IReadOnlyList<NameKey> Keys => keys ??= NameKeys.Of($"{document.Title}\n{document.Text}", Language, document.Published);
    }
}
