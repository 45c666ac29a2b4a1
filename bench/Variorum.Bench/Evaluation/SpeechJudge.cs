using System.Text.Json;

namespace Variorum.Bench;

/// <summary>What was right, wrong and missed in a text.</summary>
/// <param name="Content">Words that are somebody's reported content.</param>
/// <param name="Attributed">Attributions with the right source.</param>
/// <param name="Resolved">Attributions with the right person or body.</param>
/// <param name="Speaker">Sentences with the right speaker.</param>
internal readonly record struct SpeechCounts(Counts Content, Counts Attributed, Counts Resolved, Counts Speaker, Counts Quantities, Counts Dates);

/// <summary>Judges who is made to say what, quantities and dates, as the scorer of <c>gold/speech</c> does; its rules stand there.</summary>
internal sealed class SpeechJudge
{
    private const double Enough = .5;

    private static readonly HashSet<string> FirstPerson = new(StringComparer.Ordinal) { "i", "we", "me", "us", "my", "our" };

    private readonly JsonElement _gold;
    private readonly Account _account;
    private readonly SpeechWords _text;
    private readonly SpeechWords _read;
    private readonly int[] _to;
    private readonly Dictionary<string, string[]> _aliases;

    private SpeechJudge(SpeechText text, Account account)
    {
        (_gold, _account) = (text.Gold, account);
        (_text, _read) = (new SpeechWords(text.Text), new SpeechWords(account.Text));
        _to = SpeechWords.Aligned(_text, _read);
        _aliases = _gold.GetProperty("aliases").EnumerateObject().ToDictionary(static alias => alias.Name,
            static alias => alias.Value.EnumerateArray().Select(static name => name.GetString()!).ToArray());
    }

    private sealed record Wanted(JsonElement Gold, HashSet<int> Words)
    {
        public bool IsOptional => Is(Gold, "optional");
    }

    private sealed record Told(Attribution Attribution, HashSet<int> Words, HashSet<int> Left, bool IsOwn);

    public static SpeechCounts Count(SpeechText text, Account account)
    {
        var judge = new SpeechJudge(text, account);
        var (content, attributed, resolved) = judge.Attributions();
        return new SpeechCounts(content, attributed, resolved, judge.Speakers(),
            judge.Expressions("quantities", "dates", static _ => true, account.Quantities, static quantity => new Span(quantity.Start, quantity.End), SpeechValues.IsSame,
                static quantity => SpeechValues.IsOfTime(quantity.Unit)),
            judge.Expressions("dates", "quantities", static spare => spare.GetProperty("kind").GetString() == "duration", account.Dates,
                static date => new Span(date.Start, date.End), SpeechValues.IsSame, static _ => true));
    }

    private (Counts Content, Counts Attributed, Counts Resolved) Attributions()
    {
        var all = Items("attributions").ConvertAll(gold => (Gold: gold, Words: _text.Set(Spans(gold.GetProperty("content")))));
        var asked = Together(all.Where(static one => !Is(one.Gold, "optional") && !Is(one.Gold, "free")));
        var optional = Together(all.Where(static one => Is(one.Gold, "optional")));
        var free = Together(all.Where(static one => Is(one.Gold, "free")));
        free.ExceptWith(asked);
        var wanted = all.Where(static one => !Is(one.Gold, "free")).Select(one => new Wanted(one.Gold, [.. one.Words.Except(free)])).ToList();
        var told = Attributed(free);

        var partner = Matched(told.Count, wanted.Count, (i, j) => Likeness(told[i].Left, wanted[j].Words));
        var said = new HashSet<int>();
        var (given, attributed, resolved) = (0, 0, 0);
        for (var i = 0; i < told.Count; i++)
        {
            var (j, likeness) = partner[i];
            if (told[i].Left.Count == 0) continue;
            if (j >= 0 && wanted[j].IsOptional)
            {
                said.UnionWith(told[i].Words);
                continue;
            }
            if (likeness < Enough && (told[i].IsOwn || told[i].Left.Count(optional.Contains) >= .5 * told[i].Left.Count)) continue;
            said.UnionWith(told[i].Words);
            given++;
            if (likeness < Enough) continue;
            var (right, known) = Judge(told[i].Attribution, wanted[j].Gold);
            if (right) attributed++;
            if (wanted[j].Gold.GetProperty("who").GetString() is null ? wanted[j].Gold.GetProperty("source").ValueKind == JsonValueKind.Null || right : known) resolved++;
        }
        var sought = wanted.Count(static one => !one.IsOptional);
        return (new Counts(said.Count(asked.Contains), said.Count(word => !asked.Contains(word) && !optional.Contains(word) && !free.Contains(word)), asked.Count(word => !said.Contains(word))),
            new Counts(attributed, given - attributed, sought - attributed), new Counts(resolved, given - resolved, sought - resolved));
    }

    // Two attributions with the same source and cue are one; a turn of a transcript, or a part of one, is none.
    private List<Told> Attributed(HashSet<int> free)
    {
        var turns = Items("turns").ConvertAll(turn => (Words: _text.Set([Place(turn.GetProperty("content"))!.Value]), Label: _text.Set(Place(turn.GetProperty("label")) is { } label ? [label] : [])));
        var speakers = new Dictionary<int, string>();
        foreach (var sentence in Items("sentences"))
        {
            foreach (var word in _text.Inside(Bounds(sentence))) speakers[word] = sentence.GetProperty("speaker").GetString()!;
        }
        var merged = new List<(Attribution One, HashSet<int> Words)>();
        foreach (var attribution in _account.Attributions)
        {
            var words = Placed(attribution.Content);
            var same = merged.FindIndex(one => attribution.Source is not null && attribution.Cue is not null && one.One.Source == attribution.Source && one.One.Cue == attribution.Cue);
            if (same >= 0) merged[same].Words.UnionWith(words);
            else merged.Add((attribution, words));
        }
        var told = new List<Told>();
        foreach (var (one, words) in merged)
        {
            var source = one.Source is { } place ? Placed([place]) : [];
            if (words.Count == 0 || turns.Exists(turn => source.Overlaps(turn.Label) || IsTurn(one, words, turn.Words))) continue;
            var own = one.Source is { } mine && _read.Inside(mine).All(word => FirstPerson.Contains(_read.List[word])) && speakers.GetValueOrDefault(words.Min(), "narrator") != "narrator";
            told.Add(new Told(one, words, [.. words.Except(free)], own));
        }
        return told;
    }

    private static bool IsTurn(Attribution one, HashSet<int> words, HashSet<int> turn)
    {
        var both = words.Count(turn.Contains);
        return both >= .9 * words.Count && (one.Source is null && one.Cue is null || both >= .8 * turn.Count);
    }

    private (bool Right, bool Known) Judge(Attribution told, JsonElement gold)
    {
        var head = _read.Head(told.Source);
        var name = told.Who is { Length: > 0 } who ? who : told.Source is { } source ? _read.Text(source) : "";
        var known = SpeechValues.IsSame(name, gold.GetProperty("who").GetString(), _aliases);
        var right = Place(gold.GetProperty("source")) is { } place ? told.Source is not null && head >= 0 && _to[head] == _text.Head(place) : told.Source is null || known;
        return (right, known);
    }

    private Counts Speakers()
    {
        var speaker = new Dictionary<int, string>();
        foreach (var passage in _account.Passages)
        {
            foreach (var word in _read.Inside(new Span(passage.Start, passage.End))) speaker[_to[word]] = passage.Speaker ?? "";
        }
        var publisher = _gold.GetProperty("publisher").GetString()!;
        var counts = default(Counts);
        foreach (var sentence in Items("sentences").Where(static sentence => !sentence.TryGetProperty("scored", out var scored) || scored.GetBoolean()))
        {
            // The speaker of most of the words; of two with as many the one who comes first.
            var got = _text.Inside(Bounds(sentence)).Where(speaker.ContainsKey).Select(word => speaker[word]).GroupBy(static name => name).MaxBy(static votes => votes.Count())?.Key;
            var right = SpeechValues.Also(sentence).Prepend(sentence.GetProperty("speaker")).Select(static name => name.GetString()!);
            counts += Counts.Of(got is not null && right.Any(name => name == "narrator" ? SpeechValues.IsNarrator(got, publisher) : SpeechValues.IsSame(got, name, _aliases)));
        }
        return counts;
    }

    private Counts Expressions<T>(string kind, string other, Func<JsonElement, bool> isSpare, IReadOnlyList<T> read, Func<T, Span> place, Func<JsonElement, T, bool> same, Func<T, bool> maySpare)
    {
        var gold = Items(kind).ConvertAll(item => (Gold: item, Words: _text.Set([Place(item.GetProperty("span"))!.Value])));
        var spare = _text.Set(Items(other).Where(isSpare).Select(static item => Place(item.GetProperty("span"))!.Value));
        var words = read.Select(one => Placed([place(one)])).ToList();
        // Same values first, then what covers the same words.
        var partner = Matched(read.Count, gold.Count, (i, j) => Likeness(words[i], gold[j].Words) is > 0 and var likeness ? (same(gold[j].Gold, read[i]) ? 2 : 0) + likeness : 0);
        var (given, right) = (0, 0);
        for (var i = 0; i < read.Count; i++)
        {
            var j = partner[i].Partner;
            if (j >= 0 ? Is(gold[j].Gold, "optional") : words[i].Overlaps(spare) && maySpare(read[i])) continue;
            given++;
            if (j >= 0 && same(gold[j].Gold, read[i])) right++;
        }
        return new Counts(right, given - right, gold.Count(static item => !Is(item.Gold, "optional")) - right);
    }

    /// <summary>One to one, the most alike first: for each of the first its partner among the second, or −1.</summary>
    private static (int Partner, double Likeness)[] Matched(int first, int second, Func<int, int, double> likeness)
    {
        var partner = Enumerable.Repeat((-1, 0d), first).ToArray();
        var taken = new bool[second];
        foreach (var (i, j, alike) in Enumerable.Range(0, first).SelectMany(i => Enumerable.Range(0, second).Select(j => (i, j, Alike: likeness(i, j)))).Where(static pair => pair.Alike > 0)
            .OrderByDescending(static pair => pair.Alike).ThenBy(static pair => pair.i).ThenBy(static pair => pair.j))
        {
            if (partner[i].Item1 >= 0 || taken[j]) continue;
            (partner[i], taken[j]) = ((j, alike), true);
        }
        return partner;
    }

    private static double Likeness(HashSet<int> a, HashSet<int> b)
    {
        var both = a.Count(b.Contains);
        return both == 0 ? 0 : (double)both / (a.Count + b.Count - both);
    }

    private HashSet<int> Placed(IEnumerable<Span> spans) => [.. _read.Set(spans).Select(word => _to[word])];

    private List<JsonElement> Items(string name) => [.. _gold.GetProperty(name).EnumerateArray()];

    private static HashSet<int> Together(IEnumerable<(JsonElement Gold, HashSet<int> Words)> some) => [.. some.SelectMany(static one => one.Words)];

    private static bool Is(JsonElement gold, string mark) => gold.TryGetProperty(mark, out var value) && value.ValueKind == JsonValueKind.True;

    private static Span? Place(JsonElement span) => span.ValueKind == JsonValueKind.Array ? new Span(span[0].GetInt32(), span[1].GetInt32()) : null;

    private static Span Bounds(JsonElement sentence) => new(sentence.GetProperty("start").GetInt32(), sentence.GetProperty("end").GetInt32());

    private static IEnumerable<Span> Spans(JsonElement list) => list.EnumerateArray().Select(static span => Place(span)!.Value);
}
