namespace Variorum;

/// <summary>English forms that no ending tells: <c>grew</c> is <c>grow</c>, <c>children</c> is <c>child</c>.</summary>
internal static class Irregular
{
    /// <summary>The stem of the plain form, by the form as written, lower case.</summary>
    public static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Forms = Read();

    private static Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Read()
    {
        var forms = new Dictionary<string, string>();
        using var reader = new StreamReader(typeof(Irregular).Assembly.GetManifestResourceStream("irregular-en.tsv")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var tab = line.IndexOf('\t');
            var plain = line.AsSpan(tab + 1).ToArray().AsSpan();
            forms[line[..tab]] = plain[..Stemmer.Stem(plain)].ToString();
        }
        return forms.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
