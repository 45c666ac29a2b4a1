using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum read</c>: pages as the accounts that they hold.</summary>
internal static class ReadCommand
{
    private static readonly string[] Formats = ["text", "json", "jsonl"];

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Pages as saved, HTML or plain text; - is standard input.", Arity = new ArgumentArity(1, Arguments.Most) };
        var format = Arguments.OneOf("--format", "How to show them; text, or what the ending of FILE says.", Formats);
        var output = Arguments.Output();
        var url = Arguments.Checked("--url", "URL", "Where the page was fetched, when you know it.",
            text => Uri.TryCreate(text, UriKind.Absolute, out _), "a full address such as https://example.org/news/1");
        var date = Arguments.Checked("--date", "DATE", "When it was published, when you know better than the page.",
            text => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], out _), "a date such as 2024-06-20, 2024-06 or 2024");
        var publisher = Arguments.Text("--publisher", "NAME", "Who published it, when you know better than the page.");
        var size = Arguments.MaxSize();
        var verb = new Verb("read", "Reads pages to accounts: headline, publisher, date, who speaks, what they say.",
            "variorum read samples/signing-transcript.html --format json")
        {
            files, format, output, url, date, publisher, size,
        };
        verb.SetAction(parse =>
        {
            var (inputs, path) = (parse.GetRequiredValue(files), parse.GetValue(output));
            if (Arguments.Wrong(inputs, path) is { } wrong) return Verb.Refuse(verb, wrong);
            if (Arguments.Format(parse.GetValue(format), path, FormatOf) is not { } chosen) return Verb.Refuse(verb, Arguments.NoFormat(path));
            var (address, day, name) = (parse.GetValue(url), parse.GetValue(date), parse.GetValue(publisher));
            return Run(inputs, Arguments.Limit(parse.GetValue(size)), path, chosen,
                (bytes, file) => new Page(bytes, file, address, Published: day, Publisher: name));
        });
        return verb;
    }

    private static int Run(string[] files, long limit, string? output, string format, Func<ReadOnlyMemory<byte>, string, Page> page)
    {
        var accounts = new List<Account>(files.Length);
        foreach (var file in files)
            if (Input.Read(file, limit, bytes => page(bytes, file)) is { } account)
                accounts.Add(account);
        if (accounts.Count == 0) return Exit.Partly;
        var written = format == "text"
            ? Output.WriteText(output, writer => Text(accounts, writer))
            : Output.Write(output, stream => Json(accounts, stream, lines: format == "jsonl", list: format == "json" && files.Length > 1));
        return written && accounts.Count == files.Length && !accounts.Exists(Input.Damaged) ? Exit.Done : Exit.Partly;
    }

    private static void Text(List<Account> accounts, TextWriter writer)
    {
        foreach (var account in accounts)
        {
            if (account != accounts[0]) writer.Write("\n\n");
            AccountText.Write(account, writer);
        }
    }

    // One page gives one object; several give an array, also where only one of them could be read, or a line each.
    private static void Json(List<Account> accounts, Stream stream, bool lines, bool list)
    {
        if (list) stream.Write("[\n"u8);
        for (var i = 0; i < accounts.Count; i++)
        {
            if (list && i > 0) stream.Write(",\n"u8);
            stream.Write(AccountJson.Write(accounts[i], indented: !lines).Span);
            if (!list) stream.Write("\n"u8);
        }
        if (list) stream.Write("\n]\n"u8);
    }

    private static string? FormatOf(string ending) => ending switch
    {
        ".txt" => "text",
        ".json" => "json",
        ".jsonl" or ".ndjson" => "jsonl",
        _ => null,
    };
}
