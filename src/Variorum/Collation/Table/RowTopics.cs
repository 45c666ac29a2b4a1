namespace Variorum;

/// <summary>Words of the texts that tell the rows of a table apart.</summary>
internal static class RowTopics
{
    private const int Most = 12;
    // Spoken of in more rows than this a word tells none apart.
    private const double MostShare = .3;
    private const int LeastRows = 2;
    private const int LeastLetters = 4;

    /// <param name="Word">As the texts write it most often.</param>
    /// <param name="Rows">Numbers of rows, from 0.</param>
    internal sealed record Topic(string Word, HashSet<int> Rows);

    private sealed class Candidate
    {
        public Dictionary<string, int> Written { get; } = new(StringComparer.Ordinal);
        public HashSet<int> Rows { get; } = [];
        public HashSet<string> Witnesses { get; } = [];
        public double Rarity { get; set; }
    }

    /// <summary>A few: each next one is the word that tells most of what no word before it told.</summary>
    public static List<Topic> Of(Collation collation, PassageLinks links, List<TableRows.Draft> rows)
    {
        var candidates = Candidates(collation, links, rows);
        var most = Math.Max(LeastRows, MostShare * rows.Count);
        var left = candidates.Where(pair => pair.Value.Rows.Count >= LeastRows && pair.Value.Rows.Count <= most)
            .OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value).ToList();
        var weights = rows.Select(static row => (double)row.Cells.Count(static cell => cell.Count > 0)).ToArray();
        var topics = new List<Topic>();
        while (topics.Count < Most && left.Count > 0)
        {
            var best = left.MaxBy(candidate => Math.Round(candidate.Rarity * candidate.Witnesses.Count * Gain(candidate), 6))!;
            left.Remove(best);
            if (Gain(best) < 1) break;
            var word = Word(best);
            if (topics.Find(topic => topic.Word.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } known) known.Rows.UnionWith(best.Rows);
            else topics.Add(new Topic(word, best.Rows));
            foreach (var row in best.Rows) weights[row] *= .25;
        }
        return [.. topics.OrderByDescending(static topic => topic.Rows.Count).ThenBy(static topic => topic.Word, StringComparer.Ordinal)];

        double Gain(Candidate candidate) => candidate.Rows.Sum(row => weights[row]);
    }

    private static Dictionary<string, Candidate> Candidates(Collation collation, PassageLinks links, List<TableRows.Draft> rows)
    {
        var candidates = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var w = 0; w < links.Count; w++)
            {
                if (rows[row].Home[w] is not null) continue;
                foreach (var passage in rows[row].Cells[w]) Add(candidates, links.Passages[passage], collation.Witnesses[w], row);
            }
        }
        return candidates;
    }

    private static void Add(Dictionary<string, Candidate> candidates, Passage passage, Witness witness, int row)
    {
        var language = witness.Account.Language;
        foreach (var term in Lexicon.Terms(passage.Text, language))
        {
            if (term.Kind != TokenKind.Word || !Tells(term, passage, language)) continue;
            var (key, end) = term.Phrase is { } phrase ? ("@" + phrase.Id, term.PhraseEnd) : (term.Concepts is [{ } only] ? "@" + only.Id : language is null or "en" ? term.Key : passage.Text[term.Start..term.End].ToLowerInvariant(), term.End);
            if (!candidates.TryGetValue(key, out var candidate)) candidates[key] = candidate = new Candidate();
            var written = passage.Text[term.Start..end];
            candidate.Written[written] = candidate.Written.GetValueOrDefault(written) + 1;
            candidate.Rows.Add(row);
            candidate.Witnesses.Add(witness.Siglum);
            candidate.Rarity = Math.Max(candidate.Rarity, Background.Rarity(term.Key, language));
        }
    }

    /// <summary>A thing spoken of: no verb that the lexicon knows, no day, no part of the speaker's name.</summary>
    private static bool Tells(Term term, Passage passage, string? language)
    {
        var concept = term.Phrase ?? (term.Concepts.Length > 0 ? term.Concepts[0] : null);
        if (concept is not null && concept.Kind is not ("noun" or "doc" or "country" or "city" or "body")) return false;
        // Two letters of Han, kana or Hangul are a word only where the lexicon knows them.
        if (term.Key[0] >= '\u2e80' && concept is null) return false;
        if (concept is null && term.End - term.Start < LeastLetters) return false;
        // Which words of another language are none of its small ones, its capitals tell.
        if (concept is null && !(language is null or "en") && !(term.Capital && term.Start > 0)) return false;
        return passage.Speaker?.Contains(passage.Text[term.Start..term.End], StringComparison.OrdinalIgnoreCase) != true;
    }

    private static string Word(Candidate candidate)
    {
        var word = candidate.Written.OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key, StringComparer.Ordinal).First().Key;
        // A capital that stands only where sentences begin is none of the word's own.
        return candidate.Written.ContainsKey(word.ToLowerInvariant()) ? word.ToLowerInvariant() : word;
    }
}
