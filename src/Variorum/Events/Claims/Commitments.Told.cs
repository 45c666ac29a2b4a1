using System.Text.RegularExpressions;

namespace Variorum;

// What stands around a commitment: whose it is, to whom, when, on which condition.
public static partial class Commitments
{
    private sealed partial class Sentence
    {
        /// <summary>The commitment with what stands around it; null where it is nobody's.</summary>
        public Commitment? Told(Hit hit, Hit? next)
        {
            var start = tokens[hit.Cue].Start;
            var saying = Saying(start);
            var speaker = saying is not null ? saying.Who : account.Kind == AccountKind.Transcript || Sayings.Count == 0 ? passage.Speaker : null;
            var content = saying?.Content.First(content => content.Start <= start && start < content.End);
            var end = Math.Min(passage.End, content?.End ?? passage.End);
            end = End(hit, next, end);
            if (hit.Deed >= tokens.Length || tokens[hit.Deed].Start >= end) return null;
            var what = account.Text[tokens[hit.Deed].Start..end].TrimEnd(' ', '.', ',', ';', '"', '”', '»').ReplaceLineEndings(" ");
            var party = Party(hit.Subject, speaker, start);
            if (party is null) return null;
            var written = hit.Subject.Kind is SubjectKind.Agent;
            var own = !written || speaker is null ? !written : Same(party!, speaker);
            var standing = hit.Standing ?? (own || (speaker is null && hit.Form is not (CommitmentForm.Will or CommitmentForm.Plan)) ? CommitmentStanding.Own : Standing(party!, speaker));
            var place = new Span(start, end);
            if (!Credible(hit, speaker, own ? CommitmentStanding.Own : Standing(party, speaker))) return null;
            return new Commitment(passage.Id, place, party, account.Text[start..(hit.Deed > hit.Cue ? tokens[hit.Deed - 1].End : tokens[hit.Cue].End)], what, hit.Form, hit.Strength)
            {
                Speaker = speaker,
                Standing = standing,
                Not = hit.Not,
                Whom = hit.Whom is { } told ? account.Text[told.Start..told.End] : Whom(hit.Deed, end),
                By = When(place),
                Condition = Condition(place),
            };
        }

        // What somebody says of another party is no commitment of it where he foretells ("analysts say that Norland will"), tells what it
        // did ("Norland would not stop") or charges it ("Norland is not ready to").
        private bool Credible(Hit hit, string? speaker, CommitmentStanding standing)
        {
            if (speaker is null || standing == CommitmentStanding.Own) return true;
            if (hit.Standing == CommitmentStanding.Declined) return false;
            if (hit.Form is not (CommitmentForm.Will or CommitmentForm.Plan)) return true;
            return !Foresees(speaker) && !(standing == CommitmentStanding.Ascribed && tokens[hit.Cue].Low is "would" or "wouldn't");
        }

        private bool Foresees(string speaker) => (account.People.FirstOrDefault(person => person.Name == speaker)?.Roles ?? []).Append(speaker)
            .Any(static called => called.Split(' ').Any(static word => Words.Seers.Contains(Token.Fold(word))));

        // Before the next commitment of the sentence, and before a clause in which the account speaks again.
        private int End(Hit hit, Hit? next, int end)
        {
            if (next is not null)
            {
                var cut = next.Subject.From > hit.Deed ? next.Subject.From : next.Cue;
                while (cut > hit.Deed + 1 && (!tokens[cut - 1].IsWord || tokens[cut - 1].Low is "and" or "that" or "but" or "also" or "adding" or "as" or "while" || Tables.Is(tokens[cut - 1], WordClass.Be | WordClass.Have))) cut--;
                if (cut > hit.Deed) end = Math.Min(end, tokens[cut - 1].End);
            }
            for (var i = hit.Deed + 1; i < tokens.Length && tokens[i].Start < end; i++)
                if (tokens[i].Is(";") || (tokens[i].Is(",") && Another(i))) end = tokens[i].Start;
            foreach (var saying in Sayings)
            {
                var begins = Math.Min(saying.Source?.Start ?? int.MaxValue, saying.Cue?.Start ?? int.MaxValue);
                if (begins > tokens[hit.Deed].Start && begins < end && saying.Cue is not null) end = begins;
            }
            return end;
        }

        // "…, and the others should": a clause with a subject of its own.
        private bool Another(int comma)
        {
            var at = comma + 1;
            if (at >= tokens.Length) return false;
            if (tokens[at].Low is "but" or "although" or "though" or "while" or "whereas" or "so" or "which" or "because") return true;
            if (!tokens[at].Is("and") || ++at >= tokens.Length || !(Tables.Is(tokens[at], WordClass.Determiner | WordClass.Preposition | WordClass.First | WordClass.He | WordClass.She | WordClass.They | WordClass.It) || tokens[at].Capital || tokens[at].Is("many"))) return false;
            for (; at < tokens.Length && tokens[at].Low is not (";" or "."); at++)
                if (Tables.Is(tokens[at], WordClass.Modal | WordClass.Be | WordClass.Have) || Tables.Cues.Form(tokens[at].Low) is CueForm.Past or CueForm.Base && tokens[at - 1].Low is "many" or "they" or "we") return true;
            return false;
        }

        private string? Party(Subject subject, string? speaker, int start) => subject.Kind is not SubjectKind.Agent && speaker is not null && IsNobody(speaker) ? null : subject.Kind switch
        {
            SubjectKind.First => speaker,
            SubjectKind.FirstPlural => speaker ?? (account.Kind == AccountKind.Statement ? account.Publisher : null),
            // In his own words he calls himself I.
            SubjectKind.Plural when Saying(start) is not { Source: not null, Kind: not AttributionKind.Direct } && speaker?.Contains(" + ", StringComparison.Ordinal) != true => null,
            // "They would do it, said the spokesman": somebody else would.
            SubjectKind.Plural when speaker is not null && account.People.FirstOrDefault(person => person.Name == speaker) is { } one && One(one) => null,
            SubjectKind.Person or SubjectKind.Plural => Saying(start) is { Kind: AttributionKind.Direct } || (Saying(start) is null && (account.Kind == AccountKind.Transcript || passage.Text.AsSpan().ContainsAny("\"“”«»")) && !Sayings.Any(saying => saying.Cue is { } cue && cue.Start <= start && start < cue.End)) ? null : speaker ?? Sayings.FirstOrDefault(saying => saying.Cue is { } cue && cue.Start <= start && start < cue.End)?.Who ?? passage.Speaker,
            _ => Named(subject),
        };

        // "Norland and Sudmark on 17 August agreed": the day is no part of the name.
        private string Named(Subject subject)
        {
            var end = subject.To;
            for (var i = subject.From + 1; i < subject.To; i++)
                if (account.Dates.Any(date => date.Start >= tokens[i].Start && date.Start <= tokens[Math.Min(i + 1, tokens.Length - 1)].Start) && Tables.Is(tokens[i], WordClass.Preposition)) end = Math.Min(end, i);
            return account.Text[tokens[subject.From].Start..tokens[end - 1].End].ReplaceLineEndings(" ");
        }

        // "Someone", "Journalism" where the account writes of journalism: a word that passes for a speaker.
        private bool IsNobody(string speaker) => speaker.StartsWith("Someone", StringComparison.Ordinal)
            || (char.IsUpper(speaker[0]) && !speaker.Contains(' ') && clauses.IsCommon(speaker) && !Tables.Is(Token.Fold(speaker), WordClass.Bodies) && !Tables.Roles.ContainsKey(Token.Fold(speaker)));

        // Whether a speaker is a single person: a name of several words or an office, and no body.
        private static bool One(Person person) => !person.Name.Contains(" + ", StringComparison.Ordinal) && !person.Name.Contains(" and ", StringComparison.Ordinal)
            && person.Name.Split(' ') is var words && !Tables.Is(Token.Fold(words[^1]), WordClass.Bodies | WordClass.Pair) && !words[^1].EndsWith('s')
            && (person.Roles.Count > 0 || person.As.Any(form => form.Length < person.Name.Length && person.Name.EndsWith(form, StringComparison.Ordinal)) || words.Any(static word => Tables.Roles.ContainsKey(Token.Fold(word))));

        private bool Same(string party, string speaker) =>
            account.People.FirstOrDefault(person => person.Name == speaker) is { } person ? person.As.Any(form => party.EndsWith(form, StringComparison.Ordinal)) : party.EndsWith(speaker, StringComparison.OrdinalIgnoreCase);

        // Whether the speaker holds an office of the party, or one of another party.
        private CommitmentStanding Standing(string party, string? speaker)
        {
            if (speaker is null || account.People.FirstOrDefault(person => person.Name == speaker) is not { Roles.Count: > 0 } person) return CommitmentStanding.Told;
            if (Tables.Is(Token.Fold(party.AsSpan(party.LastIndexOf(' ') + 1)), WordClass.Pair) || party.Contains(" two ", StringComparison.Ordinal) || party.Contains("both ", StringComparison.OrdinalIgnoreCase)) return CommitmentStanding.Own;
            var of = Countries(party);
            var his = person.Roles.SelectMany(Countries).ToHashSet(StringComparer.Ordinal);
            if (of.Count == 0 || his.Count == 0) return CommitmentStanding.Told;
            return of.Any(his.Contains) ? CommitmentStanding.Own : CommitmentStanding.Ascribed;
        }

        private string? Whom(int deed, int end)
        {
            for (var i = deed + 1; i + 1 < tokens.Length && tokens[i + 1].Start < end; i++)
            {
                if (tokens[i].Low is not ("with" or "to" or "for")) continue;
                var from = i + 1;
                if (Tables.Is(tokens[from], WordClass.Determiner) && from + 1 < tokens.Length) from++;
                var to = from;
                while (to < tokens.Length && tokens[to].IsWord && (tokens[to].Capital || (to > from && tokens[to].Low is "of" or "the" && to + 1 < tokens.Length && (tokens[to + 1].Capital || tokens[to + 1].Is("the"))))) to++;
                // "with American experts" names no party.
                if (to < tokens.Length && tokens[to].IsWord && tokens[to].Start < end && !Tables.Is(tokens[to], WordClass.Preposition | WordClass.Conjunction | WordClass.Adverb | WordClass.Relative)) continue;
                if (to > from && tokens[to - 1].Start < end && tokens[to - 1].Capital && !char.IsDigit(tokens[to - 1].Low[^1]) && clauses.Kind(tokens, from, to - 1) == SubjectKind.Agent)
                    return account.Text[tokens[from].Start..tokens[to - 1].End];
            }
            return null;
        }

        private DateExpression? When(Span place) =>
            account.Dates.Where(date => date.Start >= place.Start && date.End <= place.End).FirstOrDefault()
            ?? account.Dates.FirstOrDefault(date => date.Start >= passage.Start && date.End < place.Start && place.Start - date.End < 60
                && !account.Text.AsSpan(date.End, place.Start - date.End).Contains(" that ", StringComparison.Ordinal) && !Saying().Any(cue => cue.Start > date.Start && cue.Start < place.Start));

        private IEnumerable<Span> Saying() => Sayings.Select(static saying => saying.Cue).OfType<Span>();

        private string? Condition(Span place)
        {
            var from = passage.Start;
            foreach (var match in Conditions().EnumerateMatches(account.Text.AsSpan(0, place.End), from))
            {
                var (start, end) = (match.Index, match.Index + match.Length);
                if (end <= place.Start && place.Start - end > 12) continue;
                return account.Text[start..end].Trim(' ', ',', '.');
            }
            return null;
        }
    }

    /// <summary>The countries and bodies that a text names, by concept; of unknown ones the capitalised words.</summary>
    internal static HashSet<string> Countries(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var term in Lexicon.Terms(text, "en"))
        {
            if (term.Concepts is [{ Kind: "country" } country, ..]) found.Add(country.Id);
            else if (term.Capital && term.Kind == TokenKind.Word && term.Concepts is not [{ IsName: true }, ..] && !Tables.Roles.ContainsKey(Token.Fold(text.AsSpan(term.Start, term.End - term.Start)))) found.Add(term.Key);
        }
        return found;
    }

    [GeneratedRegex(@"(?<!even )\b(?:if|unless|provided that|on condition that|in case|as long as|in the event of|in the event that)\b[^,;.]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Conditions();
}
