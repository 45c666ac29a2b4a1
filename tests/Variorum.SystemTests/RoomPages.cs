using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>A page of each kind in the reading room of the samples.</summary>
internal static class RoomPages
{
    private static readonly string[] Paths =
    [
        "/", "/search", "/search?q=minister", "/search?q=minister&scope=removed", "/search?q=(minister", "/search?q=zzzz", "/accounts/1", "/accounts/33", "/accounts/33/translation", "/documents/4", "/documents/33", "/diff/33/43", "/diff/83/86",
        "/captures/1", "/vanished", "/changes", "/changes?what=new", "/events", "/events/1", "/events/9", "/events/17",
        "/compare", "/compare?account=1", "/compare?account=33&account=39", "/compare?account=33&account=39&account=32", "/compare/link?account=33&account=39", "/compare/decisions",
        "/people", "/people/Ann%20Holt", "/figures", "/figures?q=passengers", "/instruments", "/commitments", "/sources", "/sources/Channel%20North", "/watch", "/follow",
        "/sign-in", "/users", "/tokens", "/audit", "/you", "/api", "/nothing-is-here", "/accounts/99999", "/search?since=yesterday&scope=nowhere",
    ];

    public static TheoryData<string> All => [.. Paths];

    /// <summary>What axe is asked from, read once; null where it is not installed.</summary>
    public static Lazy<string?> Axe { get; } = new(static () => Repository.Path("tests", "Variorum.SystemTests", "node_modules", "axe-core", "axe.min.js") is var path && File.Exists(path) ? File.ReadAllText(path) : null);

    /// <summary>What axe finds, a line each: rule, element, why.</summary>
    /// <param name="page">Where.</param>
    /// <param name="rules">The rules asked; all without.</param>
    public static async Task<string[]> Violations(IPage page, params string[] rules) => await page.EvaluateAsync<string[]>("""
        async rules => (await axe.run(document, { resultTypes: ['violations'], iframes: false, ...(rules.length ? { runOnly: rules } : {}) })).violations
          .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? rule.help}`))
        """, rules);
}
