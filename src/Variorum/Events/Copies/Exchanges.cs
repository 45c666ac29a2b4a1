namespace Variorum;

/// <summary>Where one of two near-equal texts has another name, figure or day than the other: the mark of another happening told by the same formula.</summary>
internal static class Exchanges
{
    // A longer stretch is written anew, and its names and figures answer to none of the other's.
    private const int LongestExchange = 25, LongestDateline = 10;

    /// <summary>The stretches in which both texts have names, or both have figures, and none of them is the other's.</summary>
    public static List<Stretch> In(CommonRuns runs, Shingled a, Shingled b, string? language)
    {
        var exchanges = new List<Stretch>();
        foreach (var gap in runs.Gaps)
        {
            if (gap.LengthA is 0 or > LongestExchange || gap.LengthB is 0 or > LongestExchange || !Answers(gap.LengthA, gap.LengthB)) continue;
            if (InDatelines(gap, a, b)) continue;
            var (these, those) = (Named.In(a, gap.StartA, gap.EndA, language), Named.In(b, gap.StartB, gap.EndB, language));
            if (Apart(these.Figures, those.Figures, static (one, other) => one == other) || (Apart(these.Names, those.Names, IsNear) && !these.Abbreviates(those) && !those.Abbreviates(these)))
                exchanges.Add(gap);
        }
        return exchanges;
    }

    /// <summary>Whether what differs is the datelines of both.</summary>
    public static bool InDatelines(Stretch gap, Shingled a, Shingled b) => InDateline(a, gap.StartA, gap.EndA) && InDateline(b, gap.StartB, gap.EndB);

    /// <summary>Whether a stretch stands in what every carrier writes of its own before the text: LESMARK, March 5 (NNA) --, LESMARK, March 5. /NNA/, or a line with the hour.</summary>
    private static bool InDateline(Shingled text, int start, int end)
    {
        if (end > LongestDateline || end >= text.Count) return false;
        if (IsStamp(text, end)) return true;
        for (var i = Math.Max(1, end); i <= LongestDateline && i < text.Count; i++)
        {
            var between = text.Text.AsSpan(text.Places[i - 1].End, text.Places[i].Start - text.Places[i - 1].End);
            if (between.Contains('\n')) return true;
            if (between.IndexOfAny("–—)") >= 0 || between.Contains("--", StringComparison.Ordinal) || between.Contains(" - ", StringComparison.Ordinal) || between.Contains(" /", StringComparison.Ordinal)) return start == 0 || i == end;
        }
        return false;
    }

    /// <summary>Whether a text's first words are a day and an hour.</summary>
    private static bool IsStamp(Shingled text, int words)
    {
        var days = Dates.Find(text.Text[..text.Places[words].Start], null);
        for (var i = 0; i < words; i++)
        {
            var (start, end) = text.Places[i];
            if (!char.IsDigit(text.Text[start]) && !days.Any(day => day.Start <= start && end <= day.End)) return false;
        }
        return days.Count > 0;
    }

    // A sentence that was taken out answers to no word that was put in: another house's name at the end.
    private static bool Answers(int one, int other) => Math.Max(one, other) <= 3 * Math.Min(one, other) + 4;

    private static bool Apart(List<string> these, List<string> those, Func<string, string, bool> same) =>
        these.Count > 0 && those.Count > 0 && !these.Exists(one => those.Exists(other => same(one, other)));

    /// <summary>Whether two words are one, misspelt or in another case: all but an end of two letters, or one letter, is the same.</summary>
    private static bool IsNear(string one, string other)
    {
        if (one == other) return true;
        var (few, many) = one.Length < other.Length ? (one, other) : (other, one);
        if (few.Length < 4 || many.Length - few.Length > 2 || few[0] == '@') return false;
        var head = few.AsSpan().CommonPrefixLength(many);
        var tail = 0;
        while (tail < few.Length - head && few[^(tail + 1)] == many[^(tail + 1)]) tail++;
        return many.Length - head - tail <= (head >= 4 ? 2 : 1);
    }

    /// <summary>The names and figures of a stretch.</summary>
    private sealed record Named(List<string> Names, List<string> Figures, string Initials)
    {
        public static Named In(Shingled wording, int start, int end, string? language)
        {
            var (from, to) = (wording.Places[start].Start, wording.Places[end - 1].End);
            var stretch = wording.Text[from..to];
            var (names, figures) = (new List<string>(), new List<string>());
            foreach (var term in Lexicon.Terms(stretch, language))
            {
                if (term.Kind == TokenKind.Number) figures.Add(term.Key);
                else if (Array.Exists(term.Concepts, static concept => concept.Kind is "country" or "city" or "day" or "month")) names.Add(term.Key);
                // A title is given and taken by carriers, and a word with a capital at a sentence's head is any word.
                else if (term.Capital && term.Concepts.Length == 0 && term.Kind == TokenKind.Word && !IsHead(wording.Text, from + term.Start)) names.Add(term.Key);
            }
            var initials = string.Concat(wording.Places.Skip(start).Take(end - start).Select(place => char.ToLowerInvariant(wording.Text[place.Start])));
            return new Named(names, figures, initials);
        }

        /// <summary>Whether this has the initials of the other's words: KPA for Korean People's Army.</summary>
        public bool Abbreviates(Named other) => Names.Exists(name => name.Length is >= 2 and <= 8 && other.Initials.Contains(name, StringComparison.OrdinalIgnoreCase));

        private static bool IsHead(string text, int at)
        {
            while (at > 0 && (char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '"' or '“' or '«' or '(' or '\''))
            {
                if (text[--at] == '\n') return true;
            }
            return at == 0 || text[at - 1] is '.' or '!' or '?' or ':' or '…';
        }
    }
}
