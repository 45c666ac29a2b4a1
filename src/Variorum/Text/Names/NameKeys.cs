using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>What a key was made from, and so how much it says when two texts share it.</summary>
internal enum NameKeyKind : byte
{
    /// <summary>A name's letters, romanised and folded: shared by the languages that write it alike.</summary>
    Spelling,

    /// <summary>The classes of a name's consonants: shared by the spellings of one name in any script, now and then by another name's.</summary>
    Skeleton,

    /// <summary>The skeleton of short names that stand together (<c>Kim Jong Un</c>), which say little alone.</summary>
    FullName,

    /// <summary>A number's value, without its unit, which only some languages are read for.</summary>
    Figure,

    /// <summary>A day or month that the text tells, without its year: <c>06-19</c>.</summary>
    Date,

    /// <summary>A country, city, institution, title or other concept of the lexicon, in nine languages.</summary>
    Concept,
}

/// <summary>What two texts may share whatever their languages and scripts are.</summary>
/// <param name="Hash">Equal for equal keys on every machine; the kind is part of it.</param>
/// <param name="Kind">What it was made from.</param>
/// <param name="Weight">How sure it is that this is a name, a figure, a concept: above 0, at most 1. How rare it is, the caller counts.</param>
/// <param name="Text">As it stands in the text, for a person to read.</param>
internal readonly record struct NameKey(ulong Hash, NameKeyKind Kind, float Weight, string Text);

/// <summary>Keys of names, figures, dates and concepts by which accounts in two languages are compared, with no model and no network.</summary>
internal static class NameKeys
{
    // Shorter skeletons are shared by too many words.
    private const int ShortestSkeleton = 3, ShortestSpelling = 3, LongestText = 200_000;

    // A reading that is in doubt is one of several.
    private const float Doubted = 0.6f;

    /// <summary>All keys of a text, each once, in the order in which they are met.</summary>
    /// <param name="text">Title and text; no more than the first 200,000 characters are read.</param>
    /// <param name="language">ISO 639-1; null where unknown, and then names of the commonest reading are made.</param>
    /// <param name="published">The account's own date, ISO 8601, by which relative dates are understood; null where unknown.</param>
    public static IReadOnlyList<NameKey> Of(string text, string? language, string? published = null)
    {
        var read = text.Length > LongestText ? text[..LongestText] : text;
        var keys = new Collected();
        AddNames(read, language, keys);
        AddConcepts(read, language, keys);
        var dates = Dates.Find(read, published);
        foreach (var date in dates) AddDate(date, keys);
        foreach (var figure in Quantities.Find(read, dates)) AddFigure(figure, keys);
        return keys.List;
    }

    /// <summary>The keys of names alone, which are a small part of the work.</summary>
    public static IReadOnlyList<NameKey> OfNames(string text, string? language)
    {
        var keys = new Collected();
        AddNames(text.Length > LongestText ? text[..LongestText] : text, language, keys);
        return keys.List;
    }

    /// <summary>The keys of one name as it is written, in any script.</summary>
    public static IReadOnlyList<NameKey> OfName(string name, string? language)
    {
        var keys = new Collected();
        foreach (var found in FoundNames.Whole(name)) AddName(found, language, keys);
        return keys.List;
    }

    private static void AddNames(string text, string? language, Collected keys)
    {
        foreach (var name in FoundNames.In(text, language)) AddName(name, language, keys);
    }

    private static void AddName(FoundName name, string? language, Collected keys)
    {
        if (name.Script == Script.Han)
        {
            foreach (var reading in HanReadings.Of(name.Text))
                AddSkeletons(name, Skeleton.Of(reading, Script.Han, language), NameKeyKind.Skeleton, keys);
            return;
        }
        if (!name.Joined && Romanization.WritesVowels(name.Script) && Spelling(name.Latin) is { Length: >= ShortestSpelling } spelling)
            keys.Add(NameKeyKind.Spelling, spelling, name.Weight, name.Text);
        AddSkeletons(name, Skeleton.Of(name.Latin, name.Script, language), NameKeyKind.Skeleton, keys);
    }

    private static void AddSkeletons(FoundName name, List<string> skeletons, NameKeyKind kind, Collected keys)
    {
        for (var i = 0; i < skeletons.Count; i++)
        {
            if (skeletons[i].Length < ShortestSkeleton) continue;
            keys.Add(kind, skeletons[i], i == 0 ? name.Weight : name.Weight * Doubted, name.Text);
        }
    }

    private static void AddConcepts(string text, string? language, Collected keys)
    {
        if (language is null) return;
        foreach (var term in Lexicon.Terms(text, language))
        {
            var concepts = term.Phrase is { } phrase ? [phrase] : term.Concepts;
            foreach (var concept in concepts)
            {
                if (concept.Kind is "speech" or "number" or "day" or "month" or "unit") continue;
                keys.Add(NameKeyKind.Concept, concept.Id, 1f / concepts.Length, text[term.Start..(term.Phrase is null ? term.End : term.PhraseEnd)]);
            }
        }
    }

    private static void AddDate(DateExpression date, Collected keys)
    {
        foreach (var end in date.Value.Split('/'))
        {
            // A year alone is told by too many texts.
            if (end.Length >= 7 && end[4] == '-') keys.Add(NameKeyKind.Date, end[5..], end.Length >= 10 ? 1 : 0.5f, date.Text);
        }
    }

    private static void AddFigure(Quantity figure, Collected keys)
    {
        // Numbers below ten are told by nearly every text.
        var weight = figure.Value is > -10 and < 10 && decimal.IsInteger(figure.Value) ? 0.3f : 1;
        keys.Add(NameKeyKind.Figure, (figure.Value / 1.000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture), weight, figure.Text);
    }

    /// <summary>Letters that languages exchange are written as one, the ending's vowels are left out.</summary>
    private static string Spelling(string latin)
    {
        Span<char> folded = stackalloc char[Math.Min(latin.Length, 64)];
        var length = 0;
        for (var i = 0; i < latin.Length && length < folded.Length; i++)
        {
            var c = latin[i] switch
            {
                'c' or 'q' when i + 1 == latin.Length || latin[i + 1] is not 'h' => 'k',
                'w' => 'v',
                'y' or 'j' => 'i',
                'p' when i + 1 < latin.Length && latin[i + 1] == 'h' => 'f',
                'h' when i > 0 && latin[i - 1] == 'p' => '\0',
                var letter => char.IsAsciiLetterOrDigit(letter) ? letter : '\0',
            };
            if (c != '\0' && (length == 0 || folded[length - 1] != c)) folded[length++] = c;
        }
        var kept = length;
        while (kept > ShortestSpelling && folded[kept - 1] is 'a' or 'e' or 'i' or 'o' or 'u') kept--;
        return new string(folded[..kept]);
    }

    private sealed class Collected
    {
        private readonly Dictionary<ulong, int> places = [];

        public List<NameKey> List { get; } = [];

        public void Add(NameKeyKind kind, string key, float weight, string text)
        {
            var hash = XxHash64.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()), (long)kind);
            if (!places.TryAdd(hash, List.Count))
            {
                var place = places[hash];
                if (List[place].Weight < weight) List[place] = List[place] with { Weight = weight };
                return;
            }
            List.Add(new NameKey(hash, kind, weight, text));
        }
    }
}
