using System.Buffers.Text;

namespace Variorum;

/// <summary>Places in lists, as programs are given them: opaque, and bound to what stands there and not to its number, so that nothing is told twice or left out while the archive grows.</summary>
internal static class Cursors
{
    private const char Between = '\u001f';

    public static string Write(params ReadOnlySpan<string> parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Between, parts)));

    /// <summary>The parts of a cursor; null where none is given.</summary>
    /// <exception cref="WrongException">It is none of this list.</exception>
    public static string[]? Read(Asked asked, int parts)
    {
        if (asked.Text(UsualParameters.Cursor) is not { } cursor) return null;
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
        var piece = all.Skip(from).Take(asked.Number(UsualParameters.Limit)).ToList();
        return (piece, from + piece.Count < all.Count && piece.Count > 0 ? Write([mark(piece[^1])]) : null);
    }
}
