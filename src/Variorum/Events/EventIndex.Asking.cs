using Microsoft.Data.Sqlite;

namespace Variorum;

// What the index answers.
public sealed partial class EventIndex
{
    private const string EventColumns = "SELECT id, day, time, place, names, accounts, publishers, witnesses, disagreement FROM event ";

    // A publisher tells of such events where it did of so many, and of so large a share.
    private const int UsualFrom = 3;
    private const double UsualShare = .5;

    // The latest that are looked at, of a name and in all.
    private const int MostOfName = 400, MostAlike = 200;

    // Witnesses that are collated to tell how much they differ.
    internal const int MostCollated = 4;

    /// <summary>Ends measuring early; what is measured is kept.</summary>
    internal CancellationToken EndMeasuring { get; set; }

    /// <summary>How long the witnesses of one event are compared to find out how much they differ.</summary>
    internal TimeSpan LongestMeasure { get; set; } = TimeSpan.FromSeconds(10);

    // In the place of a share: the event was looked at, and cannot be compared.
    private const double NotMeasurable = -1;

    /// <summary>The event that a number means now: its own, or that of the event which it became part of.</summary>
    /// <returns>Null where there is none of this number, or it has no accounts any more.</returns>
    public long? Resolve(long @event) => Ask(() =>
    {
        var seen = new HashSet<long>();
        while (seen.Add(@event) && database.Number("SELECT into_event FROM event WHERE id = $1", @event) is { } into) @event = into;
        return database.Number("SELECT id FROM event WHERE id = $1 AND accounts > 0", @event);
    });

    /// <summary>The event of which a version tells; null where it is not grouped yet.</summary>
    public long? EventOf(long version) => Ask(() => database.Number("SELECT u.event FROM account a JOIN unit u ON u.id = a.unit WHERE a.id = $1", version));

    /// <summary>The latest version of each account of an event, the first to tell of it first; without asking how they hang together.</summary>
    /// <param name="event">A number that <see cref="EventOf(long)"/> gives.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<long> Versions(long @event, int most) => Ask(() => database.Rows(static row => row.GetInt64(0),
        "SELECT max(a.id) FROM unit u JOIN account a ON a.unit = u.id WHERE u.event = $1 GROUP BY u.id ORDER BY u.time, u.id LIMIT $2", @event, most));

    /// <summary>How many versions are grouped, in how many events.</summary>
    public (long Versions, long Events) Size() => Ask(() => (database.Number("SELECT count(*) FROM account") ?? 0, database.Number("SELECT count(*) FROM event WHERE accounts > 0") ?? 0));

    /// <summary>Events, in the order that is asked for.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="filter">Which; null for all, the latest first.</param>
    public IReadOnlyList<Event> Events(IArchive archive, EventFilter? filter = null) => Events(archive, filter, out _);

    /// <summary>The same, telling where <see cref="EventOrder.Disagreement"/> is not the order of all.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="filter">Which; null for all, the latest first.</param>
    /// <param name="unmeasured">Events of several witnesses that were too many to be compared in one call, and stand last; 0 in other orders.</param>
    public IReadOnlyList<Event> Events(IArchive archive, EventFilter? filter, out int unmeasured)
    {
        (var events, unmeasured) = Ask(() => Filtered(archive, filter ?? new EventFilter()));
        return events;
    }

    private (List<Event> Events, int Unmeasured) Filtered(IArchive archive, EventFilter filter)
    {
        var within = filter.Versions is { } versions ? versions.Select(EventOf).OfType<long>().ToHashSet() : null;
        var place = filter.Place is null ? null : EventFacts.Fold(filter.Place);
        var with = filter.With is null ? null : Participants.Asked(filter.With);
        var found = new List<Event>();
        using (var row = database.Prepare(EventColumns + "WHERE accounts > 0 AND date >= $1 AND date <= $2 AND ($3 IS NULL OR (date, id) < (SELECT date, id FROM event WHERE id = $3)) ORDER BY date DESC, id DESC",
            filter.Since?.DayNumber ?? int.MinValue, filter.Until?.DayNumber ?? int.MaxValue, filter.Order == EventOrder.Date ? filter.After : null).ExecuteReader())
        {
            while (row.Read())
            {
                if (within?.Contains(row.GetInt64(0)) == false) continue;
                if (place is not null && (row.IsDBNull(3) || EventFacts.Fold(row.GetString(3)) != place)) continue;
                if (with is not null && !Lines(row.GetString(4)).Any(with)) continue;
                found.Add(EventOf(row));
                if (filter.Order == EventOrder.Date && found.Count == filter.Most) break;
            }
        }
        var unmeasured = filter.Order == EventOrder.Disagreement ? Measure(archive, found, filter.MostMeasured) : 0;
        var sorted = filter.Order switch
        {
            EventOrder.Accounts => found.OrderByDescending(static one => one.Accounts),
            EventOrder.Disagreement => found.OrderByDescending(static one => one.Disagreement ?? -1),
            _ => (IEnumerable<Event>)found,
        };
        if (filter.After is { } after && filter.Order != EventOrder.Date) sorted = sorted.SkipWhile(one => one.Id != after).Skip(1);
        return ([.. sorted.Take(filter.Most ?? int.MaxValue).Select(one => one with { Headline = Headline(archive, one.Id) })], unmeasured);
    }

    /// <summary>An event with its accounts and all that is known of it.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="event">Its number, or that of an event that became part of it.</param>
    /// <exception cref="NotInArchiveException">There is none of this number.</exception>
    public EventHistory History(IArchive archive, long @event) => History(archive, @event, measure: true);

    /// <summary>The same; how much the witnesses differ is given only where it is known already, unless it shall be measured.</summary>
    internal EventHistory History(IArchive archive, long @event, bool measure) => Ask(() => Told(archive, @event, measure));

    private EventHistory Told(IArchive archive, long @event, bool measure)
    {
        if (Resolve(@event) is not { } id || UnitsOf(id) is not { Count: > 0 } units) throw new NotInArchiveException($"there is no event {@event}");
        var told = database.Rows(EventOf, EventColumns + "WHERE id = $1", id)[0];
        weighed.Clear();
        Counts();
        var accounts = units.Select(unit => (Unit: unit.Id, Account: Account(archive, unit, units, told.Date))).Where(static pair => pair.Account is not null).ToList();
        if (accounts.Count == 0) throw new NotInArchiveException($"the archive has none of the accounts of event {@event} any more");
        // A unit is called by the version that was taken first, and an account by its earliest one.
        var called = accounts.ToDictionary(static pair => pair.Unit, static pair => pair.Account!.Version.Id);
        var first = Ordered(accounts.Select(pair => pair.Account!.Of is { } of && called.TryGetValue(of, out var shown) ? pair.Account with { Of = shown } : pair.Account!));
        return new EventHistory(told with { Headline = Headline(archive, id), Disagreement = measure && !told.IsMeasured ? Disagreement(archive, id) : told.Disagreement },
            [.. first.Select((account, i) => i == 0 ? account : account with { After = Lag(first[0], account) })], Silent(told, units), Decisions(id), Related(archive, told, units));
    }

    /// <summary>The accounts that repeat no other one, read again from their latest versions, the first to tell of it first; with each those that repeat it.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="event">A number that <see cref="Resolve"/> gives.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<TableWitness> Witnesses(IArchive archive, long @event, int most = Collator.Most) => [.. Ask(() => Independent(archive, @event, most)).Select(static witness => witness.Witness)];

    /// <summary>The same with the version that each was read from, and how many there are.</summary>
    internal (IReadOnlyList<(long Version, TableWitness Witness)> Witnesses, int Of) WitnessVersions(IArchive archive, long @event, int most) =>
        Ask(() => (Independent(archive, @event, most), UnitsOf(@event).Count(unit => unit.Source is null && !IsDigest(unit))));

    /// <summary>What tells whether the witnesses of an event are others than before: the same while they are the same.</summary>
    internal string State(long @event) => Ask(() => string.Join(' ', database.Rows(static row => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{row.GetInt64(0)}:{row.GetInt64(1)}:{(row.IsDBNull(2) ? 0 : row.GetInt64(2))}:{row.GetInt64(3)}:{row.GetInt64(4)}"),
        "SELECT u.id, (SELECT coalesce(max(a.id), 0) FROM account a WHERE a.unit = u.id), u.source, u.relation, EXISTS (SELECT 1 FROM digest d WHERE d.unit = u.id) FROM unit u WHERE u.event = $1 ORDER BY u.id", @event)));

    private List<(long Version, TableWitness Witness)> Independent(IArchive archive, long @event, int most)
    {
        var units = UnitsOf(@event).Select(unit => (Unit: unit, Versions: VersionsOf(archive, unit.Id))).Where(static told => told.Versions.Count > 0)
            .OrderBy(static told => Told(told.Versions[0])).Select(static told => told.Unit).ToList();
        var copies = units.Where(static unit => unit.Source is not null).ToLookup(unit => Origin(unit, units));
        var witnesses = new List<(long Version, TableWitness Witness)>();
        foreach (var unit in units.Where(unit => unit.Source is null && !IsDigest(unit)))
        {
            if (witnesses.Count == most) break;
            var version = VersionsOf(archive, unit.Id).Max(static version => version.Id);
            if (archive.Account(version) is { Passages.Count: > 0 } account) witnesses.Add((version, new TableWitness(account, [.. copies[unit.Id].Select(copy => Folded(archive, unit, copy))])));
        }
        return witnesses;
    }

    // Along the chain to the one that repeats nobody.
    private static long Origin(EventUnit unit, List<EventUnit> units)
    {
        while (unit.Source is { } source && units.Find(other => other.Id == source) is { } before) unit = before;
        return unit.Id;
    }

    private FoldedCopy Folded(IArchive archive, EventUnit witness, EventUnit copy)
    {
        var (version, whole) = (VersionsOf(archive, copy.Id).MaxBy(static version => version.Id)!, VersionsOf(archive, witness.Id).Max(static version => version.Id));
        var edits = TextDiff.Between(archive.Text(whole), archive.Text(version.Id)).Passages.Where(static passage => passage.Kind is not (DiffKind.Same or DiffKind.MovedFrom or DiffKind.MovedTo));
        return new FoldedCopy(copy.Publisher, copy.Relation switch { CopyRelation.Edited => "copy with edits", var relation => relation.ToString().ToLowerInvariant() })
        {
            Title = version.Title,
            Published = version.Published,
            Url = archive.Document(version.Document).Url,
            // Between two languages every sentence is another.
            Edits = copy.Relation == CopyRelation.Translation ? [] : [.. edits.Select(static passage => new CopyEdit(passage.Before, passage.After))],
        };
    }

    private const int MostFirst = 8;

    private static Event EventOf(SqliteDataReader row) =>
        new(row.GetInt64(0), row.IsDBNull(1) ? null : DateOnly.FromDayNumber(row.GetInt32(1)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            row.IsDBNull(3) ? null : row.GetString(3), Lines(row.GetString(4)), "", row.GetInt32(5), row.GetInt32(6), row.GetInt32(7))
        {
            Disagreement = row.IsDBNull(8) || row.GetDouble(8) < 0 ? null : row.GetDouble(8),
            IsMeasured = !row.IsDBNull(8),
        };

    // That of the first account that repeats nobody, in the order of <see cref="Ordered"/>; numbers of units are in the order of their arrival.
    private string Headline(IArchive archive, long @event)
    {
        var earliest = database.Rows(static row => (Unit: row.GetInt64(0), Source: row.IsDBNull(1) ? (long?)null : row.GetInt64(1)),
                "SELECT id, source FROM unit WHERE event = $1 ORDER BY time / 86400000, id LIMIT $2", @event, MostFirst)
            .SelectMany(unit => VersionsOf(archive, unit.Unit).Take(1).Select(version => (Version: version, unit.Source))).OrderBy(static told => Told(told.Version)).ToList();
        foreach (var (told, of) in earliest)
        {
            var (version, source, passed) = (told, of, new HashSet<long>());
            while (source is { } unit && passed.Add(unit) && database.Number("SELECT id FROM unit WHERE id = $1 AND event = $2", unit, @event) is not null
                && VersionsOf(archive, unit) is [var before, ..] && Precedes(before, version))
                (version, source) = (before, database.Number("SELECT source FROM unit WHERE id = $1", unit));
            if (source is null) return version.Title ?? "";
        }
        return earliest.Count == 0 ? "" : earliest[0].Version.Title ?? "";
    }

    // Without those that the archive dropped since the index followed it.
    private List<Version> VersionsOf(IArchive archive, long unit) =>
        [.. database.Rows(static row => row.GetInt64(0), "SELECT id FROM account WHERE unit = $1 ORDER BY id", unit)
            .Select(id => archive.VersionsAfter(id - 1, 1) is [{ } version] && version.Id == id ? version : null).OfType<Version>().OrderBy(static version => version.First)];

    private EventAccount? Account(IArchive archive, EventUnit unit, List<EventUnit> units, DateOnly? day)
    {
        if (VersionsOf(archive, unit.Id) is not { Count: > 0 } versions) return null;
        var because = new List<string>();
        var decided = Ruled().With(unit.Id).Any() || Ruled().IsApart(unit.Id);
        if (Ruled().With(unit.Id).Skip(1).Any()) because.Add("a person put it here");
        var nearest = units.Where(other => other != unit).Select(other => Evidence.Between(Weighed(unit), Weighed(other), counts!, new Neighbourhood(unit.Nearest), new Neighbourhood(other.Nearest)))
            .MaxBy(static evidence => evidence.Probability);
        if (nearest is not null) because.AddRange(nearest.Because);
        return new EventAccount(versions[0], archive.Document(versions[0].Document), unit.Publisher, versions[1..], unit.Relation, unit.Source, unit.Share, null, because)
        {
            Decided = decided,
            // What stands with others tells of their event, or it would have been parted from them.
            Tells = units.Count == 1 || IsDigest(unit) ? Tells(archive, unit) : [],
            // What is alone ahead of a day may name one that only comes of what it tells: a law enters into force.
            Announces = day is { } held && unit.Traits.Published > 0 && unit.Traits.Published < held.DayNumber && unit.Facts.Said == held.DayNumber && units.Exists(other => other.Traits.Published >= held.DayNumber) ? held : null,
        };
    }

    private static DateOnly Day(EventAccount account) => DateOnly.FromDayNumber(DayOf(TimeOf(account.Version.Published, account.Version.First).Time));

    // Whoever told first: by the day that the page names, then by when it was seen.
    private static (int Day, DateTimeOffset Seen, long Id) Told(Version version) => (DayOf(TimeOf(version.Published, version.First).Time), version.First, version.Id);

    // By time, but what is repeated before what repeats it.
    private static List<EventAccount> Ordered(IEnumerable<EventAccount> accounts)
    {
        var byTime = accounts.OrderBy(static account => Told(account.Version)).ToList();
        var ordered = new List<EventAccount>();
        var placed = new HashSet<long>();
        foreach (var account in byTime) Place(account);
        return ordered;

        void Place(EventAccount account)
        {
            if (!placed.Add(account.Version.Id)) return;
            if (account.Of is { } of && byTime.Find(other => other.Version.Id == of) is { } source && Precedes(source.Version, account.Version)) Place(source);
            ordered.Add(account);
        }
    }

    // Of one day what is repeated came first, unless both tell an hour that says otherwise: the order of the archive's visits is not that of publication.
    private static bool Precedes(Version source, Version copy) =>
        DayOf(TimeOf(source.Published, source.First).Time) == DayOf(TimeOf(copy.Published, copy.First).Time) && !(Hour(source) > Hour(copy));

    // Null where the page tells no more than a day.
    private static long? Hour(Version version) =>
        TimeOf(version.Published, version.First) is { Published: { } published, Time: var time } && published.Contains(':', StringComparison.Ordinal) ? time : null;

    // A page tells its day; of hours only those of the archive's visits are known, which tell something where they were soon after.
    private static TimeLag? Lag(EventAccount first, EventAccount account)
    {
        TimeSpan? seen = Soon(first) && Soon(account) && account.Version.First >= first.Version.First ? account.Version.First - first.Version.First : null;
        int? days = SaysItsDay(first) && SaysItsDay(account) ? Day(account).DayNumber - Day(first).DayNumber : null;
        return seen is null && days is null ? null : new TimeLag(days, seen);
    }

    private static bool SaysItsDay(EventAccount account) => TimeOf(account.Version.Published, account.Version.First).Published is not null;

    private static bool Soon(EventAccount account) => DateOnly.FromDateTime(account.Version.First.UtcDateTime).DayNumber - Day(account).DayNumber is 0 or 1;

    private List<SilentPublisher> Silent(Event told, List<EventUnit> units)
    {
        var names = told.Participants.Append(told.Place).OfType<string>().Select(static name => Marks64.Of(EventFacts.Fold(name))).Distinct().ToList();
        var shared = new Dictionary<long, int>();
        foreach (var name in names)
            foreach (var other in database.Rows(static row => row.GetInt64(0), "SELECT event FROM actor WHERE name = $1 ORDER BY event DESC LIMIT $2", name, MostOfName))
                if (other != told.Id) shared[other] = shared.GetValueOrDefault(other) + 1;
        var alike = shared.Where(other => other.Value >= Math.Min(2, names.Count)).OrderByDescending(static other => other.Value).ThenByDescending(static other => other.Key).Take(MostAlike).Select(static other => other.Key).ToList();
        if (alike.Count < UsualFrom) return [];
        var here = units.Select(static unit => unit.Publisher).ToHashSet(StringComparer.Ordinal);
        return [.. alike.SelectMany(other => database.Rows(static row => row.GetString(0), "SELECT DISTINCT publisher FROM unit WHERE event = $1", other))
            .GroupBy(static publisher => publisher, StringComparer.Ordinal).Where(publisher => publisher.Key.Length > 0 && !here.Contains(publisher.Key) && publisher.Count() >= UsualFrom && publisher.Count() >= alike.Count * UsualShare)
            .Select(publisher => new SilentPublisher(publisher.Key, publisher.Count(), alike.Count)).OrderByDescending(static silent => silent.Told).ThenBy(static silent => silent.Publisher, StringComparer.Ordinal)];
    }

    /// <summary>Measures those that nobody measured before, and gives how many are left.</summary>
    private int Measure(IArchive archive, List<Event> events, int most)
    {
        var asked = 0;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Witnesses < 2 || events[i].IsMeasured || asked++ >= most || EndMeasuring.IsCancellationRequested) continue;
            events[i] = events[i] with { Disagreement = Disagreement(archive, events[i].Id) };
        }
        return Math.Max(0, asked - most);
    }

    private double? Disagreement(IArchive archive, long @event)
    {
        var witnesses = Witnesses(archive, @event, MostCollated).Select(static witness => witness.Account).ToList();
        double? differs = null;
        if (witnesses.Count > 1)
        {
            using var patience = new CancellationTokenSource(LongestMeasure);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, EndMeasuring);
            try
            {
                var shared = StatementTable.Of(Collator.Collate(witnesses, [], either.Token)).Rows.Where(static row => row.Told != ToldBy.One).ToList();
                differs = shared.Count == 0 ? 0 : (double)shared.Count(static row => row.Differences.Count > 0) / shared.Count;
            }
            catch (OperationCanceledException) when (!EndMeasuring.IsCancellationRequested)
            {
                // Texts that were written to be dear are not looked at again and again.
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
        if (held is not null) database.Run("UPDATE event SET disagreement = $2 WHERE id = $1", @event, differs ?? NotMeasurable);
        return differs;
    }
}
