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
                if ((term.Phrase is { } phrase && Forms.ContainsKey(phrase.Id) ? phrase : term.Concepts.FirstOrDefault(static concept => Forms.ContainsKey(concept.Id))) is not { } concept) continue;
                var (form, end) = (Forms[concept.Id], term.Phrase == concept ? term.PhraseEnd : term.End);
                // "Disposición", "Einladung": a noun alone says of nobody that he is ready.
                if (passage.Text[term.Start..end] is var word && !word.Contains(' ') && ((account.Language == "de" && char.IsUpper(word[0])) || Nouns.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))) continue;
                if (!seen.Add(form)) continue;
                found.Add(new Commitment(passage.Id, new Span(passage.Start + term.Start, passage.End), passage.Speaker, passage.Text[term.Start..end], passage.Text, form, Math.Max(concept.Step, 2))
                {
                    Speaker = passage.Speaker,
                    Standing = CommitmentStanding.Own,
                    Not = concept.Id == "not-intend",
                    By = account.Dates.FirstOrDefault(date => date.Start >= passage.Start && date.End <= passage.End),
                    Rough = true,
                });
            }
        }
        return found;
    }
}
