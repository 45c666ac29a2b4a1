namespace Variorum;

// Whom a source names, and which sources are one person.
internal sealed partial class OtherTongues
{
    // Shorter words end too many others to make a compound an office.
    private const int LeastCompound = 3;

    /// <summary>The words before or behind a verb that name who speaks: a person, an office or a body; null where none of them does.</summary>
    private Source? Named(string text, Token[] tokens, int from, int to)
    {
        if (from >= to) return null;
        // "El ministro en Karsk dijo" begins with the speaker, "En Karsk el ministro dijo" with a preposition.
        var end = from;
        while (end < to && !Is("ends", Low(text, tokens[end]))) end++;
        if (Trimmed(text, tokens, from, end) is { } leading) return leading;
        for (var begin = to - 1; begin > from; begin--)
            if (Is("ends", Low(text, tokens[begin - 1])) && Trimmed(text, tokens, begin, to) is { } trailing) return trailing;
        return null;
    }

    /// <summary>A noun phrase from its first telling word to the end of its name.</summary>
    private Source? Trimmed(string text, Token[] tokens, int from, int to)
    {
        while (from < to && !Tells(text, tokens[from])) from++;
        if (from >= to) return null;
        if (IsPronoun(Low(text, tokens[from]))) to = from + 1;
        var (named, opened) = (false, -1);
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Is("\""))
            {
                // A mark that closes belongs to the name only with the one that opens.
                if (opened >= 0 || i + 1 == to) to = opened >= 0 ? i + 1 : i;
                else opened = i;
            }
            else if (IsName(text, tokens[i])) named = true;
            else if (named && opened < 0 && !IsRole(Low(text, tokens[i])) && !Links(text, tokens, i, to)) to = i;
        }
        while (to > from + 1 && Low(text, tokens[to - 1]) is var last && (Is("and", last) || Is("of", last) || Is("skip", last))) to--;
        if (to <= from) return null;
        return new Source(from, to, SourceKind.Body, null);
    }

    /// <summary>"De", or "de la", or "y" between two names: the name goes on.</summary>
    private bool Links(string text, Token[] tokens, int at, int to)
    {
        var low = Low(text, tokens[at]);
        var behind = Is("article", low) || (at + 1 < to && Is("article", Low(text, tokens[at + 1]))) ? at + 1 : at;
        if (!Is("of", low) && !Is("and", low) && !Of(text, tokens, 0, at)) return false;
        return (behind + 1 < to && IsCapital(text, tokens[behind + 1])) || (at + 1 < to && IsCapital(text, tokens[at + 1]));
    }

    private bool Tells(string text, Token token)
    {
        if (!token.IsWord) return false;
        var low = Low(text, token.Start + Elided(text, token), token.End);
        return IsRole(low) || Is("body", low) || IsPronoun(low) || (IsCapital(text, token) && !Function(low));
    }

    /// <summary>The length of an elided article at the head of a word: <c>l'agence</c>.</summary>
    private int Elided(string text, Token token) =>
        token.End - token.Start > 2 && text[token.Start + 1] is '\'' or '’' && Is("article", Low(text, token.Start, token.Start + 1)) ? 2 : 0;

    /// <summary>An office, alone or at the end of a compound where the language has such: <c>Regierungschefin</c>.</summary>
    private bool IsRole(string low) => Is("role", low) || (Is("compounds", "yes") && Last("role", low) > LeastCompound);

    private bool IsPronoun(string low) => Is("he", low) || Is("she", low) || Is("they", low);

    /// <summary>A capital that is no office: of a sentence's first word it says little, so grammar's own words are left out.</summary>
    private bool IsName(string text, Token token) =>
        token.IsWord && IsCapital(text, token) && Low(text, token) is var low && !IsRole(low) && !Is("body", low) && !Function(low);

    /// <summary>With a capital, behind an elided article too: <c>l'Économie</c>.</summary>
    private static bool IsCapital(string text, Token token) =>
        token.Capital || (token.End - token.Start > 3 && text[token.Start + 1] is '\'' or '’' && char.IsUpper(text[token.Start + 2]));

    private bool Function(string low) =>
        Is("article", low) || Is("and", low) || Is("that", low) || Is("skip", low) || Is("who", low) || Is("not", low)
        || Is("ends", low) || Is("common", low) || Is("as", low);

    private string? Who(string text, Line line, Source? source, string? last)
    {
        if (source is null) return last;
        var tokens = line.Tokens;
        var start = tokens[source.From].Start + Elided(text, tokens[source.From]);
        var written = text[start..tokens[source.To - 1].End];
        var low = written.ToLowerInvariant();
        if (Is("he", low) || Is("she", low)) return last;
        if (Is("they", low)) return null;
        if (_order != "verb-first") return written;
        if (Is("body", Low(text, start, tokens[source.From].End))) return written;
        // The name behind the office: the last words with capitals.
        var from = source.To;
        while (from > source.From && IsName(text, tokens[from - 1])) from--;
        var words = source.To - from;
        if (words < 2) return written;
        // "director de la Cadena Norte" is an office to its end, and "ministra de Norlandia Ana Holte" has a name behind the place.
        if (Of(text, tokens, source.From, from))
        {
            if (words < 3) return written;
            from++;
            words--;
        }
        var longest = Is("names", "2") ? 2 : 4;
        if (words > longest) from = source.To - (words > 2 && Last("middle", Low(text, tokens[source.To - 2])) > 0 ? 3 : longest);
        return text[tokens[from].Start..tokens[source.To - 1].End];
    }

    /// <summary>"De", or "de la", stands before a token.</summary>
    private bool Of(string text, Token[] tokens, int floor, int at)
    {
        if (at > floor && Is("article", Low(text, tokens[at - 1]))) at--;
        return at > floor && Is("of", Low(text, tokens[at - 1]));
    }

    /// <summary>One name for one person: <c>Holte</c> is Ana Holte where nobody else is, and <c>Йонаса Линда</c> is Йонас Линд.</summary>
    private void Unite(List<Saying> sayings)
    {
        var full = new List<string>();
        // Subjects stand in the nominative, so their forms are the ones to keep.
        foreach (var main in (bool[])[true, false])
            foreach (var saying in sayings)
                if (saying.Who is { } who && who.Contains(' ') && IsNominative(saying) == main && !full.Exists(known => Same(known, who))) full.Add(who);
        var united = new Dictionary<string, string>();
        foreach (var saying in sayings)
        {
            if (saying.Who is not { } who) continue;
            if (!united.TryGetValue(who, out var name))
            {
                var known = full.FindAll(other => other != who && (Same(other, who) || ShortOf(who, other)));
                united[who] = name = full.Contains(who) && !known.Exists(other => ShortOf(who, other)) || known.Count != 1 ? who : known[0];
            }
            saying.Who = name;
        }
    }

    private static bool IsNominative(Saying saying) => saying.Shape is SayingShape.Main or SayingShape.Postposed && saying.Source is not null;

    /// <summary>The same words but for their endings, where the language has cases.</summary>
    private bool Same(string name, string other)
    {
        if (name == other) return true;
        if (!Is("cases", "yes")) return false;
        var (left, right) = (name.Split(' '), other.Split(' '));
        return left.Length == right.Length && left.Zip(right).All(pair => Inflected(pair.First, pair.Second));
    }

    private static bool Inflected(string word, string other)
    {
        var shared = word.AsSpan().CommonPrefixLength(other);
        return shared >= 3 && shared >= Math.Max(word.Length, other.Length) - 3 && shared >= Math.Min(word.Length, other.Length) - 1;
    }

    /// <summary><c>Holte</c> or <c>la ministra Holte</c> for Ana Holte; <c>김 대변인</c> and <c>홀트 대통령</c> for the names in full.</summary>
    private bool ShortOf(string who, string full)
    {
        var (words, all) = (who.Split(' '), full.Split(' '));
        // М. Линд for Марк Линд
        if (words.Length == all.Length && words[0].Length == 2 && words[0][1] is '.' && words[0][0] == all[0][0] && all[0].Length > 2
            && words.AsSpan(1).SequenceEqual(all.AsSpan(1))) return true;
        if (_order == "verb-first")
            return words.Length == 1 || (words.Length == 2 && IsRole(words[0].ToLowerInvariant()))
                ? all.Length is 2 or 3 && char.IsUpper(all[0][0]) && char.IsUpper(words[^1][0])
                    && (words[^1] == all[^1] || (Is("cases", "yes") && Inflected(words[^1], all[^1])))
                : false;
        if (_order != "verb-last" || words.Length != 2 || !Is("role", words[1]) || words[1] != all[^1] || all.Length < 2) return false;
        return all.Length > 2 ? all[^2] == words[0] : words[0].Length == 1 && all[0].Length is 3 or 4 && all[0].StartsWith(words[0], StringComparison.Ordinal);
    }
}
