using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>Who reads the events while others write them, and what becomes of a file that is no index of this release.</summary>
public sealed class EventReadersTests : EventArchive
{
    private string Path => System.IO.Path.Combine(Folder, "events.db");

    [Fact]
    public void Who_reads_for_long_is_told_what_others_have_decided_meanwhile()
    {
        Add([.. Signing(), .. Dam()]);
        using var reader = EventIndex.Read(Folder);
        Assert.Equal(3, reader.History(Archive, 1).Accounts.Count);
        Index.Merge(Archive, [1, 2]);
        Index.Split(Archive, 1, [Account("vesk-courier/news-2")]);
        Assert.Equal(Told(Index), Told(reader));
        Assert.Equal((4, 4), Told(reader));

        (int, int) Told(EventIndex index) => index.History(Archive, 1).Accounts is var accounts ? (accounts.Count, accounts.Count(static account => account.Decided)) : default;
    }

    [Fact]
    public void Who_reads_while_another_process_decides_is_answered_from_one_state()
    {
        Add([.. Signing(), .. Dam()]);
        var account = Account("vesk-courier/news-2");
        using var done = new ManualResetEventSlim();
        var reads = Task.Run(() =>
        {
            using var archive = FolderArchive.Read(Folder);
            using var reader = EventIndex.Read(Folder);
            var asked = 0;
            for (; !done.IsSet || asked == 0; asked++)
                foreach (var one in reader.Events(archive))
                    if (reader.Resolve(one.Id) is { } id && reader.History(archive, id) is var history) Assert.Equal(history.Event.Accounts, history.Accounts.Count);
            return asked;
        }, Cancel);
        for (var i = 0; i < 15; i++)
        {
            Index.Move(Archive, EventOf("vesk-courier/news-2"), account, EventOf(i % 2 == 0 ? "veldania-agency/dam" : "norland-press/signing"));
        }
        done.Set();
        Assert.NotEqual(0, reads.GetAwaiter().GetResult());
    }

    [Fact]
    public void Another_program_s_database_is_left_as_it_is()
    {
        Add(Signing());
        Close();
        foreach (var file in Directory.EnumerateFiles(Folder, "events.db*")) File.Delete(file);
        Run("CREATE TABLE mine (a); INSERT INTO mine VALUES (7)");
        Assert.Contains("not Variorum's", Assert.Throws<ArchiveException>(() => Index).Message, StringComparison.Ordinal);
        Assert.Equal(7L, Run("SELECT a FROM mine"));
    }

    [Fact]
    public void The_index_of_a_newer_release_is_left_as_it_is()
    {
        Add(Signing());
        Close();
        Run("PRAGMA user_version = 999");
        Assert.Contains("newer release", Assert.Throws<ArchiveException>(() => Index).Message, StringComparison.Ordinal);
        Assert.Equal(3L, Run("SELECT count(*) FROM account"));
    }

    [Fact]
    public void The_index_of_an_older_release_is_put_aside_and_the_events_keep_their_numbers()
    {
        foreach (var page in (Incoming[])[.. Dam(), .. Signing()]) Add(page);
        Index.Merge(Archive, [1, 2]);
        Index.Split(Archive, 1, [Account("norland-press/signing"), Account("sudmark-gov/release-88"), Account("vesk-courier/news-2")]);
        var (dam, signing, gone) = (EventOf("veldania-agency/dam"), EventOf("norland-press/signing"), Index.Resolve(2));
        Close();
        Run("PRAGMA user_version = 0");
        Reopen();
        Assert.Equal("has its index of events made anew, because an older release had written it: the events keep their numbers, and the old one is kept as events.db.old1", Index.Remade);
        Assert.Equal((dam, signing, gone), (EventOf("veldania-agency/dam"), EventOf("norland-press/signing"), Index.Resolve(2)));
        Assert.True(File.Exists(Path + ".old1"));
        Reopen();
        Assert.Null(Index.Remade);
    }

    [Fact]
    public void A_damaged_index_is_put_aside_and_said_to_be()
    {
        Add(Signing());
        Close();
        File.WriteAllText(Path, "no database of ours, and no other one's either");
        Reopen();
        Assert.Equal("has its index of events made anew, because it was damaged: the events are numbered anew, and the old one is kept as events.db.old1", Index.Remade);
        Assert.StartsWith("no database", File.ReadAllText(Path + ".old1"), StringComparison.Ordinal);
    }

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
