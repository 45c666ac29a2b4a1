using System.Text;

namespace Variorum.Bench;

/// <summary>Makes the table of stems from a table of words with the number of sentences that hold them.</summary>
internal static class BackgroundTable
{
    public static int Run(string words, string table)
    {
        var stems = new Dictionary<string, long>();
        foreach (var line in File.ReadLines(words))
        {
            if (line.StartsWith('#')) continue;
            var fields = line.Split('\t');
            if (Tokens.Of(fields[0], "en") is [{ Kind: TokenKind.Word } token]) stems[token.Key] = stems.GetValueOrDefault(token.Key) + long.Parse(fields[1]);
        }
        var lines = stems.Select(stem => (Encoding.UTF8.GetBytes(stem.Key), stem.Value)).ToList();
        lines.Sort(static (x, y) => x.Item1.AsSpan().SequenceCompareTo(y.Item1));
        File.WriteAllText(table, string.Concat(lines.Select(line => $"{Encoding.UTF8.GetString(line.Item1)}\t{line.Value}\n")));
        return 0;
    }
}
