using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>
/// The one place where it is decided who may do what. A route says which rank it <see cref="Needs{T}"/>; a route that says nothing is
/// refused to everybody, so that one that was forgotten is shut and not open.
/// </summary>
internal static partial class Gate
{
    private static readonly object Key = new(), AdmittedKey = new();

    /// <summary>Says what rank a route needs.</summary>
    /// <param name="inPerson">Whether a token will not do: one that leaked must not let in others, nor itself for longer.</param>
    public static T Needs<T>(this T route, Rank role, bool inPerson = false) where T : IEndpointConventionBuilder => route.WithMetadata(new Needed(role, inPerson));

    /// <summary>Says that a route takes the server a while, or lets somebody in: it is answered less often in a minute.</summary>
    /// <param name="perMinute">How often.</param>
    public static T Costly<T>(this T route, int perMinute = Limits.CostlyPerMinute) where T : IEndpointConventionBuilder => route.WithMetadata(new Limits.Costs(perMinute));

    /// <summary>Says that a route changes nothing, whatever its method: it is not written down who used it.</summary>
    public static T OnlyReads<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new ReadsOnly());

    /// <summary>Who asks.</summary>
    public static Visitor Visitor(this HttpContext http) => http.Items.TryGetValue(Key, out var visitor) && visitor is Visitor known ? known : Variorum.Visitor.Nobody;

    /// <summary>Whether the gate has let the request through to what answers it.</summary>
    public static bool IsAdmitted(this HttpContext http) => http.Items.ContainsKey(AdmittedKey);

    /// <summary>Whether whoever asked might ask the same now: for an answer that goes on and on. To listen is no use of a session, which would never end.</summary>
    public static bool MayStill(this HttpContext http) =>
        Who(http, http.RequestServices.GetRequiredService<ReadingRoomOptions>(), uses: false) is { } now && now.User == http.Visitor().User && now.Rank >= http.GetEndpoint()?.Metadata.GetMetadata<Needed>()?.Rank;

    /// <summary>What each form holds, so that no page elsewhere can send it.</summary>
    public static Markup.Raw FormToken(this HttpContext http) => new($"<input type=\"hidden\" name=\"{CrossSite.Field}\" value=\"{CrossSite.Token(http)}\">");

    /// <summary>Which rank a route needs; null where it says nothing.</summary>
    public static Rank? NeededBy(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Needed>()?.Rank;

    public static void Add(IServiceCollection services, ReadingRoomOptions options)
    {
        services.AddSingleton<Limits>().AddSingleton<LocalSecret>().AddSingleton(static services => new Users(services.GetRequiredService<RoomDatabase>(), services.GetRequiredService<TimeProvider>())).AddSingleton<Attempts>();
        if (options.Elsewhere is { } elsewhere) services.AddSingleton(_ => new IdentityProvider(elsewhere, options.Clock));
        // The framework looks for its own check of forms; the gate has made ours before any handler runs.
        services.Configure<RouteOptions>(static routing => routing.SuppressCheckForUnhandledSecurityMetadata = true);
    }

    public static void Use(IApplicationBuilder application, ReadingRoomOptions options) => application.Use(async (http, next) =>
    {
        // 1. Asked for by a name of ours?
        HostNames.Check(http, options);
        // 2. Who is it?
        var visitor = Who(http, options);
        http.Items[Key] = visitor;
        http.RequestServices.GetRequiredService<Limits>().Check(http);
        if (visitor is null) throw Unknown(http, "the token is none of this reading room's, or has expired");
        // 3. May they?
        if (http.GetEndpoint() is RouteEndpoint route)
        {
            var needed = route.Metadata.GetMetadata<Needed>();
            if (needed is null || http.Visitor().Rank < needed.Rank)
            {
                Refuse(http, options, needed?.Rank);
                return;
            }
            if (needed.InPerson)
            {
                if (http.Visitor().By is Way.Token or Way.Basic) throw new RefusedException("this is for persons who signed in, and not for programs with a token");
                http.Response.Headers.CacheControl = "no-store";
            }
            // 4. Do they mean it?
            await CrossSite.Check(http, needed.Rank).ConfigureAwait(false);
            http.Items[AdmittedKey] = true;
        }
        // What routing itself answers (another method, another type) would tell what there is.
        else if (http.GetEndpoint() is not null && !options.Open && http.Visitor().Rank < Rank.Reader)
        {
            Refuse(http, options, Rank.Reader);
            return;
        }
        await next(http).ConfigureAwait(false);
        // 5. What they did is written down.
        if (http.GetEndpoint() is RouteEndpoint used && used.Metadata.GetMetadata<ReadsOnly>() is null && !CrossSite.IsSafe(http.Request.Method) && http.Response.StatusCode < 400 && !Audit.IsDone(http)) WriteDown(http, http.Request.Path, "");
    });

    /// <exception cref="ArchiveException">The server would be open to others, and nobody could sign in.</exception>
    public static void CheckUsers(Users users, ReadingRoomOptions options)
    {
        if (!options.Open && options.Elsewhere is null && !users.All().Any(static user => user.Rank == Rank.Admin))
            throw new ArchiveException($"has no admin, and {options.Listen} is not for this machine alone: let one in first, with variorum user add NAME --role admin");
    }

    // Null where a token was shown that is none.
    private static Visitor? Who(HttpContext http, ReadingRoomOptions options, bool uses = true)
    {
        var now = options.Clock.GetUtcNow();
        // Whoever shows a token wants to be known by it, and by nothing else.
        if (http.Request.Headers.Authorization is { Count: > 0 } shown)
            return AccessTokens.Of(shown.ToString(), http.RequestServices.GetRequiredService<RoomDatabase>(), now);
        if (options.Open) return HostNames.IsThisMachine(http) ? new Visitor("local", Rank.Admin) { By = Way.Local } : Variorum.Visitor.Nobody;
        return Sessions.Of(http, http.RequestServices.GetRequiredService<RoomDatabase>(), now, uses) ?? Variorum.Visitor.Nobody;
    }

    private static void Refuse(HttpContext http, ReadingRoomOptions options, Rank? needed)
    {
        if (http.Visitor().By != Way.None)
        {
            // By the route: paths are as many as somebody likes to think of.
            WriteDown(http, "/" + (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/'), "refused", counts: true);
            throw new RefusedException(needed is null ? "nobody may do this" : $"that takes the role {RankNames.Of(needed.Value)}, and yours is {RankNames.Of(http.Visitor().Rank)}");
        }
        if (options.Open) throw new RefusedException("this reading room is open on its own machine alone, and you ask from elsewhere or through a proxy that it was not told of");
        if (CrossSite.IsSafe(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = OwnPath.SignIn(http.Request);
            return;
        }
        throw Unknown(http, "you have to sign in, or show a token");
    }

    private static RefusedException Unknown(HttpContext http, string why) => new(why)
    {
        Status = StatusCodes.Status401Unauthorized,
        // A page's own script must not make the browser ask for a password in a box of its own.
        Headers = [("WWW-Authenticate", "Bearer realm=\"Variorum\""), .. http.Request.Headers.ContainsKey("Sec-Fetch-Mode") ? [] : new[] { ("WWW-Authenticate", "Basic realm=\"Variorum\", charset=\"UTF-8\"") }],
    };

    private static void WriteDown(HttpContext http, string path, string about, bool counts = false)
    {
        try
        {
            http.Audited($"{http.Request.Method} {path}", about, counts: counts);
        }
        catch (Exception failed) when (failed is SqliteException or ArchiveException or IOException)
        {
            NotWrittenDown(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Variorum.Gate"), http.Visitor().Name, http.Request.Method, http.Request.Path, failed);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Who} did {Method} {Path}, which could not be written into the audit log")]
    private static partial void NotWrittenDown(ILogger logger, string? who, string method, string path, Exception failed);

    private sealed record Needed(Rank Rank, bool InPerson);

    private sealed record ReadsOnly;
}

/// <summary>Who asks may not. The message goes on behind "This cannot be done:".</summary>
internal sealed class RefusedException(string message) : Exception(message)
{
    public int Status { get; init; } = StatusCodes.Status403Forbidden;

    /// <summary>Headers of the answer.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}
