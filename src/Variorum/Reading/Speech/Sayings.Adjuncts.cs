namespace Variorum;

// When and where something was said: what stands between the subject and its verb.
internal sealed partial class Sayings
{
    /// <summary>"The envoy on Tuesday said": steps back over the date; <paramref name="j"/> is its first word then.</summary>
    private static bool Dated(Token[] tokens, ref int j)
    {
        var i = j;
        while (i > 0 && tokens[i].IsWord && (char.IsDigit(tokens[i].Low[0]) || RightSides.IsTime(tokens[i]) || (tokens[i].Is("and") && i < j && char.IsDigit(tokens[i + 1].Low[0]) && char.IsDigit(tokens[i - 1].Low[0])))) i--;
        if (i == j || i < 1) return false;
        if (tokens[i].Is("on") || tokens[i].Is("in")) j = i;
        else if (tokens[j].Low.EndsWith("day", StringComparison.Ordinal) && i == j - 1) j = i + 1;
        else return false;
        return true;
    }

    /// <summary>"The league in its statement condemned": steps back over where it was said; <paramref name="j"/> is its first word then.</summary>
    private bool Occasioned(Line line, ref int j)
    {
        var tokens = line.Tokens;
        var said = false;
        for (var i = j; i > 0 && j - i < 10; i--)
        {
            if (line.MentionEndingAt(i + 1) is not null || !(tokens[i].IsWord || tokens[i].Is("\""))) return false;
            said |= tables.Is(tokens[i], WordClass.Document | WordClass.Address | WordClass.Media) || tokens[i].Low is "interview" or "article" or "briefing" or "conference" or "regard" or "connection" or "context" or "respect";
            if (!tokens[i].Is("in") || !tables.Is(tokens[i + 1], WordClass.Determiner)) continue;
            if (!said) return false;
            j = i;
            return true;
        }
        return false;
    }
}
