using System.Globalization;

namespace Variorum;

/// <summary>Where a word is looked for.</summary>
public enum QueryField { Text, Title, Source, Speaker, Url }

/// <summary>What of a version is compared as a whole.</summary>
public enum QueryValue { Language, Country, Kind }

/// <summary>A question to the index. Printed, it is in canonical form, which reads back to the same.</summary>
public abstract record Query
{
    /// <summary>Reads a query.</summary>
    /// <param name="text">
    /// Words (all must occur), <c>"phrases"</c>, <c>AND OR NOT ( )</c>, <c>-word</c>, <c>NEAR/n</c>, <c>prefix*</c>, and in fields:
    /// <c>title: source: speaker: url: language: country: kind: date:</c>, as in <c>date:2024-06-01..2024-07</c>.
    /// </param>
    /// <exception cref="QueryException">It cannot be read; the exception says where and why.</exception>
    public static Query Parse(string text) => new QueryParser(text).Parse();

    public sealed override string ToString() => Print();

    /// <summary>The words and phrases that are looked for in texts, none of those that must not be there.</summary>
    public IEnumerable<string> PlainWords() => this switch
    {
        WordQuery { Field: QueryField.Text } word => [word.Word],
        PhraseQuery { Field: QueryField.Text } phrase => [phrase.Words],
        NearQuery near => near.Left.PlainWords().Concat(near.Right.PlainWords()),
        AndQuery all => all.Parts.SelectMany(static part => part.PlainWords()),
        OrQuery any => any.Parts.SelectMany(static part => part.PlainWords()),
        _ => [],
    };

    private protected abstract string Print();

    private protected static string Grouped(Query part) => part is AndQuery or OrQuery ? $"({part})" : part.ToString();
}

/// <summary>A word as written; a word that is cut into several (<c>F-16</c>, Chinese) is a phrase of them.</summary>
/// <param name="Field">Where it is looked for.</param>
/// <param name="Word">At least one letter or digit.</param>
/// <param name="Prefix">Whether longer words that begin so count too, with their inflections.</param>
public sealed record WordQuery(QueryField Field, string Word, bool Prefix = false) : Query
{
    private protected override string Print() => Quoting.Field(Field) + Quoting.Quoted(Word, Prefix ? "*" : "");
}

/// <summary>Words that follow one another.</summary>
/// <param name="Field">Where they are looked for.</param>
/// <param name="Words">As written within the quotation marks; a word with <c>*</c> behind it is a prefix.</param>
public sealed record PhraseQuery(QueryField Field, string Words) : Query
{
    private protected override string Print() => $"{Quoting.Field(Field)}\"{Words}\"";
}

/// <summary>Two words or phrases of one field near each other, in either order, not overlapping.</summary>
/// <param name="Left">A word or phrase.</param>
/// <param name="Right">A word or phrase of the same field.</param>
/// <param name="Distance">How many words on at most the next one starts, 1 to 100; 1 is side by side.</param>
public sealed record NearQuery(Query Left, Query Right, int Distance) : Query
{
    private protected override string Print() => string.Create(CultureInfo.InvariantCulture, $"{Left} NEAR/{Distance} {Right}");
}

/// <summary>All parts hold; at least one of them is no <see cref="NotQuery"/>.</summary>
public sealed record AndQuery(IReadOnlyList<Query> Parts) : Query
{
    private protected override string Print() => string.Join(' ', Parts.Select(Grouped));
}

/// <summary>At least one part holds; none of them is a <see cref="NotQuery"/>.</summary>
public sealed record OrQuery(IReadOnlyList<Query> Parts) : Query
{
    private protected override string Print() => string.Join(" OR ", Parts.Select(Grouped));
}

/// <summary>The part does not hold. Stands within an <see cref="AndQuery"/> only.</summary>
public sealed record NotQuery(Query Part) : Query
{
    private protected override string Print() => "-" + (Part is NearQuery ? $"({Part})" : Grouped(Part));
}

/// <summary>A language (ISO 639-1), a country, a kind; compared whole, upper and lower case alike.</summary>
public sealed record ValueQuery(QueryValue Field, string Value) : Query
{
    private protected override string Print() =>
        Field.ToString().ToLowerInvariant() + ":" + Quoting.Quoted(Value, "");
}

/// <summary>Versions of a stretch of time: published then, or first seen then where no date is known.</summary>
/// <param name="From">A year, month or day, ISO 8601; null where it is open.</param>
/// <param name="To">Likewise, included.</param>
public sealed record DateQuery(string? From, string? To) : Query
{
    private protected override string Print() => From == To ? $"date:{From}" : $"date:{From}..{To}";
}

file static class Quoting
{
    public static string Field(QueryField field) => field == QueryField.Text ? "" : field.ToString().ToLowerInvariant() + ":";

    public static string Quoted(string word, string star) => IsPlain(word) ? word + star : $"\"{word}{star}\"";

    /// <summary>Whether a word without quotation marks reads as itself.</summary>
    private static bool IsPlain(string word) =>
        word is not ("AND" or "OR" or "NOT") && !word.StartsWith("NEAR", StringComparison.Ordinal) && word[0] != '-' && word[^1] != '*'
        && !word.Any(c => c is '(' or ')' or ':' or '"' or '“' or '”' or '„' || char.IsWhiteSpace(c));
}
