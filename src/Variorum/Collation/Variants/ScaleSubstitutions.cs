namespace Variorum;

/// <summary>Words of one scale, another step: <c>may</c> for <c>must</c>, <c>regret</c> for <c>condemn</c>, <c>some</c> for <c>all</c>.</summary>
internal static class ScaleSubstitutions
{
    private const double StrengthSalience = .75;
    private const double ScopeSalience = .7;
    private const double NamingSalience = .5;

    // On the scales that run from against to for, the last step that is against.
    private const int LastStepAgainst = 2;

    // "No fewer than" is no "fewer than": a denied wording has a step among denied ones only.
    private sealed record Rung(Concept Concept, int First, int Last, bool Denied);

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        var (a, b) = (Rungs(words.A), Rungs(words.B));
        foreach (var rung in a)
        {
            if (b.Exists(other => IsSameStep(rung, other))) continue;
            Rung? best = null;
            var company = 0;
            foreach (var other in b)
            {
                if (other.Concept.Scale != rung.Concept.Scale || other.Denied != rung.Denied || a.Exists(own => IsSameStep(own, other))) continue;
                var shared = words.SharedCompany(rung.First, rung.Last, other.First, other.Last);
                if (shared <= company) continue;
                (best, company) = (other, shared);
            }
            if (best is null || company < 2) continue;
            var (of, salience) = MatterOf(rung.Concept, best.Concept, Substitutions.ByRarity(pair, words.A[rung.Last], words.B[best.Last]));
            Substitutions.Add(found, of, salience, WordMatch.WordingOf(pair.A, words.A[rung.First], words.A[rung.Last]), WordMatch.WordingOf(pair.B, words.B[best.First], words.B[best.Last]));
        }
    }

    private static bool IsSameStep(Rung x, Rung y) => x.Concept.Scale == y.Concept.Scale && x.Concept.Step == y.Concept.Step;

    private static (Matter, double) MatterOf(Concept concept, Concept other, double rare) => concept.Scale switch
    {
        "agreement" or "support" or "size-change" or "strength-change" or "quality-change" when concept.Step <= LastStepAgainst != other.Step <= LastStepAgainst => (Matter.Polarity, PolaritySubstitutions.Salience),
        "quantity" or "scope" or "parties" or "sidedness" or "exclusivity" or "togetherness" or "duration" or "frequency" => (Matter.Scope, ScopeSalience),
        "polarity" => (Matter.Polarity, PolaritySubstitutions.Salience),
        _ when concept.Scale!.EndsWith("naming", StringComparison.Ordinal) => (Matter.Wording, NamingSalience),
        "obligation" or "certainty" or "commitment" or "condemn" or "permission" or "assertion" or "warning" or "agreement" or "finality" => (Matter.Strength, StrengthSalience),
        _ => (Matter.Strength, rare),
    };

    private static List<Rung> Rungs(Word[] words)
    {
        var rungs = new List<Rung>();
        for (var i = 0; i < words.Length; i++)
        {
            // A concept of several words is noted at its first; capitals inside a sentence belong to names.
            if (words[i].Term.Capital && words[i].Position > 0) continue;
            foreach (var concept in words[i].Term.Concepts)
            {
                if (concept.Scale is not null) rungs.Add(new Rung(concept, i, LastOf(words, i, concept), IsDenied(words, i)));
            }
        }
        return rungs;
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
