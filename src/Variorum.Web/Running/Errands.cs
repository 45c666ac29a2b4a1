using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;

namespace Variorum;

/// <summary>Work that takes longer than a page may: begun by one request, looked after by the next ones, ended with the server.</summary>
/// <param name="life">Of the server.</param>
/// <param name="clock">For how long an errand may take.</param>
/// <typeparam name="T">What it brings.</typeparam>
internal sealed class Errands<T>(IHostApplicationLifetime life, TimeProvider clock) : IAsyncDisposable
{
    private const int AtOnce = 4, Kept = 64;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock turn = new();
    private readonly Dictionary<string, Errand<T>> errands = new(StringComparer.Ordinal);

    /// <summary>Begins one.</summary>
    /// <param name="subject">What it is about: while one about the same is under way, that one is meant. Null where each is its own.</param>
    /// <param name="work">Ended with the server, and after ten minutes.</param>
    /// <exception cref="TimeoutException">Too many are under way.</exception>
    public Errand<T> Begin(string? subject, Func<CancellationToken, Task<T>> work)
    {
        lock (turn)
        {
            if (subject is not null && errands.Values.FirstOrDefault(errand => errand.Subject == subject && !errand.Work.IsCompleted) is { } same) return same;
            if (errands.Values.Count(static errand => !errand.Work.IsCompleted) >= AtOnce) throw new TimeoutException("too many errands are under way");
            foreach (var old in errands.Values.Where(static errand => errand.Work.IsCompleted).OrderBy(static errand => errand.Began).Take(errands.Count - Kept + 1).ToList()) errands.Remove(old.Id);
            var errand = new Errand<T>(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), subject, clock.GetUtcNow(), Run(work));
            errands.Add(errand.Id, errand);
            return errand;
        }
    }

    /// <summary>The errand of a number, as long as it is kept; null where there is none.</summary>
    public Errand<T>? Of(string? id)
    {
        lock (turn) return id is null ? null : errands.GetValueOrDefault(id);
    }

    /// <summary>The last one about something; null where none is kept.</summary>
    public Errand<T>? About(string subject)
    {
        lock (turn) return errands.Values.Where(errand => errand.Subject == subject).MaxBy(static errand => errand.Began);
    }

    /// <summary>Ends when all have: what they write to is closed behind them.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Task> last;
        lock (turn) last = [.. errands.Values.Select(static errand => errand.Work)];
        foreach (var work in last) await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<T> Run(Func<CancellationToken, Task<T>> work)
    {
        await Task.Yield();
        using var time = new CancellationTokenSource(Longest, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(time.Token, life.ApplicationStopping);
        return await work(end.Token).ConfigureAwait(false);
    }
}

/// <summary>Work that is under way, or done.</summary>
/// <param name="Id">A name that nobody guesses.</param>
internal sealed record Errand<T>(string Id, string? Subject, DateTimeOffset Began, Task<T> Work);
