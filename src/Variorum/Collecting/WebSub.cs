using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Variorum;

/// <summary>How a program is told of news by hubs.</summary>
/// <param name="Callback">Where hubs reach it from outside: <c>https://archive.example/hook</c>. Each subscription has a path below it that nobody can guess.</param>
public sealed record WebSubOptions(Uri Callback)
{
    /// <summary>For how long hubs are asked to tell; they may decide otherwise. Short, so that a program that is stopped is soon forgotten.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromDays(1);

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>A request that came to the callback's address, whoever took it.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Path">Its last segment.</param>
/// <param name="Query">Without the question mark.</param>
/// <param name="Signature">The header <c>X-Hub-Signature</c>, or null.</param>
/// <param name="Body">Of a <c>POST</c>.</param>
public readonly record struct HubRequest(string Method, string Path, string Query, string? Signature, ReadOnlyMemory<byte> Body);

/// <summary>What is answered.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Text">Plain text, for the body.</param>
public readonly record struct HubAnswer(int Status, string Text = "");

/// <summary>A subscription as it is remembered.</summary>
/// <param name="Hub">That was asked.</param>
/// <param name="Topic">The feed as the hub knows it.</param>
/// <param name="Callback">Where the hub reaches it: an address of its own.</param>
/// <param name="Secret">By which the hub signs what it sends.</param>
/// <param name="Until">When its lease ends; null where the hub has not confirmed it.</param>
public sealed record HubLease(string Hub, string Topic, string Callback, string Secret, DateTimeOffset? Until);

/// <summary>
/// Subscribes to feeds at the hubs that they name, and is told by these of news at once (W3C Recommendation WebSub, January 2018).
/// Whoever serves the callback hands over each request to <see cref="Answer"/>.
/// </summary>
/// <remarks>
/// What a hub sends is a hint alone: the feed is read from its publisher, so that only what the publisher sends is kept, whatever a hub
/// says. Safe for many threads.
/// </remarks>
public sealed class WebSub
{
    // More feeds than anybody follows with hubs; and a hub's answer is short.
    private const int MostSubscriptions = 20_000, LongestChallenge = 1024;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5), Longest = TimeSpan.FromDays(30), Round = TimeSpan.FromSeconds(10), Again = TimeSpan.FromHours(1), AgainDenied = TimeSpan.FromDays(1);

    private readonly WebSubOptions options;
    private readonly ConcurrentDictionary<string, Subscription> paths = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Subscription> feeds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> offered = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The callback is no address by http or https without query.</exception>
    public WebSub(WebSubOptions options)
    {
        if (!options.Callback.IsAbsoluteUri || options.Callback.Scheme is not ("http" or "https") || options.Callback.Query.Length > 0 || options.Callback.UserInfo.Length > 0)
            throw new ArgumentException("a callback is an address such as https://archive.example/hook, without a query", nameof(options));
        this.options = options;
    }

    /// <summary>Told the address of each feed of which a hub says that it has news.</summary>
    public event Action<string>? News;

    /// <summary>Takes up what an earlier program subscribed to.</summary>
    public void Resume(string feed, HubLease lease)
    {
        var path = lease.Callback[(lease.Callback.LastIndexOf('/') + 1)..];
        // One that leads elsewhere is left to its end.
        if (lease.Until > options.Clock.GetUtcNow() && lease.Callback == Callback(path)) Add(new Subscription(feed, lease.Hub, lease.Topic, path, lease.Secret) { State = State.Active, Until = lease.Until });
    }

    /// <summary>Whether it is known what hubs a feed has, so that the feed need not be sent again for that.</summary>
    internal bool Knows(string feed) => offered.ContainsKey(feed) || feeds.ContainsKey(feed);

    /// <summary>What of a feed's subscription is to be remembered; null where there is none.</summary>
    public HubLease? Of(string feed) => feeds.GetValueOrDefault(feed) is { State: State.Active } held ? new HubLease(held.Hub, held.Topic, Callback(held.Path), held.Secret, held.Until) : null;

    /// <summary>Told that a feed was read: it is subscribed to where it names a hub, and not any more where it names none.</summary>
    /// <param name="feed">Its address here.</param>
    /// <param name="topic">Its address as it names itself; null where it does not.</param>
    /// <param name="hubs">That it names, in its order.</param>
    public void Offer(string feed, string? topic, IReadOnlyList<string> hubs)
    {
        var known = feeds.GetValueOrDefault(feed);
        if (known is not null && known.Topic == (topic ?? feed) && hubs.Contains(known.Hub)) return;
        if (known is not null) Leave(feed);
        offered[feed] = true;
        if (hubs.Count > 0 && feeds.Count < MostSubscriptions) Add(new Subscription(feed, hubs[0], topic ?? feed, Secret(16), Secret(32)));
    }

    /// <summary>Told that a feed is not followed any more.</summary>
    public void Leave(string feed)
    {
        offered.TryRemove(feed, out _);
        if (!feeds.TryRemove(feed, out var known)) return;
        if (known.State is State.New or State.Denied) paths.TryRemove(known.Path, out _);
        else (known.State, known.Asked) = (State.Leaving, null);
    }

    /// <summary>The answer to a request that came to the callback's address.</summary>
    public HubAnswer Answer(HubRequest request)
    {
        if (!paths.TryGetValue(request.Path, out var subscription)) return new HubAnswer(404);
        return request.Method switch { "GET" => Confirm(subscription, Parameters(request.Query)), "POST" => Receive(subscription, request), _ => new HubAnswer(405) };
    }

    /// <summary>Subscribes, renews and unsubscribes what is due, until it is told to end.</summary>
    /// <param name="fetcher">By which hubs are asked.</param>
    /// <param name="told">Told what was done and what was not, a sentence each, with the feed's address.</param>
    /// <param name="cancellation">Ends it; hubs forget what is not renewed.</param>
    public async Task RunAsync(Fetcher fetcher, Action<string, string> told, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            foreach (var subscription in paths.Values.Where(IsDue).ToList()) await AskAsync(fetcher, subscription, told, cancellation).ConfigureAwait(false);
            await Task.Delay(Round, options.Clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsDue(Subscription subscription)
    {
        var now = options.Clock.GetUtcNow();
        if (subscription.Asked is not { } asked) return subscription.State != State.Active || now >= subscription.Renew;
        // What a hub does not confirm that it leaves, it forgets when the lease ends.
        if (subscription.State == State.Leaving && now >= asked + Again) paths.TryRemove(subscription.Path, out _);
        return subscription.State != State.Leaving && now >= asked + (subscription.State == State.Denied ? AgainDenied : Again);
    }

    private async Task AskAsync(Fetcher fetcher, Subscription subscription, Action<string, string> told, CancellationToken cancellation)
    {
        var leaving = subscription.State == State.Leaving;
        subscription.Asked = options.Clock.GetUtcNow();
        if (!leaving && subscription.State != State.Active) subscription.State = State.Asked;
        var form = new StringBuilder("hub.mode=").Append(leaving ? "unsubscribe" : "subscribe").Append("&hub.topic=").Append(Uri.EscapeDataString(subscription.Topic))
            .Append("&hub.callback=").Append(Uri.EscapeDataString(Callback(subscription.Path)));
        if (!leaving) form.Append("&hub.secret=").Append(subscription.Secret).Append(CultureInfo.InvariantCulture, $"&hub.lease_seconds={options.Lease.TotalSeconds:0}");
        subscription.Renewing = !leaving;
        var answer = (await fetcher.FetchAsync(subscription.Hub, new FetchOptions { Form = form.ToString() }, cancellation).ConfigureAwait(false))[^1];
        if (answer.Failure is { } failure) told(subscription.Feed, $"its hub cannot be asked: {failure}");
        else if (answer.Status is < 200 or > 299) told(subscription.Feed, $"its hub {subscription.Hub} answers {answer.Status}; the feed is read at its times");
    }

    // Section 5.3: the hub asks whether it was us who asked.
    private HubAnswer Confirm(Subscription subscription, Dictionary<string, string> query)
    {
        if (query.GetValueOrDefault("hub.topic") != subscription.Topic) return new HubAnswer(404);
        var mode = query.GetValueOrDefault("hub.mode");
        if (mode == "denied")
        {
            if (subscription.State != State.Leaving) (subscription.State, subscription.Until) = (State.Denied, null);
            return new HubAnswer(200);
        }

        if (query.GetValueOrDefault("hub.challenge") is not { Length: > 0 and <= LongestChallenge } challenge) return new HubAnswer(404);
        if (mode == "unsubscribe" && subscription.State == State.Leaving)
        {
            paths.TryRemove(subscription.Path, out _);
            return new HubAnswer(200, challenge);
        }

        if (mode != "subscribe" || !subscription.Renewing || subscription.State is not (State.Asked or State.Active)) return new HubAnswer(404);
        var lease = long.TryParse(query.GetValueOrDefault("hub.lease_seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, Shortest.TotalSeconds, Longest.TotalSeconds)) : options.Lease;
        var now = options.Clock.GetUtcNow();
        (subscription.State, subscription.Until, subscription.Renewing, subscription.Asked) = (State.Active, now + lease, false, null);
        // Long before it ends, so that a hub that is away for a while loses nothing.
        subscription.Renew = now + (lease * 2 / 3);
        return new HubAnswer(200, challenge);
    }

    // Section 7: what is not signed as agreed is passed over, and nobody is told so.
    private HubAnswer Receive(Subscription subscription, HubRequest request)
    {
        if (subscription.State is State.Leaving or State.Denied) return new HubAnswer(410);
        if (IsSigned(subscription.Secret, request.Signature, request.Body.Span)) News?.Invoke(subscription.Feed);
        return new HubAnswer(202);
    }

    /// <summary>Whether a body was signed with a secret; compared in the same time wherever they differ.</summary>
    /// <param name="secret">Both know.</param>
    /// <param name="signature"><c>sha256=…</c> in hexadecimal digits; sha384 and sha512 as well, and sha1, which the oldest hubs send.</param>
    /// <param name="body">As it came.</param>
    internal static bool IsSigned(string secret, string? signature, ReadOnlySpan<byte> body)
    {
        if (signature?.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals)) return false;
        var (key, hash) = (Encoding.ASCII.GetBytes(secret), new byte[64]);
        // HMAC does not need what SHA-1 has lost; what is signed here is a hint besides.
#pragma warning disable CA5350
        var length = signature[..equals].Trim().ToLowerInvariant() switch
        {
            "sha256" => HMACSHA256.HashData(key, body, hash),
            "sha384" => HMACSHA384.HashData(key, body, hash),
            "sha512" => HMACSHA512.HashData(key, body, hash),
            "sha1" => HMACSHA1.HashData(key, body, hash),
            _ => 0,
        };
#pragma warning restore CA5350
        var told = signature.AsSpan(equals + 1).Trim();
        return length > 0 && told.Length == 2 * length && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash, 0, length)), Encoding.ASCII.GetBytes(told.ToString().ToLowerInvariant()));
    }

    private void Add(Subscription subscription)
    {
        feeds[subscription.Feed] = paths[subscription.Path] = subscription;
        if (subscription.Until is { } until) subscription.Renew = until - (options.Lease / 3);
    }

    private string Callback(string path) => $"{options.Callback.AbsoluteUri.TrimEnd('/')}/{path}";

    private static string Secret(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    private static Dictionary<string, string> Parameters(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&').Take(50))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) parameters.TryAdd(Unescaped(pair[..equals]), Unescaped(pair[(equals + 1)..]));
        }

        return parameters;

        static string Unescaped(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
    }

    private enum State
    {
        New,
        Asked,
        Active,
        Denied,
        Leaving,
    }

    private sealed class Subscription(string feed, string hub, string topic, string path, string secret)
    {
        public string Feed => feed;

        public string Hub => hub;

        public string Topic => topic;

        public string Path => path;

        public string Secret => secret;

        public State State { get; set; }

        /// <summary>When the hub was last asked without an answer that settled it; null where it need not be waited for.</summary>
        public DateTimeOffset? Asked { get; set; }

        /// <summary>Whether a confirmation is expected.</summary>
        public bool Renewing { get; set; }

        public DateTimeOffset? Until { get; set; }

        public DateTimeOffset Renew { get; set; }
    }
}
