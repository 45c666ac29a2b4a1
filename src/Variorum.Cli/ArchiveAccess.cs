using System.CommandLine;

namespace Variorum;

/// <summary>Which archive a verb works on, and opening it with one sentence for each thing that can be wrong.</summary>
internal static class ArchiveAccess
{
    private const string Variable = "VARIORUM_ARCHIVE";

    /// <summary>What the program is started with to decode pictures for another one of its processes.</summary>
    public const string DecodePictures = "--decode-pictures";

    /// <summary>Decodes pictures outside of this process; starts when the first one is looked at.</summary>
    public static PictureProcess Decoder { get; } = Started();

    private static PictureProcess Started()
    {
        var program = Environment.ProcessPath ?? "variorum";
        // Run by the host of all programs, what is run is its first argument.
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? new PictureProcess(program, [Environment.GetCommandLineArgs()[0], DecodePictures]) : new PictureProcess(program, [DecodePictures]);
    }

    public static Option<string?> Option() => Arguments.Text("--archive", "DIR", $"The archive's folder; else {Variable}, else variorum in the user's data folder.");

    /// <summary>The folder that is asked for.</summary>
    public static string Folder(string? option)
    {
        if (option is { Length: > 0 }) return option;
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return named;
        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } home && Path.IsPathRooted(home)
            ? home
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data.Length > 0 ? data : ".", "variorum");
    }

    /// <summary>Opens the archive to read it and does something with it; what cannot be is said.</summary>
    public static int Read(string? option, Func<FolderArchive, int> work) => With(Folder(option), static folder => FolderArchive.Read(folder, Decoder.Look), work);

    /// <summary>The same, to write to it.</summary>
    public static int Write(string? option, Func<FolderArchive, int> work) => With(Folder(option), static folder => FolderArchive.Write(folder, sources: SourceList.Read(folder).FactsOf, looks: Decoder.Look), archive =>
    {
        foreach (var repair in archive.Repairs) Message.Say(archive.Folder, $"was mended: {repair}");
        return work(archive);
    });

    /// <summary>Opens an archive in a way of its own.</summary>
    public static int With(string folder, Func<string, FolderArchive> open, Func<FolderArchive, int> work) => Trying(folder, () =>
    {
        using var archive = open(folder);
        return work(archive);
    });

    /// <summary>Does something in an archive's folder; what cannot be is said.</summary>
    public static int Trying(string folder, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception failed) when (ArchiveException.Of(failed) is { } wrong)
        {
            Message.Say(folder, wrong.Message);
        }
        catch (IOException failed)
        {
            Message.Say(folder, $"cannot go on ({Message.Reason(failed, folder)}): mend the disk, then run this again; what was said to be kept is kept");
        }
        return Exit.Partly;
    }

    /// <summary>The document that an address or a number names; says so where there is none.</summary>
    public static Document? Document(FolderArchive archive, string named)
    {
        if (archive.Find(named) is { } found) return found;
        // What people copy lacks the scheme more often than not.
        if (!named.Contains("://", StringComparison.Ordinal) && (archive.Find($"https://{named}") ?? archive.Find($"http://{named}")) is { } guessed) return guessed;
        if (named.All(char.IsAsciiDigit) && long.TryParse(named, out var id))
        {
            try
            {
                return archive.Document(id);
            }
            catch (NotInArchiveException)
            {
                // Said below.
            }
        }
        Message.Say(named, "is not in the archive: look for its address with variorum search, or add it with variorum add");
        return null;
    }
}
