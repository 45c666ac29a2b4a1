namespace Variorum;

/// <summary>What stands in quotation marks in both accounts and is not the same: somebody's very words, or a name given in scorn.</summary>
internal static class QuotedSubstitutions
{
    private const double Salience = .6;

    // Longer quotations are told apart as passages, by their links.
    private const int MostWords = 10;
    private const int LeastCompany = 2;

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        var (a, b) = (Quotations(pair.A, words.A), Quotations(pair.B, words.B));
        foreach (var (first, last) in a)
        {
            (int First, int Last)? best = null;
            var company = 0;
            foreach (var other in b)
            {
                // One that the other side quotes elsewhere answers to that.
                if (IsAnswered(words.OfA, first, last, words.A, b.Where(x => x != other)) || IsAnswered(words.OfB, other.First, other.Last, words.B, a.Where(x => x != (first, last)))) continue;
                var shared = words.SharedCompany(first, last, other.First, other.Last);
                if (shared > company) (best, company) = (other, shared);
            }
            if (best is not { } to || company < LeastCompany) continue;
            if (!Differs(words.A, words.OfA, first, last, to) || !Differs(words.B, words.OfB, to.First, to.Last, (first, last))) continue;
            Substitutions.Add(found, Matter.Wording, Salience, WordMatch.WordingOf(pair.A, words.A[first], words.A[last]), WordMatch.WordingOf(pair.B, words.B[to.First], words.B[to.Last]));
        }
    }

    private static bool IsAnswered(int[] partners, int first, int last, Word[] words, IEnumerable<(int First, int Last)> others) =>
        others.Any(other => Enumerable.Range(first, last + 1 - first).Any(i => words[i].Term.Kind != TokenKind.Stop && partners[i] >= other.First && partners[i] <= other.Last));

    /// <summary>Whether a quotation has content that the other lacks.</summary>
    private static bool Differs(Word[] words, int[] partners, int first, int last, (int First, int Last) other)
    {
        for (var i = first; i <= last; i++)
        {
            if (words[i].Term.Kind != TokenKind.Stop && !(partners[i] >= other.First && partners[i] <= other.Last)) return true;
        }
        return false;
    }

    private static List<(int First, int Last)> Quotations(Statement[] statements, Word[] words)
    {
        var quotations = new List<(int, int)>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!Marks(Before(statements, words, i), opening: true)) continue;
            var end = i;
            while (end < words.Length && end - i < MostWords && words[end].Statement == words[i].Statement && !Marks(Behind(statements, words, end), opening: false)) end++;
            if (end == words.Length || end - i >= MostWords || words[end].Statement != words[i].Statement) continue;
            quotations.Add((i, end));
            i = end;
        }
        return quotations;
    }

    private static bool Marks(ReadOnlySpan<char> gap, bool opening) => opening ? gap.EndsWith("\"") || gap.EndsWith("“") || gap.EndsWith("«") || gap.EndsWith("「")
        : gap.IndexOfAny("\"”»」") >= 0;

    /// <summary>What stands right before a word.</summary>
    private static ReadOnlySpan<char> Before(Statement[] statements, Word[] words, int i)
    {
        var start = i > 0 && words[i - 1].Statement == words[i].Statement ? Math.Min(words[i - 1].Term.End, words[i].Term.Start) : 0;
        return statements[words[i].Statement].Passage.Text.AsSpan(start, words[i].Term.Start - start);
    }

    /// <summary>What stands between a word and the next.</summary>
    private static ReadOnlySpan<char> Behind(Statement[] statements, Word[] words, int i)
    {
        var text = statements[words[i].Statement].Passage.Text;
        var end = i + 1 < words.Length && words[i + 1].Statement == words[i].Statement ? Math.Max(words[i + 1].Term.Start, words[i].Term.End) : text.Length;
        return text.AsSpan(words[i].Term.End, end - words[i].Term.End);
    }
}
