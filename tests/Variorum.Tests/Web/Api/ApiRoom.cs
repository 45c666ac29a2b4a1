using System.Net.Http.Json;
using System.Text.Json;

namespace Variorum;

/// <summary>A reading room over the samples, as a program meets it.</summary>
internal static class ApiRoom
{
    private static readonly DateTimeOffset Captured = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    /// <summary>One of the samples' pages stood otherwise the day before.</summary>
    public static Task<OpenRoom> Open(Func<ReadingRoomOptions, ReadingRoomOptions>? with = null)
    {
        var samples = Directory.GetFiles(Path.Combine(Corpora.Root, "samples"), "*.html").Order(StringComparer.Ordinal)
            .Select(static (path, i) => ($"https://press.{(path.Contains("vesmark", StringComparison.Ordinal) ? "vesmark" : "norland")}.example/news/{Path.GetFileNameWithoutExtension(path)}", Captured.AddMinutes(i), File.ReadAllText(path))).ToList();
        var (url, _, html) = samples.First(static sample => sample.Item1.EndsWith("signing-report", StringComparison.Ordinal));
        samples.Insert(0, (url, Captured.AddDays(-1), html.Replace("</p>", " It was a bright morning in the capital, Marek Tolvan said.</p>", StringComparison.Ordinal)));
        return OpenRoom.With(samples, with);
    }

    public static Task<HttpResponseMessage> Ask(this OpenRoom room, string path, string? accept = null, HttpMethod? method = null, HttpContent? sent = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path) { Content = sent };
        // What is too large is refused before it is sent.
        request.Headers.ExpectContinue = sent is not null;
        if (accept is not null) request.Headers.Add("Accept", accept);
        return room.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> Json(this OpenRoom room, string path)
    {
        using var answer = await room.Ask(path);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>What is wrong, as the problem tells it, with its status.</summary>
    public static async Task<string> Refused(this OpenRoom room, int status, string path, string? accept = null, HttpMethod? method = null, HttpContent? sent = null)
    {
        using var answer = await room.Ask(path, accept, method, sent);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("detail").GetString()!;
    }
}
