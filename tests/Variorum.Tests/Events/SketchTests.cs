using CsCheck;

namespace Variorum;

public class SketchTests
{
    private static readonly Gen<string> Words = Gen.Char['a', 'z'].Array[2, 8].Select(letters => new string(letters));

    private static readonly Gen<string[]> Text = Words.Array[1, 300];

    [Fact]
    public void A_text_has_one_sketch_whatever_its_case_marks_and_blanks() =>
        Text.Sample(words => Sketch.Of(string.Join(' ', words)).Equals(Sketch.Of($"“{string.Join(",\n ", words).ToUpperInvariant()}!”")));

    [Fact]
    public void What_is_packed_is_unpacked_as_it_was() =>
        Text.Sample(words =>
        {
            var sketch = Sketch.Of(string.Join(' ', words));
            return sketch.Pack().Length == Sketch.Size && Sketch.Unpack(sketch.Pack()).Equals(sketch) && Sketch.Unpack(sketch.Pack()).Bands().SequenceEqual(sketch.Bands());
        });

    [Fact]
    public void Likeness_is_the_same_from_either_side() =>
        Gen.Select(Text, Text).Sample((a, b) =>
        {
            var (one, other) = (Sketch.Of(string.Join(' ', a)), Sketch.Of(string.Join(' ', b.Concat(a.Take(b.Length)))));
            return one.Resemblance(other) == other.Resemblance(one) && one.Containment(other) == other.Containment(one) && one.HeadResemblance(other) == other.HeadResemblance(one);
        });

    [Fact]
    public void A_text_cut_to_its_half_is_contained_and_meets_the_whole() =>
        Words.Array[200, 300].Sample(words =>
        {
            var (whole, half) = (Sketch.Of(string.Join(' ', words)), Sketch.Of(string.Join(' ', words.Take(words.Length / 2))));
            return whole.Containment(half) > 0.5 && whole.Bands().Intersect(half.Bands()).Any();
        }, iter: 50);

    [Fact]
    public void Texts_of_other_words_do_not_meet() =>
        Gen.Select(Words.Array[100, 300], Words.Array[100, 300]).Sample((a, b) =>
        {
            var (one, other) = (Sketch.Of(string.Join(" one ", a)), Sketch.Of(string.Join(" other ", b)));
            return one.Resemblance(other) < 0.1 && !one.Bands().Intersect(other.Bands()).Any();
        }, iter: 50);

    [Fact]
    public void The_estimate_is_near_the_share()
    {
        var words = Enumerable.Range(0, 1_000).Select(i => $"word{i * 7919}").ToArray();
        var (one, other) = (Sketch.Of(string.Join(' ', words.Take(750))), Sketch.Of(string.Join(' ', words.Skip(250))));
        Assert.InRange(one.Resemblance(other), 0.25, 0.75);
        Assert.InRange(one.Containment(other), 0.4, 0.9);
    }

    [Fact]
    public void A_text_without_a_word_is_like_none()
    {
        var empty = Sketch.Of("— … —");
        Assert.Equal(0, empty.Resemblance(empty));
        Assert.Empty(empty.Bands());
    }

    [Fact]
    public void A_sketch_of_another_size_is_refused() =>
        Assert.Contains("224 bytes", Assert.Throws<FormatException>(() => Sketch.Unpack(new byte[5])).Message);
}
