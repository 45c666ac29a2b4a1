namespace Variorum;

/// <summary>What is gone, for people to read.</summary>
public static class VanishedText
{
    // An edit on two hundred pages is one line; these many of its pages are named.
    private const int Named = 3;

    /// <summary>Writes a paragraph each: what it was, and which documents said it until when.</summary>
    public static void Write(IReadOnlyList<Vanished> vanished, TextWriter writer)
    {
        if (vanished.Count == 0) writer.Write("Nothing is gone, as far as the archive has seen.\n");
        for (var i = 0; i < vanished.Count; i++)
        {
            var gone = vanished[i];
            writer.Write($"{(i > 0 ? "\n" : "")}{Name(gone.Kind),-9} {Columns.Safe(gone.Text)}\n");
            if (gone.Places.Count > 1) writer.Write($"          from {Telling.Count(gone.Places.Count, "page")}, first seen gone {HistoryText.Stamp(gone.Places[0].Seen)}\n");
            foreach (var place in gone.Places.Take(Named))
                writer.Write($"          {HistoryText.Stamp(place.Seen)}  {Columns.Safe(place.Document.Url)}{(place.Confirmed ? "" : " (not confirmed by a second visit yet)")}\n");
            if (gone.Places.Count > Named) writer.Write($"          and {gone.Places.Count - Named} more\n");
        }
    }

    internal static string Name(LossKind kind) => kind.ToString().ToLowerInvariant();
}
