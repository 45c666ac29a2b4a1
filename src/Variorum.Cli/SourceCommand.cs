using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum source</c>: who is followed.</summary>
internal static class SourceCommand
{
    public static Command Create() => new Verb("source", "Tells the archive whom to follow: adds sources, shows, changes, pauses and removes them.", "variorum source list")
    {
        Add(), List(), Set(),
        Change("pause", "Leaves a source alone until it is resumed.", static source => source with { Paused = true }, "is paused"),
        Change("resume", "Follows a paused source again.", static source => source with { Paused = false }, "is followed"),
        Change("remove", "Forgets a source; what was captured stays.", static _ => null, "is removed, and what was captured of it is kept"),
        Export(), Import(), SourceBackfill.Create(),
    };

    private static Verb Add()
    {
        var url = new Argument<string>("URL") { Description = "Of the site, of one of its pages, or of a feed." };
        var settings = new SourceSettings(ofNew: true);
        var (allow, contact, folder) = (FetchArguments.Allow(), FetchArguments.Contact(), ArchiveAccess.Option());
        var backfill = SourceBackfill.Server("--backfill", "Takes also what a web archive captured of it, by the address of that archive's CDX server.");
        var verb = new Verb("add", "Looks a site over for feeds, sitemaps and pages that list news, says what it found, and follows it from now on.", "variorum source add https://press.norland.example/ --name \"Norland Press Office\" --country NL")
        {
            url, backfill, allow, contact, folder,
        };
        backfill.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && BackfillOptions.ReplayOf(token.Value) is null)
                result.AddError("--backfill: that address does not tell where its archive shows captures; add the source without, then use variorum source backfill with --replay");
        });
        settings.AddTo(verb);
        verb.SetAction((parse, cancel) => Task.FromResult(Sources(parse.GetValue(folder), make: true, (path, list) =>
        {
            var address = parse.GetRequiredValue(url);
            if (address.Trim().Length == 0) return Say("the address is empty: write it whole, like https://press.norland.example/");
            if (!Uri.TryCreate(address, UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https"))
                return Say($"{address} is no address: write it whole, like https://press.norland.example/");
            var source = settings.Apply(parse, new NewsSource(site.Host.StartsWith("www.", StringComparison.Ordinal) ? site.Host[4..] : site.Host, site.AbsoluteUri));
            // Asked before the site is: what cannot be added is not looked over.
            _ = list.With(null, source);
            var failures = (IReadOnlyList<string>)[];
            var ways = (IReadOnlyList<Found>)[];
            if (source.Feeds.Count + source.Sitemaps.Count + source.Listings.Count == 0)
            {
                var hosts = new Hosts();
                if (source.Delay > 0) hosts.SetDelay(site.IdnHost, TimeSpan.FromSeconds(source.Delay));
                var found = Discovery.FindAsync(FetchArguments.Fetcher(parse.GetValue(allow), parse.GetValue(contact), hosts), source.Url, source.Ask, cancellation: cancel).GetAwaiter().GetResult();
                (ways, failures) = (found.Ways, found.Failures);
                foreach (var failure in failures) Message.Say(failure);
                if (!found.Reached) return Exit.Partly;
                if (ways.Count == 0) return Say($"{address} tells of its news in no way that could be found, neither feed nor sitemap nor a page that lists it: name one with --feed, --sitemap or --listing");
                source = source.With(found);
            }

            // What others changed while the site was looked over stays.
            SourceList.Change(path, now => now.With(null, source));
            var written = Output.WriteText(null, writer =>
            {
                foreach (var way in ways) writer.Write($"{way.Kind,-8} {way.Url}  {way.Format}, {way.Entries.ToString(CultureInfo.InvariantCulture)} {(way.Entries == 1 ? "entry" : "entries")}{(way.Newest is { } newest ? $", the newest of {newest.UtcDateTime:yyyy-MM-dd}" : "")}{(way.Note is { } note ? $"; {note}" : "")}\n");
                writer.Write($"{source.Name} is a source of this archive now.\n");
            });
            var filled = parse.GetValue(backfill) is not { } server ? Exit.Done
                : SourceBackfill.Run(path, source, new BackfillOptions(server, BackfillOptions.ReplayOf(server)!), parse.GetValue(allow), parse.GetValue(contact), cancel);
            return written && failures.Count == 0 ? filled : Exit.Partly;
        })));
        return verb;
    }

    private static Verb List()
    {
        var folder = ArchiveAccess.Option();
        var verb = new Verb("list", "Shows the sources and how each is found and fetched.", "variorum source list") { folder };
        verb.SetAction(parse => Sources(parse.GetValue(folder), make: false, (_, list) => Output.WriteText(null, writer =>
        {
            if (list.Sources.Count == 0) writer.Write("No sources: add one with variorum source add URL.\n");
            foreach (var source in list.Sources) SourceText.Write(source, writer);
        }) ? Exit.Done : Exit.Partly));
        return verb;
    }

    private static Verb Set()
    {
        var (name, settings, folder) = (Name(), new SourceSettings(ofNew: false), ArchiveAccess.Option());
        var verb = new Verb("set", "Changes what is known of a source; a list that is given takes the place of the old one, and an empty value takes it out.", "variorum source set \"Norland Press Office\" --delay 10 --exclude /sport/")
        {
            name, folder,
        };
        settings.AddTo(verb);
        verb.SetAction(parse => Replace(parse.GetValue(folder), parse.GetRequiredValue(name), source => settings.Apply(parse, source), "is changed"));
        return verb;
    }

    private static Verb Change(string word, string description, Func<NewsSource, NewsSource?> change, string said)
    {
        var (name, folder) = (Name(), ArchiveAccess.Option());
        var verb = new Verb(word, description, $"variorum source {word} \"Norland Press Office\"") { name, folder };
        verb.SetAction(parse => Replace(parse.GetValue(folder), parse.GetRequiredValue(name), change, said));
        return verb;
    }

    private static Verb Export()
    {
        var (output, folder) = (Arguments.Output(), ArchiveAccess.Option());
        var verb = new Verb("export", "Writes the feeds as OPML, for other programs.", "variorum source export -o feeds.opml") { output, folder };
        verb.SetAction(parse => Sources(parse.GetValue(folder), make: false, (_, list) =>
            Output.Write(parse.GetValue(output), stream => Opml.Write(stream, "Sources", list.Subscriptions())) ? Exit.Done : Exit.Partly));
        return verb;
    }

    private static Verb Import()
    {
        var file = new Argument<string>("FILE") { Description = "An OPML list, as feed readers export it." };
        var folder = ArchiveAccess.Option();
        var verb = new Verb("import", "Follows the feeds of another program's list; feeds of one site become one source.", "variorum source import feeds.opml") { file, folder };
        verb.SetAction(parse => Sources(parse.GetValue(folder), make: true, (path, _) =>
        {
            var input = parse.GetRequiredValue(file);
            return Input.Bytes(input, Opml.Longest) is { } bytes && Follow(path, Input.Name(input), bytes, out var followed)
                & Output.WriteText(null, writer => writer.Write(followed)) ? Exit.Done : Exit.Partly;
        }));
        return verb;
    }

    /// <summary>Makes the feeds of an OPML list sources of an archive.</summary>
    /// <param name="followed">What became of them, a line; empty where the list cannot be read.</param>
    /// <returns>Whether all of it was read; what was not is said.</returns>
    public static bool Follow(string folder, string name, ReadOnlyMemory<byte> bytes, out string followed)
    {
        followed = "";
        try
        {
            var (feeds, cut) = Opml.Read(bytes);
            if (cut is not null) Message.Say($"{name} was not read to its end: {cut}");
            var before = 0;
            var all = SourceList.Change(folder, list =>
            {
                before = list.Sources.Count;
                return list.With(feeds);
            });
            var fresh = all.Sources.Count - before;
            followed = $"{Message.Count(feeds.Count, "feed")}, {Message.Count(fresh, "new source")} of {all.Sources.Count}.\n";
            return cut is null;
        }
        catch (UnreadableFeedException wrong)
        {
            Message.Say($"{name}: {wrong.Message}");
            return false;
        }
    }

    private static Argument<string> Name() => new("SOURCE") { Description = "Its name, its address or its host." };

    private static int Replace(string? option, string named, Func<NewsSource, NewsSource?> change, string said) => Sources(option, make: false, (path, _) =>
    {
        NewsSource? source = null;
        SourceList.Change(path, now => (source = now.Named(named)) is { } found ? now.With(found, change(found)) : now);
        if (source is null) return Say($"{named} is no source here: look for its name with variorum source list");
        return Output.WriteText(null, writer => writer.Write($"{source.Name} {said}.\n")) ? Exit.Done : Exit.Partly;
    });

    private static int Sources(string? option, bool make, Func<string, SourceList, int> work)
    {
        var folder = ArchiveAccess.Folder(option);
        return ArchiveAccess.Trying(folder, () =>
        {
            if (make && !FolderArchive.Holds(folder)) FolderArchive.Write(folder).Dispose();
            else FolderArchive.Read(folder).Dispose();
            try
            {
                return work(folder, SourceList.Read(folder));
            }
            catch (ArgumentException wrong)
            {
                return Say($"this cannot be done, because {wrong.Message}");
            }
        });
    }

    private static int Say(string sentence)
    {
        Message.Say(sentence);
        return Exit.Partly;
    }
}
