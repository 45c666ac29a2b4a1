using System.Buffers;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>Finds the cells worth judging and measures what their statements share.</summary>
/// <remarks>
/// Coverage and clause scores are matched weight over the lesser weight, damped by a constant so that short sentences need more;
/// see docs/decisions/links.md for where the recipe comes from and what each part is worth.
/// </remarks>
internal static class Cells
{
    // The partners kept for each statement; one right link of the development pairs lies beyond.
    private const int Most = 6;
    // A text that says one sentence a thousand times has a thousand best partners; no more than these are judged.
    private const int MostTied = 8 * Most;
    // Of very long texts fewer are: cells cost half a kilobyte each.
    private const int MostCells = 200_000, LeastTied = 2 * Most;
    // A term that more statements of the other side hold than this leads to those in like places alone: it tells them apart no more,
    // and to ask them all would cost the product of two texts that say one thing ten thousand times.
    private const int MostHolders = 1024;
    // Keeps a sentence of two words from scoring like one of twenty.
    private const double Damping = 2;

    public static List<Cell> Of(Statement[] a, Statement[] b, Vocabulary vocabulary, CancellationToken cancel)
    {
        WeighGrams(a, b);
        var cells = Candidates(a, b, vocabulary, cancel);
        // Whom a speech addresses is no statement: it answers to another address alone.
        if (!vocabulary.Across) RemoveAddresses(cells, a, b);
        foreach (var cell in cells)
        {
            cancel.ThrowIfCancellationRequested();
            Measure(cell, a[cell.A], b[cell.B], vocabulary);
        }
        return cells;
    }

    private static void RemoveAddresses(List<Cell> cells, Statement[] a, Statement[] b)
    {
        var (addressA, addressB) = (a.Select(Salutations.Is).ToArray(), b.Select(Salutations.Is).ToArray());
        cells.RemoveAll(cell => addressA[cell.A] != addressB[cell.B]);
    }

    private static List<Cell> Candidates(Statement[] a, Statement[] b, Vocabulary vocabulary, CancellationToken cancel)
    {
        var holders = new List<int>?[vocabulary.Count];
        for (var j = 0; j < b.Length; j++)
        {
            foreach (var term in b[j].Terms) (holders[term] ??= []).Add(j);
        }
        // Twice over the rows: first for the floor of each column, then for the cells above it. No table of all by all is held.
        var columnBest = new float[b.Length * Most];
        var row = new Row(b.Length);
        var slope = (double)b.Length / a.Length;
        var tied = Math.Clamp(MostCells / Math.Max(1, Math.Max(a.Length, b.Length)), LeastTied, MostTied);
        for (var i = 0; i < a.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            Score(a[i], (int)(i * slope), b, row, holders, vocabulary);
            foreach (var j in row.Columns) Keep(columnBest.AsSpan(j * Most, Most), row.Scores[j]);
        }
        var candidates = new List<Candidate>();
        Span<float> best = stackalloc float[Most];
        for (var i = 0; i < a.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            Score(a[i], (int)(i * slope), b, row, holders, vocabulary);
            best.Clear();
            foreach (var j in row.Columns) Keep(best, row.Scores[j]);
            row.Columns.Sort();
            var first = candidates.Count;
            foreach (var j in row.Columns)
            {
                var score = row.Scores[j];
                if (score >= best[0] || score >= columnBest[j * Most]) candidates.Add(new Candidate(i, j, score, Math.Abs(j - (i * slope))));
            }
            if (candidates.Count - first <= tied) continue;
            var kept = Likeliest(candidates.Skip(first), tied).OrderBy(static candidate => candidate.B).ToList();
            candidates.RemoveRange(first, candidates.Count - first);
            candidates.AddRange(kept);
        }
        return [.. Thinned(candidates, b.Length, tied).Select(static candidate => new Cell(candidate.A, candidate.B))];
    }

    /// <summary>The same for a statement of the other side: one sentence beside a text that says it a thousand times.</summary>
    private static List<Candidate> Thinned(List<Candidate> candidates, int columns, int tied)
    {
        var counts = new int[columns];
        foreach (var candidate in candidates) counts[candidate.B]++;
        if (Array.TrueForAll(counts, count => count <= tied)) return candidates;
        var kept = candidates.GroupBy(static candidate => candidate.B).SelectMany(column => Likeliest(column, tied)).ToHashSet();
        return candidates.FindAll(kept.Contains);
    }

    /// <summary>Those that share most, and of statements that repeat each other word by word those in like places.</summary>
    // By place alone a speech of two hundred sentences lost what a report of twenty quotes from its end.
    private static IEnumerable<Candidate> Likeliest(IEnumerable<Candidate> line, int most) =>
        line.OrderByDescending(static candidate => candidate.Score).ThenBy(static candidate => candidate.Away).Take(most);

    /// <summary>Two statements worth judging: what they share, and how far apart their places are, in statements of the second.</summary>
    private readonly record struct Candidate(int A, int B, float Score, double Away);

    /// <summary>What one statement shares with each of the others: the scores, and the columns that have one.</summary>
    private sealed class Row(int columns)
    {
        public float[] Scores { get; } = new float[columns];

        public List<int> Columns { get; } = [];

        public void Clear()
        {
            foreach (var column in Columns) Scores[column] = 0;
            Columns.Clear();
        }
    }

    /// <summary>Matched weight over the lesser mass, for one statement beside all others.</summary>
    private static void Score(Statement statement, int place, Statement[] others, Row row, List<int>?[] holders, Vocabulary vocabulary)
    {
        row.Clear();
        foreach (var term in statement.Terms)
        {
            Spread(row, holders[term], place, vocabulary.Weight(term));
            foreach (var (near, factor) in vocabulary.Near(term))
                Spread(row, holders[near], place, factor * Math.Min(vocabulary.Weight(term), vocabulary.Weight(near)));
        }
        foreach (var j in row.Columns) row.Scores[j] /= (float)(Math.Min(statement.Mass, others[j].Mass) + Damping);
    }

    private static void Spread(Row row, List<int>? columns, int place, double weight)
    {
        if (columns is null || (float)weight <= 0) return;
        var from = 0;
        if (columns.Count > MostHolders)
        {
            from = columns.BinarySearch(place);
            from = Math.Clamp((from < 0 ? ~from : from) - (MostHolders / 2), 0, columns.Count - MostHolders);
        }
        foreach (var column in CollectionsMarshal.AsSpan(columns).Slice(from, Math.Min(columns.Count, MostHolders)))
        {
            if (row.Scores[column] == 0) row.Columns.Add(column);
            row.Scores[column] += (float)weight;
        }
    }

    /// <summary>Keeps the greatest scores, the least of them first.</summary>
    private static void Keep(Span<float> best, float score)
    {
        if (score <= best[0]) return;
        var i = 0;
        for (; i + 1 < best.Length && best[i + 1] < score; i++) best[i] = best[i + 1];
        best[i] = score;
    }

    /// <summary>Any two statements, whether they were worth judging or not.</summary>
    public static Cell Between(Statement[] a, int i, Statement[] b, int j, Vocabulary vocabulary)
    {
        var cell = new Cell(i, j);
        Measure(cell, a[i], b[j], vocabulary);
        return cell;
    }

    private static void Measure(Cell cell, Statement a, Statement b, Vocabulary vocabulary)
    {
        cell.Matches = Matched(a, b, vocabulary);
        cell.AIsShorter = a.Mass != b.Mass ? a.Mass < b.Mass : string.CompareOrdinal(a.Passage.Text, b.Passage.Text) < 0;
        var (clausesA, clausesB) = (a.Clauses, b.Clauses);
        var shared = ArrayPool<double>.Shared.Rent((clausesA + 1) * (clausesB + 1));
        var width = clausesB + 1;
        Array.Clear(shared);
        foreach (var match in cell.Matches)
        {
            cell.Mass += match.Weight;
            for (var c = a.ClausesOf[match.A]; c != 0; c &= c - 1)
            {
                var row = System.Numerics.BitOperations.TrailingZeroCount(c);
                shared[row * width + clausesB] += match.Weight;
                for (var d = b.ClausesOf[match.B]; d != 0; d &= d - 1)
                    shared[row * width + System.Numerics.BitOperations.TrailingZeroCount(d)] += match.Weight;
            }
            for (var d = b.ClausesOf[match.B]; d != 0; d &= d - 1)
                shared[clausesA * width + System.Numerics.BitOperations.TrailingZeroCount(d)] += match.Weight;
        }
        cell.Coverage = Math.Sqrt(cell.Mass / (Math.Min(a.Mass, b.Mass) + Damping));
        cell.ClausesOfA = new double[clausesA];
        cell.ClausesOfB = new double[clausesB];
        for (var c = 0; c < clausesA; c++)
        {
            cell.ClausesOfA[c] = Math.Sqrt(shared[c * width + clausesB] / (Math.Min(a.ClauseMass[c], b.Mass) + Damping));
            cell.Clause = Math.Max(cell.Clause, Even(shared[c * width + clausesB], a.ClauseMass[c], b.Mass));
            for (var d = 0; d < clausesB; d++) cell.Clause = Math.Max(cell.Clause, Even(shared[c * width + d], a.ClauseMass[c], b.ClauseMass[d]));
        }
        for (var d = 0; d < clausesB; d++)
        {
            cell.ClausesOfB[d] = Math.Sqrt(shared[clausesA * width + d] / (Math.Min(b.ClauseMass[d], a.Mass) + Damping));
            cell.Clause = Math.Max(cell.Clause, Even(shared[clausesA * width + d], b.ClauseMass[d], a.Mass));
        }
        ArrayPool<double>.Shared.Return(shared);
        // Letters tell nothing between languages; between accounts in one they go with the words.
        cell.Characters = vocabulary.Across ? cell.Coverage : Math.Sqrt(Cosine(a, b));
    }

    private static double Even(double shared, double one, double other) => Math.Sqrt(shared / Math.Sqrt((one + Damping) * (other + Damping)));

    /// <summary>Equal terms first, then the nearest of the rest, each term once.</summary>
    private static SharedTerm[] Matched(Statement a, Statement b, Vocabulary vocabulary)
    {
        var matches = new List<SharedTerm>();
        Span<bool> usedA = a.Terms.Length <= 512 ? stackalloc bool[a.Terms.Length] : new bool[a.Terms.Length];
        Span<bool> usedB = b.Terms.Length <= 512 ? stackalloc bool[b.Terms.Length] : new bool[b.Terms.Length];
        usedA.Clear();
        usedB.Clear();
        for (int i = 0, j = 0; i < a.Terms.Length && j < b.Terms.Length;)
        {
            var order = a.Terms[i].CompareTo(b.Terms[j]);
            if (order == 0)
            {
                matches.Add(new SharedTerm(i, j, vocabulary.Weight(a.Terms[i])));
                usedA[i] = usedB[j] = true;
            }
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
        List<SharedTerm>? nearer = null;
        for (var i = 0; i < a.Terms.Length; i++)
        {
            if (usedA[i]) continue;
            foreach (var (near, factor) in vocabulary.Near(a.Terms[i]))
            {
                var j = Array.BinarySearch(b.Terms, near);
                if (j >= 0 && !usedB[j]) (nearer ??= []).Add(new SharedTerm(i, j, factor * Math.Min(vocabulary.Weight(a.Terms[i]), vocabulary.Weight(near))));
            }
        }
        if (nearer is null) return [.. matches];
        nearer.Sort(static (x, y) => y.Weight != x.Weight ? y.Weight.CompareTo(x.Weight) : (x.A + x.B).CompareTo(y.A + y.B));
        foreach (var match in nearer)
        {
            if (usedA[match.A] || usedB[match.B]) continue;
            usedA[match.A] = usedB[match.B] = true;
            matches.Add(match);
        }
        return [.. matches];
    }

    private static void WeighGrams(Statement[] a, Statement[] b)
    {
        var holding = new Dictionary<int, int>();
        foreach (var statement in a.Concat(b))
        {
            foreach (var gram in statement.Grams) holding[gram] = holding.GetValueOrDefault(gram) + 1;
        }
        var statements = a.Length + b.Length;
        foreach (var statement in a.Concat(b))
        {
            statement.GramWeights = new float[statement.Grams.Length];
            var squares = 0d;
            for (var i = 0; i < statement.Grams.Length; i++)
            {
                var weight = Math.Log((statements + 1d) / holding[statement.Grams[i]]);
                statement.GramWeights[i] = (float)weight;
                squares += weight * weight;
            }
            var length = (float)Math.Sqrt(squares);
            for (var i = 0; i < statement.GramWeights.Length && length > 0; i++) statement.GramWeights[i] /= length;
        }
    }

    private static double Cosine(Statement a, Statement b)
    {
        var sum = 0f;
        for (int i = 0, j = 0; i < a.Grams.Length && j < b.Grams.Length;)
        {
            var order = a.Grams[i].CompareTo(b.Grams[j]);
            if (order == 0) sum += a.GramWeights[i] * b.GramWeights[j];
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
        return Math.Clamp(sum, 0, 1);
    }
}
