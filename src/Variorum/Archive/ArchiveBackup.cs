using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>What a back-up holds.</summary>
/// <param name="Bytes">Of all its files.</param>
/// <param name="Linked">WARC files that share their bytes with the archive's, since nothing is written to these any more.</param>
public readonly record struct BackedUp(long Captures, long Documents, int Files, int Linked, long Bytes);

/// <summary>Copies an archive while others read it and write to it.</summary>
/// <remarks>
/// Databases first, each from one moment, the archive's own last of them: what the others name is in it. Then of each WARC file as much
/// as that database knows of. A record was on the device before the database said so, hence every row has its record, and none is torn.
/// </remarks>
public static class ArchiveBackup
{
    private const string DatabaseName = "archive.db", WarcFolder = "warc";

    // Held by processes, or what readers share with each other.
    private static readonly string[] NotCopied = [".lock", "-wal", "-shm", ".new"];

    /// <summary>Makes a back-up, which is there whole or not at all, and reads it again.</summary>
    /// <param name="folder">Of the archive.</param>
    /// <param name="to">A folder that does not exist.</param>
    /// <param name="link">Makes a hard link where it can, <c>(from, to)</c>; null to copy everything.</param>
    /// <param name="cancel">Leaves nothing.</param>
    /// <exception cref="ArchiveException">The folder holds no archive, <paramref name="to"/> exists, or the copy is not what the archive says.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static BackedUp Make(string folder, string to, Func<string, string, bool>? link = null, CancellationToken cancel = default)
    {
        FolderArchive.Read(folder).Dispose();
        to = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
        if (Path.Exists(to)) throw new ArchiveException($"is not backed up, because {to} exists already: name a folder that does not");
        var draft = $"{to}.{Path.GetRandomFileName()}.unfinished";
        try
        {
            Directory.CreateDirectory(Path.Combine(draft, WarcFolder));
            foreach (var database in Directory.EnumerateFiles(folder, "*.db").Select(static path => Path.GetFileName(path)).OrderBy(static name => name == DatabaseName).ThenBy(static name => name, StringComparer.Ordinal))
            {
                cancel.ThrowIfCancellationRequested();
                CopyDatabase(Path.Combine(folder, database), Path.Combine(draft, database));
            }
            var (files, linked) = CopyWarcs(folder, draft, link, cancel);
            foreach (var path in Directory.EnumerateFiles(folder).Where(static path => !path.EndsWith(".db", StringComparison.Ordinal) && !path.Contains(".db.old", StringComparison.Ordinal) && Path.GetFileName(path) != "lock" && !NotCopied.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))))
            {
                CopyFile(path, Path.Combine(draft, Path.GetFileName(path)), new FileInfo(path).Length, cancel);
                files++;
            }
            var made = Verified(draft, cancel);
            // Nothing was written, so there is nothing in what readers left.
            foreach (var left in Directory.EnumerateFiles(draft).Where(static path => path.EndsWith("-wal", StringComparison.Ordinal) || path.EndsWith("-shm", StringComparison.Ordinal)).ToList()) File.Delete(left);
            made = made with { Files = files, Linked = linked, Bytes = new DirectoryInfo(draft).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length) };
            Directory.Move(draft, to);
            return made;
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
    }

    private static void CopyDatabase(string from, string to)
    {
        using (var source = Opened(from, SqliteOpenMode.ReadOnly))
        using (var copy = Opened(to, SqliteOpenMode.ReadWriteCreate)) source.BackupDatabase(copy);
        using var flushed = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        flushed.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, File.GetUnixFileMode(from));
    }

    private static (int Files, int Linked) CopyWarcs(string folder, string draft, Func<string, string, bool>? link, CancellationToken cancel)
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        using (var database = Opened(Path.Combine(draft, DatabaseName), SqliteOpenMode.ReadOnly))
        using (var command = database.CreateCommand())
        {
            command.CommandText = "SELECT name, length FROM file";
            using var rows = command.ExecuteReader();
            while (rows.Read()) known[rows.GetString(0)] = rows.GetInt64(1);
        }
        var (files, linked, last) = (0, 0, known.Keys.Max(StringComparer.Ordinal));
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, WarcFolder)).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var length = new FileInfo(path).Length;
            // What was set aside of a torn file is no WARC file, and is kept whole.
            var wanted = known.TryGetValue(name, out var told) ? told : name.EndsWith(".warc.gz", StringComparison.Ordinal) ? 0 : length;
            if (wanted == 0) continue;
            if (length < wanted) throw new ArchiveException($"is not backed up, because {WarcFolder}/{name} has {length} of the {wanted} bytes that its database knows of: run variorum verify");
            // The newest one is written on.
            if (name != last && length == wanted && link?.Invoke(path, Path.Combine(draft, WarcFolder, name)) == true) linked++;
            else CopyFile(path, Path.Combine(draft, WarcFolder, name), wanted, cancel);
            files++;
        }
        return (files, linked);
    }

    private static void CopyFile(string from, string to, long length, CancellationToken cancel)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // What only its owner may read stays so.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File.GetUnixFileMode(from);
        using var copy = new FileStream(to, options);
        var buffer = new byte[1 << 20];
        while (length > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (read == 0) throw new IOException($"{from} became shorter while it was copied");
            copy.Write(buffer, 0, read);
            length -= read;
        }
        copy.Flush(flushToDisk: true);
    }

    private static BackedUp Verified(string draft, CancellationToken cancel)
    {
        foreach (var path in Directory.EnumerateFiles(draft, "*.db"))
        {
            using var database = Opened(path, SqliteOpenMode.ReadOnly);
            if (Ask(database, "PRAGMA integrity_check(1)") is not "ok") throw new ArchiveException($"is not backed up, because its {Path.GetFileName(path)} is damaged: run variorum verify");
        }
        using var archive = FolderArchive.Read(draft);
        if (archive.Verify(cancel).Select(static fault => fault.ToString()).FirstOrDefault() is { } fault) throw new ArchiveException($"is not backed up, because its copy does not match ({fault}): run variorum verify");
        var size = archive.Size();
        return new BackedUp(size.Captures, size.Documents, 0, 0, 0);
    }

    private static SqliteConnection Opened(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static string? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}
