using System.Security.Cryptography;
using System.Text;

namespace Variorum;

// Captures that say that they are the same as another.
public abstract partial class ArchiveContract
{
    private const string Copy = "https://news.sudmark.example/signing", Front = "https://press.norland.example/";

    [Fact]
    public void A_revisit_of_an_answer_that_a_page_is_missing_finds_it_missing_again()
    {
        var missing = "No such page."u8.ToArray();
        Add(Page(Sentences));
        Add(missing, hours: 24, status: 404);
        Assert.Equal(AddedAs.Gone, Take(Revisit(48, "404 Not Found", of: missing)).Outcome);
        Assert.Equal((DocumentState.Withdrawn, Start.AddHours(24)), State());
        Assert.Equal(1, Assert.Single(Versions()).Captures);
    }

    [Fact]
    public void A_revisit_that_sends_on_to_the_front_page_has_taken_the_article_down()
    {
        Add(Page(Sentences));
        Assert.Equal(AddedAs.Gone, Take(Revisit(1, $"302 Found\r\nLocation: {Front}", of: [])).Outcome);
        Assert.Equal(DocumentState.Missing, State().State);
    }

    [Fact]
    public void A_revisit_of_a_server_in_trouble_confirms_no_text()
    {
        Add(Page(Sentences));
        Assert.Equal(AddedAs.NoText, Take(Revisit(1, "503 Service Unavailable", of: Page(Sentences))).Outcome);
        Assert.Equal(1, Assert.Single(Versions()).Captures);
    }

    [Fact]
    public void A_revisit_of_a_page_that_says_that_it_is_not_there_says_so_too()
    {
        var gone = Encoding.UTF8.GetBytes("<html><head><title>Norland Press</title></head><body><main><h1>Page not found</h1><p>The page you requested does not exist or has been removed.</p></main></body></html>");
        Add(Page(Sentences));
        Add(gone, hours: 1);
        Take(Revisit(2, "200 OK", of: gone));
        Assert.Equal((DocumentState.Withdrawn, Start.AddHours(1)), State());
    }

    [Theory, InlineData("sha1"), InlineData("sha256")]
    public void A_revisit_shows_the_text_whose_digest_it_names(string algorithm)
    {
        Add(Page(Sentences));
        Add(Page(Without(2)), hours: 1);
        Assert.Equal(AddedAs.NewVersion, Take(Revisit(2, "200 OK", of: Page(Sentences), algorithm: algorithm)).Outcome);
        Assert.Equal([0, 1, 0], Versions().Select(version => Archive.Text(version.Id).Text.Contains("Arvo Kell", StringComparison.Ordinal) ? 0 : 1));
        Assert.Equal(Page(Sentences), Archive.Page(Archive.Captures(Archive.Find(Url)!.Id)[2].Id)!.Bytes.ToArray());
    }

    [Fact]
    public void A_revisit_whose_digest_no_capture_has_shows_no_text_and_says_why()
    {
        Add(Page(Sentences));
        var added = Take(Revisit(1, "200 OK", of: Page(Without(2))));
        Assert.Equal(AddedAs.NoText, added.Outcome);
        Assert.Contains("does not have", added.Remark, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(Versions()).Captures);
    }

    [Fact]
    public void A_revisit_of_another_address_shows_the_text_whose_digest_it_names()
    {
        Archive.Add([Response(200, Page(Sentences), 0, Copy), Response(200, Page(Without(2)), 1, Copy)], Cancel);
        Assert.Equal(AddedAs.NewVersion, Take(Revisit(2, "200 OK", of: Page(Sentences), target: Copy)).Outcome);
        Assert.Contains("Arvo Kell", Archive.Text(Assert.Single(Versions()).Id).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, Url)]
    [InlineData(false, Url)]
    [InlineData(true, Copy)]
    [InlineData(false, Copy)]
    public void A_revisit_that_comes_before_the_capture_that_it_repeats_shows_its_text_when_that_comes(bool dated, string original)
    {
        var revisit = Revisit(3, "200 OK", of: Page(Sentences), refersTo: dated ? 0 : null, target: original);
        Assert.Equal(AddedAs.NoText, Take(revisit).Outcome);
        Archive.Add([Response(200, Page(Sentences), 0, original)], Cancel);
        var capture = Assert.Single(Archive.Captures(Archive.Find(Url)!.Id), static capture => capture.Time == Start.AddHours(3));
        Assert.Equal((CaptureState.Text, null), (capture.State, capture.Remark));
        Assert.Equal((Start.AddHours(3), original == Url ? 2 : 1), (Assert.Single(Versions()).Last, Versions()[0].Captures));
        Assert.Equal(DocumentState.Present, State().State);
        Assert.Equal(Page(Sentences), Archive.Page(capture.Id)!.Bytes.ToArray());
        Assert.Equal(original == Url ? 1 : 2, Archive.Search(Query.Parse("Kell")).Total);
    }

    [Fact]
    public void A_revisit_that_names_no_capture_repeats_the_last_before_it_whenever_that_comes()
    {
        Add(Page(Sentences));
        Assert.Equal(AddedAs.SameText, Take(Revisit(2, "304 Not Modified")).Outcome);
        Add(Page(Without(2)), hours: 1);
        Assert.Equal([1, 2], Versions().Select(static version => version.Captures));
    }

    private Added Take(Incoming one) => Archive.Add([one], Cancel)[0];

    // Of a body by its digest, of a capture by its hour, or of neither.
    private static Incoming Revisit(double hours, string answer, byte[]? of = null, double? refersTo = null, string? target = null, string algorithm = "sha1", string url = Url)
    {
        List<HeaderField> fields = [new("WARC-Profile", WarcRecord.IdenticalPayload)];
        if (target is not null) fields.Add(new("WARC-Refers-To-Target-URI", target));
        if (refersTo is { } hour) fields.Add(new("WARC-Refers-To-Date", Start.AddHours(hour).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));
#pragma warning disable CA5350 // What most writers of WARC files name.
        var digest = of is null ? null : algorithm == "sha1" ? $"sha1:{WarcDigest.Base32(SHA1.HashData(of))}" : WarcDigest.Of(of);
#pragma warning restore CA5350
        return new Incoming(WarcRecord.Create("revisit", Start.AddHours(hours), url, "application/http; msgtype=response", Encoding.Latin1.GetBytes($"HTTP/1.1 {answer}\r\n\r\n"), fields, digest), []);
    }
}
