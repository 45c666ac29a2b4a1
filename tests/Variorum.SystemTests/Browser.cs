using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Variorum.SystemTests.Browser))]

namespace Variorum.SystemTests;

/// <summary>The system's Chromium, one for all tests, and the reports that they open from the disk.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly Scratch scratch = new();
    private IPlaywright? playwright;
    private IBrowser? chromium;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } place) return;
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = place,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-sync", "--no-first-run", "--allow-file-access-from-files"],
        });
        foreach (var (name, command) in new[] { ("report.html", Pair), ("three.html", Three), ("six.html", Six), ("report.xml", Pair) })
            Assert.Equal(0, (await Shell.Run($"{command} -o '{scratch.Path(name)}'")).Exit);
    }

    private static string Pair => $"variorum compare {Samples.Pair}";

    private static string Three => "variorum compare samples/summit-agency.html samples/summit-broadcaster.html samples/summit-ministry.html";

    private static string Six => $"variorum compare {string.Join(" ", new[] { "vesmark", "wire", "orsany", "wire-french", "courier", "evening" }.Select(static name => $"samples/sund-{name}.html"))}";

    /// <summary>The path of a report of the samples, or of what a test puts beside it.</summary>
    public string Report(string name) => scratch.Path(name);

    /// <summary>The browser itself, for a test that has servers of its own.</summary>
    public IBrowser Chromium
    {
        get
        {
            if (chromium is null) Assert.Skip($"No Chromium in {string.Join(", ", Places)}; install Debian's package chromium.");
            return chromium;
        }
    }

    /// <summary>Opens a page; the test fails at its end if the page complains or asks for anything but files.</summary>
    public async Task<Opened> Open(string name, BrowserNewPageOptions? options = null)
    {
        var page = await Chromium.NewPageAsync(options);
        var opened = new Opened(page);
        await page.GotoAsync(new Uri(scratch.Path(name)).AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
        scratch.Dispose();
    }
}

/// <summary>A page in the browser, and what it complained of.</summary>
public sealed class Opened : IAsyncDisposable
{
    private readonly List<string> complaints = [];

    internal Opened(IPage page)
    {
        Page = page;
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => { if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) complaints.Add($"asks for {request.Url}"); };
        page.RequestFailed += (_, request) => complaints.Add($"does not get {request.Url}");
    }

    public IPage Page { get; }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        Assert.Empty(complaints);
    }
}
