namespace Variorum;

/// <summary>A version as it is put into the index.</summary>
/// <param name="Id">The version's id, above the ids of all versions put in before it.</param>
/// <param name="Text">The account's text.</param>
internal sealed record SearchDocument(long Id, string Text)
{
    public string? Title { get; init; }

    /// <summary>Whoever is made to speak in it, by name.</summary>
    public IReadOnlyList<string> Speakers { get; init; } = [];

    public string? Url { get; init; }

    /// <summary>The name of the source that published it.</summary>
    public string? Source { get; init; }

    /// <summary>ISO 639-1 code.</summary>
    public string? Language { get; init; }

    /// <summary>The source's country, as the archive names it.</summary>
    public string? Country { get; init; }

    public AccountKind? Kind { get; init; }

    /// <summary>When it was published, or first seen where that is unknown: a year, month or day, ISO 8601.</summary>
    public string? Date { get; init; }
}

/// <summary>What the found versions can be counted by.</summary>
public enum Facet { Source, Year, Language, Speaker, Kind, Month }

/// <summary>In which space of the dictionary a term stands; the first byte of its key.</summary>
internal enum TermSpace : byte
{
    Text = 1, Title, Source, Speaker, Url,
    Language, Country, Kind, Date,
    /// <summary>A word as written and, behind a zero byte, its stem: how prefixes are found.</summary>
    Form,
    /// <summary>A whole name, to be counted by.</summary>
    SourceName, SpeakerName,
}

/// <summary>Keys of the dictionary.</summary>
internal static class TermKey
{
    public static byte[] Of(TermSpace space, string term)
    {
        var key = new byte[1 + System.Text.Encoding.UTF8.GetByteCount(term)];
        key[0] = (byte)space;
        System.Text.Encoding.UTF8.GetBytes(term, key.AsSpan(1));
        return key;
    }

    public static string Text(byte[] key) => System.Text.Encoding.UTF8.GetString(key.AsSpan(1));

    /// <summary>The tongue of a term; none of what is no word.</summary>
    public static Tongue Tongue(byte[] key) => key.Length > 2 && key[^2] == SearchTerm.Mark ? (Tongue)key[^1] : Variorum.Tongue.None;

    public static TermSpace Of(QueryField field) => field switch
    {
        QueryField.Text => TermSpace.Text,
        QueryField.Title => TermSpace.Title,
        QueryField.Source => TermSpace.Source,
        QueryField.Speaker => TermSpace.Speaker,
        _ => TermSpace.Url,
    };

    public static TermSpace Of(QueryValue field) => field switch
    {
        QueryValue.Language => TermSpace.Language,
        QueryValue.Country => TermSpace.Country,
        _ => TermSpace.Kind,
    };
}
