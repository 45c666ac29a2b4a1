namespace Variorum;

// Events: their numbers, and what is told of them in a line.
public sealed partial class EventIndex
{
    /// <summary>Gives groups their numbers. An event keeps its own when accounts join it or leave it; where two become one, the older number stays and the other leads to it.</summary>
    /// <param name="groups">All units of all events that they have units of.</param>
    /// <param name="due">Units of which something is new: events that have none of these and stay as they are keep what is told of them.</param>
    /// <returns>Whether an account is of another event than before.</returns>
    private bool Name(List<List<EventUnit>> groups, HashSet<long> due)
    {
        var moved = false;
        var sizes = groups.SelectMany(static group => group).CountBy(static unit => unit.Event).ToDictionary();
        // Each number goes to the group that has most of its accounts.
        var heirs = groups.SelectMany((group, i) => group.Where(static unit => unit.Event != 0).GroupBy(static unit => unit.Event)
                .Select(old => (Event: old.Key, Group: i, Count: old.Count(), First: old.Min(static unit => unit.Id))))
            .GroupBy(static heir => heir.Event).Select(static heirs => heirs.OrderByDescending(static heir => heir.Count).ThenBy(static heir => heir.First).First())
            .ToLookup(static heir => heir.Group, static heir => heir.Event);
        foreach (var (group, i) in groups.Select(static (group, i) => (group, i)).OrderBy(static pair => pair.group.Min(static unit => unit.Id)))
        {
            if (group[0].Event != 0 && sizes[group[0].Event] == group.Count && group.TrueForAll(unit => unit.Event == group[0].Event && !due.Contains(unit.Id))) continue;
            var old = heirs[i].Order().ToList();
            var id = old.Count > 0 ? old[0] : database.Insert("INSERT INTO event (date, time, names, accounts, publishers, witnesses) VALUES (0, 0, '', 0, 0, 0)");
            foreach (var other in old.Skip(1))
            {
                Empty(other);
                database.Run("UPDATE event SET into_event = $2 WHERE id = $1", other, id);
            }
            foreach (var unit in group.Where(unit => unit.Event != id)) (unit.Event, unit.Changed, moved) = (id, true, true);
            Relate(group);
            Describe(id, group);
        }
        return moved;
    }

    private void Empty(long @event)
    {
        database.Run("UPDATE event SET accounts = 0, publishers = 0, witnesses = 0, disagreement = NULL WHERE id = $1", @event);
        Forsake(@event);
    }

    private void Forsake(long @event)
    {
        foreach (var name in database.Rows(static row => row.GetString(0), "SELECT coalesce(place, '') || char(10) || names FROM event WHERE id = $1", @event).SelectMany(Lines))
            database.Run("DELETE FROM actor WHERE name = $1 AND event = $2", Marks64.Of(EventFacts.Fold(name)), @event);
    }

    private void Describe(long id, List<EventUnit> group)
    {
        Forsake(id);
        var place = Most(group.Select(static unit => unit.Facts.Place).OfType<string>());
        var names = Participants.Among([.. group.Select(static unit => unit.Facts.Names)], place);
        var time = group.Min(static unit => unit.Time);
        var day = group.Select(static unit => unit.Facts.Said).OfType<int>().GroupBy(static day => day)
            .OrderByDescending(static day => day.Count()).ThenBy(day => Math.Abs(day.Key - DayOf(time))).ThenBy(static day => day.Key).FirstOrDefault()?.Key;
        database.Run("UPDATE event SET into_event = NULL, day = $2, date = $3, time = $4, place = $5, names = $6, accounts = $7, publishers = $8, witnesses = $9, disagreement = NULL WHERE id = $1",
            id, day, day ?? DayOf(time), time, place, string.Join('\n', names), group.Count,
            group.Select(static unit => unit.Publisher).Distinct(StringComparer.Ordinal).Count(), group.Count(unit => unit.Relation == CopyRelation.Independent && !IsDigest(unit)));
        foreach (var name in names.Append(place).OfType<string>()) database.Run("INSERT OR IGNORE INTO actor (name, event) VALUES ($1, $2)", Marks64.Of(EventFacts.Fold(name)), id);
    }

    private static string? Most(IEnumerable<string> words) =>
        words.GroupBy(static word => word, StringComparer.Ordinal).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
}
