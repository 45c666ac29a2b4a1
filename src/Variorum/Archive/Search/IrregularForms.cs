namespace Variorum;

/// <summary>Forms that no ending tells: <c>дня</c> is <c>день</c>, <c>وزراء</c> is <c>وزير</c>; and words that only seem to have one.</summary>
internal static class IrregularForms
{
    private static readonly Lazy<Table> Data = new(Read);

    /// <summary>The word of which a folded form is one; null where the rules tell.</summary>
    public static string? Lemma(string form, Tongue tongue) => Data.Value.Lemmas.GetValueOrDefault((tongue, form));

    /// <summary>Whether a stem is a word of its own, such as a preposition, and no other word's.</summary>
    public static bool IsFixed(string stem, Tongue tongue) => Data.Value.Fixed.Contains((tongue, stem));

    private static Table Read()
    {
        var table = new Table([], []);
        using var lines = new StreamReader(typeof(IrregularForms).Assembly.GetManifestResourceStream("irregular.forms.tsv")!);
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var fields = line.Split('\t');
            var (tongue, forms) = (Enum.Parse<Tongue>(fields[0]), fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(form => WordForm.Of(form)));
            foreach (var form in forms)
            {
                if (fields[1] == "=") table.Fixed.Add((tongue, form));
                table.Lemmas.TryAdd((tongue, form), fields[1] == "=" ? form : WordForm.Of(fields[1]));
            }
            if (fields[1] != "=") table.Lemmas.TryAdd((tongue, WordForm.Of(fields[1])), WordForm.Of(fields[1]));
        }
        return table;
    }

    private sealed record Table(Dictionary<(Tongue, string), string> Lemmas, HashSet<(Tongue, string)> Fixed);
}
