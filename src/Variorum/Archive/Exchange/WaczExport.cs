using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>A part of an archive as a WACZ file (Web Archive Collection Zipped, 1.1.1), which replay tools open: pages as they were.</summary>
public static class WaczExport
{
    private const string WarcName = "data.warc.gz";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Line = Options with { Indented = false };

    // The first that a zip file can tell: the same records give the same bytes.
    private static readonly DateTimeOffset Packed = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes records byte for byte as the archive keeps them, with an index of them and a list of pages, one for each version.</summary>
    /// <param name="prefix">How their addresses begin; empty for all.</param>
    /// <param name="stream">A <c>.wacz</c> file. The index is held in memory: some 300 bytes a capture.</param>
    /// <param name="cancel">Between two records.</param>
    /// <returns>How many records were written; where 0, the file is no WACZ and to be thrown away.</returns>
    /// <exception cref="IOException">The archive cannot be read, or the file not be written.</exception>
    public static long Write(IArchive archive, string prefix, Stream stream, CancellationToken cancel = default)
    {
        var (resources, index) = (new List<Resource>(), new List<byte[]>());
        var (count, last) = (0L, DateTimeOffset.MinValue);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        // Stored, so that a record is found by its offset; its members are compressed.
        Add($"archive/{WarcName}", CompressionLevel.NoCompression, file => count = WarcExport.Write(archive.Records(prefix), WarcName, file, (record, offset, length) =>
        {
            if (record.TargetUri is not null && record.Date > last) last = record.Date;
            if (Cdxj.Line(record, WarcName, offset, length) is { } line) index.Add(line);
        }, cancel));
        index.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        Add("indexes/index.cdx", CompressionLevel.Optimal, file => index.ForEach(line => file.Write(line)));
        Add("pages/pages.jsonl", CompressionLevel.Optimal, file => Pages(archive, prefix, file));
        var package = Package(prefix, last, resources);
        Add("datapackage.json", CompressionLevel.Optimal, file => file.Write(package));
        var digest = resources[^1].Sha256;
        Add("datapackage-digest.json", CompressionLevel.Optimal, file => file.Write(Encoding.UTF8.GetBytes($"{{\n  \"path\": \"datapackage.json\",\n  \"hash\": \"sha256:{digest}\"\n}}\n")));
        return count;

        void Add(string path, CompressionLevel level, Action<Stream> write)
        {
            var entry = zip.CreateEntry(path, level);
            entry.LastWriteTime = Packed;
            using var target = entry.Open();
            using var file = new DigestStream(target);
            write(file);
            resources.Add(new Resource(path, file.Sha256, file.Length));
        }
    }

    private sealed record Resource(string Path, string Sha256, long Bytes);

    private static void Pages(IArchive archive, string prefix, Stream file)
    {
        file.Write("{\"format\":\"json-pages-1.0\",\"id\":\"pages\",\"title\":\"All pages\"}\n"u8);
        using var line = new MemoryStream();
        foreach (var document in archive.Documents(prefix))
        {
            foreach (var version in archive.Versions(document.Id))
            {
                line.SetLength(0);
                using (var json = new Utf8JsonWriter(line, Line))
                {
                    var time = archive.Capture(version.Capture).Time.UtcDateTime;
                    json.WriteStartObject();
                    json.WriteString("id", WarcDigest.Of(Encoding.UTF8.GetBytes($"{document.Url} {version.Number}"))[7..31]);
                    json.WriteString("url", document.Url);
                    json.WriteString("ts", time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)));
                    json.WriteString("title", version.Title ?? document.Url);
                    json.WriteEndObject();
                }
                line.WriteByte((byte)'\n');
                file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
            }
        }
    }

    private static byte[] Package(string prefix, DateTimeOffset last, List<Resource> resources)
    {
        using var package = new MemoryStream();
        using (var json = new Utf8JsonWriter(package, Options))
        {
            json.WriteStartObject();
            json.WriteString("profile", "data-package");
            json.WriteString("wacz_version", "1.1.1");
            json.WriteString("title", prefix.Length > 0 ? $"Pages of {prefix}" : "Pages");
            json.WriteString("software", WarcWriter.Software);
            // What it holds was seen until then; when somebody packed it would make the same things differ.
            json.WriteString("created", last.UtcDateTime);
            json.WriteStartArray("resources");
            foreach (var resource in resources)
            {
                json.WriteStartObject();
                json.WriteString("name", resource.Path[(resource.Path.LastIndexOf('/') + 1)..]);
                json.WriteString("path", resource.Path);
                json.WriteString("hash", $"sha256:{resource.Sha256}");
                json.WriteNumber("bytes", resource.Bytes);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        package.WriteByte((byte)'\n');
        return package.ToArray();
    }
}
