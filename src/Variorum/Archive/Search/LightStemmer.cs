using System.Globalization;

namespace Variorum;

/// <summary>Takes words to their stems by a table of endings.</summary>
/// <remarks>
/// Light stemming: number, case and gender of nouns and adjectives, in a few steps that take at most one ending each, the longest
/// that fits (J. Savoy, "Light stemming approaches for the French, Portuguese, German and Hungarian languages", SAC 2006). Endings
/// of verbs give a second stem, since nouns end so too. Tables and second stems are our own (<c>endings.tsv</c>).
/// </remarks>
internal sealed class LightStemmer
{
    private static readonly Lazy<Dictionary<Tongue, LightStemmer>> Tables = new(Read);

    private readonly List<List<Rule>> steps = [];
    private readonly List<Rule> ofForm = [];
    private readonly List<Rule> ofStem = [];

    public static LightStemmer Of(Tongue tongue) => Tables.Value[tongue];

    public Stems Stem(string form)
    {
        var stem = form;
        foreach (var step in steps) stem = Cut(stem, step) ?? stem;
        var second = Cut(form, ofForm) ?? Cut(stem, ofStem);
        return new Stems(stem, second == stem ? null : second);
    }

    /// <summary>The word with the longest ending that fits taken off or replaced; null where none does.</summary>
    private static string? Cut(string word, List<Rule> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.Fits(word)) return string.Concat(word.AsSpan(0, word.Length - rule.Ending.Length), rule.Replacement);
        }
        return null;
    }

    private static Dictionary<Tongue, LightStemmer> Read()
    {
        var tables = new Dictionary<Tongue, LightStemmer>();
        using var lines = new StreamReader(typeof(LightStemmer).Assembly.GetManifestResourceStream("endings.tsv")!);
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var fields = line.Split('\t');
            var tongue = Enum.Parse<Tongue>(fields[0]);
            if (!tables.TryGetValue(tongue, out var table)) tables.Add(tongue, table = new LightStemmer());
            table.Add(fields[1], fields[4].Split(' ').Select(ending => Rule.Of(ending, int.Parse(fields[2], CultureInfo.InvariantCulture), fields[3])));
        }
        foreach (var table in tables.Values)
        {
            foreach (var rules in table.steps.Append(table.ofForm).Append(table.ofStem)) rules.Sort(static (a, b) => b.Ending.Length - a.Ending.Length);
        }
        return tables;
    }

    private void Add(string step, IEnumerable<Rule> rules)
    {
        if (step == "form") ofForm.AddRange(rules);
        else if (step == "stem") ofStem.AddRange(rules);
        else
        {
            var number = int.Parse(step, CultureInfo.InvariantCulture);
            while (steps.Count < number) steps.Add([]);
            steps[number - 1].AddRange(rules);
        }
    }

    /// <param name="Ending">What the word ends with.</param>
    /// <param name="Replacement">What is put there.</param>
    /// <param name="Least">How many letters must stand before it.</param>
    /// <param name="After">One of these must be the last of them; none of these where <c>^</c> leads; empty where any may.</param>
    private sealed record Rule(string Ending, string Replacement, int Least, string After)
    {
        public static Rule Of(string written, int least, string after)
        {
            var equals = written.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? new Rule(written, "", least, after) : new Rule(written[..equals], written[(equals + 1)..], least, after);
        }

        public bool Fits(string word)
        {
            var left = word.Length - Ending.Length;
            if (left < Least || !word.EndsWith(Ending, StringComparison.Ordinal)) return false;
            return After.Length == 0 || (After[0] == '^' ? !After.Contains(word[left - 1], StringComparison.Ordinal) : After.Contains(word[left - 1], StringComparison.Ordinal));
        }
    }
}
