using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>Judges what was made of a page, as the scorers of <c>pages</c> and <c>pages/whole</c> do.</summary>
internal static class PageJudge
{
    private const int Gram = 4;

    /// <summary>Snippets that must stand in the text, and snippets that must not.</summary>
    public static Counts Snippets(JsonElement truth, PageReading read)
    {
        var text = Squeezed(read.Text);
        var with = Strings(truth.GetProperty("with"));
        var right = with.Count(snippet => text.Contains(Squeezed(snippet), StringComparison.Ordinal));
        var wrong = text.Length == 0 ? 0 : Strings(truth.GetProperty("without")).Count(snippet => text.Contains(Squeezed(snippet), StringComparison.Ordinal));
        return new Counts(right, wrong, with.Count - right);
    }

    /// <summary>Precision and recall over the multisets of four words in a row.</summary>
    public static GramShares Grams(JsonElement truth, PageReading read)
    {
        var (wanted, given) = (Grams(truth.GetProperty("text").GetString()!), Grams(read.Text));
        var both = wanted.Sum(gram => Math.Min(gram.Value, given.GetValueOrDefault(gram.Key)));
        return new GramShares(given.Count == 0 ? 0 : (double)both / given.Values.Sum(), wanted.Count == 0 ? 0 : (double)both / wanted.Values.Sum());
    }

    /// <summary>The same words, whatever stands between them and in whatever case.</summary>
    public static Counts Title(JsonElement truth, PageReading read) =>
        Counts.Of(Words(read.Title?.ToLowerInvariant()).SequenceEqual(Words(truth.GetProperty("title").GetString()!.ToLowerInvariant())));

    /// <summary>The same day.</summary>
    public static Counts Date(JsonElement truth, PageReading read) =>
        string.IsNullOrEmpty(read.Published) ? new Counts(0, 0, 1)
            : read.Published.Length >= 10 && read.Published[..10] == truth.GetProperty("date").GetString() ? new Counts(1, 0, 0) : new Counts(0, 1, 0);

    public static bool Has(JsonElement truth, string field) =>
        truth.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null && (value.ValueKind != JsonValueKind.String || value.GetString()!.Length > 0);

    private static Dictionary<string, int> Grams(string text)
    {
        var words = Words(text);
        var grams = new Dictionary<string, int>(StringComparer.Ordinal);
        if (words.Count == 0) return grams;
        for (var i = 0; i < Math.Max(1, words.Count - Gram + 1); i++)
        {
            var gram = string.Join(' ', words.Skip(i).Take(Gram));
            grams[gram] = grams.GetValueOrDefault(gram) + 1;
        }
        return grams;
    }

    /// <summary>Runs of letters, numbers and underscores, as the scorers cut them: a combining mark ends a word.</summary>
    private static List<string> Words(string? text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber || rune.Value == '_')
            {
                word.Append(rune);
                continue;
            }
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    private static string Squeezed(string text)
    {
        var squeezed = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F')
            {
                gap = true;
                continue;
            }
            if (gap && squeezed.Length > 0) squeezed.Append(' ');
            gap = false;
            squeezed.Append(c);
        }
        return squeezed.ToString();
    }

    private static List<string> Strings(JsonElement list) => [.. list.EnumerateArray().Select(static item => item.GetString()!)];
}

/// <summary>Precision and recall of one page's text.</summary>
internal readonly record struct GramShares(double Precision, double Recall)
{
    /// <summary>F1 of the mean precision and the mean recall.</summary>
    public static double F1(IReadOnlyList<GramShares> all)
    {
        var (precision, recall) = (all.Average(static page => page.Precision), all.Average(static page => page.Recall));
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"precision {Precision:0.000}, recall {Recall:0.000}");
}
