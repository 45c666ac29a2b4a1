namespace Variorum;

/// <summary>Finds the treaties, agreements, declarations and other documents that an account names, and what it says of them.</summary>
/// <remarks>
/// A document counts as named when it has a title (capitals or quotation marks) or a subject (<c>a memorandum on fisheries</c>) or parties. One that is
/// only meant (<c>the treaty</c>, <c>the document</c>) adds what is said of it to the last one named before it. What kinds there are says the lexicon.
/// English is read with its grammar; of other languages only titles in quotation marks and capitalised heads are taken.
/// </remarks>
public static partial class Instruments
{
    private const int LongestName = 26;
    private const int LongestTopic = 14;

    private static readonly Tables Tables = Tables.English;
    private static readonly Dictionary<string, HashSet<string>> Words = TableLines.Of("instruments-en.tsv").Select(static line => line.Split('\t')).ToDictionary(static cells => cells[0], static cells => cells[1].Split(' ').ToHashSet());

    /// <summary>Topics that alone tell no instrument from another.</summary>
    internal static HashSet<string> Common { get; } = [.. Lexicon.Terms(string.Join(' ', Words["common"]), "en").Select(static term => term.Concepts.Length > 0 ? term.Concepts[0].Id : term.Key)];

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

    private sealed partial class Finder(Account account)
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
                var word = text[term.Start..term.End];
                if (Head(term, word) is not { } head || word is "deal" or "deals" or "Deal" or "Deals" or "dealt" || passage.Start + term.Start < busy) continue;
                var at = Array.FindIndex(tokens, token => token.End > passage.Start + term.Start);
                if (at < 0 || (term.Phrase is null && term.Concepts.Any(static concept => concept.Kind is "verb") && !_english)) continue;
                var last = Array.FindLastIndex(tokens, token => token.Start < passage.Start + (term.Phrase is { } phrase && Heads.ContainsKey(phrase.Id) ? term.PhraseEnd : term.End));
                if (Named(passage, tokens, at, last, head, new Span(passage.Start + term.Start, passage.Start + term.End)) is { } named)
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

        private (string Family, bool Title)? Head(Term term, string word)
        {
            if (term.Phrase is { } phrase && Heads.TryGetValue(phrase.Id, out var named)) return named;
            foreach (var concept in term.Concepts)
                if (Heads.TryGetValue(concept.Id, out var found) && (!_english || IsNoun(word, concept))) return found;
            return null;
        }

        // "He dealt", "she declared": the verb shares its stem with the noun and is none.
        private static bool IsNoun(string word, Concept concept) => concept.Words.Any(wording => word.StartsWith(wording, StringComparison.OrdinalIgnoreCase) && word.Length - wording.Length <= 1)
            || concept.Words.Any(wording => wording.EndsWith('y') && word.AsSpan().StartsWith(wording.AsSpan(0, wording.Length - 1), StringComparison.OrdinalIgnoreCase) && word.EndsWith("ies", StringComparison.OrdinalIgnoreCase));

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

        private (InstrumentMention Mention, int From, int To)? Named(Passage passage, Token[] tokens, int at, int last, (string Family, bool Title) head, Span word)
        {
            if (Quoted(tokens, at) is var (open, close) && (_english || IsAtEdge(word, tokens[open].Start, tokens[close - 1].End)))
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
            // Machines have protocols, too, and nobody signs them.
            if (head.Family == "protocol" && !tokens[at].Capital && !topic && !Concluded(tokens)) return null;
            // "agreement" is a state of minds where nobody signs it.
            if (!titled && head.Family == "agreement" && at > 0 && !Enumerable.Range(Math.Max(0, from - 3), Math.Min(3, from)).Any(i => tokens[i].Low is "a" or "an" or "the" or "several" or "of" or "new")) return null;
            if (head.Family == "statement" && !Enumerable.Range(from, last + 1 - from).Any(i => tokens[i].Is("joint"))) return null;
            if (!titled && head.Family == "statement") return null;
            if (head.Family == "resolution" && !numbered && !topic) return null;
            return Mention(passage, tokens, from, to, head.Family, titled);
        }

        private (int Open, int Close)? Quoted(Token[] tokens, int at)
        {
            var open = at;
            while (open >= 0 && at - open < 10 && tokens[open].Low is not ("\"" or "«" or "《" or "「" or "『")) open--;
            if (open < 0 || at - open >= 10 || open + 1 >= tokens.Length || !tokens[open + 1].IsWord || (!tokens[open + 1].Capital && tokens[open].Low is "\"" or "«")) return null;
            var close = at;
            while (close < tokens.Length && close - open <= LongestName && tokens[close].Low is not ("\"" or "»" or "》" or "」" or "』" or "." or "?" or "!" or ";")) close++;
            if (close >= tokens.Length || tokens[close].Low is not ("\"" or "»" or "》" or "」" or "』")) return null;
            // A headline in quotation marks may have the word anywhere, a title begins with it or ends so.
            if (at - open > 4 && close - at > 2) return null;
            // Without a grammar a sentence in quotation marks shows by the word within it.
            if (!_english && at - open > 2 && close - at > 2) return null;
            for (var i = open + 1; i < close; i++)
                if (tokens[i].Is(",") || Tables.Is(tokens[i], WordClass.Modal | WordClass.Be | WordClass.First)) return null;
            return (open + 1, close);
        }

        // Where no blanks part words, a sentence in quotation marks may have the word anywhere; a title begins or ends with it.
        private bool IsAtEdge(Span word, int start, int end) => account.Text[word.Start] < '\u2e80' || word.Start == start || word.End == end;

        private static bool Part(Token[] tokens, int at) => tokens[at] is { IsWord: true, Capital: true } token && !Tables.Is(token, WordClass.Determiner | WordClass.Preposition | WordClass.Conjunction | WordClass.Adverb | WordClass.Subordinator)
            || (tokens[at].Low is "-" or "–" && at > 0 && tokens[at - 1].Capital) || (tokens[at].Is("'s") && at > 0 && tokens[at - 1].Capital);

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
                if (token.Is(",") && title && to + 2 < tokens.Length && tokens[to + 1].Capital && Enumerable.Range(to + 2, Math.Min(4, tokens.Length - to - 2)).Any(i => tokens[i].Is("and") && i + 1 < tokens.Length && (tokens[i + 1].Capital || (between && tokens[i + 1].Is("the") && i + 2 < tokens.Length && tokens[i + 2].Capital))))
                {
                    to++;
                    continue;
                }
                // "Conclude a treaty with Norland and open the border": the next verb.
                if (token.Is("and") && to + 2 < tokens.Length && !tokens[to + 1].Capital && !Small(tokens[to + 1]) && Tables.Is(tokens[to + 2], WordClass.Determiner)) break;
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
            foreach (var pair in name.Split(' ').Where(static word => word.AsSpan().ContainsAny('-', '–')))
                foreach (var part in pair.Split('-', '–'))
                    if (Lexicon.Terms(part, account.Language) is [{ Concepts: [{ Kind: "country" } country, ..], Key: var key }] && parties.Add(country.Id))
                    {
                        names.Add(part);
                        topic.Remove(key);
                        topic.Remove(part.ToLowerInvariant());
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
            foreach (var subject in (string[])[" on ", " regarding ", " concerning "])
                if (rest.IndexOf(subject, StringComparison.OrdinalIgnoreCase) is > 0 and var on) rest = rest[..on];
            // "the Ministry of Education and Science and the …": an article begins the next.
            var link = rest.Contains(" and the ", StringComparison.Ordinal) ? " and the " : " and ";
            foreach (var part in rest.Split(link).SelectMany(static part => part.Split(", ")))
            {
                var party = part.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? part[4..] : part;
                if (party.Any(char.IsUpper)) yield return party.Trim();
            }
        }
    }
}
