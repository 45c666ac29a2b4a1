using System.Text.Json;

namespace Variorum;

public class CitationTests
{
    private static readonly Citation Signing = new("Norland and Vesmark sign pact", "Norland Press Office", "Ilse Dravec", "2026-06-12", AccountKind.Report, "en", "https://press.norland.example/news/signing?a=1&b=2",
        "http://room.example/web/20260612090000/https://press.norland.example/news/signing?a=1&b=2", new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.Zero), new string('a', 64));

    [Fact]
    public void Csl_json_tells_who_what_when_where_and_the_digest()
    {
        using var json = JsonDocument.Parse(Signing.Csl());
        var item = json.RootElement[0];
        Assert.Equal("webpage", item.GetProperty("type").GetString());
        Assert.Equal("Ilse Dravec", item.GetProperty("author")[0].GetProperty("literal").GetString());
        Assert.Equal([2026, 6, 12], item.GetProperty("issued").GetProperty("date-parts")[0].EnumerateArray().Select(static part => part.GetInt32()));
        Assert.Equal(Signing.Url, item.GetProperty("URL").GetString());
        Assert.Equal(Signing.Archived, item.GetProperty("archive_location").GetString());
        Assert.Contains(Signing.Sha256, item.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-06-12", "DA  - 2026/06/12/\r\n")]
    [InlineData("2026-06", "DA  - 2026/06//\r\n")]
    [InlineData("2026", "DA  - 2026///\r\n")]
    [InlineData(null, null)]
    [InlineData("in spring", null)]
    public void A_date_is_told_as_far_as_it_is_known(string? published, string? line)
    {
        var ris = (Signing with { Published = published }).Ris();
        if (line is null) Assert.DoesNotContain("DA  - ", ris, StringComparison.Ordinal);
        else Assert.Contains(line, ris, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pact\r\nER  - \r\nTY  - JOUR")]
    [InlineData("Pact\u2028ER  - \u0085TY  - JOUR")]
    public void A_headline_cannot_end_a_record_of_ris(string title)
    {
        var ris = (Signing with { Title = title }).Ris();
        Assert.Equal(1, ris.Split("\r\n").Count(static line => line.StartsWith("ER  -", StringComparison.Ordinal)));
        Assert.Equal(1, ris.Split(["\r\n", "\n", "\u2028", "\u0085"], StringSplitOptions.None).Count(static line => line.StartsWith("TY  -", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("}, note = {forged} @misc{other,")]
    [InlineData(@"\input{/etc/passwd} 100 % & $5 #1 a_b ~ ^")]
    [InlineData("An {odd} headline \\")]
    public void A_headline_cannot_leave_its_field_of_bibtex(string title)
    {
        var entry = (Signing with { Title = title, Url = "https://press.norland.example/{}\\%7D" }).BibTeX();
        var (depth, ends) = (0, new List<int>());
        for (var i = 0; i < entry.Length; i++)
        {
            if (entry[i] == '\\') i++;
            else if (entry[i] == '{') depth++;
            else if (entry[i] == '}' && --depth == 0) ends.Add(i);
        }
        Assert.Equal([entry.Length - 2], ends);
        Assert.DoesNotContain("\\input{", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("forged}\n", entry, StringComparison.Ordinal);
    }

    [Fact]
    public void A_footnote_is_one_line_without_marks_that_turn_its_direction()
    {
        var text = (Signing with { Title = "Pact \u202egnissim\u202c\nand more" }).Text();
        Assert.Equal("Ilse Dravec. “Pact gnissim and more”. Norland Press Office, 2026-06-12. https://press.norland.example/news/signing?a=1&b=2. Archived 2026-06-12 09:00:00Z at " + Signing.Archived + $". SHA-256: {Signing.Sha256}.\n", text);
    }
}
