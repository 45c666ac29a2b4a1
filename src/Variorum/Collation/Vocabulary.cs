using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>The terms of two witnesses: how much each weighs, and which are near in meaning.</summary>
internal sealed class Vocabulary
{
    // What a match that is not the very same term counts for; what other settings gave stands in docs/decisions/links.md.
    private const double Family = .75;
    private const double Synonym = .6;
    private const int LeastFamilyLetters = 5;
    // Of a word that the other language cannot answer to. Measured by the bench's verb across: links F1 .975, and 15 wrong ones in 4046
    // pairs of unlike pages; without such words .962 and 200.
    private const double Unanswered = .35;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<Term> _terms = [];
    private readonly List<string?> _languages = [];
    private double[] _weights = [];
    private double[] _background = [];
    private (int Term, double Factor)[][] _near = [];

    /// <summary>Whether the witnesses are in two languages: the terms are then those of <see cref="AcrossLanguages"/>.</summary>
    public bool Across { get; init; }

    /// <summary>The term's number; the same for all passages that hold it.</summary>
    /// <param name="term">As read.</param>
    /// <param name="language">Of the account that holds it.</param>
    public int Add(Term term, string? language)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, term.Key, out var known);
        if (!known)
        {
            number = _terms.Count;
            _terms.Add(term);
            _languages.Add(language);
        }
        else if (term.Capital && !_terms[number].Capital)
        {
            _terms[number] = term;
        }
        // A word of two languages counts as that which has a table, whichever account stands first.
        if (language is null or "en") _languages[number] = language;
        return number;
    }

    public int Count => _terms.Count;

    public Term this[int term] => _terms[term];

    /// <summary>How much a shared term says: its rarity in this pair of accounts, and to a lesser part in the language.</summary>
    public double Weight(int term) => _weights[term];

    public double Background(int term) => _background[term];

    /// <summary>Terms of near meaning, with the share of the lesser weight that a match of the two counts for.</summary>
    public ReadOnlySpan<(int Term, double Factor)> Near(int term) => _near[term];

    public double Factor(int term, int other)
    {
        if (term == other) return 1;
        foreach (var (near, factor) in _near[term])
        {
            if (near == other) return factor;
        }
        return 0;
    }

    /// <summary>Weighs the terms once all statements of both sides are known.</summary>
    public void Weigh(Statement[] a, Statement[] b)
    {
        var holding = new int[Count];
        foreach (var statement in a.Concat(b))
        {
            foreach (var term in statement.Terms) holding[term]++;
        }
        double statements = a.Length + b.Length;
        _weights = new double[Count];
        _background = new double[Count];
        for (var term = 0; term < Count; term++)
        {
            var pair = 2 * Math.Log((statements + 2) / (holding[term] + .5)) / Math.Log((statements + 2) / 1.5);
            _background[term] = Variorum.Background.Rarity(_terms[term].Key, _languages[term]);
            _weights[term] = Math.Sqrt(_background[term]) * pair * pair;
            if (_terms[term].Key[0] == AcrossLanguages.Unanswerable) _weights[term] *= Unanswered;
        }
        FindNear();
        foreach (var statement in a.Concat(b))
        {
            statement.ClauseMass = new double[statement.Clauses];
            for (var i = 0; i < statement.Terms.Length; i++)
            {
                var weight = _weights[statement.Terms[i]];
                statement.Mass += weight;
                for (var clause = 0; clause < statement.Clauses; clause++)
                {
                    if ((statement.ClausesOf[i] >> clause & 1) != 0) statement.ClauseMass[clause] += weight;
                }
            }
        }
    }

    private void FindNear()
    {
        var near = new List<(int Term, double Factor)>?[Count];
        var families = new Dictionary<string, List<int>>();
        var concepts = new Dictionary<Concept, List<int>>();
        for (var term = 0; term < Count; term++)
        {
            var key = _terms[term].Key;
            if (key.Length >= LeastFamilyLetters && key[0] != '@' && char.IsLetter(key[0])) Join(families, key[..LeastFamilyLetters], term);
            foreach (var concept in _terms[term].Concepts) Join(concepts, concept, term);
        }
        foreach (var family in families.Values) Link(near, family, Family, IsFamily);
        foreach (var synonyms in concepts.Values) Link(near, synonyms, Synonym, static (_, _) => true);
        _near = [.. near.Select(static list => list?.ToArray() ?? [])];
    }

    private bool IsFamily(int a, int b)
    {
        var (x, y) = (_terms[a].Key, _terms[b].Key);
        var common = x.AsSpan().CommonPrefixLength(y);
        return common >= LeastFamilyLetters && common * 10 >= Math.Max(x.Length, y.Length) * 6;
    }

    private static void Link(List<(int, double)>?[] near, List<int> group, double factor, Func<int, int, bool> related)
    {
        // Beyond this a group is no evidence, and its square would cost.
        if (group.Count > 40) return;
        foreach (var a in group)
        {
            foreach (var b in group)
            {
                if (a != b && related(a, b) && near[a]?.Exists(pair => pair.Item1 == b) != true) (near[a] ??= []).Add((b, factor));
            }
        }
    }

    private static void Join<T>(Dictionary<T, List<int>> groups, T key, int term) where T : notnull
    {
        if (!groups.TryGetValue(key, out var group)) groups[key] = group = [];
        group.Add(term);
    }
}
