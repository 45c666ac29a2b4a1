using System.Text;

namespace Variorum;

/// <summary>Finds quoted passages in an account, whatever collation or version of the page they were quoted from.</summary>
internal sealed class QuoteFinder
{
    // Words that stand this often name no place.
    private const int MostPlaces = 1000;

    private readonly Account _account;
    private readonly Dictionary<string, List<int>> _passages = new(StringComparer.Ordinal);
    private readonly Lazy<FoldedText> _text;

    public QuoteFinder(Account account)
    {
        _account = account;
        _text = new Lazy<FoldedText>(() => new FoldedText(account.Text));
        for (var i = 0; i < account.Passages.Count; i++)
        {
            var text = FoldedText.Fold(account.Passages[i].Text);
            if (!_passages.TryGetValue(text, out var list)) _passages[text] = list = [];
            list.Add(i);
        }
        TextDigest = QuotedAccount.Digest(account);
    }

    public string TextDigest { get; }

    /// <summary>The numbers of the passages meant, ascending.</summary>
    /// <param name="quotes">One or more.</param>
    /// <param name="why">A sentence where one of them is not found, and then null is returned.</param>
    public int[]? Find(IReadOnlyList<PassageQuote> quotes, out string? why)
    {
        var found = new SortedSet<int>();
        foreach (var quote in quotes)
        {
            why = Find(quote, found);
            if (why is not null) return null;
        }
        why = null;
        return [.. found];
    }

    private string? Find(PassageQuote quote, SortedSet<int> found)
    {
        var exact = FoldedText.Fold(quote.Exact);
        if (exact.Length == 0) return "It quotes no words.";
        // A sentence that is a passage by itself is meant before the same words within a longer one.
        if (_passages.TryGetValue(exact, out var whole))
        {
            if (whole.Count == 1) found.Add(whole[0]);
            else if (Meant(quote, whole.ConvertAll(i => (_account.Passages[i].Start, _account.Passages[i].End))) is { } place) found.Add(whole[place]);
            else return $"“{Shown(exact)}” stands {whole.Count} times in {Called}, and nothing tells which is meant.";
            return null;
        }
        var places = _text.Value.Places(exact, MostPlaces + 1);
        if (places.Count == 0) return $"“{Shown(exact)}” does not stand in {Called} any more.";
        if (places.Count > MostPlaces || Meant(quote, places) is not { } meant) return $"“{Shown(exact)}” stands {(places.Count > MostPlaces ? "very many" : places.Count)} times in {Called}, and nothing tells which is meant.";
        var (start, end) = places[meant];
        var before = found.Count;
        for (var i = 0; i < _account.Passages.Count; i++)
        {
            if (_account.Passages[i].Start < end && start < _account.Passages[i].End) found.Add(i);
        }
        var any = found.Count > before || _account.Passages.Any(passage => passage.Start < end && start < passage.End);
        return any ? null : $"“{Shown(exact)}” stands in no sentence of {Called}, but in a dateline or a label.";
    }

    private string Called => _account.Title is { } title ? $"“{Shown(title)}”" : _account.Publisher ?? _account.Input;

    private static string Shown(string text)
    {
        const int most = 80;
        return text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
    }

    /// <summary>Of several places the one in the like company; where that is the same, the nearest; null where nothing tells.</summary>
    private int? Meant(PassageQuote quote, List<(int Start, int End)> places)
    {
        if (places.Count == 1) return 0;
        var (prefix, suffix) = (FoldedText.Fold(quote.Prefix), FoldedText.Fold(quote.Suffix));
        var company = places.ConvertAll(place => _text.Value.Company(place.Start, place.End, prefix, suffix));
        var best = company.Max();
        var likely = Enumerable.Range(0, places.Count).Where(i => company[i] == best).ToList();
        if (likely.Count == 1) return likely[0];
        if (quote.Start is not { } start) return null;
        return likely.MinBy(i => Math.Abs((long)_text.Value.CodePointAt(places[i].Start) - start));
    }
}

/// <summary>A text with its white space folded, and where each unit of it stands in the text itself.</summary>
internal sealed class FoldedText
{
    private readonly string _folded;
    private readonly int[] _places;
    private readonly int[] _codePoints;

    public FoldedText(string text)
    {
        var folded = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        _codePoints = new int[text.Length + 1];
        var inside = false;
        for (var i = 0; i < text.Length; i++)
        {
            _codePoints[i + 1] = _codePoints[i] + (char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]) ? 0 : 1);
            var space = char.IsWhiteSpace(text[i]);
            if (space && inside) continue;
            inside = space;
            folded.Append(space ? ' ' : text[i]);
            places.Add(i);
        }
        (_folded, _places) = (folded.ToString(), [.. places]);
    }

    /// <summary>Runs of white space as one blank, none at either end.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.AsSpan().Trim())
        {
            if (!char.IsWhiteSpace(c)) folded.Append(c);
            else if (folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString();
    }

    public int CodePointAt(int place) => _codePoints[Math.Clamp(place, 0, _codePoints.Length - 1)];

    /// <summary>Where words stand, as places in the text itself, the end exclusive.</summary>
    public List<(int Start, int End)> Places(string words, int most)
    {
        var places = new List<(int, int)>();
        for (var at = _folded.IndexOf(words, StringComparison.Ordinal); at >= 0 && places.Count < most; at = _folded.IndexOf(words, at + 1, StringComparison.Ordinal))
            places.Add((_places[at], _places[at + words.Length - 1] + 1));
        return places;
    }

    /// <summary>How many units before and behind a place are those of a prefix and a suffix.</summary>
    public int Company(int start, int end, string prefix, string suffix)
    {
        var before = _folded.AsSpan(0, Folded(start)).TrimEnd();
        var behind = _folded.AsSpan(Folded(end)).TrimStart();
        var same = 0;
        while (same < before.Length && same < prefix.Length && before[^(same + 1)] == prefix[^(same + 1)]) same++;
        return same + behind.CommonPrefixLength(suffix);
    }

    /// <summary>The first folded unit that stands there or behind.</summary>
    private int Folded(int place)
    {
        var at = Array.BinarySearch(_places, place);
        return at < 0 ? ~at : at;
    }
}
