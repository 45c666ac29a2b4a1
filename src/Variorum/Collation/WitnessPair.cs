namespace Variorum;

/// <summary>A witness with its passages read.</summary>
internal sealed record PreparedWitness(Witness Witness, PreparedPassage[] Passages)
{
    private readonly Lazy<IReadOnlyList<NameKey>[]> _names = new(() => AcrossLanguages.Names(Witness));

    /// <summary>For each passage its names, which are asked for between languages alone.</summary>
    public IReadOnlyList<NameKey>[] Names => _names.Value;

    public static PreparedWitness Of(Witness witness) => new(witness, Statements.Prepare(witness));
}

/// <summary>Two witnesses with all that is known of their statements.</summary>
/// <param name="First">The witness that stands first.</param>
/// <param name="Second">The other.</param>
/// <param name="A">The statements of the first.</param>
/// <param name="B">The statements of the second.</param>
/// <param name="Vocabulary">Their terms, weighed.</param>
/// <param name="Linked">The cells that are links, in the order of A, then B.</param>
internal sealed record WitnessPair(Witness First, Witness Second, Statement[] A, Statement[] B, Vocabulary Vocabulary, List<Cell> Linked)
{
    /// <summary>Whether the two are in two languages.</summary>
    public bool Across => Vocabulary.Across;

    /// <summary>For each statement of the first, whether its account names the speaker there, by a turn or a name.</summary>
    public bool[] NamedInA { get; } = Named(First, A);

    public bool[] NamedInB { get; } = Named(Second, B);

    public static WitnessPair Of(PreparedWitness one, PreparedWitness other, LinkWeights weights, CancellationToken cancel)
    {
        var (first, second, across) = (one.Witness, other.Witness, AcrossLanguages.AreApart(one.Witness.Account, other.Witness.Account));
        var vocabulary = new Vocabulary { Across = across };
        var a = Statements.Of(across ? AcrossLanguages.Shared(one, other) : one.Passages, across ? AcrossLanguages.Both : first.Account.Language, vocabulary);
        var b = Statements.Of(across ? AcrossLanguages.Shared(other, one) : other.Passages, across ? AcrossLanguages.Both : second.Account.Language, vocabulary);
        vocabulary.Weigh(a, b);
        var cells = Alignment.Of(a, b, vocabulary, Alignment.LeastShare(first.Account, second.Account), weights, cancel);
        return new WitnessPair(first, second, a, b, vocabulary, [.. cells.Where(static cell => cell.Logit >= Alignment.LinkAtLeast)]);
    }

    private static bool[] Named(Witness witness, Statement[] statements)
    {
        var account = witness.Account;
        var named = new bool[statements.Length];
        if (account.Kind == AccountKind.Transcript)
        {
            Array.Fill(named, true);
            return named;
        }
        var names = account.People.SelectMany(static person => person.As).ToList();
        foreach (var attribution in account.Attributions)
        {
            if (attribution.Source is not { } source) continue;
            var words = account.Text.AsSpan(source.Start, source.Length);
            var isName = false;
            for (var name = 0; name < names.Count && !isName; name++) isName = words.Contains(names[name], StringComparison.Ordinal);
            if (!isName) continue;
            var at = FirstEndingBehind(statements, source.Start);
            if (at < statements.Length && statements[at].Passage.Start < source.End) named[at] = true;
        }
        return named;
    }

    private static int FirstEndingBehind(Statement[] statements, int start)
    {
        int low = 0, high = statements.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (statements[middle].Passage.End <= start) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
