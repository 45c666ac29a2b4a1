using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum compare</c>: accounts of one event side by side.</summary>
internal static class CompareCommand
{
    /// <summary>Enough for two columns, and for a page of a mail.</summary>
    private const int WidthOfFiles = 100;

    private static readonly string[] Formats = ["text", "html", "json", "csv", "tei", "markdown"];

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Pages as saved, HTML, plain text or PDF, two or more; - is standard input.", Arity = new ArgumentArity(2, Arguments.Most) };
        var format = Arguments.OneOf("--format", "How to show it; text, or what the ending of FILE says.", Formats);
        var output = Arguments.Output();
        var width = Arguments.Checked("--width", "N", "Columns of the text format; the terminal's width, or 100.",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns is >= 40 and <= 1000, "a number from 40 to 1000");
        var colour = Arguments.OneOf("--color", "Colours in the text format; auto gives them to a terminal.", ["auto", "always", "never"]);
        var size = Arguments.MaxSize();
        var verb = new Verb("compare", "Compares accounts of one event: what they share, what only one says, what is not the same.",
            "variorum compare samples/signing-report.html samples/signing-transcript.html")
        {
            files, format, output, width, colour, size,
        };
        verb.SetAction(parse =>
        {
            var (inputs, path) = (parse.GetRequiredValue(files), parse.GetValue(output));
            if (Arguments.Wrong(inputs, path) is { } wrong) return Verb.Refuse(verb, wrong);
            if (Arguments.Format(parse.GetValue(format), path, FormatOf) is not { } chosen) return Verb.Refuse(verb, Arguments.NoFormat(path));
            return Run(inputs, Arguments.Limit(parse.GetValue(size)), path, chosen, parse.GetValue(width) is { } columns ? int.Parse(columns, CultureInfo.InvariantCulture) : null, parse.GetValue(colour));
        });
        return verb;
    }

    private static int Run(string[] files, long limit, string? output, string format, int? width, string? colour)
    {
        if (files.Length > Collator.Most)
        {
            Message.Say("variorum compare", $"takes at most {Collator.Most} accounts and was given {files.Length}: leave some out");
            return Exit.Usage;
        }
        var accounts = new List<Account>(files.Length);
        foreach (var file in files)
            if (Input.Read(file, limit, bytes => new Page(bytes, file)) is { } account)
            {
                if (accounts.Find(other => other.Sha256 == account.Sha256) is { } same)
                    Message.Say(Input.Name(file), $"has the same bytes as {Input.Name(same.Input)}, so nothing can differ between them: name another account of the event");
                accounts.Add(account);
            }
        if (accounts.Count < 2)
        {
            Message.Say("variorum compare", "has nothing to compare because fewer than two of the inputs could be read: mend what is named above");
            return Exit.Partly;
        }
        var collation = Collator.Collate(accounts);
        if (collation.Links.Count == 0)
            Message.Say(string.Join(" and ", accounts.Select(account => Input.Name(account.Input))), "have no statement in common: check that they tell of the same event");
        var written = format switch
        {
            "html" => Output.Write(output, stream => HtmlReport.Write(collation, stream)),
            "json" => Output.Write(output, stream => CollationJson.Write(collation, stream)),
            "csv" => Output.Write(output, stream => CsvReport.Write(collation, stream)),
            "tei" => Output.Write(output, stream => TeiReport.Write(collation, stream)),
            "markdown" => Output.Write(output, stream => MarkdownReport.Write(collation, stream)),
            _ => Output.WriteText(output, writer =>
                TextReport.Write(collation, writer, width ?? Terminal.Width(output) ?? WidthOfFiles, Terminal.Colours(colour, output))),
        };
        return written && accounts.Count == files.Length && !accounts.Exists(Input.Damaged) ? Exit.Done : Exit.Partly;
    }

    private static string? FormatOf(string ending) => ending switch
    {
        ".txt" => "text",
        ".html" or ".htm" => "html",
        ".json" => "json",
        ".csv" => "csv",
        ".xml" or ".tei" => "tei",
        ".md" or ".markdown" => "markdown",
        _ => null,
    };
}
