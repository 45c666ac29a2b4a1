using System.Net;
using System.Text;

namespace Variorum;

/// <summary>Invented accounts that change and go, for tests of what tells of them.</summary>
internal static class Newsroom
{
    public const string Grain = "https://press.norland.example/news/grain", Ferry = "https://herald.example/2026/ferry";

    public static readonly DateTimeOffset Morning = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    public static string Page(string title, string text, string published = "2026-06-12", string publisher = "Norland Press Service") =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="article:published_time" content="{published}"><meta property="og:site_name" content="{publisher}"></head>
        <body><main><article><h1>{title}</h1><p>{text}</p></article></main></body></html>
        """;

    /// <summary>A grain agreement of which a name and a figure are taken out, and a ferry that stays.</summary>
    public static IReadOnlyList<(string Url, DateTimeOffset Time, string Html)> Accounts { get; } =
    [
        (Grain, Morning, Page("Norland and Vesmark sign a grain agreement", "The agreement was signed in Halden by Minister Edda Holt and her colleague of Vesmark. It covers 40,000 tonnes of wheat for two years. The wheat is shipped through the port of Sund.")),
        (Ferry, Morning.AddHours(1), Page("Ferry to Orsany sails again", "The ferry between Sund and Orsany sails again from Monday. Repairs of the pier took three weeks. Tickets cost as much as before.", publisher: "The Herald")),
        (Grain, Morning.AddDays(1), Page("Norland and Vesmark sign a grain agreement", "The agreement was signed in Halden by the minister and her colleague of Vesmark. It covers wheat for two years. The wheat is shipped through the port of Sund.")),
    ];

    /// <summary>Enters captures into the archive of a room that is open, as a watch would.</summary>
    public static async Task Capture(this OpenRoom room, params IEnumerable<(string Url, DateTimeOffset Time, string Html)> pages)
    {
        using var archive = FolderArchive.Write(room.Folder);
        archive.Add([.. pages.Select(static page => Incoming.Saved(page.Url, page.Time, Encoding.UTF8.GetBytes(page.Html)))]);
        using var events = await room.Events();
        events.Update(archive);
    }

    public static async Task<HttpResponseMessage> Get(this OpenRoom room, string path, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await room.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a form as a browser does: with the token that the page with the form has.</summary>
    public static async Task<HttpResponseMessage> Post(this OpenRoom room, string path, params IEnumerable<(string Name, string Value)> fields)
    {
        var form = await room.Text("/follow");
        var token = System.Text.RegularExpressions.Regex.Match(form, "<input[^>]*name=\"(?<name>form-token)\"[^>]*value=\"(?<value>[^\"]*)\"");
        var all = fields.Select(static field => new KeyValuePair<string, string>(field.Name, field.Value)).ToList();
        if (token.Success) all.Add(new(token.Groups["name"].Value, WebUtility.HtmlDecode(token.Groups["value"].Value)));
        using var content = new FormUrlEncodedContent(all);
        return await room.Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public static async Task<string> Body(this Task<HttpResponseMessage> answer)
    {
        using var got = await answer;
        return await got.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
