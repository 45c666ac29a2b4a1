namespace Variorum;

/// <summary>Parameters that many operations have, and what becomes of them.</summary>
internal static class UsualParameters
{
    public const int LongestUrl = 4096;

    public static NumberParameter Limit { get; } = new("limit", "How many to give at most.", 1, 200) { Usual = 50, Example = "20" };

    public static TextParameter Cursor { get; } = new("cursor", "Where to go on: next of the answer before.", 1000);

    public static WordParameter Format { get; } = new("format", "In which form to answer, whatever Accept says.", "json", "csv");

    public static NumberParameter Document { get; } = Id("document", "The document's number.");

    public static NumberParameter Version { get; } = Id("version", "The version's number in this archive.");

    public static NumberParameter Capture { get; } = Id("capture", "The capture's number.");

    public static NumberParameter Event { get; } = Id("event", "The event's number, also of one that became part of another.");

    public static TextParameter Source { get; } = new("source", "Only of this site, or of addresses that begin so.", LongestUrl) { Example = "press.norland.example" };

    public static DayParameter Since { get; } = new("since", "On this day or later.") { Example = "2020-01-01" };

    public static DayParameter Until { get; } = new("until", "On this day or earlier.");

    private static NumberParameter Id(string name, string description) => new(name, description, 1, long.MaxValue) { InPath = true, Required = true, Example = "1" };
}
