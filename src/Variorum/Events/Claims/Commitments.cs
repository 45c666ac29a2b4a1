namespace Variorum;

/// <summary>Finds what parties say that they will do.</summary>
/// <remarks>
/// English is read clause by clause: a word that commits (<c>will</c>, <c>is ready to</c>, <c>pledged to</c>), its subject, which must be
/// somebody who can have a will, and a verb that names a deed. What another should do (<c>must</c>, <c>called on</c>), questions, and what
/// things will do are no commitments. Other languages are read by the words of the lexicon alone, and only where somebody is made to speak.
/// </remarks>
public static partial class Commitments
{
    private static readonly Tables Tables = Tables.English;
    private static readonly CommitmentWords Words = CommitmentWords.English;

    /// <summary>The commitments of an account in the order of its text.</summary>
    public static IReadOnlyList<Commitment> Of(Account account)
    {
        if (account.Language is not (null or "en")) return ByWords(account);
        var clauses = new Clauses(account, Words.Things);
        var found = new List<Commitment>();
        foreach (var passage in account.Passages)
        {
            if (passage.Heading || passage.Text.EndsWith('?')) continue;
            var tokens = Token.Cut(account.Text, passage.Start, passage.End);
            if (tokens.Length is < 4 or > Line.MostTokens) continue;
            var sentence = new Sentence(account, passage, tokens, clauses);
            var hits = new List<Hit>();
            for (var i = 0; i < tokens.Length; i++)
                // "Assured that she would": one commitment, not two.
                if (tokens[i].IsWord && !(hits is [.., { That: true } last] && sentence.Within(last, i)) && (sentence.Modal(i) ?? sentence.ToBe(i) ?? sentence.Invitation(i) ?? sentence.Cue(i)) is { } hit) hits.Add(hit);
            for (var i = 0; i < hits.Count; i++)
                if (sentence.Told(hits[i], i + 1 < hits.Count ? hits[i + 1] : null) is { } commitment) found.Add(commitment);
        }
        return found;
    }

    /// <param name="Cue">First token of the words that commit, their auxiliaries among them.</param>
    /// <param name="Deed">First token of what is to be done.</param>
    private sealed record Hit(int Cue, int Deed, Subject Subject, CommitmentForm Form, int Strength)
    {
        public bool Not { get; init; }

        /// <summary>What is promised is a whole clause.</summary>
        public bool That { get; init; }

        public CommitmentStanding? Standing { get; init; }

        public Span? Whom { get; init; }
    }

    /// <summary>A sentence and what is looked for in it.</summary>
    private sealed partial class Sentence(Account account, Passage passage, Token[] tokens, Clauses clauses)
    {
        // Most sentences commit nobody, and need not know who speaks.
        private readonly Lazy<List<Attribution>> _said = new(() =>
            [.. account.Attributions.Where(saying => saying.Content.Any(content => content.Overlaps(new Span(passage.Start, passage.End)))
                || (saying.Cue is { } cue && cue.Start >= passage.Start && cue.End <= passage.End))]);

        private List<Attribution> Sayings => _said.Value;

        private bool Is(int at, string word) => at >= 0 && at < tokens.Length && tokens[at].Is(word);

        private bool IsVerb(int at) => at < tokens.Length && tokens[at] is { IsWord: true, Capital: false } token && char.IsLetter(token.Low[0])
            && !Tables.Is(token, WordClass.Determiner | WordClass.Preposition | WordClass.First | WordClass.He | WordClass.She | WordClass.They | WordClass.It | WordClass.Conjunction | WordClass.Modal)
            && token.Low is not ("of" or "to" or "that" or "power" or "not");

        /// <summary>Whether a token lies in the clause that a commitment promises.</summary>
        public bool Within(Hit hit, int at)
        {
            for (var i = hit.Deed; i < at; i++)
                if (tokens[i].Is(";") || (tokens[i].Is(",") && Another(i))) return false;
            return at < hit.Deed + 12;
        }

        // Adverbs before the verb, and whether one of them denies it.
        private (int Verb, bool Not) Deed(int at)
        {
            var not = false;
            while (at < tokens.Length && ((Clauses.IsAdverb(tokens, at) && !Is(at, "be")) || (Is(at, ",") && at + 2 < tokens.Length && Is(at + 2, ","))))
            {
                not |= tokens[at].Low is "not" or "never" || (Is(at, "no") && Is(at + 1, "longer"));
                if (tokens[at].Low is "next" or "this" && at + 1 < tokens.Length && tokens[at + 1].Low is "month" or "week" or "year") at++;
                at++;
            }
            return (at, not);
        }

        /// <summary><c>will</c>, <c>shall</c>, <c>'ll</c>, and <c>would</c> where somebody is reported.</summary>
        public Hit? Modal(int at)
        {
            var low = tokens[at].Low;
            var contracted = low.EndsWith("'ll", StringComparison.Ordinal);
            var denied = low is "won't" or "shan't" or "wouldn't";
            if (!contracted && !denied && low is not ("will" or "shall" or "would")) return null;
            if (tokens[at].Capital && !contracted) return null;
            if (low is "would" or "wouldn't" && (Usually(at) || Saying(tokens[at].Start) is not { Kind: not AttributionKind.Direct } || Tables.Is(tokens[Math.Min(at + 1, tokens.Length - 1)], WordClass.Have) || Is(at + 1, "like") || Is(at + 1, "be"))) return null;
            if (!contracted && at > 0 && (Tables.Is(tokens[at - 1], WordClass.Determiner) && tokens[at - 1].Low is not ("all" or "both" or "each") || tokens[at - 1].Is("'s") || tokens[at - 1].Is("to"))) return null;
            var (verb, not) = Deed(at + 1);
            not |= denied;
            if (!IsVerb(verb)) return null;
            var subject = contracted ? clauses.Before(tokens[..(at + 1)], at + 1) : clauses.Before(tokens, at);
            if (!subject.Wills || Wished(subject)) return null;
            // "Would not rule out" is no refusal to rule out.
            if (not && Words.Starting("not").FirstOrDefault(cue => cue.Words.Skip(1).Select((word, i) => Is(verb + i, word)).All(static same => same)) is { } open)
                return denied && verb + open.Words.Length - 1 < tokens.Length ? new Hit(at, verb + open.Words.Length - 1, subject, open.Form, open.Strength) : null;
            if (!IsDeed(verb, subject)) return null;
            // "Would not say": a question that was not answered.
            if (not && Words.Talk.Contains(tokens[verb].Low)) return null;
            // "Doctors will": of a kind it is foretold, of a party told.
            if (low == "will" && subject.To == subject.From + 1 && subject.Kind == SubjectKind.Agent && tokens[subject.From] is { Capital: false } kind && kind.Low.EndsWith('s')) return null;
            return new Hit(at, verb, subject, CommitmentForm.Will, low == "shall" ? 5 : 4) { Not = not };
        }

        // Whether a verb names something that its subject does of its own will.
        private bool IsDeed(int verb, Subject subject)
        {
            if (Is(verb, "be") || Is(verb, "remain") || Is(verb, "stay"))
            {
                var (state, _) = Deed(verb + 1);
                if (state >= tokens.Length) return false;
                var bent = Words.Bent.Contains(tokens[state].Low);
                var active = tokens[state].Low.Length > 5 && tokens[state].Low.EndsWith("ing", StringComparison.Ordinal) && !Words.Unwilled.Contains(tokens[state].Low[..^3]);
                return bent || active;
            }
            if (Words.Unwilled.Contains(tokens[verb].Low) || (verb + 1 < tokens.Length && Words.Unwilled.Contains($"{tokens[verb].Low}_{tokens[verb + 1].Low}")) || (subject.Kind == SubjectKind.First && Words.Talk.Contains(tokens[verb].Low))) return false;
            // "will have talks" is a deed, "will have an effect" is none.
            return !Is(verb, "have") || Tables.Is(tokens[Math.Min(verb + 1, tokens.Length - 1)], WordClass.Meeting) || Tables.Is(tokens[Math.Min(verb + 2, tokens.Length - 1)], WordClass.Meeting);
        }

        // "hopes that Norland will", "how Norland will": the clause is somebody's wish or question.
        private bool Wished(Subject subject)
        {
            // "Expressed hope Norland would": the wish leads the phrase.
            if (subject.To - subject.From > 1 && Words.Wishes.Contains(tokens[subject.From].Low)) return true;
            var at = subject.From - 1;
            while (at >= 0 && Clauses.IsAdverb(tokens, at)) at--;
            if (at < 0) return false;
            if (tokens[at].Low is "how" or "why" or "whether" or "if" or "what" or "whom" or "when" or "where" or "until" or "before" or "once" or "which" or "unless") return true;
            var that = tokens[at].Is("that");
            if (that) at--;
            if (at < 0 || !tokens[at].IsWord) return false;
            if (Words.Wishes.Contains(tokens[at].Low)) return true;
            // "Urged the minister to promise that Norland will": nothing is promised yet.
            for (var to = at - 1; that && to >= Math.Max(1, at - 2); to--)
                if (tokens[to].Is("to")) return tokens[Math.Max(0, to - 8)..to].Any(static token => token.IsWord && Words.Wishes.Contains(token.Low));
            return false;
        }

        // "Every day he would": a habit.
        private bool Usually(int at) => tokens[..at].Any(static token => token.Low is "every" or "whenever" or "always" or "usually" or "often" or "sometimes");

        /// <summary><c>is to visit</c>, <c>are to hold</c>.</summary>
        public Hit? ToBe(int at)
        {
            if (tokens[at].Low is not ("is" or "are") || !Is(at + 1, "to") || !IsVerb(at + 2) || Is(at + 2, "be")) return null;
            var subject = clauses.Before(tokens, at);
            return subject.Kind is SubjectKind.Agent or SubjectKind.Person && IsDeed(at + 2, subject) && !Wished(subject) ? new Hit(at, at + 2, subject, CommitmentForm.Plan, 3) : null;
        }

        /// <summary>An invitation that is given or accepted.</summary>
        public Hit? Invitation(int at)
        {
            var low = tokens[at].Low;
            if (low is "invited" or "invites" or "invite" && !(at > 0 && Tables.Is(tokens[at - 1], WordClass.Be | WordClass.Have | WordClass.Determiner | WordClass.Preposition | WordClass.Modal)))
            {
                var subject = clauses.Before(tokens, at);
                if (!subject.Wills) return null;
                var to = at + 1;
                while (to < tokens.Length && tokens[to].IsWord && !Is(to, "to") && !Is(to, "for")) to++;
                if (to == at + 1 || to >= tokens.Length || !tokens[to].IsWord) return null;
                return new Hit(at, to, subject, CommitmentForm.Invitation, 2) { Whom = new Span(tokens[at + 1].Start, tokens[to - 1].End) };
            }
            if (low == "invitation")
            {
                for (var i = Math.Max(0, at - 4); i < at; i++)
                {
                    if (tokens[i].Low is "accepted" or "accepts" or "accept") return clauses.Before(tokens, i) is { Wills: true } by ? new Hit(i, at, by, CommitmentForm.Acceptance, 4) : null;
                    if (tokens[i].Low is "extended" or "conveyed" or "extends" or "handed" or "renewed" or "reiterated") return clauses.Before(tokens, i) is { Wills: true } from ? new Hit(i, at, from, CommitmentForm.Invitation, 2) : null;
                }
            }
            return null;
        }

        /// <summary>A verb, adjective or noun that commits: <c>pledged to</c>, <c>is ready to</c>, <c>its readiness to</c>.</summary>
        public Hit? Cue(int at)
        {
            // "The Action Plan to plant trees": a title.
            if (tokens[at].Capital && at > 0 && tokens[at - 1].IsWord) return null;
            foreach (var cue in Words.Starting(tokens[at].Low))
            {
                var end = at + cue.Words.Length;
                var i = 1;
                while (i < cue.Words.Length && Is(at + i, cue.Words[i])) i++;
                if (i < cue.Words.Length) continue;
                var (deed, whom) = Followed(cue, at, end);
                if (deed < 0) continue;
                if (cue.Form == CommitmentForm.Considering && Usually(at)) continue;
                if (ByWhom(cue, at) is { } hit && !Wished(hit.Subject) && (cue.Form != CommitmentForm.Plan || IsDeed(deed, hit.Subject))) return hit with { Deed = deed, Whom = whom, That = cue.Follows == "that" };
            }
            return null;
        }

        // Where the deed begins; -1 where what must follow does not.
        private (int Deed, Span? Whom) Followed(CommitmentCue cue, int at, int end)
        {
            // "promised the farmers to", "assured Norland that": whoever it is said to stands between.
            var from = end;
            if (cue.Form is CommitmentForm.Promise && cue.Follows is "to" or "that" && Tables.IsFinite(tokens[at]))
                while (end < tokens.Length && end - from < 8 && tokens[end].IsWord && !Is(end, "to") && !Is(end, "that") && !Tables.IsFinite(tokens[end])) end++;
            var whom = end > from ? new Span(tokens[from].Start, tokens[end - 1].End) : (Span?)null;
            var follows = cue.Follows switch
            {
                "to" => Is(end, "to") && (cue.Form == CommitmentForm.Expectation || (IsVerb(Deed(end + 1).Verb) && !Tables.Is(tokens[end + 1], WordClass.Determiner))) ? end + 1 : -1,
                "of" => Is(end, "of") && end + 1 < tokens.Length && tokens[end + 1].Low.EndsWith("ing", StringComparison.Ordinal) ? end + 1 : -1,
                // "assured that there is no panic" promises nothing.
                "that" => Is(end, "that") && tokens.Skip(end).Any(static token => token.Low is "will" or "would" or "shall" or "won't" or "wouldn't") ? end + 1 : -1,
                "ing" => end < tokens.Length && (tokens[end].Low.EndsWith("ing", StringComparison.Ordinal) && tokens[end].Low.Length > 5 || cue.Words[0] == "not") ? end : -1,
                _ => end < tokens.Length && tokens[end].IsWord ? end : -1,
            };
            return (follows, whom);
        }

        private Hit? ByWhom(CommitmentCue cue, int at)
        {
            var (subject, standing, not) = (Subject.None, (CommitmentStanding?)null, cue.Words[0] == "no");
            var i = at - 1;
            var begin = at;
            var noun = cue.IsNoun;
            if (noun)
            {
                // "its readiness to", "expressed its firm readiness to": whoever has it, else whoever the sentence has speak.
                while (i >= 0 && tokens[i].IsWord && !Tables.IsFinite(tokens[i]) && at - i < 6)
                {
                    if (tokens[i].Is("'s")) return clauses.Kind(tokens, Start(i), i - 1) is SubjectKind.Agent ? new Hit(at, at, new Subject(SubjectKind.Agent, Start(i), i), cue.Form, cue.Strength) : null;
                    if (tokens[i].Low is "our" or "my") return new Hit(at, at, new Subject(SubjectKind.FirstPlural, i, i + 1), cue.Form, cue.Strength);
                    if (Tables.Is(tokens[i], WordClass.Preposition) && !tokens[i].Is("of")) return null;
                    not |= tokens[i].Is("no");
                    i--;
                }
                if (i < 0 || !Tables.IsFinite(tokens[i])) return null;
                begin = i;
                subject = clauses.Before(tokens, i);
                // "Has no intention" denies it, "has not changed its intention" does not.
                if (Deny(i))
                {
                    if (!Tables.Is(tokens[i], WordClass.Have) && tokens[i].Low is not ("express" or "expressed" or "show" or "shown" or "voice" or "voiced" or "give" or "given")) return null;
                    standing = CommitmentStanding.Declined;
                }
            }
            else
            {
                subject = clauses.Before(tokens, at);
                var back = at - 1;
                while (back >= 0 && (Clauses.IsAdverb(tokens, back) || Tables.Is(tokens[back], WordClass.Be | WordClass.Have | WordClass.Do | WordClass.Modal)))
                {
                    if (tokens[back].Low is "not" or "never" || (tokens[back].Is("no") && Is(back + 1, "longer")) || tokens[back].Low.EndsWith("n't", StringComparison.Ordinal)) standing = CommitmentStanding.Declined;
                    // "It pays to be ready to": nobody is.
                    if (tokens[back].Is("be") && back > 0 && !Tables.Is(tokens[back - 1], WordClass.Modal) && !Clauses.IsAdverb(tokens, back - 1)) return null;
                    if (tokens[back].Is("had") || (tokens[back].Low is "was" or "were" && cue.Form is CommitmentForm.Intention or CommitmentForm.Plan)) standing ??= CommitmentStanding.Recalled;
                    if (tokens[back].Low is "would" && Saying(tokens[at].Start) is null) return null;
                    if (tokens[back].Low is "should" or "must" or "could" or "may" or "might") return null;
                    back--;
                }
                begin = back + 1;
                while (begin < at && Clauses.IsAdverb(tokens, begin)) begin++;
                // An adjective without its verb stands with a noun: "measures planned to". "Going to" is a plan only with one.
                var bare = !tokens[at].Low.EndsWith('s') && at > 0 && !Tables.IsFinite(tokens[at]) && !Tables.Is(tokens[at - 1], WordClass.Be | WordClass.Have | WordClass.Modal | WordClass.Adverb) && back == at - 1;
                if (tokens[at].Low is "going" or "due" or "set" or "slated" or "expected" or "scheduled" && !tokens[(back + 1)..at].Any(static token => Tables.Is(token, WordClass.Be))
                    && !(back >= 0 && tokens[back].Low is var low && (low.EndsWith("'re", StringComparison.Ordinal) || low.EndsWith("'m", StringComparison.Ordinal) || low.EndsWith("'s", StringComparison.Ordinal)))) return null;
                if (bare && subject.Kind == SubjectKind.Agent && cue.Form is CommitmentForm.Readiness or CommitmentForm.Plan) return null;
            }
            if (!subject.Wills) return null;
            // To undertake not to do is a commitment; not to intend is one, too, where a negative is said of a will.
            if (standing == CommitmentStanding.Declined && cue.Form is CommitmentForm.Intention or CommitmentForm.Plan or CommitmentForm.Considering) (standing, not) = (null, cue.Form != CommitmentForm.Considering || cue.Words[0] != "not");
            return new Hit(begin, at, subject, cue.Form, cue.Strength) { Standing = standing, Not = not };
        }

        private bool Deny(int verb)
        {
            for (var i = verb; i >= Math.Max(0, verb - 3); i--)
                if (tokens[i].Low is "not" or "never" || tokens[i].Low.EndsWith("n't", StringComparison.Ordinal)) return true;
            return false;
        }

        private int Start(int possessive)
        {
            var from = possessive - 1;
            while (from > 0 && tokens[from - 1].IsWord && (tokens[from - 1].Capital || Tables.Is(tokens[from - 1], WordClass.Determiner)) && tokens[from].Capital) from--;
            return from;
        }

        /// <summary>The innermost saying whose content holds a place.</summary>
        private Attribution? Saying(int place) => Sayings.Where(saying => saying.Content.Any(content => content.Start <= place && place < content.End))
            .MinBy(saying => saying.Content.Sum(static content => content.Length));
    }
}
