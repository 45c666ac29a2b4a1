namespace Variorum;

/// <summary>The common ways of reporting speech in languages other than English: a table of words for each, which says its script and its order of words.</summary>
/// <remarks>A language is a file to add; docs/languages.md explains its rows. Orders: <c>verb-first</c> (subject, verb, "that"; or a quotation, verb, subject),
/// <c>run-on</c> (Chinese: subject, verb, comma), <c>verb-last</c> (Korean: subject, content, verb).
/// A row <c>verb-stem</c> or <c>direct-stem</c> adds each of its stems with each of the row <c>ending</c> to the row <c>verb</c> or <c>direct</c>.
/// Pronouns lead to whoever spoke last; offices and bodies stand as they are written.</remarks>
internal sealed partial class OtherTongues
{
    private const string Prefix = "sayings-";
    private const int LongestOnStack = 128;

    private static readonly Lazy<OtherTongues[]> All = new(static () =>
        [.. typeof(OtherTongues).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(static name => new OtherTongues(name, TableLines.Of(name)))]);

    private static readonly HashSet<string> None = [];

    private static readonly HashSet<string> Rows =
    [
        "order", "script", "common", "foreign", "cases", "names", "middle", "bare", "compounds",
        "verb", "verb-stem", "direct", "direct-stem", "ending", "participle", "aux", "inverted", "not", "that", "according", "as", "report",
        "role", "body", "he", "she", "they", "who", "article", "of", "and", "at", "ends", "skip",
        "topic", "subject", "adverbial", "particle", "quotative", "family",
    ];

    private readonly Dictionary<string, HashSet<string>> _words = [];
    private readonly string _order;

    /// <exception cref="InvalidOperationException">The table lacks a row that its order needs, or has one that nobody reads.</exception>
    internal OtherTongues(string table, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var tab = line.IndexOf('\t');
            if (tab <= 0) throw new InvalidOperationException($"{table}: the row \"{line}\" has no tab behind its class.");
            if (!Rows.Contains(line[..tab])) throw new InvalidOperationException($"{table}: nothing reads a row \"{line[..tab]}\"; docs/languages.md lists those that are read.");
            _words[line[..tab]] = [.. line[(tab + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('_', ' '))];
        }
        _order = Row("order").FirstOrDefault("");
        string[] needed = _order switch
        {
            "verb-first" => ["that", "skip", "according", "ends"],
            "run-on" => ["skip", "role", "direct", "according", "ends"],
            "verb-last" => ["subject", "quotative", "according"],
            _ => throw new InvalidOperationException($"{table}: the row \"order\" has \"{_order}\", not verb-first, run-on or verb-last."),
        };
        foreach (var kind in (string[])["script", "verb", "not", .. needed]) Row(kind);
        foreach (var kind in (string[])["verb", "direct"])
            if (_words.TryGetValue(kind + "-stem", out var stems))
                foreach (var stem in stems)
                    foreach (var ending in Row("ending")) _words[kind].Add(stem + ending);

        HashSet<string> Row(string kind) => _words.TryGetValue(kind, out var words) ? words : throw new InvalidOperationException($"{table}: the row \"{kind}\" is missing.");
    }

    /// <summary>Who says what in all sentences, with the persons already named in <see cref="Saying.Who"/>.</summary>
    public List<Saying> Find(string text, List<Line> lines)
    {
        var sayings = new List<Saying>();
        string? last = null;
        Line? before = null;
        foreach (var line in lines)
        {
            if (line.InTurn || line.Heading || line.Tokens.Length is 0 or > Line.MostTokens) continue;
            var from = sayings.Count;
            if (_order == "run-on") RunOn(text, line, before, sayings);
            else if (_order == "verb-last") VerbLast(text, line, sayings);
            else VerbFirst(text, line, sayings);
            for (; from < sayings.Count; from++)
            {
                var saying = sayings[from];
                saying.Who = saying.Nobody ? null : Who(text, line, saying.Source, last);
                if (!saying.Nested) last = saying.Who ?? last;
            }
            before = line;
        }
        Unite(sayings);
        return sayings;
    }

    private bool Is(string kind, string word) => _words.TryGetValue(kind, out var words) && words.Contains(word);

    // As it stands in the text, in any case. Without a string: a sentence asks at each of its words.
    private bool IsWritten(string kind, ReadOnlySpan<char> written)
    {
        if (!_words.TryGetValue(kind, out var words)) return false;
        Span<char> low = written.Length <= LongestOnStack ? stackalloc char[written.Length] : new char[written.Length];
        written.ToLowerInvariant(low);
        low.Replace('’', '\'');
        low.Replace('ʼ', '\'');
        return words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(low);
    }

    private HashSet<string> Words(string kind) => _words.GetValueOrDefault(kind, None);

    private static string Low(string text, Token token) => Low(text, token.Start, token.End);

    private static string Low(string text, int start, int end) => text[start..end].ToLowerInvariant().Replace('’', '\'').Replace('ʼ', '\'');

    /// <summary>How many tokens the longest phrase of a row has that ends before a token.</summary>
    private int Phrase(string kind, string text, Token[] tokens, int end)
    {
        for (var words = Math.Min(3, end); words > 0; words--)
            if (IsWritten(kind, text.AsSpan(tokens[end - words].Start..tokens[end - 1].End))) return words;
        return 0;
    }

    /// <summary>How many tokens the longest phrase of a row has that begins with a token.</summary>
    private int PhraseFrom(string kind, string text, Token[] tokens, int from)
    {
        for (var words = Math.Min(4, tokens.Length - from); words > 0; words--)
            if (IsWritten(kind, text.AsSpan(tokens[from].Start..tokens[from + words - 1].End))) return words;
        return 0;
    }

    /// <summary>The length of the longest word of a row that a run of letters ends with.</summary>
    private int Last(string kind, ReadOnlySpan<char> run)
    {
        var longest = 0;
        foreach (var word in Words(kind))
            if (word.Length > longest && run.EndsWith(word)) longest = word.Length;
        return longest;
    }

    private static Token Piece(string text, int from, int to) => new(from, to, text[from..to], true, false, false);

    private static Saying Make(Line line, int cue, Source? source, int from, int to, SayingShape shape)
    {
        var saying = new Saying(line) { Shape = shape, CueFrom = cue, CueTo = cue + 1, Source = source, Right = shape == SayingShape.Main ? RightSide.That : RightSide.None };
        saying.Content.Add((from, to));
        return saying;
    }
}
