using System.Collections.Concurrent;

namespace Variorum;

/// <summary>Names in texts whose letters have no capitals: Arabic, Chinese, Japanese, Korean.</summary>
/// <remarks>
/// A name is known by its place: beside a title, before a verb of saying, in a list with another name; and by its letters: a family
/// name and one or two more, or a run of those that foreign names are written with. What the lexicon knows as a word is none.
/// </remarks>
internal sealed partial class NamesWithoutCapitals
{
    private const int LongestForeign = 12, LongestHan = 5, LongestTitle = 8, MostParts = 3;

    private static readonly ConcurrentDictionary<string, NamesWithoutCapitals> Loaded = new();
    private static readonly string[] LexiconFiles = ["acts.tsv", "states.tsv", "matters.tsv"];
    private static readonly Dictionary<string, int> Columns = new() { ["ko"] = 5, ["zh"] = 6, ["ja"] = 7, ["ar"] = 11 };

    private readonly HashSet<string> titles = new(StringComparer.Ordinal);
    private readonly HashSet<string> verbs = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> families = new(StringComparer.Ordinal);
    private readonly HashSet<string> stops = new(StringComparer.Ordinal);
    private readonly HashSet<string> thats = new(StringComparer.Ordinal);
    private readonly List<string> particles = [];
    private readonly HashSet<char> foreign = [];

    /// <summary>The names of a sentence, as written, without their titles; none where its letters have capitals.</summary>
    public static IEnumerable<string> Of(string sentence) => LanguageOf(sentence) switch
    {
        "ko" => For("ko").Korean(sentence),
        "ar" => For("ar").Arabic(sentence),
        "ja" => For("ja").Japanese(sentence),
        "zh" => For("zh").Chinese(sentence),
        _ => [],
    };

    private static NamesWithoutCapitals For(string language) => Loaded.GetOrAdd(language, static language => new NamesWithoutCapitals(language));

    private static string? LanguageOf(string sentence)
    {
        var (han, kana, hangul, arabic) = (0, 0, 0, 0);
        foreach (var c in sentence)
        {
            if (IsHan(c)) han++;
            else if (IsKana(c)) kana++;
            else if (IsHangul(c)) hangul++;
            else if (c is >= '\u0620' and <= '\u06ff') arabic++;
        }
        return hangul > han + kana && hangul > arabic ? "ko" : arabic > han + kana ? "ar" : kana > 0 ? "ja" : han > 0 ? "zh" : null;
    }

    private NamesWithoutCapitals(string language)
    {
        foreach (var fields in LexiconFiles.SelectMany(TableLines.Of).Select(line => line.Split('\t')))
        {
            if (fields.Length <= Columns[language]) continue;
            foreach (var wording in fields[Columns[language]].Split('|', '/'))
            {
                if (wording.Length == 0) continue;
                known.Add(wording);
                if (fields[1] == "title") titles.Add(wording);
                if (fields[1] == "speech" && language != "ar") verbs.Add(wording);
            }
        }
        foreach (var fields in TableLines.Of("name.signs.tsv").Select(line => line.Split('\t')).Where(fields => fields[0] == language))
        {
            var words = fields[2].Split(' ');
            if (fields[1] == "foreign") foreign.UnionWith(fields[2]);
            else if (fields[1] == "particle") particles.AddRange(words);
            else if (fields[1] == "stop" && language == "zh") stops.UnionWith(fields[2].Select(letter => letter.ToString()));
            else
                (fields[1] switch { "family" => families, "title" => titles, "verb" => verbs, "that" => thats, _ => stops }).UnionWith(words);
        }
        if (language == "zh") verbs.UnionWith(TableLines.Of("sayings-zh.tsv").Select(line => line.Split('\t')).Where(fields => fields[0] == "verb").SelectMany(fields => fields[1].Split(' ')));
    }

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff' or '\u3005';

    private static bool IsKana(char c) => c is >= '\u3041' and <= '\u30fa' or 'ー';

    private static bool IsKatakana(char c) => c is >= '\u30a1' and <= '\u30fa' or 'ー';

    private static bool IsHangul(char c) => c is >= '\uac00' and <= '\ud7a3';

    private static bool IsJoint(char c) => c is '·' or '・' or '‧' or '＝' or '=';
}
