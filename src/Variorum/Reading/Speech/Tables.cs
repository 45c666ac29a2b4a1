namespace Variorum;

/// <summary>What a word can be in a sentence, as far as the search for speakers needs it.</summary>
[Flags]
internal enum WordClass
{
    None = 0,
    He = 1,
    She = 1 << 1,
    They = 1 << 2,
    First = 1 << 3,
    Second = 1 << 4,
    It = 1 << 5,
    Determiner = 1 << 6,
    Modal = 1 << 7,
    Be = 1 << 8,
    Have = 1 << 9,
    Do = 1 << 10,
    Adverb = 1 << 11,
    Preposition = 1 << 12,
    Subordinator = 1 << 13,
    Conjunction = 1 << 14,
    Relative = 1 << 15,
    Finite = 1 << 16,
    Linking = 1 << 17,
    Narrating = 1 << 18,
    Pair = 1 << 19,
    Meeting = 1 << 20,
    Unspoken = 1 << 21,
    Bodies = 1 << 22,
    Document = 1 << 23,
    Manner = 1 << 24,
    Welcome = 1 << 25,
    Occasion = 1 << 26,
    Address = 1 << 27,
    Verbatim = 1 << 28,
    Feeling = 1 << 29,
    Media = 1 << 30,
}

/// <summary>The words of one language that lead to speakers: data beside this file, read once when first asked for.</summary>
internal sealed class Tables
{
    private static readonly Lazy<Tables> LazyEnglish = new(() => new Tables("en"));

    private readonly Dictionary<string, WordClass> _classes = [];
    private readonly HashSet<string> _linking = [];

    private Tables(string language)
    {
        foreach (var line in TableLines.Of($"grammar-{language}.tsv"))
        {
            var tab = line.IndexOf('\t');
            if (tab < 0) continue;
            var kind = ClassOf(line.AsSpan(0, tab));
            foreach (var word in line[(tab + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (kind == WordClass.Linking) _linking.Add(word);
                else _classes[word] = _classes.GetValueOrDefault(word) | kind;
            }
        }
        foreach (var line in TableLines.Of($"nonames-{language}.tsv"))
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) NoNames.Add(word);
        foreach (var line in TableLines.Of($"roles-{language}.tsv"))
        {
            var cells = line.Split('\t');
            Roles[cells[0]] = cells[1];
            if (cells[0].IndexOf(' ') is > 0 and var blank) RoleOpeners.Add(cells[0][..blank]);
        }
        Cues = new CueTable(TableLines.Of($"cues-{language}.tsv"), TableLines.Of($"light-{language}.tsv"));
    }

    public static Tables English => LazyEnglish.Value;

    /// <summary>Words that no personal name has: countries, bodies, fields of office, months.</summary>
    public HashSet<string> NoNames { get; } = [];

    /// <summary>Heads of offices (one to three words) and the family of each; <c>title</c> for Mr and its like.</summary>
    public Dictionary<string, string> Roles { get; } = [];

    /// <summary>The first words of those that have several.</summary>
    public HashSet<string> RoleOpeners { get; } = [];

    public CueTable Cues { get; }

    public bool Is(string word, WordClass kind) => (_classes.GetValueOrDefault(word) & kind) != 0;

    public bool Is(Token token, WordClass kind) => token.IsWord && Is(token.Low, kind);

    /// <summary>The sentence opens with a word or phrase that ties it to the one before: <c>In addition</c>.</summary>
    public bool Links(ReadOnlySpan<Token> tokens)
    {
        var phrase = "";
        for (var i = 0; i < tokens.Length && i < 4 && tokens[i].IsWord; i++)
        {
            phrase = i == 0 ? tokens[i].Low : phrase + "_" + tokens[i].Low;
            if (_linking.Contains(phrase)) return true;
        }
        return false;
    }

    /// <summary>The verb of a clause as far as its form gives it away: auxiliaries, modals, -ed.</summary>
    public bool IsFinite(Token token) => token.IsWord
        && (Is(token.Low, WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Do | WordClass.Finite)
            || (token.Low.Length > 3 && token.Low.EndsWith("ed", StringComparison.Ordinal) && token.Low[^3] != 'e' && !token.Capital)
            || (!token.Capital && Cues.Form(token.Low) is CueForm.Past or CueForm.Third));

    /// <summary>Some verb of a clause stands between two tokens.</summary>
    public bool HasFinite(Line line, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (IsFinite(line.Tokens[i])) return true;
        return false;
    }

    // A switch, as asking the enumeration for its names costs the start of the process milliseconds.
    private static WordClass ClassOf(ReadOnlySpan<char> name) => name switch
    {
        "he" => WordClass.He,
        "she" => WordClass.She,
        "they" => WordClass.They,
        "first" => WordClass.First,
        "second" => WordClass.Second,
        "it" => WordClass.It,
        "determiner" => WordClass.Determiner,
        "modal" => WordClass.Modal,
        "be" => WordClass.Be,
        "have" => WordClass.Have,
        "do" => WordClass.Do,
        "adverb" => WordClass.Adverb,
        "preposition" => WordClass.Preposition,
        "subordinator" => WordClass.Subordinator,
        "conjunction" => WordClass.Conjunction,
        "relative" => WordClass.Relative,
        "finite" => WordClass.Finite,
        "linking" => WordClass.Linking,
        "narrating" => WordClass.Narrating,
        "pair" => WordClass.Pair,
        "meeting" => WordClass.Meeting,
        "unspoken" => WordClass.Unspoken,
        "bodies" => WordClass.Bodies,
        "document" => WordClass.Document,
        "manner" => WordClass.Manner,
        "welcome" => WordClass.Welcome,
        "occasion" => WordClass.Occasion,
        "address" => WordClass.Address,
        "verbatim" => WordClass.Verbatim,
        "feeling" => WordClass.Feeling,
        "media" => WordClass.Media,
        _ => WordClass.None,
    };
}
