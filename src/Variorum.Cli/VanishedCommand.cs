using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum vanished</c>: what the archive has seen go.</summary>
internal static class VanishedCommand
{
    private const int Top = 50;

    private static readonly string[] Formats = ["text", "json"];

    public static Command Create()
    {
        var source = Arguments.Text("--source", "SITE", "Only of this site, such as press.norland.example, or of addresses that begin so.");
        var since = Arguments.Checked("--since", "DATE", "Only what was seen to be gone on this day or later.", text => Day(text) is not null, "a date such as 2026-06-20");
        var top = Arguments.Checked("--top", "N", "How many; 50.", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0, "a number above 0");
        var format = Arguments.OneOf("--format", "How to show them; text, or what the ending of FILE says.", Formats);
        var output = Arguments.Output();
        var folder = ArchiveAccess.Option();
        var verb = new Verb("vanished", "Shows names, figures, sentences and pages that are gone, the gravest first.", "variorum vanished --since 2026-06-01")
        {
            source, since, top, format, output, folder,
        };
        verb.SetAction(parse =>
        {
            var path = parse.GetValue(output);
            if (Arguments.Format(parse.GetValue(format), path, FormatOf) is not { } chosen) return Verb.Refuse(verb, Arguments.NoFormat(path));
            var options = new VanishedOptions
            {
                Source = parse.GetValue(source),
                Since = parse.GetValue(since) is { } day ? Day(day) : null,
                Top = parse.GetValue(top) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : Top,
            };
            return ArchiveAccess.Read(parse.GetValue(folder), archive =>
            {
                var vanished = archive.Vanished(options);
                var written = chosen == "json"
                    ? Output.Write(path, stream => VanishedJson.Write(vanished, stream))
                    : Output.WriteText(path, writer => VanishedText.Write(vanished, writer));
                return written ? Exit.Done : Exit.Partly;
            });
        });
        return verb;
    }

    private static DateTimeOffset? Day(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;

    private static string? FormatOf(string ending) => ending switch { ".txt" => "text", ".json" => "json", _ => null };
}
