using System.Net;
using System.Text.RegularExpressions;

namespace Variorum.SystemTests;

[Collection(nameof(InTheRoom))]
public sealed partial class RoomWaysTests(OpenedRoom room)
{
    // The samples' room has some hundred pages, each with its filters.
    private const int Most = 1500;

    [Fact]
    public async Task Every_link_within_the_room_leads_somewhere()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = room.Address };
        var (waiting, known, wrong) = (new Queue<(string From, string Path)>([("", "/")]), new HashSet<string>(StringComparer.Ordinal) { "/" }, new List<string>());
        for (var asked = 0; asked < Most && waiting.TryDequeue(out var next); asked++)
        {
            using var answer = await client.GetAsync(new Uri(next.Path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            // What lives on, such as the state of the watch, has no end.
            if (answer.StatusCode >= HttpStatusCode.BadRequest) wrong.Add($"{next.Path} of {next.From} answers {(int)answer.StatusCode}");
            if (answer.Headers.Location is { IsAbsoluteUri: false } to) Go(next.Path, to.ToString());
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (Match link in Links().Matches(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))) Go(next.Path, WebUtility.HtmlDecode(link.Groups[1].Value));
        }
        Assert.Equal([], wrong);
        Assert.True(known.Count > 100, $"Only {known.Count} addresses were found.");

        void Go(string from, string to)
        {
            var path = new Uri(new Uri(room.Address, from), to) is { } uri && uri.Host == room.Address.Host && uri.Port == room.Address.Port ? uri.PathAndQuery : null;
            if (path is not null && known.Add(path)) waiting.Enqueue((from, path));
        }
    }

    // Whatever is linked or shown, but not what is sent.
    [GeneratedRegex("(?:href|src)=\"([^\"#][^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}
