using System.Text;
using CsCheck;

namespace Variorum;

/// <summary>What every archive keeps to, wherever it stores: a store is tested by deriving from this and opening it.</summary>
public abstract partial class ArchiveContract : IDisposable
{
    protected const string Url = "https://press.norland.example/news/signing";

    private static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Sentences =
    [
        "President Ilmar Toss of Norland received the Foreign Minister of Sudmark in Vesmark on Tuesday and thanked him for coming.",
        "The two sides signed an agreement on 14 border crossings, which enters into force at the beginning of next year.",
        "Deputy Minister Arvo Kell and the governors of both border provinces were present at the ceremony in the State Hall.",
        "Trade between the two countries grew by 12 percent last year, the Ministry of Economy of Norland said in the evening.",
    ];

    private IArchive? archive;

    /// <summary>An empty archive, or the same one again where it was opened before.</summary>
    protected abstract IArchive Open();

    private IArchive Archive => archive ??= Open();

    [Fact]
    public void A_page_that_is_seen_for_the_first_time_is_version_one()
    {
        Assert.Equal(AddedAs.NewVersion, Add(Page(Sentences)).Outcome);
        var version = Assert.Single(Versions());
        Assert.Equal((1, Start, Start, 1), (version.Number, version.First, version.Last, version.Captures));
        Assert.Equal("Agreement signed", version.Title);
        Assert.Equal(DocumentState.Present, Archive.Find(Url)!.State);
    }

    [Fact]
    public void A_page_whose_furniture_alone_changed_is_no_new_version()
    {
        Add(Page(Sentences, furniture: "Views: 312"));
        Assert.Equal(AddedAs.SameText, Add(Page(Sentences, furniture: "Views: 90,211"), hours: 5).Outcome);
        var version = Assert.Single(Versions());
        Assert.Equal((Start.AddHours(5), 2), (version.Last, version.Captures));
    }

    [Fact]
    public void A_page_whose_text_changed_is_a_new_version_and_the_old_one_is_kept()
    {
        Add(Page(Sentences));
        Assert.Equal(AddedAs.NewVersion, Add(Page(Without(2)), hours: 5).Outcome);
        Assert.Equal([1, 2], Versions().Select(static version => version.Number));
        Assert.Contains("Arvo Kell", Archive.Text(Versions()[0].Id).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Arvo Kell", Archive.Text(Versions()[1].Id).Text, StringComparison.Ordinal);
        Assert.Equal(Versions()[1].Id, Archive.Find(Url)!.Current);
    }

    [Fact]
    public void The_bytes_of_every_capture_come_back_as_they_were()
    {
        var page = Page(Sentences);
        Add(page);
        var capture = Assert.Single(Archive.Captures(Archive.Find(Url)!.Id));
        Assert.Equal(page, Archive.Page(capture.Id)!.Bytes.ToArray());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(page)), capture.Sha256);
    }

    [Fact]
    public void A_version_is_read_again_to_the_account_that_it_was()
    {
        Add(Page(Sentences));
        Add(Page(Without(2)), hours: 5);
        foreach (var version in Versions())
        {
            var account = Archive.Account(version.Id)!;
            Assert.Equal((Archive.Text(version.Id).Text, version.Title), (account.Text, account.Title));
        }
    }

    [Fact]
    public void A_record_is_taken_once_however_often_it_is_given()
    {
        Add(Page(Sentences));
        Assert.Equal(AddedAs.Known, Add(Page(Sentences)).Outcome);
        Assert.Equal(1, Archive.Size().Captures);
        var twice = Response(200, Page(Sentences), 3);
        Assert.Equal([AddedAs.SameText, AddedAs.Known], Archive.Add([twice, twice], Cancel).Select(static added => added.Outcome));
    }

    [Fact]
    public void A_page_is_missing_at_the_first_visit_withdrawn_at_the_second_and_returned_when_it_is_back()
    {
        Add(Page(Sentences));
        Assert.Equal(AddedAs.Gone, Add([], hours: 24, status: 404).Outcome);
        Assert.Equal((DocumentState.Missing, Start.AddHours(24)), State());
        Add([], hours: 48, status: 410);
        Assert.Equal((DocumentState.Withdrawn, Start.AddHours(24)), State());
        Add(Page(Sentences), hours: 72);
        Assert.Equal((DocumentState.Returned, Start.AddHours(72)), State());
        Assert.Single(Versions());
    }

    [Fact]
    public void Two_captures_of_one_moment_are_one_visit()
    {
        Add(Page(Sentences));
        Add([], hours: 24, status: 404);
        Archive.Add([Response(410, [], 24)], Cancel);
        Assert.Equal(DocumentState.Missing, State().State);
    }

    [Theory]
    [InlineData("Content-Length: 100000\r\n")]
    [InlineData("Content-Encoding: gzip\r\n")]
    public void A_page_that_was_cut_takes_no_name_out(string head)
    {
        Add(Page(Sentences));
        var body = Page(Without(2));
        if (head.Contains("gzip", StringComparison.Ordinal))
        {
            using var packed = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal)) gzip.Write(body);
            body = packed.ToArray()[..^40];
        }
        Assert.Equal(AddedAs.NoText, Add(body, hours: 5, head: head).Outcome);
        Assert.Single(Versions());
        Assert.Empty(Archive.Vanished());
    }

    [Fact]
    public void Two_pages_that_a_broken_writer_gave_one_name_are_both_kept()
    {
        var first = Response(200, Page(Sentences), 0).Record;
        var second = Response(200, Page(Without(2)), 5).Record with { Id = first.Id };
        Assert.Equal([AddedAs.NewVersion, AddedAs.NewVersion], Archive.Add([new Incoming(first, []), new Incoming(second, [])], Cancel).Select(static added => added.Outcome));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(403)]
    [InlineData(401)]
    public void A_server_in_trouble_withdraws_nothing(int status)
    {
        Add(Page(Sentences));
        Add("Nothing to see"u8.ToArray(), hours: 1, status: status);
        Add("Nothing to see"u8.ToArray(), hours: 2, status: status);
        Assert.Equal(DocumentState.Present, State().State);
    }

    [Fact]
    public void A_page_that_says_under_status_200_that_it_is_not_there_is_gone()
    {
        Add(Page(Sentences));
        var gone = Encoding.UTF8.GetBytes("<html><head><title>Norland Press</title></head><body><main><h1>Page not found</h1><p>The page you requested does not exist or has been removed.</p></main></body></html>");
        Add(gone, hours: 1);
        Add(gone, hours: 2);
        Assert.Equal((DocumentState.Withdrawn, Start.AddHours(1)), State());
    }

    [Fact]
    public void A_site_that_sends_an_article_on_to_its_front_page_has_taken_it_down()
    {
        Add(Page(Sentences));
        Add([], hours: 1, status: 302, head: "Location: https://press.norland.example/\r\n");
        Assert.Equal(DocumentState.Missing, State().State);
    }

    [Fact]
    public void A_redirect_to_another_article_withdraws_nothing()
    {
        Add(Page(Sentences));
        Add([], hours: 1, status: 301, head: "Location: /news/2026/signing-of-agreement\r\n");
        Assert.Equal(DocumentState.Present, State().State);
    }

    [Fact]
    public void A_revisit_shows_the_text_of_the_capture_that_it_repeats()
    {
        Add(Page(Sentences));
        var revisit = WarcRecord.Create("revisit", Start.AddHours(3), Url, "application/http; msgtype=response", "HTTP/1.1 304 Not Modified\r\n\r\n"u8.ToArray(),
            [new("WARC-Profile", WarcRecord.IdenticalPayload), new("WARC-Refers-To-Target-URI", Url), new("WARC-Refers-To-Date", "2026-06-12T09:00:00Z")]);
        Assert.Equal(AddedAs.SameText, Archive.Add([new Incoming(revisit, [])], Cancel)[0].Outcome);
        Assert.Equal((Start.AddHours(3), 2), (Versions()[0].Last, Versions()[0].Captures));
        Assert.NotNull(Archive.Page(Archive.Captures(Archive.Find(Url)!.Id)[1].Id));
    }

    [Fact]
    public void In_which_order_captures_arrive_changes_no_history() => Gen.Int[0, 6].Array[1, 7].SelectMany(static seen => Gen.Shuffle(Enumerable.Range(0, seen.Length).ToArray()).Select(order => (seen, order))).Sample(given =>
    {
        var (seen, order) = given;
        var inOrder = History($"https://a.example/{Guid.NewGuid():n}", seen, [.. Enumerable.Range(0, seen.Length)]);
        Assert.Equal(inOrder, History($"https://b.example/{Guid.NewGuid():n}", seen, order));
    }, iter: 60, threads: 1);

    [Fact]
    public void What_a_page_says_is_found_and_so_is_what_it_said_once()
    {
        Add(Page(Sentences));
        Add(Page(Without(2)), hours: 5);
        Assert.Equal(2, Archive.Search(Query.Parse("border crossings")).Total);
        Assert.Equal(1, Archive.Search(Query.Parse("\"border crossings\""), SearchScope.Current).Total);
        Assert.Equal(0, Archive.Search(Query.Parse("\"border crossings\""), SearchScope.Removed).Total);
        Assert.Equal(Versions()[0].Id, Assert.Single(Archive.Search(Query.Parse("Kell"), SearchScope.Removed).Hits).Id);
        Assert.Equal(0, Archive.Search(Query.Parse("Kell"), SearchScope.Current).Total);
    }

    [Fact]
    public void A_page_without_a_date_is_found_by_the_day_of_its_oldest_capture_whenever_that_came()
    {
        const double older = -24 * 365.25 * 13;
        Add(Page(Sentences));
        Add(Page(Without(2)), hours: 5);
        Archive.Add([Response(200, Page(Sentences), older)], Cancel);
        Assert.Equal(Versions()[0].Id, Assert.Single(Archive.Search(Query.Parse("date:2013")).Hits).Id);
        Assert.Equal(Versions()[1].Id, Assert.Single(Archive.Search(Query.Parse("date:2026")).Hits).Id);
        Assert.Equal(Versions()[0].Id, Assert.Single(Archive.Search(Query.Parse("Kell"), SearchScope.Removed).Hits).Id);
        Assert.Equal(Versions()[0].Id, Assert.Single(Archive.Vanished(), static gone => gone.Kind == LossKind.Sentence).Places[0].Version);
    }

    [Fact]
    public void What_a_withdrawn_page_said_is_removed_text()
    {
        Add(Page(Sentences));
        Add([], hours: 24, status: 404);
        Add([], hours: 48, status: 404);
        Assert.Equal(1, Archive.Search(Query.Parse("Kell"), SearchScope.Removed).Total);
        Add(Page(Sentences), hours: 72);
        Assert.Equal(0, Archive.Search(Query.Parse("Kell"), SearchScope.Removed).Total);
    }

    [Fact]
    public void A_name_that_was_taken_out_has_vanished_with_its_time_and_place()
    {
        Add(Page(Sentences));
        Add(Page([.. Sentences.Select(static sentence => sentence.Replace("Deputy Minister Arvo Kell and the", "The", StringComparison.Ordinal))]), hours: 5);
        var gone = Archive.Vanished()[0];
        Assert.Equal(LossKind.Name, gone.Kind);
        Assert.EndsWith("Arvo Kell", gone.Text, StringComparison.Ordinal);
        var place = Assert.Single(gone.Places);
        Assert.Equal((Url, Versions()[0].Id, Start.AddHours(5)), (place.Document.Url, place.Version, place.Seen));
    }

    [Fact]
    public void The_same_edit_on_many_pages_is_shown_once()
    {
        for (var page = 0; page < 3; page++)
        {
            Archive.Add([Response(200, Page(Sentences), 0, $"{Url}-{page}"), Response(200, Page(Without(2)), 5, $"{Url}-{page}")], Cancel);
        }
        Assert.Equal(3, Assert.Single(Archive.Vanished(), static gone => gone.Kind == LossKind.Sentence).Places.Count);
    }

    [Fact]
    public void A_withdrawn_page_has_vanished_and_says_whether_a_second_visit_confirmed_it()
    {
        Add(Page(Sentences));
        Add([], hours: 24, status: 404);
        Assert.False(Assert.Single(Archive.Vanished(), static gone => gone.Kind == LossKind.Page).Places[0].Confirmed);
        Add([], hours: 48, status: 404);
        Assert.True(Assert.Single(Archive.Vanished(), static gone => gone.Kind == LossKind.Page).Places[0].Confirmed);
    }

    [Fact]
    public void A_picture_is_kept_and_is_no_version_of_anything()
    {
        var added = Archive.Add([Response(200, [0xff, 0xd8, 0xff, 0xe0], 0, "https://press.norland.example/a.jpg", "image/jpeg")], Cancel)[0];
        Assert.Equal(AddedAs.NoText, added.Outcome);
        Assert.Equal(CaptureState.Other, Archive.Capture(added.Capture!.Value).State);
    }

    [Fact]
    public void An_address_is_found_with_its_fragment_and_in_any_case_of_its_host()
    {
        Add(Page(Sentences));
        Assert.NotNull(Archive.Find("HTTPS://Press.Norland.Example/news/signing#photos"));
        Assert.Null(Archive.Find("https://press.norland.example/news/Signing"));
    }

    [Fact]
    public void How_a_document_was_seen_is_told_by_its_captures_alone() =>
        Gen.Select(Gen.Int[0, 4].Array[1, 8], Gen.Int[0, 1000]).Sample((seen, salt) =>
        {
            var url = $"{Url}-seen-{salt}-{string.Concat(seen)}";
            for (var hour = 0; hour < seen.Length; hour++)
                Archive.Add([seen[hour] switch { 2 => Response(404, [], hour, url), 3 => Response(503, [], hour, url), 4 => Response(302, [], hour, url, head: "Location: /news/elsewhere\r\n"), var text => Response(200, Page(text == 0 ? Sentences : Without(1)), hour, url) }], Cancel);
            var document = Archive.Find(url)!;
            var captures = Archive.Captures(document.Id);
            var (changed, shown) = (captures[0].Time, (long?)null);
            foreach (var capture in captures)
            {
                var shows = capture.State.Gone() ? -1 : capture.Version;
                if (shows is null || shows == shown) continue;
                (changed, shown) = (capture.Time, shows);
            }

            var moved = document.State == DocumentState.Unread && captures[^1].State == CaptureState.Moved;
            var expected = new Observed(document.Id, document.Url, document.State, captures[^1].Time, changed, Archive.Versions(document.Id).Count, moved);
            Assert.Equal(expected, Archive.Observed(document.Id));
            Assert.Equal(expected, Assert.Single(Archive.Observed(), other => other.Document == document.Id));
        }, iter: 60, threads: 1);

    [Fact]
    public void What_was_added_is_there_when_it_is_opened_again()
    {
        Add(Page(Sentences));
        Archive.Dispose();
        archive = Open();
        Assert.Single(Versions());
        Assert.Equal(1, Archive.Search(Query.Parse("Kell")).Total);
    }

    public void Dispose()
    {
        archive?.Dispose();
        Clear();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the archive away.</summary>
    protected abstract void Clear();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string[] Without(int sentence) => [.. Sentences.Where((_, i) => i != sentence)];

    protected static byte[] Page(string[] sentences, string furniture = "Views: 12") => Encoding.UTF8.GetBytes(
        $"""
        <html lang="en"><head><meta charset="utf-8"><title>Agreement signed - Norland Press</title></head><body>
        <nav><a href="/">Home</a> <a href="/news">News</a></nav>
        <article><h1>Agreement signed</h1>{string.Concat(sentences.Select(static sentence => $"<p>{sentence}</p>\n"))}</article>
        <footer><p>{furniture}</p><p>Norland Press, 4 Harbour Street</p></footer></body></html>
        """);

    private Added Add(byte[] body, int hours = 0, int status = 200, string head = "") => Archive.Add([Response(status, body, hours, head: head)], Cancel)[0];

    protected static Incoming Response(int status, byte[] body, double hours, string url = Url, string type = "text/html; charset=utf-8", string head = "") =>
        new(WarcRecord.Create("response", Start.AddHours(hours), url, "application/http; msgtype=response",
            (byte[])[.. Encoding.Latin1.GetBytes($"HTTP/1.1 {status} Said\r\nContent-Type: {type}\r\n{(head.Contains("Content-Length", StringComparison.Ordinal) ? head : $"{head}Content-Length: {body.Length}\r\n")}\r\n"), .. body]), []);

    private IReadOnlyList<Version> Versions() => Archive.Versions(Archive.Find(Url)!.Id);

    private (DocumentState State, DateTimeOffset Since) State() => Archive.Find(Url) is { } document ? (document.State, document.Since) : default;

    // What was seen at each hour: 0 and 1 are texts, 2 is gone, 3 is trouble; 4 to 6 is the same as the last before it, as the first text, as the first hour.
    private string History(string url, int[] seen, int[] order)
    {
        foreach (var hour in order)
            Archive.Add([seen[hour] switch { 2 => Response(404, [], hour, url), 3 => Response(503, [], hour, url), 4 => Revisit(hour, "304 Not Modified", url: url),
                5 => Revisit(hour, "200 OK", of: Page(Sentences), url: url), 6 => Revisit(hour, "200 OK", refersTo: 0, url: url), var text => Response(200, Page(text == 0 ? Sentences : Without(1)), hour, url) }], Cancel);
        var document = Archive.Find(url)!;
        var versions = Archive.Versions(document.Id).Select(version => $"{version.Number} {version.First:O} {version.Last:O} {version.Captures} {Archive.Text(version.Id).Text.Length}");
        var current = document.Current is { } id ? Archive.Version(id).Number : 0;
        var captures = Archive.Captures(document.Id).Select(capture => $"{capture.Time:O} {(capture.Version is { } version ? Archive.Version(version).Number : 0)}");
        return $"{document.State} {document.Since:O} {current}\n{string.Join('\n', versions)}\n{string.Join('\n', captures)}";
    }
}
