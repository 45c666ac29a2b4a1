using System.Buffers;

namespace Variorum;

/// <summary>A passage made ready for comparison with those of another witness.</summary>
internal sealed class Statement
{
    /// <summary>Its content terms, or its stop words where it has none, by their number in the <see cref="Vocabulary"/>; ascending, without repeats.</summary>
    public required int[] Terms { get; init; }

    /// <summary>For each of <see cref="Terms"/>, the clauses that hold it, a bit a clause.</summary>
    public required ulong[] ClausesOf { get; init; }

    /// <summary>Every term of the passage in reading order, stop words too.</summary>
    public required IReadOnlyList<Term> Reading { get; init; }

    /// <summary>The content terms in reading order, as places in <see cref="Terms"/>.</summary>
    public required int[] Content { get; init; }

    /// <summary>The same as terms, each with the number of its clause.</summary>
    public required (Term Term, int Clause)[] Compared { get; init; }

    public required int Clauses { get; init; }

    /// <summary>Character 4-grams as ascending hashes.</summary>
    public required int[] Grams { get; init; }

    public required Passage Passage { get; init; }

    /// <summary>Figures and dates in it, offsets within the passage.</summary>
    public required IReadOnlyList<Quantity> Quantities { get; init; }

    public required IReadOnlyList<DateExpression> Dates { get; init; }

    /// <summary>Together the weight of its terms; set once both witnesses are known.</summary>
    public double Mass { get; set; }

    /// <summary>The weight of each clause.</summary>
    public double[] ClauseMass { get; set; } = [];

    /// <summary>Weights of <see cref="Grams"/>, of length one together.</summary>
    public float[] GramWeights { get; set; } = [];

    /// <summary>Under five words: it says too little to be told from others like it.</summary>
    public bool IsShort => Reading.Count < 5;
}

/// <summary>A passage read once for all pairs that its witness takes part in.</summary>
/// <param name="Passage">As it stands.</param>
/// <param name="Reading">Every term in reading order, stop words too.</param>
/// <param name="Content">The terms that are compared, in reading order, each with the number of its clause.</param>
/// <param name="Clauses">How many clauses it has.</param>
/// <param name="Grams">Character 4-grams as ascending hashes.</param>
/// <param name="Quantities">Figures, offsets within the passage.</param>
/// <param name="Dates">Dates, likewise.</param>
internal sealed record PreparedPassage(
    Passage Passage, List<Term> Reading, (Term Term, int Clause)[] Content, int Clauses, int[] Grams, List<Quantity> Quantities, List<DateExpression> Dates);

/// <summary>Cuts the passages of a witness into statements.</summary>
internal static class Statements
{
    // A passage is a sentence; what lies beyond this is no sentence, and clause masks have 64 bits.
    private const int MostClauses = 60;
    private const int LeastTermsOfClause = 4;

    private static readonly SearchValues<char> ClauseMarks = SearchValues.Create(",;:—–(，、；：،؛");

    /// <summary>All of a witness that does not depend on whom it is compared with.</summary>
    public static PreparedPassage[] Prepare(Witness witness)
    {
        var account = witness.Account;
        var passages = witness.Passages;
        var prepared = new PreparedPassage[passages.Count];
        var (quantity, date) = (0, 0);
        for (var i = 0; i < passages.Count; i++)
        {
            var passage = passages[i];
            var quantities = Within(account.Quantities, ref quantity, passage, static q => q.Start, static q => q.End, static (q, from) => q with { Start = q.Start - from, End = q.End - from });
            var dates = Within(account.Dates, ref date, passage, static d => d.Start, static d => d.End, static (d, from) => d with { Start = d.Start - from, End = d.End - from });
            prepared[i] = Prepare(passage, account.Language, quantities, dates);
        }
        return prepared;
    }

    public static Statement[] Of(PreparedPassage[] passages, string? language, Vocabulary vocabulary) => Array.ConvertAll(passages, passage => Of(passage, language, vocabulary));

    private static List<T> Within<T>(IReadOnlyList<T> all, ref int next, Passage passage, Func<T, int> start, Func<T, int> end, Func<T, int, T> move)
    {
        var within = new List<T>();
        while (next < all.Count && start(all[next]) < passage.Start) next++;
        for (; next < all.Count && start(all[next]) < passage.End; next++)
        {
            if (end(all[next]) <= passage.End) within.Add(move(all[next], passage.Start));
        }
        return within;
    }

    private static PreparedPassage Prepare(Passage passage, string? language, List<Quantity> quantities, List<DateExpression> dates)
    {
        var terms = Lexicon.Terms(passage.Text, language);
        var read = new List<(Term, int)>(terms.Count);
        var (clause, inClause) = (0, 0);
        // "What else can we do now?" has no content word, and is quoted all the same.
        var bare = terms.TrueForAll(static term => term.Kind == TokenKind.Stop);
        for (var i = 0; i < terms.Count; i++)
        {
            if (i > 0 && inClause >= LeastTermsOfClause && clause < MostClauses && OpensClause(passage.Text, terms[i - 1], terms[i]))
            {
                clause++;
                inClause = 0;
            }
            if (terms[i].Kind == TokenKind.Stop && !bare) continue;
            read.Add((terms[i], clause));
            inClause++;
        }
        return new PreparedPassage(passage, terms, [.. read], clause + 1, GramsOf(passage.Text), quantities, dates);
    }

    private static Statement Of(PreparedPassage prepared, string? language, Vocabulary vocabulary)
    {
        var clauses = new SortedDictionary<int, ulong>();
        var content = new int[prepared.Content.Length];
        for (var i = 0; i < content.Length; i++)
        {
            var (term, clause) = prepared.Content[i];
            content[i] = vocabulary.Add(term, language);
            clauses[content[i]] = clauses.GetValueOrDefault(content[i]) | (1UL << clause);
        }
        int[] sorted = [.. clauses.Keys];
        for (var i = 0; i < content.Length; i++) content[i] = Array.BinarySearch(sorted, content[i]);
        return new Statement
        {
            Passage = prepared.Passage,
            Reading = prepared.Reading,
            Content = content,
            Compared = prepared.Content,
            Terms = sorted,
            ClausesOf = [.. clauses.Values],
            Clauses = prepared.Clauses,
            Grams = prepared.Grams,
            Quantities = prepared.Quantities,
            Dates = prepared.Dates,
        };
    }

    private static bool OpensClause(string text, Term before, Term term)
    {
        if (term.Kind == TokenKind.Stop && term.Key is "which" or "while" or "adding" or "noting" or "saying" or "stressing" or "stating") return true;
        if (term.Key == "that" && before.Key == "and") return true;
        // Pairs of Han, Kana and Hangul overlap.
        return before.End < term.Start && text.AsSpan(before.End, term.Start - before.End).ContainsAny(ClauseMarks);
    }

    private static int[] GramsOf(string text)
    {
        Span<char> folded = text.Length <= 1024 ? stackalloc char[1024] : new char[text.Length];
        var n = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) folded[n++] = Normalization.Fold(char.ToLowerInvariant(c));
            else if (n > 0 && folded[n - 1] != ' ') folded[n++] = ' ';
        }
        var grams = new HashSet<int>(n);
        for (var i = 0; i + 4 <= n; i++)
        {
            var hash = 2166136261u;
            for (var k = 0; k < 4; k++) hash = (hash ^ folded[i + k]) * 16777619u;
            grams.Add((int)hash);
        }
        var sorted = grams.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
