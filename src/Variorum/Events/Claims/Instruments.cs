namespace Variorum;

/// <summary>Finds the treaties, agreements, declarations and other documents that an account names, and what it says of them.</summary>
/// <remarks>
/// A document counts as named when it has a title (capitals or quotation marks) or a subject (<c>a memorandum on fisheries</c>) or parties. One that is
/// only meant (<c>the treaty</c>, <c>the document</c>) adds what is said of it to the last one named before it. What kinds there are says the lexicon.
/// English is read with its grammar; of other languages only titles in quotation marks and capitalised heads are taken.
/// </remarks>
public static class Instruments
{
    private const int LongestName = 26;
    private const int LongestTopic = 14;

    private static readonly Tables Tables = Tables.English;
    private static readonly Dictionary<string, HashSet<string>> Words = Tables.Lines("instruments-en.tsv").Select(static line => line.Split('\t')).ToDictionary(static cells => cells[0], static cells => cells[1].Split(' ').ToHashSet());

    // The lexicon's concept and the family under which it is listed. Those that are named by title alone are words of other meanings, too.
    private static readonly Dictionary<string, (string Family, bool Title)> Heads = new(StringComparer.Ordinal)
    {
        ["treaty"] = ("treaty", false),
        ["comprehensive-partnership-treaty"] = ("treaty", false),
        ["peace-agreement"] = ("treaty", false),
        ["agreement"] = ("agreement", false),
        ["intergovernmental-agreement"] = ("agreement", false),
        ["mou"] = ("memorandum", false),
        ["contract"] = ("contract", true),
        ["joint-statement"] = ("statement", false),
        ["statement"] = ("statement", true),
        ["communique"] = ("communiqué", false),
        ["protocol"] = ("protocol", true),
        ["declaration"] = ("declaration", true),
        ["convention"] = ("convention", true),
        ["charter"] = ("charter", true),
        ["resolution"] = ("resolution", true),
        ["road-map"] = ("road map", true),
    };

    /// <summary>The instruments of an account and what it says of them, in the order of its text.</summary>
    public static AccountInstruments Of(Account account)
    {
        var found = new Finder(account);
        foreach (var passage in account.Passages)
            if (!passage.Heading) found.Read(passage);
        return new AccountInstruments(found.Mentions, found.Facts);
    }

    private sealed class Finder(Account account)
    {
        private readonly bool _english = account.Language is null or "en";
        private readonly Clauses _clauses = new(account, []);

        public List<InstrumentMention> Mentions { get; } = [];

        public List<InstrumentFact> Facts { get; } = [];

        public void Read(Passage passage)
        {
            var tokens = Token.Cut(account.Text, passage.Start, passage.End);
            if (tokens.Length > Line.MostTokens) return;
            var text = account.Text[passage.Start..passage.End];
            var terms = Lexicon.Terms(text, account.Language);
            // The instruments that the sentence speaks of, named here or before, with the tokens that name them.
            var meant = new List<(int Mention, int From, int To)>();
            var busy = -1;
            foreach (var term in terms)
            {
                if (Head(term) is not { } head || text.AsSpan(term.Start, term.End - term.Start) is "deal" or "deals" or "Deal" or "Deals" or "Dealings" or "dealings" or "Dealing" or "dealing" || passage.Start + term.Start < busy) continue;
                var at = Array.FindIndex(tokens, token => token.End > passage.Start + term.Start);
                if (at < 0 || (term.Phrase is null && term.Concepts.Any(static concept => concept.Kind is "verb") && !_english)) continue;
                var last = Array.FindLastIndex(tokens, token => token.Start < passage.Start + (term.Phrase is { } phrase && Heads.ContainsKey(phrase.Id) ? term.PhraseEnd : term.End));
                if (Named(passage, tokens, at, last, head) is { } named)
                {
                    Mentions.Add(named.Mention);
                    meant.Add((Mentions.Count - 1, named.From, named.To));
                    busy = named.Mention.Place.End;
                }
                else if (_english && Meant(tokens, at, head.Family) is { } earlier)
                {
                    meant.Add((earlier, at, last + 1));
                }
            }
            if (!_english) return;
            for (var i = 0; i < tokens.Length; i++)
                if (tokens[i].Is("document") && Meant(tokens, i, null) is { } earlier) meant.Add((earlier, i, i + 1));
            if (meant.Count == 0) return;
            Stages(passage, tokens, meant);
            Contents(passage, tokens, meant);
        }

        private static (string Family, bool Title)? Head(Term term)
        {
            if (term.Phrase is { } phrase && Heads.TryGetValue(phrase.Id, out var named)) return named;
            foreach (var concept in term.Concepts)
                if (Heads.TryGetValue(concept.Id, out var found)) return found;
            return null;
        }

        // "the treaty", "this agreement": the last of its family that was named.
        private int? Meant(Token[] tokens, int at, string? family)
        {
            var before = at - 1;
            while (before > 0 && !Tables.Is(tokens[before], WordClass.Determiner | WordClass.Preposition) && tokens[before].IsWord && at - before < 4) before--;
            if (before < 0 || tokens[before].Low is not ("the" or "this" or "that" or "its")) return null;
            for (var i = Mentions.Count - 1; i >= 0; i--)
                if (family is null || Mentions[i].Family == family) return i;
            return null;
        }

        private (InstrumentMention Mention, int From, int To)? Named(Passage passage, Token[] tokens, int at, int last, (string Family, bool Title) head)
        {
            if (Quoted(tokens, at) is var (open, close))
                return Mention(passage, tokens, open, close, head.Family, titled: true);
            if (!_english)
            {
                // Where every noun has a capital, only quotation marks show a title.
                if (!tokens[at].Capital || at == 0 || account.Language == "de") return null;
                var stop = last + 1;
                while (stop < tokens.Length && tokens[stop].IsWord && stop - at < 10) stop++;
                return stop - last > 2 ? Mention(passage, tokens, at, stop, head.Family, titled: true) : null;
            }
            // Before it: capitals, years, and the small words that belong to names.
            var from = at;
            while (from > 0 && at - from < 8 && (Part(tokens, from - 1) || Words["before"].Contains(tokens[from - 1].Low) || (IsYear(tokens[from - 1]) && from < at))) from--;
            // "15 June Declaration", "September 19 Joint Statement"
            if (from > 0 && from < at && tokens[from - 1].Low.All(char.IsAsciiDigit) && tokens[from - 1].Low.Length is 1 or 2) from -= from > 1 && tokens[from - 2].Capital && IsMonth(tokens[from - 2]) ? 2 : IsMonth(tokens[from]) ? 1 : 0;
            while (from < at && tokens[from].Is("'s")) from++;
            if (from < at && tokens[at - 1].Is("'s")) from = at;
            while (from < at && from == 0 && tokens[from].Capital && !IsProper(tokens, from)) from++;
            var capitals = Enumerable.Range(from, at - from).Any(i => tokens[i].Capital && i > 0);
            var (to, topic) = After(tokens, last + 1, tokens[last].Capital && !(last == 0));
            var numbered = to == last + 1 && to < tokens.Length && tokens[to].IsWord && char.IsAsciiDigit(tokens[to].Low[0]);
            if (numbered) to++;
            var titled = (tokens[at].Capital && at > 0 && (capitals || to > last + 1)) || (capitals && !Tables.Is(tokens[at], WordClass.Document)) || (capitals && head.Title);
            if (!titled && (head.Title || !topic || !Concluded(tokens))) return null;
            // "agreement" is a state of minds where nobody signs it.
            if (!titled && head.Family == "agreement" && at > 0 && !Enumerable.Range(Math.Max(0, from - 3), Math.Min(3, from)).Any(i => tokens[i].Low is "a" or "an" or "the" or "several" or "of" or "new")) return null;
            if (head.Family == "statement" && !Enumerable.Range(from, last + 1 - from).Any(i => tokens[i].Is("joint"))) return null;
            if (!titled && head.Family == "statement") return null;
            if (head.Family == "resolution" && !numbered && !topic) return null;
            return Mention(passage, tokens, from, to, head.Family, titled);
        }

        private static (int Open, int Close)? Quoted(Token[] tokens, int at)
        {
            var open = at;
            while (open >= 0 && at - open < 10 && tokens[open].Low is not ("\"" or "«" or "《" or "「" or "『")) open--;
            if (open < 0 || at - open >= 10 || open + 1 >= tokens.Length || !tokens[open + 1].IsWord || (!tokens[open + 1].Capital && tokens[open].Low is "\"" or "«")) return null;
            var close = at;
            while (close < tokens.Length && close - open <= LongestName && tokens[close].Low is not ("\"" or "»" or "》" or "」" or "』" or "." or "?" or "!" or ";")) close++;
            if (close >= tokens.Length || tokens[close].Low is not ("\"" or "»" or "》" or "」" or "』")) return null;
            // A headline in quotation marks may have the word anywhere, a title begins with it or ends so.
            if (at - open > 4 && close - at > 2) return null;
            for (var i = open + 1; i < close; i++)
                if (tokens[i].Is(",") || Tables.Is(tokens[i], WordClass.Modal | WordClass.Be | WordClass.First)) return null;
            return (open + 1, close);
        }

        private static bool Part(Token[] tokens, int at) => tokens[at] is { IsWord: true, Capital: true } token && !Tables.Is(token, WordClass.Determiner | WordClass.Preposition | WordClass.Conjunction | WordClass.Adverb | WordClass.Subordinator)
            || (tokens[at].Is("-") && at > 0 && tokens[at - 1].Capital) || (tokens[at].Is("'s") && at > 0 && tokens[at - 1].Capital);

        private static bool IsMonth(Token token) => Lexicon.Terms(token.Low, "en") is [{ Concepts: [{ Kind: "month" }, ..] }, ..] || Lexicon.Terms(char.ToUpperInvariant(token.Low[0]) + token.Low[1..], "en") is [{ Concepts: [{ Kind: "month" }, ..] }, ..];

        private bool IsProper(Token[] tokens, int at) => _clauses.Kind(tokens, at, at) == SubjectKind.Agent;

        private static bool IsYear(Token token) => token.Low.Length == 4 && token.Low.All(char.IsAsciiDigit) && token.Low[0] is '1' or '2';

        // The end of the name, and whether it tells a subject or parties.
        private static (int To, bool Topic) After(Token[] tokens, int from, bool title)
        {
            if (from >= tokens.Length || !tokens[from].IsWord || !Words["on"].Contains(tokens[from].Low)) return (from, false);
            var (to, capitals, between) = (from + 1, false, tokens[from].Is("between"));
            while (to < tokens.Length && to - from < LongestName)
            {
                var token = tokens[to];
                // "Treaty of Friendship, Good-Neighbourliness and Cooperation"
                if (token.Is(",") && title && to + 2 < tokens.Length && tokens[to + 1].Capital && Enumerable.Range(to + 2, Math.Min(4, tokens.Length - to - 2)).Any(i => tokens[i].Is("and") && i + 1 < tokens.Length && tokens[i + 1].Capital))
                {
                    to++;
                    continue;
                }
                if (!token.IsWord && !(token.Is("-") || token.Is("&"))) break;
                if (token.Low is "which" or "that" or "who" or "signed" or "during" or "at" or "after" or "before" or "here" or "as" or "when" or "was" or "were" or "is" or "has" or "have" or "by" or "yesterday" or "today" || Tables.Is(token, WordClass.Modal)) break;
                if (Tables.IsFinite(token) && !token.Capital && !token.Low.EndsWith("ed", StringComparison.Ordinal)) break;
                between |= token.Is("between");
                capitals |= token.Capital;
                // A title ends where small words begin; those between capitals belong to it.
                if (title && capitals && !token.Capital && !Small(token) && !between) break;
                if (between && !token.Capital && !Small(token) && token.Low is not ("two" or "countries" or "sides" or "governments" or "government" or "states")) break;
                if (!title && !between && to - from > LongestTopic) break;
                if (token.Is("in") && to + 1 < tokens.Length && (IsYear(tokens[to + 1]) || (tokens[to + 1].Capital && !title))) break;
                if (token.Is("on") && to + 1 < tokens.Length && (tokens[to + 1].Capital && Lexicon.Terms(tokens[to + 1].Low, "en") is [{ Concepts: [{ Kind: "month" or "day" }, ..] }, ..])) break;
                to++;
            }
            while (to > from && (!tokens[to - 1].IsWord || Small(tokens[to - 1]))) to--;
            return to > from + 0 && to - from >= 2 ? (to, true) : (from, false);
        }

        private static bool Small(Token token) => token.Low is "of" or "the" or "and" or "on" or "between" or "for" or "in" or "to" or "with" or "'s" or "-" or "a" or "an" or "or" or "against" or "from" or "into" or "its" or "their" or "&" or "other" or "all";

        private static bool Concluded(Token[] tokens) => tokens.Any(static token => Stage(token) is not null);

        private (InstrumentMention Mention, int From, int To)? Mention(Passage passage, Token[] tokens, int from, int to, string family, bool titled)
        {
            if (to <= from) return null;
            var place = new Span(tokens[from].Start, tokens[to - 1].End);
            var name = account.Text[place.Start..place.End].ReplaceLineEndings(" ");
            var (topic, parties, names) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new List<string>());
            string? year = null;
            var between = false;
            foreach (var term in Lexicon.Terms(name, account.Language))
            {
                var concept = term.Phrase ?? term.Concepts.FirstOrDefault();
                if (term.Kind == TokenKind.Number && term.Key.Length == 4) year = term.Key;
                if (term.Kind == TokenKind.Stop)
                {
                    between |= term.Key == "between";
                    continue;
                }
                if (between) continue;
                if (concept is { Kind: "country" })
                {
                    if (parties.Add(concept.Id)) names.Add(name[term.Start..term.End]);
                }
                else if (term.Concepts.All(static concept => !Heads.ContainsKey(concept.Id)))
                {
                    topic.Add(concept is { } known && _english is false ? known.Id : term.Concepts.Length > 0 ? term.Concepts[0].Id : term.Key);
                }
            }
            foreach (var party in Between(name))
                if (parties.Add(CommitmentsReport.Key(party))) names.Add(party);
            if (topic.Count == 0 && parties.Count == 0 && year is null) return null;
            return (new InstrumentMention(passage.Id, place, name, family) { Topic = topic, Parties = parties, PartyNames = names, Year = year, Titled = titled }, from, to);
        }

        // "between the Republic of Norland and the Sudmark Union"
        private static IEnumerable<string> Between(string name)
        {
            var at = name.IndexOf("between ", StringComparison.OrdinalIgnoreCase);
            if (at < 0) yield break;
            var rest = name[(at + 8)..];
            if (rest.IndexOf(" on ", StringComparison.Ordinal) is > 0 and var on) rest = rest[..on];
            // "the Ministry of Education and Science and the …": an article begins the next.
            var link = rest.Contains(" and the ", StringComparison.Ordinal) ? " and the " : " and ";
            foreach (var part in rest.Split(link).SelectMany(static part => part.Split(", ")))
            {
                var party = part.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? part[4..] : part;
                if (party.Any(char.IsUpper)) yield return party.Trim();
            }
        }

        private static InstrumentFactKind? Stage(Token token) => token.Low switch
        {
            "sign" or "signs" or "signed" or "signing" or "conclude" or "concludes" or "concluded" => InstrumentFactKind.Signed,
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
                var future = Enumerable.Range(Math.Max(0, i - 4), Math.Min(4, i)).Any(k => tokens[k].Low is "will" or "would" or "should" or "must" or "shall" or "may" or "can" || (tokens[k].Is("to") && tokens[i].Low is "sign" or "conclude" or "ratify" or "initial" or "be"));
                // What is signed stands behind the verb, or before it where the verb is passive or a participle.
                string? who = null;
                if (from > i && tokens[i].Low is "signed" or "signs" or "concluded" or "ratified" or "initialled" or "sign" or "ratify" or "initialed")
                {
                    var subject = _clauses.Before(tokens, i);
                    if (subject.Kind == SubjectKind.Agent) who = Persons(tokens, i, null) is { } persons && persons.Contains(" and ", StringComparison.Ordinal) ? persons : Slice(tokens, subject.From, subject.To);
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
                if (to + 1 < tokens.Length && Under(tokens, from) && (tokens[to].Is(",") || Tables.Is(tokens[to], WordClass.Determiner))) Content(passage, tokens, mention, tokens[to].Is(",") ? to + 1 : to, to);
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
            if (text.Length > 8) Add(new InstrumentFact(mention, passage.Id, new Span(tokens[start].Start, end), InstrumentFactKind.Content, text) { Speaker = passage.Speaker });
        }

        private void Add(InstrumentFact fact)
        {
            if (!Facts.Any(known => known.Instrument == fact.Instrument && known.Passage == fact.Passage && known.Kind == fact.Kind)) Facts.Add(fact);
        }

        private string Slice(Token[] tokens, int from, int to) => account.Text[tokens[from].Start..tokens[to - 1].End].ReplaceLineEndings(" ");
    }
}
