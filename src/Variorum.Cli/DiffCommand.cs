using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum diff</c>: what changed between two versions of a document.</summary>
internal static class DiffCommand
{
    private static readonly string[] Formats = ["text", "html", "json"];

    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "The document's address, or its number." };
        var from = Which("FROM", "The earlier version, by its number in the history; the last but one.");
        var to = Which("TO", "The later version; the last.");
        var format = Arguments.OneOf("--format", "How to show it; text, or what the ending of FILE says.", Formats);
        var output = Arguments.Output();
        var folder = ArchiveAccess.Option();
        var verb = new Verb("diff", "Shows what changed between two versions of a document: passage by passage, then word by word.",
            "variorum diff https://press.norland.example/news/signing 1 2")
        {
            url, from, to, format, output, folder,
        };
        verb.SetAction(parse =>
        {
            var path = parse.GetValue(output);
            if (Arguments.Format(parse.GetValue(format), path, FormatOf) is not { } chosen) return Verb.Refuse(verb, Arguments.NoFormat(path));
            return ArchiveAccess.Read(parse.GetValue(folder), archive =>
                ArchiveAccess.Document(archive, parse.GetRequiredValue(url)) is { } document
                && Pair(archive, document, Number(parse.GetValue(from)), Number(parse.GetValue(to))) is { } pair
                && Write(archive, document, pair, path, chosen) ? Exit.Done : Exit.Partly);
        });
        return verb;
    }

    private static Argument<string?> Which(string name, string description)
    {
        var argument = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Number(token.Value) is null) result.AddError($"{token.Value} is not a version's number such as 2");
        });
        return argument;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static (Version From, Version To)? Pair(FolderArchive archive, Document document, int? from, int? to)
    {
        var versions = archive.Versions(document.Id);
        if (versions.Count < 2 && from is null && to is null)
        {
            Message.Say(document.Url, versions.Count == 0 ? "has no version, since no text was read here: look at it with variorum history" : "has only one version, so nothing changed: add a later capture first");
            return null;
        }
        var (before, after) = (from ?? versions.Count - 1, to ?? (from is null ? versions.Count : Math.Min(versions.Count, from.Value + 1)));
        if (Math.Max(before, after) > versions.Count)
        {
            Message.Say(document.Url, $"has no version {Math.Max(before, after)}: it has {(versions.Count == 1 ? "one" : $"1 to {versions.Count}")}, which variorum history lists");
            return null;
        }
        return (versions[before - 1], versions[after - 1]);
    }

    private static bool Write(FolderArchive archive, Document document, (Version From, Version To) pair, string? path, string format)
    {
        var diff = TextDiff.Between(archive.Text(pair.From.Id), archive.Text(pair.To.Id));
        var captures = archive.Captures(document.Id);
        var pictures = PictureDiff.Between(archive, archive.Pictures(captures.Last(capture => capture.Version == pair.From.Id).Id), archive.Pictures(pair.To.Capture));
        return format switch
        {
            "json" => Output.Write(path, stream => HistoryJson.Write(diff, stream, pictures)),
            "html" => Output.Write(path, stream => DiffHtml.Write(document, pair.From, pair.To, diff, stream, Sides(archive, pictures))),
            _ => Output.WriteText(path, writer =>
            {
                writer.Write($"{document.Url}\nversion {pair.From.Number} to {pair.To.Number}: {DiffPictures.Summary(diff, pictures)}\n\n");
                DiffText.Write(diff, writer);
                DiffPictures.Write(pictures, writer);
            }),
        };
    }

    private static List<PictureSides> Sides(FolderArchive archive, IReadOnlyList<PictureDiff> pictures)
    {
        const int side = 480;
        return [.. pictures.Select(picture => new PictureSides(picture, Small(picture.Before), Small(picture.After)))];

        byte[]? Small(ShownPicture? shown) => shown?.Capture is { } capture && archive.Page(capture.Id) is { } page ? ArchiveAccess.Decoder.Small(page.Bytes, side) : null;
    }

    private static string? FormatOf(string ending) => ending switch
    {
        ".txt" or ".diff" => "text",
        ".html" or ".htm" => "html",
        ".json" => "json",
        _ => null,
    };
}
