namespace Variorum;

/// <summary>What tells people of news.</summary>
internal static class FollowingServices
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<Changes>()
        .AddSingleton(static services => new NewsDesk(services.GetRequiredService<Archives>(), services.GetRequiredService<RoomDatabase>(), services.GetRequiredService<Changes>(), services.GetRequiredService<ReadingRoomOptions>()))
        .AddHostedService(static services => new NewsService(services, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<NewsService>>()));
}
