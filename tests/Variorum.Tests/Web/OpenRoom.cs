using System.Net;
using System.Text;

namespace Variorum;

/// <summary>A reading room over an archive of its own, with a browser's manners: for one test.</summary>
internal sealed class OpenRoom : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly ReadingRoom room;
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));

    private OpenRoom(DirectoryInfo folder, ReadingRoom room)
    {
        (this.folder, this.room) = (folder, room);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = room.Address };
    }

    /// <summary>For what happens in the room's background: ends a wait that would have no end.</summary>
    public CancellationToken Patience => patience.Token;

    /// <summary>Follows no redirects.</summary>
    public HttpClient Client { get; }

    public string Folder => folder.FullName;

    public ReadingRoom Room => room;

    /// <param name="pages">Address, time and HTML of what is captured before it opens.</param>
    /// <param name="with">Changes how it is served; the port is a free one.</param>
    public static Task<OpenRoom> With(IReadOnlyList<(string Url, DateTimeOffset Time, string Html)> pages, Func<ReadingRoomOptions, ReadingRoomOptions>? with = null) =>
        Over([.. pages.Select(static page => Incoming.Saved(page.Url, page.Time, Encoding.UTF8.GetBytes(page.Html)))], with);

    /// <param name="captures">What the archive holds before it opens.</param>
    /// <param name="with">Changes how it is served; the port is a free one.</param>
    public static async Task<OpenRoom> Over(IReadOnlyList<Incoming> captures, Func<ReadingRoomOptions, ReadingRoomOptions>? with = null)
    {
        var folder = Directory.CreateTempSubdirectory("variorum-room-");
        using (var archive = FolderArchive.Write(folder.FullName))
        {
            archive.Add(captures);
            using var events = EventIndex.Write(folder.FullName);
            events.Update(archive);
        }
        var options = new ReadingRoomOptions(folder.FullName) { Listen = new IPEndPoint(IPAddress.Loopback, 0) };
        return new OpenRoom(folder, await ReadingRoom.StartAsync(with?.Invoke(options) ?? options, TestContext.Current.CancellationToken));
    }

    /// <summary>Its events, as soon as the room itself has done with them.</summary>
    public async Task<EventIndex> Events()
    {
        EventIndex? index;
        while ((index = EventIndex.TryWrite(Folder)) is null) await Task.Delay(20, Patience);
        return index;
    }

    public Task<string> Text(string path) => Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        patience.Dispose();
        await room.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
