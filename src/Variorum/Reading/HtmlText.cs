namespace Variorum;

/// <summary>Counts what tells prose from labels.</summary>
internal static class HtmlText
{
    public static void Measure(HtmlBlock block)
    {
        var text = block.Text;
        var sentences = 0;
        var words = 0;
        var capitals = 0;
        var digits = 0;
        var separators = 0;
        var before = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 128)
            {
                if (char.IsAsciiLetter(c))
                {
                    if (!before)
                    {
                        words++;
                        if (c < 'a') capitals++;
                    }

                    before = true;
                    continue;
                }

                if (char.IsAsciiDigit(c))
                {
                    digits++;
                    if (!before) words++;
                    before = true;
                    continue;
                }

                if (c is '.' or '!' or '?' && before && i > 2 && (i + 1 == text.Length || text[i + 1] is ' ' or '"' or ')')) sentences++;
                else if (c is '|' or '>' or '<' or '/' or '*') separators++;
                if (c != '\'') before = false;
            }
            else if (c is '。' or '！' or '？' or '؟' or '۔' or '।' or '…' or '॥')
            {
                sentences++;
                before = false;
            }
            else if (c is '»' or '›' or '·' or '•' or '→' or '←' or '▶' or '«' or '|' or '│' or '\u25BA' or '\u203A')
            {
                separators++;
                before = false;
            }
            else if (c is >= '\u3040' and < '\uA000')
            {
                // Two signs of Han or kana are about a word.
                if ((i & 1) == 0) words++;
                before = true;
            }
            else if (char.IsLetter(c))
            {
                if (!before)
                {
                    words++;
                    if (char.IsUpper(c)) capitals++;
                }

                before = true;
            }
            else if (c is not ('’' or '\u0301') && !char.IsDigit(c))
            {
                before = c >= '\u0300' && char.IsSurrogate(c) is false && char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
            }
        }

        block.Sentences = sentences;
        block.Words = Math.Max(1, words);
        block.Capitals = capitals;
        block.Digits = digits;
        block.Separators = separators;
    }
}
