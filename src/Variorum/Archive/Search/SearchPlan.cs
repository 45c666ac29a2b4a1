using System.Globalization;

namespace Variorum;

/// <summary>A query made ready for an index: its words analysed, its prefixes and dates resolved, its terms found in each segment.</summary>
internal sealed class SearchPlan
{
    // Places of more words than these, one by one in each document, are more than a search may cost.
    private const int MostPlaced = 1000;

    private readonly IReadOnlyList<Segment> segments;
    private readonly Analyzer analyzer;
    private readonly long documents;
    private readonly double[] saturation;
    private readonly bool scored;
    private readonly Func<Segment, byte[]> lengths;
    private readonly Func<Segment, IReadOnlySet<Tongue>> tongues;

    /// <param name="segments">Of the whole index.</param>
    /// <param name="analyzer">Cuts the query as the texts were cut.</param>
    /// <param name="lengths">The lengths of a segment's documents.</param>
    /// <param name="tongues">The tongues of a segment's texts (<see cref="TonguesOf"/>).</param>
    /// <param name="scored">Whether scores are asked for.</param>
    public SearchPlan(IReadOnlyList<Segment> segments, Analyzer analyzer, Func<Segment, byte[]> lengths, Func<Segment, IReadOnlySet<Tongue>> tongues, bool scored)
    {
        (this.segments, this.analyzer, this.lengths, this.tongues, this.scored) = (segments, analyzer, lengths, tongues, scored);
        documents = segments.Sum(segment => (long)segment.Row.Documents);
        var average = Math.Max(1.0, segments.Sum(segment => segment.Row.Words) / (double)Math.Max(1, documents));
        saturation = [.. Enumerable.Range(0, 256).Select(length =>
            ScoredCursor.K1 * (1 - ScoredCursor.B + ScoredCursor.B * DocumentLength.Words((byte)length) / average))];
    }

    /// <summary>Resolves a query; what comes back opens it in a segment.</summary>
    /// <exception cref="QueryException">It asks for more words at once than can be looked at.</exception>
    public Func<Segment, Cursor> Of(Query query)
    {
        var part = Part(query);
        if (part.Tongues.Count == 0) return segment => part.Open(segment, Tongue.None);
        // Tongue by tongue: no text has words of two, so that each asks its own lists, and what they find is never the same.
        return segment => OrCursor.Of([.. part.Tongues.Select(tongue => part.Open(segment, tongue)).Where(static cursor => cursor is not EmptyCursor)]);
    }

    private Planned Part(Query query)
    {
        switch (query)
        {
            case WordQuery or PhraseQuery: return Leaf(query);
            case NearQuery near: return NearTo(near);
            case ValueQuery value: return Values(TermKey.Of(TermKey.Of(value.Field), value.Value));
            case DateQuery date: return Dates(date);
            case OrQuery or:
                var any = or.Parts.Select(Part).ToList();
                // What is found in texts of any tongue would be found once for each.
                var one = any.TrueForAll(static part => part.Tongues.Count > 0) && any.TrueForAll(part => Tongues.Alike(part.Tongues[0], any[0].Tongues[0]));
                return new Planned(one ? [.. any.SelectMany(static part => part.Tongues).Distinct()] : [],
                    (segment, tongue) => OrCursor.Of([.. any.Select(part => part.Open(segment, tongue))]));
            case AndQuery and:
                var all = and.Parts.Where(part => part is not NotQuery).Select(Part).ToList();
                var without = and.Parts.OfType<NotQuery>().Select(not => Part(not.Part)).ToList();
                return new Planned(all.Select(static part => part.Tongues).FirstOrDefault(static tongues => tongues.Count > 0) ?? [], (segment, tongue) =>
                {
                    var parts = new List<Cursor>();
                    foreach (var part in all)
                    {
                        if (part.Open(segment, tongue) is var cursor and not EmptyCursor) parts.Add(cursor);
                        else return new EmptyCursor();
                    }
                    return new AndCursor(parts, without.Select(part => part.Open(segment, tongue)));
                });
            default: throw new QueryException("NOT alone would find nearly everything; say also what to find.", query.ToString(), 0);
        }
    }

    private static Planned Values(byte[] key) =>
        new([], (segment, _) => segment.Find(key) is { } place ? segment.Open(place) : new EmptyCursor());

    private static Planned Dates(DateQuery date)
    {
        var from = date.From is null ? DateOnly.MinValue : SearchDates.First(date.From);
        var to = date.To is null ? DateOnly.MaxValue : SearchDates.Last(date.To);
        // A tilde stands behind all that a date can be written with.
        var (first, last) = (from.ToString("yyyy", CultureInfo.InvariantCulture), to.ToString("yyyy", CultureInfo.InvariantCulture) + "~");
        return new Planned([], (segment, _) => GatheredCursor.Of(
            Range(segment, TermSpace.Date, first, last)
                .Where(term => SearchDates.Covers(TermKey.Text(term.Key), from, to)).Select(term => (Cursor)segment.Open(term.Place)),
            segment.Row.Documents, count: false));
    }

    private Planned Leaf(Query query)
    {
        var phrase = QueryPhrase.Of(query, analyzer);
        var space = TermKey.Of(phrase.Field);
        var text = Resolve(phrase, space);
        var title = space == TermSpace.Text && scored ? Resolve(phrase, TermSpace.Title) : null;
        // A prefix alone needs no places: its words may be many.
        if (phrase.Terms is [{ Prefix: true }]) return Scored(text, text.Gathered, title is null ? null : title.Gathered);
        text.Bound(query);
        return Scored(text, text.Placed, title is null ? null : title.Placed);
    }

    private Planned NearTo(NearQuery near)
    {
        var (left, right) = (QueryPhrase.Of(near.Left, analyzer), QueryPhrase.Of(near.Right, analyzer));
        var (a, b) = (Resolve(left, TermKey.Of(left.Field)), Resolve(right, TermKey.Of(right.Field)));
        a.Bound(near);
        b.Bound(near);
        return Scored(a with { Weight = a.Weight + b.Weight },
            (segment, tongue) => a.Placed(segment, tongue) is var first && first is EmptyCursor ? first
                : b.Placed(segment, tongue) is var second && second is EmptyCursor ? second : new NearCursor(first, second, near.Distance), null);
    }

    private Planned Scored(Resolved resolved, Func<Segment, Tongue, Cursor> open, Func<Segment, Tongue, Cursor>? title)
    {
        if (!scored) return new Planned(resolved.Tongues, open);
        return new Planned(resolved.Tongues, (segment, tongue) => open(segment, tongue) is var cursor && cursor is EmptyCursor ? cursor
            : new ScoredCursor(cursor, resolved.Weight, resolved.Phrase.Field == QueryField.Text ? lengths(segment) : null, saturation, title?.Invoke(segment, tongue)));
    }

    private Resolved Resolve(QueryPhrase phrase, TermSpace space)
    {
        var elements = new List<List<(byte[] Key, TermPlace?[] Places)>>();
        double weight = 0;
        foreach (var term in phrase.Terms)
        {
            List<(byte[] Key, TermPlace?[] Places)> found = term.Prefix ? Longer(space, term) : Found(space, term.Terms);
            // Of rare words together it is not known how often they share a document; taken as if never.
            var frequency = Math.Min(documents, found.Sum(word => word.Places.Sum(place => (long)(place?.Frequency ?? 0))));
            weight += Math.Log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
            elements.Add(found);
        }
        return new Resolved(phrase, elements, weight);
    }

    private (byte[] Key, TermPlace?[] Places) Found(byte[] key) =>
        TermKey.Tongue(key) is var tongue && tongue == Tongue.None
            ? (key, [.. segments.Select(segment => segment.Find(key))])
            : (key, [.. segments.Select(segment => tongues(segment).Contains(tongue) ? segment.Find(key) : null)]);

    /// <summary>The tongues that a segment's words are of, by its languages and that of texts whose language is unknown.</summary>
    public static HashSet<Tongue> TonguesOf(Segment segment)
    {
        var found = new HashSet<Tongue>();
        foreach (var language in Range(segment, TermSpace.Language, "", null).Select(static term => TermKey.Text(term.Key)).Cast<string?>().Prepend(null))
        {
            found.Add(Tongues.Of('a', language));
            found.Add(Tongues.Of('я', language));
        }
        return found;
    }

    /// <summary>Those of a word's terms that are anywhere.</summary>
    private List<(byte[] Key, TermPlace?[] Places)> Found(TermSpace space, IEnumerable<SearchTerm> terms) =>
        [.. terms.Select(term => TermKey.Of(space, term.ToString())).Order(Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)))
            .Select(Found).Where(static found => Array.Exists(found.Places, static place => place is not null))];

    /// <summary>The terms that begin so, and the stems of words that do.</summary>
    private List<(byte[] Key, TermPlace?[] Places)> Longer(TermSpace space, QueryTerm term)
    {
        var found = new SortedDictionary<string, TermPlace?[]>(StringComparer.Ordinal);
        var stems = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Count; i++)
        {
            foreach (var (key, place) in Range(segments[i], space, term.Form, null))
            {
                var text = TermKey.Text(key);
                if (!found.TryGetValue(text, out var places)) found[text] = places = new TermPlace?[segments.Count];
                places[i] = place;
            }
            foreach (var (key, _) in Range(segments[i], TermSpace.Form, term.Form, null))
            {
                var text = TermKey.Text(key);
                stems.Add(text[(text.IndexOf('\0') + 1)..]);
            }
        }
        // What begins so itself has been found with all its places.
        foreach (var stem in stems.Where(stem => !stem.StartsWith(term.Form, StringComparison.Ordinal))) found[stem] = Found(TermKey.Of(space, stem)).Places;
        return [.. found.Select(word => (TermKey.Of(space, word.Key), word.Value))];
    }

    /// <summary>The terms of a space from one text to another, or those that begin with the one.</summary>
    internal static IEnumerable<(byte[] Key, TermPlace Place)> Range(Segment segment, TermSpace space, string from, string? to)
    {
        var first = TermKey.Of(space, from);
        var last = to is null ? null : TermKey.Of(space, to);
        return segment.From(first).TakeWhile(term => last is null ? term.Key.AsSpan().StartsWith(first) : term.Key.AsSpan().SequenceCompareTo(last) < 0);
    }

    /// <summary>A phrase with the terms that were found for each of its words.</summary>
    /// <param name="Phrase">As analysed.</param>
    /// <param name="Elements">For each of its words, the terms with their places in each segment; several for a prefix.</param>
    /// <param name="Weight">The inverse document frequencies of its words together.</param>
    private sealed record Resolved(QueryPhrase Phrase, List<List<(byte[] Key, TermPlace?[] Places)>> Elements, double Weight)
    {
        public void Bound(Query query)
        {
            if (Elements.Exists(terms => terms.Count > MostPlaced))
                throw new QueryException($"More than {MostPlaced} words begin so; give more of the word, or ask for it outside of a phrase.", query.ToString(), 0);
        }

        /// <summary>The tongues of the texts in which it can be; none where it can be in any text.</summary>
        public IReadOnlyList<Tongue> Tongues { get; } = Elements.Select(static terms => terms.Select(static term => TermKey.Tongue(term.Key)).Distinct().ToList())
            .FirstOrDefault(static tongues => tongues.Count > 0 && !tongues.Contains(Tongue.None) && tongues.TrueForAll(tongue => Variorum.Tongues.Alike(tongue, tongues[0]))) ?? [];

        public Cursor Gathered(Segment segment, Tongue tongue)
        {
            var terms = Open(Elements[0], segment, tongue).ToList();
            return terms.Count == 0 ? new EmptyCursor() : GatheredCursor.Of(terms, segment.Row.Documents, count: true);
        }

        public PlacedCursor Placed(Segment segment, Tongue tongue)
        {
            var parts = new List<(PlacedCursor Cursor, int Offset)>();
            for (var i = 0; i < Elements.Count; i++)
            {
                var cursor = (PlacedCursor)OrCursor.Of([.. Open(Elements[i], segment, tongue)]);
                if (cursor is EmptyCursor) return cursor;
                parts.Add((cursor, Phrase.Terms[i].Offset));
            }
            return parts is [var (only, _)] && Phrase.Width == 1 ? only : new PhraseCursor(parts, Phrase.Width);
        }

        private static IEnumerable<Cursor> Open(List<(byte[] Key, TermPlace?[] Places)> terms, Segment segment, Tongue tongue)
        {
            foreach (var (key, places) in terms)
            {
                if (places[segment.Order] is { } place && (tongue == Tongue.None || TermKey.Tongue(key) is var own && (own == tongue || !Variorum.Tongues.Alike(own, tongue)))) yield return segment.Open(place);
            }
        }
    }

    /// <summary>A part of a query, ready to be opened in a segment, for the texts of one tongue or for all.</summary>
    /// <param name="Tongues">Those of one script in whose texts it can be; none where it can be in any text.</param>
    /// <param name="Open">Gives the documents; words of the same script and another tongue are left out.</param>
    private sealed record Planned(IReadOnlyList<Tongue> Tongues, Func<Segment, Tongue, Cursor> Open);
}
