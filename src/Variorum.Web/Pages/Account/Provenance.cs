namespace Variorum;

/// <summary>Where an account's bytes lie, and <c>/accounts/{version}/verify</c>, which reads them again.</summary>
internal static class Provenance
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/accounts/{version:long}/verify", static (long version, Archives archives, CancellationToken cancel) => archives.ReadAsync(reading =>
    {
        var (found, capture, _) = AccountShown.Found(reading.Archive, version);
        return Told(found, capture, CaptureProof.Of(reading.Archive, capture, found));
    }, cancel)).Needs(Rank.Reader).OnlyReads();

    public static void Write(StringBuilder page, AccountShown shown, Markup.Raw token)
    {
        var (version, capture) = (shown.Version, shown.Capture);
        page.Append("<section class=\"provenance\" aria-labelledby=\"provenance\">\n<h2 id=\"provenance\">Provenance</h2>\n");
        Rows(page, capture, $"{version.Number}, {Telling.Count(version.Captures, "capture")} {(version.Captures == 1 ? "shows" : "show")} it");
        page.Html($"<form class=\"buttons\" method=\"post\" action=\"/accounts/{version.Id}/verify\">{token}<button class=\"primary\">Verify now</button> <a class=\"button\" href=\"/captures/{capture.Id}/record\">WARC record</a></form>\n</section>\n");
    }

    public static void Rows(StringBuilder page, Capture capture, string? version)
    {
        page.Html($"<dl class=\"facts\"><dt>Address</dt><dd><code class=\"address\">{capture.Url}</code></dd><dt>Captured</dt><dd>{Dated.Exactly(capture.Time)}</dd>");
        if (version is not null) page.Html($"<dt>Version</dt><dd>{version}</dd>");
        page.Html($"<dt>SHA-256</dt><dd><code class=\"address\">{(capture.Sha256.Length > 0 ? capture.Sha256 : "no body")}</code></dd><dt>Lies in</dt><dd><code class=\"address\">{capture.Place.File}</code> at {capture.Place.Offset}, {capture.Place.Length} bytes</dd></dl>\n");
        if (capture.Remark is { } remark) page.Html($"<div class=\"notice\"><p>The page {remark}.</p></div>\n");
    }

    private static View Told(Version version, Capture capture, CaptureProof proof) => new("Verified", page =>
    {
        page.Html($"<p class=\"eyebrow\"><a href=\"/accounts/{version.Id}\"><bdi>{version.Title ?? capture.Url}</bdi></a> · version {version.Number}</p>\n<h1>{(proof.Holds ? "The record is as it was" : "The record is not what it was")}</h1>\n");
        page.Html($"<p class=\"lead\">{(proof.Holds ? "It was read again from its file just now, and everything that can be compared matches." : "It was read again from its file just now, and something differs: restore the file from a copy, then run variorum verify.")}</p>\n");
        page.Append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"What was compared\"><table>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Said</th><th scope=\"col\">Found</th><th scope=\"col\">Matches</th></tr></thead>\n<tbody>\n");
        foreach (var step in proof.Steps)
            page.Html($"<tr><th scope=\"row\">{step.What}</th><td><code class=\"address\">{step.Expected}</code></td><td><code class=\"address\">{step.Found}</code></td><td><span class=\"tag {(step.Matches switch { true => "new", false => "gone", null => "changed" })}\">{(step.Matches switch { true => "yes", false => "no", null => "cannot be told" })}</span></td></tr>\n");
        page.Html($"</tbody>\n</table></div>\n<p><a href=\"/accounts/{version.Id}#provenance\">Back to the account</a></p>\n");
    });
}
