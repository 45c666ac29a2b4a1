using System.Globalization;
using System.Net;
using System.Text;

namespace Variorum;

/// <summary>Captures for the room's tests: answers as a server sent them, which saved files are not.</summary>
internal static class Kept
{
    public const string Url = "https://press.norland.example/news/signing";

    public static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    public static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0];

    /// <summary>A report of the room's country, whose figure tells its versions apart.</summary>
    public static string Report(int figure, string title = "Norland and Vesmark sign pact", string more = "") =>
        $"<html lang=\"en\"><head><title>{title}</title><meta property=\"article:published_time\" content=\"2026-06-12\"></head><body><article><h1>{title}</h1><p>President Ilmar Toss of Norland signed a pact of mutual assistance with Vesmark in Karsk on Friday.</p><p>Trade between the two countries grew by {figure} percent last year, he said. \"We shall go on,\" Toss said. \"Nobody will stop us on this way,\" he added.</p><p>The talks lasted three hours, and the delegations dined together afterwards.</p>{more}</article></body></html>";

    /// <summary>An answer that was captured.</summary>
    public static Incoming Answer(string url, double hours, string body, int status = 200, string type = "text/html; charset=utf-8", string fields = "") => Answer(url, hours, Encoding.UTF8.GetBytes(body), status, type, fields);

    public static Incoming Answer(string url, double hours, byte[] body, int status = 200, string type = "text/html; charset=utf-8", string fields = "") =>
        new(WarcRecord.Create("response", Start.AddHours(hours), url, "application/http; msgtype=response",
            (byte[])[.. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n{fields}\r\n")), .. body]), []);

    /// <summary>A room over these captures.</summary>
    public static Task<OpenRoom> Room(params Incoming[] captures) => OpenRoom.Over(captures);

    public static async Task<HttpResponseMessage> Fetch(this OpenRoom room, string path, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(room.Room.Address.AbsoluteUri.TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        with?.Invoke(request);
        return await room.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
