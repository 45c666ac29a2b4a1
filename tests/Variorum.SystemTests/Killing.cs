using System.Diagnostics;

namespace Variorum.SystemTests;

/// <summary>The program itself, run until it ends or is killed (SIGKILL), and what an archive must be after that.</summary>
internal static class Killing
{
    /// <summary>Builds the program where it must, and says where it lies.</summary>
    public static async Task<string> Program()
    {
        Assert.Equal(0, (await Shell.Run("variorum --version")).Exit);
        return Path.Combine(File.ReadLines(Repository.Path("artifacts", "launcher", "stamp")).First(), "Variorum.Cli");
    }

    /// <summary>Runs it for so long at most.</summary>
    /// <param name="last">Done just before it is killed.</param>
    /// <returns>Its exit code, null where it was killed, and its standard error.</returns>
    public static async Task<(int? Exit, string Error)> Run(string program, string[] arguments, TimeSpan longest, Action? last = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = File.ReadLines(Repository.Path("artifacts", "launcher", "stamp")).Last();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var killed = false;
        try
        {
            using var patience = new CancellationTokenSource(longest);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            last?.Invoke();
            process.Kill();
            await process.WaitForExitAsync();
            killed = process.ExitCode == 128 + 9;
        }
        await output;
        return (killed ? null : process.ExitCode, await error);
    }

    // Null where it was not made yet.
    private static FolderArchive? Read(string folder)
    {
        try
        {
            return FolderArchive.Holds(folder) ? FolderArchive.Read(folder) : null;
        }
        catch (ArchiveException early) when (early.Message.StartsWith(File.Exists(Path.Combine(folder, "archive.db")) ? "is only being made" : "has no database", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>The captures that a reader finds now; none where there is no archive yet.</summary>
    public static HashSet<string> Captures(string folder)
    {
        using var archive = Read(folder);
        return archive is null ? [] : [.. archive.Documents().SelectMany(document => archive.Captures(document.Id)).Select(static capture => $"{capture.Url} {capture.Time:O} {capture.Sha256} {capture.Place}")];
    }

    /// <summary>The archive opens and is sound; but for a tail that was being written, which the next writer takes in or cuts off.</summary>
    /// <param name="mend">Whether to be that writer; else the program is, at its next start.</param>
    /// <returns>How many things were not in order.</returns>
    public static int Check(string folder, bool mend)
    {
        var faults = 0;
        using (var archive = Read(folder))
        {
            if (archive is null) return 0;
            var captures = archive.Documents().SelectMany(document => archive.Captures(document.Id)).ToList();
            Assert.Equal(captures.Count, captures.Select(static capture => (capture.Url, capture.Time)).Distinct().Count());
            var told = archive.Verify(TestContext.Current.CancellationToken).ToList();
            faults = told.Count;
            // What follows the first of them is of the same tail.
            if (told.Count > 0) Assert.Contains("was not finished by a process that was stopped", told[0].Problem, StringComparison.Ordinal);
            Assert.All(told, fault => Assert.True(fault.File == told[0].File && fault.Offset >= told[0].Offset, $"{fault}"));
        }
        if (!mend) return faults;
        using (var archive = FolderArchive.Write(folder)) Assert.Empty(archive.Verify(TestContext.Current.CancellationToken));
        return faults;
    }

    /// <summary>All that an archive tells but where its bytes lie; the times of captures only where they are those of the pages.</summary>
    public static List<string> Contents(string folder, bool times)
    {
        using var archive = FolderArchive.Read(folder);
        Assert.Empty(archive.Verify(TestContext.Current.CancellationToken));
        return [.. archive.Documents().SelectMany(document => archive.Versions(document.Id)
            .Select(version => $"{document.Url} {document.State} version {version.Number} {version.Captures} {Time(version.First)} {Time(version.Last)} {archive.Text(version.Id).Title}")
            .Concat(archive.Captures(document.Id).Select(capture => $"{document.Url} capture {capture.Status} {capture.State} {capture.Sha256} {Time(capture.Time)} {capture.Remark}"))
            .Order(StringComparer.Ordinal))];

        string Time(DateTimeOffset time) => times ? $"{time:O}" : "";
    }
}
