using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum show</c>: an account with its provenance, or the bytes that were captured.</summary>
internal static class ShowCommand
{
    private static readonly string[] Formats = ["text", "json"];

    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "The document's address, or its number." };
        var number = Arguments.Checked("--version-number", "N", "Which version; the last.", text => int.TryParse(text, out var n) && n > 0, "a version's number such as 2");
        var passage = Arguments.Checked("--passage", "N", "Only this passage with the paragraph around it, and where its bytes lie.", text => int.TryParse(text, out var n) && n > 0, "a passage's number such as 18");
        var raw = new Option<bool>("--raw") { Description = "The page's bytes as captured, codings undone." };
        var open = new Option<bool>("--open") { Description = "The captured page in the browser, without all that could run, ask for something or send something." };
        var format = Arguments.OneOf("--format", "How to show it; text, or what the ending of FILE says.", Formats);
        var output = Arguments.Output();
        var folder = ArchiveAccess.Option();
        var verb = new Verb("show", "Shows an account that the archive keeps, and where its bytes lie.",
            "variorum show https://press.norland.example/news/signing")
        {
            url, number, passage, raw, open, format, output, folder,
        };
        verb.SetAction(parse =>
        {
            var path = parse.GetValue(output);
            if (parse.GetValue(open) && (parse.GetValue(raw) || (parse.GetValue(format) ?? path) is not null)) return Verb.Refuse(verb, "--open shows the page in the browser, so --raw, --format and --output say nothing");
            if (parse.GetValue(passage) is not null && (parse.GetValue(open) || parse.GetValue(raw) || parse.GetValue(format) is "json")) return Verb.Refuse(verb, "--passage is shown as text, without --open, --raw and --format json");
            var chosen = parse.GetValue(open) ? "open" : parse.GetValue(raw) ? "raw" : Arguments.Format(parse.GetValue(format), path, FormatOf);
            if (chosen is null) return Verb.Refuse(verb, Arguments.NoFormat(path));
            return ArchiveAccess.Read(parse.GetValue(folder), archive =>
                ArchiveAccess.Document(archive, parse.GetRequiredValue(url)) is { } document
                && (chosen == "open" && archive.Versions(document.Id).Count == 0 && archive.Captures(document.Id) is [.., var last] ? Open(archive, null, last) :
                Version(archive, document, parse.GetValue(number)) is { } version && (chosen == "open" ? Open(archive, version, archive.Capture(version.Capture)) : Show(archive, version, chosen, path, parse.GetValue(passage)))) ? Exit.Done : Exit.Partly);
        });
        return verb;
    }

    private static Version? Version(FolderArchive archive, Document document, string? number)
    {
        var versions = archive.Versions(document.Id);
        var wanted = number is null ? versions.Count : int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        if (wanted > 0 && wanted <= versions.Count) return versions[wanted - 1];
        Message.Say(document.Url, versions.Count == 0 ? "has no version, since no text was read here: look at it with variorum history" : $"has no version {wanted}: variorum history lists those that it has");
        return null;
    }

    // A page in which no text was read can be looked at all the same.
    private static bool Open(FolderArchive archive, Version? version, Capture capture) =>
        PageOf(archive, capture) is { } page && BrowserPage.Open(archive, version, capture, page);

    private static Page? PageOf(FolderArchive archive, Capture capture)
    {
        var page = archive.Page(capture.Id);
        if (page is null) Message.Say(capture.Url, $"has no bytes of its own in {capture.Place.File} at {capture.Place.Offset}: it was captured as the same as a page that the archive does not have");
        return page;
    }

    private static bool Show(FolderArchive archive, Version version, string format, string? path, string? passage)
    {
        var capture = archive.Capture(version.Capture);
        if (PageOf(archive, capture) is not { } page) return false;
        if (format == "raw") return Output.Write(path, stream => stream.Write(page.Bytes.Span));
        if (archive.Account(version.Id) is not { } account)
        {
            Message.Say(capture.Url, $"cannot be read again from {capture.Place.File} at {capture.Place.Offset}: see its bytes with --raw, and whether they are sound with variorum verify");
            return false;
        }
        if (passage is not null && !account.Passages.Any(found => found.Id == passage))
        {
            Message.Say(capture.Url, $"has no passage {passage}: version {version.Number} has {account.Passages.Count}");
            return false;
        }
        return format == "json"
            ? Output.Write(path, stream =>
            {
                stream.Write(AccountJson.Write(account, indented: true).Span);
                stream.Write("\n"u8);
            })
            : Output.WriteText(path, writer =>
            {
                if (passage is null) AccountText.Write(account, writer);
                else AccountText.WritePassage(account, passage, writer);
                ProvenanceText.Write(version, capture, archive.Folder, writer, archive.Pictures(version.Capture));
            });
    }

    private static string? FormatOf(string ending) => ending switch { ".txt" => "text", ".json" => "json", _ => null };
}
