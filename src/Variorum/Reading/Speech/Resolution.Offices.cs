namespace Variorum;

// Who holds an office, who is the host, and which two met.
internal sealed partial class Resolution
{
    private const double SameOffice = 3, SharedWord = 1, StrangeWord = -1, OtherRank = -2, OtherPlace = 4, SpokeLast = 0.6, NamedFirst = 0.9;

    /// <summary>"The host" and "the guest": who gave the dinner, and for whom.</summary>
    private Figure? HostOrGuest(Line line, Source source)
    {
        var word = line.Tokens[source.To - 1].Low;
        return word is "host" ? _table.Host : word is "guest" ? _table.Guest : null;
    }

    private void Table(Line line)
    {
        if (_table.Host is not null || line.Tokens.Length > Line.MostTokens || !Array.Exists(line.Tokens, token => _tables.Is(token, WordClass.Welcome))) return;
        var people = line.Mentions.Select(mention => mention.Figure).Distinct().Take(3).ToList();
        if (people.Count == 2) _table = (people[0], people[1]);
        // A ministry or council gave it: what stands behind "for" or "in honour of" is the guest.
        else if (people.Count == 1 && line.Mentions[0].PhraseFrom > 0 && _tables.Is(line.Tokens[line.Mentions[0].PhraseFrom - 1], WordClass.Preposition)) _table = (null, people[0]);
    }

    private bool IsPlural(Line line, Source source)
    {
        for (var i = source.From; i < source.To && !_tables.Is(line.Tokens[i], WordClass.Preposition); i++)
            if (line.Tokens[i].Low is "officials" or "spokesmen" or "spokeswomen" or "spokespersons" or "spokespeople" or "advisers" or "advisors" or "aides") return true;
        return false;
    }

    /// <summary>"The Prime Minister expressed her condolences": whose feeling it is tells whether a woman speaks.</summary>
    private static Gender Possessive(Saying saying)
    {
        if (saying.Right != RightSide.Light || saying.CueFrom < 0) return Gender.Unknown;
        var tokens = saying.Line.Tokens;
        for (var i = saying.CueFrom + 1; i < tokens.Length && i <= saying.CueFrom + 2; i++)
        {
            if (tokens[i].Is("her")) return Gender.She;
            if (tokens[i].Is("his")) return Gender.He;
        }
        return Gender.Unknown;
    }

    private Figure? Office(Saying saying, Source source)
    {
        var (line, turn) = (saying.Line, saying.Line.Turn);
        var gender = Possessive(saying);
        var role = RolePhrases.In(_text, line.Tokens, source.From, source.To, _tables);
        if (role is null) return null;
        // "Officials admitted" are no one person.
        if (role.Family is "official" or "spokesperson" or "adviser" && IsPlural(line, source)) return null;
        if (role.Family is "official" && role.Words.Count <= 2) return _lastFigure;
        Figure? best = null;
        var most = SameOffice - 0.5;
        var named = false;
        foreach (var figure in _cast.Figures)
        {
            if (figure == turn || (gender != Gender.Unknown && figure.Gender != Gender.Unknown && figure.Gender != gender)) continue;
            var score = double.MinValue;
            foreach (var known in figure.Roles)
            {
                if (known.Family != role.Family && !(role.Family == "leader" && known.Family is "head-of-state" or "head-of-government" or "general-secretary" or "chair") && !(known.Words.Count > 0 && role.Words.IsSubsetOf(known.Words))) continue;
                var worth = SameOffice + (known.Deputy == role.Deputy ? 0 : OtherRank);
                foreach (var word in role.Words) worth += Has(known, word) ? SharedWord : word is "state" or "head" or "leader" or "premier" or "government" ? 0 : StrangeWord;
                // "The President of Norland" is never the one of Vesmark.
                if (role.Of.Length > 0 && known.Of.Length > 0 && !Has(known, role.Of) && !Has(role, known.Of)) worth -= OtherPlace;
                score = Math.Max(score, worth);
            }
            if (figure == _lastFigure) score += SpokeLast;
            if (figure == _mostNamed) score += MostNamed;
            // An office that several hold, as written: figures stand in the order of their first mention, and the account's own side leads.
            if (!named && figure.Roles.Exists(known => known.Family == role.Family && known.Deputy == role.Deputy && role.Words.IsSubsetOf(known.Words)))
            {
                score += NamedFirst;
                named = true;
            }
            if (score > most) (best, most) = (figure, score);
        }
        // A text that never gives the host's office: the first person named, as long as nothing else is known of it.
        if (best is null && role.Family is "head-of-state" or "head-of-government" && !role.Deputy && _cast.Figures.Count > 0 && _cast.Figures[0] is { Evident: true, Roles.Count: 0 } host && host != turn) return host;
        if (best is not null && gender != Gender.Unknown) best.Gender = gender;
        // "…," the government spokesman said: behind a quotation, a new word for whoever was speaking.
        if (best is null && saying.Shape == SayingShape.Postposed && saying.Line.Quotations.Count > 0 && role.Family is "spokesperson" or "official" or "leader" && _tables.Is(line.Tokens[source.From], WordClass.Determiner)
            && line.Tokens[source.From].Is("the") && _lastFigure is { Roles.Count: > 0 } && _last == _lastFigure.Name && line.Paragraph - _lastParagraph <= 5) return _lastFigure;
        return best ?? (role.Words.Count <= 1 && _tables.Is(line.Tokens[source.From], WordClass.Determiner) && role.Family is "official" or "spokesperson" or "adviser" or "leader" ? _lastFigure : null);
    }

    private static bool Has(Role role, string word) => role.Words.Contains(word) || role.Words.Any(other => IsOfOnePlace(word, other));

    /// <summary>"Ho and Lind met Lukan", "held talks with Lund and Lukan": three are no pair.</summary>
    private static bool IsCrowd(Line line)
    {
        var names = line.Mentions.Where(mention => mention.Figure.Words.Length > 1 || mention.Figure.Evident).ToList();
        if (names.Select(mention => mention.Figure).Distinct().Take(3).Count() < 3) return false;
        return names.Exists(mention => mention.PhraseFrom > 1 && (line.Tokens[mention.PhraseFrom - 1].Is("and") || line.Tokens[mention.PhraseFrom - 1].Is(","))
            && line.MentionEndingAt(mention.PhraseFrom - 1) is { } joined && joined.Figure != mention.Figure);
    }

    /// <summary>Norland and Norlandic, Vesmark and Vesmarker: one place, by the beginning of its name and the endings of peoples' names.</summary>
    private static bool IsOfOnePlace(string a, string b)
    {
        var shared = a.AsSpan().CommonPrefixLength(b);
        if (shared < 4) return false;
        var (place, people) = a.Length <= b.Length ? (a[shared..], b[shared..]) : (b[shared..], a[shared..]);
        return place is "" or "a" or "e" or "o" or "y" or "s" or "ia" or "ey" or "ay" or "en" or "ce"
            && people is "n" or "an" or "ian" or "ean" or "ic" or "ish" or "ese" or "er" or "i" or "s" or "e" or "ine" or "lese" or "egian" or "k" or "nian" or "";
    }

    private (Figure, Figure)? FindPair()
    {
        var looked = 0;
        foreach (var line in _lines)
        {
            if (line.Heading || line.InTurn) continue;
            if (looked++ > 14) break;
            Figure? first = null;
            Figure? second = null;
            foreach (var mention in line.Mentions)
            {
                if (!mention.Figure.Evident) continue;
                if (first is null) first = mention.Figure;
                else if (mention.Figure != first) second ??= mention.Figure;
            }
            if (first is null || second is null || !Array.Exists(line.Tokens, token => _tables.Is(token, WordClass.Meeting))) continue;
            return IsCrowd(line) ? null : (first, second);
        }
        return null;
    }
}
