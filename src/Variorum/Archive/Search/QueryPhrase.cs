namespace Variorum;

/// <summary>A word of a phrase, analysed.</summary>
/// <param name="Offset">How many positions behind the phrase's start it stands.</param>
/// <param name="Form">As written, folded.</param>
/// <param name="Terms">What it is found by, in texts of any language.</param>
/// <param name="Prefix">Whether terms that begin with the form are meant.</param>
internal readonly record struct QueryTerm(int Offset, string Form, IReadOnlySet<SearchTerm> Terms, bool Prefix)
{
    /// <summary>Whether a word of a text is meant.</summary>
    public bool Matches(SearchToken token) => Prefix
        ? token.Form.StartsWith(Form, StringComparison.Ordinal) || token.Term.StartsWith(Form, StringComparison.Ordinal) || token.Second?.StartsWith(Form, StringComparison.Ordinal) == true
        : Terms.Contains(new SearchTerm(token.Term, token.Tongue)) || (token.Second is not null && Terms.Contains(new SearchTerm(token.Second, token.Tongue)));
}

/// <summary>A word or phrase of a query, analysed as the texts are.</summary>
/// <param name="Field">Where it is looked for.</param>
/// <param name="Terms">At least one.</param>
/// <param name="Width">How many positions it takes.</param>
internal sealed record QueryPhrase(QueryField Field, IReadOnlyList<QueryTerm> Terms, int Width)
{
    /// <param name="query">A <see cref="WordQuery"/> or <see cref="PhraseQuery"/>.</param>
    /// <param name="analyzer">As for the texts.</param>
    public static QueryPhrase Of(Query query, Analyzer analyzer)
    {
        var (field, words) = query switch
        {
            WordQuery word => (word.Field, word.Prefix ? word.Word + "*" : word.Word),
            PhraseQuery phrase => (phrase.Field, phrase.Words),
            _ => throw new ArgumentException("Only words and phrases have places.", nameof(query)),
        };
        var text = Normalization.Compose(words);
        var tokens = analyzer.Analyze(text);
        var terms = new List<QueryTerm>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var longer = token.End < text.Length && text[token.End] == '*';
            // The last letter of a run stands in the pair before it already.
            if (token.Kind == SearchTokenKind.Last && i > 0 && tokens[i - 1].Kind == SearchTokenKind.Pair && tokens[i - 1].End == token.End) continue;
            // A single one begins a pair in the text, or is a run there, too; of pairs the last one says all that a star could.
            var prefix = token.Kind == SearchTokenKind.Last || (longer && token.Kind != SearchTokenKind.Pair);
            terms.Add(new QueryTerm(token.Position, token.Form, Of(token), prefix));
        }
        if (terms.Count == 0) throw new QueryException("There is no word to look for.", words, 0);
        return new QueryPhrase(field, terms, tokens[^1].Position + 1);
    }

    private static HashSet<SearchTerm> Of(SearchToken token)
    {
        if (token.Kind != SearchTokenKind.Word) return [new SearchTerm(token.Term, Tongue.None)];
        var terms = new HashSet<SearchTerm>();
        foreach (var tongue in Tongues.All(token.Form[0]))
        {
            var stems = Stems.Of(token.Form, tongue);
            terms.Add(new SearchTerm(stems.First, tongue));
            if (stems.Second is { } second) terms.Add(new SearchTerm(second, tongue));
        }
        return terms;
    }
}
