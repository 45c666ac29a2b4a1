using System.Net;

namespace Variorum;

/// <summary>
/// The one place where it is decided who may do what. A route says which rank it <see cref="Needs{T}"/>; a route that says nothing is
/// refused to everybody, so that one that was forgotten is shut and not open.
/// </summary>
internal static class Gate
{
    private static readonly object Key = new();

    /// <summary>Says what rank a route needs.</summary>
    public static T Needs<T>(this T route, Rank role) where T : IEndpointConventionBuilder => route.WithMetadata(new Needed(role));

    /// <summary>Who asks.</summary>
    public static Visitor Visitor(this HttpContext http) => http.Items.TryGetValue(Key, out var visitor) && visitor is Visitor known ? known : Variorum.Visitor.Nobody;

    /// <summary>What each form holds, so that no page elsewhere can send it.</summary>
    public static Markup.Raw FormToken(this HttpContext http)
    {
        _ = http;
        return new Markup.Raw("");
    }

    public static void Add(IServiceCollection services, ReadingRoomOptions options)
    {
        _ = (services, options);
    }

    public static void Use(IApplicationBuilder application, ReadingRoomOptions options) => application.Use(async (http, next) =>
    {
        http.Items[Key] = options.Open && IsLocal(http) ? new Visitor("local", Rank.Admin) : Variorum.Visitor.Nobody;
        if (http.GetEndpoint() is { } endpoint && (endpoint.Metadata.GetMetadata<Needed>()?.Rank is not { } needed || http.Visitor().Rank < needed))
            throw new RefusedException("you may not do this: sign in as somebody who may");
        await next(http).ConfigureAwait(false);
    });

    /// <summary>Which rank a route needs; null where it says nothing.</summary>
    public static Rank? NeededBy(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Needed>()?.Rank;

    private static bool IsLocal(HttpContext http) => http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from);

    private sealed record Needed(Rank Rank);
}

/// <summary>Who asks may not. The message goes on behind "This cannot be shown, because".</summary>
internal sealed class RefusedException(string message) : Exception(message);
