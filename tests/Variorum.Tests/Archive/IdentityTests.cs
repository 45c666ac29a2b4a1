using System.Text;
using Microsoft.Data.Sqlite;

namespace Variorum;

public sealed class IdentityTests : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("variorum-identity-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_database_that_is_made_anew_is_told_from_the_one_before()
    {
        var (first, again) = (Written("a", "It runs for ten years."), Identity("a"));
        Assert.Equal(32, first.Length);
        Assert.Equal(first, again);
        FolderArchive.Rebuild(Path.Combine(folder.FullName, "a"), cancel: TestContext.Current.CancellationToken).Dispose();
        Assert.NotEqual(first, Identity("a"));
        Assert.NotEqual(first, Written("b", "It runs for ten years."));
    }

    [Fact]
    public void A_database_of_before_there_were_any_is_read_without_and_gets_one_when_it_is_written_to()
    {
        Written("a", "It runs for ten years.");
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "a", "archive.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE identity";
            command.ExecuteNonQuery();
        }
        Assert.Equal("", Identity("a"));
        Assert.Equal(32, Written("a", "It runs for five years.").Length);
        Assert.Equal(32, Identity("a").Length);
    }

    [Fact]
    public void What_is_kept_of_one_database_is_not_told_of_another_with_the_same_numbers()
    {
        Written("a", "It runs for ten years.", "It runs for five years.");
        Written("b", "It runs for ten years.", "It runs for nine years. Nobody else may join it. Its text is secret.");
        using var kept = KeptAccounts.Open(folder.FullName);
        using var fresh = KeptAccounts.Open(Directory.CreateDirectory(Path.Combine(folder.FullName, "fresh")).FullName);
        Assert.NotEqual(Step(kept, "a"), Step(kept, "b"));
        Assert.Equal(Step(fresh, "b"), Step(kept, "b"));
    }

    private byte[] Step(KeptAccounts kept, string name)
    {
        using var archive = FolderArchive.Read(Path.Combine(folder.FullName, name));
        return Assert.Single(kept.Steps(archive, archive.Versions(1))).Value.Write();
    }

    private string Identity(string name)
    {
        using var archive = FolderArchive.Read(Path.Combine(folder.FullName, name));
        return archive.Identity;
    }

    // A document whose text becomes each of these, an hour after the other.
    private string Written(string name, params IReadOnlyList<string> says)
    {
        using var archive = FolderArchive.Write(Path.Combine(folder.FullName, name));
        archive.Add([.. says.Select((text, i) => Incoming.Saved("https://press.norland.example/treaty", Morning.AddHours(i), Encoding.UTF8.GetBytes($"The treaty was signed in Karsk on Friday. {text} Either side can renew it once.")))], TestContext.Current.CancellationToken);
        return archive.Identity;
    }
}
