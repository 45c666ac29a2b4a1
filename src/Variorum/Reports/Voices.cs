using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A speaker of one account, and how much room the account gives to the words of that speaker.</summary>
/// <param name="Name">Null for what the account itself tells.</param>
/// <param name="Passages">How many passages.</param>
/// <param name="Words">How many words: <see cref="Voices.Words"/>.</param>
internal sealed record Voice(string? Name, int Passages, int Words);

/// <summary>One speaker over both accounts of a pair.</summary>
/// <param name="Number">1 for who speaks first; 0 for the accounts themselves.</param>
/// <param name="Initials">Two letters or three, unlike those of any other speaker of the pair.</param>
internal sealed record Speaker(int Number, string? Name, string Initials, Voice? InA, Voice? InB);

internal static class Voices
{
    /// <summary>The speakers of an account in the order in which they are first heard; the account itself last, where it speaks.</summary>
    public static List<Voice> In(Witness witness) => In(witness.Passages);

    /// <summary>The speakers of one account by itself: as those of <see cref="Speaker.InA"/>.</summary>
    public static List<Speaker> Alone(IReadOnlyList<Passage> passages)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. In(passages).Select((voice, i) => voice.Name is { } name ? new Speaker(i + 1, name, Initials(name, taken), voice, null) : new Speaker(0, null, "–", voice, null))];
    }

    private static List<Voice> In(IReadOnlyList<Passage> told)
    {
        var heard = new Dictionary<string, (int Place, int Passages, int Words)>(StringComparer.Ordinal);
        var (own, ownWords) = (0, 0);
        foreach (var passage in told)
        {
            if (passage.Heading) continue;
            var words = Words(passage.Text);
            if (passage.Speaker is not { } name)
            {
                own++;
                ownWords += words;
                continue;
            }
            var (place, passages, before) = heard.GetValueOrDefault(name, (heard.Count, 0, 0));
            heard[name] = (place, passages + 1, before + words);
        }
        var voices = heard.OrderBy(entry => entry.Value.Place).Select(entry => new Voice(entry.Key, entry.Value.Passages, entry.Value.Words)).ToList();
        if (own > 0) voices.Add(new Voice(null, own, ownWords));
        return voices;
    }

    /// <summary>The speakers of both accounts, one name written in two ways taken as one speaker.</summary>
    /// <remarks>Names that are the same letters, or that share a word and stand more often than not on linked passages.</remarks>
    public static List<Speaker> Of(Pair pair)
    {
        var (inA, inB) = (In(pair.A), In(pair.B));
        var met = Meetings(pair);
        var speakers = new List<Speaker>();
        var left = inB.Where(voice => voice.Name is not null).ToList();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var voice in inA.Where(voice => voice.Name is not null))
        {
            var other = left.Find(b => Letters(b.Name!) == Letters(voice.Name!))
                ?? left.Where(b => Akin(b.Name!, voice.Name!) && !inA.Exists(a => a.Name is not null && a != voice && Letters(a.Name) == Letters(b.Name!)))
                    .OrderByDescending(b => met.GetValueOrDefault((voice.Name!, b.Name!))).FirstOrDefault();
            if (other is not null) left.Remove(other);
            speakers.Add(new Speaker(speakers.Count + 1, voice.Name, Initials(voice.Name!, taken), voice, other));
        }
        foreach (var voice in left) speakers.Add(new Speaker(speakers.Count + 1, voice.Name, Initials(voice.Name!, taken), null, voice));
        var (ownA, ownB) = (inA.Find(voice => voice.Name is null), inB.Find(voice => voice.Name is null));
        if (ownA is not null || ownB is not null) speakers.Add(new Speaker(0, null, "–", ownA, ownB));
        return speakers;
    }

    /// <summary>Runs of letters and digits; of scripts without blanks between words each letter counts as one.</summary>
    public static int Words(string text)
    {
        var (words, within) = (0, false);
        foreach (var c in text)
        {
            if (c is (>= '\u2e80' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') or (>= '\u0e00' and <= '\u0eff') or (>= '\u1780' and <= '\u17ff'))
            {
                if (char.IsLetterOrDigit(c)) words++;
                within = false;
            }
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                if (!within) words++;
                within = true;
            }
            else if (!within || (c is not ('\'' or '’' or '-' or '.' or ',') && char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
            {
                within = false;
            }
        }
        return words;
    }

    private static Dictionary<(string, string), int> Meetings(Pair pair)
    {
        var met = new Dictionary<(string, string), int>();
        foreach (var link in pair.Links)
            foreach (var a in link.A)
                foreach (var b in link.B)
                    if (pair.Passage(a)?.Speaker is { } one && pair.Passage(b)?.Speaker is { } other)
                        met[(one, other)] = met.GetValueOrDefault((one, other)) + 1;
        return met;
    }

    private static string Letters(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var c in name)
            if (char.IsLetterOrDigit(c)) letters.Append(char.ToLowerInvariant(c));
        return letters.ToString();
    }

    private static bool Akin(string a, string b)
    {
        var words = Parts(a);
        return Array.Exists(Parts(b), part => Array.Exists(words, word => Letters(word) is { Length: > 2 } letters && letters == Letters(part)));
    }

    private static string[] Parts(string name) => name.Split([' ', '-', '\u00a0', '‑'], StringSplitOptions.RemoveEmptyEntries);

    private static string Initials(string name, HashSet<string> taken)
    {
        var letters = new StringBuilder();
        var of = 0;
        var parts = Parts(name);
        // "Ministry of Health" is MH: small words stand in a name without being of it.
        if (Array.Exists(parts, static part => char.IsUpper(part[0]))) parts = Array.FindAll(parts, static part => !char.IsLower(part[0]));
        foreach (var part in parts)
            if (part == "+")
            {
                letters.Append('+');
                of = 0;
            }
            else if (of++ < 3 && letters.Length < 8 && Rune.DecodeFromUtf16(part, out var rune, out _) == System.Buffers.OperationStatus.Done && Rune.IsLetter(rune))
                letters.Append(Rune.ToUpperInvariant(rune).ToString());
        if (letters.Length == 0) letters.Append('?');
        var initials = letters.ToString();
        for (var n = 2; !taken.Add(initials); n++) initials = string.Create(CultureInfo.InvariantCulture, $"{letters}{n}");
        return initials;
    }
}
