using CsCheck;

namespace Variorum;

public class TextReportTests
{
    [Fact]
    public void Linked_passages_stand_side_by_side()
    {
        var lines = Text(Told.Signing(), 150).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("A2 ", StringComparison.Ordinal) && line.Contains('≠', StringComparison.Ordinal) && line.Contains("B2 ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("‹54 percent›", StringComparison.Ordinal) && line.Contains("‹45 percent›", StringComparison.Ordinal));
    }

    [Fact]
    public void A_narrow_terminal_gets_one_text_under_the_other()
    {
        var text = Text(Told.Signing(), 50);
        Assert.Contains("\nA2 · Ann Holt\n", text, StringComparison.Ordinal);
        Assert.Contains("\n≠ differs\nB2 · Ann Holt\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(100)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        foreach (var collation in new[] { Told.Signing(), Told.Summit(), Told.Nothing(), Told.Hostile("漢字とかな交じりの文、그리고 한글, e\u0301 " + new string('x', 300)) })
            Assert.All(Text(collation, width).Split('\n'), line => Assert.True(Columns.Width(line) <= width, line));
    }

    [Fact]
    public void Colours_tell_nothing_that_signs_do_not()
    {
        var coloured = Text(Told.Signing(), 100, colour: true);
        Assert.Contains("\e[", coloured, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", Text(Told.Signing(), 100), StringComparison.Ordinal);
        Assert.Equal(Text(Told.Signing(), 100), System.Text.RegularExpressions.Regex.Replace(coloured, "\e\\[[0-9;]*m", ""));
        foreach (var sign in new[] { "A only", "B only", "↕ moved", "⇄ other speaker", "≈", "≠", "=" })
            Assert.Contains(sign, Text(Told.Signing(), 100), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_cannot_steer_the_terminal()
    {
        var text = Text(Told.Hostile("a\e[2J\u009b1m\u202e\u0007\rb"), 100);
        Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c == '\u202e');
        using var writer = new StringWriter();
        AccountText.Write(Told.Hostile("a\e[2J\u009b1m\u202e\u0007\rb").Witnesses[0].Account, writer);
        Assert.DoesNotContain(writer.ToString(), c => (char.IsControl(c) && c != '\n') || c == '\u202e');
    }

    [Fact]
    public void Every_passage_is_shown_once()
    {
        var text = Text(Told.Signing(), 120);
        foreach (var id in new[] { "A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "B4", "B5" })
            Assert.Single(text[text.IndexOf("SIDE BY SIDE", StringComparison.Ordinal)..].Split(default(char[])), word => word == id);
    }

    [Fact]
    public void Wrapping_loses_nothing_but_blanks() =>
        Gen.Select(Gen.String[Gen.Char["abc 漢한\u0301."], 0, 200], Gen.Int[2, 40]).Sample((text, width) =>
        {
            var lines = Columns.Wrap(text, width);
            return string.Concat(lines).Replace(" ", "", StringComparison.Ordinal) == text.Replace(" ", "", StringComparison.Ordinal)
                && lines.TrueForAll(line => Columns.Width(line) <= width);
        });

    [Fact]
    public void An_account_is_shown_with_its_speakers_notes_captions_and_what_was_not_read()
    {
        using var writer = new StringWriter();
        AccountText.Write(Told.Signing().Witnesses[1].Account with { Notes = ["Corrected later."], Captions = [new Caption("The hall.", "E. Lund")], Unread = [new Unread("table", "it has no text")] }, writer);
        var text = writer.ToString();
        Assert.StartsWith("Press statements after the signing\n\n", text, StringComparison.Ordinal);
        Assert.Contains("\n\n[Jon Vale]\nI thank the workers of both our countries.\n", text, StringComparison.Ordinal);
        Assert.Contains("origin     Office of the Prime Minister, https://pm.example/4\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\nNote: Corrected later.\n\nCaption: The hall. (E. Lund)\n\nNot read: table (it has no text)\n", text, StringComparison.Ordinal);
    }

    private static string Text(Collation collation, int width, bool colour = false)
    {
        using var writer = new StringWriter();
        TextReport.Write(collation, writer, width, colour);
        return writer.ToString();
    }
}
