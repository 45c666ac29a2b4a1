namespace Variorum;

// Where no blank parts the words.
internal sealed partial class NamesWithoutCapitals
{
    private IEnumerable<string> Chinese(string sentence)
    {
        for (var i = 0; i < sentence.Length; i++)
        {
            var begins = i == 0 || !IsHan(sentence[i - 1]);
            var behindTitle = !begins && EndsTitle(sentence, i);
            if (!begins && !behindTitle || !IsHan(sentence[i])) continue;
            var end = NameEnd(sentence, i);
            // At the head of a clause a name is one where it speaks or is one of a list; behind a title anywhere.
            if (end == 0 || !(behindTitle || Speaks(sentence, end) || TitleAt(sentence, end) > 0)) continue;
            yield return sentence[i..end];
            while (end + 1 < sentence.Length && sentence[end] is '、' or '和' or '与' or '與' or '及' && NameEnd(sentence, end + 1) is var next && next > 0 && IsEnd(sentence, next))
            {
                yield return sentence[(end + 1)..next];
                end = next;
            }
            i = end - 1;
        }
    }

    private IEnumerable<string> Japanese(string sentence)
    {
        for (var i = 1; i < sentence.Length; i++)
        {
            // 部長 within 本部長会議 is no title; one letter alone is part of too many words, but for 氏.
            if (TitleAt(sentence, i) is not (> 0 and var title) || (title == 1 && sentence[i] != '氏') || (i + title < sentence.Length && IsHan(sentence[i + title]))) continue;
            var from = i;
            var katakana = IsKatakana(sentence[i - 1]);
            while (from > 0 && (katakana ? IsKatakana(sentence[from - 1]) || (IsJoint(sentence[from - 1]) && from > 1 && IsKatakana(sentence[from - 2])) : IsHan(sentence[from - 1]))) from--;
            var name = sentence[from..i];
            // "副大統領" is one title, "外務大臣" another; "中国外相" tells a land, which the lexicon knows.
            if (name.Length < 2 || name.Length > (katakana ? LongestForeign : LongestHan) || titles.Contains(sentence[from..(i + title)])) continue;
            if (katakana ? known.Contains(name) : IsWord(sentence, from) || stops.Contains(name[..1]) || stops.Contains(name[..2])) continue;
            yield return name;
            i += title - 1;
        }
    }

    /// <summary>Where a name ends that starts at a place; 0 where none does.</summary>
    private int NameEnd(string sentence, int start)
    {
        if (IsWord(sentence, start)) return 0;
        var run = start;
        while (run < sentence.Length && run - start < LongestForeign && (foreign.Contains(sentence[run]) || (IsJoint(sentence[run]) && run > start)) && (run == start || !IsWord(sentence, run))) run++;
        if (run - start >= 3 && IsEnd(sentence, run)) return run;
        var family = families.Contains(Piece(sentence, start, 2)) ? 2 : families.Contains(Piece(sentence, start, 1)) ? 1 : 0;
        if (family == 0) return run - start >= 2 && IsEnd(sentence, run) ? run : 0;
        for (var given = 2; given > 0; given--)
        {
            var end = start + family + given;
            if (end <= sentence.Length && AllHan(sentence, start, end) && !IsWord(sentence, end - 1) && IsEnd(sentence, end)) return end;
        }
        return 0;
    }

    /// <summary>Whether a name may end before a place: at a mark, a word of grammar, a verb, a title or any known word.</summary>
    private bool IsEnd(string sentence, int at) =>
        at >= sentence.Length || !IsHan(sentence[at]) || stops.Contains(Piece(sentence, at, 1)) || IsWord(sentence, at);

    /// <summary>Whether a word of two letters or more starts at a place.</summary>
    private bool IsWord(string sentence, int at)
    {
        for (var length = 2; length <= 4 && at + length <= sentence.Length; length++)
        {
            var piece = sentence.Substring(at, length);
            if (known.Contains(piece) || titles.Contains(piece) || verbs.Contains(piece)) return true;
        }
        return false;
    }

    private bool Speaks(string sentence, int at)
    {
        for (var length = 1; length <= 4 && at + length <= sentence.Length; length++)
            if (verbs.Contains(sentence.Substring(at, length))) return true;
        return false;
    }

    /// <summary>How long the title is that starts at a place; 0 where none does.</summary>
    private int TitleAt(string sentence, int at)
    {
        for (var length = Math.Min(LongestTitle, sentence.Length - at); length > 0; length--)
            if (titles.Contains(sentence.Substring(at, length))) return length;
        return 0;
    }

    private bool EndsTitle(string sentence, int at)
    {
        for (var length = Math.Min(LongestTitle, at); length > 1; length--)
            if (titles.Contains(sentence.Substring(at - length, length))) return true;
        return false;
    }

    private static string Piece(string sentence, int at, int length) => at + length <= sentence.Length ? sentence.Substring(at, length) : "";

    private static bool AllHan(string sentence, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (!IsHan(sentence[i])) return false;
        return true;
    }
}
