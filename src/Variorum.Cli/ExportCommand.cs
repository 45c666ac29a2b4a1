using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum export</c>: the archive or a part of it in the formats of others.</summary>
internal static class ExportCommand
{
    private static readonly string[] Formats = ["warc", "wacz", "bagit", "csv", "jsonl"];

    public static Command Create()
    {
        var prefix = new Argument<string?>("URL") { Description = "How addresses begin, such as https://press.norland.example/; all of them.", Arity = ArgumentArity.ZeroOrOne };
        var format = Arguments.OneOf("--format", "What to write: records as WARC, as WACZ for replay tools, as a BagIt folder; versions as a table or as JSON lines. What the ending of PLACE says.", Formats);
        var place = new Option<string?>("--output", "-o") { HelpName = "PLACE", Description = "The file, or for bagit the new folder; whole or not at all; - is standard output.", Required = true };
        var folder = ArchiveAccess.Option();
        var verb = new Verb("export", "Writes the archive, or the pages of a site, in a format that others read.",
            "variorum export https://press.norland.example/ --format csv -o -")
        {
            prefix, format, place, folder,
        };
        verb.SetAction((parse, cancel) =>
        {
            var path = parse.GetRequiredValue(place)!;
            if (Arguments.Wrong([], path) is { } wrong) return Task.FromResult(Verb.Refuse(verb, wrong));
            if (parse.GetValue(format) is null && path == Input.Standard) return Task.FromResult(Verb.Refuse(verb, "standard output has no ending that names a format, so --format is needed"));
            if (Arguments.Format(parse.GetValue(format), path, FormatOf) is not { } chosen || chosen == "text") return Task.FromResult(Verb.Refuse(verb, Arguments.NoFormat(path)));
            if (chosen == "bagit" && path == Input.Standard) return Task.FromResult(Verb.Refuse(verb, "bagit is a folder, which standard output is not"));
            return Task.FromResult(ArchiveAccess.Read(parse.GetValue(folder), archive => Export(archive, Prefix(archive, parse.GetValue(prefix) ?? ""), chosen, path, cancel)));
        });
        return verb;
    }

    // As people copy addresses: without their scheme.
    private static string Prefix(FolderArchive archive, string prefix)
    {
        if (prefix.Length == 0 || prefix.Contains("://", StringComparison.Ordinal)) return prefix;
        return archive.Documents($"https://{prefix}").Any() ? $"https://{prefix}" : archive.Documents($"http://{prefix}").Any() ? $"http://{prefix}" : prefix;
    }

    private static int Export(FolderArchive archive, string prefix, string format, string path, CancellationToken cancel)
    {
        if (prefix.Length > 0 ? !archive.Documents(prefix).Any() : archive.Size().Captures == 0)
        {
            Message.Say(prefix.Length > 0 ? prefix : archive.Folder, prefix.Length > 0 ? "begins no address in the archive: look for it with variorum search" : "holds no captures: add some with variorum add");
            return Exit.Partly;
        }
        var written = format switch
        {
            "warc" => Output.Write(path, stream => WarcExport.Write(archive, prefix, stream, cancel)),
            "wacz" => Output.Write(path, stream => WaczExport.Write(archive, prefix, stream, cancel)),
            "bagit" => Bag(archive, prefix, path, cancel),
            "csv" => Output.Write(path, stream =>
            {
                VersionCsv.Begin(stream);
                Versions(archive, prefix, (document, version, capture) => VersionCsv.Write(document, version, capture, archive.Text(version.Id), stream), cancel);
            }),
            _ => Output.Write(path, stream => Versions(archive, prefix, (document, version, capture) =>
                VersionJson.Write(document, version, capture, archive.Account(version.Id), stream), cancel)),
        };
        return written ? Exit.Done : Exit.Partly;
    }

    private static void Versions(FolderArchive archive, string prefix, Action<Document, Version, Capture> each, CancellationToken cancel)
    {
        foreach (var document in archive.Documents(prefix))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var version in archive.Versions(document.Id)) each(document, version, archive.Capture(version.Capture));
        }
    }

    private static bool Bag(FolderArchive archive, string prefix, string path, CancellationToken cancel)
    {
        try
        {
            BagExport.Write(archive, prefix, path, cancel);
            return true;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Message.Say(path, $"cannot be written ({Message.Reason(failed, path)}): {(Path.Exists(path) || failed is UnauthorizedAccessException ? "name a new folder where you may write" : "make room or choose another place")}");
            return false;
        }
    }

    private static string? FormatOf(string ending) => ending switch
    {
        ".gz" => "warc",
        ".wacz" => "wacz",
        ".csv" => "csv",
        ".jsonl" or ".ndjson" => "jsonl",
        _ => null,
    };
}
