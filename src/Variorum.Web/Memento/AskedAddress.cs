using Microsoft.AspNetCore.Http.Features;

namespace Variorum;

/// <summary>The address that stands behind a path of ours, as it was sent: with its query and its double strokes, encoded or not.</summary>
internal static class AskedAddress
{
    private const int Longest = 8 * 1024;

    /// <summary>What is asked for behind so many segments of the path: of <c>/web/20260612090000/https://…</c> what follows two.</summary>
    /// <exception cref="WrongException">There is nothing, or too much, or no address.</exception>
    public static string Of(HttpContext http, int segments)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        // Proxies may ask with the whole address in the request line.
        if (target.Length > 0 && target[0] != '/' && target.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && target.IndexOf('/', scheme + 3) is > 0 and var path) target = target[path..];
        var at = 0;
        for (var i = 0; i < segments && at >= 0; i++) at = target.IndexOf('/', at + 1);
        return Sound(at < 0 ? "" : target[(at + 1)..]);
    }

    /// <summary>An address as people and programs write it: encoded as a whole, its double stroke gone on the way, or without a scheme.</summary>
    /// <exception cref="WrongException">It is none.</exception>
    public static string Sound(string told)
    {
        if (told.Length == 0) throw new WrongException("name the address of a page behind the path, as in /timegate/https://press.norland.example/news/signing");
        if (told.Length > Longest) throw new WrongException($"the address is longer than {Longest} characters");
        if (IsEncoded(told)) told = Uri.UnescapeDataString(told);
        foreach (var name in (string[])["http", "https"])
        {
            if (!told.StartsWith($"{name}:/", StringComparison.OrdinalIgnoreCase)) continue;
            var rest = told[(name.Length + 1)..].TrimStart('/');
            told = $"{name}://{rest}";
        }
        if (told.Any(char.IsControl) || Addresses.WithoutFragment(told).Length == 0) throw new WrongException("the address holds what no address can");
        return told;
    }

    /// <summary>The document that an address means: it, its twin by the other scheme, or one that is written otherwise and means the same.</summary>
    public static Document? Document(FolderArchive archive, string asked)
    {
        foreach (var one in Written(asked))
        {
            if (archive.Find(one) is { } found) return found;
            if (WebAddress.Twin(one) is { } twin && archive.Find(twin) is { } other) return other;
        }
        return null;
    }

    private static IEnumerable<string> Written(string asked)
    {
        var whole = asked.Contains("://", StringComparison.Ordinal) ? asked : $"https://{asked}";
        yield return whole;
        // The archive may have it with letters that a request line cannot hold, or the other way round.
        if (Uri.UnescapeDataString(whole) is var plain && plain != whole) yield return plain;
        if (Uri.TryCreate(whole, UriKind.Absolute, out var uri) && uri.AbsoluteUri is var encoded && encoded != whole) yield return encoded;
    }

    private static bool IsEncoded(string told) => told.StartsWith("http%3A", StringComparison.OrdinalIgnoreCase) || told.StartsWith("https%3A", StringComparison.OrdinalIgnoreCase);
}
