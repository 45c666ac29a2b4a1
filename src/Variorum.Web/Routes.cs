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
        SourcesPage.Map(routes);
        WatchPage.Map(routes);
        TranslationPage.Map(routes);
        StatePages.Map(routes);
        SignInPage.Map(routes);
        SignInElsewhere.Map(routes);
        YouPage.Map(routes);
        UsersPage.Map(routes);
        TokensPage.Map(routes);
        AuditPage.Map(routes);
        EventsPage.Map(routes);
        ComparePage.Map(routes);
        ClaimsPages.Map(routes);
        AccountPage.Map(routes);
        CitePage.Map(routes);
        Provenance.Map(routes);
        DocumentPage.Map(routes);
        DiffPage.Map(routes);
        CapturePage.Map(routes);
        PicturePage.Map(routes);
        TimeGate.Map(routes);
        MementoPage.Map(routes);
        CdxServer.Map(routes);
        SearchPage.Map(routes);
        ChangesPage.Map(routes);
        VanishedPage.Map(routes);
        FeedRoutes.Map(routes);
        FollowPage.Map(routes);
        WebhookPage.Map(routes);
    }
}
