using System.Buffers;

namespace Variorum;

/// <summary>Cuts a paragraph into sentences as a careful reader would.</summary>
public static class Sentences
{
    // Names of states and ranks are shorter; a longer run before a stop is an address or noise, and is not looked through.
    private const int LongestToken = 24;

    // A bracket or a short quotation within a sentence is looked through this far.
    private const int LongestBracket = 400, LongestQuotation = 60;

    // A fronted date ("В 2024 г. Норланд …") has no more words than this before its stop.
    private const int FrontedWords = 4;

    private static readonly SearchValues<char> BracketEnds = SearchValues.Create(")]}）］】〕");

    private static readonly SearchValues<char> NoWord = SearchValues.Create("./@_0123456789");

    private static readonly SearchValues<char> RomanDigits = SearchValues.Create("IVXivx");

    /// <summary>The sentences of one paragraph, in order, without the blanks between them.</summary>
    /// <remarks>
    /// <para>A quotation or bracket mark behind a stop belongs to the sentence before it. Sentences inside a quotation are sentences of
    /// their own; a bracket that opens within a sentence stays whole.</para>
    /// <para>A chain of semicolons of more than <see cref="SentenceChains.LongChain"/> words is cut at its semicolons where each clause has
    /// <see cref="SentenceChains.LongClause"/> words or more; what is longer than <see cref="SentenceChains.Longest"/> units is cut at a
    /// semicolon, a comma, a blank, or where it must be.</para>
    /// <para>Time and memory grow in step with the paragraph's length.</para>
    /// </remarks>
    /// <param name="paragraph">No line breaks that mean anything; any script.</param>
    public static IReadOnlyList<Span> Cut(string paragraph) => Cut(paragraph, null);

    /// <summary>The same, and tells which of them were too long and lie in pieces.</summary>
    /// <param name="paragraph">As above.</param>
    /// <param name="tooLong">Takes what was cut for its length alone, whole; null to leave it.</param>
    internal static IReadOnlyList<Span> Cut(string paragraph, List<Span>? tooLong)
    {
        var spans = new List<Span>();
        var start = Skip(paragraph, 0);
        var bracket = -1;
        var quotation = -1;
        for (var i = start; i < paragraph.Length;)
        {
            var c = paragraph[i];
            if (!Stops.Ends(c))
            {
                if (Stops.Brackets(c)) bracket = i;
                else if (c is ')' or ']' or '}' or '）' or '］' or '】' or '〕') bracket = -1;
                else if (c == '“' && quotation >= 0 && paragraph[quotation] == '„') quotation = -1;
                else if (c is '“' or '„' or '«' || (c == '"' && (i == 0 || quotation < 0))) quotation = i;
                else if (c is '”' or '»' or '"') quotation = -1;
                i++;
                continue;
            }

            var run = EndOfRun(paragraph, i);
            var end = EndOfClosers(paragraph, run, quotation < 0 ? '\0' : paragraph[quotation]);
            var inner = end == run && (WithinBracket(paragraph, start, bracket, run) || WithinQuotation(paragraph, start, quotation, run));
            if (end > run)
            {
                bracket = -1;
                quotation = -1;
            }
            if (!inner && EndsSentence(paragraph, start, i, run, end))
            {
                SentenceChains.Add(spans, paragraph, start, end, tooLong);
                start = Skip(paragraph, end);
                bracket = -1;
                i = start;
            }
            else i = end;
        }
        SentenceChains.Add(spans, paragraph, start, paragraph.Length, tooLong);
        return spans;
    }

    private static int Skip(string text, int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i])) i++;
        return i;
    }

    // Stops in a row, also ". . ."
    private static int EndOfRun(string text, int i)
    {
        while (i < text.Length && Stops.Ends(text[i]))
        {
            i++;
            if (i + 1 < text.Length && text[i - 1] == '.' && text[i] == ' ' && text[i + 1] == '.') i++;
        }
        return i;
    }

    private static int EndOfClosers(string text, int i, char quoted)
    {
        while (i < text.Length)
        {
            var c = text[i];
            var straight = c is '"' or '\'' && (i + 1 == text.Length || quoted == c || char.IsWhiteSpace(text[i + 1]) || char.IsPunctuation(text[i + 1]));
            if (quoted == '«' && c is ' ' or '\u00A0' or '\u202F' && i + 1 < text.Length && text[i + 1] == '»') i++;
            else if (!Stops.Closes(c) && !straight && !Stops.Ends(c) && !(c == '“' && quoted == '„')) break;
            i++;
        }
        return i;
    }

    private static bool WithinBracket(string text, int start, int bracket, int run) =>
        bracket > start && run - bracket < LongestBracket
        && text.AsSpan(run, Math.Min(LongestBracket, text.Length - run)).IndexOfAny(BracketEnds) >= 0;

    private static bool WithinQuotation(string text, int start, int quotation, int run)
    {
        if (quotation <= start || run - quotation > LongestQuotation) return false;
        var close = text.AsSpan(run, Math.Min(LongestQuotation, text.Length - run)).IndexOfAny("”»\"");
        if (close < 0) return false;
        var next = Skip(text, run + close + 1);
        return next < text.Length && (char.IsLower(text[next]) || (text[next] == ',' && next == run + close + 1 && run - quotation + close < LongestQuotation / 2));
    }

    private static bool EndsSentence(string text, int start, int stop, int run, int end)
    {
        var next = Skip(text, end);
        if (next == text.Length) return true;
        var mark = text[run - 1];
        if (GoesOn(text, run, end, next)) return false;
        if (Stops.EndsAlways(mark)) return true;
        if (stop > 0 && run < end && text[stop - 1] is '(' or '[') return false;

        var ellipsis = mark == '…' || (mark == '.' && run - stop > 1);
        if (next == end) return !ellipsis && JoinedSentence(text, start, stop, end);

        var first = FirstLetter(text, next);
        if (Stops.Bullet(text[next])) return true;
        if (first == text.Length) return false;
        if (Stops.Dash(text[next]))
        {
            if (char.IsLower(text[first])) return false;
            if (first == next + 1) return true;
            if (run < end && Skip(text, next + 1) != first) return false;
        }
        if (text[next] is ',' or ';' or ':' or '/' or '&' or '%') return false;
        if (Stops.Small(text[first]) && !Particle(text, first) && (first == next || ellipsis || mark != '.')) return false;
        if (mark is '!' or '?' or '‽' or '⁇' or '⁈' or '⁉') return run == end || !SaidBehind(text, next);
        if (ellipsis) return true;
        return StopEnds(text, start, stop, next, first, closed: end > run);
    }

    // 「…。」と述べた, “……。”他说: the quotation is part of the sentence that tells who spoke.
    private static bool GoesOn(string text, int run, int end, int next)
    {
        if (text[next] is '、' or '，' or ',' or '；' or '،') return true;
        if (run == end) return false;
        var rest = text.AsSpan(next, Math.Min(8, text.Length - next));
        return next == end && (rest[0] is 'と' or 'っ' or 'な' or 'の' or 'を' or 'が'
            || rest.StartsWith("라고") || rest.StartsWith("이라고") || rest.StartsWith("라며") || rest.StartsWith("고 ")
            || (rest[0] is '他' or '她' && (rest.IndexOf('说') > 0 || rest.IndexOf('說') > 0 || rest.IndexOf("表示") > 0 || rest.IndexOf('道') > 0)));
    }

    private static int FirstLetter(string text, int i)
    {
        var limit = Math.Min(text.Length, i + LongestToken);
        while (i < limit && !char.IsLetterOrDigit(text[i]) && !char.IsSurrogate(text[i])) i++;
        return i == limit ? text.Length : i;
    }

    // "decades.They still": no blank, but a small letter, a stop and a capitalised word, or two words of Hangul or Han.
    private static bool JoinedSentence(string text, int start, int stop, int next)
    {
        var before = stop - 1;
        if (before < start || text[stop] == '．' && char.IsDigit(text[before])) return false;
        var opens = next < text.Length && (Stops.Opens(text[next]) || text[next] == '"');
        var at = opens ? next + 1 : next;
        if (at >= text.Length) return false;
        if (Stops.Closes(text[before]) || text[before] is '"' or '%') before--;
        if (before < start) return false;
        if (Stops.Hangul(text[at])) return text[before] is '다' or '요' or '까' or '라' or '자' or '오' or '죠' || (next > stop + 1 && Stops.Hangul(text[before]));
        if (Stops.Caseless(text[at])) return Stops.Caseless(text[before]) && !Stops.Hangul(text[before]);
        var word = Token(text, start, stop);
        var joined = char.IsLower(text[before]) && char.IsUpper(text[at])
            && (at + 1 == text.Length || char.IsLower(text[at + 1]) || char.IsWhiteSpace(text[at + 1]));
        return joined && word.Length >= 2 && !word.ContainsAny(NoWord) && !InAddress(text, stop) && !Abbreviations.Leads(word) && !Abbreviations.Trails(word);
    }

    private static bool InAddress(string text, int stop)
    {
        for (var i = stop + 1; i < text.Length && i < stop + LongestToken && !char.IsWhiteSpace(text[i]); i++)
            if (text[i] is '/' or '@' or '_' or '(') return true;
        return false;
    }

    private static bool StopEnds(string text, int start, int stop, int next, int first, bool closed)
    {
        var word = Token(text, start, stop);
        if (word.IsEmpty) return closed || stop == start || Stops.Closes(text[stop - 1]) || text[stop - 1] is '"' or '%' || !char.IsWhiteSpace(text[stop - 1]);
        var atStart = stop - word.Length == start || (stop - word.Length == start + 1 && Stops.Brackets(text[start]));
        var last = word[(word.LastIndexOf('.') + 1)..];
        var following = Word(text, first);
        var quoted = first > next;

        if (IsNumber(word)) return !atStart && !Ordinal(text, start, stop - word.Length, word, following, first);
        if (closed) return !Abbreviations.Leads(last) || quoted;
        if (word is "г" or "гг" or "в" or "вв") return YearEnds(text, start, stop, word, following);
        if (word.Length == 1) return !atStart && SingleLetterEnds(text, stop, word[0], following, first);
        if (atStart && word.Length <= 4 && word.IndexOfAnyExcept(RomanDigits) < 0) return false;
        if (Acronym(word)) return !Never(word) && (Abbreviations.Starts(following) || (quoted && !Stops.Brackets(text[next])) || (char.IsLower(word[0]) && !Clock(following)));
        if (Abbreviations.Leads(word) || Abbreviations.Leads(last)) return false;
        if (Abbreviations.Trails(last)) return TrailingEnds(text, last, following, first, quoted);
        return true;
    }

    private static bool Never(ReadOnlySpan<char> acronym) => Abbreviations.Leads(acronym);

    private static bool TrailingEnds(string text, ReadOnlySpan<char> word, ReadOnlySpan<char> following, int first, bool quoted)
    {
        if (char.IsDigit(text[first])) return false;
        if (quoted) return false;
        if (word is "No") return true;
        return Abbreviations.Starts(following) || (char.IsLower(word[0]) && word is not "al" and not "tel" and not "est" and not "см" and not "пр");
    }

    // Initials and letters of lists end nothing; "Plan B. The …", "5 m. Holt …" do.
    private static bool SingleLetterEnds(string text, int stop, char letter, ReadOnlySpan<char> following, int first)
    {
        if (Stops.Caseless(letter)) return letter is >= '\u4E00' and <= '\u9FFF' || Stops.Hangul(letter);
        if (letter is >= '0' and <= '9') return true;
        var unit = stop >= 3 && char.IsLower(letter) && (char.IsDigit(text[stop - 2]) || (text[stop - 2] == ' ' && char.IsDigit(text[stop - 3])));
        if (unit) return char.IsUpper(text[first]);
        if (char.IsLower(letter)) return false;
        // "J. A Holt" is no name: a second initial has its own stop.
        return Abbreviations.Starts(following) && !(following.Length == 1 && first + 1 < text.Length && text[first + 1] == '.');
    }

    private static bool YearEnds(string text, int start, int stop, ReadOnlySpan<char> word, ReadOnlySpan<char> following)
    {
        var before = stop - word.Length - 1;
        while (before > start && char.IsWhiteSpace(text[before])) before--;
        if (before < start || !(char.IsDigit(text[before]) || text[before] is 'I' or 'V' or 'X')) return false;
        if (following.IsEmpty || !char.IsUpper(following[0])) return false;
        if (Abbreviations.Starts(following)) return true;
        if (stop - start > FrontedWords * LongestToken) return true;
        var blanks = 0;
        for (var i = start; i < stop; i++)
            if (char.IsWhiteSpace(text[i])) blanks++;
        return blanks > FrontedWords;
    }

    private static bool Ordinal(string text, int start, int at, ReadOnlySpan<char> number, ReadOnlySpan<char> following, int first)
    {
        if (number.Contains('.')) return false;
        if (Calendars.Month(following) is not 0 && number.Length <= 2) return true;
        if (Stops.Hangul(text[first]) && number.Length <= 2 && EndsDottedDate(text, start, at)) return true;
        // 2024. 6. 20.
        if (char.IsDigit(text[first]) && following.Length <= 2 && first + following.Length < text.Length && text[first + following.Length] == '.' && number.Length is 4 or <= 2)
            return number.Length == 4 || (at >= 2 && text[at - 1] == ' ' && text[at - 2] == '.');
        if (number.Length > 3) return false;
        var end = at;
        while (end > start && text[end - 1] is ' ' or '\u00A0') end--;
        var word = Token(text, start, end);
        return Abbreviations.BeforeOrdinal(word) && char.IsUpper(text[first]);
    }

    // "2024. 6. " before the day.
    private static bool EndsDottedDate(string text, int start, int at)
    {
        var i = at - 1;
        for (var part = 0; part < 2; part++)
        {
            while (i >= start && text[i] == ' ') i--;
            if (i < start || text[i] != '.') return false;
            var end = i--;
            while (i >= start && end - i <= 4 && char.IsDigit(text[i])) i--;
            if (end - i - 1 is var digits && (part == 0 ? digits is < 1 or > 2 : digits != 4)) return false;
        }
        return true;
    }

    private static bool Clock(ReadOnlySpan<char> word) =>
        word is "Monday" or "Tuesday" or "Wednesday" or "Thursday" or "Friday" or "Saturday" or "Sunday" or "GMT" or "UTC" or "EST" or "EDT" or "PST" or "Eastern" || Calendars.Month(word) != 0;

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        foreach (var c in word) if (!char.IsDigit(c) && c != '.') return false;
        return true;
    }

    private static bool Acronym(ReadOnlySpan<char> word)
    {
        if (!word.Contains('.')) return false;
        var run = 0;
        foreach (var c in word)
        {
            if (c == '.') run = 0;
            else if (!char.IsLetter(c) || ++run > 2) return false;
        }
        return true;
    }

    // "al-Sharif said": a name that starts small.
    private static bool Particle(string text, int i) =>
        i + 3 < text.Length && text[i + 1] == 'l' && text[i] is 'a' or 'e' && text[i + 2] is '-' && char.IsUpper(text[i + 3]);

    // `"Will it hold?" Holt asked.`
    private static bool SaidBehind(string text, int i)
    {
        for (var words = 0; words < 5 && i < text.Length; words++)
        {
            var word = Word(text, i);
            if (word.IsEmpty) return false;
            if (words > 0 && Abbreviations.Says(word))
                return i + word.Length == text.Length || text[i + word.Length] is '.' or ',' or ':' or ';';
            if (!char.IsUpper(word[0]) || Abbreviations.Starts(word)) return false;
            i = Skip(text, i + word.Length);
        }
        return false;
    }

    private static ReadOnlySpan<char> Token(string text, int start, int end)
    {
        var from = end;
        var limit = Math.Max(start, end - LongestToken);
        while (from > limit && (char.IsLetterOrDigit(text[from - 1]) || (text[from - 1] is '.' or '\'' or '’' or '-' or '@' or '_' && from < end && from - 1 > limit))) from--;
        while (from < end && !char.IsLetterOrDigit(text[from])) from++;
        return text.AsSpan(from, end - from);
    }

    private static ReadOnlySpan<char> Word(string text, int i)
    {
        var end = i;
        while (end < text.Length && end - i < LongestToken && char.IsLetterOrDigit(text[end])) end++;
        return text.AsSpan(i, end - i);
    }
}
