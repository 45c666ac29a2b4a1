namespace Variorum;

/// <summary>Whether the words of a label can be those of a speaker: a name, an office, a word for whoever is not named.</summary>
internal sealed class LabelNames(Tables tables)
{
    private const int Longest = 160, MostWords = 24;

    /// <summary>Names in Chinese, Japanese or Korean writing have no more letters; whatever is longer must name an office.</summary>
    private const int LongestHan = 4;

    private const int LongestOutlet = 40;

    /// <summary>Whoever is not named: he may ask or answer.</summary>
    private static readonly HashSet<string> Askers = [];

    /// <summary>Those of them who ask, and nobody else does.</summary>
    private static readonly HashSet<string> Questioners = [];

    /// <summary>With these a label without blanks ends where it names an agency, a paper, a station.</summary>
    private static readonly List<string> Outlets = [];

    /// <summary>Before a journalist these tell that somebody speaks to him.</summary>
    private static readonly List<string> Addressed = [];

    /// <summary>Words of whoever speaks of himself or to another, in any language.</summary>
    private static readonly HashSet<string> Personal = [];

    private static readonly List<string> PersonalWithin = [];

    private static readonly Lazy<List<string>> Offices = new(static () =>
        [.. new[] { "sayings-zh.tsv", "sayings-ko.tsv" }.SelectMany(TableLines.Of).Where(line => line.StartsWith("role\t", StringComparison.Ordinal)).SelectMany(line => line[5..].Split(' '))]);

    static LabelNames()
    {
        foreach (var line in TableLines.Of("turns.tsv"))
        {
            var cells = line.Split('\t');
            foreach (var word in cells[1].Split(' '))
            {
                switch (cells[0])
                {
                    case "askers": Askers.Add(word); break;
                    case "questioners": Questioners.Add(word); break;
                    case "outlets": Outlets.Add(word); break;
                    case "addressed": Addressed.Add(word); break;
                    default:
                        Personal.Add(word);
                        if (word[0] > '\u2E80') PersonalWithin.Add(word);
                        break;
                }
            }
        }
    }

    public static bool IsPersonal(ReadOnlySpan<char> word)
    {
        if (word.Length == 0) return false;
        if (word[0] > '\u2E80')
        {
            foreach (var part in PersonalWithin)
                if (word.Contains(part, StringComparison.Ordinal)) return true;
            return false;
        }
        if (word.Length > 8) return false;
        Span<char> low = stackalloc char[8];
        word.ToLowerInvariant(low);
        return Personal.GetAlternateLookup<ReadOnlySpan<char>>().Contains(low[..word.Length]);
    }

    /// <summary>It is a word for whoever is not named: <c>Question</c>, <c>Reporter 2</c>.</summary>
    public static bool IsAsker(string label)
    {
        if (label.Length > 0 && char.IsLower(label[0])) return false;
        var word = label.Trim().TrimEnd('.').TrimEnd().ToLowerInvariant();
        if (Askers.Contains(word) || IsQuestioner(label)) return true;
        var blank = word.IndexOf(' ');
        return blank > 0 && Askers.Contains(word[..blank]) && (char.IsDigit(word[^1]) || word[blank + 1] is '(');
    }

    /// <summary>A journalist or an outlet, or the word for a question: <c>Reporter Ann Holt</c>, <c>北岸社记者</c>, <c>北岸日报</c>.</summary>
    public static bool IsQuestioner(string label)
    {
        var word = StripBracket(label).TrimEnd('.').ToLowerInvariant();
        if (word.Length is 0 or > LongestOutlet || char.IsLower(label.TrimStart()[0])) return false;
        if (Questioners.Contains(word)) return true;
        if (word[0] <= '\u1100')
            return word.IndexOf(' ') is > 0 and var blank && Questioners.Contains(word[..blank]) && (char.IsDigit(word[^1]) || char.IsUpper(label.TrimStart()[blank + 1]));
        if (word.IndexOfAny(['，', '。', '、', '"', '“', '「']) >= 0) return false;
        foreach (var asker in Questioners)
            if (asker[0] > '\u1100' && word.EndsWith(asker, StringComparison.Ordinal)) return !Turned(word[..^asker.Length].TrimEnd());
        // "北台" may be somebody's name; what has more letters is none.
        return word.Length > 2 && Outlets.Exists(outlet => word.EndsWith(outlet, StringComparison.Ordinal)) && !Turned(word) && !Addressed.Exists(before => word.StartsWith(before, StringComparison.Ordinal));

        static bool Turned(string before) => Addressed.Exists(to => before.EndsWith(to, StringComparison.Ordinal));
    }

    public bool RoleIn(string name)
    {
        var tokens = Token.Cut(name, 0, name.Length);
        for (var i = 0; i < tokens.Length; i++)
            if (RolePhrases.HeadAt(tokens, i, tokens.Length, tables, out _) > 0) return true;
        return false;
    }

    /// <summary>An office with its holder's name: <c>President of Norland Ann Holt</c>.</summary>
    public bool NamesHolder(string label) => RoleIn(label) && Holder(label) is var (of, words) && words >= (of ? 3 : 2);

    /// <summary>An office of something, and no name: <c>Author of Harbour Lights</c>.</summary>
    public bool IsOfSomething(string label) => Holder(label) is (true, > 0 and < 3);

    /// <summary>How many words of a name end the label, and whether they stand behind "of".</summary>
    private (bool Of, int Words) Holder(string label)
    {
        var bare = StripBracket(label);
        var tokens = Token.Cut(bare, 0, bare.Length);
        var at = tokens.Length;
        while (at > 0 && tokens[at - 1].Capital && !tables.NoNames.Contains(tokens[at - 1].Low) && !tables.Roles.ContainsKey(tokens[at - 1].Low)) at--;
        return (at > 0 && tokens[at - 1].Low is "of" or "for", tokens.Length - at);
    }

    /// <summary>Whom one turns to, not who speaks: <c>Ladies and Gentlemen</c>, <c>Mr President</c>, <c>Dear colleagues</c>.</summary>
    public bool IsSalutation(string name)
    {
        var tokens = Token.Cut(name, 0, name.Length);
        var titled = false;
        foreach (var token in tokens)
        {
            if (token.Low is "dear" or "ladies" or "gentlemen" or "excellencies" or "colleagues" or "friends" or "comrades") return true;
            if (token.Low is "mr" or "madam" or "madame" or "mrs") titled = true;
            else if (!token.IsWord || !tables.Roles.ContainsKey(token.Low)) return false;
        }
        return titled && tokens.Length > 1;
    }

    /// <summary>Names and offices only: capitals, and the small words between them. Strong if an office or title or two capital words say so.</summary>
    public bool IsName(string name, out bool strong)
    {
        strong = false;
        if (name.Length is 0 or > Longest) return false;
        var tokens = Token.Cut(name, 0, name.Length);
        if (tokens.Length > MostWords) return false;
        if (name[0] > '\u2E80') return strong = tokens.Length > 0 && (name.Length <= LongestHan || (name.Length <= 24 && !name.Contains('，') && Offices.Value.Exists(office => name.Contains(office, StringComparison.Ordinal))) || Asks(name));
        var names = 0;
        foreach (var token in tokens)
        {
            if (!token.IsWord)
            {
                if (token.Low is "," or "." or "-" or "'" or "(" or ")") continue;
                return false;
            }
            if (tables.IsFinite(token) && !token.Capital) return false;
            if (char.IsDigit(token.Low[0])) return false;
            if (token.Capital)
            {
                if (tables.Is(token, WordClass.First | WordClass.It | WordClass.Be | WordClass.Second)) return false;
                if (!tables.NoNames.Contains(token.Low)) names++;
                continue;
            }
            if (!(tables.Is(token, WordClass.Preposition | WordClass.Conjunction | WordClass.Determiner) || tables.NoNames.Contains(token.Low) || tables.Roles.ContainsKey(token.Low) || token.Low is "'s" or "de" or "da" or "van" or "von" or "bin" or "al" or "el" or "и" or "по" or "в"))
                return false;
        }
        strong = RoleIn(name) || (names >= 1 && tokens.Length <= 5 && HasShape(name));
        return names > 0 || strong || (tokens.Length > 1 && Array.TrueForAll(tokens, token => token.Capital));
    }

    /// <summary>One to five words, all with capitals: the shape of a name.</summary>
    public static bool HasShape(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is >= 1 and <= 5 && Array.TrueForAll(parts, part => char.IsUpper(part[0]) || part[0] > '\u2E80' || part.Length < 4);
    }

    /// <summary>In capitals throughout, as transcripts print whoever speaks.</summary>
    public bool Shouts(string name) =>
        name.Length > 3 && name.All(c => char.IsUpper(c) || c is ' ' or '.' or '\'' or '-') && !tables.NoNames.Contains(name.ToLowerInvariant());

    public static string StripBracket(string label)
    {
        var open = label.IndexOfAny(['(', '（', '[']);
        return open > 0 && label[^1] is ')' or '）' or ']' ? label[..open].Trim() : label.Trim();
    }

    /// <summary>"Minister Ann Holt Holt AnnMinister of Trade": where a person's card got into the text, the name ends before it.</summary>
    public static string Once(string label)
    {
        var tokens = Token.Cut(label, 0, label.Length);
        var twice = Token.Twice(tokens, 0);
        return twice > 0 ? label[..tokens[twice - 1].End] : label;
    }

    /// <summary>What two labels of one person share: the last word.</summary>
    public string Key(string label)
    {
        var name = StripBracket(label);
        var comma = name.IndexOf(',');
        if (comma > 0 && !RoleIn(name[..comma])) name = name[..comma].TrimEnd();
        var blank = name.LastIndexOfAny([' ', '.'], Math.Max(0, name.Length - 2));
        return Token.Fold(name.AsSpan(blank + 1));
    }

    private static bool Asks(string name)
    {
        foreach (var asker in Askers)
            if (asker[0] > '\u2E80' && asker.Length > 1 && name.Length <= 24 && name.Contains(asker, StringComparison.Ordinal)) return true;
        return false;
    }
}
