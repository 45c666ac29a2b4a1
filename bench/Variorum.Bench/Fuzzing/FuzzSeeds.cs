using System.IO.Compression;

namespace Variorum.Bench;

/// <summary>The texts and pages that damage begins with: the project's own, and real pages where they lie beside it.</summary>
internal sealed class FuzzSeeds
{
    private const int Longest = 400_000;

    private static readonly string[] Kinds = ["plaintext", "speech", "sentences", "dates", "quantities", "pairs"];

    private readonly List<string> _pages;
    private readonly List<string> _texts;

    public FuzzSeeds()
    {
        _pages = [.. Files("samples", "*.html"), .. Files(Path.Combine("tests", "corpora", "html"), "*.html")];
        // As often the project's own as others'.
        var real = Files(Path.Combine("..", "shared", "pages"), "*.html.gz").ToList();
        var own = _pages.Count;
        while (real.Count > 0 && _pages.Count < real.Count) _pages.AddRange(_pages[..own]);
        _pages.AddRange(real);
        _texts = [.. Kinds.SelectMany(kind => Files(Path.Combine("tests", "corpora", kind), "*.txt"))];
        if (_pages.Count == 0 || _texts.Count == 0) throw new DirectoryNotFoundException("samples and tests/corpora are not here: run it from the project's root");
    }

    public string Page(Random random) => Load(_pages[random.Next(_pages.Count)]);

    public string Text(Random random) => Load(_texts[random.Next(_texts.Count)]);

    private static string Load(string path)
    {
        using Stream file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var text = Charset.Decode(bytes.ToArray(), null).Text;
        return text.Length <= Longest ? text : text[..Longest];
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
}
