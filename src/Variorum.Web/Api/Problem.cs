using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Variorum;

/// <summary>A failure for programs (RFC 9457).</summary>
internal static class Problem
{
    public static async Task Write(HttpContext http, int status, string detail)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(http.Response.Body);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
        json.WriteEndObject();
    }
}
