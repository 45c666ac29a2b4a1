using Microsoft.Data.Sqlite;

namespace Variorum;

public sealed class KeptAccountsTests
{
    [Fact]
    public void What_is_kept_of_pages_has_an_end_and_the_oldest_accounts_go_first()
    {
        var folder = Directory.CreateTempSubdirectory("variorum-pages-");
        using (var archive = FolderArchive.Write(folder.FullName))
        using (var kept = KeptAccounts.Open(folder.FullName, largest: 128 << 10, seldom: 4))
        {
            archive.Add([.. Enumerable.Range(0, 120).Select(static i => Kept.Answer($"https://press.norland.example/news/{i}", i, Kept.Report(i)))], TestContext.Current.CancellationToken);
            foreach (var version in archive.VersionsAfter(0, 120)) Assert.NotNull(kept.Account(archive, version, archive.Capture(version.Capture), []));
        }
        using (var pages = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "pages.db")};Pooling=False"))
        {
            pages.Open();
            Assert.Equal(120, Number("SELECT max(version) FROM kept"));
            // Not one by one, and not all of them.
            Assert.InRange(Number("SELECT count(*) FROM kept"), 12, 100);
            Assert.Equal(Number("SELECT count(*) FROM kept"), 120 - Number("SELECT min(version) FROM kept") + 1);
            Assert.InRange(Number("SELECT page_count * 8192 FROM pragma_page_count"), 0, 256 << 10);

            long Number(string sql)
            {
                using var asked = pages.CreateCommand();
                asked.CommandText = sql;
                return (long)asked.ExecuteScalar()!;
            }
        }
        folder.Delete(recursive: true);
    }

    // A length that goes on and on, one that is not there, more pictures than any page has, nothing, and bytes that were never packed.
    [Theory, InlineData("01FFFFFFFFFFFF"), InlineData("017F41"), InlineData("00FFFFFF7F"), InlineData(""), InlineData("unpacked")]
    public void A_page_of_which_damaged_rows_are_kept_is_made_anew(string damage)
    {
        var folder = Directory.CreateTempSubdirectory("variorum-pages-");
        using (var archive = FolderArchive.Write(folder.FullName))
        {
            archive.Add([Kept.Answer(Kept.Url, 0, Kept.Report(3)), Kept.Answer(Kept.Url, 5, Kept.Report(4))], TestContext.Current.CancellationToken);
            var before = Shown(archive);
            using (var pages = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "pages.db")};Pooling=False"))
            {
                pages.Open();
                using var packing = new ZstdSharp.Compressor();
                var row = damage == "unpacked" ? [1, 2, 3] : Convert.FromHexString(damage);
                using var damaged = pages.CreateCommand();
                damaged.CommandText = "UPDATE kept SET body = $body; UPDATE step SET told = $told";
                damaged.Parameters.AddWithValue("$body", damage == "unpacked" ? row : packing.Wrap(row).ToArray());
                damaged.Parameters.AddWithValue("$told", row);
                Assert.Equal(2, damaged.ExecuteNonQuery());
            }
            Assert.Equal(before, Shown(archive));
            Assert.Equal(before, Shown(archive));
        }
        folder.Delete(recursive: true);

        (string, string) Shown(FolderArchive archive)
        {
            using var kept = KeptAccounts.Open(folder.FullName);
            var versions = archive.Versions(archive.Find(Kept.Url)!.Id);
            return (kept.Account(archive, versions[1], archive.Capture(versions[1].Capture), [])!.Body, Assert.Single(kept.Steps(archive, versions)).Value.Told);
        }
    }

    [Fact]
    public void Whoever_looks_before_the_pictures_have_come_does_not_fix_the_page_without_them()
    {
        var folder = Directory.CreateTempSubdirectory("variorum-pages-");
        using (var archive = FolderArchive.Write(folder.FullName))
        using (var kept = KeptAccounts.Open(folder.FullName))
        {
            Add(Kept.Answer(Kept.Url, 0, Kept.Report(3, more: Figure("one"))), Kept.Answer(Kept.Url, 5, Kept.Report(3, more: Figure("two"))));
            var versions = archive.Versions(archive.Find(Kept.Url)!.Id);
            Assert.Equal(2, versions.Count);
            Assert.Contains("The two presidents", Beside(), StringComparison.Ordinal);
            Assert.DoesNotContain(Assert.Single(kept.Steps(archive, versions)).Value.Pictures, static picture => picture.After > 0);
            Add(Kept.Answer("https://press.norland.example/one.png", 5.05, Kept.Png, type: "image/png"), Kept.Answer("https://press.norland.example/two.png", 5.1, [.. Kept.Png, 1, 2, 3], type: "image/png"));
            Assert.DoesNotContain("The two presidents", Beside(), StringComparison.Ordinal);
            Assert.Contains(Assert.Single(kept.Steps(archive, versions)).Value.Pictures, static picture => picture.After > 0);

            void Add(params Incoming[] captures) => archive.Add(captures, TestContext.Current.CancellationToken);
            string Beside() => kept.Account(archive, versions[1], archive.Capture(versions[1].Capture), archive.Pictures(versions[1].Capture))!.Beside;
        }
        folder.Delete(recursive: true);

        static string Figure(string name) => $"<p>It was picture {name} of the day.</p><figure><img src=\"/{name}.png\" alt=\"Signing {name}\"><figcaption>The two presidents in picture {name}</figcaption></figure>";
    }
}
