namespace Variorum;

/// <summary>What a first archive shows: the samples, and the two pages that it all began with.</summary>
public sealed class SamplesTests : EventArchive
{
    private static readonly DateTimeOffset Saved = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Six_accounts_of_one_signing_in_four_languages_are_one_event_with_three_witnesses()
    {
        Take(Path.Combine(Corpora.Root, "samples"), "*.html");
        var told = Index.History(Archive, EventOf("sund-wire"));
        Assert.Equal((new DateOnly(2026, 10, 14), "Port Tessin"), (told.Event.Date, told.Event.Place));
        Assert.Equal(["sund-courier Reprint", "sund-evening Edited", "sund-orsany Independent", "sund-vesmark Independent", "sund-wire Independent", "sund-wire-french Translation"],
            told.Accounts.Select(account => $"{Path.GetFileNameWithoutExtension(account.Document.Url)} {account.Relation}").Order(StringComparer.Ordinal));
        Assert.All(told.Accounts.Where(static account => account.Relation != CopyRelation.Independent), account => Assert.Equal(Account("sund-wire"), account.Of));

        // All were seen at one moment: what is repeated comes before what repeats it, and the event bears its headline.
        Assert.Equal(["sund-wire", "sund-courier"], told.Accounts.Take(2).Select(static account => Path.GetFileNameWithoutExtension(account.Document.Url)));
        Assert.Equal(told.Accounts[0].Version.Title, told.Event.Headline);
        Assert.Equal(told.Event.Headline, Index.Events(Archive).Single(one => one.Id == told.Event.Id).Headline);

        var table = StatementTable.Of(Index.Witnesses(Archive, told.Event.Id));
        Assert.Equal(3, table.Columns.Single(static column => column.Copies.Count > 0).Copies.Count);
        Assert.Contains(table.Rows.SelectMany(static row => row.Differences), static difference => difference.Of == Matter.Date);

        var agreement = InstrumentsReport.Of(Archive, null, [], new ClaimsOptions(), TestContext.Current.CancellationToken).Lines[0];
        Assert.Equal("2026-10-14", agreement.SignedOn);
        Assert.Contains(agreement.Names, static name => name.Name.StartsWith("Договор", StringComparison.Ordinal));
        Assert.Contains(agreement.Names, static name => name.Name.StartsWith("agreement", StringComparison.Ordinal));
    }

    [Fact]
    public void The_two_real_pages_are_one_event_of_19_June_2024_in_Pyongyang()
    {
        Take(Corpora.Shared("seeds"), "*.txt");
        var told = Assert.Single(Index.Events(Archive));
        Assert.Equal((new DateOnly(2024, 6, 19), "Pyongyang", 2, 2), (told.Date, told.Place, told.Accounts, told.Witnesses));
        Assert.Contains("Kim Jong Un", told.Participants);
        foreach (var name in new[] { "Kim Jong-un", "kim jong un", "North Korea", "Россия", "朝鲜" }) Assert.Single(Index.Events(Archive, new EventFilter { With = name }));
        Assert.Empty(Index.Events(Archive, new EventFilter { With = "Norway" }));
    }

    [Fact]
    public void A_transcript_of_another_year_that_nobody_dated_joins_no_event_of_the_samples()
    {
        Take(Path.Combine(Corpora.Root, "samples"), "*.html");
        var before = Index.Events(Archive).Count;
        Take(Corpora.Shared("seeds"), "002*.txt");
        Assert.Equal((before + 1, 6), (Index.Events(Archive).Count, Index.History(Archive, EventOf("sund-wire")).Event.Accounts));
    }

    [Fact]
    public void How_far_witnesses_differ_is_what_their_table_says()
    {
        Take(Corpora.Shared("seeds"), "*.txt");
        var told = Index.History(Archive, Assert.Single(Index.Events(Archive)).Id);
        var shared = StatementTable.Of(Index.Witnesses(Archive, told.Event.Id)).Rows.Where(static row => row.Told != ToldBy.One).ToList();
        var differing = shared.Count(static row => row.Differences.Count > 0);
        Assert.True(differing > 0);
        Assert.Equal((double)differing / shared.Count, told.Event.Disagreement);
    }

    [Fact]
    public void The_order_in_which_files_were_saved_makes_no_translation_the_original()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Corpora.Root, "samples"), "sund-*.html").OrderByDescending(static path => path.EndsWith("french.html", StringComparison.Ordinal)).ThenBy(static path => path, StringComparer.Ordinal);
        Add([.. files.Select(static (path, i) => Incoming.Saved(new Uri(path).AbsoluteUri, Saved.AddSeconds(i), File.ReadAllBytes(path)))]);
        var told = Index.History(Archive, EventOf("sund-wire"));
        Assert.Equal("sund-wire", Path.GetFileNameWithoutExtension(told.Accounts[0].Document.Url));
        Assert.Equal(Account("sund-wire"), told.Accounts.Single(static account => account.Relation == CopyRelation.Translation).Of);
        Assert.Equal((told.Accounts[0].Version.Title, told.Event.Headline), (told.Event.Headline, Index.Events(Archive).Single(one => one.Id == told.Event.Id).Headline));
    }

    private void Take(string folder, string files) =>
        Add([.. Directory.EnumerateFiles(folder, files).Order(StringComparer.Ordinal).Select(static path => Incoming.Saved(new Uri(path).AbsoluteUri, Saved, File.ReadAllBytes(path)))]);

    private new long Account(string name) => Archive.Versions(Archive.Documents().Single(document => Path.GetFileNameWithoutExtension(document.Url) == name).Id)[0].Id;

    private new long EventOf(string name) => Index.EventOf(Account(name))!.Value;
}
