using System.Security.Cryptography;

namespace Variorum;

public sealed class SampleArchiveTests(SampleArchiveTests.Filled filled) : IClassFixture<SampleArchiveTests.Filled>
{
    public static TheoryData<string> Names => [.. SampleArchive.Documents().Select(static document => document.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_document_was_seen_as_its_file_tells(string name)
    {
        var told = SampleArchive.Documents().Single(document => document.Name == name);
        var document = filled.Archive.Find(told.Url)!;
        Assert.Equal(told.Sights.Select(static sight => (sight.Time, sight.Status)), filled.Archive.Captures(document.Id).Select(static capture => (capture.Time, capture.Status)));
        Assert.Equal(told.Versions, filled.Archive.Versions(document.Id).Count);
        Assert.All(filled.Archive.Captures(document.Id), capture => Assert.Equal(capture.Status == 200, capture.State == CaptureState.Text));
    }

    [Theory, MemberData(nameof(Names))]
    public void An_account_is_read_as_its_file_tells(string name)
    {
        var told = SampleArchive.Documents().Single(document => document.Name == name);
        if (told.Sights[0].Text is not { Page: null } text) return;
        var account = filled.Archive.Account(filled.Archive.Versions(filled.Archive.Find(told.Url)!.Id)[0].Id)!;
        Assert.Equal(text.Field("title"), account.Title);
        Assert.StartsWith(text.Field("published")![..10], account.Published, StringComparison.Ordinal);
        Assert.Equal(SampleArchive.Sources().Of(told.Url)!.Language is { } usual && text.Field("lang") is null && text.Field("frame") is not "vesmark" ? usual : text.Field("lang"), account.Language);
        // Datelines, signatures and furniture are not what it says; of what it says nothing may be missing.
        var said = text.Paragraphs.Select(static paragraph => paragraph.Replace("**", "", StringComparison.Ordinal).Split(' ')[^4..]).Where(static words => words[0] != "Source:" && words[^1] != "-0-");
        Assert.All(said.SkipLast(1), words => Assert.Contains(string.Join(' ', words), account.Text, StringComparison.Ordinal));
        Assert.All(["Most read", "Published", "More from"], furniture => Assert.DoesNotContain(furniture, account.Text, StringComparison.Ordinal));
        Assert.Equal(text.Picture is null ? [] : [text.Picture.Value.Caption.Split([" Photo:", " ("], StringSplitOptions.None)[0]], account.Captions.Select(static caption => caption.Text.Split(" (")[0]));
    }

    [Fact]
    public void Accounts_of_one_event_are_one_event_and_no_others_are_with_them()
    {
        var told = SampleArchive.Documents().GroupBy(static document => document.Event ?? document.Name).Select(static together => string.Join(' ', together.Select(static document => document.Name).Order(StringComparer.Ordinal)));
        var names = SampleArchive.Documents().ToDictionary(static document => document.Url, static document => document.Name, StringComparer.Ordinal);
        var grouped = filled.Events.Events(filled.Archive).Select(happened => string.Join(' ', filled.Events.History(filled.Archive, happened.Id).Accounts
            .Select(account => names[account.Document.Url]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        Assert.Equal(told.Order(StringComparer.Ordinal), grouped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_is_something_to_see_on_every_page()
    {
        var archive = filled.Archive;
        var events = filled.Events.Events(archive);
        Assert.True(events.Count(static happened => happened.Witnesses >= 2) >= 15);
        var relations = events.SelectMany(happened => filled.Events.History(archive, happened.Id).Accounts).Select(static account => account.Relation).ToHashSet();
        Assert.Superset(new HashSet<CopyRelation> { CopyRelation.Independent, CopyRelation.Reprint, CopyRelation.Edited, CopyRelation.Translation }, relations);
        Assert.Contains(events, happened => filled.Events.History(archive, happened.Id).Silent.Count > 0);
        var states = archive.Documents().Select(static document => document.State).ToList();
        Assert.True(states.Count(static state => state == DocumentState.Withdrawn) >= 5);
        Assert.Contains(DocumentState.Returned, states);
        var captures = archive.Documents().SelectMany(document => archive.Captures(document.Id)).Select(static capture => capture.State).ToHashSet();
        Assert.Superset(new HashSet<CaptureState> { CaptureState.Text, CaptureState.Missing, CaptureState.SentHome, CaptureState.Moved, CaptureState.Paywall }, captures);
        var changes = archive.Documents().Where(static document => document.Current is not null).SelectMany(document => DocumentHistory.Of(archive, document).Entries).SelectMany(static entry => entry.Pictures).Select(static picture => picture.Change).ToHashSet();
        Assert.Superset(new HashSet<PictureChange> { PictureChange.Cropped, PictureChange.Exchanged, PictureChange.Retouched }, changes);
        Assert.Superset(new HashSet<string?> { "en", "fr", "es", "ru", "ar" }, archive.VersionsAfter(0, 1000).Select(static version => version.Language).ToHashSet());
        Assert.Contains(archive.Vanished(), static vanished => vanished.Text.Contains("Lena Korvat", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_document_is_of_a_source_that_nobody_will_ask()
    {
        var sources = SourceList.Read(filled.Archive.Folder);
        Assert.All(SampleArchive.Documents(), document => Assert.NotNull(sources.Of(document.Url)));
        Assert.All(sources.Sources, source =>
        {
            Assert.True(source.Paused);
            Assert.All([source.Url, .. source.Feeds, .. source.Sitemaps, .. source.Listings], static url => Assert.EndsWith(".example", new Uri(url).Host, StringComparison.Ordinal));
            Assert.Contains(SampleArchive.Documents(), document => sources.Of(document.Url) == source);
        });
    }

    [Fact]
    public void Filled_again_it_takes_nothing_and_keeps_what_was_added_since()
    {
        var folder = Directory.CreateTempSubdirectory("variorum-").FullName;
        try
        {
            Assert.True(SampleArchive.Fill(folder, cancel: TestContext.Current.CancellationToken) > 100);
            var file = Directory.GetFiles(Path.Combine(folder, "warc")).Single();
            Assert.Equal(SHA256.HashData(File.ReadAllBytes(Directory.GetFiles(Path.Combine(filled.Archive.Folder, "warc")).Single())), SHA256.HashData(File.ReadAllBytes(file)));
            new SourceList([new NewsSource("Harbour News", "https://harbour.example/")]).Write(folder);
            Assert.Equal(0, SampleArchive.Fill(folder, cancel: TestContext.Current.CancellationToken));
            Assert.Equal("Harbour News", SourceList.Read(folder).Sources.Single().Name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public sealed class Filled : IDisposable
    {
        public Filled()
        {
            var folder = Directory.CreateTempSubdirectory("variorum-").FullName;
            SampleArchive.Fill(folder);
            Archive = FolderArchive.Read(folder);
            Events = EventIndex.Write(folder);
            Events.Update(Archive);
        }

        public FolderArchive Archive { get; }

        public EventIndex Events { get; }

        public void Dispose()
        {
            Events.Dispose();
            Archive.Dispose();
            Directory.Delete(Archive.Folder, recursive: true);
        }
    }
}
