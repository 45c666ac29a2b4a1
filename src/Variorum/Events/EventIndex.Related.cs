using System.Globalization;

namespace Variorum;

// Which events hang together: announced and held, held and recalled, steps of one visit.
public sealed partial class EventIndex
{
    private const int MostRelated = 12;

    // Accounts of an event, spread over its time, whose neighbours are weighed, and stored pairs that are looked at: as much work for three hundred accounts as for eight.
    private const int MostAsked = 8, MostEdges = 400;

    // Of pairs of events that a person labelled in a week of news, 74 in 100 above this are of one story, and 89 in 100 above LikelyAt (Variorum.Bench related-score).
    private const double RelatedFrom = .05;

    // A report comes out on the day or on the next one.
    private const int ReportWithin = 1;

    private List<RelatedEvent> Related(IArchive archive, Event told, List<EventUnit> units)
    {
        var asked = Asked(units);
        var best = new Dictionary<long, (EventUnit Here, EventUnit There, double Probability)>();
        foreach (var (a, b, probability) in database.Rows(static row => (row.GetInt64(0), row.GetInt64(1), row.GetDouble(2)),
            "SELECT e.a, e.b, e.probability FROM edge e JOIN unit u ON u.id = e.a JOIN unit v ON v.id = e.b WHERE u.event = $1 AND v.event <> $1 ORDER BY e.probability DESC, e.a, e.b LIMIT $2", told.Id, MostEdges))
            if (Unit(a) is { } here && Unit(b) is { } there) Keep(here, there, probability);
        foreach (var here in asked)
            foreach (var there in Candidates(here))
                if (there.Event != told.Id && there.Event != 0) Keep(here, there, Probability(here, there));
        var own = Telling(told, asked);
        var related = new List<RelatedEvent>();
        foreach (var (id, (here, there, probability)) in best.Where(static pair => pair.Value.Probability >= RelatedFrom).OrderByDescending(static pair => pair.Value.Probability).ThenBy(static pair => pair.Key).Take(MostRelated))
        {
            if (database.Rows(EventOf, EventColumns + "WHERE id = $1 AND accounts > 0", id) is not [var other]) continue;
            var (moment, why) = MomentOf(own, Telling(other, Asked(UnitsOf(id))));
            var because = Evidence.Between(Weighed(here), Weighed(there), counts!, new Neighbourhood(here.Nearest), new Neighbourhood(there.Nearest)).Because;
            if (IsDigest(there)) (moment, why) = (EventMoment.Near, "it tells of several events");
            else if (IsDigest(here)) (moment, why) = (EventMoment.Near, "this tells of several events");
            related.Add(new RelatedEvent(other with { Headline = Headline(archive, id) }, moment, probability >= LikelyAt, why is null ? because : [why, .. because.Where(static reason => !reason.StartsWith("both tell of", StringComparison.Ordinal))]));
        }
        return [.. related.OrderBy(static one => one.Moment == EventMoment.Near).ThenBy(static one => one.Event.Told)];

        void Keep(EventUnit here, EventUnit there, double probability)
        {
            if (!best.TryGetValue(there.Event, out var known) || probability > known.Probability) best[there.Event] = (here, there, probability);
        }
    }

    private static List<EventUnit> Asked(List<EventUnit> units)
    {
        var sorted = units.Order(Comparer<EventUnit>.Create(EventUnit.Compare)).ToList();
        return sorted.Count <= MostAsked ? sorted : [.. Enumerable.Range(0, MostAsked).Select(i => sorted[i * sorted.Count / MostAsked])];
    }

    /// <summary>When an event was, when it was told, and of which days; days as <see cref="DateOnly.DayNumber"/>.</summary>
    private readonly record struct TellingDays(int? Day, int First, int Last, HashSet<int> Names);

    private static TellingDays Telling(Event told, List<EventUnit> asked)
    {
        var days = asked.Where(static unit => unit.Traits.Published > 0).Select(static unit => unit.Traits.Published).DefaultIfEmpty(DayOf(told.Told.ToUnixTimeMilliseconds())).ToList();
        return new TellingDays(told.Date?.DayNumber, days.Min(), days.Max(), [.. asked.SelectMany(static unit => EventFacts.Days(unit.Traits))]);
    }

    /// <summary>What another event is to one, by the days that both tell against the days on which they were told, and a reason.</summary>
    private static (EventMoment Moment, string? Why) MomentOf(TellingDays one, TellingDays other)
    {
        if (one.Day is { } held && other.Last < held && one.Last >= held && other.Names.Contains(held)) return (EventMoment.Before, $"told on {Written(other.Last)} of {Written(held)}");
        if (other.Day is { } announced && one.Last < announced && other.Last >= announced && one.Names.Contains(announced)) return (EventMoment.After, $"of {Written(announced)}, which this was told ahead of");
        if (one.Day is { } recalled && other.First > recalled + ReportWithin && other.First > one.First && other.Names.Contains(recalled)) return (EventMoment.After, $"told on {Written(other.First)} of {Written(recalled)}");
        if (other.Day is { } past && one.First > past + ReportWithin && one.First > other.First && one.Names.Contains(past)) return (EventMoment.Before, $"of {Written(past)}, which this tells of as well");
        return (EventMoment.Near, null);
    }

    private static string Written(int day) => DateOnly.FromDayNumber(day).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
