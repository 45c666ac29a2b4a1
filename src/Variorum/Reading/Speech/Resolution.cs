namespace Variorum;

/// <summary>Leads pronouns, offices and "the parties" to persons, in the order of the text.</summary>
/// <remarks>Weights from a trial on official texts: whoever spoke last weighs most, then the subject of the sentence before.</remarks>
internal sealed class Resolution
{
    private const double LastSpeaker = 4, LastSpeakerFar = 2.5, SubjectBefore = 2.6, NewSubject = 3, SubjectEarlier = 1.5, SameSentence = 1.2, MentionNear = 0.8, MentionAside = 0.3, AgentNear = 2, MostNamed = 0.7, GenderUnknown = 4, Tie = 0.35;
    private const double SameOffice = 3, SharedWord = 1, StrangeWord = -1, OtherRank = -2, OtherPlace = 4, SpokeLast = 0.6, NamedFirst = 0.9;
    private const int Reach = 4, NearPassive = 3;

    private readonly string _text;
    private readonly Tables _tables;
    private readonly Sources _sources;
    private readonly Cast _cast;
    private readonly List<Line> _lines;
    private readonly Dictionary<Source, string?> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Figure? _mostNamed;
    private readonly Dictionary<int, Figure> _subjects = [];

    // Sentences whose subject is a name.
    private readonly HashSet<int> _named = [];
    private Figure? _lastFigure;
    private string? _last;
    private int _lastLine = -2;
    private int _lastParagraph;
    private string? _lastBody;
    private string? _author;
    private (string? Text, int Line) _unnamed;
    private (Figure? Host, Figure? Guest) _table;

    public Resolution(string text, Tables tables, Sources sources, Cast cast, List<Line> lines)
    {
        (_text, _tables, _sources, _cast, _lines) = (text, tables, sources, cast, lines);
        foreach (var figure in cast.Figures)
            if (_mostNamed is null || figure.Count > _mostNamed.Count) _mostNamed = figure;
        if (cast.Figures.Exists(figure => figure != _mostNamed && figure.Count == _mostNamed!.Count)) _mostNamed = null;
    }

    /// <summary>Two persons who met: "the parties".</summary>
    public (Figure First, Figure Second)? Pair { get; private set; }

    public string? PairName => Pair is { } pair ? $"{pair.First.Name} + {pair.Second.Name}" : null;

    public void Resolve(List<Saying> sayings)
    {
        foreach (var saying in sayings)
            if (saying.Source is { Kind: SourceKind.Person, Figure: { } speaker }) speaker.Evident = true;
        Pair = FindPair();
        var next = 0;
        for (var at = 0; at < _lines.Count; at++)
        {
            for (; next < sayings.Count && sayings[next].Line == _lines[at]; next++)
            {
                var saying = sayings[next];
                saying.Who = Who(saying, at);
                if (!saying.Nested && saying.Source is not null && _lastFigure is not null && saying.Who == _lastFigure.Name) _subjects.TryAdd(at, _lastFigure);
            }
            if (_lines[at].Tokens.Length > 0) Author(_lines[at], at);
            Table(_lines[at]);
            if (!_subjects.ContainsKey(at) && Subject(at) is { } subject) _subjects[at] = subject;
        }
    }

    private string? Who(Saying saying, int at)
    {
        if (saying.Nobody) return null;
        if (saying.Source is null)
        {
            if (saying.Shape == SayingShape.Tail) return null;
            if (saying.Shape != SayingShape.Passive) return _last;
            // "It was stated that" is both's; "the hope was expressed" goes on with whoever just spoke.
            var goesOn = at - _lastLine <= NearPassive && saying.Right is not (RightSide.That or RightSide.Infinitive) && !IsMutual(saying);
            return goesOn ? _last : PairName ?? (IsAccord(saying) ? null : _last);
        }
        if (!_known.TryGetValue(saying.Source, out var who)) _known[saying.Source] = who = Resolve(saying, saying.Source, at);
        if (!saying.Nested && who is not null && saying.Source.IsPersonal)
        {
            _last = who;
            _lastLine = at;
            _lastParagraph = saying.Line.Paragraph;
        }
        return who;
    }

    private static bool IsAccord(Saying saying) => saying.Line.Tokens[saying.CueFrom].Is("agreed");

    private static bool IsMutual(Saying saying) => Array.Exists(saying.Line.Tokens, token => token.Low is "mutual" or "mutually" or "both" or "joint" or "jointly" or "common");

    /// <summary>"The Secretary and the Prime Minister": two offices as one subject.</summary>
    private string? Joint(Saying saying, Source source, int at)
    {
        var tokens = saying.Line.Tokens;
        for (var i = source.From + 1; i + 1 < source.To; i++)
        {
            if (!tokens[i].Is("and") || !(_tables.Is(tokens[i + 1], WordClass.Determiner) || tokens[i + 1].Capital)) continue;
            var left = _sources.Classify(saying.Line, source.From, i);
            var right = _sources.Classify(saying.Line, i + 1, source.To);
            if (left.Kind is not (SourceKind.Role or SourceKind.Person) || right.Kind is not (SourceKind.Role or SourceKind.Person)) continue;
            var before = (_lastFigure, _unnamed, _lastBody);
            var (first, second) = (Resolve(saying, left, at), Resolve(saying, right, at));
            (_lastFigure, _unnamed, _lastBody) = before;
            if (first is not null && second is not null && first != second) return $"{first} + {second}";
        }
        return null;
    }

    private string? Resolve(Saying saying, Source source, int at)
    {
        if (source.Kind is SourceKind.Role or SourceKind.Person && source.Others.Length == 0 && Joint(saying, source, at) is { } joint) return joint;
        switch (source.Kind)
        {
            case SourceKind.Person when source.Figure is not null:
                if (!saying.Nested) (_lastFigure, _unnamed) = (source.Figure, default);
                return string.Join(" + ", source.Others.Prepend(source.Figure).Select(figure => figure.Name));
            case SourceKind.He or SourceKind.She:
                // "A spokeswoman said … She added": whoever is never named.
                if (_unnamed.Text is not null && at - _unnamed.Line <= 2)
                {
                    _unnamed.Line = at;
                    return _unnamed.Text;
                }
                var figure = Pronoun(saying.Line, source.From, source.Kind == SourceKind.She ? Gender.She : Gender.He, at);
                if (figure is null) return _cast.Figures.Count > 0 ? null : _last;
                if (!saying.Nested) _lastFigure = figure;
                return figure.Name;
            case SourceKind.They:
                // One person is never "they".
                return _last is not null && _lastFigure is not null && _last != _lastFigure.Name ? _last : PairName ?? (_last == _lastFigure?.Name ? null : _last);
            case SourceKind.Pair:
                return PairName ?? Plain(saying.Line, source);
            case SourceKind.Role:
                var holder = HostOrGuest(saying.Line, source) ?? Office(saying, source);
                if (holder is null)
                {
                    var plain = Plain(saying.Line, source);
                    if (!saying.Nested) _unnamed = (plain, at);
                    return plain;
                }
                _unnamed = default;
                if (!saying.Nested) _lastFigure = holder;
                return holder.Name;
            case SourceKind.It:
                return _lastBody ?? _author;
            default:
                var word = saying.Line.Tokens[source.To - 1];
                var body = _author is not null && source.To - source.From <= 3 && _tables.Is(word, WordClass.Document) ? _author : Plain(saying.Line, source);
                if (!saying.Nested) _lastBody = body;
                return body;
        }
    }

    /// <summary>"The host" and "the guest": who gave the dinner, and for whom.</summary>
    private Figure? HostOrGuest(Line line, Source source)
    {
        var word = line.Tokens[source.To - 1].Low;
        return word is "host" ? _table.Host : word is "guest" ? _table.Guest : null;
    }

    private void Table(Line line)
    {
        if (_table.Host is not null || line.Tokens.Length > Line.MostTokens || !Array.Exists(line.Tokens, token => _tables.Is(token, WordClass.Welcome))) return;
        var people = line.Mentions.Select(mention => mention.Figure).Distinct().Take(3).ToList();
        if (people.Count == 2) _table = (people[0], people[1]);
        // A ministry or council gave it: what stands behind "for" or "in honour of" is the guest.
        else if (people.Count == 1 && line.Mentions[0].PhraseFrom > 0 && _tables.Is(line.Tokens[line.Mentions[0].PhraseFrom - 1], WordClass.Preposition)) _table = (null, people[0]);
    }

    /// <summary>"The Coast Guard issued a statement": who stands behind "the statement said".</summary>
    private void Author(Line line, int at)
    {
        if (line.Tokens.Length > Line.MostTokens || line.InTurn) return;
        var verb = -1;
        for (var i = 1; i < line.Tokens.Length && verb < 0; i++)
            if (line.Tokens[i].Low is "issued" or "published" or "released" or "adopted" or "made" or "sent" or "gave" or "delivered") verb = i;
        if (verb < 0) return;
        for (var i = verb + 1; i < line.Tokens.Length && i < verb + 12; i++)
        {
            if (!_tables.Is(line.Tokens[i], WordClass.Document)) continue;
            var from = verb;
            while (from > 0 && (_tables.Is(line.Tokens[from - 1], WordClass.Have | WordClass.Adverb) || char.IsDigit(line.Tokens[from - 1].Low[0]) || RightSides.IsTime(line.Tokens[from - 1]) || line.Tokens[from - 1].Is("on"))) from--;
            if (from > 0 && line.Tokens[from - 1].Is(",") && line.MentionEndingAt(from - 1) is not null) from--;
            if (_sources.EndingAt(line, from, 0) is not { IsPersonal: true } source) return;
            _author = source.Figure?.Name ?? (source.Kind == SourceKind.Pair ? PairName : source.Kind is SourceKind.He or SourceKind.She ? Subject(at)?.Name : Plain(line, source));
            if (line.Tokens[^1].Is(":")) Statement = (line, _author);
            return;
        }
    }

    /// <summary>"issued the following statement:" gives the rest of the text to its author.</summary>
    public (Line After, string? Who) Statement { get; private set; }

    /// <summary>"They were received by the mayor, Ann Holt, who …": whoever does it, or does something in a clause of their own.</summary>
    private bool IsAgent(Line line, Mention mention)
    {
        var tokens = line.Tokens;
        var to = mention.PhraseTo < tokens.Length && tokens[mention.PhraseTo].Is(",") ? mention.PhraseTo + 1 : mention.PhraseTo;
        if (to < tokens.Length && tokens[to].Is("who")) return true;
        var from = mention.PhraseFrom;
        if (from > 0 && _tables.Is(tokens[from - 1], WordClass.Determiner)) from--;
        if (from == 0 || !tokens[from - 1].Is("by")) return false;
        for (var i = from - 2; i >= 0 && from - i < 10; i--)
            if (_tables.Is(tokens[i], WordClass.Be)) return true;
        return false;
    }

    private Figure? Pronoun(Line line, int from, Gender gender, int at)
    {
        var scores = new Dictionary<Figure, double>();
        void Give(Figure? figure, double score)
        {
            if (figure is null || figure == line.Turn) return;
            if (figure.Gender != Gender.Unknown && figure.Gender != gender) return;
            scores[figure] = scores.GetValueOrDefault(figure) + score;
        }
        Give(_lastFigure, line.Paragraph - _lastParagraph > 1 || at - _lastLine > 2 ? LastSpeakerFar : LastSpeaker);
        Give(_mostNamed is { Evident: true } ? _mostNamed : null, MostNamed);
        for (var back = 1; back <= Reach && at - back >= 0; back++)
        {
            var before = _lines[at - back];
            var subject = _subjects.GetValueOrDefault(at - back);
            // Whom the sentence before brings in without a word of the last speaker is the one it goes on about.
            var isNew = back == 1 && subject is not null && subject != _lastFigure && _named.Contains(at - 1) && !before.Mentions.Exists(mention => mention.Figure == _lastFigure);
            Give(subject, back > 1 ? SubjectEarlier / back : isNew ? SubjectBefore + NewSubject : SubjectBefore);
            foreach (var mention in before.Mentions)
            {
                if (mention.Figure == subject) continue;
                if (IsAgent(before, mention)) Give(mention.Figure, AgentNear / back);
                else Give(mention.Figure, (IsHead(before, mention) ? MentionNear : MentionAside) / back);
            }
        }
        foreach (var mention in line.Mentions)
            if (mention.To <= from) Give(mention.Figure, IsHead(line, mention) ? SameSentence : SameSentence / 3);
        Figure? best = null;
        var (most, next) = (double.MinValue, double.MinValue);
        foreach (var (figure, score) in scores)
        {
            var worth = score - (gender == Gender.She && figure.Gender == Gender.Unknown && _cast.HasWomen ? GenderUnknown : 0) - (figure.Evident ? 0 : 1.5);
            if (worth > most) (best, most, next) = (figure, worth, most);
            else next = Math.Max(next, worth);
        }
        // Two that are as near: to name one would accuse him by chance.
        if (most - next < Tie) return null;
        if (best is not null && gender == Gender.She && best.Gender == Gender.Unknown) best.Gender = Gender.She;
        return best;
    }

    /// <summary>Who is the subject of a sentence: whoever speaks in it, else the first name that no preposition leads.</summary>
    private Figure? Subject(int at)
    {
        if (_subjects.TryGetValue(at, out var figure)) return figure;
        var line = _lines[at];
        if (line.Tokens.Length > Line.MostTokens) return null;
        if (_sources.Main(line, 0, line.Tokens.Length) is { } main)
        {
            if (main.Kind == SourceKind.Person)
            {
                _named.Add(at);
                return main.Figure;
            }
            if (main.Kind is SourceKind.He or SourceKind.She) return Pronoun(line, main.From, main.Kind == SourceKind.She ? Gender.She : Gender.He, at);
        }
        foreach (var mention in line.Mentions)
        {
            if (!IsHead(line, mention)) continue;
            // Of several none is more the subject than the others.
            return line.MentionStartingAt(mention.To + 1) is { } beside && beside.Figure != mention.Figure && line.Tokens[mention.To].Low is "," or "and" ? null : mention.Figure;
        }
        return null;
    }

    /// <summary>"Ho's aide", "an aide to Ho" are not Ho.</summary>
    private bool IsHead(Line line, Mention mention)
    {
        if (mention.To < line.Tokens.Length && line.Tokens[mention.To].Is("'s")) return false;
        var from = mention.PhraseFrom;
        if (from > 1 && line.Tokens[from - 1].Low is "and" or "," && line.MentionEndingAt(from - 1) is { } joined && joined != mention) return IsHead(line, joined);
        if (from > 0 && _tables.Is(line.Tokens[from - 1], WordClass.Determiner)) from--;
        return from == 0 || !_tables.Is(line.Tokens[from - 1], WordClass.Preposition);
    }

    private bool IsPlural(Line line, Source source)
    {
        for (var i = source.From; i < source.To && !_tables.Is(line.Tokens[i], WordClass.Preposition); i++)
            if (line.Tokens[i].Low is "officials" or "spokesmen" or "spokeswomen" or "spokespersons" or "spokespeople" or "advisers" or "advisors" or "aides") return true;
        return false;
    }

    /// <summary>"The Prime Minister expressed her condolences": whose feeling it is tells whether a woman speaks.</summary>
    private static Gender Possessive(Saying saying)
    {
        if (saying.Right != RightSide.Light || saying.CueFrom < 0) return Gender.Unknown;
        var tokens = saying.Line.Tokens;
        for (var i = saying.CueFrom + 1; i < tokens.Length && i <= saying.CueFrom + 2; i++)
        {
            if (tokens[i].Is("her")) return Gender.She;
            if (tokens[i].Is("his")) return Gender.He;
        }
        return Gender.Unknown;
    }

    private Figure? Office(Saying saying, Source source)
    {
        var (line, turn) = (saying.Line, saying.Line.Turn);
        var gender = Possessive(saying);
        var role = RolePhrases.In(_text, line.Tokens, source.From, source.To, _tables);
        if (role is null) return null;
        // "Officials admitted" are no one person.
        if (role.Family is "official" or "spokesperson" or "adviser" && IsPlural(line, source)) return null;
        if (role.Family is "official" && role.Words.Count <= 2) return _lastFigure;
        Figure? best = null;
        var most = SameOffice - 0.5;
        var named = false;
        foreach (var figure in _cast.Figures)
        {
            if (figure == turn || (gender != Gender.Unknown && figure.Gender != Gender.Unknown && figure.Gender != gender)) continue;
            var score = double.MinValue;
            foreach (var known in figure.Roles)
            {
                if (known.Family != role.Family && !(role.Family == "leader" && known.Family is "head-of-state" or "head-of-government" or "general-secretary" or "chair") && !(known.Words.Count > 0 && role.Words.IsSubsetOf(known.Words))) continue;
                var worth = SameOffice + (known.Deputy == role.Deputy ? 0 : OtherRank);
                foreach (var word in role.Words) worth += Has(known, word) ? SharedWord : word is "state" or "head" or "leader" or "premier" or "government" ? 0 : StrangeWord;
                // "The President of Norland" is never the one of Vesmark.
                if (role.Of.Length > 0 && known.Of.Length > 0 && !Has(known, role.Of) && !Has(role, known.Of)) worth -= OtherPlace;
                score = Math.Max(score, worth);
            }
            if (figure == _lastFigure) score += SpokeLast;
            if (figure == _mostNamed) score += MostNamed;
            // An office that several hold, as written: figures stand in the order of their first mention, and the account's own side leads.
            if (!named && figure.Roles.Exists(known => known.Family == role.Family && known.Deputy == role.Deputy && role.Words.IsSubsetOf(known.Words)))
            {
                score += NamedFirst;
                named = true;
            }
            if (score > most) (best, most) = (figure, score);
        }
        // A text that never gives the host's office: the first person named, as long as nothing else is known of it.
        if (best is null && role.Family is "head-of-state" or "head-of-government" && !role.Deputy && _cast.Figures.Count > 0 && _cast.Figures[0] is { Evident: true, Roles.Count: 0 } host && host != turn) return host;
        if (best is not null && gender != Gender.Unknown) best.Gender = gender;
        return best ?? (role.Words.Count <= 1 && _tables.Is(line.Tokens[source.From], WordClass.Determiner) && role.Family is "official" or "spokesperson" or "adviser" or "leader" ? _lastFigure : null);
    }

    private static bool Has(Role role, string word) => role.Words.Contains(word) || role.Words.Any(other => IsOfOnePlace(word, other));

    /// <summary>"Ho and Lind met Lukan", "held talks with Lund and Lukan": three are no pair.</summary>
    private static bool IsCrowd(Line line)
    {
        var names = line.Mentions.Where(mention => mention.Figure.Words.Length > 1 || mention.Figure.Evident).ToList();
        if (names.Select(mention => mention.Figure).Distinct().Take(3).Count() < 3) return false;
        return names.Exists(mention => mention.PhraseFrom > 1 && (line.Tokens[mention.PhraseFrom - 1].Is("and") || line.Tokens[mention.PhraseFrom - 1].Is(","))
            && line.MentionEndingAt(mention.PhraseFrom - 1) is { } joined && joined.Figure != mention.Figure);
    }

    /// <summary>Norland and Norlandic, Vesmark and Vesmarker: one place, by the beginning of its name.</summary>
    private static bool IsOfOnePlace(string a, string b)
    {
        var shared = a.AsSpan().CommonPrefixLength(b);
        return shared >= 4 && Math.Max(a.Length, b.Length) - shared <= 4 && Math.Min(a.Length, b.Length) - shared <= 2;
    }

    private (Figure, Figure)? FindPair()
    {
        var looked = 0;
        foreach (var line in _lines)
        {
            if (line.Heading || line.InTurn) continue;
            if (looked++ > 14) break;
            Figure? first = null;
            Figure? second = null;
            foreach (var mention in line.Mentions)
            {
                if (!mention.Figure.Evident) continue;
                if (first is null) first = mention.Figure;
                else if (mention.Figure != first) second ??= mention.Figure;
            }
            if (first is null || second is null || !Array.Exists(line.Tokens, token => _tables.Is(token, WordClass.Meeting))) continue;
            return IsCrowd(line) ? null : (first, second);
        }
        return null;
    }

    private string Plain(Line line, Source source)
    {
        var from = source.From;
        while (from < source.To - 1 && _tables.Is(line.Tokens[from], WordClass.Determiner)) from++;
        var words = _text[line.Tokens[from].Start..line.Tokens[source.To - 1].End];
        // "Police said", "Farmers' unions say": a capital that only the sentence gives.
        var common = from == 0 && !line.Tokens[0].Upper && _tables.Is(line.Tokens[0], WordClass.Bodies | WordClass.Pair) && (source.To == 1 || !line.Tokens[1].Capital);
        return common ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }
}
