using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Variorum;

/// <summary>What strangers wrote, in captured pages and in addresses, stays text, on every route that there is.</summary>
public class HostileTests
{
    private const string Attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>";

    private static readonly DateTimeOffset At = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    private static readonly (string, DateTimeOffset, string)[] Pages =
    [
        ("https://press.norland.example/news/%22%3E%3Cscript%3Ealert(1)%3C/script%3E", At, Page("The minister of Vesmark signed the treaty in Orsany on 12 June 2026, and said that 40 percent of it was paid.")),
        ("https://press.norland.example/news/%22%3E%3Cscript%3Ealert(1)%3C/script%3E", At.AddDays(1), Page("The minister of Vesmark signed the treaty in Orsany on 12 June 2026, and said that 50 percent of it was paid.")),
        ("https://vesmark.example/a'onmouseover='alert(1)", At, Page("In Orsany the treaty was signed by the minister of Vesmark on 12 June 2026; 60 percent of it was paid, he said.")),
    ];

    // All that strangers may put into an address.
    public static TheoryData<string> Words =>
    [
        Attack, "javascript:alert(1)", "JaVaScRiPt:alert(1)", "\tjava\nscript:alert(1)", "\u0001javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
        "file:///etc/passwd", "FILE:/etc/passwd", " file:///etc/passwd", "fi\nle:///etc/passwd", "gopher://127.0.0.1/", "view-source:http://127.0.0.1/",
        "../../../../etc/passwd", "..\\..\\..\\etc\\passwd", "....//....//etc/passwd", "%2e%2e%2fetc%2fpasswd", "/etc/passwd\0.html",
        "' OR '1'='1", "'; DROP TABLE user; --", "\" OR 1=1 --", "1 UNION SELECT password FROM user", "') or ('1'='1", "//*[contains(text(),'x')]", "' or count(/*)=1 or '",
        "{{7919*6151}}", "${7919*6151}", "<%= 7919*6151 %>", "#{7919*6151}", "{7919*6151}", "@(7919*6151)", "${jndi:ldap://127.0.0.1/x}",
        "a\r\nX-Injected: yes\r\n\r\n<script>alert(1)</script>", "\u202egnp.exe", "\ud83d", "\0", "(((((((((((((((((((((((((((((((((", "NEAR(", "\"", "*", "-", "99999999999999999999999999", "-1", "NaN", "1e309", "２０２６", "٢", "true", "null", "[]", "{}",
    ];

    private static string Page(string text) => $$$"""
        <!DOCTYPE html><html lang="en&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"><head><title>{{{WebUtility.HtmlEncode(Attack)}}} The treaty is signed</title>
        <meta name="author" content="{{{WebUtility.HtmlEncode(Attack)}}}"><meta property="og:site_name" content="{{{WebUtility.HtmlEncode(Attack)}}}"><meta name="description" content="{{{WebUtility.HtmlEncode(Attack)}}}">
        <meta property="og:image" content="javascript:alert(1)"><link rel="canonical" href="javascript:alert(1)"><meta property="article:section" content="{{{WebUtility.HtmlEncode(Attack)}}}">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"</scr\u0069pt><script>alert(1)</script>","datePublished":"2026-06-12T08:00:00Z","author":{"name":"{{{Attack.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("</", "<\\/", StringComparison.Ordinal)}}}"}}</script></head>
        <body onload="alert(1)"><article><h1>{{{WebUtility.HtmlEncode(Attack)}}} The treaty is signed</h1><p>{{{text}}}</p><p>The treaty ends a quarrel of forty years over the river, and both parliaments have to agree to it within a year.</p>
        <p>“{{{WebUtility.HtmlEncode(Attack)}}} is what we want,” said Anna <b onclick="alert(1)">Berg</b>, the minister. {{{WebUtility.HtmlEncode(Attack)}}}</p>
        <figure><img src="javascript:alert(1)" onerror="alert(1)"><figcaption>{{{WebUtility.HtmlEncode(Attack)}}} Photo: {{{WebUtility.HtmlEncode(Attack)}}}</figcaption></figure>
        <p><a href="javascript:alert(1)">{{{WebUtility.HtmlEncode(Attack)}}}</a> was said in parliament, where 120 of 200 members agreed to the treaty on Friday.</p></article><script>alert(1)</script></body></html>
        """;

    [Fact]
    public async Task Hostile_text_of_captured_pages_stays_text_on_every_page_that_shows_it()
    {
        await using var room = await OpenRoom.With(Pages);
        var (open, seen) = (new Queue<string>(RouteWalk.Of(room.Room).Where(static route => route.Method == "GET").Select(static route => route.Path.Replace("999999", "1", StringComparison.Ordinal)).Prepend("/?x").Append("/search?q=treaty").Append("/compare?account=1&account=3").Append("/diff/1/2")), new HashSet<string>(StringComparer.Ordinal));
        var shown = 0;
        while (open.TryDequeue(out var path) && seen.Count < 250)
        {
            if (!seen.Add(path)) continue;
            using var answer = await room.Client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if (await Read(answer, path) is not { } document) continue;
            if (answer.StatusCode == HttpStatusCode.OK && document.Body!.TextContent.Contains("alert(1)", StringComparison.Ordinal)) shown++;
            foreach (var link in document.QuerySelectorAll("a[href^='/'], iframe[src^='/'], img[src^='/']")) open.Enqueue((link.GetAttribute("href") ?? link.GetAttribute("src"))!.Split('#')[0]);
        }
        Assert.True(shown > 3, $"only {shown} pages showed the text");
    }

    [Theory, MemberData(nameof(Words))]
    public async Task Whatever_stands_in_a_path_is_answered_in_a_sentence_and_runs_nowhere(string word)
    {
        await using var room = await OpenRoom.With(Pages[..1]);
        using (var users = Users.Open(room.Folder)) users.Add("Ilse", Rank.Admin, GuardedRoom.Password);
        foreach (var (method, path, _) in RouteWalk.Of(room.Room, word))
        {
            if (method == "GET") await Ask(room, method, path, null);
            else if (!path.StartsWith("/users", StringComparison.Ordinal) && path != "/sign-in") await Ask(room, method, path, new FormUrlEncodedContent([]));
        }
        using (var users = Users.Open(room.Folder)) Assert.Equal("Ilse", Assert.Single(users.All()).Name);
        Assert.Contains("Variorum", await room.Text("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_stands_in_one_parameter_of_a_question_beside_others_that_are_right_is_answered_in_a_sentence()
    {
        await using var room = await OpenRoom.With(Pages);
        var (words, next, read) = (Words.Select(static row => row.Data).ToList(), 0, 0);
        foreach (var operation in Api.Operations)
        {
            foreach (var tried in operation.Parameters)
                foreach (var word in Some())
                    if (await Ask(room, operation.Method, operation.Address(parameter => parameter == tried ? [word, .. Enumerable.Repeat("1", parameter.Fewest - 1)] : parameter.Required || parameter.InPath ? parameter.Example?.Split('|') ?? ["1"] : []), operation.SentExample is { } example ? Json(example) : null)) read++;
            foreach (var tried in operation.Members)
                foreach (var word in Some())
                {
                    var sent = System.Text.Json.Nodes.JsonNode.Parse(operation.SentExample!)!;
                    sent[tried.Name] = tried.Most > 1 ? new System.Text.Json.Nodes.JsonArray(word) : word;
                    await Ask(room, operation.Method, operation.Example(), Json(sent.ToJsonString()));
                }
        }
        Assert.True(read > 100, $"only {read} words were taken for what they are");

        // The attack, and every third of the others, from another one on each time.
        List<string> Some()
        {
            var from = next++;
            return [.. words.Where((_, i) => i == 0 || (i + from) % 3 == 0)];
        }

        static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
    }

    [Fact]
    public async Task Whatever_stands_in_one_parameter_of_a_page_is_answered_in_a_sentence()
    {
        await using var room = await OpenRoom.With(Pages);
        var (words, next) = (Words.Select(static row => row.Data).ToList(), 0);
        foreach (var path in RouteWalk.Of(room.Room, "1").Where(static route => route.Method == "GET" && !route.Path.StartsWith("/api/", StringComparison.Ordinal) && route.Path != "/watch/events").Select(static route => Numbered(route.Path)))
            foreach (var name in PageParameters)
            {
                // The attack every other time, and all other words in turn: thousands of questions, and quickly.
                await Ask(room, "GET", $"{path}?{string.Join('&', Usual.Where(usual => usual.Name != name && path.StartsWith(usual.Path, StringComparison.Ordinal)).Select(static usual => $"{usual.Name}={usual.Value}").Append($"{name}={Uri.EscapeDataString(next++ % 2 == 0 ? Attack : words[next / 2 % words.Count])}"))}", null);
            }
    }

    [Fact]
    public async Task Whatever_stands_in_one_field_of_a_form_that_is_right_else_is_answered_in_a_sentence()
    {
        await using var room = await OpenRoom.With(Pages);
        var (words, next) = (Words.Select(static row => row.Data).ToList(), 0);
        foreach (var path in RouteWalk.Of(room.Room, "1").Where(static route => route.Method == "POST" && !route.Path.StartsWith("/api/", StringComparison.Ordinal) && !route.Path.StartsWith("/mcp", StringComparison.Ordinal)).Select(static route => Numbered(route.Path)))
        {
            // Addresses that the server goes to have tests of their own.
            if (path is "/sign-in" or "/sign-out" || path.EndsWith("/test", StringComparison.Ordinal) || path.StartsWith("/users", StringComparison.Ordinal)) continue;
            foreach (var form in Forms(path))
                foreach (var name in form.Select(static field => field.Name).Append("note").Append("id").Where(name => name != "url" || path.StartsWith("/follow", StringComparison.Ordinal)))
                    foreach (var word in new[] { Attack, words[next++ % words.Count] })
                        await Ask(room, "POST", path, new FormUrlEncodedContent(form.Where(field => field.Name != name).Append((Name: name, Value: word)).Select(static field => KeyValuePair.Create(field.Name, field.Value))));
        }
    }

    private static readonly string[] PageParameters =
    [
        "q", "name", "url", "to", "who", "before", "after", "source", "a", "b", "account", "scope", "as", "format", "cursor", "from", "until", "kind", "language", "page", "limit", "sort", "only", "speaker", "topic", "output", "matchType", "filter", "id",
        "since", "place", "with", "told", "what", "skip", "fl", "prefix", "facets", "order", "resumeKey", "maxwidth", "maxheight", "lost", "new", "feeds", "copies", "showNumPages", "showResumeKey", "collapse", "event",
    ];

    // What a page asks for before it looks at anything else.
    private static readonly (string Path, string Name, string Value)[] Usual =
    [
        ("/search", "q", "treaty"), ("/compare", "account", "1&account=3"), ("/link", "account", "1&account=3"), ("/figures", "q", "percent"), ("/cdx", "url", "press.norland.example/*"), ("/feeds/search", "q", "treaty"), ("/follow", "q", "treaty"), ("/oembed", "url", "http%3A%2F%2F127.0.0.1%2Faccounts%2F1"),
    ];

    private static string Numbered(string path) => path.Replace("999999", "1", StringComparison.Ordinal);

    // As each form is filled in so that its handler comes to what it is for.
    private static (string Name, string Value)[][] Forms(string path) => path switch
    {
        "/sources" => [.. new[] { "look", "add", "import" }.Select(static what => new[] { ("do", what), ("url", "file:///x"), ("look", new string('a', 24)), ("way", "0"), ("name", "x") }), [("do", "page"), ("url", "file:///x")]],
        _ when path.StartsWith("/sources/", StringComparison.Ordinal) => [.. new[] { "pause", "resume", "change" }.Select(static what => new[] { ("do", what), ("mark", "x"), ("name", "x"), ("url", "https://press.norland.example/"), ("delay", "2"), ("feeds", "https://press.norland.example/feed") })],
        _ when path.StartsWith("/follow/webhooks", StringComparison.Ordinal) => [[("url", "https://desk.norland.example/news"), ("about", "changes"), ("source", "press.norland.example"), ("what", "start")]],
        _ when path.StartsWith("/follow", StringComparison.Ordinal) => [[("q", "treaty"), ("name", "x"), ("scope", "all")]],
        _ when path.StartsWith("/events", StringComparison.Ordinal) => [.. new[] { "merge", "split", "move", "pin", "unpin" }.Select(static kind => new[] { ("decision", kind), ("account", "1"), ("other", "2") })],
        "/compare" => [[("text", "The treaty was signed on 12 June."), ("text", "The treaty was signed."), ("a", "The treaty was signed on 12 June."), ("b", "The treaty was signed."), ("url", ""), ("keep", "")]],
        _ => [.. new[] { "accept", "reject", "relate", "draw", "replace", "note", "withdraw" }.Select(static kind => new[] { ("do", kind), ("account", "1"), ("account", "3"), ("a", "p1"), ("b", "p1"), ("seen", "0"), ("relation", "same"), ("side", "a"), ("comment", "x"), ("wasa", "p1"), ("wasb", "p1") })],
    };

    // Sends it as a page of ours would, and looks at what comes back; says whether it was no refusal.
    private static async Task<bool> Ask(OpenRoom room, string method, string address, HttpContent? sent)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(room.Room.Address.GetLeftPart(UriPartial.Authority) + address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })) { Content = sent };
        request.Headers.Accept.ParseAdd(address.StartsWith(Api.Base, StringComparison.Ordinal) ? "*/*" : "text/html");
        if (method != "GET") request.Headers.Add(CrossSite.Header, CrossSite.Of(((LocalSecret)room.Room.Services.GetService(typeof(LocalSecret))!).Bytes));
        using var answer = await room.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var what = $"{method} {address}";
        Assert.True((int)answer.StatusCode is not 500, what + " failed");
        Assert.False(answer.Headers.Contains("X-Injected"), what);
        if (answer.Headers.Location is { } location) Assert.True(location.OriginalString.StartsWith('/') && !location.OriginalString.StartsWith("//", StringComparison.Ordinal) || location.OriginalString.StartsWith(room.Room.Address.GetLeftPart(UriPartial.Authority) + "/", StringComparison.Ordinal), $"{what} leads to {location}");
        await Read(answer, what);
        return answer.IsSuccessStatusCode;
    }

    // Reads an answer as a browser does, and looks for anything in it that acts.
    private static async Task<IDocument?> Read(HttpResponseMessage answer, string what)
    {
        if (answer.RequestMessage!.Method == HttpMethod.Head) return null;
        // What is no HTTP at all is answered before the room is asked, with nothing.
        if (answer.StatusCode == HttpStatusCode.BadRequest && answer.Content.Headers.ContentLength == 0) return null;
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.True(policy.Contains("default-src 'none'", StringComparison.Ordinal) && !policy.Contains("unsafe-eval", StringComparison.Ordinal), $"{what}: {policy}");
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (type == "text/event-stream") return null;
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var leak in new[] { "   at Variorum", "root:x:0:0", "48709769", "SQLite Error", "System.", "StackTrace" }) Assert.False(text.Contains(leak, StringComparison.Ordinal), $"{what} tells {leak}");
        // What was captured is shown as it was, where nothing of it can run.
        if (policy.Split(';')[0].Trim().StartsWith("sandbox", StringComparison.Ordinal) && !policy.Contains("allow-scripts", StringComparison.Ordinal)) return null;
        if (type is "application/json" or "application/problem+json" or "application/feed+json" || type is not null && type.EndsWith("+json", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(text);
            return null;
        }
        if (type is not null && type.EndsWith("xml", StringComparison.Ordinal) && type is not ("application/xhtml+xml" or "image/svg+xml"))
        {
            Assert.NotNull(System.Xml.Linq.XDocument.Parse(text).Root);
            return null;
        }
        // A report to take away is a file of its own, with its own policy and its own tests.
        if (answer.Content.Headers.ContentDisposition?.DispositionType == "attachment") return null;
        if (type is not ("text/html" or "image/svg+xml" or "application/xhtml+xml")) return null;
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        var document = await new HtmlParser().ParseDocumentAsync(text, TestContext.Current.CancellationToken);
        foreach (var element in document.All)
        {
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{what}: {element.OuterHtml}");
                Assert.False(attribute.Name is "style" or "srcdoc" or "formaction" or "http-equiv" or "ping", $"{what}: {element.OuterHtml}");
                if (attribute.Name is not ("href" or "src" or "action" or "srcset" or "poster" or "data" or "xlink:href" or "cite")) continue;
                var value = new string([.. attribute.Value.Where(static c => c > ' ')]);
                var scheme = value.Split(':')[0].ToLowerInvariant();
                Assert.False(value.Contains(':', StringComparison.Ordinal) && scheme is "javascript" or "data" && attribute.Name == "href" || scheme is "vbscript" or "file" or "blob" or "view-source", $"{what}: {element.OuterHtml}");
                if (element.LocalName is not ("a" or "area" or "blockquote" or "q") && !(element.LocalName == "link" && element.GetAttribute("rel") is not ("stylesheet" or "icon" or "preload" or "prefetch" or "preconnect" or "manifest")))
                    Assert.True(value.Length == 0 || value is ['/', not '/', ..] or ['/'] or ['?' or '#', ..], $"{what} takes from elsewhere: {element.OuterHtml}");
            }
            if (element.LocalName == "script" && element.GetAttribute("type") == "application/ld+json")
            {
                using var json = JsonDocument.Parse(element.TextContent);
            }
            else if (element.LocalName == "script") Assert.True(element.TextContent.Length == 0 && element.GetAttribute("src")!.StartsWith("/assets/", StringComparison.Ordinal), $"{what}: {element.OuterHtml}");
            Assert.False(element.LocalName is "object" or "embed" or "applet" or "base" or "style" or "frame", $"{what}: {element.OuterHtml}");
            if (element.LocalName == "iframe") Assert.Equal("", element.GetAttribute("sandbox"));
        }
        return document;
    }
}
