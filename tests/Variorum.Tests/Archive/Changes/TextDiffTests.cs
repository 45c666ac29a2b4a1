using CsCheck;

namespace Variorum;

public class TextDiffTests
{
    private const string Signing =
        "President Ilmar Toss of Norland received the Foreign Minister of Sudmark in Vesmark on Tuesday. They signed an agreement on 14 border crossings. "
        + "Deputy Minister Arvo Kell was present at the ceremony.\n\nThe two sides agreed to meet again in autumn. Trade between the two countries grew by 12 percent last year.";

    [Fact]
    public void The_same_text_has_no_changes() => Assert.True(TextDiff.Between(Said(Signing), Said(Signing)).Same);

    [Fact]
    public void A_sentence_that_was_taken_out_is_shown_whole() => Assert.Equal(
        [(DiffKind.Removed, "Deputy Minister Arvo Kell was present at the ceremony.")],
        Changes(Signing, Signing.Replace(" Deputy Minister Arvo Kell was present at the ceremony.", "", StringComparison.Ordinal)));

    [Fact]
    public void A_figure_that_was_changed_is_shown_within_its_sentence()
    {
        var diff = TextDiff.Between(Said(Signing), Said(Signing.Replace("14 border", "11 border", StringComparison.Ordinal)));
        var changed = Assert.Single(diff.Passages, static passage => passage.Kind != DiffKind.Same);
        Assert.Equal(DiffKind.Changed, changed.Kind);
        Assert.Equal(
            [(DiffKind.Same, "They signed an agreement on "), (DiffKind.Removed, "14"), (DiffKind.Added, "11"), (DiffKind.Same, " border crossings.")],
            changed.Words.Select(static word => (word.Kind, word.Text)));
    }

    [Fact]
    public void A_sentence_that_stands_elsewhere_now_has_moved()
    {
        var moved = "The two sides agreed to meet again in autumn. ";
        var kinds = TextDiff.Between(Said(Signing), Said(moved + Signing.Replace(moved, "", StringComparison.Ordinal))).Passages.Select(static passage => passage.Kind).ToHashSet();
        Assert.Equal([DiffKind.Same, DiffKind.MovedFrom, DiffKind.MovedTo], kinds.Order());
    }

    [Fact]
    public void A_headline_and_a_caption_are_compared_as_such()
    {
        var before = new VersionText("Agreement signed", Signing, [new Caption("Ilmar Toss, left, and Arvo Kell", "Norland Press")], []);
        var after = before with { Title = "Agreement signed in Vesmark", Captions = [new Caption("Ilmar Toss", "Norland Press")] };
        Assert.Equal([DiffPart.Title, DiffPart.Caption], TextDiff.Between(before, after).Passages.Where(static passage => passage.Kind != DiffKind.Same).Select(static passage => passage.Part).Distinct());
    }

    [Fact]
    public void In_Chinese_the_characters_that_changed_are_shown()
    {
        var changed = Assert.Single(TextDiff.Between(Said("两国领导人签署了十四项协议。"), Said("两国领导人签署了十一项协议。")).Passages, static passage => passage.Kind == DiffKind.Changed);
        Assert.Contains(new DiffWord(DiffKind.Removed, "四"), changed.Words);
        Assert.Contains(new DiffWord(DiffKind.Added, "一"), changed.Words);
    }

    [Fact]
    public void Both_texts_can_be_read_out_of_their_difference() =>
        Gen.Select(Texts, Texts).Sample((before, after) =>
        {
            var passages = TextDiff.Between(Said(before), Said(after)).Passages;
            return TextDiff.SentencesOf(before).SequenceEqual(passages.Where(static passage => passage.Before is not null && passage.Kind is not DiffKind.MovedTo).Select(static passage => passage.Before!))
                && TextDiff.SentencesOf(after).SequenceEqual(passages.Where(static passage => passage.After is not null && passage.Kind is not DiffKind.MovedFrom).Select(static passage => passage.After!))
                && passages.Where(static passage => passage.Kind == DiffKind.Changed).All(static passage =>
                    string.Concat(passage.Words.Where(static word => word.Kind != DiffKind.Added).Select(static word => word.Text)) == passage.Before
                    && string.Concat(passage.Words.Where(static word => word.Kind != DiffKind.Removed).Select(static word => word.Text)) == passage.After);
        });

    private static readonly string[] Few =
        ["The minister spoke.", "He signed 14 papers.", "He signed 11 papers.", "Trade grew.", "Nobody else came to the talks in Vesmark.", "Few came to the talks in Vesmark."];

    private static readonly Gen<string> Texts = Gen.Int[0, Few.Length - 1].Array[0, 8].Select(static sentences => string.Join(' ', sentences.Select(static i => Few[i])));

    private static IEnumerable<(DiffKind, string)> Changes(string before, string after) =>
        TextDiff.Between(Said(before), Said(after)).Passages.Where(static passage => passage.Kind != DiffKind.Same).Select(static passage => (passage.Kind, passage.After ?? passage.Before!));

    private static VersionText Said(string text) => new("", text, [], []);
}
