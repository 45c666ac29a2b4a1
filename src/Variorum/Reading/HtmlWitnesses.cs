namespace Variorum;

/// <summary>What the page's own data tell of its text: its title, its description, and sometimes all of it.</summary>
internal sealed class HtmlWitnesses
{
    private const int Probe = 40;
    private const int FewestToProbe = 25;

    private readonly string body;
    private readonly string[] descriptions;
    private readonly HashSet<string> titles;
    private readonly int longestTitle;

    public static HtmlWitnesses None { get; } = new("", [], []);

    /// <param name="body">The article's text, white space folded; empty without one.</param>
    /// <param name="descriptions">What search engines and networks are to show.</param>
    /// <param name="titles">Headlines.</param>
    public HtmlWitnesses(string body, IEnumerable<string> descriptions, IEnumerable<string> titles)
    {
        this.body = body;
        this.descriptions = [.. descriptions.Where(text => text.Length >= FewestToProbe)];
        this.titles = new HashSet<string>(titles, StringComparer.OrdinalIgnoreCase);
        foreach (var title in this.titles) longestTitle = Math.Max(longestTitle, title.Length);
    }

    public bool HasBody => body.Length > 200;

    public bool InBody(HtmlBlock block) =>
        HasBody && block.Text.Length >= FewestToProbe && body.AsSpan().IndexOf(block.Text.AsSpan(0, Math.Min(Probe, block.Text.Length))) >= 0;

    public bool InDescription(HtmlBlock block)
    {
        if (block.Text.Length < FewestToProbe) return false;
        foreach (var description in descriptions)
        {
            if (description.StartsWith(block.Text.AsSpan(0, Math.Min(Probe, block.Text.Length)), StringComparison.Ordinal)) return true;
            if (block.Text.StartsWith(description.AsSpan(0, Math.Min(Probe, description.Length)), StringComparison.Ordinal)) return true;
            if (block.Sentences > 0 && description.AsSpan().IndexOf(block.Text.AsSpan(0, Math.Min(Probe, block.Text.Length))) >= 0) return true;
        }

        return false;
    }

    public bool IsTitle(HtmlBlock block) => block.Text.Length <= longestTitle && titles.Contains(block.Text);
}
