namespace Variorum;

/// <summary>A sentence of a corpus in which <c>[[June 19|2024-06-19]]</c> marks what shall be found.</summary>
internal sealed record MarkedText(string Text, string Published, IReadOnlyList<string> Wanted)
{
    public static IEnumerable<MarkedText> Read(string kind)
    {
        foreach (var file in TextCorpus.Files(kind))
        {
            var published = "";
            foreach (var line in File.ReadLines(file))
            {
                if (line.StartsWith("= ", StringComparison.Ordinal)) published = line[2..];
                else if (line.Length > 0 && !line.StartsWith('#')) yield return Parse(line, published);
            }
        }
    }

    private static MarkedText Parse(string line, string published)
    {
        var text = "";
        var wanted = new List<string>();
        for (var at = 0; at < line.Length;)
        {
            var open = line.IndexOf("[[", at, StringComparison.Ordinal);
            if (open < 0)
            {
                text += line[at..];
                break;
            }
            var close = line.IndexOf("]]", open, StringComparison.Ordinal);
            var mark = line[(open + 2)..close].Split('|');
            text += line[at..open] + mark[0];
            wanted.Add($"{mark[0]}|{mark[1]}");
            at = close + 2;
        }
        return new MarkedText(text, published, wanted);
    }
}
