using Microsoft.Net.Http.Headers;

namespace Variorum;

/// <summary>Conditional requests (RFC 9110, 13.1.2).</summary>
internal static class EntityTags
{
    /// <summary>Whether who asks has the answer of this tag already: their <c>If-None-Match</c> is a star, or lists the tag, weak or strong.</summary>
    /// <param name="tag">With its quotation marks.</param>
    public static bool Has(this HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch is { Count: > 0 } given && EntityTagHeaderValue.TryParseList(given, out var tags)
        && new EntityTagHeaderValue(tag) is var own && tags.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(own, useStrongComparison: false));
}
