namespace Variorum;

// What a sentence says of the instruments that it means.
public static partial class Instruments
{
    private sealed partial class Finder
    {
        private static InstrumentFactKind? Stage(Token token) => token.Low switch
        {
            "sign" or "signs" or "signed" or "signing" or "conclude" or "concludes" or "concluded" => InstrumentFactKind.Concluded,
            "initialled" or "initialed" or "initial" when token.Low != "initial" => InstrumentFactKind.Initialled,
            "ratify" or "ratifies" or "ratified" or "ratification" => InstrumentFactKind.Ratified,
            "denounced" or "abrogated" or "terminated" or "expired" or "expires" => InstrumentFactKind.Ended,
            "force" => InstrumentFactKind.InForce,
            "drafted" or "drafting" => InstrumentFactKind.Drafted,
            _ => null,
        };

        private void Stages(Passage passage, Token[] tokens, List<(int Mention, int From, int To)> meant)
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                if (Stage(tokens[i]) is not { } stage || meant.Any(name => name.From <= i && i < name.To)) continue;
                if (stage == InstrumentFactKind.InForce && (i < 2 || tokens[i - 1].Low is not ("into" or "in") || tokens[i - 2].Low is not ("enter" or "enters" or "entered" or "came" or "comes" or "come" or "entering" or "is" or "be"))) continue;
                var (mention, from, to) = meant.MinBy(name => Math.Abs(i < name.From ? name.From - i : i - name.To));
                var distance = from > i ? from - i : i - to;
                if (distance > 14) continue;
                // "As soon as the agreement entered into force": nobody says that it did.
                if (Supposed(tokens, i)) continue;
                var future = Enumerable.Range(Math.Max(0, i - 4), Math.Min(4, i)).Any(k => tokens[k].Low is "will" or "would" or "should" or "must" or "shall" or "may" or "can" || (tokens[k].Is("to") && tokens[i].Low is "sign" or "conclude" or "ratify" or "initial" or "be"));
                // What is signed stands behind the verb, or before it where the verb is passive or a participle.
                string? who = null;
                if (from > i && tokens[i].Low is "signed" or "signs" or "concluded" or "ratified" or "initialled" or "sign" or "ratify" or "initialed")
                {
                    var subject = _clauses.Before(tokens, i);
                    if (subject.Kind == SubjectKind.Agent) who = Persons(tokens, i, null) is { } persons && persons.Contains(" and ", StringComparison.Ordinal) ? persons : Slice(tokens, subject.From, Undated(tokens, subject.From, subject.To));
                    else if (subject.Kind is SubjectKind.First or SubjectKind.FirstPlural or SubjectKind.Person) who = Persons(tokens, i, passage.Speaker);
                }
                else if (i + 1 < tokens.Length && Array.FindIndex(tokens, i, Math.Min(8, tokens.Length - i), static token => token.Is("by")) is >= 0 and var by && by + 1 < tokens.Length && tokens[by + 1].Capital | tokens[by + 1].Is("the"))
                {
                    var end = by + 1;
                    while (end < tokens.Length && tokens[end].IsWord && end - by < 30 && !Tables.IsFinite(tokens[end]) && tokens[end].Low is not ("in" or "on" or "at" or "during")) end++;
                    who = Slice(tokens, by + 1, end);
                }
                var date = account.Dates.Where(date => date.Start >= passage.Start && date.End <= passage.End).MinBy(date => Math.Abs(date.Start - tokens[i].End));
                if (date is not null && Math.Abs(date.Start - tokens[i].End) > 160) date = null;
                Add(new InstrumentFact(mention, passage.Id, new Span(tokens[i].Start, tokens[i].End), stage, account.Text[tokens[i].Start..tokens[i].End])
                {
                    Date = date?.Value,
                    Who = who,
                    Future = future,
                    Speaker = passage.Speaker,
                });
            }
        }

        // The clause that holds the word hangs on another: a condition, a time to come.
        private static bool Supposed(Token[] tokens, int at)
        {
            for (var i = at - 1; i >= 0 && at - i < 12 && tokens[i].IsWord; i--)
                if (tokens[i].Low is "if" or "once" or "unless" or "until" or "till" or "whenever" || (tokens[i].Low is "as" && i > 0 && tokens[i - 1].Low is "soon")) return true;
            return false;
        }

        // "Norland and Vesmark on Wednesday signed": the day stands between.
        private static int Undated(Token[] tokens, int from, int to)
        {
            for (var i = from + 1; i < to; i++)
                if (tokens[i].Is("on") && i + 1 < to && Lexicon.Terms(char.ToUpperInvariant(tokens[i + 1].Low[0]) + tokens[i + 1].Low[1..], "en") is [{ Concepts: [{ Kind: "month" or "day" }, ..] }, ..]) return i;
            return to;
        }

        private void Contents(Passage passage, Token[] tokens, List<(int Mention, int From, int To)> meant)
        {
            foreach (var (mention, from, to) in meant)
            {
                // "the treaty, signed that day, envisages …"
                for (var i = to; i < tokens.Length && i - to < 12; i++)
                {
                    // "The signatory states intend": a noun.
                    if (tokens[i].Low is "states" or "says" && !(i + 1 < tokens.Length && tokens[i + 1].Low is "that" or ":" or "," or "\"")) continue;
                    if (Words["content"].Contains(tokens[i].Low) && !(tokens[i].Low.EndsWith("ed", StringComparison.Ordinal) && Tables.Is(tokens[i - 1], WordClass.Be)))
                    {
                        Content(passage, tokens, mention, i, i);
                        break;
                    }
                    if (tokens[i].Low is ";" or ":" or "." or "and" || meant.Any(other => other.From <= i && i < other.To) || (Tables.IsFinite(tokens[i]) && Stage(tokens[i]) is null && !Tables.Is(tokens[i], WordClass.Modal))) break;
                }
                if (to + 1 < tokens.Length && Under(tokens, from) && (tokens[to].Is(",") ? Tables.Is(tokens[to + 1], WordClass.Determiner | WordClass.They | WordClass.It) || (tokens[to + 1].IsWord && tokens[to + 1].Capital) : Tables.Is(tokens[to], WordClass.Determiner))) Content(passage, tokens, mention, tokens[to].Is(",") ? to + 1 : to, to);
            }
        }

        // "Holt, the Prime Minister, and Kell, her guest, signed": all who are named before the verb, and who calls himself I.
        private string? Persons(Token[] tokens, int verb, string? speaker)
        {
            var from = verb;
            while (from > 0 && tokens[from - 1].Low is not (";" or ":" or "that" or "when" or "where" or "after")) from--;
            var text = account.Text.AsSpan(tokens[from].Start, tokens[verb].Start - tokens[from].Start);
            var named = new List<(int At, string Name)>();
            foreach (var person in account.People)
            {
                var at = int.MaxValue;
                foreach (var form in person.As)
                    if (text.IndexOf(form, StringComparison.Ordinal) is >= 0 and var place) at = Math.Min(at, place);
                if (at < int.MaxValue && person.Name != speaker) named.Add((at, person.Name));
            }
            var names = named.OrderBy(static name => name.At).Select(static name => name.Name).Concat(speaker is null ? [] : [speaker]).ToList();
            return names.Count == 0 ? null : string.Join(" and ", names);
        }

        private static bool Under(Token[] tokens, int from)
        {
            var words = "";
            for (var i = from - 1; i >= 0 && from - i < 7; i--)
            {
                words = words.Length == 0 ? tokens[i].Low : tokens[i].Low + "_" + words;
                var open = words.EndsWith("_the", StringComparison.Ordinal) ? words[..^4] : words;
                if (Words["under"].Contains(open)) return true;
            }
            return false;
        }

        private void Content(Passage passage, Token[] tokens, int mention, int start, int from)
        {
            if (from >= tokens.Length) return;
            var end = passage.End;
            foreach (var saying in account.Attributions)
            {
                var begins = Math.Min(saying.Source?.Start ?? int.MaxValue, saying.Cue?.Start ?? int.MaxValue);
                if (begins > tokens[from].Start && begins < end && saying.Cue is not null) end = begins;
            }
            var text = account.Text[tokens[start].Start..end].Trim(' ', '.', ',', ';', '"', '”').ReplaceLineEndings(" ");
            if (text.Count(static c => c == ' ') > 1) Add(new InstrumentFact(mention, passage.Id, new Span(tokens[start].Start, end), InstrumentFactKind.Content, text) { Speaker = passage.Speaker });
        }

        private void Add(InstrumentFact fact)
        {
            if (!Facts.Any(known => known.Instrument == fact.Instrument && known.Passage == fact.Passage && known.Kind == fact.Kind)) Facts.Add(fact);
        }

        private string Slice(Token[] tokens, int from, int to) => account.Text[tokens[from].Start..tokens[to - 1].End].ReplaceLineEndings(" ");
    }
}
