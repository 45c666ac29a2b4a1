namespace Variorum.SystemTests;

public sealed class TeiTests(Browser browser)
{
    [Fact]
    public async Task CETEIcean_shows_the_edition_without_a_complaint()
    {
        var script = Repository.Path("tests", "Variorum.SystemTests", "node_modules", "CETEIcean", "dist", "CETEI.js");
        if (!File.Exists(script)) Assert.Skip("CETEIcean is not installed: npm ci --prefix tests/Variorum.SystemTests.");
        File.Copy(script, browser.Report("CETEI.js"), overwrite: true);
        var tei = await File.ReadAllTextAsync(browser.Report("report.xml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(browser.Report("edition.html"), $"""
            <!DOCTYPE html><meta charset="utf-8"><title>Edition</title><link rel="icon" href="data:,"><div id="edition"></div>
            <script src="CETEI.js"></script>
            <script>new CETEI().makeHTML5({System.Text.Json.JsonSerializer.Serialize(tei)}, shown => document.getElementById('edition').append(shown));</script>
            """, TestContext.Current.CancellationToken);
        await using var opened = await browser.Open("edition.html");
        var edition = opened.Page.Locator("#edition");
        await edition.Locator("tei-TEI, tei-teicorpus").First.WaitForAsync();
        Assert.Contains("Karsk", await edition.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await edition.Locator("tei-app").CountAsync() > 3);
    }
}
