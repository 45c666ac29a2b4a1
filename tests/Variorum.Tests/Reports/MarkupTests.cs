using System.Text;
using CsCheck;

namespace Variorum;

public class MarkupTests
{
    [Theory]
    [InlineData("a < b & \"c\" 'd'", "a &lt; b &amp; &quot;c&quot; &#39;d&#39;")]
    [InlineData("a\u0000b\u001bc\u0085d\ufffe", "a\ufffdb\ufffdc\ufffdd\ufffd")]
    [InlineData("\u202eevil\u202c", "evil")]
    [InlineData("one\r\ntwo", "one\n\ntwo")]
    public void Text_is_safe_in_HTML_and_XML(string text, string safe) => Assert.Equal(safe, new StringBuilder().Text(text).ToString());

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("\ud83d\ude00 \ufffd x \ufffd", new StringBuilder().Text("\ud83d\ude00 \ud83d x \ude00").ToString());

    [Fact]
    public void What_is_marked_lies_within_the_text_in_order_and_apart() =>
        Gen.Select(Gen.String[Gen.Char["ab\ud83d\ude00"], 0, 30], Gen.Select(Gen.Int[-5, 40], Gen.Int[-5, 40]).Array[0, 8]).Sample((text, wordings) =>
        {
            var marks = Markup.Clear(text, wordings.Select((at, i) => (new Wording("A1", at.Item1, at.Item2, ""), i)));
            var end = 0;
            foreach (var mark in marks)
            {
                if (mark.Start < end || mark.End <= mark.Start || mark.End > text.Length) return false;
                if (mark.Start > 0 && char.IsSurrogatePair(text[mark.Start - 1], text[mark.Start])) return false;
                if (mark.End < text.Length && char.IsSurrogatePair(text[mark.End - 1], text[mark.End])) return false;
                end = mark.End;
            }
            return wordings.Length == 0 || marks.Count > 0 || Array.TrueForAll(wordings, at => Math.Clamp(at.Item1, 0, text.Length) >= Math.Clamp(at.Item2, 0, text.Length));
        });

    [Fact]
    public void Of_two_overlapping_marks_the_first_named_stays() =>
        Assert.Equal([(2, 6, "first")], Markup.Clear("abcdefgh", [(new Wording("A1", 2, 6, ""), "first"), (new Wording("A1", 0, 3, ""), "second"), (new Wording("A1", 5, 8, ""), "third")]));
}
