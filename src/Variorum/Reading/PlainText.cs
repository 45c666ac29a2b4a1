namespace Variorum;

/// <summary>Reads plain text, also text that was saved from a browser with all its furniture.</summary>
internal static class PlainText
{
    public static Draft Read(string text) => new()
    {
        Blocks = [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(paragraph => new Block(string.Join(' ', paragraph.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))))],
    };
}
