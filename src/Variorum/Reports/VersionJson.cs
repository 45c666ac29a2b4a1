using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Writes versions with where they come from as <c>variorum-version/1</c> (docs/formats.md).</summary>
public static class VersionJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One version, UTF-8, keys in a fixed order, a line with its end.</summary>
    /// <param name="capture">The version's first: its evidence.</param>
    /// <param name="account">The capture's page as read; null where its bytes are not to be had.</param>
    public static void Write(Document document, Version version, Capture capture, Account? account, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-version/1");
            json.WriteString("url", document.Url);
            json.WriteString("state", document.State.ToString().ToLowerInvariant());
            json.WriteNumber("version", version.Number);
            json.WriteString("first", version.First.UtcDateTime);
            json.WriteString("last", version.Last.UtcDateTime);
            json.WriteNumber("captures", version.Captures);
            json.WriteString("captured", capture.Time.UtcDateTime);
            json.WriteNumber("status", capture.Status);
            json.WriteString("sha256", capture.Sha256);
            json.WriteString("file", capture.Place.File);
            json.WriteNumber("offset", capture.Place.Offset);
            json.WriteNumber("length", capture.Place.Length);
            json.WritePropertyName("account");
            if (account is null) json.WriteNullValue();
            else json.WriteRawValue(AccountJson.Write(account, indented: false).Span, skipInputValidation: true);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }
}
