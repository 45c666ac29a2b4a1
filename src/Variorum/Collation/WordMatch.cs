namespace Variorum;

/// <summary>A word of a linked passage: where it stands and what answers to it on the other side.</summary>
/// <param name="Statement">The statement's number in its witness.</param>
/// <param name="Position">Its place among the statement's terms.</param>
/// <param name="Term">The word.</param>
internal readonly record struct Word(int Statement, int Position, Term Term);

/// <summary>The words of a link's two sides, each with the word that answers to it.</summary>
/// <remarks>Words are matched once, equal ones before near ones, and of several equal ones those that stand in like company.</remarks>
internal sealed class WordMatch
{
    // How far the company of a word reaches, in words to each side.
    private const int Company = 3;

    /// <summary>The company of a whole clause or short sentence.</summary>
    public const int Sentence = 10;

    // Below this share of matched words two passages are told too differently for single words to mean anything.
    private const double NearEnough = .6;

    private readonly WitnessPair _pair;

    public Word[] A { get; }
    public Word[] B { get; }

    /// <summary>For each word of A its partner in B, or -1; and the other way about.</summary>
    public int[] OfA { get; }
    public int[] OfB { get; }

    private WordMatch(WitnessPair pair, Word[] a, Word[] b)
    {
        (_pair, A, B) = (pair, a, b);
        OfA = new int[a.Length];
        OfB = new int[b.Length];
        Array.Fill(OfA, -1);
        Array.Fill(OfB, -1);
    }

    public static WordMatch Of(WitnessPair pair, LinkedStatements link)
    {
        var match = new WordMatch(pair, Words(pair.A, link.A), Words(pair.B, link.B));
        match.Pair();
        return match;
    }

    private static Word[] Words(Statement[] statements, int[] numbers) =>
        [.. numbers.SelectMany(number => statements[number].Reading.Select((term, position) => new Word(number, position, term)))];

    private void Pair()
    {
        var byKey = new Dictionary<string, List<int>>();
        for (var j = 0; j < B.Length; j++)
        {
            if (!byKey.TryGetValue(B[j].Term.Key, out var list)) byKey[B[j].Term.Key] = list = [];
            list.Add(j);
        }
        var candidates = new List<(int A, int B, double Rank)>();
        for (var i = 0; i < A.Length; i++)
        {
            if (byKey.TryGetValue(A[i].Term.Key, out var equal))
            {
                foreach (var j in equal) candidates.Add((i, j, 1 + EqualCompany(i, j)));
            }
            if (A[i].Term.Kind == TokenKind.Stop) continue;
            for (var j = 0; j < B.Length; j++)
            {
                if (B[j].Term.Kind != TokenKind.Stop && A[i].Term.Key != B[j].Term.Key && AreNear(A[i].Term, B[j].Term)) candidates.Add((i, j, .4 + EqualCompany(i, j)));
            }
        }
        candidates.Sort(static (x, y) => x.Rank != y.Rank ? y.Rank.CompareTo(x.Rank) : x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        foreach (var (i, j, _) in candidates)
        {
            if (OfA[i] >= 0 || OfB[j] >= 0) continue;
            (OfA[i], OfB[j]) = (j, i);
        }
    }

    public static bool AreNear(Term x, Term y)
    {
        if (y.Concepts.Length > 0)
        {
            foreach (var concept in x.Concepts)
            {
                // By their names, which all languages share.
                foreach (var other in y.Concepts)
                {
                    if (other.Id == concept.Id) return true;
                }
            }
        }
        if (x.Key[0] != y.Key[0]) return false;
        var common = x.Key.AsSpan().CommonPrefixLength(y.Key);
        return common >= 5 && common * 10 >= Math.Max(x.Key.Length, y.Key.Length) * 6;
    }

    /// <summary>Share of equal words among the neighbours of two words.</summary>
    private double EqualCompany(int i, int j)
    {
        var equal = 0;
        for (var d = -Company; d <= Company; d++)
        {
            if (d != 0 && i + d >= 0 && i + d < A.Length && j + d >= 0 && j + d < B.Length && A[i + d].Term.Key == B[j + d].Term.Key) equal++;
        }
        return equal / (2d * Company);
    }

    /// <summary>Content words near word i of A whose partners stand near word j of B.</summary>
    public int SharedCompany(int i, int j) => SharedCompany(i, i, j, j);

    /// <summary>The same for runs of words, both ends included.</summary>
    public int SharedCompany(int firstA, int lastA, int firstB, int lastB, int reach = Company)
    {
        var others = Around(B, firstB, lastB, reach);
        return Around(A, firstA, lastA, reach).Count(p => OfA[p] >= 0 && others.Contains(OfA[p]));
    }

    /// <summary>The same for stretches of two statements.</summary>
    public int SharedCompany(int statementA, Span a, int statementB, Span b, int reach = Company)
    {
        var (x, y) = (Within(A, statementA, a), Within(B, statementB, b));
        return x is null || y is null ? 0 : SharedCompany(x.Value.First, x.Value.Last, y.Value.First, y.Value.Last, reach);
    }

    private static (int First, int Last)? Within(Word[] words, int statement, Span span)
    {
        var first = Array.FindIndex(words, word => word.Statement == statement && word.Term.End > span.Start);
        var last = Array.FindLastIndex(words, word => word.Statement == statement && word.Term.Start < span.End);
        return first < 0 || last < first ? null : (first, last);
    }

    private static List<int> Around(Word[] words, int first, int last, int reach)
    {
        var around = new List<int>();
        for (int p = first - 1, content = 0; p >= 0 && content < reach && words[p].Statement == words[first].Statement; p--)
        {
            if (words[p].Term.Kind == TokenKind.Stop) continue;
            around.Add(p);
            content++;
        }
        for (int p = last + 1, content = 0; p < words.Length && content < reach && words[p].Statement == words[last].Statement; p++)
        {
            if (words[p].Term.Kind == TokenKind.Stop) continue;
            around.Add(p);
            content++;
        }
        return around;
    }

    /// <summary>Content words of both sides that are matched, as a share of those of the side that has fewer.</summary>
    public double Share
    {
        get
        {
            var (matched, a, b) = (0, 0, 0);
            for (var i = 0; i < A.Length; i++)
            {
                if (A[i].Term.Kind == TokenKind.Stop) continue;
                a++;
                if (OfA[i] >= 0) matched++;
            }
            foreach (var word in B)
            {
                if (word.Term.Kind != TokenKind.Stop) b++;
            }
            return Math.Min(a, b) == 0 ? 0 : (double)matched / Math.Min(a, b);
        }
    }

    /// <summary>Runs of words that the other side lacks; none where the sides are told too differently.</summary>
    public IReadOnlyList<Wording> Changed()
    {
        if (_pair.Across || Share < NearEnough) return [];
        var changed = new List<Wording>();
        Runs(A, OfA, _pair.A, changed);
        Runs(B, OfB, _pair.B, changed);
        return changed;
    }

    private static void Runs(Word[] words, int[] partners, Statement[] statements, List<Wording> changed)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (partners[i] >= 0) continue;
            var end = i;
            while (end + 1 < words.Length && partners[end + 1] < 0 && words[end + 1].Statement == words[i].Statement) end++;
            if (Array.Exists(words[i..(end + 1)], static word => word.Term.Kind != TokenKind.Stop)) changed.Add(WordingOf(statements, words[i], words[end]));
            i = end;
        }
    }

    public static Wording WordingOf(Statement[] statements, Word first, Word last)
    {
        var passage = statements[first.Statement].Passage;
        return new Wording(passage.Id, first.Term.Start, last.Term.End, passage.Text[first.Term.Start..last.Term.End]);
    }
}
