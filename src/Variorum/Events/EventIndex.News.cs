namespace Variorum;

// What home pages, feeds and searches ask of events.
public sealed partial class EventIndex
{
    /// <summary>Every version of the archive up to this number is grouped.</summary>
    internal long Followed => Ask(() => database.Number("SELECT version FROM state") ?? 0);

    /// <summary>Answers a question of many parts from one state of the index; each part by itself would begin by finding out which state that is.</summary>
    internal T Within<T>(Func<T> question) => Ask(question);

    /// <inheritdoc cref="Database.AmongOthers"/>
    internal void AmongOthers() => database.AmongOthers();

    /// <summary>A number that is another one when somebody has written to the index since; of this reader alone.</summary>
    internal long Stands => database.Number("PRAGMA data_version") ?? 0;

    /// <summary>Events that several publishers tell of, the latest first.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="most">How many.</param>
    internal IReadOnlyList<Event> Shared(IArchive archive, int most) => Ask(() =>
        (IReadOnlyList<Event>)[.. database.Rows(EventOf, EventColumns + "WHERE publishers > 1 AND accounts > 0 ORDER BY date DESC, id DESC LIMIT $1", most)
            .Select(one => one with { Headline = Headline(archive, one.Id) })]);

    /// <summary>An event as it is listed; null where there is none of this number, or it has no accounts.</summary>
    internal Event? Listed(IArchive archive, long @event) => Ask(() =>
        database.Row(EventOf, EventColumns + "WHERE id = $1 AND accounts > 0", @event) is { } found ? found with { Headline = Headline(archive, @event) } : null);

    /// <summary>The event of which a version tells, and how many publishers told of it in versions up to a number; null where it is not grouped.</summary>
    /// <param name="version">Of the archive.</param>
    /// <param name="until">The last version that counts; null for all.</param>
    internal (long Event, int Publishers)? Tells(long version, long? until = null) => Ask<(long, int)?>(() =>
        database.Number("SELECT u.event FROM account a JOIN unit u ON u.id = a.unit WHERE a.id = $1", version) is > 0 and { } @event
            ? (@event, (int)(database.Number("SELECT count(DISTINCT publisher) FROM unit WHERE event = $1 AND id <= $2", @event, until ?? long.MaxValue) ?? 0)) : null);

    /// <summary>Versions whose text is the same as that of others, or repeats it.</summary>
    /// <param name="version">A version.</param>
    /// <returns>All of them, this one too, each with what it is to the account that it repeats; this one alone where it is not grouped.</returns>
    internal IReadOnlyList<(long Version, CopyRelation Relation)> Alike(long version) => Ask(() =>
    {
        if (database.Number("SELECT unit FROM account WHERE id = $1", version) is not { } own) return (IReadOnlyList<(long, CopyRelation)>)[(version, CopyRelation.Independent)];
        var @event = database.Number("SELECT event FROM unit WHERE id = $1", own) ?? 0;
        var units = database.Rows(static row => (Id: row.GetInt64(0), Source: row.IsDBNull(1) ? (long?)null : row.GetInt64(1), Relation: (CopyRelation)row.GetInt32(2)),
            "SELECT id, source, relation FROM unit WHERE event = $1 AND (id = $2 OR $1 > 0)", @event, own).ToDictionary(static unit => unit.Id);
        var root = Root(own);
        return [.. units.Values.Where(unit => Root(unit.Id) == root).OrderBy(static unit => unit.Id).SelectMany(unit => database.Rows(row => (row.GetInt64(0), unit.Relation), "SELECT id FROM account WHERE unit = $1 ORDER BY id", unit.Id))];

        long Root(long unit)
        {
            for (var steps = 0; steps < units.Count && units.TryGetValue(unit, out var at) && at.Source is { } source && units.ContainsKey(source); steps++) unit = source;
            return unit;
        }
    });
}
