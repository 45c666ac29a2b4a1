namespace Variorum;

/// <summary>All that the reading room answers: a line each for whoever answers it.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Assets.Map(routes);
        HomePage.Map(routes);
        Api.Map(routes);
        McpServing.Map(routes);
        ApiPage.Map(routes);
        OEmbed.Map(routes);
        RoomSitemap.Map(routes);
        OpenSearch.Map(routes);
    }
}
