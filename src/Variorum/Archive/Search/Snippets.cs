namespace Variorum;

/// <summary>A stretch of a text that shows why it was found.</summary>
/// <param name="Start">Offset in the text, UTF-16 units; the start of a word.</param>
/// <param name="End">One past the last unit; the end of a word, or of a sentence.</param>
/// <param name="Hits">What was looked for, as stretches of the text within the snippet, ascending, none in another.</param>
public sealed record Snippet(int Start, int End, IReadOnlyList<Span> Hits);

/// <summary>Finds the places of a text that answer a query.</summary>
/// <remarks>A phrase is marked only where it stands whole, and words of a NEAR only where they are near.</remarks>
public sealed class Snippets
{
    private readonly Analyzer analyzer = new();

    /// <summary>The best stretches of a text, in the order of the text.</summary>
    /// <param name="text">A version's text as it was put into the index.</param>
    /// <param name="query">What was looked for. Only what it looks for in texts is marked, and nothing that it rules out.</param>
    /// <param name="count">How many stretches at most. Where nothing is to be marked, the text's beginning is given; of a text without words, nothing.</param>
    /// <param name="language">The text's language, as it was put into the index; null where it is unknown.</param>
    /// <param name="width">How wide each is at most, in letters; those of Han, kana and Hangul count two. A longer phrase is given whole.</param>
    public IReadOnlyList<Snippet> Of(string text, Query query, string? language = null, int count = 1, int width = 200)
    {
        var tokens = analyzer.Analyze(text, language);
        if (tokens.Count == 0) return [];
        var window = new SnippetWindow(text, tokens, width);
        var hits = Hits(tokens, query);
        var snippets = new List<Snippet>();
        while (snippets.Count < count && window.Best(hits) is var (start, end))
        {
            snippets.Add(new Snippet(start, end, Marked(hits, start, end)));
            hits.RemoveAll(hit => hit.Place.End > start && hit.Place.Start < end);
        }
        if (snippets.Count == 0) snippets.Add(new Snippet(tokens[0].Start, window.Fill(tokens[0].Start, tokens[0].End), []));
        return [.. snippets.OrderBy(snippet => snippet.Start)];
    }

    /// <summary>Every place of the text that the query looks for, with the number of the query's part that does.</summary>
    private List<(Span Place, int Part)> Hits(List<SearchToken> tokens, Query query)
    {
        var found = new List<(Span Place, int Part)>();
        var part = 0;
        Visit(query);
        return [.. found.OrderBy(hit => hit.Place.Start).ThenBy(hit => hit.Place.End).ThenBy(hit => hit.Part)];

        void Visit(Query visited)
        {
            part++;
            switch (visited)
            {
                case AndQuery and:
                    foreach (var each in and.Parts) Visit(each);
                    break;
                case OrQuery or:
                    foreach (var each in or.Parts) Visit(each);
                    break;
                case NearQuery { Left: WordQuery { Field: QueryField.Text } or PhraseQuery { Field: QueryField.Text } } near:
                    var (a, b) = (QueryPhrase.Of(near.Left, analyzer), QueryPhrase.Of(near.Right, analyzer));
                    var (left, right) = (Occurrences(tokens, a), Occurrences(tokens, b));
                    found.AddRange(left.Where(at => Near.Count([at], a.Width, right, b.Width, near.Distance) > 0).Select(at => (Place(tokens, a, at), part)));
                    found.AddRange(right.Where(at => Near.Count([at], b.Width, left, a.Width, near.Distance) > 0).Select(at => (Place(tokens, b, at), part)));
                    break;
                case WordQuery { Field: QueryField.Text } or PhraseQuery { Field: QueryField.Text }:
                    var phrase = QueryPhrase.Of(visited, analyzer);
                    found.AddRange(Occurrences(tokens, phrase).Select(at => (Place(tokens, phrase, at), part)));
                    break;
            }
        }
    }

    // Of a text by itself, a token's position is its place in the list.
    private static int[] Occurrences(List<SearchToken> tokens, QueryPhrase phrase)
    {
        var found = new List<int>();
        for (var at = 0; at + phrase.Terms[^1].Offset < tokens.Count; at++)
        {
            if (phrase.Terms.All(term => term.Matches(tokens[at + term.Offset]))) found.Add(at);
        }
        return [.. found];
    }

    private static Span Place(List<SearchToken> tokens, QueryPhrase phrase, int at)
    {
        var (last, term) = (tokens[at + phrase.Terms[^1].Offset], phrase.Terms[^1]);
        // Of a pair that was found by its first letter, the second is no hit.
        return new Span(tokens[at].Start, term.Prefix && last.Kind == SearchTokenKind.Pair ? last.Start + term.Form.Length : last.End);
    }

    /// <summary>Hits within a stretch; those that overlap as one.</summary>
    private static List<Span> Marked(List<(Span Place, int Part)> hits, int start, int end)
    {
        var marked = new List<Span>();
        foreach (var (place, _) in hits)
        {
            if (place.Start < start || place.End > end) continue;
            if (marked.Count > 0 && marked[^1].Overlaps(place)) marked[^1] = new Span(marked[^1].Start, Math.Max(marked[^1].End, place.End));
            else marked.Add(place);
        }
        return marked;
    }
}
