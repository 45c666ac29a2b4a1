using System.Collections.Frozen;
using AnyAscii;

namespace Variorum;

/// <summary>How a name in Han letters is said in the language that it comes from.</summary>
/// <remarks>
/// The letters are the same, the sounds are not: Chinese writes a foreign name by sound, and keeps the letters of Korean and Japanese names.
/// A name is therefore read in every way that it can be, by <c>han.readings.tsv</c> and for all else by Pinyin.
/// </remarks>
internal static class HanReadings
{
    private const int LongestKorean = 4, LongestJapanese = 5;

    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, string>>> Loaded = new(Load);

    private static readonly Lazy<FrozenSet<char>> Transcribing = new(LoadTranscribing);

    /// <summary>Whether Chinese writes foreign names with a letter.</summary>
    public static bool IsForeign(char letter) => Transcribing.Value.Contains(letter);

    /// <summary>The readings of a name, romanised, each once; more than one where it may come from several languages.</summary>
    public static List<string> Of(string name)
    {
        var readings = new List<string>(3) { Foreign(name) };
        var pinyin = string.Join('\'', name.Select(static letter => letter.ToString().Transliterate().ToLowerInvariant()));
        if (!readings.Contains(pinyin)) readings.Add(pinyin);
        if (name.Length is >= 2 and <= LongestKorean && Korean(name) is { } korean) readings.Add(korean);
        if (name.Length >= 2 && Japanese(name) is { } japanese) readings.Add(japanese);
        return readings;
    }

    private static string Foreign(string name) => string.Concat(name.Select(static letter =>
        Loaded.Value["foreign"].TryGetValue(letter.ToString(), out var sound) ? sound : letter.ToString().Transliterate().ToLowerInvariant()));

    private static string? Korean(string name)
    {
        var sounds = new string[name.Length];
        for (var i = 0; i < name.Length; i++)
        {
            if (!Loaded.Value["korean"].TryGetValue(name[i].ToString(), out sounds[i]!)) return null;
        }
        return string.Join('\'', sounds);
    }

    // The family name alone: that is what foreign accounts repeat.
    private static string? Japanese(string name)
    {
        for (var length = Math.Min(name.Length, LongestJapanese); length >= 2; length--)
        {
            if (Loaded.Value["japanese"].TryGetValue(name[..length], out var sound)) return sound;
        }
        return null;
    }

    private static FrozenSet<char> LoadTranscribing()
    {
        foreach (var line in TableLines.Of("name.signs.tsv"))
        {
            if (line.StartsWith("zh\tforeign\t", StringComparison.Ordinal)) return line[(line.LastIndexOf('\t') + 1)..].ToFrozenSet();
        }
        return [];
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        var kinds = new Dictionary<string, Dictionary<string, string>>();
        foreach (var line in TableLines.Of("han.readings.tsv"))
        {
            var fields = line.Split('\t');
            if (!kinds.TryGetValue(fields[0], out var sounds)) kinds[fields[0]] = sounds = [];
            foreach (var pair in fields[1].Split(' ').Chunk(2)) sounds[pair[0]] = pair[1];
        }
        return kinds.ToFrozenDictionary(static kind => kind.Key, static kind => kind.Value.ToFrozenDictionary());
    }
}
