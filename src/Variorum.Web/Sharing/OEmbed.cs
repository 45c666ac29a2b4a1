using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace Variorum;

/// <summary><c>/oembed</c>: what other sites show of a page of this room (oEmbed 1.0): a quotation with its source, and no script.</summary>
internal static class OEmbed
{
    private const int UsualWidth = 600, Height = 200;

    private static readonly TextParameter Url = new("url", "A page of this reading room: an account, an event, a comparison.", UsualParameters.LongestUrl) { Required = true };

    private static readonly TextParameter Format = new("format", "json or xml.", 20);

    private static readonly NumberParameter MaxWidth = new("maxwidth", "How wide it may be, in pixels.", 100, 4000) { Usual = UsualWidth },
        MaxHeight = new("maxheight", "How high it may be.", 50, 4000) { Usual = Height };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/oembed", (RequestDelegate)Serve).Needs(Rank.Reader);

    private static async Task Serve(HttpContext http)
    {
        var asked = new Asked([Url, Format, MaxWidth, MaxHeight], parameter => http.Request.Query[parameter.Name]);
        var format = asked.Text(Format) ?? "json";
        // As the specification has it, for forms that a provider does not have.
        if (format is not ("json" or "xml"))
        {
            await Problem.Write(http, StatusCodes.Status501NotImplemented, "This cannot be had so: format is json or xml.").ConfigureAwait(false);
            return;
        }
        var room = RoomAddress.Of(http).Base;
        if (!Uri.TryCreate(asked.Of(Url), UriKind.Absolute, out var page) || !string.Equals(page.GetLeftPart(UriPartial.Authority), room, StringComparison.OrdinalIgnoreCase)) throw new NotThereException("url is no page of this reading room");
        var shown = await http.RequestServices.GetRequiredService<Archives>().ReadAsync(reading => Shown(reading, page), http.RequestAborted).ConfigureAwait(false);
        var html = new StringBuilder().Html($"<blockquote cite=\"{page.AbsoluteUri}\"><p><a href=\"{page.AbsoluteUri}\">{shown.Title}</a></p><p>{shown.About}</p></blockquote>").ToString();
        (string Name, object Value)[] told =
        [
            ("type", "rich"), ("version", "1.0"), ("title", shown.Title), ("author_name", shown.By ?? "Variorum"), ("provider_name", "Variorum"), ("provider_url", room + "/"),
            ("html", html), ("width", Math.Min(UsualWidth, asked.Number(MaxWidth))), ("height", Math.Min(Height, asked.Number(MaxHeight))), ("cache_age", 3600),
        ];
        var body = new MemoryStream();
        if (format == "xml") Xml(body, told);
        else Json(body, told);
        await Answers.Send(http, format == "xml" ? "text/xml" : Answers.Json, body.GetBuffer().AsMemory(0, (int)body.Length)).ConfigureAwait(false);
    }

    private static (string Title, string About, string? By) Shown(Reading reading, Uri page)
    {
        var parts = page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["accounts", var account] && Number(account) is { } id)
        {
            var version = reading.Archive.Version(id);
            var (url, capture) = (reading.Archive.Document(version.Document).Url, reading.Archive.Capture(version.Capture));
            return (version.Title ?? url, $"{version.Publisher ?? Addresses.Site(url)}{(version.Published is { } published ? $", {published}" : "")}. Captured {HistoryText.Stamp(capture.Time)} from {url}, SHA-256 {capture.Sha256}.", version.Publisher);
        }
        if (parts is ["events", var @event] && Number(@event) is { } number)
        {
            var told = EventOperations.Grouped(reading).Listed(reading.Archive, EventOperations.Resolved(reading, number)) ?? throw new NotThereException($"there is no event {number}");
            return (told.Headline, $"{(told.Date is { } date ? Dated.Day(date) + ", " : "")}{told.Place ?? "place unknown"}: {told.Accounts} accounts of {told.Publishers} publishers, {told.Witnesses} of them independent.", null);
        }
        if (parts is ["compare"])
        {
            var ids = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(page.Query).TryGetValue("account", out var given) ? given.Select(Number).OfType<long>().Take(Collator.Most).ToList() : [];
            if (ids.Count >= 2)
            {
                var versions = ids.ConvertAll(reading.Archive.Version);
                return (string.Join(" / ", versions.Select(static version => version.Title ?? "untitled")), $"{versions.Count} accounts side by side: {string.Join(", ", versions.Select(version => version.Publisher ?? Addresses.Site(reading.Archive.Document(version.Document).Url)))}.", null);
            }
        }
        throw new NotThereException("url is no account, event or comparison of this reading room");
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Json(Stream body, (string Name, object Value)[] told)
    {
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        foreach (var (name, value) in told)
        {
            if (value is int number) json.WriteNumber(name, number);
            else json.WriteString(name, Markup.Straight((string)value));
        }
        json.WriteEndObject();
    }

    private static void Xml(Stream body, (string Name, object Value)[] told)
    {
        using var xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("oembed");
        foreach (var (name, value) in told) xml.WriteElementString(name, OwnFeed.Clean(Markup.Straight(Convert.ToString(value, CultureInfo.InvariantCulture)!)));
        xml.WriteEndElement();
    }
}
