namespace Variorum;

/// <summary>Finds who says what in one sentence: cues from left to right, then their subjects and what they lead to.</summary>
internal sealed partial class Sayings(Tables tables, Sources sources)
{
    private readonly RightSides _right = new(tables);
    private readonly Viewpoints _viewpoints = new(tables, sources);

    public List<Saying> Find(Line line)
    {
        var found = new List<Saying>();
        if (line.Tokens.Length > Line.MostTokens || line.Heading) return found;
        for (var k = 0; k < line.Tokens.Length; k++)
        {
            if (line.Quoted[k] || !line.Tokens[k].IsWord) continue;
            if (line.Tokens[k].Is("according")) _viewpoints.According(line, k, found);
            else if (line.Tokens[k].Is("in") && (k == 0 || line.Tokens[k - 1].Is(","))) _viewpoints.View(line, k, found);
            else if (!(line.Tokens[k].Capital && k > 0 && line.Tokens[k - 1].IsWord)) Verb(line, k, found);
        }
        Ends.Settle(line, found, tables, sources);
        return found;
    }

    private void Verb(Line line, int k, List<Saying> found)
    {
        if (_viewpoints.Adjective(line, k, found, _right) || !tables.Cues.TryFind(line.Tokens[k].Low, out var form, out var cues)) return;
        var floor = found.Count > 0 ? Math.Max(found[^1].CueTo, 0) : 0;
        foreach (var cue in cues)
        {
            if (!Follows(line.Tokens, k + 1, cue.Particles)) continue;
            var having = k > 0 && line.Tokens[k - 1].Is("having") && form is CueForm.Past or CueForm.Perfect;
            var saying = form == CueForm.Participle || having ? Participle(line, k, having ? k - 1 : k, cue, found, floor) : Finite(line, k, form, cue, found, floor);
            if (saying is null) continue;
            saying.Mode = cue.Mode;
            found.Add(saying);
            return;
        }
    }

    /// <summary>", to which the envoy answered": the pronoun and its preposition are no part of what was said before.</summary>
    private static int Behind(Token[] tokens, int source) =>
        source > 2 && tokens[source - 1].Low is "which" or "whom" && tokens[source - 2].Low is "to" or "in" or "for" && tokens[source - 3].Is(",") ? source - 3 : source;

    private static bool Follows(Token[] tokens, int at, string[] particles)
    {
        foreach (var particle in particles)
            if (at >= tokens.Length || !tokens[at++].Is(particle)) return false;
        return true;
    }

    /// <summary><c>Noting that …, X said</c>; <c>…, adding that …</c>; <c>is calling for</c>.</summary>
    private Saying? Participle(Line line, int k, int first, Cue cue, List<Saying> found, int floor)
    {
        var tokens = line.Tokens;
        var right = _right.Read(line, k + 1, cue, personal: true, out var cueTo, out var content);
        if (right == RightSide.None) return null;
        var j = first - 1;
        while (j >= 0 && _right.IsAdverb(tokens[j])) j--;
        SayingShape shape;
        Source? source = null;
        var begin = j + 1;
        if (j < 0) shape = SayingShape.LeadIn;
        else if (tokens[j].Low is "," or "–" or ";" or "(")
        {
            shape = found.Count > 0 && found.TrueForAll(saying => saying.Shape == SayingShape.LeadIn) && !PassedSubject(line, found[0].Content.Count > 0 ? found[0].CueTo : 0, j) && found[^1].CueTo + 40 > j && cue.Verb != "add" ? SayingShape.LeadIn : SayingShape.Tail;
            begin = j;
        }
        else if (tokens[j].Low is "while" or "and" or "by" or "in" or "after" or "on" or "when" or "upon" or "before" or "but" or "or" or "also" or "thereby")
        {
            if (j == 0) shape = SayingShape.LeadIn;
            else if (tokens[j].Low is "and" or "but" or "or")
            {
                if (tokens[j].Is("but") || found.Count == 0 || found[^1].Shape is not (SayingShape.LeadIn or SayingShape.Tail)) return null;
                shape = found[^1].Shape;
                begin = tokens[j - 1].Is(",") ? j - 1 : j;
            }
            else
            {
                shape = SayingShape.Tail;
                begin = tokens[j - 1].Is(",") ? j - 1 : j;
                if (right is RightSide.Noun && tokens[j].Low is "by" or "in" or "on") return null;
            }
        }
        else if (tables.Is(tokens[j], WordClass.Be))
        {
            while (j >= floor && (tables.Is(tokens[j], WordClass.Be | WordClass.Have | WordClass.Modal) || _right.IsAdverb(tokens[j]))) j--;
            source = sources.EndingAt(line, j + 1, floor);
            if (source is null || !source.IsPersonal || source.Kind == SourceKind.First) return null;
            shape = SayingShape.Main;
            begin = source.From;
        }
        else return null;
        var saying = new Saying(line) { Shape = shape, Right = right, CueFrom = k, CueTo = cueTo, Source = source, Begin = begin };
        if (content < tokens.Length) saying.Content.Add((content, tokens.Length));
        return saying;
    }

    private Saying? Finite(Line line, int k, CueForm form, Cue cue, List<Saying> found, int floor)
    {
        var tokens = line.Tokens;
        var j = k - 1;
        var passive = false;
        var modal = false;
        var helped = false;
        var denied = false;
        for (; j >= 0; j--)
        {
            if (tables.Is(tokens[j], WordClass.Be) && form is CueForm.Past or CueForm.Perfect) passive = true;
            else if (tables.Is(tokens[j], WordClass.Modal)) modal = true;
            else if (tables.Is(tokens[j], WordClass.Have | WordClass.Do)) helped = true;
            else if (tokens[j].Is("'s") && j > 0 && tables.Is(tokens[j - 1], WordClass.It | WordClass.He | WordClass.She) && j < k - 1) helped = true;
            else if (tokens[j].Low is "not" or "never") denied = true;
            else if (!_right.IsAdverb(tokens[j]) && !Dated(tokens, ref j) && !Occasioned(line, ref j)) break;
        }
        for (var i = j + 1; i < k; i++) denied |= tokens[i].Low.EndsWith("n't", StringComparison.Ordinal);
        // He went on to say
        if (j > 1 && form == CueForm.Base && tokens[j].Is("to") && tokens[j - 1].Is("on") && tokens[j - 2].Low is "went" or "goes" or "go")
        {
            form = tokens[j - 2].Is("goes") ? CueForm.Third : CueForm.Past;
            for (j -= 3; j >= 0 && _right.IsAdverb(tokens[j]); j--) { }
        }
        // "to say", and the idiom "rest assured"
        if (j >= 0 && (tokens[j].Is("to") || (tokens[j].Is("rest") && cue.Verb == "assure"))) return null;
        // "The member states undertake": a plural noun, not a verb.
        if (form == CueForm.Third && k > 0 && k + 1 < tokens.Length && tables.Cues.Form(tokens[k + 1].Low) == CueForm.Base && !tables.Is(tokens[k + 1], WordClass.Determiner)) return null;
        // "must be confirmed by the council": what is to be is not said yet.
        if (passive && modal && !(k + 1 < tokens.Length && tokens[k + 1].Is("that"))) return null;
        if (passive) return Passive(line, k, j, cue, found, floor);
        if (form == CueForm.Perfect && !helped) return null;

        // "…," said the mayor of Lys.
        var inverted = Inverted(line, k, j, cue, found);
        if (inverted is not null) return inverted;

        Source? source = null;
        var shape = SayingShape.Main;
        var begin = k;
        if (j < 0)
        {
            if (form == CueForm.Past && Fronted(line, k, cue) is { } fronted) return fronted;
            // A list of what was said, a verb a line: "reaffirmed that …"
            if (k == 0 && form == CueForm.Past && !tokens[0].Capital) return Listed(line, cue);
            // A cue without a subject at the start is a heading's, or an imperative.
            if (form == CueForm.Base || cue.Nouns is not null) return null;
            shape = SayingShape.Coordinated;
        }
        else if (tokens[j].Is(":") && form == CueForm.Past && sources.EndingAt(line, j, floor) is { IsPersonal: true } lister)
        {
            source = lister;
            begin = lister.From;
        }
        else if (tokens[j].Is(","))
        {
            source = sources.BeforeParenthesis(line, j, floor) ?? AroundTail(line, j, found);
            if (source is not null) begin = source.From;
            else shape = SayingShape.Coordinated;
        }
        else if (tables.Is(tokens[j], WordClass.Conjunction)) shape = SayingShape.Coordinated;
        else if (tokens[j].Low is "–" or "-" && sources.BeforeParenthesis(line, j, floor) is { } dashed)
        {
            source = dashed;
            begin = source.From;
        }
        else if (tokens[j].Low is "who" or "which" or "that")
        {
            if (!tokens[j].Is("who") && !(tokens[j].Is("which") && j > 0 && tokens[j - 1].Is(",") && (cue.Frames & Frames.That) != 0)) return null;
            var noun = j > 0 && tokens[j - 1].Is(",") ? j - 1 : j;
            source = sources.EndingAt(line, noun, floor);
            shape = SayingShape.Relative;
            begin = noun;
        }
        else
        {
            source = sources.EndingAt(line, j + 1, floor);
            if (source is not null) source = sources.BeforeRelative(line, source, floor) ?? source;
            if (source is not null) begin = Behind(tokens, source.From);
        }
        if (source?.Kind == SourceKind.First) return null;
        if (shape == SayingShape.Coordinated)
        {
            begin = Math.Max(0, j);
            if (j > 0 && tokens[j].Is(","))
            {
                // … and, to that end, decided
                for (var i = j - 1; i > Math.Max(0, j - 7); i--)
                    if (tokens[i].Is(",") && tokens[i - 1].Low is "and" or "but") begin = i - 1;
            }
            if (begin > 0 && tokens[begin].Low is "and" or "but" && tokens[begin - 1].Is(",")) begin--;
            var below = k + 1 + cue.Particles.Length < tokens.Length && tokens[k + 1 + cue.Particles.Length].Is(":");
            if (form is CueForm.Base or CueForm.Third && !found.Exists(saying => saying.Shape is SayingShape.Main || (below && saying.Shape == SayingShape.Postposed))) return null;
            var first = found.FindLast(saying => saying.Shape is SayingShape.Main or SayingShape.Relative && !saying.Nested);
            source = first?.Source ?? sources.Main(line, 0, k);
            if (first is null && found.Count > 0 && found[^1].Shape == SayingShape.Postposed && (below || line.Quoted[Math.Max(0, found[^1].CueFrom - 2)])) source = found[^1].Source;
            if (source is null) return null;
            if (form == CueForm.Base && !(first is not null && tables.Cues.Form(tokens[first.CueFrom].Low) == CueForm.Base)) return null;
            if (first is not null && InsideContent(line, first, begin, k)) return null;
        }
        if (source is null) return null;
        // What states undertake in a treaty they do not say.
        if (source.Kind is SourceKind.Body or SourceKind.Role or SourceKind.Thing && cue.Verb is "undertake" or "decide" or "promise" or "pledge" or "intend" or "plan" && IsOfStates(tokens, source)) return null;
        var plural = source.Kind is SourceKind.They or SourceKind.Pair or SourceKind.Body || source.Others.Length > 0 || tokens[source.To - 1].Low.EndsWith('s');
        if (form == CueForm.Base && !plural && !modal && !helped) return null;
        if (form == CueForm.Third && source.Kind is SourceKind.They or SourceKind.Pair) return null;

        if (k + 1 < tokens.Length && tokens[k + 1].Is("this") && source.IsPersonal && (cue.Frames & Frames.Quotation) != 0 && (k + 2 == tokens.Length || !tokens[k + 2].IsWord || tables.Is(tokens[k + 2], WordClass.Preposition | WordClass.Subordinator)))
            return new Saying(line) { Shape = SayingShape.Backward, CueFrom = k, CueTo = k + 1, Source = source };
        // "It called on both to wait": what the sentence before told of; whether it was somebody is found later.
        var itself = source.Kind == SourceKind.It && form is CueForm.Past or CueForm.Third && (source.From == 0 || tokens[source.From - 1].Low is "," or "and" or "also");
        var right = _right.Read(line, k + 1, cue, source.IsPersonal || itself, out var cueTo, out var content);
        // "pending charges that are expected": a noun and what is told of it.
        if (form == CueForm.Third && source.Kind == SourceKind.Thing && right == RightSide.That && content + 1 < tokens.Length && tables.Is(tokens[content + 1], WordClass.Be | WordClass.Have | WordClass.Modal)) return null;
        if (source.From == 1 && tokens[0].Is("as") && right is RightSide.Bare or RightSide.Noun) right = RightSide.None;
        if (shape == SayingShape.Relative && tokens[j].Is("which") && (right is not (RightSide.That or RightSide.Quotation) || source.Kind != SourceKind.Body)) return null;
        // What was not said is said by nobody; what is not thought is thought not to be, and what is not denied is granted.
        if (denied && !(cue.Mode == AttributionMode.Thought && right is RightSide.Bare or RightSide.That) && !(cue.Verb is "deny" or "doubt" or "rule out" or "dispute" && right != RightSide.None)) return null;
        if (right == RightSide.None || (modal && right is RightSide.Noun or RightSide.Infinitive or RightSide.Preposition or RightSide.SmallClause or RightSide.Light or RightSide.Urge or RightSide.Bare))
        {
            if (modal || (cue.Frames & Frames.Quotation) == 0 || shape is SayingShape.Relative || source.To > k) return null;
            return Postposed(line, k + 1 + cue.Particles.Length, k, source, shape == SayingShape.Coordinated, (cue.Frames & Frames.Addressee) != 0, found);
        }
        if (!source.IsPersonal && !itself && right is not (RightSide.That or RightSide.Colon) && (form == CueForm.Third || (right == RightSide.Bare && source.Kind == SourceKind.Thing && cue.Verb != "say"))) return null;
        var saying = new Saying(line) { Shape = shape, Right = right, CueFrom = k, CueTo = cueTo, Source = source, Begin = begin };
        if (content < tokens.Length) saying.Content.Add((content, tokens.Length));
        return saying;
    }

    /// <summary>"Ann Holt, noting that the road was closed, urged them to wait": the participle stands between subject and verb.</summary>
    private Source? AroundTail(Line line, int comma, List<Saying> found)
    {
        if (found.Count == 0 || found[^1] is not { Shape: SayingShape.Tail or SayingShape.LeadIn, Begin: > 0 } tail || tail.Content.Count == 0 || !line.Tokens[tail.Begin].Is(",")) return null;
        var floor = found.Count > 1 ? Math.Max(0, found[^2].CueTo) : 0;
        if (sources.EndingAt(line, tail.Begin, floor) is not { IsPersonal: true } source || (source.From > 0 && line.Tokens[source.From - 1].IsWord)) return null;
        tail.Source = source;
        tail.Content[^1] = (tail.Content[^1].From, comma);
        return source;
    }

    private Saying? Listed(Line line, Cue cue)
    {
        var right = _right.Read(line, 1, cue, personal: true, out var cueTo, out var content);
        if (right is RightSide.None or RightSide.Colon || content >= line.Tokens.Length) return null;
        var saying = new Saying(line) { Shape = SayingShape.Coordinated, Right = right, CueFrom = 0, CueTo = cueTo };
        saying.Content.Add((content, line.Tokens.Length));
        return saying;
    }

    private static bool IsOfStates(Token[] tokens, Source source)
    {
        for (var i = source.From; i < source.To; i++)
            if (tokens[i].Low is "states" or "countries" or "nations" or "members" or "participants" or "signatories") return true;
        return false;
    }

    /// <summary>"said that he built a dam and praised it": the second past is his, not the narrator's.</summary>
    private bool InsideContent(Line line, Saying first, int begin, int k)
    {
        var tokens = line.Tokens;
        if (first.Right is not (RightSide.That or RightSide.Bare or RightSide.Colon or RightSide.Addressee) || begin >= tokens.Length || !tokens[begin].Is("and")) return false;
        // Roads and millions praise nothing: only where somebody is the subject of what is said can the second verb be theirs.
        var start = first.Content.Count > 0 ? first.Content[0].From : begin;
        if (start < begin && tokens[start].Is("that")) start++;
        if (start < begin && sources.BeginningAt(line, start) is not { IsPersonal: true }) return false;
        for (var i = first.Content.Count > 0 ? first.Content[0].From : begin; i < begin; i++)
        {
            if (tables.Is(tokens[i], WordClass.Modal) || tokens[i].Low is "is" or "are" or "has" or "have") return false;
            if (!tokens[i].Capital && (tokens[i].Low is "was" or "were" or "had" || tables.Is(tokens[i], WordClass.Finite) || tables.Cues.Form(tokens[i].Low) == CueForm.Past || (tokens[i].Low.Length > 4 && tokens[i].Low.EndsWith("ed", StringComparison.Ordinal)))) return k > i;
        }
        return false;
    }

    private static int Clause(Line line, int j)
    {
        var begin = Math.Max(0, j);
        if (begin > 0 && line.Tokens[begin].Is("it") && line.Tokens[begin - 1].Low is "and" or "but" or ",") begin--;
        if (begin > 0 && line.Tokens[begin].Low is "and" or "but" && line.Tokens[begin - 1].Is(",")) begin--;
        return begin;
    }

    /// <summary>The main clause has begun between two places: a subject with its verb behind a comma.</summary>
    private bool PassedSubject(Line line, int from, int to) => sources.Main(line, from, to) is not null;
}
