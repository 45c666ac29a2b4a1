using System.Text.Json;

namespace Variorum.SystemTests;

/// <summary>What lighthouse says of the pages that are read most. The room is its own, so that others are read meanwhile.</summary>
public sealed class LighthouseTests(OpenedRoom room, Browser browser) : IClassFixture<OpenedRoom>
{
    private static readonly string[] Paths = ["/", "/search?q=minister", "/accounts/33", "/events/9", "/compare?account=33&account=39"];

    [Fact]
    public async Task Lighthouse_gives_full_marks_for_accessibility_and_best_practices()
    {
        _ = browser.Chromium;
        var folder = Repository.Path("tests", "Variorum.SystemTests");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "lighthouse"))) Assert.Skip("lighthouse is not installed: npm ci --prefix tests/Variorum.SystemTests.");
        if ((await Shell.Run("command -v node")).Exit != 0) Assert.Skip("There is no node to run lighthouse.");
        var ran = await Shell.Run($"node lighthouse-check.mjs accessibility,best-practices {string.Join(' ', Paths.Select(path => $"'{room.At(path).AbsoluteUri}'"))}", folder);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        var lines = ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Paths.Length, lines.Length);
        Assert.All(lines, static line =>
        {
            using var told = JsonDocument.Parse(line);
            foreach (var score in told.RootElement.GetProperty("scores").EnumerateObject()) Assert.True(score.Value.GetInt32() == 100, line);
        });
    }
}
