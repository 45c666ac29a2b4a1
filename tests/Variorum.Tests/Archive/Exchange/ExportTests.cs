using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Variorum;

public sealed class ExportTests : IDisposable
{
    private const string Norland = "https://press.norland.example/", Sudmark = "https://news.sudmark.example/";

    private readonly Exchanged exchanged = new();

    [Theory, InlineData("warc"), InlineData("wacz"), InlineData("bagit")]
    public void An_archive_made_from_an_export_has_the_same_versions_and_history(string format)
    {
        using var archive = exchanged.Filled();
        using var other = exchanged.New();
        var place = Export(archive, format, "");
        var (_, faults) = Exchanged.Take(other, Imports.Open(place)!);
        Assert.Empty(faults);
        Assert.Equal(Exchanged.Told(archive), Exchanged.Told(other));
        Assert.Empty(other.Verify(TestContext.Current.CancellationToken));
        var (again, _) = Exchanged.Take(other, Imports.Open(place)!);
        Assert.DoesNotContain(again, static one => one.Outcome is not (AddedAs.Known or AddedAs.Record));
        Assert.Equal(Exchanged.Told(archive), Exchanged.Told(other));
    }

    [Theory, InlineData("warc"), InlineData("wacz"), InlineData("bagit")]
    public void A_part_holds_what_its_addresses_need_and_nothing_else(string format)
    {
        using var archive = exchanged.Filled();
        using var norland = exchanged.New();
        Exchanged.Take(norland, Imports.Open(Export(archive, format, Norland))!);
        Assert.Equal(Exchanged.Told(archive).Where(static line => line.StartsWith(Norland, StringComparison.Ordinal)), Exchanged.Told(norland));
        // Its one page was captured as the same as one of the other site.
        using var sudmark = exchanged.New();
        Exchanged.Take(sudmark, Imports.Open(Export(archive, format, Sudmark))!);
        Assert.Equal(
            Exchanged.Told(archive).Where(static line => line.StartsWith(Sudmark, StringComparison.Ordinal)),
            Exchanged.Told(sudmark).Where(static line => line.StartsWith(Sudmark, StringComparison.Ordinal)));
        Assert.Null(sudmark.Find(Norland + "quay"));
    }

    [Theory, InlineData("warc"), InlineData("wacz")]
    public void The_same_records_give_the_same_bytes(string format)
    {
        using var archive = exchanged.Filled();
        Assert.Equal(File.ReadAllBytes(Export(archive, format, "")), File.ReadAllBytes(Export(archive, format, "")));
    }

    [Fact]
    public void The_files_of_a_bag_are_the_archives_own_and_its_manifests_are_true()
    {
        using var archive = exchanged.Filled();
        var bag = Export(archive, "bagit", "");
        var own = Assert.Single(Directory.GetFiles(Path.Combine(archive.Folder, "warc")));
        Assert.Equal(File.ReadAllBytes(own), File.ReadAllBytes(Path.Combine(bag, "data", Path.GetFileName(own))));
        Assert.Equal("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", File.ReadAllText(Path.Combine(bag, "bagit.txt")));
        Assert.Contains($"Payload-Oxum: {new FileInfo(own).Length}.1\n", File.ReadAllText(Path.Combine(bag, "bag-info.txt")), StringComparison.Ordinal);
        string[] listed = [.. File.ReadLines(Path.Combine(bag, "manifest-sha256.txt")), .. File.ReadLines(Path.Combine(bag, "tagmanifest-sha256.txt"))];
        Assert.Equal(4, listed.Length);
        Assert.All(listed, line => Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(bag, line[66..]))))));
    }

    [Fact]
    public void A_bag_that_was_tampered_with_is_told_by_file()
    {
        using var archive = exchanged.Filled();
        var bag = Export(archive, "bagit", "");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(bag, "data")));
        File.AppendAllBytes(file, [0]);
        File.AppendAllText(Path.Combine(bag, "manifest-sha256.txt"), $"{new string('0', 64)}  ../outside.txt\n{new string('0', 64)}  data/lost.warc.gz\n");
        using var other = exchanged.New();
        var (_, faults) = Exchanged.Take(other, Imports.Open(bag)!);
        Assert.Contains(faults, fault => fault.StartsWith($"data/{Path.GetFileName(file)}: does not match its digest", StringComparison.Ordinal));
        Assert.Contains(faults, static fault => fault.StartsWith("../outside.txt: is named in the manifest and lies outside", StringComparison.Ordinal));
        Assert.Contains(faults, static fault => fault.StartsWith("data/lost.warc.gz: is in the manifest and not in the bag", StringComparison.Ordinal));
        Assert.Contains(faults, static fault => fault.StartsWith("manifest-sha256.txt: does not match", StringComparison.Ordinal));
        Assert.Equal(Exchanged.Told(archive), Exchanged.Told(other));
    }

    [Fact]
    public void A_WACZ_lists_its_digests_its_pages_and_where_each_record_lies()
    {
        using var archive = exchanged.Filled();
        using var zip = ZipFile.OpenRead(Export(archive, "wacz", ""));
        using var package = JsonDocument.Parse(Bytes(zip, "datapackage.json"));
        Assert.Equal(("data-package", "1.1.1"), (package.RootElement.GetProperty("profile").GetString(), package.RootElement.GetProperty("wacz_version").GetString()));
        var resources = package.RootElement.GetProperty("resources").EnumerateArray().ToList();
        Assert.Equal(["archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"], resources.Select(static resource => resource.GetProperty("path").GetString()));
        Assert.All(resources, resource => Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Bytes(zip, resource.GetProperty("path").GetString()!)))}", resource.GetProperty("hash").GetString()));
        using var digest = JsonDocument.Parse(Bytes(zip, "datapackage-digest.json"));
        Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Bytes(zip, "datapackage.json")))}", digest.RootElement.GetProperty("hash").GetString());

        var (warc, lines) = (Bytes(zip, "archive/data.warc.gz"), Encoding.UTF8.GetString(Bytes(zip, "indexes/index.cdx")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(7, lines.Length);
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
        Assert.All(lines, line =>
        {
            using var place = JsonDocument.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..]);
            var (offset, length) = (int.Parse(place.RootElement.GetProperty("offset").GetString()!, null), int.Parse(place.RootElement.GetProperty("length").GetString()!, null));
            using var reader = new WarcReader(new MemoryStream(warc, offset, length), "", static fault => Assert.Fail(fault.Problem));
            Assert.True(reader.Read(out var record));
            Assert.Equal(record.TargetUri, place.RootElement.GetProperty("url").GetString());
        });
        Assert.Equal(1 + archive.Size().Versions, Encoding.UTF8.GetString(Bytes(zip, "pages/pages.jsonl")).Count(static unit => unit == '\n'));
    }

    [Theory]
    [InlineData("https://www.Press.Norland.example/News?b=2&a=1", "example,norland,press)/news?a=1&b=2")]
    [InlineData("http://norland.example:8080", "example,norland:8080)/")]
    [InlineData("http://192.0.2.7/a/", "192.0.2.7)/a")]
    [InlineData("urn:X-note:1", "urn:x-note:1")]
    public void Addresses_are_sorted_by_site(string url, string surt) => Assert.Equal(surt, Cdxj.Surt(url));

    [Fact]
    public void A_version_is_a_row_with_where_it_comes_from_and_can_be_taken_again()
    {
        using var archive = exchanged.Filled();
        var csv = exchanged.Path("versions.csv");
        using (var stream = File.Create(csv))
        {
            VersionCsv.Begin(stream);
            Each(archive, (document, version, capture) => VersionCsv.Write(document, version, capture, archive.Text(version.Id), stream));
        }
        var jsonl = exchanged.Path("versions.jsonl");
        using (var stream = File.Create(jsonl))
            Each(archive, (document, version, capture) => VersionJson.Write(document, version, capture, archive.Page(capture.Id) is { } page ? Reader.Read(page) : null, stream));

        var first = archive.Capture(archive.Versions(archive.Find(Norland + "quay")!.Id)[0].Capture);
        Assert.Contains($"{first.Sha256},{first.Place.File},{first.Place.Offset},{first.Place.Length},", File.ReadAllText(csv), StringComparison.Ordinal);
        Assert.All(File.ReadLines(jsonl), static line =>
        {
            using var row = JsonDocument.Parse(line);
            Assert.Equal(("variorum-version/1", "variorum-account/1"), (row.RootElement.GetProperty("format").GetString(), row.RootElement.GetProperty("account").GetProperty("format").GetString()));
        });
        foreach (var table in (string[])[csv, jsonl])
        {
            using var other = exchanged.New();
            var (_, faults) = Exchanged.Take(other, Imports.Open(table)!);
            Assert.Empty(faults);
            Assert.Equal(Texts(archive), Texts(other));
        }

        static List<string> Texts(FolderArchive archive) => [.. archive.Documents().SelectMany(document => archive.Versions(document.Id).Select(version => $"{document.Url} {version.First:O} {archive.Text(version.Id).Text}"))];
    }

    private static void Each(FolderArchive archive, Action<Document, Version, Capture> each)
    {
        foreach (var document in archive.Documents())
            foreach (var version in archive.Versions(document.Id)) each(document, version, archive.Capture(version.Capture));
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var bytes = new MemoryStream();
        using var entry = zip.GetEntry(name)!.Open();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private string Export(FolderArchive archive, string format, string prefix)
    {
        var place = exchanged.Path($"{Guid.NewGuid():N}.{(format == "warc" ? "warc.gz" : format)}");
        if (format == "bagit") Assert.True(BagExport.Write(archive, prefix, place) > 0);
        else
        {
            using var stream = File.Create(place);
            Assert.True((format == "warc" ? WarcExport.Write(archive, prefix, stream) : WaczExport.Write(archive, prefix, stream)) > 0);
        }
        return place;
    }

    public void Dispose() => exchanged.Dispose();
}
