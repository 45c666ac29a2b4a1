using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>How a test waits for the page that it went to.</summary>
internal static class Arriving
{
    // What else runs on the machine may have it all.
    private const float Patience = 60_000;

    /// <summary>Waits until a page is there, with all that it loads.</summary>
    /// <param name="page">Where it comes.</param>
    /// <param name="address">Its path with all behind it, a regular expression.</param>
    // Asked in the browser, again and again: WaitForURLAsync and WaitForLoadStateAsync look here what has happened and listen then for what happens,
    // and what another thread is told in between they wait for in vain.
    public static async Task Arrive(this IPage page, string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"^https?://[^/]+{address}$"), new() { Timeout = Patience });
        await page.EvaluateAsync("() => document.readyState === 'complete' || new Promise(done => addEventListener('load', () => done(true)))");
    }
}
