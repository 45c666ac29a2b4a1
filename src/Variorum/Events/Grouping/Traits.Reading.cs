using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Variorum;

internal sealed partial record Traits
{
    // What is read of a long text: its end says little that its first pages do not.
    private const int LongestRead = 24_000;
    // Headline, dateline and first sentences, in which an account says who, where and when.
    private const int LeadCharacters = 400;
    private const int DatesWithin = 1_200;
    private const int NamesWithin = 800;
    private const int MostConcepts = 30;
    private const int MostDays = 6;
    private const int MostMentions = 12;
    private const int LongestSpelling = 48;

    /// <summary>Reads the traits of an account.</summary>
    public static Traits Of(EventDocument document)
    {
        var text = document.Text.Length > LongestRead ? document.Text[..LongestRead] : document.Text;
        var title = document.Title is { Length: > 500 } ? document.Title[..500] : document.Title ?? "";
        var language = Variorum.Language.Of(text, document.Language);
        var reading = new Reading(language);
        reading.Add(title, true);
        var titleHash = reading.HashOfAll();
        reading.Add(text, false);
        var (terms, marks) = reading.Terms();
        var published = Day(document.Published);
        var (bridges, bridgeMarks) = BridgesIn(title, text, language);
        return new Traits
        {
            Terms = terms,
            Marks = marks,
            Phrases = reading.Phrases(out var phrases),
            Bridges = bridges,
            BridgeMarks = bridgeMarks,
            PhraseCount = phrases,
            Length = reading.Length,
            Published = published?.DayNumber ?? 0,
            Days = DaysIn(title, text, published),
            Language = language ?? "",
            Publisher = document.Publisher is { Length: > 0 } publisher ? Hash(publisher.Trim().ToLowerInvariant()) : 0,
            Title = titleHash,
            Mentions = reading.Mentions(),
        };
    }

    private static DateOnly? Day(string? published) =>
        published is { Length: >= 10 } && DateOnly.TryParseExact(published.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    private static int[] DaysIn(string title, string text, DateOnly? published)
    {
        var iso = published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var days = new List<int>();
        foreach (var found in Dates.Find(title + "\n" + text[..Math.Min(text.Length, DatesWithin)], iso))
        {
            var value = found.Value.AsSpan();
            if (value.Length < 10 || value[4] != '-' || value[7] != '-') continue;
            if (!int.TryParse(value[5..7], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
                || !int.TryParse(value[8..10], NumberStyles.None, CultureInfo.InvariantCulture, out var day)) continue;
            var year = int.TryParse(value[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
            var number = (year * 10_000) + (month * 100) + day;
            if (!days.Contains(number) && days.Count < MostDays) days.Add(number);
        }
        return [.. days];
    }

    // Where letters have no capitals every word may be a name: those of headline and lead are kept first.
    private static (uint[] Bridges, byte[] Marks) BridgesIn(string title, string text, string? language)
    {
        var keys = NameKeys.OfNames(title + "\n" + text[..Math.Min(text.Length, NamesWithin)], language);
        var kept = keys.Select(static (key, place) => (Hash: (uint)key.Hash, Mark: (byte)Math.Clamp(Math.Round(key.Weight * (200 - (2 * Math.Min(place, 50)))), 1, 200), Place: place))
            .OrderByDescending(static key => key.Mark).ThenBy(static key => key.Place)
            .DistinctBy(static key => key.Hash).Take(MostBridges).OrderBy(static key => key.Hash).ToList();
        return ([.. kept.Select(static key => key.Hash)], [.. kept.Select(static key => key.Mark)]);
    }

    internal static uint Hash(ReadOnlySpan<char> key) => (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key));

    /// <summary>Gathers the terms of a text.</summary>
    private sealed class Reading(string? language)
    {
        private struct Tally
        {
            public int Count;
            public double Rarity;
            public bool Lead, Title, Name, Number, Universal, Concept;
        }

        private readonly Dictionary<uint, Tally> _terms = [];
        private readonly List<uint> _sequence = [];
        private readonly Dictionary<uint, (Spelled Mention, int Count, int First)> _mentions = [];
        private readonly Dictionary<string, (uint Hash, double Rarity)> _known = new(StringComparer.Ordinal);
        private int _start;

        public int Length => _sequence.Count - _start;

        public uint HashOfAll()
        {
            var hash = _sequence.Count == 0 ? 0 : (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_sequence)));
            _start = _sequence.Count;
            return hash;
        }

        public void Add(string text, bool title)
        {
            var (runFrom, runTo, runLast) = (-1, -1, -1);
            foreach (var term in Lexicon.Terms(text, language))
            {
                var (hash, rarity) = Known(term);
                _sequence.Add(hash);
                var lead = title || term.Start < LeadCharacters;
                var starts = StartsSentence(text, term.Start);
                var name = !title && term.Kind == TokenKind.Word && (term.Key[0] == '@' || (term.Capital && !starts));
                if (term.Kind != TokenKind.Stop)
                {
                    var universal = term.Key[0] == '@' || (term.Kind == TokenKind.Number && term.Key.Length > 1);
                    Count(hash, rarity, lead, title, name, term.Kind == TokenKind.Number, universal, false);
                    foreach (var concept in term.Concepts)
                    {
                        if (!concept.IsName) Count(Hash("~" + concept.Id), .8, lead, title, false, false, true, true);
                    }
                    if (term.Kind == TokenKind.Number && term.Key.Length > 1) Mention(hash, true, text, term.Start, term.End);
                }
                // A run of capitals, a blank between, is one name.
                var inName = !title && term.Kind == TokenKind.Word && term.Capital;
                if (inName && runFrom >= 0 && term.Start == runTo + 1 && text[runTo] is ' ' or '-')
                {
                    (runTo, runLast) = (term.End, term.Start);
                    continue;
                }
                EndRun(text, runFrom, runTo, runLast);
                (runFrom, runTo, runLast) = inName ? (term.Start, term.End, term.Start) : (-1, -1, -1);
            }
            EndRun(text, runFrom, runTo, runLast);
        }

        private void EndRun(string text, int from, int to, int last)
        {
            if (from < 0 || (last == from && StartsSentence(text, from))) return;
            Mention(Hash(text.AsSpan(from, to - from)), false, text, from, to);
        }

        private void Mention(uint hash, bool figure, string text, int from, int to)
        {
            if (to - from > LongestSpelling) return;
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_mentions, hash, out var exists);
            if (!exists) known = (new Spelled(hash, figure, text[from..to]), 0, _mentions.Count);
            known.Count++;
        }

        private (uint Hash, double Rarity) Known(Term term)
        {
            if (_known.TryGetValue(term.Key, out var known)) return known;
            return _known[term.Key] = (Hash(term.Key), RarityOf(term));
        }

        private double RarityOf(Term term)
        {
            if (term.Kind == TokenKind.Number) return term.Key.Length switch { 1 => .3, 2 => .6, 3 => 1, _ => 1.2 };
            if (language is null or "en" || term.Key[0] == '@') return Background.Rarity(term.Key, "en");
            // Where there are no counts, short words are common ones (Zipf's law of abbreviation); pairs of Han and Kana are neither.
            return term.End - term.Start is var length && char.IsAsciiLetter(term.Key[0]) || char.GetUnicodeCategory(term.Key[0]) != UnicodeCategory.OtherLetter
                ? length <= 3 ? .4 : length <= 5 ? .8 : 1.1 : 1;
        }

        private void Count(uint hash, double rarity, bool lead, bool title, bool name, bool number, bool universal, bool concept)
        {
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, hash, out _);
            tally.Count++;
            tally.Rarity = rarity;
            tally.Lead |= lead;
            tally.Title |= title;
            tally.Name |= name;
            tally.Number |= number;
            tally.Universal |= universal;
            tally.Concept |= concept;
        }

        public (uint[] Terms, TermMark[] Marks) Terms()
        {
            var all = _terms.Select(static pair => (pair.Key, pair.Value,
                    Worth: pair.Value.Rarity * (1 + Math.Log(pair.Value.Count)) * (pair.Value.Lead ? 1.5 : 1) * (pair.Value.Title ? 1.3 : 1) * (pair.Value.Name ? 1.3 : 1)))
                .OrderByDescending(static term => term.Worth).ThenBy(static term => term.Key).ToList();
            var concepts = all.Where(static term => term.Value.Concept).Take(MostConcepts).ToList();
            var kept = all.Where(static term => !term.Value.Concept).Take(MostTerms - concepts.Count).Concat(concepts).OrderBy(static term => term.Key).ToList();
            return ([.. kept.Select(static term => term.Key)],
                [.. kept.Select(static term => term.Value).Select(static tally => TermMark.Of(tally.Count, tally.Rarity, tally.Lead, tally.Title, tally.Name, tally.Number, tally.Universal, tally.Concept))]);
        }

        public uint[] Phrases(out int count)
        {
            var phrases = new HashSet<uint>(_sequence.Count);
            Span<uint> three = stackalloc uint[3];
            for (var i = _start; i + 2 < _sequence.Count; i++)
            {
                (three[0], three[1], three[2]) = (_sequence[i], _sequence[i + 1], _sequence[i + 2]);
                phrases.Add((uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(three)));
            }
            count = phrases.Count;
            var sorted = phrases.ToArray();
            Array.Sort(sorted);
            return sorted.Length > MostPhrases ? sorted[..MostPhrases] : sorted;
        }

        public Spelled[] Mentions() => [.. _mentions.Values.OrderByDescending(static mention => mention.Count).ThenBy(static mention => mention.First).Take(MostMentions)
            .OrderBy(static mention => mention.First).Select(static mention => mention.Mention)];

        private static bool StartsSentence(string text, int at)
        {
            var i = at - 1;
            while (i >= 0 && (text[i] is ' ' or '"' or '“' or '«' or '(' or '\'' or '‘' or '\u00a0')) i--;
            return i < 0 || text[i] is '.' or '!' or '?' or '\n' or ':' or '…';
        }
    }
}
