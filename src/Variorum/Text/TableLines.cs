namespace Variorum;

/// <summary>The tables of words that lie beside the code and are embedded in the library.</summary>
internal static class TableLines
{
    /// <summary>The lines of a table, without comments.</summary>
    /// <param name="name">Its file's.</param>
    public static IEnumerable<string> Of(string name)
    {
        using var stream = typeof(TableLines).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without its table {name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }
}
