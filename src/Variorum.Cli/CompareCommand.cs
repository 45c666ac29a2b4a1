using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum compare</c>: accounts of one event side by side.</summary>
internal static class CompareCommand
{
    /// <summary>Enough for two columns, and for a page of a mail.</summary>
    private const int WidthOfFiles = 100;

    internal static readonly string[] Formats = ["text", "html", "json", "csv", "tei", "markdown"];

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Pages as saved, HTML, plain text or PDF, two or more; - is standard input.", Arity = new ArgumentArity(2, Arguments.Most) };
        var format = Arguments.OneOf("--format", "How to show it; text, or what the ending of FILE says.", Formats);
        var output = Arguments.Output();
        var width = Arguments.Checked("--width", "N", "Columns of the text format; the terminal's width, or 100.",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns is >= 40 and <= 1000, "a number from 40 to 1000");
        var colour = Arguments.OneOf("--color", "Colours in the text format; auto gives them to a terminal.", ["auto", "always", "never"]);
        var sort = Arguments.OneOf("--sort", "With three pages or more: statements in the accounts' order, or the most contested first.", ["order", "disagreement"]);
        var only = Arguments.OneOf("--only", "Only statements that all accounts tell, or some, or one.", ["all", "some", "one"]);
        var speaker = Arguments.Text("--speaker", "NAME", "Only what somebody of this name is made to say.");
        var topic = Arguments.Text("--topic", "WORD", "Only statements about this: a topic of the table, or any word.");
        var annotations = Arguments.Text("--annotations", "FILE", "What people decided of the links, as Web Annotations of the W3C.");
        var size = Arguments.MaxSize();
        var verb = new Verb("compare", "Compares accounts of one event: what they share, what only one says, what is not the same.",
            "variorum compare samples/signing-report.html samples/signing-transcript.html")
        {
            files, format, output, width, colour, sort, only, speaker, topic, annotations, size,
        };
        verb.SetAction(parse =>
        {
            var (inputs, path) = (parse.GetRequiredValue(files), parse.GetValue(output));
            var decided = parse.GetValue(annotations);
            if (Arguments.Wrong(decided is null ? inputs : [.. inputs, decided], path) is { } wrong) return Verb.Refuse(verb, wrong);
            if (Arguments.Format(parse.GetValue(format), path, FormatOf) is not { } chosen) return Verb.Refuse(verb, Arguments.NoFormat(path));
            var view = new TableView(parse.GetValue(sort) == "disagreement" ? RowSort.Disagreement : RowSort.Order,
                parse.GetValue(only) switch { "all" => ToldBy.All, "some" => ToldBy.Some, "one" => ToldBy.One, _ => null }, parse.GetValue(speaker), parse.GetValue(topic));
            var asked = parse.GetValue(sort) is not null || view != new TableView();
            if (asked && inputs.Length == 2) return Verb.Refuse(verb, "--sort, --only, --speaker and --topic choose from the table of three pages or more, and two are named");
            return Run(inputs, decided, Arguments.Limit(parse.GetValue(size)), view,
                new Showing(chosen, path, parse.GetValue(width) is { } columns ? int.Parse(columns, CultureInfo.InvariantCulture) : null, parse.GetValue(colour)));
        });
        return verb;
    }

    /// <summary>How a comparison is shown.</summary>
    internal sealed record Showing(string Format, string? Output, int? Width, string? Colour);

    private static int Run(string[] files, string? decided, long limit, TableView view, Showing showing)
    {
        if (files.Length > Collator.Most)
        {
            Message.Say("variorum compare", $"takes at most {Collator.Most} accounts and was given {files.Length}: leave some out");
            return Exit.Usage;
        }
        var annotations = decided is null ? new ReadAnnotations([], []) : AnnotationFile.Read(decided);
        if (annotations is null) return Exit.Partly;
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
        var collation = Collator.Collate(accounts, annotations.Corrections);
        if (collation.Links.Count == 0)
            Message.Say(string.Join(" and ", accounts.Select(account => Input.Name(account.Input))), "have no statement in common: check that they tell of the same event");
        var written = accounts.Count == 2 ? Write(collation, showing) : Write(StatementTable.Of(collation), view, showing);
        var all = decided is null || (AnnotationFile.Told(decided, collation) && annotations.NotUnderstood.Count == 0);
        return written && all && accounts.Count == files.Length && !accounts.Exists(Input.Damaged) ? Exit.Done : Exit.Partly;
    }

    private static bool Write(Collation collation, Showing showing) => showing.Format switch
    {
        "html" => Output.Write(showing.Output, stream => HtmlReport.Write(collation, stream)),
        "json" => Output.Write(showing.Output, stream => CollationJson.Write(collation, stream)),
        "csv" => Output.Write(showing.Output, stream => CsvReport.Write(collation, stream)),
        "tei" => Output.Write(showing.Output, stream => TeiReport.Write(collation, stream)),
        "markdown" => Output.Write(showing.Output, stream => MarkdownReport.Write(collation, stream)),
        _ => Output.WriteText(showing.Output, writer => TextReport.Write(collation, writer, Width(showing), Terminal.Colours(showing.Colour, showing.Output))),
    };

    /// <summary>Writes a table of statements; says so where it cannot.</summary>
    internal static bool Write(StatementTable table, TableView view, Showing showing) => showing.Format switch
    {
        "html" => Output.Write(showing.Output, stream => TableHtml.Write(table, stream, view)),
        "json" => Output.Write(showing.Output, stream => TableJson.Write(table, stream, view)),
        "csv" => Output.Write(showing.Output, stream => TableCsv.Write(table, stream, view)),
        "tei" => Output.Write(showing.Output, stream => TableTei.Write(table, stream, view)),
        "markdown" => Output.Write(showing.Output, stream => TableMarkdown.Write(table, stream, view)),
        _ => Output.WriteText(showing.Output, writer => TableText.Write(table, writer, Width(showing), Terminal.Colours(showing.Colour, showing.Output), view)),
    };

    private static int Width(Showing showing) => showing.Width ?? Terminal.Width(showing.Output) ?? WidthOfFiles;

    internal static string? FormatOf(string ending) => ending switch
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
