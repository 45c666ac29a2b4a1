namespace Variorum;

/// <summary>What may follow a verb of saying, or stand before it.</summary>
[Flags]
internal enum Frames
{
    None = 0,
    That = 1,
    Bare = 2,
    Quotation = 4,
    Noun = 8,
    Infinitive = 16,
    Addressee = 32,
    Urge = 64,
    SmallClause = 128,
    Passive = 256,
    Hearsay = 512,
}

/// <summary>The shape in which a verb stands.</summary>
internal enum CueForm { None, Base, Third, Past, Perfect, Participle }

/// <summary>A verb of saying or of thought.</summary>
/// <param name="Particles">Words that must follow it (<c>out</c> of <c>point out</c>).</param>
/// <param name="Prepositions">With which its content may begin (<c>called for</c>).</param>
/// <param name="Nouns">For a light verb: the nouns that carry what is said (<c>expressed hope</c>); else null.</param>
internal sealed record Cue(string Verb, string[] Particles, Frames Frames, string[] Prepositions, AttributionMode Mode, HashSet<string>? Nouns);

/// <summary>The verbs of saying in all their forms.</summary>
internal sealed class CueTable
{
    private readonly Dictionary<string, (CueForm Form, List<Cue> Cues)> _forms = [];

    public CueTable(IEnumerable<string> verbs, IEnumerable<string> lightVerbs)
    {
        foreach (var line in lightVerbs)
        {
            var cells = line.Split('\t');
            if (cells.Length < 3 || cells[2].Length == 0) continue;
            Add(cells[0], cells[1], new Cue(cells[0], [], Frames.None, [], AttributionMode.Speech, [.. cells[2].Split(' ')]));
        }
        foreach (var line in verbs)
        {
            var cells = line.Split('\t');
            var words = cells[0].Split(' ');
            var frames = Frames.None;
            foreach (var letter in cells[2]) frames |= FrameOf(letter);
            var prepositions = cells.Length > 3 && cells[3].Length > 0 ? cells[3].Split(' ') : [];
            var mode = cells.Length > 4 && cells[4] == "thought" ? AttributionMode.Thought : AttributionMode.Speech;
            Add(words[0], cells[1], new Cue(cells[0], words[1..], frames, prepositions, mode, null));
        }
    }

    public CueForm Form(string word) => _forms.TryGetValue(word, out var found) ? found.Form : CueForm.None;

    public bool TryFind(string word, out CueForm form, out List<Cue> cues)
    {
        var found = _forms.TryGetValue(word, out var entry);
        (form, cues) = (entry.Form, entry.Cues);
        return found;
    }

    private void Add(string verb, string irregular, Cue cue)
    {
        var parts = irregular.Split('/');
        var past = parts[0].Length > 0 ? parts[0] : Regular(verb);
        var perfect = parts.Length > 1 ? parts[1] : past;
        Put(past, CueForm.Past, cue);
        Put(verb, CueForm.Base, cue);
        Put(Third(verb), CueForm.Third, cue);
        if (perfect != past) Put(perfect, CueForm.Perfect, cue);
        Put(Participle(verb, past), CueForm.Participle, cue);
    }

    private void Put(string word, CueForm form, Cue cue)
    {
        if (!_forms.TryGetValue(word, out var entry)) _forms[word] = (form, [cue]);
        else if (!entry.Cues.Contains(cue)) entry.Cues.Add(cue);
    }

    private static string Third(string verb) =>
        verb[^1] is 's' or 'h' or 'x' or 'o' ? verb + "es"
        : verb[^1] is 'y' && !IsVowel(verb[^2]) ? verb[..^1] + "ies"
        : verb == "have" ? "has" : verb + "s";

    private static string Regular(string verb) =>
        verb[^1] is 'e' ? verb + "d" : verb[^1] is 'y' && !IsVowel(verb[^2]) ? verb[..^1] + "ied" : verb + "ed";

    private static string Participle(string verb, string past) =>
        past.EndsWith("ed", StringComparison.Ordinal) && past.Length == verb.Length + 3 ? past[..^2] + "ing"
        : verb is "put" ? "putting"
        : verb[^1] is 'e' && verb[^2] is not 'e' ? verb[..^1] + "ing" : verb + "ing";

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';

    private static Frames FrameOf(char letter) => letter switch
    {
        'c' => Frames.That,
        'b' => Frames.Bare,
        'q' => Frames.Quotation,
        'n' => Frames.Noun,
        'i' => Frames.Infinitive,
        'a' => Frames.Addressee,
        't' => Frames.Urge,
        's' => Frames.SmallClause,
        'p' => Frames.Passive,
        'h' => Frames.Hearsay,
        _ => Frames.None,
    };
}
