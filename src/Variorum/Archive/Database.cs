using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>What a database holds, and how it is told from others.</summary>
/// <param name="Application">SQLite's <c>application_id</c>.</param>
/// <param name="Layout">The layout of the tables that this release writes; kept as SQLite's <c>user_version</c>.</param>
/// <param name="Schema">The resource with its tables.</param>
/// <param name="Is">"a database", as messages go on behind "has".</param>
/// <param name="Mend">How it is made anew.</param>
internal sealed record DatabaseForm(int Application, int Layout, string Schema, string Is, string Mend)
{
    /// <summary>"VARI": the index of the WARC files.</summary>
    public static readonly DatabaseForm Archive = new(0x56415249, 4, "schema.sql", "a database", "run variorum rebuild, which makes it anew from the WARC files");

    /// <summary>How older layouts become newer ones, statements for each step; the last one makes <see cref="Layout"/>. None where it can be made anew.</summary>
    public IReadOnlyList<string> Upgrades { get; init; } = [];

    /// <summary>How long one waits for another process that writes, seconds.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>Where the schema is embedded.</summary>
    public Assembly Within { get; init; } = typeof(DatabaseForm).Assembly;
}

/// <summary>A database of an archive: one connection, its statements prepared once.</summary>
internal sealed class Database : IDisposable
{

    // Large enough for rows of text, small enough for the index's own pages.
    private const int PageSize = 8192;

    // Bytes of the file that are mapped into memory. What is mapped counts as the process's own: a writer runs for months.
    private const int ReaderMap = 1 << 30, WriterMap = 64 << 20;

    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    private readonly SqliteConnection connection;
    private readonly DatabaseForm form;

    private Database(SqliteConnection connection, DatabaseForm form, bool writes) => (this.connection, this.form, Writes) = (connection, form, writes);

    /// <summary>Whether it was opened to be written to.</summary>
    public bool Writes { get; }

    /// <summary>Where the database is kept as it was before this release changed its layout, a path; null where it did not.</summary>
    public string? Before { get; private set; }

    public SqliteConnection Connection => connection;

    /// <summary>Whether an older release wrote it. No database at all, or one of something else, is none.</summary>
    public static bool IsOlder(string path, DatabaseForm form)
    {
        if (!File.Exists(path)) return false;
        try
        {
            return IsOlder(path);
        }
        catch (SqliteException denied) when (IsAlone(path, denied))
        {
            return IsOlder(Alone(path));
        }

        bool IsOlder(string source)
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return Number(connection, "PRAGMA application_id") == form.Application && Number(connection, "PRAGMA user_version") < form.Layout;
        }

        static long Number(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        }
    }

    // Who may not write beside it, or finds no room to, cannot share memory with others; where no log waits to be read, that is not needed.
    private static bool IsAlone(string path, SqliteException denied) =>
        denied.SqliteErrorCode is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_IOERR && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 };

    private static string Alone(string path) => $"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1";

    /// <summary>Moves a database that nobody has open to a name beside it.</summary>
    /// <returns>Its new path.</returns>
    public static string PutAside(string path)
    {
        var kept = Aside(path);
        // The log last but for the database: whatever is left behind half way is tried again.
        foreach (var part in (string[])["-shm", "-wal", ""])
            if (File.Exists(path + part)) File.Move(path + part, kept + part);
        return kept;
    }

    private static string Aside(string path) => Enumerable.Range(1, int.MaxValue).Select(nth => $"{path}.old{nth}").First(static name => !File.Exists(name));

    /// <summary>Copies it as it stands, whoever writes to it meanwhile.</summary>
    /// <param name="to">A path where nothing is.</param>
    public void CopyTo(string to)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        copy.Open();
        connection.BackupDatabase(copy);
    }

    /// <summary>Opens a database, or makes one.</summary>
    /// <exception cref="ArchiveException">It is none of ours, or of a newer release.</exception>
    public static Database Open(string path, bool write, DatabaseForm? form = null)
    {
        form ??= DatabaseForm.Archive;
        try
        {
            return Open(path, write, path, form);
        }
        catch (SqliteException denied) when (!write && IsAlone(path, denied))
        {
            return Open(path, write, Alone(path), form);
        }
    }

    private static Database Open(string path, bool write, string source, DatabaseForm form)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = write ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = form.Patience,
        }.ToString());
        var database = new Database(connection, form, write);
        try
        {
            connection.Open();
            // A process that was killed at its first start leaves a file without tables.
            var made = write && database.Number("SELECT count(*) FROM sqlite_master") == 0;
            if (made) database.Run($"PRAGMA page_size = {PageSize}; PRAGMA journal_mode = WAL");
            // The WARC files are flushed before the database says that they exist, so the last commits may be lost: they are made again.
            database.Run($"PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA mmap_size = {(write ? WriterMap : ReaderMap)}; PRAGMA busy_timeout = {form.Patience * 1000}");
            if (made) database.Create();
            else if (write) database.Upgrade(path);
            database.Check();
            return database;
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            database.Dispose();
            throw new ArchiveException($"has {form.Is} that cannot be read: {form.Mend}", broken);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Makes it one of several readers that one process keeps: what each maps, and keeps of pages, counts once for each.</summary>
    /// <remarks>Four readers of an archive of 110,000 versions came to 2 GB with the usual sizes; the system keeps the files' pages for all of them.</remarks>
    public void AmongOthers() => Run("PRAGMA mmap_size = 0; PRAGMA cache_size = -12288");

    private void Create()
    {
        using var schema = form.Within.GetManifestResourceStream(form.Schema)!;
        using var reader = new StreamReader(schema);
        using var transaction = Begin();
        Run(reader.ReadToEnd());
        if (form == DatabaseForm.Archive) SearchIndex.Create(connection);
        Run($"PRAGMA application_id = {form.Application}; PRAGMA user_version = {form.Layout}");
        transaction.Commit();
    }

    private void Upgrade(string path)
    {
        if (form.Upgrades.Count == 0 || Number("PRAGMA application_id") != form.Application || Number("PRAGMA user_version") >= form.Layout) return;
        using var transaction = Begin();
        // Another process may have done it meanwhile; and what is older than the oldest step is told by the check.
        var layout = (int)(Number("PRAGMA user_version") ?? 0);
        var first = form.Layout - form.Upgrades.Count;
        if (layout >= form.Layout || layout < first) return;
        var aside = Aside(path);
        using (var before = new Database(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString()), form, writes: false))
        {
            before.connection.Open();
            // Nobody may read the copy who may not read what it is of.
            var made = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) made.UnixCreateMode = File.GetUnixFileMode(path);
            new FileStream(aside, made).Dispose();
            before.CopyTo(aside);
        }
        for (; layout < form.Layout; layout++) Run(form.Upgrades[layout - first]);
        Run($"PRAGMA user_version = {form.Layout}");
        transaction.Commit();
        Before = aside;
    }

    private void Check()
    {
        if (Number("SELECT count(*) FROM sqlite_master") == 0) throw new ArchiveException("is only being made, or its first writer was stopped: try again in a moment, or add a page");
        if (Number("PRAGMA application_id") != form.Application) throw new ArchiveException($"has {form.Is} that is not Variorum's: name another folder");
        var layout = Number("PRAGMA user_version");
        if (layout > form.Layout) throw new ArchiveException($"was written by a newer release (layout {layout}, this one knows {form.Layout}): use that release");
        if (layout < form.Layout) throw new ArchiveException($"was written by an older release: {(form == DatabaseForm.Archive ? "run variorum rebuild, which makes its database anew from the WARC files" : form.Mend)}");
    }

    /// <summary>Begins a transaction, which is undone unless it is committed.</summary>
    public Transaction Begin()
    {
        Run("BEGIN IMMEDIATE");
        return new Transaction(this);
    }

    /// <summary>The statement with its parameters set, ready to run; <c>$1</c>, <c>$2</c>, … in the order given.</summary>
    public SqliteCommand Prepare(string sql, params ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            commands.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Runs an insertion.</summary>
    /// <returns>The new row's number.</returns>
    public long Insert(string sql, params ReadOnlySpan<object?> values)
    {
        Run(sql, values);
        return SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    /// <summary>The first column of the first row; null where there is none.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar() is long number ? number : null;

    public List<T> Rows<T>(Func<SqliteDataReader, T> row, string sql, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Prepare(sql, values).ExecuteReader();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    public T? Row<T>(Func<SqliteDataReader, T> row, string sql, params ReadOnlySpan<object?> values)
        where T : class
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        return reader.Read() ? row(reader) : null;
    }

    /// <summary>Rows without the provider's checks of every value, which take most of the time of a pass over a million.</summary>
    public Pass Over(string sql)
    {
        SQLitePCL.raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement);
        return new Pass(connection.Handle!, statement);
    }

    public void Dispose()
    {
        foreach (var command in commands.Values) command.Dispose();
        connection.Dispose();
    }

    /// <summary>One pass over rows: their columns by number, from 0.</summary>
    internal readonly struct Pass(SQLitePCL.sqlite3 connection, SQLitePCL.sqlite3_stmt statement) : IDisposable
    {
        /// <exception cref="SqliteException">The database cannot be read.</exception>
        public bool Read()
        {
            var result = SQLitePCL.raw.sqlite3_step(statement);
            if (result is not (SQLitePCL.raw.SQLITE_ROW or SQLitePCL.raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(result, connection);
            return result == SQLitePCL.raw.SQLITE_ROW;
        }

        public long Number(int column) => SQLitePCL.raw.sqlite3_column_int64(statement, column);

        public string Text(int column) => SQLitePCL.raw.sqlite3_column_text(statement, column).utf8_to_string();

        public void Dispose() => statement.Dispose();
    }

    // Not the provider's own, which every prepared statement would have to be told of.
    internal sealed class Transaction(Database database) : IDisposable
    {
        private bool open = true;

        public void Commit()
        {
            database.Run("COMMIT");
            open = false;
        }

        public void Dispose()
        {
            if (!open) return;
            try
            {
                database.Run("ROLLBACK");
            }
            catch (SqliteException)
            {
                // A full disk has undone it already, and what it answered is on its way to the caller.
            }
        }
    }
}
