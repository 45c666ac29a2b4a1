using System.Buffers;

namespace Variorum;

/// <summary>Who does it to whom, told the other way about: <c>Norland accused Sudmark</c> for <c>Sudmark accused Norland</c>.</summary>
/// <remarks>
/// An act is an English verb with a doer and another party; "was accused by" turns them round. It is told only where both
/// sides have the same verb and the same two named parties, each in the other's part, and neither side has it both ways.
/// </remarks>
internal static class RoleSubstitutions
{
    private const double Salience = .95;

    // How many words may stand between a verb and a party of it.
    private const int Reach = 10;
    private const int ReachOfPreposition = 4;

    /// <summary>Verbs of equals, as terms: who meets another is met.</summary>
    private static readonly Lazy<HashSet<string>> Symmetric = new(static () =>
        [.. TableLines.Of("symmetric-en.tsv").SelectMany(static line => Tokens.Of(line, "en")).Select(static token => token.Key)]);

    private static readonly SearchValues<char> PartMarks = SearchValues.Create(",;:()\"“”«»—–");

    /// <summary>A name with its titles: "the Foreign Ministry of Norland" is one.</summary>
    private sealed record Party(int First, int Last, HashSet<string> Keys);

    /// <summary>A verb, or the word "from", with whoever does it and whoever else takes part.</summary>
    private sealed record Act(int Verb, Party From, Party To, string Slot);

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        if (!IsEnglish(pair.First.Account) || !IsEnglish(pair.Second.Account)) return;
        var capitals = words.A.Concat(words.B).Where(static word => word.Position > 0 && word.Term.Capital).Select(static word => word.Term.Key).ToHashSet();
        var (a, b) = (Acts(pair.A, words.A, capitals), Acts(pair.B, words.B, capitals));
        foreach (var act in a)
        {
            if (b.Exists(other => IsSameAct(words, act, other) && Answers(act.From, act.To, other.From, other.To))) continue;
            var turned = b.Find(other => IsSameAct(words, act, other) && Answers(act.From, act.To, other.To, other.From));
            if (turned is null || a.Exists(own => IsSameAct(words, own, turned) && Answers(own.From, own.To, turned.From, turned.To))) continue;
            Substitutions.Add(found, Matter.Role, Salience, Stretch(pair.A, words.A, act), Stretch(pair.B, words.B, turned));
        }
    }

    private static bool IsEnglish(Account account) => account.Language is null or "en";

    private static Wording Stretch(Statement[] statements, Word[] words, Act act) => WordMatch.WordingOf(statements,
        words[Math.Min(act.Verb, Math.Min(act.From.First, act.To.First))], words[Math.Max(act.Verb, Math.Max(act.From.Last, act.To.Last))]);

    private static bool IsSameAct(WordMatch words, Act a, Act b) => a.Slot == b.Slot
        && (words.A[a.Verb].Term.Key == words.B[b.Verb].Term.Key || words.A[a.Verb].Term.Concepts.Any(concept => IsAct(concept) && words.B[b.Verb].Term.Concepts.Contains(concept)));

    private static bool IsAct(Concept concept) => concept.Kind is "verb" or "speech";

    /// <summary>Whether two parties are two others, by what tells them apart: of two ministers, the country.</summary>
    private static bool Answers(Party one, Party two, Party first, Party second) =>
        one.Keys.Except(two.Keys).Intersect(first.Keys.Except(second.Keys)).Any() && two.Keys.Except(one.Keys).Intersect(second.Keys.Except(first.Keys)).Any();

    private static List<Act> Acts(Statement[] statements, Word[] words, HashSet<string> capitals)
    {
        var parties = Parties(statements, words, capitals);
        var acts = new List<Act>();
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Term.Key == "from" && After(statements, words, parties, i) is { } start && After(statements, words, parties, Next(words, start.Last, "to")) is { } end)
                acts.Add(new Act(i, start, end, "from"));
            if (parties[i] is null && IsVerb(statements, words, parties, i) && ActOf(statements, words, parties, i) is { } act) acts.Add(act);
        }
        return acts;
    }

    private static Act? ActOf(Statement[] statements, Word[] words, Party?[] parties, int verb)
    {
        var before = Before(statements, words, parties, verb, out var passive);
        var by = By(statements, words, parties, verb);
        if (passive || (by is not null && Next(words, verb, "by") == verb + 1))
        {
            if (by is null) return null;
            var patient = passive && before is not null ? (Party: before, Slot: "") : Object(statements, words, parties, verb, by);
            return patient.Party is null ? null : new Act(verb, by, patient.Party, patient.Slot);
        }
        if (before is null) return null;
        var (other, slot) = Object(statements, words, parties, verb, null);
        return other is null ? null : new Act(verb, before, other, slot);
    }

    /// <summary>The nearest party before a verb, with nothing between that would be another subject or verb.</summary>
    private static Party? Before(Statement[] statements, Word[] words, Party?[] parties, int verb, out bool passive)
    {
        passive = false;
        var participle = IsParticiple(Written(statements, words[verb]));
        for (var i = verb - 1; i >= 0 && verb - i <= Reach && words[i].Statement == words[verb].Statement; i--)
        {
            if (parties[i] is { } party) return IsJoined(statements, words, parties, party) ? null : party;
            var written = Written(statements, words[i]);
            if (participle && verb - i <= 3 && IsBe(written)) passive = true;
            else if (written is "it" or "he" or "she" or "they" or "we" or "i" or "you" or "and" or "but" or "or" or "to" && !(written == "to" && i == verb - 1)) return null;
            else if (!IsAuxiliary(written) && IsParticiple(written)) return null;
            if (Breaks(statements, words, i)) return null;
        }
        return null;
    }

    /// <summary>Whom it is done to, or to, against or from whom; "with" and "between" name equals.</summary>
    private static (Party? Party, string Slot) Object(Statement[] statements, Word[] words, Party?[] parties, int verb, Party? agent)
    {
        var slot = "";
        for (var i = verb + 1; i < words.Length && i - verb <= Reach && words[i].Statement == words[verb].Statement; i++)
        {
            if (Breaks(statements, words, i - 1)) return (null, "");
            if (parties[i] is { } party)
            {
                if (party != agent && slot is "" or "from") return IsJoined(statements, words, parties, party) ? (null, "") : (party, slot);
                i = party.Last;
                continue;
            }
            var written = Written(statements, words[i]);
            // Gas supplied to one supplies that one with gas.
            if (written is "to" or "on" or "upon" or "against" or "at" or "of" or "the" or "a" or "an") slot = slot == "from" && written is "of" or "the" or "a" or "an" ? slot : "";
            else if (written == "from") slot = "from";
            else if (written is "by" or "with" or "between" or "for" or "in" or "over" or "about" or "as" or "than" or "near" or "into" or "under" or "after" or "before" or "during") slot = "-";
            else if (written is "that" or "who" or "which" or "while" or "when" or "if" or "because" or "it" or "he" or "she" or "they" or "and" or "but"
                || (written.EndsWith("ing", StringComparison.Ordinal) && written.Length > 5)) return (null, "");
        }
        return (null, "");
    }

    private static Party? By(Statement[] statements, Word[] words, Party?[] parties, int verb)
    {
        var by = Next(words, verb, "by");
        return IsParticiple(Written(statements, words[verb])) ? After(statements, words, parties, by) : null;
    }

    /// <summary>The place of a small word behind another, with no clause's end between; -1 where there is none.</summary>
    private static int Next(Word[] words, int from, string key)
    {
        for (var i = from + 1; i < words.Length && i - from <= Reach && words[i].Statement == words[from].Statement; i++)
        {
            if (words[i].Term.Key == key) return i;
        }
        return -1;
    }

    /// <summary>The party that follows a preposition.</summary>
    private static Party? After(Statement[] statements, Word[] words, Party?[] parties, int preposition)
    {
        if (preposition < 0) return null;
        for (var i = preposition + 1; i < words.Length && i - preposition <= ReachOfPreposition && words[i].Statement == words[preposition].Statement; i++)
        {
            if (Breaks(statements, words, i - 1)) return null;
            if (parties[i] is { } party) return IsJoined(statements, words, parties, party) ? null : party;
        }
        return null;
    }

    private static Party?[] Parties(Statement[] statements, Word[] words, HashSet<string> capitals)
    {
        var parties = new Party?[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (!IsName(words, i, capitals)) continue;
            var end = i;
            while (true)
            {
                var next = end + 1;
                // "The Foreign Ministry of the Republic of Norland".
                if (next < words.Length && words[next].Term.Key == "of") next++;
                if (next > end + 1 && next < words.Length && words[next].Term.Key == "the") next++;
                if (next >= words.Length || words[next].Statement != words[i].Statement || !IsName(words, next, capitals) || Gap(statements, words, end, next).IndexOfAny(PartMarks) >= 0) break;
                end = next;
            }
            var named = words[i..(end + 1)].Where(static word => word.Term.Kind != TokenKind.Stop).ToList();
            // Of "the Foreign Ministry of Norland" it is Norland that tells whose it is.
            if (named.Exists(IsProper)) named.RemoveAll(static word => !IsProper(word));
            var party = new Party(i, end, [.. named.Select(static word => word.Term.Key)]);
            Array.Fill(parties, party, i, end + 1 - i);
            i = end;
        }
        return parties;
    }

    private static bool IsProper(Word word) => word.Term.Concepts is [{ IsName: true } concept, ..] ? concept.Kind is "country" or "city" : !Background.IsKnown(word.Term.Key);

    private static bool IsName(Word[] words, int i, HashSet<string> capitals)
    {
        var term = words[i].Term;
        var kind = term.Concepts is [{ IsName: true } concept, ..] ? concept.Kind : "";
        if (term.Kind != TokenKind.Word || kind is "month" or "day" or "unit") return false;
        return kind.Length > 0 || (term.Capital && (words[i].Position > 0 || capitals.Contains(term.Key) || !Background.IsKnown(term.Key)
            || (i + 1 < words.Length && words[i + 1].Position == 1 && words[i + 1].Term.Capital && words[i + 1].Term.Start - term.End <= 1)));
    }

    /// <summary>"Norland and Sudmark": of two together neither is the one.</summary>
    private static bool IsJoined(Statement[] statements, Word[] words, Party?[] parties, Party party)
    {
        bool And(int at) => at > 0 && at < words.Length - 1 && words[at].Statement == words[party.First].Statement && Written(statements, words[at]) is "and" or "or";
        return (And(party.Last + 1) && Near(party.Last + 2, 1)) || (And(party.First - 1) && parties[party.First - 2] is not null)
            || (And(party.First - 2) && Written(statements, words[party.First - 1]) == "the" && party.First > 2 && parties[party.First - 3] is not null);

        bool Near(int at, int skip) => at < words.Length && (parties[at] is not null || (skip > 0 && Written(statements, words[at]) == "the" && Near(at + 1, skip - 1)));
    }

    private static bool IsVerb(Statement[] statements, Word[] words, Party?[] parties, int i)
    {
        if (words[i].Term.Kind != TokenKind.Word || words[i].Term.Capital) return false;
        // Of equals it makes no difference who comes first.
        if (Symmetric.Value.Contains(words[i].Term.Key)) return false;
        var written = Written(statements, words[i]);
        // "Norland beat Sudmark": what stands alone between two parties.
        if (IsParticiple(written) || (i > 0 && i + 1 < words.Length && parties[i - 1] is not null && parties[i + 1] is not null && words[i - 1].Statement == words[i + 1].Statement
            && !HasPossessive(Written(statements, words[i - 1])))) return true;
        var at = i - 1;
        while (at > 0 && words[at].Statement == words[i].Statement && (words[at].Term.Key is "not" or "also" || Written(statements, words[at]).EndsWith("ly", StringComparison.Ordinal))) at--;
        if (at < 0 || words[at].Statement != words[i].Statement) return false;
        var before = Written(statements, words[at]);
        return IsAuxiliary(before) || before is "to" or "who" or "which" || (written.EndsWith('s') && parties[at] is not null && !HasPossessive(before));
    }

    private static bool HasPossessive(string written) => written.EndsWith("'s", StringComparison.Ordinal) || written.EndsWith("’s", StringComparison.Ordinal);

    /// <summary>A past form: by its ending or a strong verb's.</summary>
    private static bool IsParticiple(string written) => (written.Length > 3 && written.EndsWith("ed", StringComparison.Ordinal)) || Irregular.Forms.ContainsKey(written);

    private static bool IsBe(string written) => written is "is" or "are" or "was" or "were" or "be" or "been" or "being" or "got";

    private static bool IsAuxiliary(string written) => IsBe(written) || written is "will" or "would" or "shall" or "should" or "can" or "could" or "may" or "might" or "must"
        or "do" or "does" or "did" or "has" or "have" or "had" or "not";

    /// <summary>Whether a clause ends behind a word.</summary>
    private static bool Breaks(Statement[] statements, Word[] words, int i) =>
        i + 1 < words.Length && words[i + 1].Statement == words[i].Statement && Gap(statements, words, i, i + 1).IndexOfAny(';', ':') >= 0;

    private static ReadOnlySpan<char> Gap(Statement[] statements, Word[] words, int before, int after) =>
        words[after].Term.Start > words[before].Term.End ? statements[words[before].Statement].Passage.Text.AsSpan(words[before].Term.End, words[after].Term.Start - words[before].Term.End) : [];

    private static string Written(Statement[] statements, Word word) => word.Term.Kind == TokenKind.Stop ? word.Term.Key : statements[word.Statement].Passage.Text[word.Term.Start..word.Term.End].ToLowerInvariant();
}
