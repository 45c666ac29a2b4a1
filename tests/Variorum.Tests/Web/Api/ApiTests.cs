using System.Net;
using System.Text;
using System.Text.Json;

namespace Variorum;

public class ApiTests
{
    [Fact]
    public async Task A_program_goes_from_an_address_to_the_bytes_that_prove_it()
    {
        await using var room = await ApiRoom.Open();
        var document = (await room.Json("/api/v1/documents?url=https://press.norland.example/news/signing-report")).GetProperty("documents")[0];
        var version = await room.Json($"/api/v1/versions/{document.GetProperty("current").GetInt64()}");
        Assert.Equal(2, version.GetProperty("version").GetInt32());
        var captures = (await room.Json($"/api/v1/documents/{document.GetProperty("id").GetInt64()}/captures")).GetProperty("captures");
        var last = captures[captures.GetArrayLength() - 1];
        Assert.Equal(version.GetProperty("sha256").GetString(), last.GetProperty("sha256").GetString());
        using var record = await room.Ask($"/api/v1/captures/{last.GetProperty("id").GetInt64()}/record");
        Assert.Equal("application/warc", record.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("WARC/1.1\r\nWARC-Type: resource\r\n", await record.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_tells_what_changed_and_so_does_a_diff_of_its_versions()
    {
        await using var room = await ApiRoom.Open();
        var document = (await room.Json("/api/v1/documents?url=https://press.norland.example/news/signing-report")).GetProperty("documents")[0].GetProperty("id").GetInt64();
        var entries = (await room.Json($"/api/v1/documents/{document}/history")).GetProperty("entries");
        Assert.Equal("changed", entries[1].GetProperty("event").GetString());
        var diff = await room.Json($"/api/v1/diff?from={entries[0].GetProperty("id")}&to={entries[1].GetProperty("id")}");
        Assert.Contains("bright morning", diff.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/documents?limit=3", "documents", "url")]
    [InlineData("/api/v1/changes?limit=4", "changes", "id")]
    [InlineData("/api/v1/vanished?limit=2", "vanished", "text")]
    [InlineData("/api/v1/events?limit=2", "events", "id")]
    [InlineData("/api/v1/events?limit=2&order=accounts", "events", "id")]
    public async Task A_list_is_read_to_its_end_piece_by_piece_with_nothing_twice(string path, string list, string key)
    {
        await using var room = await ApiRoom.Open();
        var whole = (await room.Json(path[..path.IndexOf("limit=", StringComparison.Ordinal)] + "limit=200" + (path.Contains("order", StringComparison.Ordinal) ? "&order=accounts" : ""))).GetProperty(list).EnumerateArray().Select(one => one.GetProperty(key).ToString()).ToList();
        var read = new List<string>();
        for (var next = path; next is not null;)
        {
            using var answer = await room.Ask(next);
            var piece = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            read.AddRange(piece.GetProperty(list).EnumerateArray().Select(one => one.GetProperty(key).ToString()));
            next = answer.Headers.TryGetValues("Link", out var link) ? link.Single()[1..link.Single().IndexOf('>', StringComparison.Ordinal)] : null;
            Assert.Equal(next is not null, piece.TryGetProperty("next", out _));
        }
        Assert.True(whole.Count > 2);
        Assert.Equal(whole, read);
    }

    [Fact]
    public async Task What_comes_in_between_two_pieces_of_a_search_moves_none_of_them()
    {
        await using var room = await ApiRoom.Open();
        var first = await room.Json("/api/v1/search?q=treaty&limit=2");
        var before = Hits(await room.Json("/api/v1/search?q=treaty&limit=200"));
        using (var archive = FolderArchive.Write(room.Folder))
            archive.Add([Incoming.Saved("https://press.norland.example/news/late", DateTimeOffset.UnixEpoch.AddYears(56), Encoding.UTF8.GetBytes("<title>Treaty treaty</title><h1>Treaty treaty treaty</h1><article><p>The treaty, the treaty, and the treaty again, said the treaty office of Norland on Friday.</p><p>The treaty was a treaty, and remains a treaty in every article.</p></article>"))], TestContext.Current.CancellationToken);
        var read = Hits(first).Concat(Hits(await room.Json($"/api/v1/search?q=treaty&limit=200&cursor={first.GetProperty("next").GetString()}")));
        Assert.Equal(before, read);

        static List<long> Hits(JsonElement found) => [.. found.GetProperty("queries")[0].GetProperty("hits").EnumerateArray().Select(static hit => hit.GetProperty("id").GetInt64())];
    }

    [Fact]
    public async Task Whoever_has_an_answer_is_not_sent_it_again_and_a_head_has_no_body()
    {
        await using var room = await ApiRoom.Open();
        using var first = await room.Ask("/api/v1/accounts/1");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/accounts/1");
        Assert.False(first.Headers.ETag!.IsWeak);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await room.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var head = await room.Ask("/api/v1/accounts/1", method: HttpMethod.Head);
        Assert.Equal(first.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(first.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/api/v1/accounts/1", "*")]
    [InlineData("/api/v1/accounts/1", "\"other\", W/{0}")]
    [InlineData("/accounts/1", "*")]
    [InlineData("/accounts/1", "\"other\", {0}")]
    [InlineData("/accounts/1", "W/{0}")]
    [InlineData("/feeds/changes.atom", "\"a, b\",{0}")]
    public async Task Whoever_names_what_they_have_in_any_form_of_the_standard_is_told_that_it_is_that_still(string path, string names)
    {
        await using var room = await ApiRoom.Open();
        using var first = await room.Ask(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.TryAddWithoutValidation("If-None-Match", string.Format(System.Globalization.CultureInfo.InvariantCulture, names, first.Headers.ETag));
        using var second = await room.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var other = new HttpRequestMessage(HttpMethod.Get, path);
        // A tag that another one only holds is another one.
        other.Headers.TryAddWithoutValidation("If-None-Match", $"\"x{first.Headers.ETag!.Tag.Trim('"')}\", \"y {first.Headers.ETag.Tag.Trim('"')}\"");
        using var whole = await room.Client.SendAsync(other, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Fact]
    public async Task A_webhook_is_added_and_taken_away_by_a_program_which_is_told_its_secret_once()
    {
        await using var room = await ApiRoom.Open();
        using var added = await room.Ask("/api/v1/webhooks", method: HttpMethod.Post, sent: Body("{\"url\":\"https://desk.norland.example/news\",\"about\":[\"changes\",\"events\"]}"));
        var hook = JsonDocument.Parse(await added.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("webhooks")[0];
        Assert.StartsWith("whsec_", hook.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal("no-store", added.Headers.CacheControl?.ToString());
        var listed = Assert.Single((await room.Json("/api/v1/webhooks")).GetProperty("webhooks").EnumerateArray());
        Assert.False(listed.TryGetProperty("secret", out _));
        Assert.Equal(["changes", "events"], listed.GetProperty("about").EnumerateArray().Select(static about => about.GetString()!));
        using var gone = await room.Ask($"/api/v1/webhooks/{listed.GetProperty("id").GetInt64()}", method: HttpMethod.Delete);
        Assert.Empty((await room.Json("/api/v1/webhooks")).GetProperty("webhooks").EnumerateArray());
        await room.Refused(400, "/api/v1/webhooks", method: HttpMethod.Post, sent: Body("{\"url\":\"https://desk.norland.example/news\"}"));
        await room.Refused(400, "/api/v1/webhooks", method: HttpMethod.Post, sent: Body("{\"url\":\"file:///etc/passwd\",\"about\":[\"changes\"]}"));
        await room.Refused(400, "/api/v1/webhooks", method: HttpMethod.Post, sent: Body("{\"url\":\"https://desk.norland.example/\",\"about\":[\"all\"]}"));
    }

    [Fact]
    public async Task A_program_follows_a_source_and_fetches_a_page()
    {
        await using var site = LoopbackServer.Of(static path => path == "/news/1" ? LoopbackServer.Page("The bridge over the Sund was opened on Friday. It carries nine thousand vehicles a day, the ministry said.", "Content-Type: text/plain\r\n") : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        await using var room = await ApiRoom.Open(options => options with { Allowed = [Allowance.Parse($"127.0.0.1:{site.Port}")], Sparing = new HostsOptions { Delay = TimeSpan.Zero } });
        using (var added = await room.Ask("/api/v1/sources", method: HttpMethod.Post, sent: Body("{\"url\":\"www.vesmark.example\",\"language\":\"NL\",\"delay\":5,\"feeds\":[\"https://www.vesmark.example/feed\"]}"))) Assert.True(added.IsSuccessStatusCode);
        var source = Assert.Single(SourceList.Read(room.Folder).Sources);
        Assert.Equal(("vesmark.example", "https://www.vesmark.example/", "nl", 5.0, "https://www.vesmark.example/feed"), (source.Name, source.Url, source.Language, source.Delay, Assert.Single(source.Feeds)));
        await room.Refused(400, "/api/v1/sources", method: HttpMethod.Post, sent: Body("{\"url\":\"https://norland.example/\"}"));
        await room.Refused(400, "/api/v1/sources", method: HttpMethod.Post, sent: Body("{\"url\":\"https://vesmark.example/\",\"feeds\":[\"https://vesmark.example/feed\"]}"));
        await room.Refused(400, "/api/v1/sources", method: HttpMethod.Post, sent: Body("{\"url\":\"https://norland.example/\",\"feeds\":[\"javascript:alert(1)\"]}"));
        using (var fetched = await room.Ask("/api/v1/pages", method: HttpMethod.Post, sent: Body($"{{\"url\":\"{site.Url("/news/1")}\"}}")))
        {
            var document = JsonDocument.Parse(await fetched.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal(site.Url("/news/1"), document.GetProperty("url").GetString());
            Assert.Contains("nine thousand vehicles", (await room.Json($"/api/v1/accounts/{document.GetProperty("current").GetInt64()}")).GetRawText(), StringComparison.Ordinal);
        }
        Assert.Contains("special address", await room.Refused(400, "/api/v1/pages", method: HttpMethod.Post, sent: Body("{\"url\":\"http://169.254.169.254/\"}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_had_by_Accept_or_by_its_name_and_runs_nothing_in_a_spreadsheet()
    {
        await using var room = await OpenRoom.With([("https://press.norland.example/a", DateTimeOffset.UnixEpoch.AddYears(56), "<title>=HYPERLINK(1)</title><h1>=HYPERLINK(1)</h1><article><p>Norland signed the treaty with Vesmark on Friday, the ministry said.</p><p>The treaty runs for ten years and can be renewed once by either side.</p></article>")]);
        using var byName = await room.Ask("/api/v1/search?q=treaty&format=csv");
        using var byAccept = await room.Ask("/api/v1/search?q=treaty", "text/html;q=0.9, text/csv");
        var table = await byName.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/csv", byAccept.Content.Headers.ContentType?.MediaType);
        Assert.Equal(table, await byAccept.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(",'=HYPERLINK(1),", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_are_sent_are_collated_and_not_kept()
    {
        await using var room = await ApiRoom.Open();
        var before = await room.Json("/api/v1/status");
        using var answer = await room.Ask("/api/v1/collations", method: HttpMethod.Post, sent: Body(Api.Operations.Single(static one => one.Id == "collate").SentExample!));
        var collation = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Contains(collation.GetProperty("variants").EnumerateArray(), static variant => variant.TryGetProperty("from", out var from) && from.GetString() == "ten years");
        Assert.Equal(before.GetRawText(), (await room.Json("/api/v1/status")).GetRawText());
    }

    [Fact]
    public async Task A_search_is_kept_and_taken_away_by_a_program()
    {
        await using var room = await ApiRoom.Open();
        using var kept = await room.Ask("/api/v1/searches", method: HttpMethod.Post, sent: Body("{\"query\":\"treaty\"}"));
        Assert.True(kept.IsSuccessStatusCode);
        var search = Assert.Single((await room.Json("/api/v1/searches")).GetProperty("searches").EnumerateArray());
        Assert.Equal("treaty", search.GetProperty("query").GetString());
        using var gone = await room.Ask($"/api/v1/searches/{search.GetProperty("id").GetInt64()}", method: HttpMethod.Delete);
        Assert.Empty((await room.Json("/api/v1/searches")).GetProperty("searches").EnumerateArray());
        await room.Refused(404, "/api/v1/searches/7", method: HttpMethod.Delete);
        await room.Refused(400, "/api/v1/searches", method: HttpMethod.Post, sent: Body("{\"query\":\"\\\"open\"}"));
        await room.Refused(400, "/api/v1/searches", method: HttpMethod.Post, sent: Body("{\"query\":1}"));
        await room.Refused(400, "/api/v1/searches", method: HttpMethod.Post, sent: Body("[]"));
    }

    [Theory]
    [InlineData(404, "/api/v1/nothing")]
    [InlineData(404, "/api/v2")]
    [InlineData(404, "/api/v1/documents/999999")]
    [InlineData(404, "/api/v1/accounts/999999")]
    [InlineData(404, "/api/v1/events/999999/table")]
    [InlineData(400, "/api/v1/documents/0")]
    [InlineData(400, "/api/v1/documents/99999999999999999999")]
    [InlineData(400, "/api/v1/documents/one")]
    [InlineData(400, "/api/v1/documents?limit=0")]
    [InlineData(400, "/api/v1/documents?limit=201")]
    [InlineData(400, "/api/v1/documents?limit=1&limit=2")]
    [InlineData(400, "/api/v1/documents?unknown=1")]
    [InlineData(400, "/api/v1/documents?cursor=%00%01")]
    [InlineData(400, "/api/v1/events?cursor=bm9uZQ")]
    [InlineData(400, "/api/v1/vanished?cursor=bm9uZQ")]
    [InlineData(400, "/api/v1/search")]
    [InlineData(400, "/api/v1/search?q=%22open")]
    [InlineData(400, "/api/v1/search?q=%20")]
    [InlineData(400, "/api/v1/search?q=a&scope=%E2%80%AE")]
    [InlineData(400, "/api/v1/events?since=2026-13-01")]
    [InlineData(400, "/api/v1/events?since=2026-02-01&until=2026-01-01")]
    [InlineData(400, "/api/v1/collations?account=1")]
    public async Task What_makes_no_sense_is_refused_in_one_sentence(int status, string path)
    {
        await using var room = await ApiRoom.Open();
        var sentence = await room.Refused(status, path);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_method_another_type_and_another_form_are_refused_with_what_would_do()
    {
        await using var room = await ApiRoom.Open();
        using var wrong = await room.Ask("/api/v1/collations", method: HttpMethod.Delete);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrong.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST"], wrong.Content.Headers.Allow.Order());
        Assert.Contains("application/json", await room.Refused(415, "/api/v1/collations", method: HttpMethod.Post, sent: await OtherType(room)), StringComparison.Ordinal);
        Assert.Contains("application/json", await room.Refused(406, "/api/v1/status", "image/png"), StringComparison.Ordinal);
        await room.Refused(406, "/api/v1/status", "text/csv");
        await room.Refused(400, "/api/v1/collations", method: HttpMethod.Post, sent: Body("{\"accounts\":[{}"));
        await room.Refused(400, "/api/v1/collations", method: HttpMethod.Post, sent: Body(new string('[', 100)));
        Assert.Contains("accounts[0].text", await room.Refused(400, "/api/v1/collations", method: HttpMethod.Post, sent: Body("{\"accounts\":[{\"text\":\"\\ud800\"},{\"text\":\"b\"}]}")), StringComparison.Ordinal);
        await room.Refused(413, "/api/v1/collations", method: HttpMethod.Post, sent: Body($"{{\"accounts\":[\"{new string('a', 9 << 20)}\"]}}"));
    }

    // A body that a form elsewhere could send needs what our own forms hold; with that it is looked at, and refused for what it is.
    private static async Task<HttpContent> OtherType(OpenRoom room)
    {
        var page = await room.Text("/compare");
        var from = page.IndexOf("name=\"form-token\" value=\"", StringComparison.Ordinal) + "name=\"form-token\" value=\"".Length;
        return new FormUrlEncodedContent([new("form-token", page[from..page.IndexOf('"', from)])]);
    }

    [Fact]
    public async Task A_text_that_nobody_would_read_to_its_end_is_not_compared()
    {
        await using var room = await ApiRoom.Open();
        var endless = string.Concat(Enumerable.Range(1, 4001).Select(static day => $"Envoys met on day {day}. "));
        var sent = Body($"{{\"accounts\":[{{\"text\":\"{endless}\"}},{{\"text\":\"The envoys met.\"}}]}}");
        Assert.Contains("4001 passages, and no more than 4000 are compared", await room.Refused(400, "/api/v1/collations", method: HttpMethod.Post, sent: sent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_too_long_to_compare_is_given_up()
    {
        using var archives = new Archives(Path.GetTempPath());
        using var collations = new Collations(archives, null) { Longest = TimeSpan.FromMilliseconds(1) };
        var endless = string.Concat(Enumerable.Repeat("The envoys of Norland and of Vesmark met in the old customs house by the strait ", 2000));
        var account = Reader.Read(new Page(Encoding.UTF8.GetBytes(endless), "a.txt", null, "text/plain", null, null));
        var wrong = await Assert.ThrowsAsync<WrongException>(() => collations.Of([account, account], TestContext.Current.CancellationToken));
        Assert.Contains("longer than 0.001 seconds to compare", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_is_changed_and_removed_and_keeps_its_pause_and_a_way_to_its_news()
    {
        await using var room = await ApiRoom.Open();
        const string one = "/api/v1/sources/Press", feeds = "\"feeds\":[\"https://press.norland.example/feed\"]";
        using (await room.Ask("/api/v1/sources", method: HttpMethod.Post, sent: Body($"{{\"url\":\"https://press.norland.example/\",\"name\":\"Press\",{feeds}}}"))) { }
        using (await room.Ask(one, method: HttpMethod.Put, sent: Body($"{{{feeds},\"delay\":5,\"paused\":\"yes\"}}"))) { }
        using (await room.Ask(one, method: HttpMethod.Put, sent: Body($"{{{feeds},\"exclude\":[\"*/sport/*\"]}}"))) { }
        var source = (await room.Json("/api/v1/sources")).GetProperty("sources").EnumerateArray().Single();
        Assert.Equal((true, 0d, "*/sport/*"), (source.GetProperty("paused").GetBoolean(), source.GetProperty("delay").GetDouble(), source.GetProperty("exclude")[0].GetString()));
        Assert.Contains("nothing is named by which its news could be found", await room.Refused(400, one, method: HttpMethod.Put, sent: Body("{\"delay\":5}")), StringComparison.Ordinal);
        using (await room.Ask(one, method: HttpMethod.Delete)) { }
        Assert.Empty((await room.Json("/api/v1/sources")).GetProperty("sources").EnumerateArray());
        await room.Refused(404, one, method: HttpMethod.Delete);
    }

    [Fact]
    public async Task A_decision_that_a_program_brought_is_taken_back_once()
    {
        await using var room = await ApiRoom.Open();
        var correct = Api.Operations.Single(static one => one.Id == "correct");
        using (await room.Ask("/api/v1/corrections", method: HttpMethod.Post, sent: Body(correct.SentExample!))) { }
        Assert.DoesNotContain(">withdrawn by", await room.Text("/compare/decisions"), StringComparison.Ordinal);
        var withdraw = Api.Operations.Single(static one => one.Id == "withdrawCorrection").Example();
        using (await room.Ask(withdraw, method: HttpMethod.Delete)) { }
        Assert.Contains(">withdrawn by", await room.Text("/compare/decisions"), StringComparison.Ordinal);
        Assert.Contains("it was withdrawn already", await room.Refused(400, withdraw, method: HttpMethod.Delete), StringComparison.Ordinal);
    }

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    [Fact]
    public async Task An_event_is_told_at_once_and_nothing_is_collated_for_it()
    {
        await using var room = await ApiRoom.Open();
        using var archives = new Archives(room.Folder);
        // As nobody has asked yet how much its witnesses differ.
        using (var index = await room.Events())
        using (var archive = FolderArchive.Write(room.Folder)) index.Update(archive, cancel: TestContext.Current.CancellationToken);
        var told = Array.Find([.. Api.Operations], static operation => operation.Id == "event")!;
        var id = await archives.ReadAsync(static reading => reading.Events!.Events(reading.Archive, new EventFilter()).First(static one => one.Witnesses > 1 && one.Disagreement is null).Id, TestContext.Current.CancellationToken);
        var answer = await archives.ReadAsync(reading =>
        {
            using var stream = new MemoryStream();
            told.Answer!(new Asked(told.Parameters, parameter => parameter.Name == "event" ? [id.ToString(System.Globalization.CultureInfo.InvariantCulture)] : []), reading).Write(stream);
            return stream.ToArray();
        }, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(answer);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("disagreement").ValueKind);
    }
}
