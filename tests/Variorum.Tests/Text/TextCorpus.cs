namespace Variorum;

/// <summary>The files of <c>tests/corpora</c> that the tests of the room Text read.</summary>
internal static class TextCorpus
{
    public static string Root { get; } = FindRoot();

    public static string File(string kind, string name) => Path.Combine(Root, "tests", "corpora", kind, name);

    public static IEnumerable<string> Files(string kind) =>
        Directory.EnumerateFiles(Path.Combine(Root, "tests", "corpora", kind)).Order(StringComparer.Ordinal);

    // Upwards from the build's output: compilers map source paths away in deterministic builds.
    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Variorum.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
