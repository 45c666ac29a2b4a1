using System.Text;

namespace Variorum;

/// <summary>Who says what: makes the passages of an account from the blocks of its main text.</summary>
internal static class Speech
{
    /// <summary>What the blocks say, and who is made to say it.</summary>
    /// <param name="blocks">The main text, marks and notes already taken out.</param>
    /// <param name="title">The headline: it may name the speaker of a statement.</param>
    public static Spoken Read(IReadOnlyList<Block> blocks, string? title)
    {
        var text = new StringBuilder();
        var passages = new List<Passage>();
        for (var paragraph = 0; paragraph < blocks.Count; paragraph++)
        {
            var block = blocks[paragraph];
            if (text.Length > 0) text.Append("\n\n");
            foreach (var span in Sentences.Cut(block.Text))
            {
                passages.Add(new Passage($"{passages.Count + 1}", block.Text[span.Start..span.End],
                    text.Length + span.Start, text.Length + span.End, paragraph, null)
                { Heading = block.Kind == BlockKind.Heading });
            }
            text.Append(block.Text);
        }
        return new Spoken(text.ToString(), passages, [], [], HasTurns: false);
    }
}

/// <summary>The text of an account with its passages, attributions and people.</summary>
internal sealed record Spoken(string Text, IReadOnlyList<Passage> Passages, IReadOnlyList<Attribution> Attributions,
    IReadOnlyList<Person> People, bool HasTurns);
