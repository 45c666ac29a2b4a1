using System.Buffers.Text;

namespace Variorum;

/// <summary>Parameters that many operations have, and what becomes of them.</summary>
internal static class Common
{
    public const int LongestUrl = 4096;

    public static NumberParameter Limit { get; } = new("limit", "How many to give at most.", 1, 200) { Usual = 50, Example = "20" };

    public static TextParameter Cursor { get; } = new("cursor", "Where to go on: next of the answer before.", 1000);

    public static WordParameter Format { get; } = new("format", "In which form to answer, whatever Accept says.", "json", "csv");

    public static NumberParameter Document { get; } = Id("document", "The document's number.");

    public static NumberParameter Version { get; } = Id("version", "The version's number in this archive.");

    public static NumberParameter Capture { get; } = Id("capture", "The capture's number.");

    public static NumberParameter Event { get; } = Id("event", "The event's number, also of one that became part of another.");

    public static TextParameter Source { get; } = new("source", "Only of this site, or of addresses that begin so.", LongestUrl) { Example = "press.norland.example" };

    public static DayParameter Since { get; } = new("since", "On this day or later.") { Example = "2020-01-01" };

    public static DayParameter Until { get; } = new("until", "On this day or earlier.");

    private static NumberParameter Id(string name, string description) => new(name, description, 1, long.MaxValue) { InPath = true, Required = true, Example = "1" };
}

/// <summary>Places in lists, as programs are given them: opaque, and bound to what stands there and not to its number, so that nothing is told twice or left out while the archive grows.</summary>
internal static class Cursors
{
    private const char Between = '\u001f';

    public static string Write(params ReadOnlySpan<string> parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Between, parts)));

    /// <summary>The parts of a cursor; null where none is given.</summary>
    /// <exception cref="WrongException">It is none of this list.</exception>
    public static string[]? Read(Asked asked, int parts)
    {
        if (asked.Text(Common.Cursor) is not { } cursor) return null;
        try
        {
            if (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Between) is { } read && read.Length == parts) return read;
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw new WrongException("the cursor is none of this list: begin without one");
    }

    /// <summary>The numbers of a cursor; null where none is given.</summary>
    public static long[]? Numbers(Asked asked, int parts)
    {
        if (Read(asked, parts) is not { } texts) return null;
        var numbers = new long[parts];
        for (var i = 0; i < parts; i++)
            if (!long.TryParse(texts[i], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out numbers[i])) throw new WrongException("the cursor is none of this list: begin without one");
        return numbers;
    }

    public static string Write(params ReadOnlySpan<long> parts)
    {
        var texts = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++) texts[i] = parts[i].ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Write(texts);
    }

    /// <summary>A piece of a list that is at hand whole.</summary>
    /// <param name="mark">What tells one of its things from all others, short.</param>
    /// <exception cref="WrongException">What the cursor stands at is not in the list any more.</exception>
    public static (IReadOnlyList<T> Piece, string? Next) Piece<T>(Asked asked, IReadOnlyList<T> all, Func<T, string> mark)
    {
        var from = 0;
        if (Read(asked, 1) is [var at])
        {
            while (from < all.Count && mark(all[from]) != at) from++;
            if (from == all.Count) throw new WrongException("what the cursor stands at is not in the list any more: begin without one");
            from++;
        }
        var piece = all.Skip(from).Take(asked.Number(Common.Limit)).ToList();
        return (piece, from + piece.Count < all.Count && piece.Count > 0 ? Write([mark(piece[^1])]) : null);
    }
}
