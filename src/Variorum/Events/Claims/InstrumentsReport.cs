namespace Variorum;

/// <summary>A name by which accounts of one source call an instrument.</summary>
/// <param name="Times">How often, over all its accounts.</param>
public sealed record InstrumentName(string Name, string Source, int Times, ClaimPlace First);

/// <summary>What one account says of an instrument.</summary>
public sealed record ToldFact(InstrumentFact Fact, ClaimPlace Place);

/// <summary>An instrument over all accounts that name it.</summary>
/// <param name="Name">The fullest title.</param>
/// <param name="Parties">As written, each once.</param>
/// <param name="Names">How each source names it, the most frequent first.</param>
/// <param name="Stages">What is said to have been done with it, by time; the same told by several accounts stands together.</param>
/// <param name="Content">What is said of its content, likewise.</param>
public sealed record InstrumentLine(string Name, string Family, IReadOnlyList<string> Parties, IReadOnlyList<InstrumentName> Names,
    IReadOnlyList<IReadOnlyList<ToldFact>> Stages, IReadOnlyList<IReadOnlyList<ToldFact>> Content)
{
    /// <summary>When it is said to have been signed; null where no account tells.</summary>
    public string? SignedOn => Stages.SelectMany(static same => same).FirstOrDefault(static told => told.Fact is { Kind: InstrumentFactKind.Concluded, Date: not null, Future: false })?.Fact.Date;

    /// <summary>How many documents name it.</summary>
    public int Accounts { get; init; }
}

/// <summary>The instruments that the accounts of an archive name.</summary>
public sealed record InstrumentsReport(IReadOnlyList<InstrumentLine> Lines, ClaimsCoverage Coverage)
{
    // Of the words of two subjects so many must be the same: "comprehensive strategic partnership" and "comprehensive partnership" are .67.
    private const double SameSubject = .6;

    // An instrument that is named by its parties alone is the one of which much is told in these days.
    private const int SameTime = 60;

    private sealed record Named(InstrumentMention Mention, ReadVersion Version, int Index, AccountInstruments All)
    {
        private HashSet<ulong>? names, concepts;

        /// <summary>What another language may share with its name: names by their sounds, and the lexicon's concepts.</summary>
        public HashSet<ulong> Names => names ??= Keys(static kind => kind is NameKeyKind.Skeleton or NameKeyKind.FullName);

        public HashSet<ulong> Concepts => concepts ??= Keys(static kind => kind is NameKeyKind.Concept);

        private HashSet<ulong> Keys(Func<NameKeyKind, bool> kind) => [.. NameKeys.Of(Mention.Name, Version.Account.Language).Where(key => kind(key.Kind)).Select(static key => key.Hash)];
    }

    /// <summary>Reads the accounts that answer a query.</summary>
    /// <param name="query">Null for all.</param>
    /// <param name="words">Plain words of the query: only instruments whose name, parties or content have one of them are given.</param>
    /// <param name="cancel">Looked at before each account is read.</param>
    public static InstrumentsReport Of(IArchive archive, Query? query, IReadOnlyList<string> words, ClaimsOptions options, CancellationToken cancel = default)
    {
        var (versions, coverage) = ClaimsReading.Read(archive, query, options, cancel);
        // Of each document the last version that was found: an earlier one says the same but for its changes.
        var named = new List<Named>();
        foreach (var version in versions.GroupBy(static version => version.Document.Id).Select(static of => of.MaxBy(static version => version.Version.Number)!))
        {
            var all = Instruments.Of(version.Account);
            for (var i = 0; i < all.Mentions.Count; i++) named.Add(new Named(all.Mentions[i], version, i, all));
        }
        var groups = new List<List<Named>>();
        var known = new Dictionary<(string Family, string Word, ulong Sound), HashSet<int>>();
        var several = versions.Select(static version => version.Account.Language).Distinct(StringComparer.Ordinal).Skip(1).Any();
        // Those with the most to tell them apart first; what is named in fewer words joins the nearest.
        foreach (var mention in named.OrderByDescending(static one => one.Mention.Topic.Count > 0).ThenByDescending(static one => one.Mention.Parties.Count > 0).ThenBy(static one => one.Version.Day, StringComparer.Ordinal).ThenBy(static one => one.Version.Document.Id).ThenBy(static one => one.Index))
        {
            var (home, best) = (groups.Count, 0d);
            var keys = Keys(mention, several);
            foreach (var group in keys.SelectMany(key => known.GetValueOrDefault(key, [])).Distinct().Order())
            {
                var fit = groups[group].Max(other => Fit(mention, other));
                if (fit > best) (home, best) = (group, fit);
            }
            if (home == groups.Count) groups.Add([]);
            groups[home].Add(mention);
            foreach (var key in keys)
            {
                if (!known.TryGetValue(key, out var holders)) known[key] = holders = [];
                holders.Add(home);
            }
        }
        var wanted = words.SelectMany(static word => SameClaims.Terms(word, null)).ToHashSet(StringComparer.Ordinal);
        return new InstrumentsReport([.. groups.Select(Line).Where(line => wanted.Count == 0 || SameClaims.Terms(string.Join(' ', [line.Name, .. line.Parties, .. line.Names.Select(static name => name.Name), .. line.Content.Select(static same => same[0].Fact.Text)]), "en").Overlaps(wanted))
            .OrderByDescending(static line => line.Accounts).ThenByDescending(static line => line.Stages.Count + line.Content.Count).ThenBy(static line => line.Name, StringComparer.Ordinal)], coverage);
    }

    /// <summary>Two mentions that share none of these do not <see cref="Fit"/>.</summary>
    private static HashSet<(string Family, string Word, ulong Sound)> Keys(Named one, bool several)
    {
        var keys = one.Mention.Topic.Concat(one.Mention.Parties).Select(word => (one.Mention.Family, word, 0UL)).ToHashSet();
        if (several) keys.UnionWith(one.Names.Select(static name => ("", "", name)));
        return keys;
    }

    /// <summary>How sure two mentions are of one instrument, 0 for not at all.</summary>
    private static double Fit(Named a, Named b)
    {
        var (one, other) = (a.Mention, b.Mention);
        if (a.Version.Account.Language is { } language && b.Version.Account.Language is { } foreign && language != foreign) return Across(a, b);
        if (one.Family != other.Family || (one.Year is not null && other.Year is not null && one.Year != other.Year)) return 0;
        var parties = one.Parties.Count == 0 || other.Parties.Count == 0 ? .5 : one.Parties.SetEquals(other.Parties) ? 1 : one.Parties.IsSubsetOf(other.Parties) || other.Parties.IsSubsetOf(one.Parties) ? .8 : 0;
        if (parties == 0) return 0;
        if (one.Topic.Count == 0 || other.Topic.Count == 0)
        {
            // "The treaty between Norland and Sudmark": the one of these parties that is told of about then.
            return parties == 1 && SameClaims.Days(a.Version.Day, b.Version.Day) is null or <= SameTime && one.Parties.Count > 0 && other.Parties.Count > 0 ? .7 : 0;
        }
        // Every country has an agreement on cooperation with every other.
        if ((one.Topic.IsSubsetOf(Instruments.Common) || other.Topic.IsSubsetOf(Instruments.Common)) && !ReferenceEquals(a.Version, b.Version) && (parties < .8 || one.Parties.Count == 0)) return 0;
        var shared = one.Topic.Count(other.Topic.Contains);
        var alike = (double)shared / (one.Topic.Count + other.Topic.Count - shared);
        // In one account a title is cut short: what is left is part of the whole.
        var cut = ReferenceEquals(a.Version, b.Version) && shared == Math.Min(one.Topic.Count, other.Topic.Count) && shared > 1;
        if (alike < SameSubject && !cut) return 0;
        return alike + parties;
    }

    // What one language calls a treaty is an agreement in the other. A name and a concept besides: every state has agreements on trade.
    private static double Across(Named a, Named b) =>
        SameClaims.Days(a.Version.Day, b.Version.Day) is null or <= SameTime && a.Names.Overlaps(b.Names) && a.Concepts.Overlaps(b.Concepts) ? SameSubject : 0;

    private static InstrumentLine Line(List<Named> group)
    {
        var first = group.OrderBy(static one => one.Version.Day, StringComparer.Ordinal).ThenBy(static one => one.Version.Document.Id).ThenBy(static one => one.Index).ToList();
        var own = first.GroupBy(static one => one.Version.Account.Language, StringComparer.Ordinal).MaxBy(static same => same.Count())!.ToList();
        var best = own.Where(static one => one.Mention.Titled).DefaultIfEmpty(own[0]).MaxBy(static one => (one.Mention.Topic.Count > 0 ? 1000 : 0) + (one.Mention.Parties.Count * 100) + Math.Min(one.Mention.Name.Length, 99))!;
        var names = first.GroupBy(static one => (Folded: Token.Fold(one.Mention.Name), one.Version.Source)).Select(static same => new InstrumentName(same.First().Mention.Name, same.Key.Source, same.Count(), same.First().Version.Place(same.First().Mention.Passage)))
            .OrderBy(static name => name.Source, StringComparer.Ordinal).ThenByDescending(static name => name.Times).ThenBy(static name => name.Name, StringComparer.Ordinal).ToList();
        var facts = first.SelectMany(static one => one.All.Facts.Where(fact => fact.Instrument == one.Index).Select(fact => new ToldFact(fact, one.Version.Place(fact.Passage)))).DistinctBy(static told => (told.Place, told.Fact.Kind, told.Fact.Text)).ToList();
        var stages = facts.Where(static told => told.Fact.Kind != InstrumentFactKind.Content && (told.Fact.Date is not null || told.Fact.Who is not null || told.Fact.Kind != InstrumentFactKind.Concluded))
            .GroupBy(told => (told.Fact.Kind, told.Fact.Future, Date: Whole(told.Fact) ?? Only(facts, told.Fact))).Select(static same => (IReadOnlyList<ToldFact>)[.. same])
            .OrderBy(static same => same.Select(static told => told.Fact.Date).FirstOrDefault(static date => date is not null) ?? same[0].Place.Day, StringComparer.Ordinal).ThenBy(static same => same[0].Fact.Kind).ToList();
        var content = SameClaims.Merge([.. facts.Where(static told => told.Fact.Kind == InstrumentFactKind.Content)], static told => SameClaims.Terms(told.Fact.Text, told.Place.Language), static (a, b) => a.Place.Document != b.Place.Document);
        return new InstrumentLine(best.Mention.Name, best.Mention.Family, Parties(first), names, stages, [.. content])
        {
            Accounts = first.Select(static one => one.Version.Document.Id).Distinct().Count(),
        };
    }

    // A day without its year is none.
    private static string? Whole(InstrumentFact fact) => fact.Date is { } date && date[0] != 'X' ? date : null;

    // An account that gives no date tells of the one that the others give, where they give one.
    private static string? Only(List<ToldFact> facts, InstrumentFact fact)
    {
        var dates = facts.Where(told => told.Fact.Kind == fact.Kind && told.Fact.Future == fact.Future).Select(static told => Whole(told.Fact)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return dates.Count == 1 ? dates[0] : null;
    }

    private static List<string> Parties(List<Named> group)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var parties = new List<string>();
        foreach (var one in group)
            foreach (var name in one.Mention.PartyNames)
                if (seen.Add(CommitmentsReport.Key(name))) parties.Add(name);
        return parties;
    }
}
