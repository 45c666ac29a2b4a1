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
        var url = Arguments.Text("--url", "URL", "Where the page was fetched, when you know it.");
        var date = Arguments.Text("--date", "DATE", "When it was published, as 2024-06-20, when you know better than the page.");
        var publisher = Arguments.Text("--publisher", "NAME", "Who published it, when you know better than the page.");
        var size = Arguments.MaxSize();
        var verb = new Verb("read", "Reads pages to accounts: headline, publisher, date, who speaks, what they say.",
            "variorum read samples/signing-transcript.html --format json")
        {
            files, format, output, url, date, publisher, size,
        };
        verb.Validators.Add(result => Arguments.Check(result, files, output));
        verb.Validators.Add(result =>
        {
            if (result.GetValue(date) is { } day && !IsDate(day))
                result.AddError($"--date {day} is no date; write it as 2024-06-20, 2024-06 or 2024.");
            if (result.GetValue(url) is { } address && !Uri.TryCreate(address, UriKind.Absolute, out _))
                result.AddError($"--url {address} is no full address; write it with https:// before it.");
            if (result.GetValue(format) is null && result.GetValue(output) is { } path && FormatOf(path) is null)
                result.AddError($"{path}: its ending names no format; add --format with one of {string.Join(", ", Formats)}.");
        });
        verb.SetAction(parse =>
        {
            var (path, address, day, name) = (parse.GetValue(output), parse.GetValue(url), parse.GetValue(date), parse.GetValue(publisher));
            return Run(parse.GetRequiredValue(files), parse.GetValue(size) ?? Input.DefaultLimit, path,
                parse.GetValue(format) ?? (path is null ? "text" : FormatOf(path)!),
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
            : Output.Write(output, stream => Json(accounts, stream, lines: format == "jsonl"));
        return written && accounts.Count == files.Length ? Exit.Done : Exit.Partly;
    }

    private static void Text(List<Account> accounts, TextWriter writer)
    {
        foreach (var account in accounts)
            writer.WriteLine(account.Text);
    }

    // One page gives one object; several give an array, or a line each.
    private static void Json(List<Account> accounts, Stream stream, bool lines)
    {
        var list = !lines && accounts.Count > 1;
        if (list) stream.Write("[\n"u8);
        for (var i = 0; i < accounts.Count; i++)
        {
            if (list && i > 0) stream.Write(",\n"u8);
            stream.Write(AccountJson.Write(accounts[i], indented: !lines).Span);
            if (!list) stream.Write("\n"u8);
        }
        if (list) stream.Write("\n]\n"u8);
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], out _);

    private static string? FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JSON" => "json",
        ".JSONL" or ".NDJSON" => "jsonl",
        ".TXT" or "" => "text",
        _ => null,
    };
}
