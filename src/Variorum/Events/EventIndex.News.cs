namespace Variorum;

// What home pages, feeds and searches ask of events.
public sealed partial class EventIndex
{
    /// <summary>Every version of the archive up to this number is grouped.</summary>
    internal long Followed => Ask(() => database.Number("SELECT version FROM state") ?? 0);

    /// <summary>Answers a question of many parts from one state of the index; each part by itself would begin by finding out which state that is.</summary>
    internal T Within<T>(Func<T> question) => Ask(question);

    /// <summary>Makes it one of several readers that one process keeps: it holds little by itself, and shares what all of them need.</summary>
    internal void AmongOthers(CommonCounts counts)
    {
        common = counts;
        database.AmongOthers();
    }

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
    {
        using var row = database.Prepare("SELECT u.event, (SELECT count(DISTINCT o.publisher) FROM unit o WHERE o.event = u.event AND o.id <= $2) FROM account a JOIN unit u ON u.id = a.unit WHERE a.id = $1 AND u.event > 0",
            version, until ?? long.MaxValue).ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetInt32(1)) : null;
    });

    /// <summary>Versions whose text is the same as that of others, or repeats it.</summary>
    /// <param name="version">A version.</param>
    /// <returns>All of them, this one too, each with what it is to the account that it repeats; this one alone where it is not grouped.</returns>
    internal IReadOnlyList<(long Version, CopyRelation Relation)> Alike(long version) => Ask(() =>
    {
        var members = database.Rows(static row => (Version: row.GetInt64(0), Unit: row.GetInt64(1), Source: row.IsDBNull(2) ? (long?)null : row.GetInt64(2), Relation: (CopyRelation)row.GetInt32(3)),
            "SELECT b.id, v.id, v.source, v.relation FROM account a JOIN unit u ON u.id = a.unit JOIN unit v ON v.id = u.id OR (v.event = u.event AND u.event > 0) JOIN account b ON b.unit = v.id WHERE a.id = $1 ORDER BY v.id, b.id", version);
        if (members.Count == 0) return [(version, CopyRelation.Independent)];
        var sources = members.DistinctBy(static member => member.Unit).ToDictionary(static member => member.Unit, static member => member.Source);
        var root = Root(members.Find(member => member.Version == version).Unit);
        return (IReadOnlyList<(long, CopyRelation)>)[.. members.Where(member => Root(member.Unit) == root).Select(static member => (member.Version, member.Relation))];

        long Root(long unit)
        {
            for (var steps = 0; steps < sources.Count && sources[unit] is { } source && sources.ContainsKey(source); steps++) unit = source;
            return unit;
        }
    });
}
