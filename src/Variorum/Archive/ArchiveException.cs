using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>
/// An archive that cannot be opened, or a question that it cannot answer. The message says what is wrong and what to do,
/// without the folder's name.
/// </summary>
public sealed class ArchiveException(string message, Exception? cause = null) : Exception(message, cause)
{
    // ENOSPC; EDQUOT of Linux and of macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private const int NoSpace = 28, Quota = 122, QuotaDarwin = 69, DiskFull = unchecked((int)0x80070070), HandleDiskFull = unchecked((int)0x80070027);

    // EROFS, and ERROR_WRITE_PROTECT.
    private const int ReadOnlyDisk = 30, WriteProtect = unchecked((int)0x80070013);

    // SQLITE_IOERR_WRITE, _FSYNC and _SHMSIZE: a file beside the database cannot be made larger, which is seldom anything but a full disk.
    private const int WriteFailed = 778, SyncFailed = 1034, SharedMemoryNotMade = 4874;

    private const string Full = "has no room left on its disk: make room, then run this again; what was said to be kept is kept";

    private const string Forbidden = "may not be opened so by you, or lies on a disk that is read only: ask for permission, or name another archive with --archive";

    /// <summary>What a failure of the disk or of the database under an archive means, in the words of whoever has the archive.</summary>
    /// <param name="failed">What the archive threw while it was opened, read or written to.</param>
    /// <returns>Null where it is no failure of these.</returns>
    public static ArchiveException? Of(Exception failed) => failed switch
    {
        ArchiveException already => already,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } or SqliteException { SqliteExtendedErrorCode: WriteFailed or SyncFailed or SharedMemoryNotMade } => new ArchiveException(Full, failed),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_PERM } => new ArchiveException(Forbidden, failed),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED } => new ArchiveException("is being written to by another process: wait for it, or stop it", failed),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB } =>
            new ArchiveException("has a database that is damaged: run variorum rebuild, which makes it anew from the WARC files", failed),
        SqliteException or InvalidDataException => new ArchiveException($"cannot go on ({failed.Message.ReplaceLineEndings(" ").TrimEnd('.')}): run variorum verify, which names what is damaged", failed),
        UnauthorizedAccessException => new ArchiveException(Forbidden, failed),
        IOException io when io.HResult is NoSpace or Quota or QuotaDarwin or DiskFull or HandleDiskFull => new ArchiveException(Full, failed),
        IOException io when io.HResult is ReadOnlyDisk or WriteProtect => new ArchiveException(Forbidden, failed),
        _ => null,
    };
}
