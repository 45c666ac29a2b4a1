using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Lines of CDXJ, by which replay tools find a capture: a sortable address, a time, and a JSON object with the record's place.</summary>
internal static class Cdxj
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line of a record; null for one that shows nothing.</summary>
    public static byte[]? Line(WarcRecord record, string file, long offset, int length)
    {
        if (record.TargetUri is not { Length: > 0 } target || record.Type is not ("response" or "resource" or "conversion" or "revisit")) return null;
        var url = Addresses.WithoutFragment(target);
        var (status, type) = (200, record.ContentType);
        if (record.Type is "response" or "revisit" && record.Block.Length > 0)
        {
            var message = HttpMessage.Parse(record.Block);
            (status, type) = (message.Status, message.Field("Content-Type"));
        }
        if (record.Type == "revisit") type = "warc/revisit";
        using var line = new MemoryStream();
        line.Write(Encoding.UTF8.GetBytes($"{Surt(url)} {record.Date.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)} "));
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("url", url);
            json.WriteString("mime", (type ?? "application/octet-stream").Split(';')[0].Trim());
            json.WriteString("status", status.ToString(CultureInfo.InvariantCulture));
            if (record.PayloadDigest is { } digest) json.WriteString("digest", digest);
            json.WriteString("length", length.ToString(CultureInfo.InvariantCulture));
            json.WriteString("offset", offset.ToString(CultureInfo.InvariantCulture));
            json.WriteString("filename", file);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <summary>
    /// The address with its host the other way round (Sort-friendly URI Reordering Transform), so that those of a site stand together:
    /// <c>http://www.Press.Norland.example:8080/News?b=2&amp;a=1</c> is <c>example,norland,press:8080)/news?a=1&amp;b=2</c>.
    /// </summary>
    public static string Surt(string url)
    {
        var blankless = url.Replace(" ", "%20", StringComparison.Ordinal);
        if (!Uri.TryCreate(blankless, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return blankless.ToLowerInvariant();
        var host = address.IdnHost.ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        var turned = address.HostNameType == UriHostNameType.Dns ? string.Join(',', host.Split('.').Reverse()) : host;
        var query = address.Query.Length > 1 ? "?" + string.Join('&', address.Query[1..].Split('&').Order(StringComparer.Ordinal)) : "";
        var path = address.AbsolutePath.Length > 1 ? address.AbsolutePath.TrimEnd('/') : "/";
        return $"{turned}{(address.IsDefaultPort ? "" : $":{address.Port.ToString(CultureInfo.InvariantCulture)}")}){(path.Length == 0 ? "/" : path)}{query}".ToLowerInvariant();
    }
}
