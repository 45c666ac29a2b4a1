using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum event</c>: one event, who told of it and how, and what a person decides of it.</summary>
internal static class EventCommand
{
    private static readonly string[] Decisions = ["merge", "split", "move", "pin", "unpin"];

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The event's number, or the address of an account of it." };
        var decision = new Argument<string[]>("DECISION")
        {
            Description = "Nothing, to show it; or merge OTHER…: those events are this one; split ACCOUNT…: these tell of another event; move ACCOUNT EVENT: it is of that event; pin [ACCOUNT]: it stays as it is; unpin [ACCOUNT]. Accounts by their numbers or addresses.",
            Arity = new ArgumentArity(0, Arguments.Most),
        };
        decision.CompletionSources.Add(Decisions);
        var note = Arguments.Text("--note", "TEXT", "Why it is decided so; kept with the decision.");
        var compare = new Option<bool>("--compare") { Description = "Sets all independent witnesses side by side, a row a statement; copies stand with their witness." };
        var annotations = Arguments.Text("--annotations", "FILE", "With --compare: what people decided of the links, as Web Annotations of the W3C.");
        var format = Arguments.OneOf("--format", "How to show it; text, or what the ending of FILE says. html, tei and markdown are of --compare.", CompareCommand.Formats);
        var output = Arguments.Output();
        var folder = ArchiveAccess.Option();
        var verb = new Verb("event", "Shows who told of an event, who first and who in whose words, who was silent; and takes decisions, which the program never undoes.", "variorum event 1")
        {
            id, decision, note, compare, annotations, format, output, folder,
        };
        verb.SetAction((parse, cancel) =>
        {
            var (path, words) = (parse.GetValue(output), parse.GetValue(decision) ?? []);
            if (Arguments.Format(parse.GetValue(format), path, CompareCommand.FormatOf) is not { } chosen) return Task.FromResult(Verb.Refuse(verb, Arguments.NoFormat(path)));
            var compares = parse.GetValue(compare);
            var decided = parse.GetValue(annotations);
            if (Wrong(words, compares, parse.GetValue(note) is not null, decided is not null, chosen) is { } wrong) return Task.FromResult(Verb.Refuse(verb, wrong));
            var named = parse.GetRequiredValue(id);
            if (words.Length > 0) return Task.FromResult(EventAccess.Write(parse.GetValue(folder), (archive, index) => Decide(archive, index, named, words, parse.GetValue(note)), cancel));
            return Task.FromResult(EventAccess.Read(parse.GetValue(folder), (archive, index) =>
            {
                foreach (var line in index.Unmatched) Message.Say(archive.Folder, $"keeps a decision that does nothing: {line}");
                if (Event(archive, index, named) is not { } found) return Exit.Partly;
                return compares ? Compare(archive, index, found, decided, chosen, path) : Show(archive, index, found, chosen, path);
            }, cancel));
        });
        return verb;
    }

    private static string? Wrong(string[] words, bool compares, bool noted, bool annotated, string format)
    {
        if (Array.Find(words, static word => word.StartsWith("--", StringComparison.Ordinal)) is { } misspelt) return $"there is no option {misspelt}";
        if (annotated && !compares) return "--annotations is of --compare";
        if (words.Length == 0)
        {
            if (noted) return "--note is of a decision, and there is none";
            return compares || format is "text" or "json" or "csv" ? null : $"--format {format} is of --compare";
        }
        if (compares) return "--compare shows an event, and a decision changes it: one after the other";
        var named = words.Length - 1;
        return words[0] switch
        {
            "merge" => named > 0 ? null : "merge needs the numbers of other events",
            "split" => named > 0 ? null : "split needs the accounts that tell of another event",
            "move" => named == 2 ? null : "move needs an account and the event that it belongs to",
            "pin" or "unpin" => named < 2 ? null : $"{words[0]} takes one account, or none for the whole event",
            _ => $"there is no decision {words[0]}; there are {string.Join(", ", Decisions)}",
        };
    }

    private static int Show(FolderArchive archive, EventIndex index, long id, string format, string? path)
    {
        var history = index.History(archive, id);
        return format switch
        {
            "json" => Output.Write(path, stream => EventsJson.Write(history, stream)),
            "csv" => Output.Write(path, stream => EventsCsv.Write(history, stream)),
            _ => Output.WriteText(path, writer => EventsText.Write(history, writer)),
        } ? Exit.Done : Exit.Partly;
    }

    private static int Compare(FolderArchive archive, EventIndex index, long id, string? decided, string format, string? path)
    {
        var annotations = decided is null ? new ReadAnnotations([], []) : AnnotationFile.Read(decided);
        if (annotations is null) return Exit.Partly;
        var all = index.History(archive, id).Event.Witnesses;
        var witnesses = index.Witnesses(archive, id);
        if (witnesses.Count < 2)
        {
            Message.Say($"Event {id}", "has one witness alone, so nothing can be compared: variorum event shows who repeats it");
            return Exit.Partly;
        }
        if (all > witnesses.Count) Message.Say($"Event {id}", $"has {all} witnesses, and the first {witnesses.Count} that can be read are compared");
        var collation = Collator.Collate([.. witnesses.Select(static witness => witness.Account)], annotations.Corrections);
        var table = StatementTable.Of(collation, [.. witnesses.Select(static witness => witness.Copies)]);
        var written = CompareCommand.Write(table, new TableView(), new CompareCommand.Showing(format, path, null, null));
        var applied = decided is null || (AnnotationFile.Told(decided, collation) && annotations.NotUnderstood.Count == 0);
        return written && applied && all == witnesses.Count ? Exit.Done : Exit.Partly;
    }

    private static int Decide(FolderArchive archive, EventIndex index, string named, string[] words, string? note)
    {
        try
        {
            if (Event(archive, index, named) is not { } id) return Exit.Partly;
            if (words[0] is "merge" or "move" && words.Skip(words[0] == "merge" ? 1 : 2).Any(word => Event(archive, index, word) is null)) return Exit.Partly;
            var accounts = (words[0] is "merge" ? [] : words[0] is "move" ? words[1..2] : words[1..]).Select(word => Account(archive, index, word, id)).ToList();
            if (accounts.Contains(null)) return Exit.Partly;
            var account = accounts.FirstOrDefault();
            var told = words[0] switch
            {
                "merge" => $"event {index.Merge(archive, [Number(named) ?? id, .. words.Skip(1).Select(word => Number(word) ?? Event(archive, index, word)!.Value)], note)} has the accounts of all",
                "split" => Split(),
                "move" => Moved(Event(archive, index, words[2])!.Value),
                "pin" => Pinned(),
                _ => Unpinned(),
            };
            return Output.WriteText(null, writer => writer.Write($"{char.ToUpperInvariant(told[0])}{told[1..]}.\n")) ? Exit.Done : Exit.Partly;

            string Split()
            {
                var of = index.Split(archive, id, [.. accounts.Select(static one => one!.Value)], note);
                if (of != id) return $"event {of} has what was split from event {id}";
                // The number stays with the most accounts.
                var rest = Event(archive, index, index.Decisions(id)[^1].Apart[0].Url);
                return $"event {of} has what was split, and event {rest} the rest";
            }

            string Moved(long to)
            {
                index.Move(archive, id, account!.Value, to, note);
                return $"account {words[1]} is of event {index.EventOf(account.Value)}";
            }

            string Pinned()
            {
                index.Pin(archive, id, account, note);
                return account is null ? $"event {id} stays as it is" : $"account {words[1]} stays in event {id}";
            }

            string Unpinned()
            {
                index.Unpin(archive, id, account, note);
                return account is null ? $"event {id} is grouped by the program again" : $"account {words[1]} is grouped by the program again";
            }
        }
        catch (DecisionException refused)
        {
            Message.Say(char.ToUpperInvariant(refused.Message[0]) + refused.Message[1..]);
            return Exit.Partly;
        }
    }

    /// <summary>The event of a number or an address; says so where there is none.</summary>
    private static long? Event(FolderArchive archive, EventIndex index, string named)
    {
        if (Number(named) is { } number)
        {
            if (index.Resolve(number) is { } found) return found;
            Message.Say($"Event {number}", "is not there: variorum events lists those that are");
            return null;
        }
        if (ArchiveAccess.Document(archive, named) is not { } document) return null;
        if (archive.Versions(document.Id).Select(version => index.EventOf(version.Id)).OfType<long>().LastOrDefault() is > 0 and var of) return of;
        Message.Say(named, "tells of no event, because no text was read from it");
        return null;
    }

    private static long? Account(FolderArchive archive, EventIndex index, string named, long @event)
    {
        if (ArchiveAccess.Document(archive, named) is not { } document) return null;
        var versions = archive.Versions(document.Id);
        if ((versions.LastOrDefault(version => index.EventOf(version.Id) == @event) ?? (versions.Count > 0 ? versions[^1] : null)) is { } version) return version.Id;
        Message.Say(named, "tells of no event, because no text was read from it");
        return null;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
