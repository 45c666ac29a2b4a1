namespace Variorum;

/// <summary>Words of one scale, another step: <c>may</c> for <c>must</c>, <c>rose</c> for <c>fell</c>, <c>some</c> for <c>all</c>.</summary>
internal static class ScaleSubstitutions
{
    private const double BoundSalience = .8;
    private const double StrengthSalience = .75;
    private const double ScopeSalience = .7;
    private const double NamingSalience = .5;
    private const int LeastCompany = 2;

    // On the scales that run from against to for, the last step that is against.
    private const int LastStepAgainst = 2;

    // How far behind a wording the figure may stand that it bounds: "more than some 40".
    private const int ReachOfBound = 2;

    // "No fewer than" is no "fewer than": a denied wording has a step among denied ones only.
    private sealed record Rung(Concept Concept, int First, int Last, bool Denied);

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        var (a, b) = (Rungs(pair.A, words.A), Rungs(pair.B, words.B));
        var exchanged = new List<(Rung From, Rung To)>();
        foreach (var rung in a)
        {
            if (b.Exists(other => IsSameStep(rung, other))) continue;
            Rung? best = null;
            var company = 0;
            foreach (var other in b)
            {
                if (!IsSameScale(rung, other) || a.Exists(own => IsSameStep(own, other)) || !HaveSameAnchor(words, rung, other)) continue;
                var shared = words.SharedCompany(rung.First, rung.Last, other.First, other.Last);
                if (shared <= company) continue;
                (best, company) = (other, shared);
            }
            if (best is not null && company >= PolaritySubstitutions.Least(words, rung.First, best.First, LeastCompany)) exchanged.Add((rung, best));
        }
        // "Both rejected it" is "it was accepted by neither": what is denied on one side alone is its own contrary.
        var contrary = exchanged.Exists(of => AreContrary(of.From.Concept, of.To.Concept) && IsDeniedOnce(words, of.From, of.To));
        foreach (var (from, to) in exchanged)
        {
            var crossed = AreContrary(from.Concept, to.Concept);
            if (contrary && (crossed || from.Concept.Step == 0 || to.Concept.Step == 0) && IsDeniedOnce(words, from, to)) continue;
            var (of, salience) = MatterOf(from.Concept, to.Concept, crossed, Substitutions.ByRarity(pair, words.A[from.Last], words.B[to.Last]));
            Substitutions.Add(found, of, salience, Told(pair.A, words.A, from), Told(pair.B, words.B, to));
        }
    }

    /// <summary>"Not all" is told whole.</summary>
    private static Wording Told(Statement[] statements, Word[] words, Rung rung) =>
        WordMatch.WordingOf(statements, words[rung.Denied && rung.Concept.Scale == "quantity" ? rung.First - 1 : rung.First], words[rung.Last]);

    // Amounts are denied to another amount ("not all"), all else to something of another kind.
    private static bool IsSameScale(Rung x, Rung y) => x.Concept.Scale == y.Concept.Scale && (x.Denied == y.Denied || x.Concept.Scale == "quantity");

    private static bool IsSameStep(Rung x, Rung y) => x.Concept.Scale == y.Concept.Scale && x.Concept.Step == y.Concept.Step
        && (x.Denied == y.Denied || x.Concept.Scale != "quantity");

    // "Two hours before the vote" is "after two hours": before and after the same thing alone are contrary.
    private static bool HaveSameAnchor(WordMatch words, Rung rung, Rung other) => rung.Concept.Scale != "sequence"
        || (Behind(words.A, rung.Last) is var next && next >= 0 && words.OfA[next] >= 0 && words.OfA[next] == Behind(words.B, other.Last));

    /// <summary>The next word that is no stop word, in the same statement; -1 where there is none.</summary>
    private static int Behind(Word[] words, int at)
    {
        for (var i = at + 1; i < words.Length && words[i].Statement == words[at].Statement; i++)
        {
            if (words[i].Term.Kind != TokenKind.Stop) return i;
        }
        return -1;
    }

    /// <summary>Whether two statements have contraries on one scale: "did not fall" and "rose".</summary>
    public static bool HaveContraries(WitnessPair pair, WordMatch words, int a, int b)
    {
        var (rungs, others) = (Rungs(pair.A, words.A), Rungs(pair.B, words.B));
        return rungs.Exists(rung => words.A[rung.First].Statement == a && others.Exists(other => words.B[other.First].Statement == b && rung.Concept.Scale == other.Concept.Scale
            && AreContrary(rung.Concept, other.Concept) && !others.Exists(own => IsSameStep(own, rung)) && !rungs.Exists(own => IsSameStep(own, other))));
    }

    private static bool IsDeniedOnce(WordMatch words, Rung from, Rung to) =>
        PolaritySubstitutions.Denies(words.A, words.A[from.First].Statement) != PolaritySubstitutions.Denies(words.B, words.B[to.First].Statement);

    private static bool AreContrary(Concept x, Concept y) => IsPolar(x.Scale!) && x.Step <= LastStepAgainst != y.Step <= LastStepAgainst;

    /// <summary>Scales of which the lower half says the contrary of the upper.</summary>
    private static bool IsPolar(string scale) => scale is "agreement" or "support" or "size-change" or "strength-change" or "quality-change" or "permission" or "openness"
        or "course" or "compliance" or "victory" or "tension-change" or "restriction" or "legality" or "legitimacy" or "acceptability" or "polarity" or "sequence";

    private static (Matter, double) MatterOf(Concept concept, Concept other, bool contrary, double rare) => concept.Scale switch
    {
        _ when contrary => (Matter.Polarity, PolaritySubstitutions.Salience),
        "bound" => (Matter.Strength, BoundSalience),
        "quantity" or "scope" or "parties" or "sidedness" or "exclusivity" or "togetherness" or "duration" or "frequency" => (Matter.Scope, ScopeSalience),
        _ when concept.Scale!.EndsWith("naming", StringComparison.Ordinal) => (Matter.Wording, NamingSalience),
        "obligation" or "certainty" or "commitment" or "condemn" or "permission" or "assertion" or "warning" or "agreement" or "finality" => (Matter.Strength, StrengthSalience),
        // Neighbours on a scale are often one word as two translate it; so are epithets and the verbs of saying.
        _ => (Math.Abs(concept.Step - other.Step) < 2 || concept.Kind == "adj" || concept.Scale is "emphasis" or "contact" ? Matter.Wording : Matter.Strength, rare),
    };

    private static List<Rung> Rungs(Statement[] statements, Word[] words)
    {
        var rungs = new List<Rung>();
        for (var i = 0; i < words.Length; i++)
        {
            // A concept of several words is noted at its first; capitals inside a sentence belong to names.
            if (words[i].Term.Capital && words[i].Position > 0) continue;
            foreach (var concept in words[i].Term.Concepts)
            {
                if (concept.Scale is null) continue;
                var last = LastOf(words, i, concept);
                if (last == i && !concept.IsWritten(statements[words[i].Statement].Passage.Text.AsSpan(words[i].Term.Start, words[i].Term.End - words[i].Term.Start))) continue;
                if (!NeedsFigure(concept) || BoundsFigure(words, last)) rungs.Add(new Rung(concept, i, last, IsDenied(words, i)));
            }
        }
        return rungs;
    }

    // "Over the bridge", "set up": these measure before a figure alone.
    private static bool NeedsFigure(Concept concept) => concept.Scale == "bound" || (concept.Scale == "size-change" && concept.Kind == "adv");

    private static bool BoundsFigure(Word[] words, int last)
    {
        for (var i = last + 1; i <= last + ReachOfBound && i < words.Length && words[i].Statement == words[last].Statement; i++)
        {
            if (words[i].Term.Kind == TokenKind.Number || words[i].Term.Key is "half" or "third" or "quarter" or "hundr" or "thousand" or "million" or "dozen") return true;
        }
        return false;
    }

    private static bool IsDenied(Word[] words, int at) =>
        at > 0 && words[at - 1].Statement == words[at].Statement && words[at - 1].Term.Key is "no" or "not";

    /// <summary>Where the wording ends that begins at a word: "expressed regret" is two.</summary>
    private static int LastOf(Word[] words, int first, Concept concept)
    {
        var term = words[first].Term;
        var last = first;
        while (term.Phrase == concept && last + 1 < words.Length && words[last + 1].Statement == words[first].Statement && words[last + 1].Term.Start < term.PhraseEnd) last++;
        return last;
    }
}
