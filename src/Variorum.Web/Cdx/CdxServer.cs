using System.Buffers;
using System.Globalization;
using System.Net.Mime;
using System.Text.Encodings.Web;

namespace Variorum;

/// <summary><c>/cdx</c>, and <c>/cdx/search/cdx</c> for programs that know the Wayback Machine: which captures there are, line by line.</summary>
internal static class CdxServer
{
    // Documents whose captures are taken out of the archive at once, so that no list holds a reader for long.
    private const int AtOnce = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/cdx", "/cdx/search/cdx"]) routes.MapGet(path, static (HttpContext http, Archives archives, ReadingRoomOptions options) => Answer(http, archives, options.MostCaptures)).Needs(Rank.Reader);
    }

    private static async Task Answer(HttpContext http, Archives archives, int most)
    {
        var asked = CdxAsked.Of(http.Request.Query);
        var addresses = await archives.ReadAsync(reading => CdxAddresses.Of(reading.Archive, asked), http.RequestAborted).ConfigureAwait(false);
        var response = http.Response;
        var pages = (addresses.Groups.Count + CdxAsked.PageSize - 1) / CdxAsked.PageSize;
        if (asked.CountPages || asked.Page is not null)
        {
            if (addresses.More) throw new WrongException("there are too many addresses to be counted in pages: use showResumeKey and resumeKey, or ask for fewer");
            if (asked.CountPages)
            {
                response.ContentType = MediaTypeNames.Text.Plain;
                await response.WriteAsync($"{pages.ToString(CultureInfo.InvariantCulture)}\n", http.RequestAborted).ConfigureAwait(false);
                return;
            }
        }
        response.ContentType = asked.Json ? MediaTypeNames.Application.Json : MediaTypeNames.Text.Plain + "; charset=utf-8";
        var groups = asked.Page is { } page ? [.. addresses.Groups.Skip((int)Math.Min((long)page * CdxAsked.PageSize, int.MaxValue)).Take(CdxAsked.PageSize)] : addresses.Groups;
        var list = new CdxList(asked, response.BodyWriter, most);
        list.Begin();
        for (var i = 0; i < groups.Count && !list.Full; i += AtOnce)
        {
            await archives.ReadAsync(reading =>
            {
                for (var j = i; j < Math.Min(i + AtOnce, groups.Count) && !list.Full; j++) list.Write(reading.Archive, groups[j].Key, groups[j].Documents, reading.Cancel);
                return true;
            }, http.RequestAborted).ConfigureAwait(false);
            await response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        }
        list.End(addresses.More && !list.Full && groups.Count > 0 ? new CdxPlace(groups[^1].Key, long.MaxValue, long.MaxValue) : null);
        await response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }
}

/// <summary>A list of captures while it is written.</summary>
/// <param name="asked">Which.</param>
/// <param name="to">Where.</param>
/// <param name="most">How many are looked at: a filter may leave out nearly all, and each has to be read for it.</param>
internal sealed class CdxList(CdxAsked asked, IBufferWriter<byte> to, int most)
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private int written, looked;
    private CdxPlace? resume;

    // The last that was looked at, in whatever group it was.
    private CdxPlace? previous = asked.Resume ?? (asked.Limit == 0 ? new CdxPlace("", 0, 0) : null);

    /// <summary>Whether as many lines as were asked for are written, or as many captures looked at as may be, and there are more.</summary>
    public bool Full => resume is not null;

    public void Begin()
    {
        if (asked.Json) Put($"[[{string.Join(',', asked.Fields.Select(static field => $"\"{field}\""))}]");
    }

    public void Write(FolderArchive archive, string key, IReadOnlyList<long> documents, CancellationToken cancel)
    {
        var captures = documents.SelectMany(archive.Captures).Where(capture => capture.Time >= asked.From && capture.Time <= asked.To).OrderBy(static capture => capture.Time).ThenBy(static capture => capture.Id);
        foreach (var capture in captures)
        {
            // Whoever is gone holds no reader any longer.
            cancel.ThrowIfCancellationRequested();
            var place = new CdxPlace(key, capture.Time.ToUnixTimeMilliseconds(), capture.Id);
            if (asked.Resume is { } from && key == from.Key && (place.Time, place.Capture).CompareTo((from.Time, from.Capture)) <= 0) continue;
            if (looked++ == most)
            {
                resume = previous;
                return;
            }
            if (Values(archive, key, capture) is { } values)
            {
                if (written == asked.Limit)
                {
                    resume = previous;
                    return;
                }
                Line(values);
                written++;
            }
            previous = place;
        }
    }

    /// <param name="more">Where the list goes on although it is not full; null where it does not.</param>
    public void End(CdxPlace? more)
    {
        // Where it ends before what was asked for does, that is said to everybody.
        var at = asked.ShowResume || looked > most ? resume ?? more : null;
        if (asked.Json) Put(at is { } place ? $",\n[],\n[\"{place}\"]]\n" : "]\n");
        else if (at is { } key) Put($"\n{key}\n");
    }

    /// <summary>Null where a filter keeps it out.</summary>
    private string[]? Values(FolderArchive archive, string key, Capture capture)
    {
        var (mime, revisit) = asked.Needs("mimetype") || asked.Needs("statuscode") ? Told(archive, capture) : ("-", false);
        foreach (var filter in asked.Filters)
            if (!filter.Passes(Value(filter.Field))) return null;
        return [.. asked.Fields.Select(Value)];

        string Value(string field) => field switch
        {
            "urlkey" => Word(key),
            "timestamp" => Timestamp.Of(capture.Time),
            "original" => Word(capture.Url),
            "mimetype" => mime,
            // A page that came from a file was there; what says only that nothing changed has no status of its own.
            "statuscode" => revisit ? "-" : (capture.Status == 0 ? StatusCodes.Status200OK : capture.Status).ToString(CultureInfo.InvariantCulture),
            "digest" => capture.Sha256.Length > 0 ? $"sha256:{capture.Sha256}" : "-",
            _ => capture.Place.Length.ToString(CultureInfo.InvariantCulture),
        };
    }

    // The database keeps no media type: the record tells it.
    private static (string Mime, bool Revisit) Told(FolderArchive archive, Capture capture)
    {
        try
        {
            var record = archive.Record(capture);
            if (record.Type == "revisit") return ("warc/revisit", true);
            var type = record.Type == "response" ? HttpMessage.Parse(record.Block).Field("Content-Type") : record.ContentType;
            var media = type?.Split(';')[0].Trim();
            return (media is { Length: > 0 and < 100 } && media.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 ? media.ToLowerInvariant() : "-", false);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return ("-", false);
        }
    }

    // Blanks part the fields of a line, and breaks the lines: in an address they are written by their numbers.
    private static string Word(string address)
    {
        if (!address.Any(static unit => char.IsWhiteSpace(unit) || char.IsControl(unit))) return address;
        return string.Concat(address.Select(static unit => char.IsWhiteSpace(unit) || char.IsControl(unit) ? Uri.EscapeDataString(unit.ToString()) : unit.ToString()));
    }

    private void Line(string[] values)
    {
        if (asked.Json) Put($",\n[{string.Join(',', values.Select(static value => $"\"{Encoder.Encode(value)}\""))}]");
        else Put(string.Join(' ', values) + "\n");
    }

    private void Put(string text) => Encoding.UTF8.GetBytes(text, to);
}
