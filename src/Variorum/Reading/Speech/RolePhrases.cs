namespace Variorum;

/// <summary>Finds offices: <c>the Deputy Head of the Office of the President</c>.</summary>
internal static class RolePhrases
{
    private const int Longest = 24;

    /// <summary>The length in tokens of the office's head that begins here, 0 if none does.</summary>
    public static int HeadAt(Token[] tokens, int at, int end, Tables tables, out string family)
    {
        for (var length = 3; length > 0; length--)
        {
            if (at + length > end || !tokens[at].IsWord || (length > 1 && !tables.RoleOpeners.Contains(tokens[at].Low))) continue;
            var phrase = length == 1 ? Singular(tokens[at].Low) : string.Join(' ', tokens.AsSpan(at, length).ToArray().Select(token => token.Low));
            if (tables.Roles.TryGetValue(phrase, out var found))
            {
                family = found;
                return length;
            }
        }
        family = "";
        return 0;
    }

    /// <summary>Reads the office in a range of tokens; null where there is none.</summary>
    public static Role? In(string text, Token[] tokens, int from, int to, Tables tables)
    {
        var family = "";
        var deputy = false;
        var head = from;
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Low is "of" or "for" or "who" or "that" && family.Length > 0) break;
            if (tokens[i].Low is "deputy" or "vice" or "assistant" or "vice-president" or "undersecretary") deputy = true;
            var length = HeadAt(tokens, i, to, tables, out var found);
            if (length == 0 || found == "title") continue;
            if (family is "" or "deputy" || found != "deputy") family = found;
            i += length - 1;
            head = i + 1;
        }
        if (family.Length == 0) return null;
        var words = new HashSet<string>();
        for (var i = from; i < to; i++)
            if (tokens[i].IsWord && !tables.Is(tokens[i], WordClass.Determiner | WordClass.Preposition | WordClass.Conjunction) && tokens[i].Low != "'s") words.Add(Singular(tokens[i].Low));
        if (tables.Is(tokens[from], WordClass.Determiner)) from++;
        if (from >= to) return null;
        var behind = tokens[to - 1].Capital && head < to && Array.Exists(tokens[head..to], token => token.Is("of")) ? tokens[to - 1].Low : "";
        return new Role(text[tokens[from].Start..tokens[to - 1].End], family, deputy, words, behind);
    }

    /// <summary>Where the office begins that leads up to a name; the name's own beginning where there is none.</summary>
    /// <param name="place">Its place may follow the office directly: "mayor of Torsby"; else "an aide to Holt" is no title of hers.</param>
    public static int Before(Token[] tokens, int name, Tables tables, out bool titled, bool place = false)
    {
        titled = false;
        if (!place && name > 0 && tokens[name - 1].Low is "of" or "for" or "to" or "with" or "by" or "in" or "on" or "and" or "from" or "'s") return name;
        var begin = name;
        var head = -1;
        for (var i = name - 1; i >= 0 && name - i <= Longest; i--)
        {
            var token = tokens[i];
            if (token.Is("'") && i > 0 && tokens[i - 1].Low.EndsWith('s')) continue;
            if (!token.IsWord || (token.Is("and") && head >= 0)) break;
            var length = HeadAt(tokens, i, name, tables, out _);
            if (length > 0)
            {
                head = i;
                titled = true;
            }
            var fits = token.Capital || tables.NoNames.Contains(token.Low) || length > 0
                || token.Low is "of" or "for" or "the" or "and" or "'s" or "to" or "on"
                || (i > 0 && tokens[i - 1].Low is "of" or "for" && !tables.IsFinite(token));
            if (!fits || tables.Is(token, WordClass.He | WordClass.She | WordClass.They | WordClass.First)) break;
            begin = i;
        }
        if (head < 0) return name;
        // What stands before the head belongs to it as long as it is a modifier: "the German foreign minister".
        var start = head;
        while (start > begin && (tokens[start - 1].Capital || (tables.NoNames.Contains(tokens[start - 1].Low) && !tables.Is(tokens[start - 1], WordClass.Preposition | WordClass.Conjunction | WordClass.Subordinator)))
            && !tables.Is(tokens[start - 1], WordClass.Preposition | WordClass.Subordinator | WordClass.Conjunction | WordClass.Adverb | WordClass.Relative)
            && tokens[start - 1].Low is not ("of" or "for" or "and" or "to" or "on" or "at" or "in" or "with" or "by" or "from" or "during" or "after" or "before"))
        {
            start--;
            if (tables.Is(tokens[start], WordClass.Determiner)) break;
        }
        return start;
    }

    /// <summary>Where an apposition behind a name ends: <c>Ann Holt, the mayor of Lys,</c>.</summary>
    public static int After(Token[] tokens, int name, Tables tables)
    {
        if (name + 1 >= tokens.Length || tokens[name].Low != ",") return name;
        var found = false;
        for (var i = name + 1; i < tokens.Length && i - name <= 2 * Longest; i++)
        {
            var token = tokens[i];
            // the Workers' Party
            if (token.Is("'") && tokens[i - 1].Low.EndsWith('s')) continue;
            if (!token.IsWord || (found && tables.Is(token, WordClass.Relative))) return found ? i : name;
            // A verb before the comma: it was a clause with its own subject.
            if (found && (tables.Is(token, WordClass.Be | WordClass.Have | WordClass.Modal | WordClass.Do | WordClass.Finite) || (!token.Capital && tables.Cues.Form(token.Low) is CueForm.Past))) return name;
            if (!found && i - name > 6) return name;
            if (HeadAt(tokens, i, tokens.Length, tables, out var family) > 0 && family != "title")
            {
                found = true;
                continue;
            }
            if (!found && (tables.IsFinite(token) || tables.Is(token, WordClass.Preposition | WordClass.Relative | WordClass.He | WordClass.She | WordClass.They))) return name;
        }
        return found ? tokens.Length : name;
    }

    public static string Singular(string word) => word switch
    {
        "ministers" or "presidents" or "leaders" or "officials" or "secretaries" or "heads" or "premiers" or "chairmen" or "spokesmen" or "representatives" or "diplomats" or "mayors" or "governors"
            or "negotiators" or "ambassadors" or "envoys" or "directors" or "speakers" or "senators" or "members" => word == "secretaries" ? "secretary" : word.EndsWith("men", StringComparison.Ordinal) ? word[..^2] + "an" : word[..^1],
        _ => word,
    };
}
