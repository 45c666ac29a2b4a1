namespace Variorum;

// Languages of which only the words are known.
public static partial class Commitments
{
    private static readonly Dictionary<string, CommitmentForm> Forms = new(StringComparer.Ordinal)
    {
        ["consider"] = CommitmentForm.Considering,
        ["be-ready"] = CommitmentForm.Readiness,
        ["intend"] = CommitmentForm.Intention,
        ["not-intend"] = CommitmentForm.Intention,
        ["determined"] = CommitmentForm.Promise,
        ["promise"] = CommitmentForm.Promise,
        ["undertake"] = CommitmentForm.Undertaking,
        ["swear"] = CommitmentForm.Undertaking,
        ["invite"] = CommitmentForm.Invitation,
        ["accept-invitation"] = CommitmentForm.Acceptance,
    };

    // Forms that do not share the stem of the lexicon's wording: short adjectives of women and of several, and the present tense.
    private static readonly Dictionary<string, (CommitmentForm Form, int Strength)> Inflected = new(StringComparer.OrdinalIgnoreCase)
    {
        ["готова"] = (CommitmentForm.Readiness, 2),
        ["готово"] = (CommitmentForm.Readiness, 2),
        ["готовы"] = (CommitmentForm.Readiness, 2),
        ["намерена"] = (CommitmentForm.Intention, 3),
        ["намерено"] = (CommitmentForm.Intention, 3),
        ["намерены"] = (CommitmentForm.Intention, 3),
        ["обязуюсь"] = (CommitmentForm.Undertaking, 5),
        ["обязуемся"] = (CommitmentForm.Undertaking, 5),
        ["обязуется"] = (CommitmentForm.Undertaking, 5),
        ["обязуются"] = (CommitmentForm.Undertaking, 5),
    };

    private static readonly string[] Nouns = ["ción", "ciones", "tion", "tions", "ung", "ungen", "schaft", "heit", "ité", "dad"];

    // In Russian, Korean, … somebody must be made to say it: the lexicon knows words, and no subjects.
    private static List<Commitment> ByWords(Account account)
    {
        var found = new List<Commitment>();
        foreach (var passage in account.Passages)
        {
            if (passage.Heading || passage.Speaker is null || passage.Text[^1] is '?' or '？' or '؟') continue;
            // What somebody ought to promise is no promise.
            if (Lexicon.Terms(passage.Text, account.Language).Any(static term => (term.Phrase ?? term.Concepts.FirstOrDefault()) is { Scale: "obligation", Step: >= 3 })) continue;
            var seen = new HashSet<CommitmentForm>();
            foreach (var term in Lexicon.Terms(passage.Text, account.Language))
            {
                var concept = term.Phrase is { } phrase && Forms.ContainsKey(phrase.Id) ? phrase : term.Concepts.FirstOrDefault(static concept => Forms.ContainsKey(concept.Id));
                var inflected = (Form: CommitmentForm.Readiness, Strength: 0);
                if (concept is null && !(account.Language == "ru" && Inflected.TryGetValue(passage.Text[term.Start..term.End], out inflected))) continue;
                var denied = concept is null && passage.Text.AsSpan(0, term.Start).TrimEnd().EndsWith(" не", StringComparison.OrdinalIgnoreCase);
                // Who is not ready offers nothing; not to intend is a word of a will.
                if (denied && inflected.Form != CommitmentForm.Intention) continue;
                var (form, end) = concept is null ? (inflected.Form, term.End) : (Forms[concept.Id], term.Phrase == concept ? term.PhraseEnd : term.End);
                // "Disposición", "Einladung": a noun alone says of nobody that he is ready.
                if (passage.Text[term.Start..end] is var word && !word.Contains(' ') && ((account.Language == "de" && char.IsUpper(word[0])) || Nouns.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))) continue;
                if (!seen.Add(form)) continue;
                found.Add(new Commitment(passage.Id, new Span(passage.Start + term.Start, passage.End), passage.Speaker, passage.Text[term.Start..end], passage.Text, form, Math.Max(concept?.Step ?? inflected.Strength, 2))
                {
                    Speaker = passage.Speaker,
                    Standing = CommitmentStanding.Own,
                    Not = denied || concept?.Id == "not-intend",
                    By = account.Dates.FirstOrDefault(date => date.Start >= passage.Start && date.End <= passage.End),
                    Rough = true,
                });
            }
        }
        return found;
    }
}
