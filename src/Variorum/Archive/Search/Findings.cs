namespace Variorum;

/// <summary>What a search found, with what a reader needs to judge it.</summary>
/// <param name="Asked">The query as it was written.</param>
/// <param name="Total">How many versions answer it.</param>
/// <param name="Hits">The best first; read from the archive as they are asked for.</param>
/// <param name="Facets">What the hits are counted by.</param>
public sealed record Findings(string Asked, long Total, IEnumerable<Finding> Hits, IReadOnlyDictionary<Facet, IReadOnlyList<FacetCount>> Facets)
{
    /// <summary>Asks the archive, and looks up what it found.</summary>
    /// <inheritdoc cref="IArchive.Search" path="/exception"/>
    public static Findings Of(IArchive archive, string asked, Query query, SearchScope scope, SearchOptions options)
    {
        var result = archive.Search(query, scope, options);
        var snippets = new Snippets();
        return new Findings(asked, result.Total, result.Hits.Select(hit => Finding.Of(archive, hit, query, snippets)), result.Facets);
    }
}

/// <summary>A version that was found.</summary>
/// <param name="Text">What was searched of it; places of snippets are positions in it.</param>
/// <param name="Snippets">The stretches that show why.</param>
public sealed record Finding(SearchHit Hit, Version Version, Document Document, string Text, IReadOnlyList<Snippet> Snippets)
{
    /// <summary>Whether it is what its document says now, as far as is known.</summary>
    public bool Current => Document.Current == Version.Id && Document.State is not DocumentState.Withdrawn;

    internal static Finding Of(IArchive archive, SearchHit hit, Query query, Snippets snippets)
    {
        var version = archive.Version(hit.Id);
        var text = VersionTexts.Searched(archive.Text(hit.Id));
        return new Finding(hit, version, archive.Document(version.Document), text, snippets.Of(text, query, version.Language, count: 2));
    }
}
