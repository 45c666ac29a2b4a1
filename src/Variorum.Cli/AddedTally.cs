namespace Variorum;

/// <summary>Counts what became of the captures that were added, and says it in a line.</summary>
internal sealed class AddedTally
{
    private static readonly (AddedAs Outcome, string One, string Many)[] Words =
    [
        (AddedAs.NewVersion, "new version", "new versions"),
        (AddedAs.SameText, "with a text known already", "with a text known already"),
        (AddedAs.Gone, "of a page that is gone", "of pages that are gone"),
        (AddedAs.NoText, "without a text", "without a text"),
        (AddedAs.Known, "that the archive has already", "that the archive has already"),
    ];

    private readonly Dictionary<AddedAs, int> counts = [];

    private int parts, missed;

    /// <summary>Whether something could not be done.</summary>
    public bool Faulty { get; set; }

    /// <summary>What became of lists of feeds, a line each.</summary>
    public string Followed { get; set; } = "";

    /// <summary>How many versions there are more than before.</summary>
    public long Versions { get; set; }

    public void Count(Added added) => counts[added.Outcome] = counts.GetValueOrDefault(added.Outcome) + 1;

    /// <summary>Counts a picture, or what else a page needs to be shown.</summary>
    /// <param name="had">Whether it could be had.</param>
    public void CountPart(bool had)
    {
        if (had) parts++;
        else missed++;
    }

    public void Write(TextWriter writer)
    {
        writer.Write(Followed);
        if (Followed.Length > 0 && counts.Count == 0) return;
        var captures = counts.Where(static count => count.Key != AddedAs.Record).Sum(static count => count.Value);
        var told = Words.Where(word => counts.ContainsKey(word.Outcome)).Select(word => $"{counts[word.Outcome]} {(counts[word.Outcome] == 1 ? word.One : word.Many)}");
        writer.Write($"{Message.Count(captures, "capture")}{(captures == 0 ? "" : $": {string.Join(", ", told)}")}\n");
        // A picture, or a capture that is older than others, can part what was one version.
        if (Versions - counts.GetValueOrDefault(AddedAs.NewVersion) is > 0 and var parted) writer.Write($"{Message.Count(parted, "new version")} by pictures or older captures\n");
        if (parts + missed > 0) writer.Write($"{parts} {(parts == 1 ? "picture or other part" : "pictures and other parts")} of pages{(missed == 0 ? "" : $", {missed} could not be had")}\n");
    }
}
