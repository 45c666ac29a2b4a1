namespace Variorum;

/// <summary>Something that happened, told by accounts.</summary>
/// <param name="Id">Its number in this archive: it stays while accounts join it.</param>
/// <param name="Date">The day on which it happened, by what its accounts say; null where they say none.</param>
/// <param name="Told">When the first of its accounts was published, 00:00 where its day alone is known, or else first seen; UTC.</param>
/// <param name="Place">Where; null where nobody says.</param>
/// <param name="Participants">Countries, persons and bodies that at least half of its accounts name, the foremost first.</param>
/// <param name="Headline">Of the first of its accounts that repeats no other one.</param>
/// <param name="Accounts">How many tell of it; versions of one text count once.</param>
/// <param name="Publishers">How many different ones.</param>
/// <param name="Witnesses">How many of its accounts repeat no other one, and tell of no other event.</param>
public sealed record Event(long Id, DateOnly? Date, DateTimeOffset Told, string? Place, IReadOnlyList<string> Participants, string Headline, int Accounts, int Publishers, int Witnesses)
{
    /// <summary>
    /// How much its witnesses differ, 0 to 1: of the rows of their <see cref="StatementTable"/> that two of them tell, the share that has differences;
    /// of many witnesses the first four are compared. Null where there are not two witnesses, or none was asked for.
    /// </summary>
    public double? Disagreement { get; init; }

    /// <summary>Whether it was looked at how much they differ, whatever came of it: some cannot be compared.</summary>
    internal bool IsMeasured { get; init; }
}

/// <summary>An account of an event.</summary>
/// <param name="Version">Its first version, which names it.</param>
/// <param name="Document">Where it stands.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Later">Versions of the same text that came after it, by time.</param>
/// <param name="Relation">What it is to the account that it repeats.</param>
/// <param name="Of">The version whose text it repeats; null for an independent one.</param>
/// <param name="Share">How much of it is that one's, 0 to 1.</param>
/// <param name="After">How long after the first account it came; null for the first one and where nothing is known of it.</param>
/// <param name="Because">Why it is in this event, the strongest reason first; empty where it stands alone.</param>
public sealed record EventAccount(Version Version, Document Document, string Publisher, IReadOnlyList<Version> Later, CopyRelation Relation, long? Of, double Share, TimeLag? After, IReadOnlyList<string> Because)
{
    /// <summary>Whether a person keeps it where it is.</summary>
    public bool Decided { get; init; }

    /// <summary>The events of which it tells, where they are several: a press review, a digest, which is an event of its own and witness of none; empty elsewhere.</summary>
    public IReadOnlyList<long> Tells { get; init; } = [];

    /// <summary>The event's day, where this was published ahead of it and others were not; null elsewhere.</summary>
    public DateOnly? Announces { get; init; }
}

/// <summary>How long after another account one came.</summary>
/// <param name="Days">Days between the days on which they say that they were published, 0 or more; null where either does not say.</param>
/// <param name="Seen">
/// Time between the archive's first visits to them, 0 or more; null where either was not seen on the day it was published or the next, or this one was
/// seen earlier. It tells of the visits, and not in which order they were published.
/// </param>
public readonly record struct TimeLag(int? Days, TimeSpan? Seen);

/// <summary>A publisher that told nothing of an event although it usually does of such ones.</summary>
/// <param name="Publisher">Its name.</param>
/// <param name="Told">Of how many events with the same place or participants it has accounts here.</param>
/// <param name="Of">How many such events there are.</param>
public readonly record struct SilentPublisher(string Publisher, int Told, int Of);

/// <summary>An event with all that is known of it.</summary>
/// <param name="Accounts">By time; of one day what is repeated before what repeats it.</param>
/// <param name="Silent">Those that usually tell of such events, the most regular first.</param>
/// <param name="Decisions">What people decided of its accounts, in their order.</param>
/// <param name="Related">Other events that it hangs together with: those announced or recalled first, by time, then those that are only near.</param>
public sealed record EventHistory(Event Event, IReadOnlyList<EventAccount> Accounts, IReadOnlyList<SilentPublisher> Silent, IReadOnlyList<EventDecision> Decisions, IReadOnlyList<RelatedEvent> Related);

/// <summary>An event that hangs together with another one.</summary>
/// <param name="Event">The other one.</param>
/// <param name="Moment">What it is to the one.</param>
/// <param name="Likely">Whether an account of one is nearly near enough to one of the other to be of one event; else they only may have to do with each other.</param>
/// <param name="Because">Why, the strongest reason first.</param>
public sealed record RelatedEvent(Event Event, EventMoment Moment, bool Likely, IReadOnlyList<string> Because);

/// <summary>What an event is to another in time, by the days that their accounts tell and those on which these were published.</summary>
public enum EventMoment
{
    /// <summary>Nothing tells.</summary>
    Near,

    /// <summary>It was told ahead of the other's day, or is what the other recalls.</summary>
    Before,

    /// <summary>It is what the other was told ahead of, or recalls the other's day.</summary>
    After,
}

/// <summary>Which events are asked for.</summary>
public sealed record EventFilter
{
    /// <summary>On this day or later.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>On this day or earlier.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where; any case and accents.</summary>
    public string? Place { get; init; }

    /// <summary>A country, person or body, or a part of its name; any case, accents and hyphens, and a country by any name that the lexicon knows.</summary>
    public string? With { get; init; }

    /// <summary>Versions of which one has to be among the accounts; null for no such wish.</summary>
    public IReadOnlySet<long>? Versions { get; init; }

    public EventOrder Order { get; init; }

    /// <summary>Only those that stand behind this one in the order; null from the first on. Of an event that is not there any more nothing follows but by date.</summary>
    public long? After { get; init; }

    /// <summary>How many at most; null for all.</summary>
    public int? Most { get; init; }

    /// <summary>Of how many events one question measures how much the witnesses differ, where that is the order; some ten seconds' work.</summary>
    internal int MostMeasured { get; init; } = 200;
}

/// <summary>In which order events are given.</summary>
public enum EventOrder
{
    /// <summary>The latest first.</summary>
    Date,

    /// <summary>Those of most accounts first.</summary>
    Accounts,

    /// <summary>Those first on which witnesses differ most.</summary>
    Disagreement,
}
