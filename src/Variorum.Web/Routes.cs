namespace Variorum;

/// <summary>All that the reading room answers: a line each for whoever answers it.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Assets.Map(routes);
        HomePage.Map(routes);
        SourcesPage.Map(routes);
        WatchPage.Map(routes);
        TranslationPage.Map(routes);
        StatePages.Map(routes);
    }
}
