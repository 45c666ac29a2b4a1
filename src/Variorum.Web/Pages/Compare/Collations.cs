namespace Variorum;

/// <summary>What was collated last, as much as there is room for: the same accounts are asked for again and again.</summary>
/// <remarks>A text of a version never changes, so what was collated holds until somebody decides something of it.</remarks>
/// <param name="corrections">What people decided of the accounts; null where there is no room beside the archive.</param>
internal sealed class Collations(Archives archives, Corrections? corrections) : IDisposable
{
    // A table of four long witnesses is one to two megabytes.
    private const long Room = 96 << 20;

    // A collation takes all processors that there are, and megabytes until it is done: more at a time end no sooner.
    private readonly SemaphoreSlim turn = new(Environment.ProcessorCount);

    // Whoever comes behind these would wait for longer than anybody does.
    private const int MostWaiting = 100;

    // A day of a parliament's debates.
    private const int MostPassages = 4000;

    private readonly Lock one = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> known = new(StringComparer.Ordinal);
    private readonly LinkedList<Kept> latest = new();
    private long weight;
    private int waiting;

    /// <summary>How long one collation takes at most: a thousand statements beside a thousand take a second, and what was written to be dear an hour.</summary>
    internal TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Collates versions of the archive; the first becomes A.</summary>
    /// <exception cref="NotThereException">There is none of a number, or it has no text.</exception>
    /// <exception cref="ArchiveException">The archive is not there any more, whatever was collated of it.</exception>
    public async Task<Collated> Of(IReadOnlyList<long> versions, CancellationToken cancel)
    {
        var identity = await archives.ReadAsync(static reading => reading.Archive.Identity, cancel).ConfigureAwait(false);
        return await Get($"{identity} v {string.Join(' ', versions)}", () => Take(versions), cancel).ConfigureAwait(false);
    }

    private Task<Taken> Take(IReadOnlyList<long> versions) => archives.ReadAsync(reading =>
    {
        var accounts = versions.Select(version => reading.Archive.VersionsAfter(version - 1, 1) is [var found] && found.Id == version ? CaptureOperations.Read(reading, version) : throw new NotThereException($"the archive has no account {version}")).ToList();
        Check(accounts);
        return new Taken(versions, [.. accounts.Select(static account => new TableWitness(account, []))], versions.Count);
    }, CancellationToken.None);

    /// <summary>Collates the witnesses of an event; null where there are not two of them.</summary>
    /// <param name="event">A number that <see cref="EventIndex.Resolve"/> gives.</param>
    /// <param name="state">As <see cref="EventIndex.State"/> tells it.</param>
    public async Task<Collated?> OfEvent(long @event, string state, CancellationToken cancel)
    {
        var collated = await Get($"{archives.Identity} e {@event} {state}", () => archives.ReadAsync(reading =>
        {
            var (witnesses, of) = reading.Events!.WitnessVersions(reading.Archive, @event, Collator.Most);
            return new Taken([.. witnesses.Select(static witness => witness.Version)], [.. witnesses.Select(static witness => witness.Witness)], of);
        }, CancellationToken.None), cancel).ConfigureAwait(false);
        return collated.Collation.Witnesses.Count < 2 ? null : collated;
    }

    /// <summary>Collates accounts that the archive may not have, with what was decided of them; nothing of it is remembered.</summary>
    /// <exception cref="TimeoutException">Too many wait for a collation.</exception>
    /// <exception cref="WrongException">One is longer than anything that a person would read to its end.</exception>
    public Task<Collation> Of(IReadOnlyList<Account> accounts, CancellationToken cancel)
    {
        Check(accounts);
        return Turn(cancel => Collator.Collate(accounts, Holding(accounts), cancel), cancel);
    }

    public void Dispose() => turn.Dispose();

    private async Task<Collated> Get(string key, Func<Task<Taken>> take, CancellationToken cancel)
    {
        var revision = corrections?.Revision ?? 0;
        while (true)
        {
            Lazy<Task<Collated>> made;
            lock (one)
            {
                if (known.TryGetValue(key, out var node))
                {
                    latest.Remove(node);
                    latest.AddFirst(node);
                    made = node.Value.Made;
                }
                else
                {
                    made = Begun(key, async () =>
                    {
                        var taken = await take().ConfigureAwait(false);
                        return await Turn(cancel => Made(taken, revision, cancel), CancellationToken.None).ConfigureAwait(false);
                    });
                    known[key] = latest.AddFirst(new Kept(key, made));
                }
            }
            var collated = await made.Value.WaitAsync(cancel).ConfigureAwait(false);
            if (collated.Revision >= revision) return collated;
            // Something was decided since: perhaps of these accounts.
            lock (one)
                if (known.TryGetValue(key, out var node) && node.Value.Made == made) node.Value = node.Value with { Made = Begun(key, () => Again(collated, revision)) };
        }
    }

    /// <summary>Work that whoever asks for the same waits for, and that goes on where who asked first is gone.</summary>
    private Lazy<Task<Collated>> Begun(string key, Func<Task<Collated>> work)
    {
        Lazy<Task<Collated>> made = null!;
        return made = new Lazy<Task<Collated>>(() => Task.Run(async () =>
        {
            try
            {
                var collated = await work().ConfigureAwait(false);
                Weigh(key, made, collated.Weight);
                return collated;
            }
            catch
            {
                Forget(key, made);
                throw;
            }
        }));
    }

    private Task<Collated> Again(Collated before, long revision) =>
        Holding([.. before.Collation.Witnesses.Select(static witness => witness.Account)]).Select(static decided => decided.Id).SequenceEqual(before.Decided) ? Task.FromResult(before with { Revision = revision })
            : Turn(cancel => Made(new Taken(before.Versions, [.. before.Collation.Witnesses.Select((witness, i) => new TableWitness(witness.Account, before.Copies[i]))], before.Of), revision, cancel), CancellationToken.None);

    private async Task<T> Turn<T>(Func<CancellationToken, T> work, CancellationToken cancel)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > MostWaiting) throw new TimeoutException("too many wait for a collation");
            await turn.WaitAsync(cancel).ConfigureAwait(false);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Longest);
            try
            {
                return work(patience.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new WrongException($"these accounts take longer than {Longest.TotalSeconds:0.###} seconds to compare: take a part of them");
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private static void Check(IReadOnlyList<Account> accounts)
    {
        if (accounts.FirstOrDefault(static account => account.Passages.Count > MostPassages) is { } endless)
            throw new WrongException($"{Telling.Shorten(endless.Title ?? "a text", 60)} has {endless.Passages.Count} passages, and no more than {MostPassages} are compared: take a part of it");
    }

    private IReadOnlyList<Correction> Holding(IReadOnlyList<Account> accounts) => corrections?.Holding(accounts) ?? [];

    private Collated Made(Taken taken, long revision, CancellationToken cancel)
    {
        var accounts = taken.Witnesses.Select(static witness => witness.Account).ToList();
        var decided = Holding(accounts);
        var collation = accounts.Count < 2 ? new Collation([.. accounts.Select(static account => new Witness("A", account, account.Passages))], [], []) : Collator.Collate(accounts, decided, cancel);
        return new Collated(taken.Versions, [.. taken.Witnesses.Select(static witness => witness.Copies)], collation) { Of = taken.Of, Revision = revision, Decided = [.. decided.Select(static one => one.Id)] };
    }

    private void Weigh(string key, Lazy<Task<Collated>> made, long own)
    {
        lock (one)
        {
            if (!known.TryGetValue(key, out var node) || node.Value.Made != made || node.Value.Weight > 0) return;
            node.Value = node.Value with { Weight = own };
            weight += own;
            while (weight > Room && latest.Last is { } last && last != node) Drop(last);
        }
    }

    private void Forget(string key, Lazy<Task<Collated>> made)
    {
        lock (one)
            if (known.TryGetValue(key, out var node) && node.Value.Made == made) Drop(node);
    }

    private void Drop(LinkedListNode<Kept> node)
    {
        weight -= node.Value.Weight;
        latest.Remove(node);
        known.Remove(node.Value.Key);
    }

    private sealed record Taken(IReadOnlyList<long> Versions, IReadOnlyList<TableWitness> Witnesses, int Of);

    private sealed record Kept(string Key, Lazy<Task<Collated>> Made)
    {
        public long Weight { get; init; }
    }
}
