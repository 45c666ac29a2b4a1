namespace Variorum;

/// <summary>What all pages have: head, way about, foot.</summary>
internal static class RoomFrame
{
    private static readonly (Section Section, string Path, string Name)[] Ways =
    [
        (Section.Events, "/events", "Events"), (Section.Changes, "/changes", "Changes"), (Section.People, "/people", "People"),
        (Section.Figures, "/figures", "Figures"), (Section.Compare, "/compare", "Compare"), (Section.Sources, "/sources", "Sources"),
    ];

    // What else there is.
    private static readonly (string Path, string Name)[] MoreWays =
    [
        ("/search", "Search"), ("/vanished", "Vanished"), ("/instruments", "Instruments"), ("/commitments", "Commitments"),
        ("/follow", "Following"), ("/watch", "Watch"), ("/compare/decisions", "Decisions"), ("/api", "API"),
    ];

    public static void Write(StringBuilder page, View view, HttpContext http)
    {
        var assets = http.RequestServices.GetRequiredService<Assets>();
        page.Html($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{view.Title} · Variorum</title>

            """);
        if (view.Description is { } description) page.Html($"<meta name=\"description\" content=\"{description}\">\n");
        foreach (var style in view.Styles.Prepend("room.css")) page.Html($"<link rel=\"stylesheet\" href=\"{assets.Path(style)}\">\n");
        page.Html($"<link rel=\"icon\" href=\"{assets.Path("icon.svg")}\" type=\"image/svg+xml\">\n");
        page.Html($"<link rel=\"search\" href=\"{OpenSearch.Path}\" type=\"{OpenSearch.Type}\" title=\"Variorum\">\n");
        foreach (var script in view.Scripts.Prepend("room.js")) page.Html($"<script src=\"{assets.Path(script)}\" defer></script>\n");
        view.Head?.Invoke(page);
        page.Html($"""
            </head>
            <body>
            <a class="skip" href="#main">Skip to the text</a>
            <header class="room">
            <a class="brand" href="/"{Current(view.Section == Section.Home)}>Variorum</a>
            <nav aria-label="Rooms"><ul>

            """);
        foreach (var (section, path, name) in Ways) page.Html($"<li><a href=\"{path}\"{Current(view.Section == section)}>{name}</a></li>\n");
        page.Append("<li><details class=\"rooms\"><summary>More</summary>\n<ul>\n");
        // What stands in the head is where one is, and one way alone.
        foreach (var (path, name) in MoreWays.Concat(OwnWays(http.Visitor()))) page.Html($"<li><a href=\"{path}\"{Current(http.Request.Path == path && !Array.Exists(Ways, way => way.Section == view.Section))}>{name}</a></li>\n");
        page.Html($"""
            </ul></details></li>
            </ul></nav>
            {new Markup.Raw(view.Section is Section.Home or Section.Search ? "" : Ask)}{Visitor(http)}</header>
            <main id="main">

            """);
        view.Body(page);
        page.Html($"""
            </main>
            <footer class="room"><nav aria-label="More rooms"><ul>

            """);
        foreach (var (path, name) in MoreWays) page.Html($"<li><a href=\"{path}\">{name}</a></li>\n");
        page.Append("""
            </ul></nav>
            <p>Variorum keeps what was published and sets accounts side by side. Every text here leads to the capture that proves it.</p></footer>
            </body>
            </html>

            """);
    }

    // Of whoever signed in.
    private static (string Path, string Name)[] OwnWays(Visitor visitor) =>
        visitor.By != Way.Session ? [] : visitor.Rank == Rank.Admin ? [("/tokens", "Tokens"), ("/users", "Users"), ("/audit", "Audit log")] : [("/tokens", "Tokens")];

    // Home and search have a greater one of their own.
    private const string Ask = """
        <form class="ask" action="/search" role="search"><label class="vh" for="ask">Search the archive</label><input id="ask" name="q" type="search" placeholder="Search" autocomplete="off" maxlength="1000"><button>Search</button></form>

        """;

    // Who asks, where that matters.
    private static Markup.Part Visitor(HttpContext http) => page =>
    {
        var visitor = http.Visitor();
        if (http.RequestServices.GetRequiredService<ReadingRoomOptions>().Open) return;
        if (visitor.By != Way.Session)
        {
            page.Html($"<p class=\"visitor\"><a href=\"/sign-in\">Sign in</a></p>\n");
            return;
        }
        page.Html($"<div class=\"visitor\"><a href=\"/you\"><span class=\"vh\">Signed in as </span><bdi>{visitor.Name}</bdi></a>");
        if (visitor.Rank == Rank.Admin) page.Html($"<a href=\"/users\">Users</a>");
        page.Html($"<form method=\"post\" action=\"/sign-out\">{http.FormToken()}<button class=\"plain\">Sign out</button></form></div>\n");
    };

    private static Markup.Raw Current(bool here) => new(here ? " aria-current=\"page\"" : "");
}
