using System.Globalization;

namespace Variorum;

/// <summary>A document's captures as mementos (RFC 7089): one a second, by time.</summary>
/// <param name="Original">The address, as the archive has it.</param>
/// <param name="All">At least one.</param>
internal sealed record Mementos(string Original, IReadOnlyList<Capture> All)
{
    /// <summary>Those of the document at an address.</summary>
    /// <exception cref="NotThereException">It was never captured.</exception>
    public static Mementos Of(FolderArchive archive, string asked)
    {
        var document = AskedAddress.Document(archive, asked) ?? throw new NotThereException($"the archive has no capture of {Telling.Shorten(asked, 300)}");
        var captures = archive.Captures(document.Id);
        if (captures.Count == 0) throw new NotThereException($"the archive has no capture of {Telling.Shorten(asked, 300)}");
        return new Mementos(document.Url, [.. captures.DistinctBy(static capture => Second(capture.Time))]);
    }

    /// <summary>The one taken nearest to a moment; of two as near the earlier.</summary>
    public Capture Nearest(DateTimeOffset moment) => All.MinBy(capture => Math.Abs(Second(capture.Time) - Second(moment)))!;

    /// <summary>The one taken in just this second; null where there is none.</summary>
    public Capture? At(DateTimeOffset moment) => All.FirstOrDefault(capture => Second(capture.Time) == Second(moment));

    /// <summary>The <c>Link</c> header of section 2.2: the original, its TimeGate and TimeMap, and mementos around one.</summary>
    /// <param name="room">How the room is called.</param>
    /// <param name="shown">The memento that is shown; null for a TimeGate.</param>
    public string Links(RoomAddress room, Capture? shown)
    {
        var links = new List<string>
        {
            $"<{RoomAddress.Target(Original)}>; rel=\"original\"", $"<{Gate(room)}>; rel=\"timegate\"",
            $"<{Map(room)}>; rel=\"timemap\"; type=\"application/link-format\"; from=\"{Date(All[0].Time)}\"; until=\"{Date(All[^1].Time)}\"",
        };
        var at = shown is null ? -1 : Index(shown);
        var rels = new SortedDictionary<int, List<string>> { [0] = ["first"] };
        Say(All.Count - 1, "last");
        if (at > 0) Say(at - 1, "prev");
        if (at >= 0 && at < All.Count - 1) Say(at + 1, "next");
        if (at >= 0 && !rels.ContainsKey(at)) rels[at] = [];
        foreach (var (index, rel) in rels) links.Add(Memento(room, All[index], [.. rel, "memento"]));
        return string.Join(", ", links);

        void Say(int index, string rel)
        {
            if (!rels.TryGetValue(index, out var said)) rels.Add(index, said = []);
            said.Add(rel);
        }
    }

    /// <summary>The TimeMap of section 5, line by line.</summary>
    public IEnumerable<string> TimeMap(RoomAddress room)
    {
        yield return $"<{RoomAddress.Target(Original)}>; rel=\"original\",\n";
        yield return $"<{Map(room)}>; rel=\"self\"; type=\"application/link-format\"; from=\"{Date(All[0].Time)}\"; until=\"{Date(All[^1].Time)}\",\n";
        yield return $"<{Gate(room)}>; rel=\"timegate\",\n";
        for (var i = 0; i < All.Count; i++)
            yield return Memento(room, All[i], [.. i == 0 ? (string[])["first"] : [], .. i == All.Count - 1 ? (string[])["last"] : [], "memento"]) + (i < All.Count - 1 ? ",\n" : "\n");
    }

    /// <summary>A moment as headers tell it (RFC 9110, 5.6.7).</summary>
    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    private string Gate(RoomAddress room) => $"{room.Base}/timegate/{RoomAddress.Target(Original)}";

    private string Map(RoomAddress room) => $"{room.Base}/timemap/link/{RoomAddress.Target(Original)}";

    private static string Memento(RoomAddress room, Capture capture, IReadOnlyList<string> rels) => $"<{room.Base}{RoomAddress.Memento(capture)}>; rel=\"{string.Join(' ', rels)}\"; datetime=\"{Date(capture.Time)}\"";

    private int Index(Capture shown)
    {
        for (var i = 0; i < All.Count; i++)
            if (All[i].Id == shown.Id) return i;
        return -1;
    }

    private static long Second(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
