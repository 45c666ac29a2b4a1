using Microsoft.Extensions.Hosting;

namespace Variorum;

/// <summary>Has the desk look for news as long as the room is open.</summary>
internal sealed partial class NewsService(IServiceProvider services, TimeProvider clock, ILogger<NewsService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await services.GetRequiredService<NewsDesk>().RoundAsync(stoppingToken).ConfigureAwait(false);
                failed = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Whatever it was, the next look begins where the last one ended. It is said once and not four times a minute.
            catch (Exception fault)
            {
                if (!failed && ArchiveException.Of(fault) is { } why) NotNow(logger, why.Message);
                else if (!failed) Log(logger, fault);
                failed = true;
            }
            try
            {
                await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "News cannot be looked for now: the archive {Why}")]
    private static partial void NotNow(ILogger logger, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "News could not be looked for; it is tried again until it can")]
    private static partial void Log(ILogger logger, Exception fault);
}
