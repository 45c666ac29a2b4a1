namespace Variorum.Bench;

/// <summary>Witnesses made of the two sides of an aligned pair, each statement of which is known.</summary>
/// <param name="Accounts">The witnesses.</param>
/// <param name="Statements">For each witness the statement that each of its passages belongs to.</param>
internal sealed record SyntheticEvent(List<Account> Accounts, List<int[]> Statements)
{
    private const double Told = .65;
    private const double OtherSide = .25;
    private const double Changed = .2;

    /// <summary>Each witness tells two thirds of the statements, in the words of one side or the other, a fifth of them exchanged, some told elsewhere.</summary>
    public static SyntheticEvent Of(GoldPair pair, int witnesses, int seed)
    {
        var random = new Random(seed);
        var statements = StatementsOf(pair);
        var (accounts, truth) = (new List<Account>(), new List<int[]>());
        for (var w = 0; w < witnesses; w++)
        {
            var told = new List<(double Place, int Statement, Passage[] Passages)>();
            for (var s = 0; s < statements.Count; s++)
            {
                var (a, b) = statements[s];
                var ofA = a.Length > 0 && (b.Length == 0 || (w % 2 == 0) != random.NextDouble() < OtherSide);
                if (random.NextDouble() >= Told) continue;
                var (account, lines) = ofA ? (pair.A, a) : (pair.B, b);
                told.Add((((lines[0] + .5) / account.Passages.Count) + (random.NextDouble() < .1 ? random.NextDouble() : 0), s, Array.ConvertAll(lines, line => account.Passages[line])));
            }
            told.Sort(static (x, y) => x.Place.CompareTo(y.Place));
            var sentences = told.SelectMany(line => line.Passages.Select(passage => (line.Statement, Text: Reworded(passage.Text, random)))).ToList();
            accounts.Add(GoldPairs.Lined([.. sentences.Select(static sentence => sentence.Text)], $"{pair.Name}-{w}", pair.A.Published));
            truth.Add([.. sentences.Select(static sentence => sentence.Statement)]);
        }
        return new SyntheticEvent(accounts, truth);
    }

    /// <summary>Sentences that sure links join, and those that none reaches.</summary>
    private static List<(int[] A, int[] B)> StatementsOf(GoldPair pair)
    {
        var group = Enumerable.Range(0, pair.A.Passages.Count + pair.B.Passages.Count).ToArray();
        var second = pair.A.Passages.Count;
        foreach (var (a, b) in pair.Sure)
        {
            var (from, to) = (group[second + b], group[a]);
            for (var i = 0; i < group.Length; i++) if (group[i] == from) group[i] = to;
        }
        return [.. Enumerable.Range(0, group.Length).GroupBy(i => group[i]).Select(members => (members.Where(i => i < second).ToArray(), members.Where(i => i >= second).Select(i => i - second).ToArray()))];
    }

    private static string Reworded(string text, Random random)
    {
        var words = text.Split(' ').ToList();
        for (var i = words.Count - 1; i >= 0 && words.Count > 4; i--)
        {
            if (random.NextDouble() >= Changed) continue;
            if (random.Next(2) == 0) words.RemoveAt(i);
            else words[i] = words[random.Next(words.Count)];
        }
        return string.Join(' ', words);
    }
}
