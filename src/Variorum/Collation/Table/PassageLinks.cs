namespace Variorum;

/// <summary>The passages of all witnesses, numbered, with the links between them.</summary>
internal sealed class PassageLinks
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, int), double> _confidence = [];
    private readonly Dictionary<(int, int), Relation> _relations = [];
    private readonly HashSet<(int, int)> _together = [];
    private readonly HashSet<(int, int)> _parted = [];
    private readonly HashSet<(int, int)> _decided = [];
    private readonly HashSet<(int, int)> _said = [];

    public PassageLinks(Collation collation)
    {
        var (passages, witnesses) = (new List<Passage>(), new List<int>());
        for (var w = 0; w < collation.Witnesses.Count; w++)
        {
            foreach (var passage in collation.Witnesses[w].Passages)
            {
                _numbers.Add(passage.Id, passages.Count);
                passages.Add(passage);
                witnesses.Add(w);
            }
        }
        (Passages, Witnesses, Count) = ([.. passages], [.. witnesses], collation.Witnesses.Count);
        Partners = [.. passages.Select(static _ => new List<int>())];
        foreach (var link in collation.Links) Add(link);
        foreach (var (a, b) in collation.Parted) _parted.Add(Pair(Number(a), Number(b)));
    }

    public Passage[] Passages { get; }

    /// <summary>For each passage the place of its witness.</summary>
    public int[] Witnesses { get; }

    /// <summary>How many witnesses there are.</summary>
    public int Count { get; }

    /// <summary>For each passage those of other witnesses that are linked with it.</summary>
    public List<int>[] Partners { get; }

    public int Number(string id) => _numbers[id];

    /// <summary>The confidence of the link between two passages; 0 without one.</summary>
    public double Confidence(int a, int b) => _confidence.GetValueOrDefault(Pair(a, b));

    public Relation? RelationOf(int a, int b) => _relations.TryGetValue(Pair(a, b), out var relation) ? relation : null;

    /// <summary>Whether two passages of one witness are told by one link as if they were one.</summary>
    public bool AreTogether(int a, int b) => _together.Contains(Pair(a, b));

    /// <summary>Whether a person said that the two say the same.</summary>
    public bool AreDecided(int a, int b) => _decided.Contains(Pair(a, b));

    /// <summary>Whether a person said that the two do not say the same.</summary>
    public bool AreParted(int a, int b) => _parted.Contains(Pair(a, b));

    /// <summary>Whether anybody parted any passages: without that nothing needs asking.</summary>
    public bool HasParted => _parted.Count > 0;

    /// <summary>Whether the relation of the two is what a person said.</summary>
    public bool IsSaid(int a, int b) => _said.Contains(Pair(a, b));

    private void Add(Link link)
    {
        foreach (var a in link.A.Select(Number))
        {
            foreach (var b in link.B.Select(Number))
            {
                if (_confidence.TryAdd(Pair(a, b), link.Confidence))
                {
                    Partners[a].Add(b);
                    Partners[b].Add(a);
                }
                _relations[Pair(a, b)] = link.Relation;
                if (link.Decided is not null) _decided.Add(Pair(a, b));
                if (link.Said is not null) _said.Add(Pair(a, b));
            }
        }
        Join(link.A);
        Join(link.B);
    }

    private void Join(IReadOnlyList<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            for (var j = i + 1; j < ids.Count; j++) _together.Add(Pair(Number(ids[i]), Number(ids[j])));
        }
    }

    private static (int, int) Pair(int a, int b) => a < b ? (a, b) : (b, a);
}
