using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>An archive's WARC files as a bag (BagIt 1.0, RFC 8493): as libraries and archives hand over what they want to be able to check.</summary>
public static class BagExport
{
    private const string Data = "data";

    /// <summary>
    /// Makes a folder with <c>data/</c> and manifests of SHA-256. For all records its WARC files are the archive's own, byte for byte; for a
    /// part, those records of them. The folder is there whole or not at all.
    /// </summary>
    /// <param name="folder">Does not exist yet.</param>
    /// <param name="prefix">How addresses begin; empty for all.</param>
    /// <param name="cancel">Between two records; nothing is left then.</param>
    /// <returns>How many records it holds; 0 where nothing begins so, and then there is no folder.</returns>
    /// <exception cref="IOException">The folder exists, or cannot be written.</exception>
    public static long Write(IArchive archive, string prefix, string folder, CancellationToken cancel = default)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.Exists(folder)) throw new IOException("it exists already");
        var draft = Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}.{Path.GetRandomFileName()}");
        Directory.CreateDirectory(Path.Combine(draft, Data));
        try
        {
            var count = Fill(archive, prefix, draft, cancel);
            if (count == 0) Directory.Delete(draft, recursive: true);
            else Directory.Move(draft, folder);
            return count;
        }
        catch
        {
            Directory.Delete(draft, recursive: true);
            throw;
        }
    }

    private static long Fill(IArchive archive, string prefix, string draft, CancellationToken cancel)
    {
        var (count, bytes, payload) = (0L, 0L, new SortedDictionary<string, string>(StringComparer.Ordinal));
        using var records = archive.Records(prefix).GetEnumerator();
        for (var more = records.MoveNext(); more;)
        {
            var name = records.Current.Record.Place.File;
            using var file = new FileStream(Path.Combine(draft, Data, name), FileMode.CreateNew, FileAccess.Write);
            using var stream = new DigestStream(file);
            count += WarcExport.Write(OfFile(), name, stream, static (_, _, _) => { }, cancel);
            file.Flush(flushToDisk: true);
            payload.Add($"{Data}/{name}", stream.Sha256);
            bytes += stream.Length;

            IEnumerable<Incoming> OfFile()
            {
                for (; more && records.Current.Record.Place.File == name; more = records.MoveNext()) yield return records.Current;
            }
        }
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        Tag("bag-info.txt", $"Bag-Software-Agent: {WarcWriter.Software}\nExternal-Description: WARC files of web pages{(prefix.Length > 0 ? $" whose addresses begin with {prefix}" : "")}\n"
            + string.Create(CultureInfo.InvariantCulture, $"Payload-Oxum: {bytes}.{payload.Count}\n"));
        Tag("manifest-sha256.txt", Manifest(payload));
        Tag("tagmanifest-sha256.txt", Manifest(tags));
        return count;

        void Tag(string name, string text)
        {
            using var file = new FileStream(Path.Combine(draft, name), FileMode.CreateNew, FileAccess.Write);
            using var stream = new DigestStream(file);
            stream.Write(Encoding.UTF8.GetBytes(text));
            tags.Add(name, stream.Sha256);
        }
    }

    private static string Manifest(SortedDictionary<string, string> files) => string.Concat(files.Select(static file => $"{file.Value}  {file.Key}\n"));
}
