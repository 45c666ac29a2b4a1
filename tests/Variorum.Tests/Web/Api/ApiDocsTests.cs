using System.Text.RegularExpressions;

namespace Variorum;

public partial class ApiDocsTests
{
    [Fact]
    public async Task Every_line_for_a_shell_in_the_docs_is_answered()
    {
        await using var room = await ApiRoom.Open();
        var lines = Curl().Matches(await File.ReadAllTextAsync(Path.Combine(Corpora.Root, "docs", "api.md"), TestContext.Current.CancellationToken)).Where(static line => Paths().IsMatch(line.Groups["path"].Value)).ToList();
        Assert.True(lines.Count >= 10);
        foreach (var line in lines)
        {
            var sent = line.Groups["body"] is { Success: true, Value: var body } ? new StringContent(body, System.Text.Encoding.UTF8, "application/json") : null;
            using var answer = await room.Ask(line.Groups["path"].Value.Replace("127.0.0.1%3A7070", Uri.EscapeDataString(room.Room.Address.Authority), StringComparison.Ordinal), line.Groups["accept"] is { Success: true, Value: var accept } ? accept : null, sent is null ? HttpMethod.Get : HttpMethod.Post, sent);
            Assert.True(answer.IsSuccessStatusCode, $"{line.Value}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
    }

    [Fact]
    public async Task The_docs_name_every_question()
    {
        var docs = await File.ReadAllTextAsync(Path.Combine(Corpora.Root, "docs", "api.md"), TestContext.Current.CancellationToken);
        Assert.All(Api.Operations, operation => Assert.Contains($"`{operation.Method} {operation.Path}`", docs, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_GET_is_sent_by_its_own_method_by_the_page_and_by_the_line_for_a_shell()
    {
        await using var room = await ApiRoom.Open();
        var page = await room.Text("/api");
        foreach (var operation in Api.Operations.Where(static operation => operation.Method != "GET"))
        {
            var form = page.Split($"id=\"{operation.Id}\"")[1].Split("</form>")[0];
            Assert.Contains($"data-method=\"{operation.Method}\"", form, StringComparison.Ordinal);
            Assert.Contains($"curl -X {operation.Method} ", form, StringComparison.Ordinal);
            using var tried = await room.Ask("/try/" + operation.Id);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, tried.StatusCode);
        }
    }

    [GeneratedRegex("^    curl (-s )?(-H 'Accept: (?<accept>[^']+)' )?(-H 'Content-Type: application/json' )?(-d '(?<body>[^']+)' )?'http://127\\.0\\.0\\.1:7070(?<path>/[^']*)'", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Curl();

    [GeneratedRegex("^/(api|oembed|sitemap|opensearch|robots)")]
    private static partial Regex Paths();
}
