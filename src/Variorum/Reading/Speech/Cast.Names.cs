using System.Text;

namespace Variorum;

// What words make a name, and when two names are one.
internal sealed partial class Cast
{
    private bool MayBeName(Token token, bool first) =>
        token.IsWord && token.Capital && char.IsLetter(token.Low[0]) && !tables.NoNames.Contains(token.Low)
        && !(token.Upper && token.Low.Length < 6 && !token.Low.Contains('.')) && !_lower.Contains(token.Low)
        && !tables.Is(token, first ? (WordClass)int.MaxValue : WordClass.Bodies | WordClass.Determiner | WordClass.He | WordClass.She | WordClass.First | WordClass.Second) && !tables.Roles.ContainsKey(token.Low)
        && !(first && (tables.Cues.Form(token.Low) != CueForm.None || token.Low.EndsWith("ing", StringComparison.Ordinal)));

    /// <summary>"An Jong Ho said": no article stands before a consonant.</summary>
    private bool IsNameAn(Token[] tokens, int at) =>
        tokens[at].Is("an") && tokens[at].Capital && at + 2 < tokens.Length && MayBeName(tokens[at + 1], false) && tokens[at + 1].Low[0] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'h')
        && !tokens[at + 1].Upper && (MayBeName(tokens[at + 2], false) || tokens[at + 2] is { Capital: true, Low.Length: 2 });

    /// <summary>"DAVIT KORALI (Vesmark) said": short words in capitals are a name where two stand together, and others do not shout.</summary>
    private bool Shouted(Token[] tokens, int at)
    {
        if (!tokens[at].Upper || tokens[at].Low.Length < 3 || tables.NoNames.Contains(tokens[at].Low) || _lower.Contains(tokens[at].Low) || tables.Roles.ContainsKey(tokens[at].Low)) return false;
        if (!(at + 1 < tokens.Length && Beside(tokens[at + 1])) && !(at > 0 && Beside(tokens[at - 1]))) return false;
        return Array.Exists(tokens, token => token.IsWord && !token.Capital && char.IsLetter(token.Low[0]));

        bool Beside(Token token) => token.Upper && token.Low.Length > 3 && !tables.NoNames.Contains(token.Low) && !_lower.Contains(token.Low) && !tables.Roles.ContainsKey(token.Low);
    }

    /// <summary>"Tarn Ro Velle": a short word with a capital between two names is a part of the name.</summary>
    private bool IsSyllable(Token[] tokens, int at) =>
        tokens[at].IsWord && tokens[at].Capital && !tokens[at].Upper && tokens[at].Low.Length == 2 && at + 1 < tokens.Length && MayBeName(tokens[at + 1], false);

    private static bool IsParticle(Token token) => token.Low is "de" or "da" or "dos" or "del" or "di" or "van" or "von" or "der" or "den" or "bin" or "ibn" or "al" or "el" or "la" or "le" or "bint";

    private bool Next(Token[] tokens, int at)
    {
        for (at++; at < tokens.Length && IsParticle(tokens[at]); at++) { }
        return at < tokens.Length && MayBeName(tokens[at], false);
    }

    private (int From, int To) LastRun(Token[] tokens)
    {
        var to = tokens.Length;
        while (to > 0 && !tokens[to - 1].IsWord) to--;
        // "Vesna News Agency:" is no person.
        if (to == 0 || !Fits(to - 1)) return (0, 0);
        var from = to;
        while (from > 0 && (Fits(from - 1) || (IsParticle(tokens[from - 1]) && from < to))) from--;
        while (from < to && IsParticle(tokens[from])) from++;
        return (from, to);

        bool Fits(int i) => tokens[i].IsWord && tokens[i].Capital && char.IsLetter(tokens[i].Low[0])
            && !tables.NoNames.Contains(tokens[i].Low) && !tables.Roles.ContainsKey(tokens[i].Low);
    }

    private static string[] Words(Token[] tokens, int from, int to)
    {
        var words = new List<string>(to - from);
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Low.Contains('-')) words.AddRange(tokens[i].Low.Split('-', StringSplitOptions.RemoveEmptyEntries));
            else words.Add(tokens[i].Low);
        }
        return [.. words];
    }

    private static bool SameName(string[] a, string[] b)
    {
        if (a.Length > b.Length) (a, b) = (b, a);
        if (a.Length < 2) return false;
        return ((a[0] == b[0] || Initial(a[0], b[0]) || Initial(b[0], a[0])) && (a[^1] == b[^1] || SpeltAlike(a[^1], b[^1]))) || a.AsSpan().SequenceEqual(b.AsSpan(b.Length - a.Length)) || a.AsSpan().SequenceEqual(b.AsSpan(0, a.Length))
            || string.Concat(a) == string.Concat(b);
    }

    private static bool Initial(string initial, string name) => initial.Length == 2 && initial[1] is '.' && name.Length > 0 && name[0] == initial[0];

    /// <summary>One name in two transliterations: the same but for an ending of one or two letters.</summary>
    private static bool SpeltAlike(string a, string b)
    {
        var shared = a.AsSpan().CommonPrefixLength(b);
        return shared >= 5 && Math.Max(a.Length, b.Length) - shared <= 2;
    }

    private static string Written(string source, Token[] tokens, int from, int to)
    {
        var form = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            if (form.Length > 0) form.Append(' ');
            var word = source.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start);
            // Labels shout; the name does not.
            if (tokens[i].Upper && word.Length > (to - from == 1 ? 3 : 2) && !word.Contains('.')) form.Append(word[0]).Append(word[1..].ToString().ToLowerInvariant());
            else form.Append(word);
        }
        return form.ToString();
    }

    /// <summary>The form with most words; a patronymic between two names is left out, as others leave it out.</summary>
    private static string NameOf(Figure figure)
    {
        var best = "";
        var words = 0;
        foreach (var (form, count) in figure.Forms)
        {
            var length = form.Split(' ', '-').Length;
            if (length > words || (length == words && (best.Contains('.') && !form.Contains('.') || (count > figure.Forms[best] && best.Contains('.') == form.Contains('.'))))) (best, words) = (form, length);
        }
        var parts = best.Split(' ');
        return parts.Length == 3 && (parts[1].EndsWith("vich", StringComparison.Ordinal) || parts[1].EndsWith("vna", StringComparison.Ordinal)) ? $"{parts[0]} {parts[2]}" : best;
    }
}
