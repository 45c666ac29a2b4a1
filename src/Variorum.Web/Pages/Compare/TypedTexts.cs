using System.Security.Cryptography;

namespace Variorum;

/// <summary>Makes accounts of what somebody typed in: texts as they are, addresses by the library's safe fetcher, which goes to public ones alone.</summary>
internal static class TypedTexts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Reads them; nothing is stored.</summary>
    /// <exception cref="TypedException">One cannot be fetched, or nothing can be read in it.</exception>
    public static async Task<IReadOnlyList<Account>> Read(IReadOnlyList<string> texts, HttpContext http)
    {
        using var end = End(http);
        var fetcher = http.RequestServices.GetRequiredService<ArchiveWriter>().Fetcher;
        var pages = await Task.WhenAll(texts.Select((text, i) => TypedPage.IsAddress(text) ? Fetch(fetcher, text, end.Token) : Task.FromResult(Pasted(text, i)))).ConfigureAwait(false);
        return [.. pages.Select(Account)];
    }

    /// <summary>Takes them into the archive: all of them, or none.</summary>
    /// <returns>Their versions.</returns>
    /// <exception cref="TypedException">As for <see cref="Read"/>.</exception>
    /// <exception cref="ArchiveException">Another process writes to the archive.</exception>
    public static async Task<IReadOnlyList<long>> Keep(IReadOnlyList<string> texts, HttpContext http, Archives archives)
    {
        if (texts.Distinct(StringComparer.Ordinal).Count() < 2) throw new TypedException("The texts are one and the same: there is nothing to compare, and nothing was kept.");
        using var end = End(http);
        var (now, writer) = (http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), http.RequestServices.GetRequiredService<ArchiveWriter>());
        // Whatever cannot be read is found out before anything is stored.
        foreach (var text in texts.Where(static text => !TypedPage.IsAddress(text))) Account(Pasted(text, 0));
        var addresses = texts.Where(TypedPage.IsAddress).Distinct(StringComparer.Ordinal).ToList();
        var visits = await writer.VisitAsync(addresses, visited =>
        {
            // What did not change since the last visit was read then.
            if (visited.Hops[^1].Status != StatusCodes.Status304NotModified) Account(Whole(writer.Fetcher, visited.Hops[^1]));
        }, end.Token).ConfigureAwait(false);
        var pasted = texts.Except(addresses, StringComparer.Ordinal).ToList();
        var added = await writer.AddAsync(archive => [.. visits.SelectMany(visited => Collector.Records(archive, visited)), .. pasted.Select(text => Saved(text, now))]).ConfigureAwait(false);
        // What is kept is written down whether or not it can be compared.
        http.Audited("kept typed texts", $"captures {string.Join(", ", added.Select(static one => one.Capture).OfType<long>())}");
        var (documents, at) = (new Dictionary<string, long?>(StringComparer.Ordinal), 0);
        // The last hop of a visit is the page.
        for (var i = 0; i < addresses.Count; i++) documents[addresses[i]] = added[(at += visits[i].Hops.Count) - 1].Document;
        foreach (var text in pasted) documents[text] = added[at++].Document;
        var versions = await archives.ReadAsync(reading => texts.Select(text => documents[text] is { } document && reading.Archive.Document(document).Current is { } version ? version
            : throw new TypedException($"{(TypedPage.IsAddress(text) ? Telling.Shorten(text, 200) : "A text")} is kept, and no account could be read in it.")).Distinct().ToList(), http.RequestAborted).ConfigureAwait(false);
        return versions.Count > 1 ? versions : throw new TypedException("The texts are kept, and they are one and the same: there is nothing to compare.");
    }

    // A text has no address: it is named by what it says, so that the same one is kept once.
    private static Incoming Saved(string text, DateTimeOffset now)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Incoming.Saved($"urn:sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}", now, bytes);
    }

    private static Page Pasted(string text, int place) => new(Encoding.UTF8.GetBytes(text), $"Text {(char)('A' + place)}");

    private static async Task<Page> Fetch(Fetcher fetcher, string url, CancellationToken cancel)
    {
        var robots = new RobotsCache(fetcher, new FetchOptions());
        var hops = await fetcher.FetchAsync(url, new FetchOptions { Refuse = robots.RefusalAsync }, cancel).ConfigureAwait(false);
        return Whole(fetcher, hops[^1]);
    }

    private static Page Whole(Fetcher fetcher, Fetched last)
    {
        if (last.Failure is { } failure) throw new TypedException(failure);
        if (last.Status != StatusCodes.Status200OK) throw new TypedException($"{Telling.Shorten(last.Url, 200)} answers {last.Status}: open it in a browser, and paste its text.");
        return new Page(last.Decode(fetcher.Limits).Bytes, last.Url, last.Url, last.Header("Content-Type"));
    }

    private static Account Account(Page page)
    {
        try
        {
            var account = Reader.Read(page);
            return account.Passages.Count > 0 ? account : throw new TypedException($"{Telling.Shorten(page.Input, 200)} has no statement that could be read: paste the text itself.");
        }
        catch (UnreadablePageException wrong)
        {
            throw new TypedException($"{Telling.Shorten(page.Input, 200)} {wrong.Message}");
        }
    }

    private static CancellationTokenSource End(HttpContext http)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        end.CancelAfter(Patience);
        return end;
    }
}

/// <summary>What was typed in cannot be compared: the message is a sentence.</summary>
internal sealed class TypedException(string message) : Exception(message);
