namespace Variorum;

/// <summary>A row of a JSON file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Json">Its bytes; null where <paramref name="Problem"/> says why there are none.</param>
internal readonly record struct JsonRow(int Line, byte[]? Json, string? Problem);

/// <summary>Cuts a stream of JSON into its rows without reading it whole; what each holds is for a parser to say.</summary>
internal static class JsonSplitter
{
    private const string TooLong = "is longer than any article: cut the file into rows";

    /// <summary>Its lines, without their ends.</summary>
    public static IEnumerable<JsonRow> Lines(Stream stream, int longest)
    {
        var (line, whole) = (1, true);
        using var row = new MemoryStream();
        var part = new byte[1 << 16];
        for (int read; (read = stream.Read(part)) > 0;)
        {
            for (var at = 0; at < read;)
            {
                var end = part.AsSpan(at, read - at).IndexOf((byte)'\n');
                var length = end < 0 ? read - at : end;
                whole &= row.Length + length <= longest;
                if (whole) row.Write(part, at, length);
                at += length + 1;
                if (end < 0) break;
                yield return whole ? new JsonRow(line, row.ToArray(), null) : new JsonRow(line, null, TooLong);
                row.SetLength(0);
                whole = true;
                line++;
            }
        }
        if (!whole) yield return new JsonRow(line, null, TooLong);
        else if (row.Length > 0) yield return new JsonRow(line, row.ToArray(), null);
    }

    /// <summary>The objects of an array, or those that stand one after the other.</summary>
    public static IEnumerable<JsonRow> Objects(Stream stream, int longest)
    {
        var (line, begin, depth, text, escaped, strange, whole) = (1, 1, 0, false, false, false, true);
        using var row = new MemoryStream();
        var part = new byte[1 << 16];
        for (int read; (read = stream.Read(part)) > 0;)
        {
            // Where the bytes of the open object begin in this part.
            var from = 0;
            for (var at = 0; at < read; at++)
            {
                var unit = part[at];
                if (unit == '\n') line++;
                if (text)
                {
                    if (escaped) escaped = false;
                    else if (unit == '\\') escaped = true;
                    else if (unit == '"') text = false;
                }
                else if (depth == 0)
                {
                    if (unit == '{')
                    {
                        (depth, begin, from, strange, whole) = (1, line, at, false, true);
                        row.SetLength(0);
                    }
                    else if (!strange && !IsBetween(unit))
                    {
                        strange = true;
                        yield return new JsonRow(line, null, "is no object with the fields of an article");
                    }
                }
                else if (unit == '"') text = true;
                else if (unit is (byte)'{' or (byte)'[') depth++;
                else if (unit is (byte)'}' or (byte)']' && --depth == 0)
                {
                    whole &= row.Length + at + 1 - from <= longest;
                    if (whole) row.Write(part, from, at + 1 - from);
                    yield return whole ? new JsonRow(begin, row.ToArray(), null) : new JsonRow(begin, null, TooLong);
                }
            }
            if (depth == 0) continue;
            whole &= row.Length + read - from <= longest;
            if (whole) row.Write(part, from, read - from);
        }
        if (depth > 0) yield return new JsonRow(begin, null, "begins an object that never ends, and what follows it cannot be told from it");
    }

    // Blanks, commas, the brackets of the array, a byte order mark.
    private static bool IsBetween(byte unit) => unit is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)'[' or (byte)']' or 0xEF or 0xBB or 0xBF;
}
