using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum add</c>: pages and collections of captures into the archive.</summary>
internal static class AddCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Pages as saved, HTML or plain text, and WARC or WET files.", Arity = new ArgumentArity(1, Arguments.Most) };
        var url = Arguments.Checked("--url", "URL", "Where the page was fetched; of one page at a time.", text => Uri.TryCreate(text, UriKind.Absolute, out _), "a full address such as https://example.org/news/1");
        var date = Arguments.Checked("--date", "DATE", "When it was published, when you know better than the page.",
            text => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], out _), "a date such as 2024-06-20, 2024-06 or 2024");
        var publisher = Arguments.Text("--publisher", "NAME", "Who published it, when you know better than the page.");
        var captured = Arguments.Checked("--captured", "TIME", "When the page was saved; the file's own time of change.",
            text => Moment(text) is not null, "a time such as 2024-06-20 or 2024-06-20T14:05:00Z");
        var size = Arguments.MaxSize();
        var folder = ArchiveAccess.Option();
        var verb = new Verb("add", "Puts pages into the archive, which it makes where there is none; each with the bytes as they are.",
            "variorum add samples/signing-report.html --url https://press.norland.example/news/signing")
        {
            files, url, date, publisher, captured, size, folder,
        };
        verb.SetAction((parse, cancel) =>
        {
            var inputs = parse.GetRequiredValue(files);
            if (Arguments.Wrong(inputs, null) is { } wrong) return Task.FromResult(Verb.Refuse(verb, wrong));
            if (inputs.Length > 1 && parse.GetValue(url) is not null) return Task.FromResult(Verb.Refuse(verb, "--url is the address of one page, and more are named"));
            var facts = new PageFacts(parse.GetValue(date), parse.GetValue(publisher));
            var saved = new Saved(parse.GetValue(url), parse.GetValue(captured) is { } time ? Moment(time) : null, facts.Published is null && facts.Publisher is null ? null : facts, Arguments.Limit(parse.GetValue(size)));
            return Task.FromResult(ArchiveAccess.Write(parse.GetValue(folder), archive =>
            {
                var tally = new AddedTally();
                foreach (var input in inputs) Add(archive, input, saved, tally, cancel);
                return Output.WriteText(null, tally.Write) && !tally.Faulty ? Exit.Done : Exit.Partly;
            }));
        });
        return verb;
    }

    private sealed record Saved(string? Url, DateTimeOffset? Captured, PageFacts? Facts, long Limit);

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static void Add(FolderArchive archive, string input, Saved saved, AddedTally tally, CancellationToken cancel)
    {
        try
        {
            if (input != Input.Standard && WarcImport.Is(input)) AddWarc(archive, input, tally, cancel);
            else if (Input.Bytes(input, saved.Limit) is { } bytes) AddPage(archive, input, bytes, saved, tally);
            else tally.Faulty = true;
        }
        catch (Exception failed) when (failed is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            tally.Faulty = true;
            Message.Say(Input.Name(input), $"cannot be read ({Message.Reason(failed, input)}): check its name and its folder");
        }
    }

    private static void AddWarc(FolderArchive archive, string input, AddedTally tally, CancellationToken cancel)
    {
        using var warc = WarcImport.Open(input);
        var told = 0;
        archive.Import(warc.Captures(), (_, added) =>
        {
            Tell();
            tally.Count(added);
        }, cancel);
        Tell();

        void Tell()
        {
            for (; told < warc.Faults.Count; told++)
            {
                tally.Faulty = true;
                Message.Say(input, $"at {warc.Faults[told].Offset}: {warc.Faults[told].Problem}");
            }
        }
    }

    private static void AddPage(FolderArchive archive, string input, ReadOnlyMemory<byte> bytes, Saved saved, AddedTally tally)
    {
        var url = saved.Url ?? new Uri(Path.GetFullPath(input == Input.Standard ? "stdin" : input)).AbsoluteUri;
        var time = saved.Captured ?? (input == Input.Standard ? DateTimeOffset.UtcNow : new DateTimeOffset(File.GetLastWriteTimeUtc(input), TimeSpan.Zero));
        var added = archive.Add([Incoming.Saved(url, time, bytes, saved.Facts)])[0];
        if (added.Outcome == AddedAs.NoText)
        {
            tally.Faulty = true;
            Message.Say(Input.Name(input), $"is kept, and no text was read from it{(added.Remark is { } remark ? $": it {remark}" : ": it holds no article")}");
        }
        tally.Count(added);
    }
}
