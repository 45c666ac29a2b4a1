using System.Text.Json;
using System.Text.Json.Serialization;

namespace Variorum;

/// <summary>What a watch last said of itself: <c>watch.json</c> in the archive's folder. It can be deleted; then every feed is read whole once.</summary>
/// <param name="Started">When the watch began, UTC.</param>
/// <param name="Seen">When it wrote this.</param>
/// <param name="Ended">When it ended of itself or was told to; null while it runs, or after it was killed.</param>
/// <param name="Polls">Feeds, sitemaps and listings that were read.</param>
/// <param name="Pages">Pages that were visited.</param>
/// <param name="Versions">New versions that were found.</param>
/// <param name="Gone">Visits that found a page gone.</param>
/// <param name="Failures">Visits that brought nothing.</param>
/// <param name="Waiting">Visits that are planned.</param>
/// <param name="Next">When the next one is due; null where none is.</param>
/// <param name="Ways">Each feed, sitemap and listing, by its address.</param>
public sealed record WatchStatus(DateTimeOffset Started, DateTimeOffset Seen, DateTimeOffset? Ended, long Polls, long Pages, long Versions, long Gone, long Failures,
    int Waiting, DateTimeOffset? Next, IReadOnlyDictionary<string, WayState> Ways)
{
    /// <summary>Each source that is followed, by its name.</summary>
    public IReadOnlyDictionary<string, SourceState> Sources { get; init; } = new Dictionary<string, SourceState>();

    /// <summary>The file's name.</summary>
    public const string FileName = "watch.json";

    /// <summary>Reads what the last watch said; null where there was none, or what it said cannot be read.</summary>
    public static WatchStatus? Read(string folder)
    {
        try
        {
            var path = Path.Combine(folder, FileName);
            return File.Exists(path) && JsonSerializer.Deserialize(File.ReadAllBytes(path), WatchJson.Default.WatchStatus) is { Ways: not null } status ? status : null;
        }
        catch (Exception broken) when (broken is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it, all or nothing; for its owner alone where it holds what hubs sign with.</summary>
    public void Write(string folder) => WholeFile.Write(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, WatchJson.Default.WatchStatus), secret: Ways.Values.Any(static way => way.Hub is not null));
}

/// <summary>How a source stands.</summary>
/// <param name="Visited">When it was last asked for anything, UTC; null where it never was.</param>
/// <param name="News">When a new text of it was last found, or a page found gone; null likewise.</param>
/// <param name="Next">When it is asked again, a visit that is under way included; null where nothing is planned.</param>
/// <param name="Changes">New texts, and pages found gone, of this watch.</param>
/// <param name="Trouble">Why the last visit brought nothing, a sentence; null where it did.</param>
public sealed record SourceState(DateTimeOffset? Visited, DateTimeOffset? News, DateTimeOffset? Next, long Changes, string? Trouble);

/// <summary>What is known of a feed, a sitemap or a listing.</summary>
/// <param name="Polled">When it was last read, UTC.</param>
/// <param name="News">When it last told of a page that was not known.</param>
/// <param name="ETag">Of the last answer whose pages are all in the archive; null where some are not, so that it is read whole again.</param>
/// <param name="LastModified">Likewise.</param>
/// <param name="Failures">One after the other.</param>
/// <param name="Trouble">Why it could not be read when last tried, a sentence; null where it could.</param>
public sealed record WayState(DateTimeOffset Polled, DateTimeOffset News, string? ETag, string? LastModified, int Failures, string? Trouble)
{
    /// <summary>Of a sitemap, itself and those that it lists, as far as their pages are all in the archive; null of anything else.</summary>
    public IReadOnlyDictionary<string, SitemapPart>? Parts { get; init; }

    /// <summary>Of a feed, its subscription at a hub; null where there is none.</summary>
    public HubLease? Hub { get; init; }
}

[JsonSerializable(typeof(WatchStatus))]
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class WatchJson : JsonSerializerContext;
