namespace Variorum;

/// <summary>The persons of an account: whoever is named, joined over all forms of the name.</summary>
internal sealed partial class Cast(string text, Tables tables)
{
    /// <summary>More than any account names; a list of names without end is no account.</summary>
    private const int MostFigures = 2000;

    private const int MostRoles = 24;

    /// <summary>Names that lead with the family's have no more words.</summary>
    private const int LongestFamilyFirst = 3;

    private readonly Dictionary<string, List<Figure>> _byWord = [];
    private readonly HashSet<string> _lower = [];
    private readonly Dictionary<string, Figure> _others = [];

    public List<Figure> Figures { get; } = [];

    /// <summary>Whom each sentence names. Full names first, then single words that are part of one.</summary>
    public void Read(IReadOnlyList<Line> lines)
    {
        foreach (var line in lines)
            foreach (var token in line.Tokens)
                if (token.IsWord && !token.Capital && char.IsLetter(token.Low[0])) _lower.Add(token.Low);
        foreach (var line in lines) Collect(line, singles: false);
        foreach (var line in lines) Collect(line, singles: true);
        foreach (var figure in Figures) figure.Name = NameOf(figure);
    }

    /// <summary>The person that a label or headline names, made known if need be; null where it names none.</summary>
    public Figure? Label(string label)
    {
        var tokens = Token.Cut(label, 0, label.Length);
        var run = LastRun(tokens);
        run.From = BehindPlace(tokens, run.From, run.To);
        if (run.From == run.To) return null;
        var words = Words(tokens, run.From, run.To);
        var figure = Find(words) ?? (words.Length == 1 ? Single(words[0]) : null) ?? Add(words);
        figure.Evident = true;
        Note(figure, Written(label, tokens, run.From, run.To));
        var start = RolePhrases.Before(tokens, run.From, tables, out var titled);
        if (titled) Give(figure, label, tokens, start, run.From);
        figure.Name = NameOf(figure);
        return figure;
    }

    /// <summary>Who speaks under this label: a person, or whoever it calls so (<c>Question</c>).</summary>
    public Figure Speaker(string label)
    {
        var open = label.IndexOfAny(['(', '（', '[']);
        if (open > 0 && !LabelNames.IsAsker(label))
        {
            var (outside, inside) = (label[..open].Trim(), label[(open + 1)..].TrimEnd(')', '）', ']', ' '));
            var named = Label(outside);
            if (named is null && inside.Contains(' ') && (named = Label(inside)) is not null)
            {
                var tokens = Token.Cut(outside, 0, outside.Length);
                Give(named, outside, tokens, 0, tokens.Length);
            }
            if (named is not null) return named;
            label = outside;
        }
        if (!LabelNames.IsAsker(label) && Label(label) is { } figure) return figure;
        if (_others.TryGetValue(label, out var other)) return other;
        var words = Token.Cut(label, 0, label.Length);
        if (words.Length > 0 && RolePhrases.In(label, words, 0, words.Length, tables) is { } role)
        {
            var holders = Figures.FindAll(figure => figure.Roles.Exists(known => known.Family == role.Family && role.Words.IsSubsetOf(known.Words)));
            if (holders.Count == 1) return holders[0];
        }
        return _others[label] = new Figure([label]) { Name = label };
    }

    /// <summary>The first person that a headline names.</summary>
    public Figure? In(string headline)
    {
        var line = new Line(0, headline.Length, 0, Token.Cut(headline, 0, headline.Length));
        for (var length = 4; length > 0; length--)
            for (var i = 0; i + length <= line.Tokens.Length; i++)
                if (line.Tokens[i].Capital && (length == 1 ? Single(line.Tokens[i].Low) : Find(Words(line.Tokens, i, i + length))) is { Evident: true } figure) return figure;
        return null;
    }

    /// <summary>Some person is known to be a woman.</summary>
    public bool HasWomen => Figures.Exists(figure => figure.Gender == Gender.She);

    /// <summary>Whoever something tells to be a person, in the order of the first mention.</summary>
    public List<Person> People() =>
        [.. Figures.Where(figure => figure.Evident).Select(figure => new Person(figure.Name, [.. figure.Forms.Keys], [.. figure.Roles.Select(role => role.Text)]))];

    /// <summary>The figure of this name, where exactly this name is known.</summary>
    public Figure? Find(string[] words)
    {
        if (words.Length < 2) return null;
        foreach (var end in new[] { words[^1], words[0] })
            if (_byWord.TryGetValue(end, out var figures))
                foreach (var figure in figures)
                    if (SameName(figure.Words, words)) return figure;
        return null;
    }

    /// <summary>The figure that a single word of its name means: the last word, else the first, where the family name leads.</summary>
    public Figure? Single(string word)
    {
        if (!_byWord.TryGetValue(word, out var figures)) return null;
        Figure? first = null;
        Figure? last = null;
        foreach (var figure in figures)
        {
            if (figure.Words[^1] == word && (last is null || figure.Count > last.Count)) last = figure;
            if (figure.Words[0] == word && figure.Words.Length <= LongestFamilyFirst && (first is null || figure.Count > first.Count)) first = figure;
        }
        return last ?? first;
    }

    private void Collect(Line line, bool singles)
    {
        var tokens = line.Tokens;
        if (tokens.Length > Line.MostTokens) return;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!MayBeName(tokens[i], i == 0) && !Shouted(tokens, i) && !IsNameAn(tokens, i)) continue;
            var to = i + 1;
            while (to < tokens.Length && (MayBeName(tokens[to], false) || Shouted(tokens, to) || IsSyllable(tokens, to) || (IsParticle(tokens[to]) && Next(tokens, to)))) to++;
            var twice = Token.Twice(tokens.AsSpan(i, to - i), 0);
            var card = twice > 0 ? to : 0;
            if (twice > 0) to = i + twice;
            i = BehindPlace(tokens, i, to);
            var words = Words(tokens, i, to);
            var start = RolePhrases.Before(tokens, i, tables, out var titled);
            var end = RolePhrases.After(tokens, to, tables);
            if (end == to && start == i && i > 1 && tokens[i - 1].Is(","))
            {
                var before = RolePhrases.Before(tokens, i - 1, tables, out var named);
                if (named && before < i - 1 && line.MentionEndingAt(i - 1) is null) (start, titled) = (before, true);
            }
            // "Red Anvil Council" is no person.
            var goesOn = to < tokens.Length && tokens[to].IsWord && tokens[to].Capital && tables.NoNames.Contains(tokens[to].Low) && !RightSides.IsTime(tokens[to]);
            if (!singles && words.Length > 1 && !goesOn)
            {
                var figure = Find(words) ?? Add(words);
                if (figure.Words.Length < words.Length) figure.Words = words;
                Mark(line, figure, i, to, start, end, titled);
            }
            else if (singles && words.Length == 1)
            {
                var figure = Single(words[0]);
                if (figure is null && titled && !goesOn && !tokens[i].Upper && tokens[i - 1].Low is not ("of" or "for" or "in" or "the" or "and" or "to" or "," or "on")) figure = Add(words);
                // "Lukan, chairman of the council, said"
                if (figure is null && end > to && (end >= tokens.Length || !tokens[end].IsWord) && !goesOn && !tokens[i].Upper) figure = Add(words);
                // Bodies are seldom called by their last word alone.
                if (figure is { Words.Length: > 1 } && figure.Words[^1] == words[0]) figure.Evident = true;
                if (figure is not null) Mark(line, figure, i, to, start, end, titled);
            }
            i = Math.Max(to, card) - 1;
        }
        if (!singles) return;
        line.Mentions.Sort((a, b) => a.From.CompareTo(b.From));
        foreach (var mention in line.Mentions)
        {
            // Who opens a sentence and does something is a person, or a body; two or three capital words alone make a person.
            if (mention.From == 0 && mention.To < tokens.Length && tables.IsFinite(tokens[mention.To]) && !tables.Is(tokens[mention.To], WordClass.Be | WordClass.Modal)) mention.Figure.Evident = true;
        }
    }

    /// <summary>"Mayor of Torsby Ann Holt": what follows the office's "of" begins with a place, the name behind it.</summary>
    private int BehindPlace(Token[] tokens, int from, int to)
    {
        if (from == 0 || to - from < 3 || tokens[from - 1].Low is not ("of" or "for" or "in" or "to")) return from;
        RolePhrases.Before(tokens, from, tables, out var titled, place: true);
        if (!titled) return from;
        for (var i = from + 1; i <= to - 2; i++)
            if (Find(Words(tokens, i, to)) is { } known && known.Words.Length == Words(tokens, i, to).Length) return i;
        var name = to - from == 3 ? from + 1 : to - 2;
        while (name > from + 1 && IsParticle(tokens[name - 1])) name--;
        return name;
    }

    private void Mark(Line line, Figure figure, int from, int to, int start, int end, bool titled)
    {
        figure.Count++;
        Note(figure, Written(text, line.Tokens, from, to));
        if (titled)
        {
            Give(figure, text, line.Tokens, start, from);
            figure.Evident = true;
        }
        if (end > to)
        {
            Give(figure, text, line.Tokens, to + 1, end);
            figure.Evident = true;
        }
        line.Mentions.Add(new Mention(figure, from, to, titled ? start : from, end));
    }

    private void Give(Figure figure, string source, Token[] tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            figure.Gender = tokens[i].Low switch
            {
                "mr" or "king" or "chairman" or "spokesman" or "prince" or "lord" or "sir" => Gender.He,
                "mrs" or "ms" or "miss" or "madam" or "madame" or "queen" or "chairwoman" or "spokeswoman" or "lady" or "princess" or "dame" => Gender.She,
                _ => figure.Gender,
            };
        }
        if (to > from && !tokens[to - 1].IsWord) to--;
        if (to > from && RolePhrases.In(source, tokens, from, to, tables) is { } role && figure.Roles.Count < MostRoles && !figure.Roles.Any(known => known.Text == role.Text)) figure.Roles.Add(role);
    }

    private Figure Add(string[] words)
    {
        var figure = new Figure(words);
        if (Figures.Count >= MostFigures) return figure;
        Figures.Add(figure);
        foreach (var word in words.Length == 1 ? words : [words[0], words[^1]])
        {
            if (!_byWord.TryGetValue(word, out var figures)) _byWord[word] = figures = [];
            figures.Add(figure);
        }
        return figure;
    }

    private static void Note(Figure figure, string form) => figure.Forms[form] = figure.Forms.GetValueOrDefault(form) + 1;
}
