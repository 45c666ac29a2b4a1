namespace Variorum;

// What people decide.
public sealed partial class EventIndex
{
    private Rulings? rulings, followed;
    private List<string> unmatched = [];

    // The file as it was read last, and the addresses that it names.
    private DecisionFile? decisions;
    private (bool Exists, long Length, DateTime Written) decisionsRead;
    private readonly HashSet<long> named = [];

    /// <summary>Lines of the decisions that cannot be read, or name an account that the archive has not: a sentence each. They are kept.</summary>
    public IReadOnlyList<string> Unmatched
    {
        get
        {
            return Ask(() =>
            {
                Ruled();
                return unmatched;
            });
        }
    }

    /// <summary>Makes several events one.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="events">Two or more.</param>
    /// <param name="note">Why; null for no reason given.</param>
    /// <param name="time">Tells when it is decided.</param>
    /// <returns>The number of the event that they are now.</returns>
    /// <exception cref="DecisionException">They are one already, or there is none of such a number.</exception>
    public long Merge(IArchive archive, IReadOnlyList<long> events, string? note = null, TimeProvider? time = null)
    {
        var named = events.Select(Existing).Distinct().ToList();
        if (named.Count < 2) throw new DecisionException(events.Distinct().ToList() is { Count: > 1 } several ? $"events {string.Join(" and ", several)} are one already" : "a merge needs two events");
        var accounts = named.SelectMany(UnitsOf).ToList();
        Decide(archive, new EventDecision(DecisionKind.Merge, Now(time), Names(archive, accounts), []) { Note = note });
        return Unit(accounts[0].Id)!.Event;
    }

    /// <summary>Takes accounts out of an event and makes them another one.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="event">Whose they are.</param>
    /// <param name="accounts">Versions of the archive, one or more.</param>
    /// <param name="note">Why; null for no reason given.</param>
    /// <param name="time">Tells when it is decided.</param>
    /// <returns>The number of the new event.</returns>
    /// <exception cref="DecisionException">They are not of this event, or they are all that it has.</exception>
    public long Split(IArchive archive, long @event, IReadOnlyList<long> accounts, string? note = null, TimeProvider? time = null)
    {
        @event = Existing(@event);
        var (taken, all) = (accounts.Select(account => Member(archive, @event, account)).Distinct().ToList(), UnitsOf(@event));
        var left = all.Where(unit => !taken.Contains(unit)).ToList();
        if (left.Count == 0) throw new DecisionException($"nothing would be left of event {@event}: name some of its accounts, not all");
        Decide(archive, new EventDecision(DecisionKind.Split, Now(time), Names(archive, taken), Names(archive, left)) { Note = note });
        return Unit(taken[0].Id)!.Event;
    }

    /// <summary>Moves an account from an event to another.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="event">Where it is.</param>
    /// <param name="account">A version of the archive.</param>
    /// <param name="to">The event that it belongs to.</param>
    /// <param name="note">Why; null for no reason given.</param>
    /// <param name="time">Tells when it is decided.</param>
    /// <exception cref="DecisionException">It is not there, or it is of that event already.</exception>
    public void Move(IArchive archive, long @event, long account, long to, string? note = null, TimeProvider? time = null)
    {
        (@event, to) = (Existing(@event), Existing(to));
        var unit = Member(archive, @event, account);
        if (@event == to) throw new DecisionException($"account {Shown(archive, account)} is of event {to} already");
        var others = UnitsOf(@event).Where(other => other != unit).ToList();
        Decide(archive, new EventDecision(DecisionKind.Move, Now(time), Names(archive, [unit, .. Others(to, unit)]), Names(archive, others)) { Note = note });
    }

    /// <summary>Keeps an account in its event, or an event as it is: the program neither adds to it nor takes from it.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="event">The event.</param>
    /// <param name="account">A version of the archive; null for the whole event.</param>
    /// <param name="note">Why; null for no reason given.</param>
    /// <param name="time">Tells when it is decided.</param>
    /// <exception cref="DecisionException">The account is not of this event.</exception>
    public void Pin(IArchive archive, long @event, long? account = null, string? note = null, TimeProvider? time = null)
    {
        @event = Existing(@event);
        var (unit, all) = (account is { } named ? Member(archive, @event, named) : null, UnitsOf(@event));
        if (account is { } alone && all.Count == 1) throw new DecisionException($"account {Shown(archive, alone)} is alone in event {@event}: pin the event itself, and nothing joins it");
        Decide(archive, new EventDecision(DecisionKind.Pin, Now(time), Names(archive, unit is null ? all : [unit, .. Others(@event, unit)]), []) { Closed = unit is null, Note = note });
    }

    /// <summary>Gives what was pinned back to the program.</summary>
    /// <inheritdoc cref="Pin" path="/param"/>
    /// <exception cref="DecisionException">It is not pinned.</exception>
    public void Unpin(IArchive archive, long @event, long? account = null, string? note = null, TimeProvider? time = null)
    {
        @event = Existing(@event);
        var named = account is { } of ? [Member(archive, @event, of)] : UnitsOf(@event);
        LookForDecisions();
        var ruled = Ruled();
        var whole = named.Exists(unit => ruled.Closed(ruled.Of(unit.Id)));
        if (!named.Exists(unit => ruled.Pinned(unit.Id)) && (account is not null || !whole))
        {
            throw new DecisionException(account is not { } one ? $"event {@event} is not pinned"
                : $"account {Shown(archive, one)} is not pinned{(whole ? $" by itself, but event {@event} is" : "")}");
        }
        Decide(archive, new EventDecision(DecisionKind.Unpin, Now(time), Names(archive, named), []) { Closed = account is null, Note = note });
    }

    /// <summary>What people decided of an event's accounts, in the order in which they did.</summary>
    public IReadOnlyList<EventDecision> Decisions(long @event) => Ask<IReadOnlyList<EventDecision>>(() =>
    {
        var of = UnitsOf(Existing(@event)).Select(static unit => unit.Id).ToHashSet();
        return [.. LookForDecisions().Decisions.Select(static line => line.Decision).Where(decision => decision.Together.Concat(decision.Apart).Select(Match).Any(unit => unit is { } id && of.Contains(id)))];
    });

    private static DateTimeOffset Now(TimeProvider? time) => DateTimeOffset.FromUnixTimeSeconds((time ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds());

    private void Decide(IArchive archive, EventDecision decision)
    {
        if (held is null) throw new ArchiveException("has its events open to read only: open them for writing");
        DecisionFile.Add(Folder, decision);
        Update(archive);
    }

    private long Existing(long @event) => Resolve(@event) ?? throw new DecisionException($"there is no event {@event}");

    private EventUnit Member(IArchive archive, long @event, long account)
    {
        var unit = database.Number("SELECT unit FROM account WHERE id = $1", account) is { } id ? Unit(id) : null;
        if (unit is null) throw new DecisionException($"there is no account {Shown(archive, account)}");
        return unit.Event == @event ? unit : throw new DecisionException($"account {Shown(archive, account)} is not of event {@event} but of {unit.Event}");
    }

    // People know an account by its document's number; a version that the archive has not, by its own.
    private static long Shown(IArchive archive, long account) => archive.VersionsAfter(account - 1, 1) is [var version] && version.Id == account ? version.Document : account;

    // The first to tell of it comes first.
    private IEnumerable<EventUnit> Others(long @event, EventUnit but) => UnitsOf(@event).Where(unit => unit != but).OrderBy(static unit => unit.Time).ThenBy(static unit => unit.Id);

    private List<AccountName> Names(IArchive archive, IEnumerable<EventUnit> named) => named.Select(unit =>
    {
        var version = archive.Version(database.Number("SELECT min(id) FROM account WHERE unit = $1", unit.Id)!.Value);
        return new AccountName(archive.Document(version.Document).Url, archive.Capture(version.Capture).Sha256) { Title = version.Title };
    }).ToList();

    private Rulings Ruled()
    {
        if (rulings is not null) return rulings;
        var file = decisions ?? LookForDecisions();
        named.Clear();
        named.UnionWith(file.Decisions.SelectMany(static line => line.Decision.Together.Concat(line.Decision.Apart)).Select(static name => Marks64.Of(name.Url)));
        unmatched = [.. file.Faults.Select(static fault => $"{DecisionFile.FileName} line {fault.Line} {fault.Problem}")];
        var decided = new List<(DecisionKind, bool, long[], long[])>();
        foreach (var (line, decision) in file.Decisions)
        {
            var (together, apart) = (Matched(decision.Together), Matched(decision.Apart));
            // Of an account that is none any more nothing is decided, whatever it was with.
            var about = decision.Kind == DecisionKind.Move || (decision.Kind == DecisionKind.Pin && !decision.Closed) ? decision.Together.Take(1) : [];
            decided.Add((decision.Kind, decision.Closed, about.Any(name => Match(name) is null) ? [] : together, apart));

            long[] Matched(IReadOnlyList<AccountName> names)
            {
                var found = new List<long>();
                foreach (var name in names)
                    if (Match(name) is { } unit) found.Add(unit);
                    else unmatched.Add($"{DecisionFile.FileName} line {line} names {name.Url}, of which the archive has no such account");
                return [.. found.Distinct()];
            }
        }
        return rulings = new Rulings(decided);
    }

    /// <summary>Finds what decisions name by the bytes of a capture that is not the first of its version any more.</summary>
    private void FindNamed(IArchive archive)
    {
        foreach (var name in LookForDecisions().Decisions.SelectMany(static line => line.Decision.Together.Concat(line.Decision.Apart)).Where(static name => name.Capture.Length > 0).Distinct())
        {
            var (mark, capture) = (Marks64.Of(name.Url), CaptureMark(name.Capture));
            if (database.Number("SELECT 1 FROM account WHERE mark = $1 AND capture = $2", mark, capture) is not null) continue;
            if (database.Number("SELECT 1 FROM named n JOIN account a ON a.id = n.account WHERE n.mark = $1 AND n.capture = $2", mark, capture) is not null) continue;
            if (archive.Find(name.Url) is not { } document) continue;
            if (archive.Captures(document.Id).FirstOrDefault(taken => taken.Version is not null && taken.Sha256 == name.Capture) is not { } found) continue;
            database.Run("INSERT OR REPLACE INTO named (mark, capture, account) VALUES ($1, $2, $3)", mark, capture, found.Version);
            rulings = null;
        }
    }

    /// <summary>The unit that a decision names: by its bytes, or as the only one at its address.</summary>
    private long? Match(AccountName name)
    {
        var (capture, found) = (CaptureMark(name.Capture), database.Rows(static row => (Unit: row.GetInt64(0), Capture: row.GetInt64(1)), "SELECT unit, capture FROM account WHERE mark = $1 ORDER BY id", Marks64.Of(name.Url)));
        if (found.Find(account => capture != 0 && account.Capture == capture) is { Unit: > 0 and var unit }) return unit;
        if (database.Number("SELECT a.unit FROM named n JOIN account a ON a.id = n.account WHERE n.mark = $1 AND n.capture = $2", Marks64.Of(name.Url), capture) is { } later) return later;
        return found.Select(static account => account.Unit).Distinct().ToList() is [var only] ? only : null;
    }

    /// <summary>The decisions as they are now, read again where the file has changed.</summary>
    private DecisionFile LookForDecisions()
    {
        var file = new FileInfo(Path.Combine(Folder, DecisionFile.FileName));
        var now = file.Exists ? (true, file.Length, file.LastWriteTimeUtc) : default;
        if (decisions is null || now != decisionsRead) (decisions, decisionsRead, rulings) = (DecisionFile.Read(Folder), now, null);
        return decisions;
    }

    /// <summary>Marks to be grouped anew the accounts of which something else is decided than was.</summary>
    private void FollowDecisions(IArchive archive)
    {
        LookForDecisions();
        if (rulings is not null && rulings == followed) return;
        FindNamed(archive);
        var before = database.Rows(static row => (Unit: row.GetInt64(0), Ruling: row.GetInt64(1)), "SELECT unit, ruling FROM decided").ToDictionary(static row => row.Unit, static row => row.Ruling);
        foreach (var (unit, ruling) in Ruled().Each())
        {
            if (before.Remove(unit, out var was) && was == ruling) continue;
            regroup.Add(unit);
            database.Run("INSERT INTO decided (unit, ruling) VALUES ($1, $2) ON CONFLICT (unit) DO UPDATE SET ruling = excluded.ruling", unit, ruling);
        }
        foreach (var unit in before.Keys)
        {
            regroup.Add(unit);
            database.Run("DELETE FROM decided WHERE unit = $1", unit);
        }
        followed = rulings;
    }
}

/// <summary>A decision that cannot be: the message is a sentence without its stop.</summary>
public sealed class DecisionException(string message) : Exception(message);
