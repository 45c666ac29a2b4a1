namespace Variorum;

/// <summary>Where a visitor goes after signing in: back, and never to an address elsewhere.</summary>
internal static class OwnPath
{
    private const int Longest = 2000;

    /// <summary>The page for signing in that leads back to what was asked for.</summary>
    public static string SignIn(HttpRequest request)
    {
        var back = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        return Of(back) is "/" ? "/sign-in" : $"/sign-in?to={Uri.EscapeDataString(Of(back))}";
    }

    /// <summary>A path of this server as it was given; <c>/</c> for all else: a browser reads <c>//name</c> and <c>/\name</c> as other hosts, and drops control characters.</summary>
    public static string Of(string? given) =>
        given is ['/', ..] and not ['/', '/' or '\\', ..] && given.Length <= Longest && !given.Any(static c => c is <= ' ' or '\\' or > '~')
        && !given.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase) ? given : "/";
}
