namespace Variorum;

/// <summary>Leads pronouns, offices and "the parties" to persons, in the order of the text.</summary>
/// <remarks>Weights from a trial on official texts: whoever spoke last weighs most, then the subject of the sentence before.</remarks>
internal sealed partial class Resolution
{
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
    private readonly Dictionary<string, string> _authors = [];
    private string? _media;
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

    /// <summary>"issued the following statement:" gives the rest of the text to its author.</summary>
    public (Line After, string? Who) Statement { get; private set; }

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
                Written(saying);
                if (!saying.Nested && saying.Source is not null && _lastFigure is not null && saying.Who == _lastFigure.Name) _subjects.TryAdd(at, _lastFigure);
            }
            Lists(at);
            if (_lines[at].Tokens.Length > 0) Author(_lines[at], at);
            Media(_lines[at]);
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
            // Each half is one office here, whatever it holds: halves of halves would double with every "and".
            var (first, second) = (One(saying, left, at), One(saying, right, at));
            (_lastFigure, _unnamed, _lastBody) = before;
            if (first is not null && second is not null && first != second) return $"{first} + {second}";
        }
        return null;
    }

    private string? Resolve(Saying saying, Source source, int at) =>
        source.Kind is SourceKind.Role or SourceKind.Person && source.Others.Length == 0 && Joint(saying, source, at) is { } joint ? joint : One(saying, source, at);

    private string? One(Saying saying, Source source, int at)
    {
        switch (source.Kind)
        {
            case SourceKind.Person when source.Figure is not null:
                if (!saying.Nested) (_lastFigure, _unnamed) = (source.Figure, default);
                // A name alone may be a company's, which is "it" further on.
                if (!saying.Nested && source.Figure is { Roles.Count: 0, Gender: Gender.Unknown }) _lastBody = source.Figure.Name;
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
                return _last is not null && _lastFigure is not null && _last != _lastFigure.Name ? _last : PairName ?? (_last == _lastFigure?.Name ? Joined(at) : _last ?? Joined(at));
            case SourceKind.Pair:
                return PairName ?? Plain(saying.Line, source);
            case SourceKind.Role:
                // "The writer of the column": who is of a document and not of a body speaks for whoever published it.
                if (_author is not null && Array.FindIndex(saying.Line.Tokens, source.From, source.To - source.From, token => token.Is("of")) is > 0 and var of && _tables.Is(saying.Line.Tokens[source.To - 1], WordClass.Document) && of < source.To - 1) return _author;
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
                if (source.To - source.From <= 3 && _tables.Is(saying.Line.Tokens[source.From], WordClass.Determiner) && _tables.Is(word, WordClass.Media | WordClass.Document) && (_tables.Is(word, WordClass.Media) ? _media ?? _author : _authors.GetValueOrDefault(word.Low) ?? _author ?? _media) is { } paper)
                {
                    if (!saying.Nested) _lastBody = paper;
                    return paper;
                }
                var body = _author is not null && source.To - source.From <= 3 && _tables.Is(word, WordClass.Document) ? _author : Plain(saying.Line, source);
                if (!saying.Nested) _lastBody = body;
                return body;
        }
    }

    /// <summary>"Holt and Aas have built dams. They said": two that one of the sentences just before has as its subject.</summary>
    private string? Joined(int at)
    {
        for (var back = 1; back <= 2 && at - back >= 0; back++)
        {
            var line = _lines[at - back];
            if (line.Mentions is not [var first, var second, ..] || first.PhraseFrom > 1 || first.Figure == second.Figure) continue;
            if (first.PhraseTo < line.Tokens.Length && line.Tokens[first.PhraseTo].Is("and") && second.PhraseFrom <= first.PhraseTo + 2) return $"{first.Figure.Name} + {second.Figure.Name}";
        }
        return null;
    }

    /// <summary>"The ministers of both:" and what they did below, a verb a line: they speak there.</summary>
    private void Lists(int at)
    {
        var line = _lines[at];
        if (line.Tokens.Length is < 2 or > Line.MostTokens || !line.Tokens[^1].Is(":") || at + 1 == _lines.Count || _lines[at + 1].Tokens is not [{ IsWord: true, Capital: false }, ..]) return;
        if (_sources.EndingAt(line, line.Tokens.Length - 1, 0) is { IsPersonal: true } source) _last = Resolve(new Saying(line) { Source = source }, source, at);
    }

    /// <summary>"The Daily says this in a commentary", "The ministry in a statement said:": the text, or what stands below, is theirs.</summary>
    private void Written(Saying saying)
    {
        if (saying is not { Source: { } source, CueFrom: >= 0, Who: { } who } || saying.Nested || saying.Line.InTurn) return;
        var tokens = saying.Line.Tokens;
        var document = IsDocument(source.To - 1);
        for (var i = Math.Min(source.To, saying.CueTo); i + 2 < tokens.Length && i < saying.CueTo + 3; i++)
        {
            if (!tokens[i].Is("in") || !_tables.Is(tokens[i + 1], WordClass.Determiner)) continue;
            for (var k = i + 2; k < tokens.Length && k < i + 7 && tokens[k].IsWord; k++)
            {
                if (!IsDocument(k)) continue;
                document = true;
                _authors[tokens[k].Low] = _author = who;
            }
        }
        if (document && Statement.After is null && (saying.Shape == SayingShape.Backward || (saying.Right == RightSide.Colon && saying.Content.Count == 0))) Statement = (saying.Line, who);

        bool IsDocument(int at) => _tables.Is(tokens[at], WordClass.Document) && !_tables.Is(tokens[at], WordClass.Address) || tokens[at].Is("statement");
    }

    /// <summary>"the newspaper Torsby Post", "the Torsby Post newspaper": who is meant by "the paper" behind it.</summary>
    private void Media(Line line)
    {
        var tokens = line.Tokens;
        for (var i = 0; i < tokens.Length && tokens.Length <= Line.MostTokens; i++)
        {
            if (tokens[i].Capital || !_tables.Is(tokens[i], WordClass.Media)) continue;
            var (from, to) = (i + 1, i + 1);
            while (to < tokens.Length && tokens[to].Capital) to++;
            if (to == from)
            {
                (from, to) = (i, i);
                while (from > 0 && tokens[from - 1].Capital && !_tables.Is(tokens[from - 1], WordClass.Determiner)) from--;
            }
            if (to > from) _media = _text[tokens[from].Start..tokens[to - 1].End];
        }
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
