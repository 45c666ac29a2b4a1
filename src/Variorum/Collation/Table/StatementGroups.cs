namespace Variorum;

/// <summary>Passages of many witnesses that say the same, as groups of which each passage belongs to one.</summary>
/// <remarks>
/// Links of pairs disagree where there are many: A says what B says, B what C says, and A not what C says. Two groups are joined, the
/// surest link first, only where the links between them outweigh those that were looked for and not found: average linkage over
/// witnesses in log-odds. So one weak link cannot chain two statements, and one that was missed does not part them.
/// </remarks>
internal static class StatementGroups
{
    // Measured together by the bench's verb table: pairs of passages in one row F1 .921, flat from .7 to 2 (.915-.921); all links
    // followed .641. A link is given from .4 on, so there it neither joins nor parts.
    private static readonly double Neutral = LogOdds(.4);
    private const double Unlinked = 1.2;
    // Two sentences of one witness that no link takes as one are seldom the same statement.
    private const double Apart = 1.2;
    private const double Surest = .99;
    private const int MostRounds = 8;

    public static List<List<int>> Of(PassageLinks links)
    {
        var group = new int[links.Passages.Length];
        var members = new List<int>[group.Length];
        for (var i = 0; i < group.Length; i++) (group[i], members[i]) = (i, [i]);
        var edges = Edges(links);
        for (var (round, joined) = (0, true); joined && round < MostRounds; round++)
        {
            joined = false;
            foreach (var (a, b, _) in edges)
            {
                var (one, other) = (group[a], group[b]);
                if (one == other || ArePartedBetween(links, members[one], members[other]) || (!links.AreDecided(a, b) && Support(links, members[one], members[other]) < 0)) continue;
                if (members[one].Count < members[other].Count) (one, other) = (other, one);
                foreach (var passage in members[other]) group[passage] = one;
                members[one].AddRange(members[other]);
                members[other] = [];
                joined = true;
            }
        }
        foreach (var list in members) list.Sort();
        return [.. members.Where(list => list.Count > 0 && (list.Count > 1 || !links.Passages[list[0]].Heading))];
    }

    private static List<(int A, int B, double Confidence)> Edges(PassageLinks links)
    {
        var edges = new List<(int A, int B, double Confidence)>();
        for (var a = 0; a < links.Partners.Length; a++)
        {
            foreach (var b in links.Partners[a])
            {
                if (a < b) edges.Add((a, b, links.Confidence(a, b)));
            }
        }
        // What a person decided has a confidence of 1 and comes first.
        edges.Sort(static (x, y) => x.Confidence != y.Confidence ? y.Confidence.CompareTo(x.Confidence) : x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        return edges;
    }

    /// <summary>Whether a person said of any two of them that they do not say the same.</summary>
    private static bool ArePartedBetween(PassageLinks links, List<int> one, List<int> other) =>
        links.HasParted && one.Exists(a => other.Exists(b => links.AreParted(a, b)));

    /// <summary>The mean over pairs of witnesses of what speaks for one statement; below 0 where more speaks against it.</summary>
    private static double Support(PassageLinks links, List<int> one, List<int> other)
    {
        var (sum, pairs) = (0d, 0);
        foreach (var x in one.GroupBy(passage => links.Witnesses[passage]))
        {
            foreach (var y in other.GroupBy(passage => links.Witnesses[passage]))
            {
                pairs++;
                if (x.Key == y.Key)
                {
                    if (!x.Any(a => y.Any(b => links.AreTogether(a, b)))) sum -= Apart;
                    continue;
                }
                var best = x.Max(a => y.Max(b => links.Confidence(a, b)));
                sum += best > 0 ? LogOdds(best) - Neutral : -Unlinked;
            }
        }
        return sum / pairs;
    }

    private static double LogOdds(double p) => Math.Log(Math.Min(p, Surest) / (1 - Math.Min(p, Surest)));
}
