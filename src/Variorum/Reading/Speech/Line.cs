namespace Variorum;

/// <summary>A sentence on its way to become a passage.</summary>
internal sealed class Line(int start, int end, int paragraph, Token[] tokens)
{
    /// <summary>Longer ones are no sentences of anybody; they are kept whole and not searched.</summary>
    public const int MostTokens = 1500;

    /// <summary>Offset in the account's text.</summary>
    public int Start { get; } = start;
    public int End { get; } = end;
    public int Paragraph { get; } = paragraph;
    public Token[] Tokens { get; private set; } = tokens;

    /// <summary>For each token, whether it stands in a quotation of somebody's words.</summary>
    public bool[] Quoted { get; private set; } = new bool[tokens.Length];

    /// <summary>Quotations of a whole sentence or a part of it, as token ranges; short ones are terms, not speech.</summary>
    public List<(int From, int To)> Quotations { get; } = [];

    /// <summary>It begins inside a quotation that an earlier sentence opened.</summary>
    public bool GoesOnQuoted { get; set; }

    public List<Mention> Mentions { get; } = [];

    /// <summary>Whose turn it is in a transcript.</summary>
    public Figure? Turn { get; init; }

    public bool InTurn { get; init; }
    public bool Heading { get; init; }

    /// <summary>Whoever is made to say it, once that is found.</summary>
    public string? Speaker { get; set; }

    /// <summary>Takes words cut otherwise: scripts without blanks are cut where the verb is found.</summary>
    public void Retoken(Token[] cut)
    {
        var quoted = new bool[cut.Length];
        for (int i = 0, old = 0; i < cut.Length; i++)
        {
            while (old + 1 < Tokens.Length && Tokens[old + 1].Start <= cut[i].Start) old++;
            quoted[i] = Quoted[old];
        }
        for (var i = 0; i < Quotations.Count; i++)
        {
            var (from, to) = Quotations[i];
            Quotations[i] = (Array.FindIndex(cut, token => token.Start >= Tokens[from].Start), Array.FindLastIndex(cut, token => token.End <= Tokens[to - 1].End) + 1);
        }
        (Tokens, Quoted) = (cut, quoted);
    }

    public Mention? MentionEndingAt(int token)
    {
        foreach (var mention in Mentions)
            if (mention.To == token || mention.PhraseTo == token) return mention;
        return null;
    }

    public Mention? MentionStartingAt(int token)
    {
        foreach (var mention in Mentions)
            if (mention.From == token || mention.PhraseFrom == token) return mention;
        return null;
    }
}

/// <summary>A person named in a sentence, in token ranges.</summary>
/// <param name="PhraseFrom">Where the title before the name begins.</param>
/// <param name="PhraseTo">Where an apposition behind the name ends.</param>
internal sealed record Mention(Figure Figure, int From, int To, int PhraseFrom, int PhraseTo);

internal enum Gender { Unknown, He, She }

/// <summary>A person of the account while it is read.</summary>
internal sealed class Figure(string[] name)
{
    /// <summary>Folded words of the fullest form.</summary>
    public string[] Words { get; set; } = name;

    /// <summary>Every written form and how often it stands there.</summary>
    public Dictionary<string, int> Forms { get; } = [];

    public List<Role> Roles { get; } = [];
    public Gender Gender { get; set; }

    /// <summary>Something tells that this is a person: an office, a title, that it speaks.</summary>
    public bool Evident { get; set; }

    public int Count { get; set; }

    public string Name { get; set; } = "";
}

/// <summary>An office as written.</summary>
/// <param name="Family">Offices that can stand for each other.</param>
/// <param name="Words">Its words, folded, without articles and prepositions.</param>
/// <param name="Of">What or where it is the office of: the last word behind "of"; empty where nothing says so.</param>
internal sealed record Role(string Text, string Family, bool Deputy, IReadOnlySet<string> Words, string Of = "");
