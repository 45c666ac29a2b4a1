namespace Variorum;

/// <summary>What the place that a text is written to can show.</summary>
internal static class Terminal
{
    /// <summary>The terminal's width in columns; null where the output goes elsewhere.</summary>
    public static int? Width(string? output)
    {
        if (!Is(output)) return null;
        var width = Console.WindowWidth;
        // A terminal that does not know its size says 0; narrower than 40, no text reads well.
        return width == 0 ? null : Math.Clamp(width, 40, 1000);
    }

    /// <summary>Whether to colour: <c>always</c>, <c>never</c>, else for terminals that do not ask for none (https://no-color.org).</summary>
    public static bool Colours(string? wish, string? output) => wish switch
    {
        "always" => true,
        "never" => false,
        _ => Is(output) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };

    private static bool Is(string? output) => output is null or Input.Standard && !Console.IsOutputRedirected;
}
