namespace Variorum;

// Who repeats whom.
public sealed partial class EventIndex
{
    // Candidates whose whole texts are compared: those that have most of each other's phrases, by the samples that are kept.
    private const int MostRead = 6;
    private const double ReadFrom = .25;

    // Candidates of the same house in other languages, the likeliest first.
    private const int MostForeign = 3;

    private void FindCopies(List<EventUnit> placed, List<EventUnit[]> candidates, Dictionary<long, EventUnit[]> copied, Func<long, EventDocument?> texts)
    {
        var (pairs, once) = (new List<(EventUnit Unit, EventUnit Other)>(), new HashSet<(long, long)>());
        var read = new EventUnit[placed.Count][];
        Parallel.For(0, placed.Count, i =>
        {
            var unit = placed[i];
            read[i] = [.. candidates[i].Where(other => other.Traits.Language != unit.Traits.Language && other.House == unit.House).Take(MostForeign),
                .. candidates[i].Where(other => other.Traits.Language == unit.Traits.Language).Select(other => (other, Share: PhraseShare(unit.Traits, other.Traits))).Where(static pair => pair.Share >= ReadFrom)
                .OrderByDescending(static pair => pair.Share).ThenBy(static pair => pair.other, Comparer<EventUnit>.Create(EventUnit.Compare)).Take(MostRead).Select(static pair => pair.other),
                .. copied.GetValueOrDefault(unit.Id, [])];
        });
        foreach (var unit in placed) CopiesOf(unit);
        for (var i = 0; i < placed.Count; i++)
            foreach (var other in read[i])
                if (once.Add((Math.Min(placed[i].Id, other.Id), Math.Max(placed[i].Id, other.Id)))) pairs.Add((placed[i], other));
        var documents = new Dictionary<long, EventDocument>();
        foreach (var id in once.SelectMany(static pair => (long[])[pair.Item1, pair.Item2]).Distinct())
            if (texts(id) is { } text) documents.Add(id, text);
        pairs.RemoveAll(pair => !documents.ContainsKey(pair.Unit.Id) || !documents.ContainsKey(pair.Other.Id));
        var found = new CopyEvidence[pairs.Count];
        Parallel.For(0, pairs.Count, i => found[i] = Copies.Between(documents[pairs[i].Unit.Id], documents[pairs[i].Other.Id]));
        for (var i = 0; i < pairs.Count; i++)
        {
            var (unit, other) = pairs[i];
            if (found[i].Relation is not (CopyRelation.Reprint or CopyRelation.Edited or CopyRelation.Translation)) continue;
            var (said, saidOfIt) = (Copies.SaysFrom(documents[unit.Id], documents[other.Id]), Copies.SaysFrom(documents[other.Id], documents[unit.Id]));
            CopiesOf(unit)[other.Id] = new CopyOf(found[i].Relation, found[i].ShareOfFirst, said);
            CopiesOf(other)[unit.Id] = new CopyOf(found[i].Relation, found[i].ShareOfSecond, saidOfIt);
            var later = said != saidOfIt ? said ? unit : other : EventUnit.Compare(unit, other) > 0 ? unit : other;
            (later.Relation, later.Changed) = (found[i].Relation, true);
        }
    }

    private Dictionary<long, CopyOf> CopiesOf(EventUnit unit) =>
        unit.Copies ??= database.Rows(static row => (Other: row.GetInt64(0), Copy: new CopyOf((CopyRelation)row.GetInt32(1), row.GetDouble(2), row.GetInt64(3) != 0)),
            "SELECT b, relation, share, said FROM edge WHERE a = $1 AND relation > 0", unit.Id).ToDictionary(static row => row.Other, static row => row.Copy);

    /// <summary>To each account of an event the one that it repeats: the one it names, else of those before it the one that has most of its words, of equals the last.</summary>
    private void Relate(List<EventUnit> group)
    {
        group.Sort(EventUnit.Compare);
        // Of a text and its translation of one moment the one whose words others print is the original.
        for (var i = 0; i < group.Count; i++)
        {
            var original = group.FindIndex(i + 1, other => other.Time == group[i].Time && CopiesOf(group[i]).TryGetValue(other.Id, out var copy) && copy is { Relation: CopyRelation.Translation, Said: false } && Printed(other) > Printed(group[i]));
            if (original < 0) continue;
            var unit = group[original];
            group.RemoveAt(original);
            group.Insert(i, unit);
        }
        var places = group.Select(static (unit, place) => (unit.Id, place)).ToDictionary();
        for (var i = 0; i < group.Count; i++)
        {
            var unit = group[i];
            // Who says whose text it prints is no source of it, whenever it was published.
            var (source, copy) = CopiesOf(unit).Where(other => places.TryGetValue(other.Key, out var place) && (place < i ? other.Value.Said || !Names(group[place], unit) : other.Value.Said && !Names(group[place], unit)))
                .OrderByDescending(static other => other.Value.Said).ThenByDescending(static other => Math.Round(other.Value.Share, 2)).ThenByDescending(other => places[other.Key]).Select(static other => ((long?)other.Key, other.Value)).FirstOrDefault();
            if (unit.Source == source && unit.Relation == copy.Relation) continue;
            (unit.Source, unit.Relation, unit.Share, unit.Changed) = (source, copy.Relation, copy.Share, true);
        }
        // Where each of a ring says that it comes from the next, the first of them is the source.
        foreach (var unit in group)
        {
            var (at, steps) = (unit.Source, 0);
            while (at is { } source && source != unit.Id && places.TryGetValue(source, out var place) && steps++ < group.Count) at = group[place].Source;
            if (at == unit.Id) (unit.Source, unit.Relation, unit.Share, unit.Changed) = (null, CopyRelation.Independent, 0, true);
        }
    }

    private int Printed(EventUnit unit) => CopiesOf(unit).Count(static other => other.Value.Relation is CopyRelation.Reprint or CopyRelation.Edited);

    private bool Names(EventUnit unit, EventUnit source) => CopiesOf(unit).TryGetValue(source.Id, out var copy) && copy.Said;
}
