using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Variorum;

// Units and where they are found, with as many of them in memory as were used last.
public sealed partial class EventIndex
{
    // Units at 6 kB, lists at some 250 bytes, pairs at some 100: about 190 MB when all are full; of one among several readers, about 10.
    private const int MostUnits = 12_000, MostLists = 400_000, MostPairs = 400_000, FewerAmongOthers = 20;

    // The first and the latest of a week and language that have a key: a word that more have finds little, and copies find what they repeat.
    private const int MostOfKey = 160;

    private const int WeekDays = 8;

    // Where those are found that nobody knows the day of: they may be of any.
    private const int Undated = -1;

    private const string UnitColumns =
        "SELECT u.id, u.event, u.time, u.day, u.said, u.relation, u.source, u.share, u.publisher, u.place, u.names, u.traits, n.nearest, u.house, u.seen, u.origin FROM unit u LEFT JOIN nearest n ON n.unit = u.id ";

    private readonly Dictionary<long, EventUnit> units = [];
    private readonly Dictionary<(int Week, long Key), List<Posting>> lists = [];
    private readonly HashSet<(int Week, long Key)> added = [];

    private EventUnit? Unit(long id)
    {
        if (units.TryGetValue(id, out var unit)) return unit;
        return database.Row(UnitOf, UnitColumns + "WHERE u.id = $1", id);
    }

    private EventUnit UnitOf(SqliteDataReader row)
    {
        var id = row.GetInt64(0);
        // What is in memory may have been changed since it was written.
        if (units.TryGetValue(id, out var known)) return known;
        var unit = new EventUnit(id, Traits.Unpack(row.GetFieldValue<byte[]>(11)))
        {
            Event = row.GetInt64(1),
            Time = row.GetInt64(2),
            Day = row.GetInt32(3),
            Seen = row.GetInt64(14),
            Relation = (CopyRelation)row.GetInt32(5),
            Source = row.IsDBNull(6) ? null : row.GetInt64(6),
            Share = row.GetDouble(7),
            Publisher = row.GetString(8),
            House = row.GetInt64(13),
            Facts = new EventFacts(row.IsDBNull(4) ? null : row.GetInt32(4), row.IsDBNull(9) ? null : row.GetString(9), Lines(row.GetString(10))),
            Nearest = row.IsDBNull(12) ? [] : MemoryMarshal.Cast<byte, float>(row.GetFieldValue<byte[]>(12)).ToArray(),
        };
        if (!row.IsDBNull(15)) (unit.Origin, unit.OriginRead) = (row.GetString(15).Split('\n') is [{ Length: > 0 } publisher, .. var url] ? new Origin(publisher, url is [var of] ? of : null) : null, true);
        units.Add(id, unit);
        return unit;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    private List<EventUnit> UnitsOf(long @event) => database.Rows(UnitOf, UnitColumns + "WHERE u.event = $1 ORDER BY u.id", @event);

    private void Insert(EventUnit unit)
    {
        database.Run(
            """
            INSERT INTO unit (id, event, time, day, said, relation, source, share, publisher, place, names, traits, house, seen)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            unit.Id, unit.Event, unit.Time, unit.Day, unit.Facts.Said, (int)unit.Relation, unit.Source, unit.Share, unit.Publisher, unit.Facts.Place, string.Join('\n', unit.Facts.Names), unit.Traits.Pack(), unit.House, unit.Seen);
        units[unit.Id] = unit;
    }

    /// <summary>Writes what has changed, and forgets what memory has no room for.</summary>
    private void Settle()
    {
        WriteUnits();
        // In their order, so that each page of the tree is written once.
        foreach (var place in added.Order())
            database.Run("INSERT INTO posting (week, key, units) VALUES ($1, $2, $3) ON CONFLICT (week, key) DO UPDATE SET units = excluded.units",
                place.Week, place.Key, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(lists[place])).ToArray());
        added.Clear();
        Trim();
    }

    // Pairs and weights are of the units in memory: without these they would never be asked for again.
    private void Trim()
    {
        var share = common is null ? 1 : FewerAmongOthers;
        if (pairs.Count > MostPairs / share) pairs.Clear();
        if (lists.Count > MostLists / share) lists.Clear();
        if (units.Count <= MostUnits / share) return;
        units.Clear();
        pairs.Clear();
        weighed.Clear();
    }

    private void WriteUnits()
    {
        foreach (var unit in units.Values)
        {
            if (unit.Changed)
                database.Run("UPDATE unit SET event = $2, relation = $3, source = $4, share = $5, origin = $6 WHERE id = $1", unit.Id, unit.Event, (int)unit.Relation, unit.Source, unit.Share, Written(unit));
            if (unit.NearestChanged)
                database.Run("INSERT INTO nearest (unit, nearest) VALUES ($1, $2) ON CONFLICT (unit) DO UPDATE SET nearest = excluded.nearest", unit.Id, MemoryMarshal.AsBytes<float>(unit.Nearest).ToArray());
            (unit.Changed, unit.NearestChanged) = (false, false);
        }
    }

    private static string? Written(EventUnit unit) => unit switch
    {
        { OriginRead: false } => null,
        { Origin: { } origin } => origin.Url is null ? origin.Publisher : $"{origin.Publisher}\n{origin.Url}",
        _ => "",
    };

    // After a failure what is in memory is not what is stored.
    private void Forget()
    {
        units.Clear();
        lists.Clear();
        added.Clear();
        weeks.Clear();
        pairs.Clear();
        weighed.Clear();
        weighedAt = 0;
        counts = null;
        (rulings, followed, decisions, digests) = (null, null, null, null);
        regroup.Clear();
    }

    /// <summary>That a unit has a key.</summary>
    /// <param name="Unit">Its number.</param>
    /// <param name="Language">The letters of its code, four at most; 0 where nobody knows.</param>
    private readonly record struct Posting(uint Unit, uint Language)
    {
        public static uint LanguageOf(Traits traits) => traits.Language.Aggregate(0u, static (code, letter) => code << 8 | (byte)letter);

        public bool IsAcross(uint language) => Language != 0 && language != 0 && Language != language;
    }

    private void Post(EventUnit unit)
    {
        var (posting, week) = (new Posting((uint)unit.Id, Posting.LanguageOf(unit.Traits)), WeekOf(unit));
        foreach (var key in unit.Traits.Keys)
        {
            var list = ListOf((week, key));
            var (own, middle) = (0, -1);
            var isNew = true;
            for (var i = 0; i < list.Count && isNew; i++)
            {
                isNew = list[i].Unit != posting.Unit;
                if (list[i].Language == posting.Language && own++ == MostOfKey / 2) middle = i;
            }
            if (!isNew) continue;
            if (own == MostOfKey) list.RemoveAt(middle);
            list.Add(posting);
            added.Add((week, key));
            if (weeks.Count > 0) weeks.Add(week);
        }
    }

    private static int WeekOf(EventUnit unit) => unit.Traits.Published == 0 ? Undated : unit.Day / WeekDays;

    /// <summary>The weeks in which others may tell of the same event.</summary>
    private static IEnumerable<int> WeeksNear(EventUnit unit)
    {
        // What nobody knows the day of was published near the one that it tells, or the one on which it was first seen.
        int[] days = unit.Traits.Published == 0 && unit.Facts.Said is { } said ? [said, unit.Day] : [unit.Day];
        return days.SelectMany(static day => Enumerable.Range((day - GroupedCorpus.Window) / WeekDays, (2 * GroupedCorpus.Window / WeekDays) + 2).TakeWhile(week => week <= (day + GroupedCorpus.Window) / WeekDays))
            .Prepend(Undated).Distinct();
    }

    private readonly HashSet<int> weeks = [];

    private HashSet<int> Weeks()
    {
        if (weeks.Count == 0)
        {
            weeks.UnionWith(database.Rows(static row => row.GetInt32(0),
                "WITH RECURSIVE w(week) AS (SELECT min(week) FROM posting UNION ALL SELECT (SELECT min(week) FROM posting WHERE week > w.week) FROM w WHERE week IS NOT NULL) SELECT week FROM w WHERE week IS NOT NULL"));
            weeks.UnionWith(added.Select(static place => place.Week));
        }
        return weeks;
    }

    // Of a week that hardly anybody asks for nothing is kept in memory.
    private List<Posting> Peek((int Week, long Key) place) => lists.TryGetValue(place, out var list) ? list : Stored(place);

    private List<Posting> ListOf((int Week, long Key) place)
    {
        if (lists.TryGetValue(place, out var list)) return list;
        return lists[place] = Stored(place);
    }

    private List<Posting> Stored((int Week, long Key) place) =>
        database.Row(static row => row.GetFieldValue<byte[]>(0), "SELECT units FROM posting WHERE week = $1 AND key = $2", place.Week, place.Key) is { } bytes ? [.. MemoryMarshal.Cast<byte, Posting>(bytes)] : [];

    private static int DayOf(long time) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime).DayNumber;

    /// <summary>When an account was published, else when it was first seen, in milliseconds; what is yet to come when it is seen is no time of publication.</summary>
    private static (long Time, string? Published) TimeOf(string? published, DateTimeOffset seen)
    {
        if (published is null || CalendarDay.Parse(published) is not { Day: > 0 } || !DateTimeOffset.TryParse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || time > seen.AddDays(2)) return (seen.ToUnixTimeMilliseconds(), null);
        return (time.ToUnixTimeMilliseconds(), published);
    }
}
