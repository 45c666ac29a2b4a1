using System.Security.Cryptography;

namespace Variorum;

/// <summary>The captures of a BagIt folder (RFC 8493) whose payload has WARC files. Its files are held against its manifests.</summary>
public sealed class BagImport : IImport
{
    private const string Declaration = "bagit.txt";

    private static readonly (string Name, HashAlgorithmName Algorithm)[] Algorithms =
        [("sha512", HashAlgorithmName.SHA512), ("sha256", HashAlgorithmName.SHA256), ("sha1", HashAlgorithmName.SHA1), ("md5", HashAlgorithmName.MD5)];

    // A link may lead anywhere, and a bag's files are its own.
    private static readonly EnumerationOptions Within = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 16 };

    private readonly string folder;
    private readonly List<ImportFault> faults = [];

    private BagImport(string folder) => this.folder = folder;

    public IReadOnlyList<ImportFault> Faults => faults;

    public static bool Is(string folder) => File.Exists(Path.Combine(folder, Declaration));

    /// <exception cref="ImportException">It has no payload.</exception>
    public static BagImport Open(string folder) =>
        Directory.Exists(Path.Combine(folder, "data")) ? new BagImport(folder) : throw new ImportException("is a bag without its folder data: ask for a whole copy");

    public IEnumerable<Incoming> Captures()
    {
        var listed = Check("manifest") | Check("tagmanifest");
        if (!listed) faults.Add(new ImportFault("manifest-sha256.txt", "is missing, so no digest could be compared"));
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "data"), "*", Within).Order(StringComparer.Ordinal))
        {
            if (!WarcImport.Is(path)) continue;
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            using var warc = WarcImport.Open(path);
            foreach (var capture in warc.Captures(name, faults)) yield return capture;
        }
    }

    private bool Check(string kind)
    {
        foreach (var (algorithm, hash) in Algorithms)
        {
            var manifest = Path.Combine(folder, $"{kind}-{algorithm}.txt");
            if (!File.Exists(manifest)) continue;
            foreach (var line in File.ReadLines(manifest))
            {
                var blank = line.IndexOfAny([' ', '\t']);
                if (blank <= 0) continue;
                var name = line[blank..].TrimStart().TrimStart('*').Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase).Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase).Replace("%25", "%", StringComparison.Ordinal);
                if (Problem(name, line[..blank], hash) is { } problem) faults.Add(new ImportFault(name, problem));
            }
            return true;
        }
        return false;
    }

    private string? Problem(string name, string digest, HashAlgorithmName algorithm)
    {
        if (name is ['/' or '\\' or '~', ..] or [_, ':', ..] || name.Split('/', '\\').Contains("..")) return "is named in the manifest and lies outside of the bag: it was not looked at";
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return "is in the manifest and not in the bag: ask for a whole copy";
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(algorithm);
        var part = new byte[1 << 17];
        for (int read; (read = stream.Read(part)) > 0;) hash.AppendData(part, 0, read);
        return digest.Equals(Convert.ToHexString(hash.GetHashAndReset()), StringComparison.OrdinalIgnoreCase) ? null
            : "does not match its digest in the manifest; what it holds was taken as it is, so ask for another copy";
    }

    public void Dispose() { }
}
