using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum history</c>: the versions of a document, and what changed from one to the next.</summary>
internal static class HistoryCommand
{
    private static readonly string[] Formats = ["text", "json"];

    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "The document's address, or its number." };
        var format = Arguments.OneOf("--format", "How to show it; text, or what the ending of FILE says.", Formats);
        var output = Arguments.Output();
        var folder = ArchiveAccess.Option();
        var verb = new Verb("history", "Shows the versions of a document with their times, and what changed in words.",
            "variorum history https://press.norland.example/news/signing")
        {
            url, format, output, folder,
        };
        verb.SetAction(parse =>
        {
            var path = parse.GetValue(output);
            if (Arguments.Format(parse.GetValue(format), path, FormatOf) is not { } chosen) return Verb.Refuse(verb, Arguments.NoFormat(path));
            return ArchiveAccess.Read(parse.GetValue(folder), archive =>
            {
                if (ArchiveAccess.Document(archive, parse.GetRequiredValue(url)) is not { } document) return Exit.Partly;
                var history = DocumentHistory.Of(archive, document);
                var written = chosen == "json"
                    ? Output.Write(path, stream => HistoryJson.Write(history, stream))
                    : Output.WriteText(path, writer => HistoryText.Write(history, writer));
                return written ? Exit.Done : Exit.Partly;
            });
        });
        return verb;
    }

    private static string? FormatOf(string ending) => ending switch { ".txt" => "text", ".json" => "json", _ => null };
}
