using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum read</c>: pages as the accounts that they hold.</summary>
internal static class ReadCommand
{
    private static readonly string[] Formats = ["text", "json", "jsonl"];

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Pages as saved, HTML, plain text or PDF; - is standard input.", Arity = new ArgumentArity(1, Arguments.Most) };
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
        var partly = false;
        // One at a time, and where none can be read nothing is written: a thousand pages need no more memory than the largest.
        using var accounts = Accounts().GetEnumerator();
        if (!accounts.MoveNext()) return Exit.Partly;
        var written = format == "text"
            ? Output.WriteText(output, writer => Text(accounts, writer))
            : Output.Write(output, stream => Json(accounts, stream, lines: format == "jsonl", list: format == "json" && files.Length > 1));
        return written && !partly ? Exit.Done : Exit.Partly;

        IEnumerable<Account> Accounts()
        {
            foreach (var file in files)
            {
                var account = Input.Read(file, limit, bytes => page(bytes, file));
                partly |= account is null || Input.Damaged(account);
                if (account is not null) yield return account;
            }
        }
    }

    private static void Text(IEnumerator<Account> accounts, TextWriter writer)
    {
        AccountText.Write(accounts.Current, writer);
        while (accounts.MoveNext())
        {
            writer.Write("\n\n");
            AccountText.Write(accounts.Current, writer);
        }
    }

    // One page gives one object; several give an array, also where only one of them could be read, or a line each.
    private static void Json(IEnumerator<Account> accounts, Stream stream, bool lines, bool list)
    {
        if (list) stream.Write("[\n"u8);
        stream.Write(AccountJson.Write(accounts.Current, indented: !lines).Span);
        while (accounts.MoveNext())
        {
            stream.Write(list ? ",\n"u8 : "\n"u8);
            stream.Write(AccountJson.Write(accounts.Current, indented: !lines).Span);
        }
        stream.Write(list ? "\n]\n"u8 : "\n"u8);
    }

    private static string? FormatOf(string ending) => ending switch
    {
        ".txt" => "text",
        ".json" => "json",
        ".jsonl" or ".ndjson" => "jsonl",
        _ => null,
    };
}
