namespace Variorum;

/// <summary>Units, currencies and the nouns that numbers count.</summary>
internal static class Units
{
    private static readonly Lazy<Table> Words = new(static () => new Table());

    public static bool Measure(ReadOnlySpan<char> word, out (string Unit, QuantityKind Kind) measure) =>
        Words.Value.Measures.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out measure);

    /// <summary>The code of a currency by its name or code, in lower case, or null.</summary>
    public static string? Currency(ReadOnlySpan<char> word) =>
        word.Length is >= 2 and <= 9 && Words.Value.Currencies.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var code) ? code : null;

    /// <summary>What a counted noun is in any language, or null where it is no unit that many languages count in.</summary>
    public static string? Shared(string noun) => Words.Value.Shared.GetValueOrDefault(noun);

    public static string? Symbol(char c) => Words.Value.Symbols.GetValueOrDefault(c);

    /// <summary>Whose dollars these letters before the sign mean: <c>A$</c>, <c>HK$</c>; null where they are none.</summary>
    public static string? Dollar(ReadOnlySpan<char> word) => Words.Value.Dollars.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var code) ? code : null;

    /// <summary>The currency of letters that stand right before digits: <c>RM40</c>, <c>Rs 500</c>.</summary>
    public static string? Before(ReadOnlySpan<char> word) => Words.Value.Prefixes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var code) ? code : null;

    /// <summary>A word behind a number that shows that it counts or measures, so that it is no year.</summary>
    public static bool Counted(Lexemes text, int i)
    {
        var word = text.Of(i);
        if (Measure(word, out var measure)) return measure.Unit is not "m" || word.Length == 1;
        if (Currency(word) is not null || word is "people" or "men" or "women" or "children" or "per") return true;
        if (word is "levels" or "emissions" or "figures" or "results" or "elections" or "sanctions" or "talks" or "games" or "accords" or "protests" or "its" or "has" or "was" or "is" or "as" or "s" or "agreements" or "events" or "prices" or "data") return false;
        return text.English && word.Length > 3 && char.IsLower(word[0]) && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i' or '\'');
    }

    /// <summary>Data beside this file: written forms, in any language, with the unit in normal form.</summary>
    private sealed class Table
    {
        public Table()
        {
            using var stream = typeof(Units).Assembly.GetManifestResourceStream("units.tsv")!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                var cells = line.Split('\t');
                if (line.StartsWith('#')) continue;
                if (cells.Length != 3) throw new InvalidDataException($"units.tsv: not three cells: {line}");
                foreach (var word in cells[2].Split(' ')) Add(cells[0], cells[1], word);
            }
        }

        public Dictionary<string, (string Unit, QuantityKind Kind)> Measures { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, string> Currencies { get; } = new(StringComparer.OrdinalIgnoreCase);
        public Dictionary<string, string> Shared { get; } = new(StringComparer.OrdinalIgnoreCase);
        public Dictionary<char, string> Symbols { get; } = [];
        public Dictionary<string, string> Dollars { get; } = [];
        public Dictionary<string, string> Prefixes { get; } = [];

        private void Add(string kind, string unit, string word)
        {
            switch (kind)
            {
                case "money":
                    Currencies.TryAdd(word, unit);
                    break;
                case "shared":
                    Shared.TryAdd(word, unit);
                    break;
                case "symbol":
                    Symbols.TryAdd(word[0], unit);
                    break;
                case "dollar":
                    Dollars.TryAdd(word, unit);
                    break;
                case "before":
                    Prefixes.TryAdd(word, unit);
                    break;
                default:
                    Measures.TryAdd(word, (unit, kind switch
                    {
                        "percentage" => QuantityKind.Percentage,
                        "multiple" => QuantityKind.Multiple,
                        "duration" => QuantityKind.Duration,
                        "length" => QuantityKind.Length,
                        _ => throw new InvalidDataException($"units.tsv: no kind of unit: {kind}\t{unit}"),
                    }));
                    break;
            }
        }
    }
}
