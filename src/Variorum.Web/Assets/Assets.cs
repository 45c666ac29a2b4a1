using System.Collections.Frozen;
using System.IO.Compression;
using System.IO.Hashing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Variorum;

/// <summary>Style sheets, scripts and icons: read from the program once, named by what is in them, so that a browser asks for each once.</summary>
internal sealed class Assets
{
    private const string Base = "/assets/";

    // What stands beside the pages goes into one file for the whole room, behind the room's own: a visitor who goes on has it already.
    private const string RoomStyle = "room.css", RoomScript = "room.js";

    private readonly FrozenDictionary<string, Asset> byPath, byName;

    public Assets()
    {
        byName = new[]
        {
            Made(RoomStyle, "text/css", HtmlHead.Resource("theme.css") + Together(RoomStyle, ".css")),
            Made(RoomScript, "text/javascript", Together(RoomScript, ".js")),
            // Reports have their own names for things: on a page of the room they hold within the report alone.
            Made("report.css", "text/css", ".report {\n" + HtmlHead.Resource("report.css") + HtmlHead.Resource("table.css") + "}\n"),
            Made("report.js", "text/javascript", HtmlHead.Resource("report.js") + HtmlHead.Resource("table.js")),
            Made("icon.svg", "image/svg+xml", Own("icon.svg")),
        }.ToFrozenDictionary(static asset => asset.Name, StringComparer.Ordinal);
        byPath = byName.Values.ToFrozenDictionary(static asset => asset.Path, StringComparer.Ordinal);
    }

    /// <summary>Where an asset is served.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public string Path(string name) => byName[name].Path;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Base + "{name}", static (HttpContext http, Assets assets) => assets.Serve(http)).Needs(Rank.Anybody);

    private FileContentHttpResult Serve(HttpContext http)
    {
        if (!byPath.TryGetValue(http.Request.Path.Value ?? "", out var asset)) throw new NotThereException("the address is none of this reading room's");
        var response = http.Response;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = "Accept-Encoding";
        var (bytes, coding) = Packing.Takes(http.Request, Packing.Coding) ? (asset.Brotli, Packing.Coding) : Packing.Takes(http.Request, "gzip") ? (asset.Gzip, "gzip") : (asset.Bytes, null);
        if (coding is not null) response.Headers.ContentEncoding = coding;
        return TypedResults.Bytes(bytes, asset.Type + "; charset=utf-8");
    }

    private static Asset Made(string name, string type, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (stem, ending) = (System.IO.Path.GetFileNameWithoutExtension(name), System.IO.Path.GetExtension(name));
        return new Asset(name, $"{Base}{stem}.{XxHash64.HashToUInt64(bytes):x16}{ending}", type, bytes,
            Packed(bytes, static to => new BrotliStream(to, CompressionLevel.SmallestSize)), Packed(bytes, static to => new GZipStream(to, CompressionLevel.SmallestSize)));
    }

    private static byte[] Packed(byte[] bytes, Func<Stream, Stream> packing)
    {
        using var packed = new MemoryStream();
        using (var packer = packing(packed)) packer.Write(bytes);
        return packed.ToArray();
    }

    private static string Together(string first, string ending) =>
        Own(first) + string.Concat(typeof(Assets).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(ending, StringComparison.Ordinal) && name != first).Order(StringComparer.Ordinal).Select(Own));

    private static string Own(string name)
    {
        using var reader = new StreamReader(typeof(Assets).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private sealed record Asset(string Name, string Path, string Type, byte[] Bytes, byte[] Brotli, byte[] Gzip);
}
