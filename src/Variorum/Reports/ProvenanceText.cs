namespace Variorum;

/// <summary>Where an account comes from, so that somebody else can look at the same bytes.</summary>
public static class ProvenanceText
{
    /// <summary>Writes a paragraph: which version, when captured, the bytes' SHA-256, the WARC file and offset.</summary>
    /// <param name="pictures">That it showed; each gets a line with what to call it and where its bytes lie.</param>
    public static void Write(Version version, Capture capture, string folder, TextWriter writer, IReadOnlyList<ShownPicture>? pictures = null)
    {
        Write(version, capture, folder, writer);
        foreach (var shown in pictures ?? [])
        {
            var place = shown.Capture is { } picture ? $"{picture.Place.File} at {picture.Place.Offset}, SHA-256 {picture.Sha256}" : "not captured";
            writer.Write($"Picture    {Columns.Safe(shown.Name)}\n           {Columns.Safe(shown.Picture.Url)}\n           {place}\n");
        }
    }

    private static void Write(Version version, Capture capture, string folder, TextWriter writer) => writer.Write(
        $"""

        Captured   {HistoryText.Stamp(capture.Time)} from {Columns.Safe(capture.Url)}
        Version    {version.Number}, first seen {HistoryText.Stamp(version.First)}, last seen {HistoryText.Stamp(version.Last)}, {Telling.Count(version.Captures, "capture")}
        Read by    reader {version.Reader}
        Lies in    {Columns.Safe(folder)}/warc/{capture.Place.File} at {capture.Place.Offset}, {Telling.Count((int)Math.Min(capture.Place.Length, int.MaxValue), "byte")}
        SHA-256    {capture.Sha256}

        """.ReplaceLineEndings("\n"));
}
