using System.Text;

namespace Variorum;

/// <summary>Documents as JSON lines, and where they belong.</summary>
public class EventLinesTests
{
    private static (IReadOnlyList<EventDocument> Documents, List<string> Problems) Read(string lines)
    {
        var problems = new List<string>();
        var documents = EventLines.Read(new MemoryStream(Encoding.UTF8.GetBytes(lines)), (line, problem) => problems.Add($"{line} {problem}"));
        return (documents, problems);
    }

    [Fact]
    public void A_line_is_a_document_with_what_is_known_of_it()
    {
        var (documents, problems) = Read("""
            {"id": 7, "title": "Talks in Lindava", "text": "Karel Osten spoke.", "published": "2031-05-08", "publisher": "Vestra Daily", "language": "en", "url": "https://vestra.example/7", "event": "ignored"}
            """);
        Assert.Empty(problems);
        Assert.Equal(new EventDocument("7", "Karel Osten spoke.") { Title = "Talks in Lindava", Published = "2031-05-08", Publisher = "Vestra Daily", Language = "en", Url = "https://vestra.example/7" }, documents.Single());
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_told_with_its_number_and_the_rest_goes_on()
    {
        var (documents, problems) = Read("\uFEFF{\"id\": \"a\", \"text\": \"one\"}\r\n\n{\"id\": \"b\"\n[1]\n{\"text\": \"no id\"}\n{\"id\": \"c\"}\n{\"id\": \"a\", \"text\": \"again\"}\n{\"id\": \"d\", \"text\": \"\\ud800\"}\n{\"id\": \"e\", \"title\": \"last\"}");
        Assert.Equal(["a", "e"], documents.Select(static document => document.Id));
        Assert.Equal(["3 is no JSON", "4 is no object", "5 has no id", "6 has no text", "7 has the id a of line 1", "8 holds bytes that are no UTF-8"], problems);
    }

    [Fact]
    public void Nothing_at_all_is_no_document() => Assert.Empty(Read("").Documents);

    [Fact]
    public async Task What_is_written_is_as_its_schema_says()
    {
        var documents = new[]
        {
            new EventDocument("first", "The Dravin dam was opened on 8 May 2031 by Karel Osten, who thanked the four thousand builders of Lindava and promised cheaper power to all homes in the valley.") { Published = "2031-05-08T09:00" },
            new EventDocument("again", "The Dravin dam was opened on 8 May 2031 by Karel Osten, who thanked the four thousand builders of Lindava and promised cheaper power to all homes in the valley.") { Published = "2031-05-08T11:00" },
            new EventDocument("other", "Cherry growers fear frost."),
        };
        using var stream = new MemoryStream();
        EventLines.Write(EventGrouper.Group(documents, TestContext.Current.CancellationToken), stream);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        foreach (var line in lines) Assert.Empty(await JsonFormatTests.Errors("membership", line));
        Assert.StartsWith("""{"id":"again","event":"first","copy":"first","relation":"reprint","of":"first","because":[""", lines[1], StringComparison.Ordinal);
    }
}
