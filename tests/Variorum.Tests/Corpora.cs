namespace Variorum;

/// <summary>Where the tests' texts lie, and what development texts lie beside the repository.</summary>
internal static class Corpora
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, "tests", "corpora", .. parts]);

    /// <summary>A file or folder of the development data; skips the test where there is none.</summary>
    public static string Shared(params string[] parts)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine([Root, "..", "shared", .. parts]));
        if (!System.IO.Path.Exists(path)) Assert.Skip($"the development data {System.IO.Path.Combine(parts)} is not beside the repository");
        return path;
    }

    public static Account Read(string path) => Reader.Read(new Page(File.ReadAllBytes(path), System.IO.Path.GetFileName(path)));

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "Variorum.slnx"))) return folder;
        }
        throw new InvalidOperationException("The tests run within the repository.");
    }
}
