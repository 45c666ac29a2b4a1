namespace Variorum;

/// <summary>Webhooks: which there are, what was sent to each, and how it arrived.</summary>
internal static class WebhookPage
{
    private static readonly (WebhookAbout About, string Word, string Text)[] Abouts =
    [
        (WebhookAbout.Changes, "changes", "an account changes"), (WebhookAbout.Vanished, "vanished", "something vanishes"),
        (WebhookAbout.Events, "events", "several publishers tell of an event"), (WebhookAbout.Searches, "searches", "a saved search finds something new"),
    ];

    /// <summary>The words for what a webhook can be told of.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Abouts.Select(static one => one.Word)];

    /// <exception cref="WrongException">The word is none of <see cref="Words"/>.</exception>
    public static WebhookAbout Of(string? word) => Abouts.FirstOrDefault(one => one.Word == word) is { Word: not null } known ? known.About : throw new WrongException($"a webhook is told of {string.Join(", ", Words)}");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/follow/webhooks", (RequestDelegate)Add).Needs(Rank.Editor);
        routes.MapGet("/follow/webhooks/{id:long}", (RequestDelegate)Show).Needs(Rank.Editor);
        routes.MapPost("/follow/webhooks/{id:long}/test", (RequestDelegate)Test).Needs(Rank.Editor).Costly();
        routes.MapPost("/follow/webhooks/{id:long}/resume", (RequestDelegate)Resume).Needs(Rank.Editor);
        routes.MapPost("/follow/webhooks/{id:long}/remove", (RequestDelegate)Remove).Needs(Rank.Editor);
    }

    /// <summary>The webhooks as a part of the page of what is followed, with the form for another one.</summary>
    public static void List(StringBuilder page, IReadOnlyList<Webhook> webhooks, bool editor, Markup.Raw token)
    {
        page.Append("<section>\n<h2>Webhooks</h2>\n<p>A program of yours is sent the news as JSON, signed, again and again until it has arrived.</p>\n");
        if (webhooks.Count > 0)
        {
            page.Append("<ul class=\"items\">\n");
            foreach (var webhook in webhooks)
            {
                // An address may hold what lets one in; who may not change it sees its host alone.
                page.Html($"<li><h3>");
                if (editor) page.Html($"<a href=\"/follow/webhooks/{webhook.Id}\"><code class=\"address\">{webhook.Url}</code></a>");
                else page.Html($"<code class=\"address\">{new Uri(webhook.Url).Host}</code>");
                page.Html($"{(webhook.Stopped is null ? "" : " ")}{new Markup.Raw(webhook.Stopped is null ? "" : "<span class=\"tag gone\">stopped</span>")}</h3>\n<p class=\"meta\">Told when {Told(webhook.About)}{(webhook.Source is { } source ? $" · of {source} alone" : "")}{(webhook.Failures > 0 ? $" · {Telling.Count(webhook.Failures, "attempt")} in a row failed" : "")}</p></li>\n");
            }
            page.Append("</ul>\n");
        }
        else if (!editor) page.Append("<p class=\"empty\">None yet; an editor can add one.</p>\n");
        if (!editor)
        {
            page.Append("</section>\n");
            return;
        }
        page.Html($"""
            <form class="fields" method="post" action="/follow/webhooks">{token}
            <label class="whole">Address <input name="url" type="url" required maxlength="{Webhooks.LongestUrl}" placeholder="https://desk.norland.example/news"></label>
            <fieldset class="whole"><legend>Told when</legend>

            """);
        foreach (var (_, word, text) in Abouts) page.Html($"<label class=\"check\"><input type=\"checkbox\" name=\"about\" value=\"{word}\"{new Markup.Raw(word is "changes" or "vanished" ? " checked" : "")}> {text}</label>\n");
        page.Append("""
            </fieldset>
            <label>Changes of one source alone <input name="source" maxlength="200" placeholder="press.norland.example"></label>
            <div class="buttons"><button class="primary">Add a webhook</button></div>
            </form>
            </section>

            """);
    }

    private static async Task Add(HttpContext http)
    {
        var form = await http.Form().ConfigureAwait(false);
        var url = form.Wish("url", Webhooks.LongestUrl) ?? throw new WrongException("a webhook needs an address");
        var about = form["about"].Aggregate(WebhookAbout.Nothing, static (all, word) => all | Of(word));
        var (source, services) = (form.Wish("source", 200), http.RequestServices);
        var webhook = services.GetRequiredService<RoomDatabase>().Do(database => Webhooks.Add(database, url, about, source, http.Visitor().Name, services.GetRequiredService<ReadingRoomOptions>().WebhooksTo, services.GetRequiredService<TimeProvider>().GetUtcNow()));
        http.Response.Headers.CacheControl = "no-store";
        // Answered at once and not by another page: this is the only time that the secret is shown.
        await new View("A new webhook", page => page.Html($"""
            <h1>The webhook is there</h1>
            <p class="lead">Keep its secret now: it is not shown again.</p>
            <dl class="facts"><dt>Address</dt><dd><code class="address">{webhook.Url}</code></dd><dt>Secret</dt><dd><code class="address" id="secret">{webhook.SecretText}</code></dd></dl>
            <p>Each message is signed with it by HMAC-SHA256 in the header <code>webhook-signature</code>; <i>API, feeds and protocols</i> in the documentation shows how to check that.</p>
            <p class="buttons"><a class="button primary" href="/follow/webhooks/{webhook.Id}">Try it</a> <a class="button" href="/follow">Back</a></p>

            """)).ExecuteAsync(http).ConfigureAwait(false);
    }

    private static Task Show(HttpContext http)
    {
        var (webhook, deliveries) = http.RequestServices.GetRequiredService<RoomDatabase>().Ask(database => (Webhooks.Of(database, FollowPage.Id(http)), Deliveries.Of(database, FollowPage.Id(http))));
        var token = http.FormToken();
        return new View("A webhook", page =>
        {
            page.Html($"<p class=\"eyebrow\"><a href=\"/follow\">Following</a></p>\n<h1>Webhook</h1>\n<dl class=\"facts\"><dt>Address</dt><dd><code class=\"address\">{webhook.Url}</code></dd><dt>Told when</dt><dd>{Told(webhook.About)}</dd>{Source(webhook)}<dt>State</dt><dd>");
            if (webhook.Stopped is { } since) page.Html($"<span class=\"tag gone\">stopped</span> since {Dated.At(since)}: {Telling.Count(webhook.Failures, "attempt")} in a row failed, or its server wants nothing more. What came in since is kept.");
            else page.Html($"in use{(webhook.Failures > 0 ? $"; {Telling.Count(webhook.Failures, "attempt")} in a row failed" : "")}");
            page.Append("</dd></dl>\n<div class=\"buttons\">");
            Button(page, webhook, "test", webhook.Stopped is null ? "Send a test" : null, token);
            Button(page, webhook, "resume", webhook.Stopped is null ? null : "Send to it again", token);
            Button(page, webhook, "remove", "Take away", token);
            page.Append("</div>\n<h2>Deliveries</h2>\n");
            if (deliveries.Count == 0) page.Append("<p class=\"empty\">Nothing was sent yet. What comes in from now on is.</p>\n");
            else
            {
                page.Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Deliveries\"><table class=\"sent\"><thead><tr><th scope=\"col\">Made</th><th scope=\"col\">Delivery</th><th scope=\"col\" class=\"number\">Attempts</th><th scope=\"col\">How it ended</th><th scope=\"col\">Next attempt</th></tr></thead><tbody>\n");
                foreach (var delivery in deliveries)
                {
                    page.Html($"<tr><td>{Dated.At(delivery.Made)}</td><td><code>{delivery.Name}</code> <span class=\"meta\">{delivery.Body.Length} bytes</span></td><td class=\"number\">{delivery.Attempts}</td><td>{delivery.Told ?? "Not sent yet."}</td><td>");
                    if (delivery.Due is { } due) page.Html($"{Dated.At(due)}");
                    else page.Html($"{(delivery.Status is >= 200 and < 300 ? "–" : "given up")}");
                    page.Append("</td></tr>\n");
                }
                page.Append("</tbody></table></div>\n");
            }
        }).ExecuteAsync(http);
    }

    private static Task Test(HttpContext http)
    {
        var (services, id) = (http.RequestServices, FollowPage.Id(http));
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        services.GetRequiredService<RoomDatabase>().Do(database => Webhooks.Test(database, id, now));
        return FollowPage.Back(http, $"/follow/webhooks/{id}");
    }

    private static Task Resume(HttpContext http)
    {
        var (services, id) = (http.RequestServices, FollowPage.Id(http));
        services.GetRequiredService<RoomDatabase>().Do(database => Webhooks.Resume(database, id, services.GetRequiredService<TimeProvider>().GetUtcNow()));
        return FollowPage.Back(http, $"/follow/webhooks/{id}");
    }

    private static Task Remove(HttpContext http)
    {
        http.RequestServices.GetRequiredService<RoomDatabase>().Do(database => Webhooks.Remove(database, FollowPage.Id(http)));
        return FollowPage.Back(http);
    }

    private static void Button(StringBuilder page, Webhook webhook, string action, string? text, Markup.Raw token)
    {
        if (text is not null) page.Html($"<form method=\"post\" action=\"/follow/webhooks/{webhook.Id}/{action}\">{token}<button>{text}</button></form> ");
    }

    private static Markup.Part Source(Webhook webhook) => page =>
    {
        if (webhook.Source is { } source) page.Html($"<dt>Source</dt><dd><bdi>{source}</bdi></dd>");
    };

    private static string Told(WebhookAbout about) => string.Join(", ", Abouts.Where(one => about.HasFlag(one.About)).Select(static one => one.Text));
}
