using System.IO.Compression;

namespace Variorum;

public sealed class WaczImportTests : IDisposable
{
    private readonly Exchanged exchanged = new();

    [Theory]
    [InlineData("climbing-name.wacz", "names a file \"../../outside.txt\" outside of itself")]
    [InlineData("absolute-name.wacz", "names a file \"/etc/outside.txt\" outside of itself")]
    [InlineData("deep-name.wacz", "deeper than any WACZ")]
    [InlineData("bomb.wacz", "holds a bomb: \"archive/bomb.warc\"")]
    [InlineData("same-name-twice.wacz", "names \"archive/data.warc.gz\" twice")]
    [InlineData("no-warc.wacz", "holds no WARC file")]
    [InlineData("cut.wacz", "is no whole zip file")]
    public void A_WACZ_that_nobody_should_unpack_is_refused_by_one_sentence(string file, string message) =>
        Assert.Contains(message, Assert.Throws<ImportException>(() => Imports.Open(Corpora.Path("exchange", file))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("sound.wacz")]
    [InlineData("lying-digest.wacz", "archive/data.warc.gz: does not match the digest in datapackage.json")]
    [InlineData("no-package.wacz", "datapackage.json: is missing")]
    [InlineData("wacz-within.wacz", "archive/inner.wacz: is a WACZ within this one")]
    public void What_a_WACZ_says_of_itself_is_held_against_it_and_its_pages_are_taken(string file, params string[] faults)
    {
        using var archive = exchanged.New();
        var (added, told) = Exchanged.Take(archive, Imports.Open(Corpora.Path("exchange", file))!);
        Assert.Equal(2, added.Count(static one => one.Outcome == AddedAs.NewVersion));
        Assert.Equal(["https://press.norland.example/ferry", "https://press.norland.example/quay"], archive.Documents().Select(static document => document.Url));
        Assert.Equal(faults.Length, told.Count);
        Assert.All(faults.Zip(told), static pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_that_were_changed_within_are_told_with_their_file()
    {
        using var archive = exchanged.New();
        var (_, told) = Exchanged.Take(archive, Imports.Open(Corpora.Path("exchange", "damaged-within.wacz"))!);
        Assert.NotEmpty(told);
        Assert.All(told, static fault => Assert.StartsWith("archive/data.warc.gz", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void More_files_than_any_WACZ_has_are_not_even_listed()
    {
        var path = exchanged.Path("many.wacz");
        using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            for (var i = 0; i <= 100_000; i++) zip.CreateEntry($"archive/{i}");
        }
        Assert.Contains("lists more than 100000 files", Assert.Throws<ImportException>(() => Imports.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_WACZ_is_known_by_what_it_holds_and_another_zip_file_is_none()
    {
        File.Copy(Corpora.Path("exchange", "sound.wacz"), exchanged.Path("renamed.zip"));
        using (var renamed = Imports.Open(exchanged.Path("renamed.zip"))) Assert.IsType<WaczImport>(renamed);
        File.Copy(Corpora.Path("exchange", "no-warc.wacz"), exchanged.Path("other.zip"));
        Assert.Null(Imports.Open(exchanged.Path("other.zip")));
    }

    [Fact]
    public void Texts_of_a_WET_file_are_pages()
    {
        using var archive = exchanged.New();
        var (added, told) = Exchanged.Take(archive, Imports.Open(Corpora.Path("exchange", "pages.warc.wet.gz"))!);
        Assert.Equal((AddedAs.NewVersion, 0), (Assert.Single(added).Outcome, told.Count));
        Assert.Contains("decided to repair the northern quay", archive.Text(archive.Find("https://press.norland.example/quay")!.Current!.Value).Text, StringComparison.Ordinal);
    }

    public void Dispose() => exchanged.Dispose();
}
