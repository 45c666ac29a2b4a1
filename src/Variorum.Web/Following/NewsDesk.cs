using System.Globalization;

namespace Variorum;

/// <summary>
/// Looks for news behind a mark and hands it to the webhooks. What is to be sent and the new mark are written together, so that no
/// news is lost or handed over twice, whenever the process is stopped.
/// </summary>
internal sealed class NewsDesk(Archives archives, RoomDatabase room, Changes changes, ReadingRoomOptions options) : IDisposable
{
    // What a round sends to one webhook begins within so long: news is looked for meanwhile as seldom as that.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim one = new(1);

    private readonly Fetcher fetcher = new(new FetcherOptions
    {
        Clock = options.Clock,
        Allowed = options.WebhooksTo,
        Allow = Webhooks.Allow,
        Limits = new FetchLimits
        {
            Redirects = 0,
            HeadBytes = 16 << 10,
            Headers = 100,
            Body = 64 << 10,
            Decoded = 64 << 10,
            Connect = TimeSpan.FromSeconds(5),
            Head = TimeSpan.FromSeconds(10),
            Read = TimeSpan.FromSeconds(5),
            Whole = TimeSpan.FromSeconds(20),
        },
    });

    /// <summary>Looks for news, and sends what is due.</summary>
    public async Task RoundAsync(CancellationToken cancel)
    {
        await one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            while (!await LookAsync(cancel).ConfigureAwait(false)) cancel.ThrowIfCancellationRequested();
            await SendAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Hands over what came in since the last time.</summary>
    /// <returns>Whether that was all.</returns>
    private async Task<bool> LookAsync(CancellationToken cancel)
    {
        var (marks, webhooks, searches) = room.Ask(static database => (NewsMarks.Read(database), Webhooks.All(database), SavedSearches.All(database)));
        // Where nobody listens, what comes in is told to nobody: who begins to listen is told of what comes then.
        if (marks is not { } told || webhooks.Count == 0)
        {
            var now = await archives.ReadAsync(NewsMarks.Now, cancel).ConfigureAwait(false);
            if (marks != now) room.Do(now.Write);
            return true;
        }
        var name = RoomName.Of(room);
        var asked = webhooks.Any(static webhook => webhook.About.HasFlag(WebhookAbout.Searches)) ? searches : [];
        var news = await archives.ReadAsync(reading => FreshNews.After(reading, changes, name, asked, told), cancel).ConfigureAwait(false);
        if (news.Marks == told) return true;
        var time = options.Clock.GetUtcNow();
        // A list of sources is read from a file: nobody who signs in waits for that.
        var sites = webhooks.ToDictionary(static webhook => webhook.Id, webhook => Sites.Of(archives.Folder, webhook.Source));
        room.Do(database =>
        {
            foreach (var webhook in webhooks)
            {
                foreach (var some in news.Items.Where(item => Concerns(webhook, sites[webhook.Id], item)).Chunk(WebhookBody.Most))
                {
                    var delivery = $"msg_{Guid.NewGuid():N}";
                    Deliveries.Add(database, webhook.Id, delivery, WebhookBody.Of(delivery, time, some), time);
                }
            }
            news.Marks.Write(database);
        });
        return news.Whole;
    }

    private static bool Concerns(Webhook webhook, string? site, NewsItem item) => item.Kind switch
    {
        NewsKind.Changed => webhook.About.HasFlag(WebhookAbout.Changes) && IsOf(item, site),
        NewsKind.Vanished or NewsKind.Withdrawn => webhook.About.HasFlag(WebhookAbout.Vanished) && IsOf(item, site),
        NewsKind.Event => webhook.About.HasFlag(WebhookAbout.Events),
        NewsKind.Hit => webhook.About.HasFlag(WebhookAbout.Searches),
        _ => false,
    };

    private static bool IsOf(NewsItem item, string? site) => site is null || (item.Url is { } url && FolderArchive.IsOf(url, site));

    private async Task SendAsync(CancellationToken cancel)
    {
        var end = options.Clock.GetUtcNow() + Patience;
        await Task.WhenAll(Due().Select(ToOneAsync)).ConfigureAwait(false);

        // To each webhook one after the other, and to all at the same time: who answers slowly holds up nobody else.
        async Task ToOneAsync(Delivery first)
        {
            for (var next = first; next is not null; next = options.Clock.GetUtcNow() < end ? Due().FirstOrDefault(due => due.Webhook == first.Webhook) : null)
                await SendAsync(next, cancel).ConfigureAwait(false);
        }

        IReadOnlyList<Delivery> Due() => room.Ask(database => Deliveries.Due(database, options.Clock.GetUtcNow()));
    }

    private async Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        var webhook = room.Ask(database => Webhooks.All(database).FirstOrDefault(one => one.Id == delivery.Webhook));
        if (webhook is null) return;
        room.Do(database => Deliveries.Begun(database, delivery, options.Clock.GetUtcNow()));
        var timestamp = options.Clock.GetUtcNow().ToUnixTimeSeconds();
        var answer = (await fetcher.FetchAsync(webhook.Url, new FetchOptions(Accept: "*/*")
        {
            Posted = new PostedBody(delivery.Body, "application/json",
            [
                ("webhook-id", delivery.Name), ("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture)), ("webhook-signature", webhook.Signature(delivery.Name, timestamp, delivery.Body)),
            ]),
        }, cancel).ConfigureAwait(false))[^1];
        var told = answer.Failure ?? (answer.Status is >= 200 and < 300 ? "Arrived." : answer.IsRedirect ? $"It answered with status {answer.Status} and another address, which is not followed: name that one." : $"It answered with status {answer.Status}.");
        room.Do(database => Deliveries.Tried(database, delivery, answer.Status, Telling.Shorten(told, 400), isOver: answer.Status == StatusCodes.Status410Gone, options.Clock.GetUtcNow()));
    }

    public void Dispose() => one.Dispose();
}
