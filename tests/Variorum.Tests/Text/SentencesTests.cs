using CsCheck;

namespace Variorum;

public class SentencesTests
{
    [Fact]
    public void At_least_97_in_100_boundaries_of_hard_cases_are_right()
    {
        int right = 0, found = 0, wanted = 0, cases = 0;
        var misses = new List<string>();
        foreach (var file in TextCorpus.Files("sentences"))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && !line.StartsWith('#')))
            {
                cases++;
                var (text, ends) = Unmark(line);
                var cut = Sentences.Cut(text).Select(span => span.End).Where(end => end < text.Length).ToHashSet();
                right += cut.Count(ends.Contains);
                found += cut.Count;
                wanted += ends.Count;
                if (!cut.SetEquals(ends)) misses.Add($"{Path.GetFileName(file)}: {Mark(text)}");
            }
        }
        var f1 = 2.0 * right / (found + wanted);
        var report = $"F1 {f1:0.000} over {cases} cases, {wanted} boundaries, {found} found, {right} right\n{string.Join('\n', misses)}";
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        Assert.True(cases >= 120, report);
        Assert.True(f1 >= 0.97, report);
    }

    [Fact]
    public void Sentences_are_in_order_apart_and_leave_no_letter_out() => Texts.Sample(HoldsAll);

    [Fact]
    public void A_sentence_of_a_million_characters_is_cut_into_bounded_pieces()
    {
        foreach (var unit in new[] { "a", "word ", "clause, ", "ä\uD83D\uDE00", ". ", "x.Y", "(\"", "1 г. Аа", "\"a.", "!) " })
        {
            var text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
            var spans = Sentences.Cut(text);
            Assert.True(HoldsAll(text));
            Assert.All(spans, span => Assert.InRange(span.Length, 1, SentenceChains.Longest));
        }
    }

    [Fact]
    public void A_cut_parts_no_surrogate_pair()
    {
        var text = string.Concat(Enumerable.Repeat("\uD83D\uDE00", 9_001)) + "x";
        Assert.All(Sentences.Cut("y" + text), span => Assert.False(char.IsLowSurrogate(("y" + text)[span.Start])));
    }

    [Fact]
    public void Nothing_but_blanks_has_no_sentence() => Assert.Empty(Sentences.Cut(" \t\u3000 "));

    // Pieces that meet the rules, among random characters and halves of surrogate pairs.
    private static readonly string[] Pieces =
        [". ", "!", "? ", "…", "\"", "” ", "(", ") ", "U.S. ", "Mr. ", "20. ", "The ", "the ", ";", "。", "「", "」", "다.", " г. ", "1. ", "\uD800", "\uDC00", "\u0000", " "];

    private static readonly Gen<string> Texts =
        Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), Gen.String[0, 5]).Array[0, 60].Select(string.Concat);

    private static bool HoldsAll(string text)
    {
        var at = 0;
        foreach (var span in Sentences.Cut(text))
        {
            if (span.Start < at || span.End <= span.Start || !text.AsSpan(at, span.Start - at).IsWhiteSpace()) return false;
            if (char.IsWhiteSpace(text[span.Start]) || char.IsWhiteSpace(text[span.End - 1])) return false;
            at = span.End;
        }
        return text.AsSpan(at).IsWhiteSpace();
    }

    private static (string Text, HashSet<int> Ends) Unmark(string line)
    {
        var text = "";
        var ends = new HashSet<int>();
        foreach (var part in line.Replace(" ‖ ", "‖ ", StringComparison.Ordinal).Split('‖'))
        {
            if (text.Length > 0) ends.Add(text.Length);
            text += part;
        }
        return (text, ends);
    }

    private static string Mark(string text)
    {
        foreach (var span in Sentences.Cut(text).Reverse().Where(span => span.End < text.Length)) text = text.Insert(span.End, "‖");
        return text;
    }
}
