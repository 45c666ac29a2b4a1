namespace Variorum;

/// <summary>Which captures of another archive are taken.</summary>
/// <param name="Server">The address of its CDX server: <c>https://web.archive.org/cdx/search/cdx</c>.</param>
/// <param name="Replay">Where it shows captures: <c>https://web.archive.org/web/</c>.</param>
/// <param name="From">Digits of a timestamp, any number: <c>2013</c>, <c>20131201</c>; null for the first.</param>
/// <param name="To">Likewise, included; null for the last.</param>
public sealed record BackfillOptions(string Server, string Replay, string? From = null, string? To = null)
{
    /// <summary>Captures that are fetched at most.</summary>
    public int Most { get; init; } = 10_000;

    /// <summary>Told each capture that is taken, and each trouble: a sentence.</summary>
    public Action<CdxCapture, Added?, string?> Tell { get; init; } = static (_, _, _) => { };

    /// <summary>Where an archive shows captures, by the address of its CDX server, as the usual programs lay them out; null where it is none of those.</summary>
    public static string? ReplayOf(string server)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return null;
        var path = address.AbsolutePath.TrimEnd('/');
        // OpenWayback and the Wayback Machine; pywb, which has a collection in front.
        if (path.EndsWith("/cdx/search/cdx", StringComparison.Ordinal)) return new Uri(address, path[..^"cdx/search/cdx".Length] + "web/").AbsoluteUri;
        return path.EndsWith("/cdx", StringComparison.Ordinal) ? new Uri(address, path[..^"cdx".Length]).AbsoluteUri : null;
    }
}

/// <summary>What a backfill did.</summary>
/// <param name="Listed">Captures that the server listed.</param>
/// <param name="Taken">Captures that are in the archive now and were not before.</param>
/// <param name="Known">Captures that the archive had already.</param>
/// <param name="Failed">Captures that could not be had.</param>
/// <param name="Failure">Why the list was not read to its end, a sentence; null where it was.</param>
/// <param name="Full">Whether as many were fetched as were asked for; then another backfill goes on.</param>
public sealed record Backfilled(int Listed, int Taken, int Known, int Failed, string? Failure, bool Full);

/// <summary>Takes what other archives captured of a source, with the times of their captures.</summary>
/// <remarks>What the archive has already is not fetched again, so a backfill that was stopped is run again. The page's bytes become a
/// <c>resource</c> record, as the answer's own head is not told; the other archive's head is kept beside it.</remarks>
public static class Backfill
{
    /// <summary>The field that tells where a capture of another archive was fetched.</summary>
    internal const string FromField = "Variorum-Fetched-From";

    /// <summary>Takes them, one after the other; of captures of one address that follow each other with one digest the first that can be had.</summary>
    /// <exception cref="IOException">The archive cannot be written to.</exception>
    public static async Task<Backfilled> RunAsync(Collector collector, Fetcher fetcher, NewsSource source, BackfillOptions options, CancellationToken cancellation = default)
    {
        var (listed, taken, known, failed) = (0, 0, 0, 0);
        var ask = collector.Polite(null);
        // Without the scheme, which most servers leave out of their keys; of a page, all beside it.
        var (site, part) = (new Uri(source.Url), new Uri(new Uri(source.Url), "."));
        var query = new CdxQuery($"{site.Authority}{part.AbsolutePath}", "prefix", options.From, options.To);
        CdxCapture? before = null;
        await foreach (var page in Cdx.ListAsync(fetcher, options.Server, query, ask, cancellation).ConfigureAwait(false))
        {
            listed += page.Captures.Count;
            foreach (var capture in page.Captures)
            {
                if (before is not null && Page(before.Url) == Page(capture.Url) && before.Digest is not null && before.Digest == capture.Digest) continue;
                // Until this one is in the archive, another one with its text is no repetition.
                before = null;
                if (!IsPage(capture) || !source.Follows(capture.Url)) continue;
                if (collector.Use(archive => Has(archive, capture)))
                {
                    known++;
                    before = capture;
                    continue;
                }

                if (taken + failed >= options.Most) return new Backfilled(listed, taken, known, failed, null, true);
                var (incoming, trouble) = await FetchAsync(fetcher, options.Replay, capture, ask, cancellation).ConfigureAwait(false);
                var added = incoming is null ? (Added?)null : collector.Use(archive => archive.Add([incoming], CancellationToken.None))[0];
                if (added is null) failed++;
                else (taken, before) = (taken + 1, capture);
                options.Tell(capture, added, trouble);
            }

            if (page.Failure is not null) return new Backfilled(listed, taken, known, failed, page.Failure, false);
        }

        return new Backfilled(listed, taken, known, failed, null, false);
    }

    // A capture that only says that it is the same as one before has no status; one of a missing page has no text.
    private static bool IsPage(CdxCapture capture) =>
        capture.Status == 200 && (capture.Mime is null || capture.Mime.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || capture.Mime.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
            || capture.Mime.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase) || capture.Mime.Equals("application/pdf", StringComparison.OrdinalIgnoreCase));

    // By http and by https it is one page, which most archives list under one key.
    private static string Page(string url) => url.StartsWith("http://", StringComparison.Ordinal) ? $"https{url[4..]}" : url;

    private static bool Has(IArchive archive, CdxCapture capture) => new[] { capture.Url, WebAddress.Twin(capture.Url) }.OfType<string>()
        .Any(url => archive.Find(url) is { } document && archive.Captures(document.Id).Any(known => known.Time == capture.Time));

    private static async Task<(Incoming? Incoming, string? Trouble)> FetchAsync(Fetcher fetcher, string replay, CdxCapture capture, FetchOptions ask, CancellationToken cancellation)
    {
        var url = Cdx.RawUrl(replay, capture);
        var hops = await fetcher.FetchAsync(url, ask, cancellation).ConfigureAwait(false);
        var last = hops[^1];
        if (last.Failure is not null) return (null, last.Failure);
        if (last.Status != 200) return (null, $"{url}: the archive answers {last.Status}; try again later");
        var (bytes, cut) = last.Decode(fetcher.Limits);
        if (cut is not null) return (null, $"{url}: what the archive sends is not whole ({cut}); try again later");
        // Archives lead to the nearest capture where they cannot show the one that is asked for (RFC 7089).
        var shown = WebDates.Parse(last.Header("Memento-Datetime"));
        if (shown is null ? hops.Count > 1 : shown != capture.Time) return (null, $"{url}: the archive shows another capture in its place; nothing is taken");
        var type = last.Header("Content-Type") is { Length: > 0 } told && told.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? told : "application/octet-stream";
        var page = WarcRecord.Create("resource", capture.Time, capture.Url, type, bytes, [new(FromField, last.Url)]);
        return (new Incoming(page, [WarcRecord.Create("metadata", last.Time, capture.Url, "application/http; msgtype=response", last.Response, [new("WARC-Refers-To", $"<{page.Id}>")])]), null);
    }
}
