using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum add</c>: pages of the web or of the disk, and collections of captures into the archive.</summary>
internal static class AddCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("INPUT") { Description = "Addresses, which are fetched; pages as saved, HTML, plain text or PDF; WARC, WET and WACZ files, BagIt folders; tables of articles: JSON lines, a JSON array, CSV, TSV; lists of feeds (OPML), which become sources.", Arity = new ArgumentArity(1, Arguments.Most) };
        var url = Arguments.Checked("--url", "URL", "Where the page was fetched; of one page at a time.", text => text.Contains(':', StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _), "a full address such as https://example.org/news/1");
        var date = Arguments.Checked("--date", "DATE", "When it was published, when you know better than the page.",
            text => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], out _), "a date such as 2024-06-20, 2024-06 or 2024");
        var publisher = Arguments.Text("--publisher", "NAME", "Who published it, when you know better than the page.");
        var captured = Arguments.Checked("--captured", "TIME", "When the page was saved; the file's own time of change.",
            text => Moment(text) is not null, "a time such as 2024-06-20 or 2024-06-20T14:05:00Z");
        var map = Arguments.Text("--map", "FIELD=COLUMN,…", $"Which columns of a table hold what, where their names do not tell: {string.Join(", ", Enum.GetNames<ArticleField>()).ToLowerInvariant()}.");
        map.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && WrongMap(token.Value) is { } wrong) result.AddError($"--map: {wrong}");
        });
        var size = Arguments.MaxSize();
        var requisites = FetchArguments.Requisites();
        var (allow, contact) = (FetchArguments.Allow(), FetchArguments.Contact());
        var folder = ArchiveAccess.Option();
        var verb = new Verb("add", "Puts pages into the archive, which it makes where there is none; each with the bytes as they are.",
            "variorum add samples/signing-report.html --url https://press.norland.example/news/signing")
        {
            files, url, date, publisher, captured, map, size, requisites, allow, contact, folder,
        };
        verb.SetAction((parse, cancel) =>
        {
            var inputs = parse.GetRequiredValue(files);
            if (Arguments.Wrong(inputs, null) is { } wrong) return Task.FromResult(Verb.Refuse(verb, wrong));
            if (inputs.Length > 1 && parse.GetValue(url) is not null) return Task.FromResult(Verb.Refuse(verb, "--url is the address of one page, and more are named"));
            if (inputs.Any(IsAddress) && (parse.GetValue(url) ?? parse.GetValue(captured)) is not null)
                return Task.FromResult(Verb.Refuse(verb, "--url and --captured are of saved pages, and an address is named that will be fetched"));
            // A day's grace for days that are told without their zone.
            if (parse.GetValue(captured) is { } told && Moment(told) > DateTimeOffset.UtcNow.AddDays(1)) return Task.FromResult(Verb.Refuse(verb, $"--captured {told} is yet to come, and nothing can have been saved then"));
            if (inputs.Contains(Input.Standard) && parse.GetValue(url) is null) return Task.FromResult(Verb.Refuse(verb, "- has no address of its own, so --url is needed"));
            var facts = new PageFacts(parse.GetValue(date), parse.GetValue(publisher));
            var saved = new Saved(parse.GetValue(url), parse.GetValue(captured) is { } time ? Moment(time) : null, facts.Published is null && facts.Publisher is null ? null : facts,
                parse.GetValue(map) is { } mapping ? ArticleColumns.Parse(mapping) : null, Math.Min(Arguments.Limit(parse.GetValue(size)), WarcReader.UsualLargestBlock));
            return Task.FromResult(ArchiveAccess.Write(parse.GetValue(folder), archive =>
            {
                var (tally, before) = (new AddedTally(), archive.Size().Versions);
                var collector = FetchArguments.Collector(archive, parse.GetValue(allow), parse.GetValue(contact));
                foreach (var input in inputs)
                {
                    if (IsAddress(input)) Fetch(collector, input, saved, FetchArguments.Requisites(parse.GetValue(requisites)), tally, cancel);
                    else Add(archive, input, saved, tally, cancel);
                }
                tally.Versions = archive.Size().Versions - before;
                EventAccess.Follow(archive.Folder, archive, cancel);
                return Output.WriteText(null, tally.Write) && !tally.Faulty ? Exit.Done : Exit.Partly;
            }));
        });
        return verb;
    }

    private sealed record Saved(string? Url, DateTimeOffset? Captured, PageFacts? Facts, ArticleColumns? Columns, long Limit);

    private static string? WrongMap(string mapping)
    {
        try
        {
            ArticleColumns.Parse(mapping);
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static bool IsAddress(string input) => input.Contains("://", StringComparison.Ordinal) && !File.Exists(input);

    // press.norland.example/news: the first piece of a path on a disk seldom has a dot within.
    private static bool LooksLikeAddress(string input) =>
        !File.Exists(input) && !Directory.Exists(input) && input.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && input.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < end - 1
        && input[0] != '.' || input.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && !File.Exists(input);

    private static void Fetch(Collector collector, string url, Saved saved, Requisites requisites, AddedTally tally, CancellationToken cancel)
    {
        var collected = collector.CollectAsync(url, facts: saved.Facts, cancellation: cancel).GetAwaiter().GetResult();
        foreach (var added in collected.Added) tally.Count(added);
        if (collected.Failure is null) FetchParts(collector, collected, requisites, tally, cancel);
        tally.Faulty |= collected.Failure is not null || collected.Added[^1].Outcome == AddedAs.NoText;
        if (collected.Failure is { } failure) Message.Say(failure);
        else if (collected.Added[^1].Outcome == AddedAs.NoText)
            Message.Say(collected.Hops[^1].Url, $"is kept, and no text was read from it{(collected.Added[^1].Remark is { } remark ? $": it {remark}" : collected.Hops[^1].Status is not 200 and var status ? $": the server answers {status}" : ": it holds no article")}");
    }

    // What a page needs and cannot be had is counted, and no fault of what was asked for.
    private static void FetchParts(Collector collector, Collected page, Requisites requisites, AddedTally tally, CancellationToken cancel)
    {
        var waiting = new Queue<(string Url, string From)>(collector.Due(page, requisites, again: true).Select(url => (url, page.Hops[^1].Url)));
        var known = waiting.Select(static part => part.Url).ToHashSet(StringComparer.Ordinal);
        for (var count = 0; count < Collector.MostRequisites && waiting.TryDequeue(out var part); count++)
        {
            var collected = collector.CollectPartAsync(part.Url, part.From, cancellation: cancel).GetAwaiter().GetResult();
            tally.CountPart(collected.Failure is null && collected.Hops[^1].Status is 200 or 304);
            if (requisites != Requisites.All) continue;
            foreach (var url in collector.Due(collected).Where(known.Add)) waiting.Enqueue((url, part.Url));
        }
    }

    private static void Add(FolderArchive archive, string input, Saved saved, AddedTally tally, CancellationToken cancel)
    {
        if (LooksLikeAddress(input))
        {
            tally.Faulty = true;
            Message.Say(input, $"is no file here: if it is an address, write it whole, https://{input}");
            return;
        }
        try
        {
            using var import = input == Input.Standard ? null : Imports.Open(input, new ImportOptions(saved.Columns, saved.Captured, saved.Facts));
            if (import is not null) Import(archive, input, import, tally, cancel);
            else if (Input.Bytes(input, saved.Limit) is { } bytes) Add(archive, input, bytes, saved, tally);
            else tally.Faulty = true;
        }
        catch (ImportException refused)
        {
            tally.Faulty = true;
            Message.Say(Input.Name(input), refused.Message);
        }
        catch (Exception failed) when (failed is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            tally.Faulty = true;
            Message.Say(Input.Name(input), $"cannot be read ({Message.Reason(failed, input)}): check its name and its folder");
        }
    }

    private static void Import(FolderArchive archive, string input, IImport import, AddedTally tally, CancellationToken cancel)
    {
        var told = 0;
        archive.Import(import.Captures(), (_, added) =>
        {
            Tell();
            tally.Count(added);
        }, cancel);
        Tell();

        void Tell()
        {
            for (; told < import.Faults.Count; told++)
            {
                tally.Faulty = true;
                Message.Say(input, $"{import.Faults[told].Place}: {import.Faults[told].Problem}");
            }
        }
    }

    private static void Add(FolderArchive archive, string input, ReadOnlyMemory<byte> bytes, Saved saved, AddedTally tally)
    {
        if (Opml.Is(bytes))
        {
            tally.Faulty |= !SourceCommand.Follow(archive.Folder, Input.Name(input), bytes, out var followed);
            tally.Followed += followed;
        }
        else AddPage(archive, input, bytes, saved, tally);
    }

    private static void AddPage(FolderArchive archive, string input, ReadOnlyMemory<byte> bytes, Saved saved, AddedTally tally)
    {
        var url = saved.Url ?? new Uri(Path.GetFullPath(input)).AbsoluteUri;
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
