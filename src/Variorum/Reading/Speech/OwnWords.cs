namespace Variorum;

/// <summary>A text that is as a whole somebody's speech or signed statement.</summary>
/// <param name="Who">Whose.</param>
/// <param name="From">The sentence with which it begins.</param>
/// <param name="Evident">Headline or opening say so: then what others are reported with in it is the speaker's account, too.</param>
internal sealed record OwnWords(string Who, int From, bool Evident)
{
    /// <summary>From this share of sentences in the first person on, a text without labels is somebody's speech.</summary>
    private const double Unsaid = 0.4;

    /// <summary>The same where the headline or the opening calls it a speech.</summary>
    private const double Said = 0.12;

    private const int Fewest = 5, FewestSigned = 2, Opening = 4;

    /// <summary>Null where the account itself speaks, or nobody tells who does.</summary>
    public static OwnWords? Of(List<Line> lines, List<Saying> sayings, string? title, Cast cast, Tables tables)
    {
        if (lines.Exists(line => line.InTurn)) return null;
        var (author, from) = (title is null ? null : Author(title, cast, tables), 0);
        for (var i = 0; author is null && i < lines.Count && i < Opening; i++)
            if (Announces(lines[i], tables) && People(lines[i]) is [var announced]) (author, from) = (announced.Name, i + 1);
        var (own, all) = (0, 0);
        for (var i = from; i < lines.Count; i++)
        {
            if (lines[i].Heading) continue;
            all++;
            if (InFirstPerson(lines[i], tables)) own++;
        }
        if (all < (author is null ? Fewest : FewestSigned)) return null;
        var reported = sayings.Count(saying => !saying.Nested);
        // "He said" once in six sentences: the account tells of the speech.
        if (author is not null && own >= Said * all && 6 * sayings.Count(saying => saying.Source is { Kind: SourceKind.He or SourceKind.She } || saying.Who == author) <= all) return new OwnWords(author, from, Evident: true);
        if (own < Unsaid * all || reported > all / 3 || lines.FindLastIndex(line => line.Heading) > 0) return null;
        return title is not null && cast.In(title) is { } figure ? new OwnWords(figure.Name, 0, Evident: false) : null;
    }

    // What others are quoted with makes nobody's speech.
    private static bool InFirstPerson(Line line, Tables tables)
    {
        for (var i = 0; i < line.Tokens.Length; i++)
            if (!line.Quoted[i] && tables.Is(line.Tokens[i], WordClass.First) && !line.Tokens[i].Is("us")) return true;
        return false;
    }

    private static List<Figure> People(Line line) => [.. line.Mentions.Select(mention => mention.Figure).Distinct()];

    /// <summary>"The following is the full text of remarks by Ann Holt"</summary>
    private static bool Announces(Line line, Tables tables) =>
        line.Tokens.Length <= 60 && Array.Exists(line.Tokens, token => tables.Is(token, WordClass.Address)) && Array.Exists(line.Tokens, token => tables.Is(token, WordClass.Verbatim));

    /// <summary>"Remarks by Ann Holt at the harbour", "Ann Holt's speech", "Ann Holt: address to the council", "Ann Holt makes speech at the harbour"</summary>
    private static string? Author(string title, Cast cast, Tables tables)
    {
        var tokens = Token.Cut(title, 0, title.Length);
        var address = Array.FindIndex(tokens, token => tables.Is(token, WordClass.Address));
        if (address < 0) return null;
        var (from, to) = (0, 0);
        if (address > 1 && Array.FindLastIndex(tokens, address - 1, Math.Min(address, 5), token => token.Is("'s")) is > 0 and var possessive) to = possessive;
        else if (Array.FindIndex(tokens, 0, address, token => token.Is(":")) is > 0 and var colon) to = colon;
        else
        {
            from = Array.FindIndex(tokens, address, token => token.Is("by")) + 1;
            if (from == 0 && address + 1 < tokens.Length && tokens[address + 1].Low is "of" or "from") from = address + 2;
            if (from == 0)
            {
                var gives = Array.FindLastIndex(tokens, address, Math.Min(address + 1, 4), token => token.Low is "makes" or "made" or "delivers" or "delivered" or "gives" or "gave");
                return gives > 0 ? Who(0, gives) : null;
            }
            for (to = from; to < tokens.Length && tokens[to].IsWord && (tokens[to].Low is "of" or "for" or "and" or "the" || !tables.Is(tokens[to], WordClass.Preposition)); to++) { }
        }
        // A joint statement is no one person's.
        if (to <= from || Array.Exists(tokens[from..to], token => token.Is("and")) && !Array.Exists(tokens[from..to], token => token.Is("of"))) return null;
        return Who(from, to);

        // A name, or an office that nobody is named for.
        string? Who(int first, int end) =>
            cast.Label(title[tokens[first].Start..tokens[end - 1].End])?.Name ?? RolePhrases.In(title, tokens, first, end, tables)?.Text;
    }
}
