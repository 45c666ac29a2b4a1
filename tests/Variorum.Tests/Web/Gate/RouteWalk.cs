using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Variorum;

/// <summary>All routes of a room, with something in each hole; those that are added later come by themselves.</summary>
internal static class RouteWalk
{
    /// <summary>Method, path and rank of each; one that takes what others do not is asked by a method that nobody knows.</summary>
    /// <param name="hole">What stands in holes that take any text; those of numbers hold one that nothing has.</param>
    public static IEnumerable<(string Method, string Path, Rank Needed)> Of(ReadingRoom room, string hole = "nothing")
    {
        foreach (var route in room.Endpoints.OfType<RouteEndpoint>())
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["PURGE"])
                yield return (method, Filled(route.RoutePattern, hole), Gate.NeededBy(route) ?? throw new InvalidOperationException($"{route.RoutePattern.RawText} says no rank"));
    }

    /// <summary>Sends bytes as they are, and reads what comes until the server closes.</summary>
    public static async Task<string> Raw(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Closed with what was not read yet: what it said before is here.
        }
        return Encoding.Latin1.GetString(answer.ToArray());
    }

    private static string Filled(RoutePattern pattern, string hole)
    {
        var path = new StringBuilder();
        foreach (var segment in pattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
                path.Append(part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart parameter => Of(parameter, hole),
                    _ => "",
                });
        }
        return path.Length == 0 ? "/" : path.ToString();
    }

    private static string Of(RoutePatternParameterPart parameter, string hole)
    {
        var policies = string.Join(' ', parameter.ParameterPolicies.Select(static policy => policy.Content));
        if (policies.StartsWith("length(", StringComparison.Ordinal) && int.TryParse(policies.AsSpan(7, policies.IndexOf(')') - 7), out var length)) return new string('a', length);
        if (policies.Contains("regex", StringComparison.Ordinal)) return "20260612000000";
        return policies.Contains("int", StringComparison.Ordinal) || policies.Contains("long", StringComparison.Ordinal) ? "999999" : Uri.EscapeDataString(hole);
    }
}
