namespace Variorum;

/// <summary><c>/documents/{id}</c>: what happened to what lives at one address, each change in its place, and every capture.</summary>
internal static class DocumentPage
{
    // Captures on a page, and changes that are shown in their place; the rest is a link each.
    private const int AtOnce = 100, MostShown = 30;

    private const int MostPages = 100_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/documents/{id:long}", static (long id, int? page, Archives archives, KeptAccounts kept, CancellationToken cancel) =>
    {
        if (page is < 1 or > MostPages) throw new WrongException($"a page of the captures is a number from 1 to {MostPages}");
        return archives.ReadAsync(reading => Show(reading.Archive, kept, id, page ?? 1), cancel);
    }).Needs(Rank.Reader).Costly(Limits.DearPerMinute);

    private static View Show(FolderArchive archive, KeptAccounts kept, long id, int at)
    {
        var document = Found(archive, id);
        var (captures, versions) = (archive.Captures(id), archive.Versions(id));
        var entries = Told(captures, versions);
        var steps = kept.Steps(archive, versions);
        var diffs = versions.Skip(1).TakeLast(MostShown).Select(version => (version.Id, Diff: TextDiff.Between(archive.Text(versions[Index(versions, version) - 1].Id), archive.Text(version.Id)))).ToDictionary(static one => one.Id, static one => one.Diff);
        var last = versions.Count > 0 ? versions[^1] : null;
        var title = last?.Title ?? document.Url;
        return new View($"History: {title}", page =>
        {
            page.Html($"<p class=\"eyebrow\"><bdi>{last?.Publisher ?? Addresses.Site(document.Url)}</bdi> · history</p>\n<h1 dir=\"auto\">{title}</h1>\n<p class=\"lead\">{Telling.Count(captures.Count, "capture")}, {Telling.Count(versions.Count, "version")}; {HistoryText.State(document)}</p>\n<p class=\"meta\">{CapturePage.Address(document.Url)}</p>\n");
            page.Append("<ol class=\"history\">\n");
            foreach (var entry in entries)
            {
                page.Html($"<li><p class=\"meta\">{Dated.At(entry.Capture.Time)} · <a href=\"/captures/{entry.Capture.Id}\">capture</a></p>\n");
                if (entry.Version is { } version) Version(page, versions, version, steps, diffs);
                else page.Html($"<h2>{Event(entry.Event)}</h2>\n<p>{CapturePage.What(entry.Capture)}{(entry.Event == HistoryEvent.Missing ? " A second visit has to confirm it." : "")}</p>\n");
                page.Append("</li>\n");
            }
            page.Append("</ol>\n");
            if (entries.Count == 0) page.Append("<p class=\"empty\">Nothing was read here, and nothing changed. The captures below show what was found.</p>\n");
            Captures(page, document, captures, at);
        })
        {
            Section = Section.Changes,
        };
    }

    /// <exception cref="NotThereException">There is no such document.</exception>
    private static Document Found(FolderArchive archive, long id)
    {
        try
        {
            return archive.Document(id);
        }
        catch (NotInArchiveException)
        {
            throw new NotThereException($"the archive has no document {id}");
        }
    }

    /// <summary>What was seen to change, as <see cref="DocumentHistory"/> tells it, without comparing texts.</summary>
    private static List<(HistoryEvent Event, Capture Capture, Version? Version)> Told(IReadOnlyList<Capture> captures, IReadOnlyList<Version> versions)
    {
        var began = versions.ToDictionary(static version => version.Capture);
        var entries = new List<(HistoryEvent, Capture, Version?)>();
        var now = (State: DocumentState.Unread, Since: DateTimeOffset.MinValue);
        foreach (var capture in captures)
        {
            var last = now.State;
            now = History.Next(now, new Sighting(capture.Id, capture.Time, capture.State, null));
            if (now.State != last && now.State is DocumentState.Missing or DocumentState.Withdrawn or DocumentState.Returned)
                entries.Add((now.State switch { DocumentState.Missing => HistoryEvent.Missing, DocumentState.Withdrawn => HistoryEvent.Withdrawn, _ => HistoryEvent.Returned }, capture, null));
            if (began.TryGetValue(capture.Id, out var version)) entries.Add((version.Number == 1 ? HistoryEvent.FirstSeen : HistoryEvent.Changed, capture, version));
        }
        return entries;
    }

    private static void Version(StringBuilder page, IReadOnlyList<Version> versions, Version version, Dictionary<long, KeptStep> steps, Dictionary<long, TextDiff> diffs)
    {
        page.Html($"<h2><a href=\"/accounts/{version.Id}\">Version {version.Number}</a></h2>\n<p><bdi{AccountPage.Lang(version)}>{version.Title ?? "Without a headline"}</bdi></p>\n<p class=\"meta\">Seen {VersionStrip.Span(version)}, {Telling.Count(version.Captures, "capture")}</p>\n");
        if (!steps.TryGetValue(version.Id, out var step)) return;
        var before = versions[Index(versions, version) - 1];
        page.Html($"<p class=\"told\">{step.Told} · <a href=\"/diff/{before.Id}/{version.Id}\">side by side</a></p>\n");
        if (diffs.TryGetValue(version.Id, out var diff)) DiffRows.Changed(page, diff, version);
        foreach (var (done, was, now) in step.Pictures) VersionStrip.Pictures(page, done, was, now);
    }

    private static void Captures(StringBuilder page, Document document, IReadOnlyList<Capture> captures, int at)
    {
        page.Append("<h2 id=\"captures\">Captures</h2>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Captures\"><table>\n<thead><tr><th scope=\"col\">Captured</th><th scope=\"col\">Status</th><th scope=\"col\">Shows</th><th scope=\"col\">SHA-256</th><th scope=\"col\">Lies in</th></tr></thead>\n<tbody>\n");
        foreach (var capture in captures.Skip((at - 1) * AtOnce).Take(AtOnce))
        {
            page.Html($"<tr><th scope=\"row\"><a href=\"/captures/{capture.Id}\">{Dated.Exactly(capture.Time)}</a></th><td>{(capture.Status == 0 ? "file" : capture.Status.ToString(System.Globalization.CultureInfo.InvariantCulture))}</td><td>{CapturePage.What(capture)}{(capture.Remark is { } remark ? $" It {remark}." : "")}</td>");
            page.Html($"<td><code class=\"number\" title=\"{capture.Sha256}\">{(capture.Sha256.Length > 12 ? capture.Sha256[..12] + "…" : "–")}</code></td><td><code class=\"address\">{capture.Place.File}</code> at {capture.Place.Offset}</td></tr>\n");
        }
        page.Append("</tbody>\n</table></div>\n");
        if (captures.Count <= AtOnce) return;
        page.Append("<nav class=\"pages\" aria-label=\"Captures\">");
        if (at > 1) page.Html($"<a href=\"/documents/{document.Id}?page={at - 1}#captures\">Earlier captures</a>");
        if (at * (long)AtOnce < captures.Count) page.Html($"<a href=\"/documents/{document.Id}?page={at + 1}#captures\">Later captures</a>");
        page.Append("</nav>\n");
    }

    private static string Event(HistoryEvent what) => what switch
    {
        HistoryEvent.Missing => "Missing",
        HistoryEvent.Withdrawn => "Withdrawn",
        _ => "Returned",
    };

    private static int Index(IReadOnlyList<Version> versions, Version version)
    {
        for (var i = 0; i < versions.Count; i++)
            if (versions[i].Id == version.Id) return i;
        return -1;
    }
}
