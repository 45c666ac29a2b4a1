using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Variorum;

/// <summary>
/// The captures of a WACZ file (Web Archive Collection Zipped, 1.1.1): the records of its WARC files. What it says of their digests is held
/// against them, and what does not match is told.
/// </summary>
public sealed class WaczImport : IImport
{
    private const int MostEntries = 100_000, LongestName = 1024, DeepestName = 16;

    // A central directory of so many entries with names of usual length; it is held in memory.
    private const long LongestDirectory = 32 << 20;
    private const int LongestList = 64 << 20;

    // As WARC readers know bombs; WARC files within are compressed already.
    private const int BombRatio = 100;
    private const long AlwaysAllowed = 1 << 20;

    private const string Package = "datapackage.json", PackageDigest = "datapackage-digest.json";

    private readonly ZipArchive zip;
    private readonly List<ImportFault> faults = [];

    private WaczImport(ZipArchive zip) => this.zip = zip;

    public IReadOnlyList<ImportFault> Faults => faults;

    /// <summary>Whether a file is a zip that holds WARC files where a WACZ has them, or is called one.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool Is(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Span<byte> head = stackalloc byte[4];
        if (stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4 || head is not [(byte)'P', (byte)'K', 3 or 5, 4 or 6]) return false;
        if (Path.GetExtension(path).Equals(".wacz", StringComparison.OrdinalIgnoreCase)) return true;
        try
        {
            if (ZipEnd.Of(stream) is not { } end || end.Entries > MostEntries || end.Directory > LongestDirectory) return false;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Any(static entry => entry.FullName == Package) && zip.Entries.Any(IsWarc);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <exception cref="ImportException">It is damaged, a bomb, or names files outside of itself.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static WaczImport Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);
        try
        {
            var end = ZipEnd.Of(stream) ?? throw new ImportException("is no whole zip file: fetch it again");
            if (end.Entries > MostEntries || end.Directory > LongestDirectory) throw new ImportException($"lists more than {MostEntries} files, which no WACZ needs: unpack it and add its WARC files");
            var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            Check(zip, stream.Length);
            return new WaczImport(zip);
        }
        catch (InvalidDataException broken)
        {
            stream.Dispose();
            throw new ImportException($"is a damaged zip file ({broken.Message.TrimEnd('.')}): fetch it again", broken);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public IEnumerable<Incoming> Captures()
    {
        var digests = Digests();
        foreach (var nested in zip.Entries.Where(static entry => entry.Name.EndsWith(".wacz", StringComparison.OrdinalIgnoreCase)))
            faults.Add(new ImportFault(nested.FullName, "is a WACZ within this one, and was not opened: unpack it and add it by itself"));
        foreach (var entry in zip.Entries.Where(IsWarc).OrderBy(static entry => entry.FullName, StringComparer.Ordinal))
        {
            // On the disk, so that records are taken byte for byte, and only after the digest was held against all of them.
            var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            try
            {
                if (!Unpack(entry, file, digests)) continue;
                using var warc = WarcImport.Open(file);
                foreach (var capture in warc.Captures(entry.FullName, faults)) yield return capture;
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private static bool IsWarc(ZipArchiveEntry entry) =>
        entry.FullName.StartsWith("archive/", StringComparison.Ordinal)
        && (entry.Name.EndsWith(".warc", StringComparison.OrdinalIgnoreCase) || entry.Name.EndsWith(".warc.gz", StringComparison.OrdinalIgnoreCase));

    private static void Check(ZipArchive zip, long size)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var stored = 0L;
        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName;
            var shown = name.Length > 80 ? name[..80] + "…" : name;
            if (name.Length > LongestName || name.Count(static unit => unit is '/' or '\\') > DeepestName) throw new ImportException($"names a file \"{shown}\" deeper than any WACZ does, and is not taken");
            if (name is ['/' or '\\', ..] or [_, ':', ..] || name.Split('/', '\\').Contains(".."))
                throw new ImportException($"names a file \"{shown}\" outside of itself, and is not taken");
            if (!names.Add(name)) throw new ImportException($"names \"{shown}\" twice, and nobody can tell which is meant");
            stored += entry.CompressedLength;
            if (entry.Length > AlwaysAllowed && entry.Length / BombRatio > entry.CompressedLength) throw new ImportException($"holds a bomb: \"{shown}\" would be {entry.Length} bytes of {entry.CompressedLength}");
        }
        if (stored > size) throw new ImportException("holds a bomb: its files lie one over the other");
        if (!zip.Entries.Any(IsWarc)) throw new ImportException("holds no WARC file in archive/: it is no WACZ, so unpack it and add what it holds");
    }

    private bool Unpack(ZipArchiveEntry entry, string file, Dictionary<string, string>? digests)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using (var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            using (var source = new BoundedStream(entry.Open(), entry.Length))
            {
                var part = new byte[1 << 17];
                for (int read; (read = source.Read(part)) > 0;)
                {
                    hash.AppendData(part, 0, read);
                    target.Write(part, 0, read);
                }
            }
            Compare(entry.FullName, hash.GetHashAndReset(), digests);
            return true;
        }
        catch (InvalidDataException broken)
        {
            faults.Add(new ImportFault(entry.FullName, $"cannot be unpacked ({broken.Message.TrimEnd('.')}), and none of it was taken: fetch the file again"));
            return false;
        }
    }

    private void Compare(string name, byte[] sha256, Dictionary<string, string>? digests)
    {
        if (digests is null) return;
        if (!digests.TryGetValue(name, out var digest)) faults.Add(new ImportFault(name, $"is not listed in {Package}, so nothing vouches for it; it was taken"));
        else if (digest.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) && !digest.AsSpan(7).Equals(Convert.ToHexString(sha256), StringComparison.OrdinalIgnoreCase))
            faults.Add(new ImportFault(name, $"does not match the digest in {Package}; its records were taken as they are, so ask for another copy"));
    }

    // Path to "sha256:…"; null where nothing lists them, which has been told.
    private Dictionary<string, string>? Digests()
    {
        if (Bytes(Package) is not { } package) return null;
        if (Json(PackageDigest, static root => Field(root, "hash")) is { } own) Compare(Package, SHA256.HashData(package), new Dictionary<string, string> { [Package] = own });
        return Json(Package, static root =>
        {
            if (!root.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Array) return null;
            var digests = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var resource in resources.EnumerateArray())
            {
                if (resource.ValueKind == JsonValueKind.Object && Field(resource, "path") is { } path) digests[path] = Field(resource, "hash") ?? "";
            }
            return digests;
        });
    }

    private static string? Field(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private T? Json<T>(string name, Func<JsonElement, T?> read) where T : class
    {
        if (Bytes(name) is not { } bytes) return null;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.ValueKind == JsonValueKind.Object ? read(json.RootElement) : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            faults.Add(new ImportFault(name, "is no JSON, so its digests could not be compared"));
            return null;
        }
    }

    private byte[]? Bytes(string name)
    {
        if (zip.GetEntry(name) is not { } entry)
        {
            if (name == Package) faults.Add(new ImportFault(Package, "is missing, so no digest could be compared"));
            return null;
        }
        try
        {
            using var stream = new BoundedStream(entry.Open(), Math.Min(entry.Length, LongestList));
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (InvalidDataException broken)
        {
            faults.Add(new ImportFault(name, $"cannot be unpacked ({broken.Message.TrimEnd('.')}), so its digests could not be compared"));
            return null;
        }
    }

    public void Dispose() => zip.Dispose();
}
