namespace Variorum;

/// <summary>What changed between two texts, for people to read in a terminal or a mail.</summary>
public static class DiffText
{
    /// <summary>
    /// Writes the changed passages, a line each: <c>-</c> taken out, <c>+</c> put in, <c>~</c> edited, with words taken out in
    /// <c>[-…-]</c> and words put in in <c>{+…+}</c>, <c>↕</c> moved. What stays the same is left out.
    /// </summary>
    /// <param name="indent">Blanks before each line.</param>
    public static void Write(TextDiff diff, TextWriter writer, int indent = 0)
    {
        foreach (var passage in diff.Passages.Where(static passage => passage.Kind is not (DiffKind.Same or DiffKind.MovedFrom)))
        {
            writer.Write(new string(' ', indent));
            writer.Write(passage.Part == DiffPart.Text ? "" : $"{Name(passage.Part)} ");
            writer.Write(passage.Kind switch
            {
                DiffKind.Removed => $"- {Columns.Safe(passage.Before!)}",
                DiffKind.Added => $"+ {Columns.Safe(passage.After!)}",
                DiffKind.MovedTo => $"↕ {Columns.Safe(passage.After!)}",
                _ => $"~ {string.Concat(passage.Words.Select(Word))}",
            });
            writer.Write('\n');
        }
    }

    /// <summary>How much changed, in a clause: <c>1 sentence taken out, 2 edited</c>.</summary>
    public static string Summary(TextDiff diff)
    {
        var counts = new (DiffKind Kind, string Done)[] { (DiffKind.Removed, "taken out"), (DiffKind.Added, "put in"), (DiffKind.Changed, "edited"), (DiffKind.MovedTo, "moved") };
        var told = counts.Select(count => (diff.Passages.Count(passage => passage.Kind == count.Kind), count.Done)).Where(static count => count.Item1 > 0).ToList();
        return told.Count == 0 ? "nothing that it says" : string.Join(", ", told.Select((count, i) => i == 0 ? $"{Telling.Count(count.Item1, "passage")} {count.Done}" : $"{count.Item1} {count.Done}"));
    }

    internal static string Name(DiffPart part) => part switch
    {
        DiffPart.Title => "headline",
        DiffPart.Caption => "caption",
        DiffPart.Note => "note",
        _ => "text",
    };

    private static string Word(DiffWord word) => word.Kind switch
    {
        DiffKind.Removed => $"[-{Columns.Safe(word.Text)}-]",
        DiffKind.Added => $"{{+{Columns.Safe(word.Text)}+}}",
        _ => Columns.Safe(word.Text),
    };
}
