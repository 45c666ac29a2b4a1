using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Variorum;

public class McpTests
{
    [Fact]
    public async Task A_program_that_talks_finds_reads_and_compares_over_HTTP()
    {
        await using var room = await ApiRoom.Open();
        await using var client = await OverHttp(room);
        await Walk(client, room, room.Room.Address.GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task A_program_that_talks_does_the_same_over_standard_streams_without_a_server()
    {
        await using var room = await ApiRoom.Open();
        var program = Path.Combine(Corpora.Root, "artifacts", "bin", "Variorum.Cli", "release", "Variorum.Cli.dll");
        Assert.SkipUnless(File.Exists(program), "the command line is not built");
        await using var client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions { Command = "dotnet", Arguments = [program, "mcp", "--archive", room.Folder] }), cancellationToken: TestContext.Current.CancellationToken);
        await Walk(client, room, "");
    }

    [Fact]
    public async Task Each_tool_says_what_is_wrong_in_one_sentence_and_goes_on()
    {
        await using var room = await ApiRoom.Open();
        await using var client = await OverHttp(room);
        foreach (var (tool, arguments) in new (string, Dictionary<string, object?>)[]
        {
            ("search", []), ("search", new() { ["q"] = "\"open" }), ("search", new() { ["q"] = "a", ["limit"] = 51 }), ("account", []), ("account", new() { ["account"] = 999999 }), ("account", new() { ["url"] = "file:///etc/passwd" }),
            ("event", new() { ["event"] = -1 }), ("compare", new() { ["accounts"] = new[] { 1 } }), ("diff", new() { ["from"] = 1 }), ("person", new() { ["name"] = new string('a', 300) }), ("events", new() { ["unknown"] = 1 }), ("search", new() { ["q"] = true }),
        })
        {
            var answer = await client.CallToolAsync(tool, arguments, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(answer.IsError, tool);
            var sentence = Assert.IsType<TextContentBlock>(Assert.Single(answer.Content)).Text;
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("\n", sentence, StringComparison.Ordinal);
        }
        Assert.NotEqual(0, (await Ask(client, "search", new() { ["q"] = "treaty" })).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_fault_of_the_servers_own_stands_in_its_log()
    {
        var log = new StringWriter();
        await using var room = await OpenRoom.With(Newsroom.Accounts, options => options with { Log = log });
        await using var client = await OverHttp(room);
        // Nothing is answered by readers that were taken away.
        room.Room.Services.GetRequiredService<Archives>().Dispose();
        var answer = await client.CallToolAsync("account", new Dictionary<string, object?> { ["account"] = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("which its log tells", Assert.IsType<TextContentBlock>(Assert.Single(answer.Content)).Text, StringComparison.Ordinal);
        Assert.Contains(" error The tool account failed", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_account_comes_in_pieces_that_are_bounded_and_make_the_whole()
    {
        var text = string.Concat(Enumerable.Range(1, 600).Select(static n => $"<p>The ministry of Norland counted {n} ships in the strait on Friday, the harbour master said.</p>"));
        await using var room = await OpenRoom.With([("https://press.norland.example/long", DateTimeOffset.UnixEpoch.AddYears(56), $"<title>Ships in the strait</title><h1>Ships in the strait</h1><article>{text}</article>")]);
        await using var client = await OverHttp(room);
        var ids = new List<string>();
        for (int? offset = 0; offset is not null;)
        {
            var piece = await Ask(client, "account", new() { ["account"] = 1, ["offset"] = offset });
            Assert.True(piece.GetRawText().Length < 40_000);
            ids.AddRange(piece.GetProperty("quoted").GetProperty("passages").EnumerateArray().Select(static passage => passage.GetProperty("id").GetString()!));
            offset = piece.TryGetProperty("next_offset", out var next) ? next.GetInt32() : null;
        }
        Assert.Equal(600, ids.Distinct().Count());
        Assert.Equal(600, ids.Count);
    }

    private static async Task Walk(McpClient client, OpenRoom open, string room)
    {
        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["account", "compare", "diff", "event", "events", "history", "person", "search", "vanished"], tools.Select(static tool => tool.Name).Order());
        Assert.All(tools, static tool => Assert.Equal("object", tool.JsonSchema.GetProperty("type").GetString()));
        var hit = (await Ask(client, "search", new() { ["q"] = "title:treaty", ["limit"] = 3 })).GetProperty("hits")[0];
        var provenance = hit.GetProperty("provenance");
        var account = provenance.GetProperty("account").GetInt64();
        Assert.StartsWith("https://press.", provenance.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(64, provenance.GetProperty("sha256").GetString()!.Length);
        Assert.EndsWith(".warc.gz", provenance.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal($"{room}/accounts/{account}", provenance.GetProperty("reading_room").GetString());
        var read = await Ask(client, "account", new() { ["account"] = account });
        Assert.NotEqual(0, read.GetProperty("quoted").GetProperty("passages").GetArrayLength());
        var history = await Ask(client, "history", new() { ["url"] = "https://press.norland.example/news/signing-report" });
        var entries = history.GetProperty("entries");
        var (from, to) = (entries[0].GetProperty("provenance").GetProperty("account").GetInt64(), entries[1].GetProperty("provenance").GetProperty("account").GetInt64());
        var diff = await Ask(client, "diff", new() { ["from"] = from, ["to"] = to });
        Assert.Contains("bright morning", diff.GetRawText(), StringComparison.Ordinal);
        Assert.NotEqual(0, (await Ask(client, "vanished", [])).GetProperty("total").GetInt32());
        var events = (await Ask(client, "events", new() { ["limit"] = 50 })).GetProperty("events").EnumerateArray().ToList();
        var told = events.First(static one => one.GetProperty("witnesses").GetInt32() > 1).GetProperty("event").GetInt64();
        Assert.True((await Ask(client, "event", new() { ["event"] = told })).GetProperty("told").GetArrayLength() > 1);
        var compared = await Ask(client, "compare", new() { ["event"] = told });
        Assert.NotEqual(0, compared.GetProperty("variants").GetArrayLength());
        var accounts = compared.GetProperty("witnesses").EnumerateArray().Select(static witness => witness.GetProperty("provenance").GetProperty("account").GetInt64()).ToArray();
        var collation = (await open.Room.Services.GetRequiredService<Collations>().Of(accounts, TestContext.Current.CancellationToken)).Collation;
        var rejected = Correction.Reject(collation, collation.Links[0], "Ida Brandt", DateTimeOffset.UnixEpoch.AddYears(60));
        Assert.Null(open.Room.Services.GetRequiredService<Corrections>().Add(rejected, [.. collation.Witnesses.Select(static witness => witness.Account)], 0, static _ => false));
        var overruled = await Ask(client, "compare", new() { ["accounts"] = accounts });
        Assert.Equal(Links(compared) - 1, Links(overruled));
        Assert.NotEqual(0, (await Ask(client, "person", new() { ["name"] = "Dravec" })).GetProperty("accounts_read").GetInt32());
    }

    private static int Links(JsonElement compared) => compared.GetProperty("links").EnumerateObject().Sum(static relation => relation.Value.GetInt32());

    private static Task<McpClient> OverHttp(OpenRoom room) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(room.Room.Address, "mcp"), TransportMode = HttpTransportMode.StreamableHttp }), cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<JsonElement> Ask(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var answer = await client.CallToolAsync(tool, arguments, cancellationToken: TestContext.Current.CancellationToken);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(answer.Content)).Text;
        Assert.False(answer.IsError is true, text);
        var told = JsonDocument.Parse(text).RootElement;
        Assert.Equal(McpTool.Notice, told.GetProperty("notice").GetString());
        return told;
    }
}
