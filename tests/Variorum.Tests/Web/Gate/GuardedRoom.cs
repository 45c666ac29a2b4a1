using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Variorum;

/// <summary>A reading room that demands users, with one of each role, and browsers of theirs.</summary>
internal sealed class GuardedRoom : IAsyncDisposable
{
    /// <summary>When it opens.</summary>
    public static readonly DateTimeOffset Start = new(2026, 6, 20, 9, 0, 0, TimeSpan.Zero);

    public const string Password = "heron lantern quay 7";

    // Made once, as it is made to be slow.
    private static readonly Lazy<string> Kept = new(static () =>
    {
        var folder = Directory.CreateTempSubdirectory("variorum-users-");
        using (var users = Users.Open(folder.FullName)) users.Add("somebody", Rank.Reader, Password);
        using (var room = RoomDatabase.Open(folder.FullName))
        {
            var kept = room.Ask(static database => database.Row(static row => row.GetString(0), "SELECT password FROM user"))!;
            folder.Delete(recursive: true);
            return kept;
        }
    });

    private readonly OpenRoom room;

    private GuardedRoom(OpenRoom room, FakeTimeProvider clock) => (this.room, Clock) = (room, clock);

    public FakeTimeProvider Clock { get; }

    public OpenRoom Open => room;

    public Uri Address => room.Room.Address;

    public RoomDatabase Database => room.Room.Services.GetRequiredService<RoomDatabase>();

    public Users Users => room.Room.Services.GetRequiredService<Users>();

    public static async Task<GuardedRoom> With(IReadOnlyList<(string Url, DateTimeOffset Time, string Html)>? pages = null, Func<ReadingRoomOptions, ReadingRoomOptions>? with = null)
    {
        var clock = new FakeTimeProvider(Start);
        return new GuardedRoom(await OpenRoom.With(pages ?? [], options =>
        {
            using var room = RoomDatabase.Open(options.Folder);
            foreach (var rank in new[] { Rank.Reader, Rank.Editor, Rank.Admin })
                room.Do(database => database.Run("INSERT INTO user (name, folded, rank, password, made) VALUES ($1, $2, $3, $4, 0)", "the " + RankNames.Of(rank), Users.Fold("the " + RankNames.Of(rank)), (int)rank, Kept.Value));
            options = options with { Users = true, Clock = clock };
            return with?.Invoke(options) ?? options;
        }), clock);
    }

    /// <summary>A browser that has not signed in.</summary>
    public Browser Browser() => new(Address);

    /// <summary>A browser in which the user of this rank has signed in.</summary>
    public async Task<Browser> SignedIn(Rank rank)
    {
        var browser = Browser();
        if (rank == Rank.Anybody) return browser;
        var (status, _, _) = await browser.Post("/sign-in", "/sign-in", ("name", "the " + RankNames.Of(rank)), ("password", Password));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        return browser;
    }

    /// <summary>A cookie of a session of the user of this rank, as signing in makes it.</summary>
    public string Session(Rank rank)
    {
        var secret = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        Database.Do(database => database.Run("INSERT INTO session (digest, user, begun, seen, address, agent) SELECT $1, id, $2, $2, '', '' FROM user WHERE rank = $3",
            System.Security.Cryptography.SHA256.HashData(secret), Clock.GetUtcNow().ToUnixTimeMilliseconds(), (int)rank));
        return System.Buffers.Text.Base64Url.EncodeToString(secret);
    }

    public string Token(Rank owner, Rank scope, TimeSpan? lasts = null) =>
        AccessTokens.Make(Database, Clock.GetUtcNow(), Users.Named("the " + RankNames.Of(owner))!.Id, "a program", scope, lasts ?? TimeSpan.FromDays(30));

    public ValueTask DisposeAsync() => room.DisposeAsync();
}

/// <summary>Keeps cookies, follows no redirects, and sends what a browser sends.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient client;

    public Browser(Uri address, Action<SocketsHttpHandler>? with = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        with?.Invoke(handler);
        client = new HttpClient(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml");
    }

    public CookieContainer Cookies { get; } = new();

    public HttpRequestHeaders Headers => client.DefaultRequestHeaders;

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (name is "Accept") request.Headers.Accept.Clear();
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Get(string path, params (string Name, string Value)[] headers) => await Read(await Send(HttpMethod.Get, path, null, headers));

    /// <summary>Sends a form that stands on a page.</summary>
    public Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Post(string page, string path, params (string Name, string Value)[] fields) => Post(page, path, page, fields);

    /// <summary>The same, where the browser says that the form stands on another page.</summary>
    public async Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Post(string page, string path, string said, (string Name, string Value)[] fields)
    {
        var (_, text, _) = await Get(page);
        var token = text.Split($"name=\"{CrossSite.Field}\" value=\"") is [_, var after, ..] ? after.Split('"')[0] : "";
        using var form = new FormUrlEncodedContent(fields.Append((CrossSite.Field, token)).Select(static field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await Read(await Send(HttpMethod.Post, path, form, ("Referer", new Uri(client.BaseAddress!, said).AbsoluteUri)));
    }

    public void Dispose() => client.Dispose();

    private static async Task<(HttpStatusCode, string, HttpResponseMessage)> Read(HttpResponseMessage answer) =>
        (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer);
}
