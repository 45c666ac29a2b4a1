namespace Variorum;

// Who repeats whom.
public sealed partial class EventIndex
{
    // Candidates whose whole texts are compared: those that have most of each other's phrases, by the samples that are kept.
    private const int MostRead = 6;
    private const double ReadFrom = .25;

    private void FindCopies(List<EventUnit> placed, List<EventUnit[]> candidates, Func<long, EventDocument> texts)
    {
        var pairs = new List<(EventUnit Unit, EventUnit Other)>();
        var read = new EventUnit[placed.Count][];
        Parallel.For(0, placed.Count, i =>
        {
            var unit = placed[i];
            read[i] = [.. candidates[i].Where(other => other.Traits.Language == unit.Traits.Language).Select(other => (other, Share: PhraseShare(unit.Traits, other.Traits))).Where(static pair => pair.Share >= ReadFrom)
                .OrderByDescending(static pair => pair.Share).ThenBy(static pair => pair.other, Comparer<EventUnit>.Create(EventUnit.Compare)).Take(MostRead).Select(static pair => pair.other)];
        });
        foreach (var unit in placed) CopiesOf(unit);
        for (var i = 0; i < placed.Count; i++)
            foreach (var other in read[i])
                if (!pairs.Contains((other, placed[i]))) pairs.Add((placed[i], other));
        var documents = pairs.SelectMany(static pair => (long[])[pair.Unit.Id, pair.Other.Id]).Distinct().ToDictionary(static id => id, texts);
        var found = new CopyEvidence[pairs.Count];
        Parallel.For(0, pairs.Count, i => found[i] = Copies.Between(documents[pairs[i].Unit.Id], documents[pairs[i].Other.Id]));
        for (var i = 0; i < pairs.Count; i++)
        {
            var (unit, other) = pairs[i];
            if (found[i].Relation is not (CopyRelation.Reprint or CopyRelation.Edited)) continue;
            CopiesOf(unit)[other.Id] = (found[i].Relation, found[i].ShareOfFirst);
            CopiesOf(other)[unit.Id] = (found[i].Relation, found[i].ShareOfSecond);
            var later = EventUnit.Compare(unit, other) > 0 ? unit : other;
            (later.Relation, later.Changed) = (found[i].Relation, true);
        }
    }

    private Dictionary<long, (CopyRelation Relation, double Share)> CopiesOf(EventUnit unit) =>
        unit.Copies ??= database.Rows(static row => (Other: row.GetInt64(0), Copy: ((CopyRelation)row.GetInt32(1), row.GetDouble(2))),
            "SELECT b, relation, share FROM edge WHERE a = $1 AND relation > 0", unit.Id).ToDictionary(static row => row.Other, static row => row.Copy);

    /// <summary>To each account of an event the one before it that it repeats: the one that has most of its words, of equals the last.</summary>
    private void Relate(List<EventUnit> group)
    {
        group.Sort(EventUnit.Compare);
        var places = group.Select(static (unit, place) => (unit.Id, place)).ToDictionary();
        for (var i = 0; i < group.Count; i++)
        {
            var unit = group[i];
            var (source, copy) = CopiesOf(unit).Where(other => places.TryGetValue(other.Key, out var place) && place < i)
                .OrderByDescending(static other => Math.Round(other.Value.Share, 2)).ThenByDescending(other => places[other.Key]).Select(static other => ((long?)other.Key, other.Value)).FirstOrDefault();
            if (unit.Source == source && unit.Relation == copy.Relation) continue;
            (unit.Source, unit.Relation, unit.Share, unit.Changed) = (source, copy.Relation, copy.Share, true);
        }
    }
}
