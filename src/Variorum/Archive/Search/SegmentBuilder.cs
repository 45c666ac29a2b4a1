using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>Gathers versions in memory and writes them to the index as one segment.</summary>
/// <remarks>
/// Not safe for use by two threads at once. After <see cref="Write"/> it is empty and can be used again, which is quicker than a
/// new one, since it remembers how common words are cut.
/// </remarks>
internal sealed class SegmentBuilder
{
    // Between a title and the text, and between names: no phrase and no NEAR reaches across.
    internal const int Apart = 128;

    // A source's name or a country is short; a hostile page's need not be.
    private const int LongestValue = 200;

    private readonly Analyzer analyzer = new();
    private readonly Dictionary<(TermSpace, SearchTerm), Postings> terms = [];
    private readonly HashSet<(string Form, SearchTerm Term)> forms = [];
    private readonly List<IndexedDocument> documents = [];
    private readonly List<SearchToken> tokens = [];

    /// <summary>How many versions it holds.</summary>
    public int Count => documents.Count;

    /// <summary>How many words they have together. At some ten bytes each, two million are a good time to write.</summary>
    public long Words { get; private set; }

    /// <summary>Takes a version in.</summary>
    /// <exception cref="ArgumentException">Its id is not above that of the version before, or its date is none.</exception>
    public void Add(SearchDocument document)
    {
        if (Count > 0 && document.Id <= documents[^1].Id)
            throw new ArgumentException($"Version {document.Id} comes behind version {documents[^1].Id}; ids must ascend.", nameof(document));
        if (document.Date is { } day && !SearchDates.IsDate(day)) throw new ArgumentException($"{day} is no year, month or day.", nameof(document));
        var title = document.Title ?? "";
        AddWords(TermSpace.Title, [title], document.Language);
        var words = AddWords(TermSpace.Text, title.Length == 0 ? [document.Text] : [title, document.Text], document.Language);
        AddWords(TermSpace.Speaker, document.Speakers, document.Language);
        AddWords(TermSpace.Url, [document.Url ?? ""], document.Language);
        // A source is known by its name and by its host.
        AddWords(TermSpace.Source, [document.Source ?? "", Uri.TryCreate(document.Url, UriKind.Absolute, out var url) ? url.Host : ""], document.Language);
        AddValue(TermSpace.Language, document.Language?.ToLowerInvariant());
        AddValue(TermSpace.Country, document.Country?.ToLowerInvariant());
        AddValue(TermSpace.Kind, document.Kind?.ToString().ToLowerInvariant());
        AddValue(TermSpace.SourceName, document.Source);
        foreach (var speaker in document.Speakers.Distinct(StringComparer.Ordinal)) AddValue(TermSpace.SpeakerName, speaker);
        foreach (var term in document.Date is null ? [] : SearchDates.Terms(document.Date)) AddValue(TermSpace.Date, term);
        var known = document.Date is null ? (ushort)0 : DocumentDay.Of(SearchDates.First(document.Date));
        documents.Add(new IndexedDocument(document.Id, DocumentLength.Of(words), known));
        Words += words;
    }

    /// <summary>Writes what it holds and merges segments where enough small ones have come together.</summary>
    /// <param name="connection">The archive's database. Write in a transaction of your own if other rows belong to it.</param>
    /// <exception cref="InvalidOperationException">The index has a version with such an id or a higher one.</exception>
    /// <exception cref="InvalidDataException">The index is of another format.</exception>
    public void Write(SqliteConnection connection)
    {
        if (Count == 0) return;
        using var store = new SearchStore(connection);
        store.Write(() =>
        {
            store.Create();
            store.CheckFormat();
            if (store.Segments() is [.., var last] && last.Last >= documents[0].Id)
                throw new InvalidOperationException($"The index has version {last.Last} already; version {documents[0].Id} cannot come behind it.");
            var segment = new SegmentWriter(store);
            foreach (var (key, postings) in Sorted())
            {
                segment.BeginTerm(key);
                postings?.Write(segment);
                segment.EndTerm();
            }
            segment.Finish(documents);
            SegmentMerge.Run(store);
        });
        terms.Clear();
        forms.Clear();
        documents.Clear();
        Words = 0;
    }

    private List<(byte[] Key, Postings? Postings)> Sorted()
    {
        var sorted = new List<(byte[] Key, Postings? Postings)>(terms.Count + forms.Count);
        foreach (var ((space, term), postings) in terms) sorted.Add((TermKey.Of(space, term.ToString()), postings));
        foreach (var (form, term) in forms) sorted.Add((TermKey.Of(TermSpace.Form, form + "\0" + term), null));
        sorted.Sort(static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        return sorted;
    }

    private int AddWords(TermSpace space, IReadOnlyList<string> texts, string? language)
    {
        var position = 0;
        var count = 0;
        foreach (var text in texts)
        {
            tokens.Clear();
            var next = analyzer.Analyze(text, language, position, tokens);
            foreach (var token in tokens)
            {
                var term = new SearchTerm(token.Term, token.Tongue);
                Of(space, term).Add(Count, token.Position);
                if (token.Second is not null) Of(space, new SearchTerm(token.Second, token.Tongue)).Add(Count, token.Position);
                // A word is found by the beginning of its stem; where the stem is another word's beginning, by what is written too.
                if (!token.Term.StartsWith(token.Form, StringComparison.Ordinal)) forms.Add((token.Form, term));
            }
            count += tokens.Count;
            position = next + Apart;
        }
        return count;
    }

    private void AddValue(TermSpace space, string? value)
    {
        if (!string.IsNullOrEmpty(value)) Of(space, new SearchTerm(value.Length > LongestValue ? value[..LongestValue] : value, Tongue.None)).Add(Count);
    }

    private Postings Of(TermSpace space, SearchTerm term)
    {
        if (!terms.TryGetValue((space, term), out var postings)) terms[(space, term)] = postings = new Postings();
        return postings;
    }

    /// <summary>A term's documents with its positions: ordinal, count, positions, ordinal, count …</summary>
    private sealed class Postings
    {
        private int[] data = new int[4];
        private int filled;
        private int countAt = -1;

        public void Add(int document, int position)
        {
            Add(document);
            data[countAt]++;
            Push(position);
        }

        public void Add(int document)
        {
            if (countAt >= 0 && data[countAt - 1] == document) return;
            Push(document);
            countAt = filled;
            Push(0);
        }

        public void Write(SegmentWriter segment)
        {
            for (var at = 0; at < filled; at += 2 + data[at + 1]) segment.Add(data[at], data.AsSpan(at + 2, data[at + 1]));
        }

        private void Push(int value)
        {
            if (filled == data.Length) Array.Resize(ref data, 2 * data.Length);
            data[filled++] = value;
        }
    }
}
