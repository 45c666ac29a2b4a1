namespace Variorum;

/// <summary>Words by which somebody commits himself.</summary>
/// <param name="Follows">What must come behind them: <c>to</c>, <c>that</c>, <c>of</c>, <c>ing</c>, <c>any</c>.</param>
internal sealed record CommitmentCue(string[] Words, CommitmentForm Form, int Strength, string Follows)
{
    /// <summary>It is a noun, and belongs to whoever has it.</summary>
    public bool IsNoun { get; } = Words[0] is "readiness" or "willingness" or "preparedness" or "intention" or "intentions" or "determination" or "commitment" or "resolve";
}

/// <summary>The table of such words in one language, read once.</summary>
internal sealed class CommitmentWords
{
    private static readonly Lazy<CommitmentWords> LazyEnglish = new(static () => new CommitmentWords("en"));

    private readonly Dictionary<string, List<CommitmentCue>> _cues = [];

    public static CommitmentWords English => LazyEnglish.Value;

    /// <summary>Verbs that name no deed; one that does so only before a certain word is tied to it by <c>_</c>.</summary>
    public HashSet<string> Unwilled { get; } = [];

    /// <summary>What a speaker does with his speech.</summary>
    public HashSet<string> Talk { get; } = [];

    /// <summary>States of the will.</summary>
    public HashSet<string> Bent { get; } = [];

    /// <summary>Words before <c>that</c> which make a clause a hope, a guess or a question.</summary>
    public HashSet<string> Wishes { get; } = [];

    /// <summary>Those whose trade it is to foretell what others will do.</summary>
    public HashSet<string> Seers { get; } = [];

    /// <summary>Heads of subjects that have no will.</summary>
    public HashSet<string> Things { get; } = [];

    private CommitmentWords(string language)
    {
        foreach (var line in TableLines.Of($"commitments-{language}.tsv"))
        {
            var cells = line.Split('\t');
            if (cells.Length == 2)
            {
                var set = cells[0] switch { "unwilled" => Unwilled, "talk" => Talk, "bent" => Bent, "wishes" => Wishes, "seers" => Seers, _ => Things };
                set.UnionWith(cells[1].Split(' '));
                continue;
            }
            foreach (var wording in cells[3].Split(' '))
            {
                var words = wording.Split('_');
                if (!_cues.TryGetValue(words[0], out var cues)) _cues[words[0]] = cues = [];
                cues.Add(new CommitmentCue(words, FormOf(cells[0]), cells[1][0] - '0', cells[2]));
            }
        }
    }

    /// <summary>The wordings that begin with a word.</summary>
    public IReadOnlyList<CommitmentCue> Starting(string word) => _cues.TryGetValue(word, out var cues) ? cues : [];

    private static CommitmentForm FormOf(string name) => name switch
    {
        "considering" => CommitmentForm.Considering,
        "readiness" => CommitmentForm.Readiness,
        "expectation" => CommitmentForm.Expectation,
        "intention" => CommitmentForm.Intention,
        "plan" => CommitmentForm.Plan,
        "decision" => CommitmentForm.Decision,
        "promise" => CommitmentForm.Promise,
        "undertaking" => CommitmentForm.Undertaking,
        _ => CommitmentForm.Guarantee,
    };
}
