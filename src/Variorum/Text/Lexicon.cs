using System.Collections.Concurrent;
using System.Text;

namespace Variorum;

/// <summary>A meaning that several wordings share.</summary>
/// <param name="Id">Short English name, unique over the lexicon.</param>
/// <param name="Kind">noun, verb, country, title, …</param>
/// <param name="Scale">The scale of strength that it stands on, if any.</param>
/// <param name="Step">Its place on that scale; higher is stronger.</param>
internal sealed record Concept(string Id, string Kind, string? Scale, int Step)
{
    /// <summary>Names: every wording means the very same thing, so they are one term.</summary>
    public bool IsName { get; } = Kind is "country" or "city" or "body" or "title" or "month" or "day" or "unit";

    /// <summary>Its first wording in English: how a name is shown that accounts of many languages share.</summary>
    public string Name { get; init; } = Id;

    /// <summary>English wordings of one word; empty in other languages, where adjectives are inflected.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Whether a word is a wording of this and does not share its stem only: "severe" is no "several".</summary>
    public bool IsWritten(ReadOnlySpan<char> word)
    {
        if (Words.Count == 0 || Kind is not ("adj" or "adv" or "phrase")) return true;
        foreach (var wording in Words)
        {
            if (word.StartsWith(wording, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}

/// <summary>A token, or several that together name one thing, with what it may mean.</summary>
/// <param name="Start">Offset in the passage.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Key">The token's key; of a name <c>@</c> and its concept.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Capital">Whether it starts with a capital letter.</param>
/// <param name="Concepts">What it may mean: other wordings of these are synonyms.</param>
internal readonly record struct Term(int Start, int End, string Key, TokenKind Kind, bool Capital, Concept[] Concepts)
{
    /// <summary>The concept of which this is the first of several words, and where the last of them ends.</summary>
    public Concept? Phrase { get; init; }

    public int PhraseEnd { get; init; }
}

/// <summary>The concepts of diplomacy with their wordings in one language: synonyms, folded names, scales of strength.</summary>
internal sealed class Lexicon
{
    private static readonly ConcurrentDictionary<string, Lexicon> Loaded = new();
    private static readonly string[] Files = ["acts.tsv", "states.tsv", "matters.tsv"];

    /// <summary>ISO 639-1, in the order of the columns.</summary>
    public static readonly string[] Languages = ["en", "ru", "ko", "zh", "ja", "es", "fr", "de", "ar"];

    private readonly Dictionary<string, Concept[]> _words = [];
    private readonly Dictionary<string, (string[] Keys, Concept Concept)[]> _phrases = [];

    /// <summary>The lexicon of a language; one that it does not have yields terms without concepts.</summary>
    public static Lexicon For(string? language) => Loaded.GetOrAdd(language ?? "en", static language => new Lexicon(language));

    /// <summary>All wordings of some concepts in all languages, as they are written.</summary>
    public static IEnumerable<string> Wordings(IReadOnlyCollection<string> concepts)
    {
        if (concepts.Count == 0) yield break;
        foreach (var file in Files)
        {
            using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream(file)!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                var cells = line.Split('\t');
                if (cells.Length < 4 || !concepts.Contains(cells[0])) continue;
                foreach (var wording in cells.Skip(3).SelectMany(static cell => cell.Split(['|', '/'], StringSplitOptions.RemoveEmptyEntries)))
                    if (!wording.Contains('…')) yield return wording;
            }
        }
    }

    private Lexicon(string language)
    {
        var column = Array.IndexOf(Languages, language);
        if (column < 0) return;
        foreach (var file in Files)
        {
            using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream(file)!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (reader.ReadLine() is { } line) Add(line, column, language);
        }
    }

    private void Add(string line, int column, string language)
    {
        Span<Range> fields = stackalloc Range[13];
        var count = line.AsSpan().Split(fields, '\t');
        if (count < 4 + column || line.StartsWith('#')) return;
        var scale = line.AsSpan()[fields[2]];
        var colon = scale.IndexOf(':');
        var concept = new Concept(line[fields[0]], line[fields[1]],
            colon < 0 ? null : scale[..colon].ToString(), colon < 0 ? 0 : int.Parse(scale[(colon + 1)..], provider: null))
        {
            Name = line[fields[3]] is var english && english.AsSpan().IndexOfAny('|', '/') is >= 0 and var end ? english[..end] : english,
        };
        // A number's value is its token's key already.
        if (concept.Kind == "number") return;
        foreach (var variant in line[fields[3 + column]].Split(['|', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (variant.Contains('…')) continue;
            // "be ready to" stands in running text as "is ready to", "ready to".
            var wording = language == "en" && variant.StartsWith("be ", StringComparison.Ordinal) ? variant[3..] : variant;
            var tokens = Tokens.Of(wording, language);
            if (tokens.Count == 1)
            {
                Put(_words, tokens[0].Key, concept);
                if (language == "en") concept.Words.Add(wording);
            }
            else if (tokens.Count > 1)
            {
                Put(_phrases, tokens[0].Key, ([.. tokens.Select(static token => token.Key)], concept));
            }
        }
    }

    private static void Put<T>(Dictionary<string, T[]> table, string key, T value) =>
        table[key] = table.TryGetValue(key, out var known) ? [.. known, value] : [value];

    /// <summary>The terms of a text: its tokens with their concepts, names of several tokens joined.</summary>
    public static List<Term> Terms(string text, string? language)
    {
        var lexicon = For(language);
        var tokens = Tokens.Of(text, language);
        var terms = new List<Term>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var (phrase, length) = lexicon.LongestPhrase(tokens, i);
            if (phrase is { IsName: true })
            {
                var last = tokens[i + length - 1];
                terms.Add(new Term(tokens[i].Start, last.End, "@" + phrase.Id, TokenKind.Word, tokens[i].Capital, [phrase]));
                i += length - 1;
                continue;
            }
            var term = lexicon.TermOf(tokens[i], phrase);
            terms.Add(phrase is null ? term : term with { Phrase = phrase, PhraseEnd = tokens[i + length - 1].End });
        }
        return terms;
    }

    private Term TermOf(TextToken token, Concept? phrase)
    {
        if (!_words.TryGetValue(token.Key, out var concepts)) concepts = [];
        if (token.Kind == TokenKind.Word && concepts is [{ IsName: true } name, ..] && (token.Capital || name.Kind is not ("country" or "city" or "month" or "day")))
            return new Term(token.Start, token.End, "@" + name.Id, token.Kind, token.Capital, concepts);
        return new Term(token.Start, token.End, token.Key, token.Kind, token.Capital, phrase is null ? concepts : [phrase, .. concepts]);
    }

    private (Concept? Concept, int Length) LongestPhrase(List<TextToken> tokens, int at)
    {
        Concept? best = null;
        var length = 0;
        if (!_phrases.TryGetValue(tokens[at].Key, out var phrases)) return (null, 0);
        foreach (var (keys, concept) in phrases)
        {
            if (keys.Length <= length || at + keys.Length > tokens.Count) continue;
            var i = 1;
            while (i < keys.Length && tokens[at + i].Key == keys[i]) i++;
            if (i < keys.Length) continue;
            best = concept;
            length = keys.Length;
        }
        return (best, length);
    }
}
