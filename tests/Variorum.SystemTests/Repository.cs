namespace Variorum.SystemTests;

/// <summary>The tree that is tested.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Variorum.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No Variorum.slnx above {AppContext.BaseDirectory}.");
    }
}

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("variorum-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string[] Names => [.. Directory.EnumerateFileSystemEntries(Folder).Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>The samples that tests use as good pages.</summary>
internal static class Samples
{
    /// <summary>A command that puts two accounts of one event, and one of another, into the folder.</summary>
    public static string Copy { get; } =
        $"cp '{Repository.Path("samples", "signing-report.html")}' a.html && cp '{Repository.Path("samples", "signing-transcript.html")}' b.html && cp '{Repository.Path("samples", "call-norland.html")}' c.html";

    /// <summary>Two accounts of one event, as arguments.</summary>
    public static string Pair { get; } = $"'{Repository.Path("samples", "signing-report.html")}' '{Repository.Path("samples", "signing-transcript.html")}'";
}
