namespace Variorum;

/// <summary>Cuts a paragraph into sentences as a careful reader would.</summary>
public static class Sentences
{
    /// <summary>The sentences of one paragraph, in order, without the blanks between them.</summary>
    /// <param name="paragraph">No line breaks that mean anything; any script.</param>
    public static IReadOnlyList<Span> Cut(string paragraph)
    {
        var spans = new List<Span>();
        var start = 0;
        for (var i = 0; i < paragraph.Length; i++)
        {
            var ends = paragraph[i] is '.' or '!' or '?' && (i + 1 == paragraph.Length || paragraph[i + 1] == ' ');
            if (!ends && i + 1 < paragraph.Length) continue;
            if (i + 1 > start) spans.Add(new Span(start, i + 1));
            start = i + 2;
        }
        return spans;
    }
}
