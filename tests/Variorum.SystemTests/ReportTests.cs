using System.Globalization;
using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>The HTML report as a person meets it in a browser.</summary>
public sealed class ReportTests(Browser browser)
{
    public static TheoryData<string, int> Sizes => new MatrixTheoryData<string, int>(["report.html", "three.html", "six.html"], [1400, 820, 390]);

    [Theory, MemberData(nameof(Sizes))]
    public async Task Nothing_hangs_over_the_edge_at_any_width(string name, int width)
    {
        await using var opened = await browser.Open(name, new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        Assert.True(await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task Without_script_every_passage_variant_and_reason_is_there()
    {
        await using var plain = await browser.Open("report.html", new BrowserNewPageOptions { JavaScriptEnabled = false });
        await using var comfortable = await browser.Open("report.html");
        foreach (var what in new[] { ".p .t", ".variants tbody tr", ".links tbody tr", ".masthead .source", ".voices tbody tr" })
        {
            var texts = await plain.Page.Locator(what).AllTextContentsAsync();
            Assert.NotEmpty(texts);
            Assert.Equal(await comfortable.Page.Locator(what).AllTextContentsAsync(), texts);
        }
        Assert.True(await plain.Page.Locator(".p .t").First.IsVisibleAsync());
        Assert.True(await plain.Page.Locator(".variants tbody tr").First.IsVisibleAsync());
        Assert.False(await plain.Page.Locator(".filters").First.IsVisibleAsync());
    }

    [Fact]
    public async Task A_click_shows_the_passage_its_partners_and_why()
    {
        await using var opened = await browser.Open("report.html");
        var passage = opened.Page.Locator(".pane").First.Locator(".p[data-l]").First;
        var link = (await passage.GetAttributeAsync("data-l"))!.Split(' ')[0];
        await passage.Locator(".t").ClickAsync();
        var marked = opened.Page.Locator(".p.on");
        Assert.True(await marked.CountAsync() >= 2);
        foreach (var one in await marked.AllAsync())
            Assert.True(await one.EvaluateAsync<bool>("(passage, links) => passage.dataset.l.split(' ').some(link => links.split(' ').includes(link))", await passage.GetAttributeAsync("data-l")));
        Assert.Contains("on", (await opened.Page.Locator($".map .ribbon[data-l='{link}']").GetAttributeAsync("class"))!.Split(' '));
        Assert.Contains("because of", await opened.Page.Locator(".card").InnerTextAsync(), StringComparison.Ordinal);
        await opened.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await marked.CountAsync());
    }

    [Fact]
    public async Task Keys_walk_through_a_text_and_cross_to_the_other()
    {
        await using var opened = await browser.Open("report.html");
        var linked = opened.Page.Locator(".pane").First.Locator(".p[data-l]").First;
        await linked.FocusAsync();
        await opened.Page.Keyboard.PressAsync("Enter");
        Assert.True(await opened.Page.EvaluateAsync<bool>("document.querySelectorAll('.pane')[1].contains(document.activeElement)"));
        var before = await opened.Page.EvaluateAsync<string>("document.activeElement.id");
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        Assert.NotEqual(before, await opened.Page.EvaluateAsync<string>("document.activeElement.id"));
        await opened.Page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(before, await opened.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task A_filter_leaves_what_it_names()
    {
        await using var opened = await browser.Open("report.html");
        var rows = opened.Page.Locator(".variants tbody tr");
        var all = await rows.CountAsync();
        foreach (var button in await opened.Page.Locator(".filters button[data-show]:not([disabled])").AllAsync())
        {
            var kind = await button.GetAttributeAsync("data-show");
            await button.ClickAsync();
            Assert.Equal("true", await button.GetAttributeAsync("aria-pressed"));
            var hits = await opened.Page.Locator(".p.hit").CountAsync();
            Assert.Equal(await opened.Page.Locator($".p.{kind}").CountAsync(), hits);
            Assert.InRange(hits, 1, await opened.Page.Locator(".p").CountAsync() - 1);
            if (kind is not "same" and not "partial") Assert.InRange(await rows.Locator("visible=true").CountAsync(), 1, all - 1);
            await button.ClickAsync();
            Assert.Equal(await opened.Page.Locator(".p").CountAsync(), await opened.Page.Locator(".p.hit").CountAsync());
        }
    }

    [Fact]
    public async Task The_apparatus_sorts_by_each_column_both_ways()
    {
        await using var opened = await browser.Open("report.html");
        var table = opened.Page.Locator("table.variants").First;
        foreach (var head in await table.Locator("thead th").AllAsync())
        {
            await head.Locator("button").ClickAsync();
            Assert.Equal("ascending", await head.GetAttributeAsync("aria-sort"));
            var up = await Column(head);
            await head.Locator("button").ClickAsync();
            Assert.Equal("descending", await head.GetAttributeAsync("aria-sort"));
            var down = await Column(head);
            // What a row lacks stands last either way.
            var lacking = up.Count(value => value.Length == 0);
            Assert.All(up.TakeLast(lacking).Concat(down.TakeLast(lacking)), value => Assert.Empty(value));
            Assert.Equal(up.SkipLast(lacking).Reverse(), down.SkipLast(lacking));
            if (up.SkipLast(lacking).All(value => double.TryParse(value, CultureInfo.InvariantCulture, out _)))
                Assert.Equal(up.SkipLast(lacking).OrderBy(value => double.Parse(value, CultureInfo.InvariantCulture)), up.SkipLast(lacking));
            else
                Assert.Equal(up.SkipLast(lacking).Order(StringComparer.Ordinal), up.SkipLast(lacking));
        }

        static Task<string[]> Column(ILocator head) => head.EvaluateAsync<string[]>(
            "head => [...head.closest('table').tBodies[0].rows].map(row => row.cells[head.cellIndex]).map(cell => cell.dataset.v ?? cell.textContent)");
    }

    [Theory]
    [InlineData("report.html", ColorScheme.Light)]
    [InlineData("report.html", ColorScheme.Dark)]
    [InlineData("six.html", ColorScheme.Light)]
    [InlineData("six.html", ColorScheme.Dark)]
    public async Task Every_text_stands_out_from_its_ground(string name, ColorScheme scheme)
    {
        await using var opened = await browser.Open(name, new BrowserNewPageOptions { ColorScheme = scheme });
        var faint = await opened.Page.EvaluateAsync<string[]>("""
            () => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const over = (colours) => {
                canvas.clearRect(0, 0, 1, 1);
                for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
                return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
              };
              const light = rgb => rgb.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
              const faint = [];
              for (const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walk.nextNode();) {
                const element = walk.currentNode.parentElement;
                if (!walk.currentNode.data.trim() || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('svg, script, style, .vh, .skip')) continue;
                const grounds = [];
                for (let one = element; one; one = one.parentElement) grounds.unshift(getComputedStyle(one).backgroundColor);
                const ground = over(['Canvas', ...grounds]), ink = over(['Canvas', ...grounds, getComputedStyle(element).color]);
                const [a, b] = [light(ground), light(ink)], contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
                if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${element.className}: ${walk.currentNode.data.trim().slice(0, 40)}`);
              }
              return faint;
            }
            """);
        Assert.Empty(faint);
        var ground = await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor");
        await using var other = await browser.Open(name, new BrowserNewPageOptions { ColorScheme = scheme == ColorScheme.Dark ? ColorScheme.Light : ColorScheme.Dark });
        Assert.NotEqual(ground, await other.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor"));
    }

    [Fact]
    public async Task Three_accounts_have_a_tab_for_each_pair()
    {
        await using var opened = await browser.Open("three.html");
        var tabs = opened.Page.Locator("[role=tab]");
        Assert.Equal(3, await tabs.CountAsync());
        for (var i = 0; i < 3; i++)
        {
            await tabs.Nth(i).ClickAsync();
            Assert.Equal(1, await opened.Page.Locator("section.pair").Locator("visible=true").CountAsync());
            Assert.True(await opened.Page.Locator("section.pair").Nth(i).IsVisibleAsync());
        }
    }

    [Fact]
    public async Task Rows_of_the_table_are_chosen_and_sorted_and_stand_whole_without_script()
    {
        await using var plain = await browser.Open("three.html", new BrowserNewPageOptions { JavaScriptEnabled = false });
        await using var opened = await browser.Open("three.html");
        var all = await plain.Page.Locator(".told tbody tr").CountAsync();
        Assert.Equal(all, await opened.Page.Locator(".told tbody tr").Locator("visible=true").CountAsync());
        Assert.False(await plain.Page.Locator(".choose").IsVisibleAsync());
        await opened.Page.Locator(".choose button[data-told=one]").ClickAsync();
        var shown = opened.Page.Locator(".told tbody tr").Locator("visible=true");
        Assert.InRange(await shown.CountAsync(), 1, all - 1);
        Assert.All(await shown.AllAsync(), row => Assert.Equal("one", row.GetAttributeAsync("data-told").GetAwaiter().GetResult()));
        await opened.Page.Locator(".choose button[data-told='']").ClickAsync();
        await opened.Page.Locator(".choose select[data-by=sort]").SelectOptionAsync("d");
        var contested = await opened.Page.Locator(".told tbody tr").EvaluateAllAsync<double[]>("rows => rows.map(row => +row.dataset.d)");
        Assert.Equal(contested.OrderDescending(), contested);
    }

    [Fact]
    public async Task The_head_and_the_first_column_of_the_table_stay_in_sight_and_only_the_table_scrolls()
    {
        await using var opened = await browser.Open("six.html", new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 820, Height = 844 } });
        var grid = opened.Page.Locator(".grid");
        await grid.FocusAsync();
        await opened.Page.Keyboard.PressAsync("ArrowRight");
        await grid.EvaluateAsync("grid => grid.scrollTo({ left: 150, top: 900, behavior: 'instant' })");
        Assert.True(await grid.EvaluateAsync<bool>("grid => grid.scrollLeft >= 150 && grid.scrollTop >= 900"));
        Assert.True(await grid.EvaluateAsync<bool>("""
            grid => {
              const edge = grid.getBoundingClientRect(), head = grid.querySelector('thead th + th').getBoundingClientRect(), stub = grid.querySelector('tbody th').getBoundingClientRect();
              return Math.abs(head.top - edge.top) < 3 && Math.abs(stub.left - edge.left) < 3 && document.documentElement.scrollWidth <= innerWidth;
            }
            """));
    }

    [Fact]
    public async Task A_phone_shows_every_cell_of_a_row_below_the_other_in_its_width_and_names_whose_it_is()
    {
        await using var opened = await browser.Open("six.html", new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        Assert.True(await opened.Page.EvaluateAsync<bool>("""
            [...document.querySelectorAll('.told tbody tr')].every(row => {
              const cells = [...row.querySelectorAll('td')], places = cells.map(cell => cell.getBoundingClientRect()), told = places.filter((_, n) => !cells[n].matches('.missing'));
              return places.every(place => place.left >= 0 && place.right <= innerWidth && place.height > 0) && told.every((place, n) => !n || place.top >= told[n - 1].bottom)
                && cells.every(cell => getComputedStyle(cell, '::before').content === `"${cell.dataset.siglum}"`);
            })
            """));
        Assert.True(await opened.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task On_paper_no_column_of_the_table_is_cut_off()
    {
        await using var opened = await browser.Open("six.html", new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1030, Height = 700 } });
        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(await opened.Page.Locator(".grid").EvaluateAsync<bool>("grid => grid.scrollWidth <= grid.clientWidth && grid.scrollHeight <= grid.clientHeight + 1"));
        Assert.True(await opened.Page.Locator(".told td").Last.IsVisibleAsync());
    }

    [Fact]
    public async Task A_phone_shows_each_difference_whole_and_a_way_to_the_other_text()
    {
        await using var opened = await browser.Open("report.html", new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        Assert.True(await opened.Page.Locator(".variants").EvaluateAsync<bool>("table => table.parentElement.scrollWidth <= table.parentElement.clientWidth"));
        await opened.Page.Locator(".sides button").Nth(1).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".pane.b > :first-child")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_phone_shows_one_text_below_the_other_and_beside_a_chosen_passage_the_words_of_its_match()
    {
        await using var opened = await browser.Open("report.html", new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        Assert.True(await opened.Page.EvaluateAsync<bool>("""
            [...document.querySelectorAll('.p, .filters button, .pane')].every(one => { const place = one.getBoundingClientRect(); return place.left >= 0 && place.right <= innerWidth; })
              && document.querySelector('.pane.b').getBoundingClientRect().top >= document.querySelector('.pane.a').getBoundingClientRect().bottom
            """));
        var passage = opened.Page.Locator(".pane.a .p.same, .pane.a .p.partial, .pane.a .p.differs").First;
        await passage.ClickAsync();
        var match = opened.Page.Locator(".pane.b .p.on").First;
        await Assertions.Expect(opened.Page.Locator(".card")).ToBeInViewportAsync();
        await Assertions.Expect(opened.Page.Locator(".card")).ToContainTextAsync(await match.Locator(".t").InnerTextAsync());
        // To the match itself one goes by its number.
        await passage.Locator(".to a").First.ClickAsync();
        await Assertions.Expect(match).ToBeInViewportAsync();
    }

    [Fact]
    public async Task The_whole_report_prints()
    {
        await using var opened = await browser.Open("report.html");
        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(await opened.Page.Locator(".p .t").Last.IsVisibleAsync());
        // No pane hides its rest behind a scroll bar on paper.
        Assert.True(await opened.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.scroll')].every(scroll => scroll.scrollHeight <= scroll.clientHeight + 1)"));
        var pages = await opened.Page.PdfAsync();
        Assert.True(pages.Length > 20_000);
    }
}
