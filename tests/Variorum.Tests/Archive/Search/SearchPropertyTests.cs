using CsCheck;

namespace Variorum;

public class SearchPropertyTests
{
    // Few words, so that phrases occur; one that is everywhere, others that are rare; stems that are shorter than their words.
    private static readonly string[] Words = ["the", "the", "the", "treaty", "treaties", "peace", "war", "conference", "confer", "договор", "договоры", "договоров", "ministern", "철도조약", "철도", "道", "1,146", "F-16"];

    private static readonly string?[] Languages = ["en", "de", null, "ru", "uk"];

    private static readonly Gen<string> Word = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    private static readonly Gen<string> Text = Word.Array[0, 12].Select(words => string.Join(' ', words));

    private static readonly Gen<SearchDocument[]> Documents =
        Gen.Select(Text, Text, Gen.Int[1, 3]).Array[1, 300].Select(all =>
        {
            var id = 0L;
            return all.Select(each => new SearchDocument(id += each.Item3 == 1 ? 2 : 1, each.Item1) { Title = each.Item2.Length > 20 ? null : each.Item2, Language = Languages[id % Languages.Length] }).ToArray();
        });

    private static readonly Gen<Query> Leaf = Gen.Select(Word, Word, Gen.Int[0, 7], Gen.Int[1, 6], (a, b, form, n) =>
    {
        var field = form == 7 ? QueryField.Title : QueryField.Text;
        return form switch
        {
            0 or 1 or 7 => (Query)new WordQuery(field, a),
            2 => new WordQuery(field, a[..Math.Min(a.Length, n)], Prefix: true),
            3 or 4 => new PhraseQuery(field, $"{a} {b}"),
            5 => new NearQuery(new WordQuery(field, a), new WordQuery(field, b), n),
            _ => new NearQuery(new PhraseQuery(field, $"{a} {b}"), new WordQuery(field, b), n),
        };
    });

    private static readonly Gen<Query> Queries = Gen.Select(Leaf.Array[1, 5], Gen.Int[0, 5]).Select((leaves, form) => form switch
    {
        0 => leaves[0],
        1 => leaves.Length > 1 ? new AndQuery(leaves) : leaves[0],
        2 => leaves.Length > 1 ? new OrQuery(leaves) : leaves[0],
        3 => leaves.Length > 1 ? new AndQuery([leaves[0], .. leaves[1..].Select(leaf => new NotQuery(leaf))]) : leaves[0],
        4 => leaves.Length > 2 ? new AndQuery([new OrQuery(leaves[..2]), .. leaves[2..]]) : leaves[0],
        _ => leaves.Length > 3 ? new AndQuery([leaves[0], new NotQuery(new AndQuery([leaves[1], new OrQuery(leaves[2..])]))]) : leaves[0],
    });

    [Fact]
    public void A_query_finds_what_reading_every_document_finds() =>
        Gen.Select(Documents, Queries.Array[20], Gen.Int[1, 400]).Sample((documents, queries, together) =>
        {
            using var index = new Indexed(documents, together);
            var scan = new Scan(documents);
            foreach (var query in queries)
            {
                var expected = string.Join(' ', scan.Ids(query));
                var read = Query.Parse(query.ToString());
                Assert.Equal($"{query}: {expected}", $"{query}: {index.Ids(read.ToString())}");
                var found = index.Search(read.ToString(), new SearchOptions { Top = null });
                Assert.Equal($"{query}: {expected}", $"{query}: {string.Join(' ', found.Hits.Select(hit => hit.Id).Order())}");
            }
        }, iter: 100);

    [Fact]
    public void Segments_merged_or_not_give_the_same_hits_with_the_same_scores() =>
        Gen.Select(Documents, Queries.Array[10], Gen.Int[1, 40]).Sample((documents, queries, together) =>
        {
            using var whole = new Indexed(documents);
            using var parts = new Indexed(documents, together);
            foreach (var query in queries)
                Assert.Equal(whole.Search(query.ToString(), new SearchOptions { Top = 20 }).Hits, parts.Search(query.ToString(), new SearchOptions { Top = 20 }).Hits);
        }, iter: 100);

    [Fact]
    public void A_version_at_a_time_leaves_few_segments()
    {
        using var index = new Indexed(Enumerable.Range(1, 3000).Select(i => new SearchDocument(i, $"peace {i} treaty")), together: 1);
        using var store = new SearchStore(index.Connection);
        Assert.InRange(store.Segments().Count, 1, 24);
        Assert.Equal(3000, index.Search("peace treaty").Total);
        Assert.Equal("1234", index.Ids("\"peace 1234\""));
    }

    [Fact]
    public void Long_lists_and_long_documents_are_read_across_blocks_and_chunks()
    {
        var text = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => i % 7 == 0 ? "peace" : "word" + i % 100));
        using var index = new Indexed(Enumerable.Range(1, 40).Select(i => new SearchDocument(i, text + " " + (i % 10 == 0 ? "peace treaty" : "war"))));
        Assert.Equal("10 20 30 40", index.Ids("\"peace treaty\""));
        Assert.Equal(40, index.Search("\"word1 word2 word3\"").Total);
    }

    /// <summary>Answers queries by reading every document, with no index.</summary>
    private sealed class Scan
    {
        private readonly List<(long Id, List<SearchToken> Text, List<SearchToken> Title)> documents = [];
        private readonly Dictionary<string, HashSet<SearchTerm>> stems = [];
        private readonly Analyzer analyzer = new();

        public Scan(IEnumerable<SearchDocument> all)
        {
            foreach (var document in all)
            {
                var title = analyzer.Analyze(document.Title ?? "", document.Language);
                var text = title.ToList();
                analyzer.Analyze(document.Text, document.Language, title.Count == 0 ? 0 : title.Count + SegmentBuilder.Apart, text);
                documents.Add((document.Id, text, title));
            }
        }

        public IEnumerable<long> Ids(Query query) => documents.Where(document => Holds(query, document)).Select(document => document.Id);

        private bool Holds(Query query, (long Id, List<SearchToken> Text, List<SearchToken> Title) document) => query switch
        {
            AndQuery and => and.Parts.All(part => Holds(part, document)),
            OrQuery or => or.Parts.Any(part => Holds(part, document)),
            NotQuery not => !Holds(not.Part, document),
            NearQuery near => Places(near.Left, document).Any(a => Places(near.Right, document).Any(b => IsNear(a, b, near.Distance))),
            _ => Places(query, document).Any(),
        };

        private static bool IsNear((int First, int Last) a, (int First, int Last) b, int distance) =>
            (b.First > a.Last && b.First - a.Last <= distance) || (a.First > b.Last && a.First - b.Last <= distance);

        private IEnumerable<(int First, int Last)> Places(Query query, (long Id, List<SearchToken> Text, List<SearchToken> Title) document)
        {
            var phrase = QueryPhrase.Of(query, analyzer);
            var tokens = phrase.Field == QueryField.Title ? document.Title : document.Text;
            foreach (var start in tokens)
            {
                if (phrase.Terms.All(term => tokens.Exists(token => token.Position == start.Position + term.Offset && Matches(token, term))))
                    yield return (start.Position, start.Position + phrase.Width - 1);
            }
        }

        private bool Matches(SearchToken token, QueryTerm term) =>
            term.Matches(token) || (term.Prefix && Stems(term.Form).Contains(new SearchTerm(token.Term, token.Tongue)));

        /// <summary>The stems of all words that begin so.</summary>
        private HashSet<SearchTerm> Stems(string prefix)
        {
            if (!stems.TryGetValue(prefix, out var found))
                stems[prefix] = found = [.. documents.SelectMany(document => document.Text).Where(word => word.Form.StartsWith(prefix, StringComparison.Ordinal)).Select(word => new SearchTerm(word.Term, word.Tongue))];
            return found;
        }
    }
}
