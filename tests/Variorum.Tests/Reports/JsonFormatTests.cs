using System.Text;
using System.Text.Json;
using NJsonSchema;

namespace Variorum;

public class JsonFormatTests
{
    public static TheoryData<string> Collations => ["signing", "summit", "nothing", "hostile"];

    [Theory, MemberData(nameof(Collations))]
    public async Task A_collation_is_written_as_its_schema_says(string name) =>
        Assert.Empty(await Errors("collation", Json(Named(name))));

    [Theory, MemberData(nameof(Collations))]
    public async Task An_account_is_written_as_its_schema_says(string name)
    {
        foreach (var witness in Named(name).Witnesses)
            Assert.Empty(await Errors("account", Encoding.UTF8.GetString(AccountJson.Write(witness.Account, indented: true).Span)));
    }

    [Fact]
    public async Task An_account_with_everything_in_it_is_written_as_its_schema_says()
    {
        var account = Told.Signing().Witnesses[0].Account with
        {
            People = [new Person("Ann Holt", ["Holt", "she"], ["Prime Minister"])],
            Attributions = [new Attribution(new Span(0, 3), "Ann Holt", null, [new Span(4, 9)], AttributionKind.Mixed, AttributionMode.Thought)],
            Quantities = [new Quantity(1, 4, "5 to 7", 5, "percent", QuantityKind.Percentage, 7), new Quantity(1, 4, "five", 5, "", QuantityKind.Number)],
            Dates = [new DateExpression(1, 4, "June 3", "2025-06-03")],
            Notes = ["Corrected on June 5."],
            Captions = [new Caption("The signing", null)],
        };
        Assert.Empty(await Errors("account", Encoding.UTF8.GetString(AccountJson.Write(account, indented: false).Span)));
    }

    [Theory]
    [InlineData("\"confidence\"", "\"confidense\"")]
    [InlineData("\"salience\"", "\"sailence\"")]
    [InlineData("\"publisher\"", "\"Publisher\"")]
    [InlineData("\"kind\": \"only\"", "\"kind\": \"omission\"")]
    [InlineData("\"relation\": \"differs\"", "\"relation\": \"other\"")]
    [InlineData("\"of\": \"figure\",", "")]
    public async Task A_slip_in_the_format_is_seen_by_the_schema(string right, string wrong)
    {
        var json = Json(Told.Signing());
        Assert.Contains(right, json, StringComparison.Ordinal);
        Assert.NotEmpty(await Errors("collation", json.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_witnesses_are_a_and_b()
    {
        using var json = JsonDocument.Parse(Json(Told.Signing()));
        var link = json.RootElement.GetProperty("links")[0];
        Assert.Equal("A1", link.GetProperty("a")[0].GetString());
        Assert.Equal("B1", link.GetProperty("b")[0].GetString());
        Assert.False(link.TryGetProperty("passages", out _));
    }

    [Fact]
    public void Three_witnesses_are_named_by_their_sigla()
    {
        using var json = JsonDocument.Parse(Json(Told.Summit()));
        var link = json.RootElement.GetProperty("links")[1].GetProperty("passages");
        Assert.Equal("A1", link.GetProperty("A")[0].GetString());
        Assert.Equal("C1", link.GetProperty("C")[0].GetString());
        Assert.Equal("A2", json.RootElement.GetProperty("variants")[0].GetProperty("passages").GetProperty("A")[0].GetString());
    }

    [Fact]
    public void A_substitution_tells_what_was_exchanged_and_where_it_stands()
    {
        using var json = JsonDocument.Parse(Json(Told.Signing()));
        var variant = json.RootElement.GetProperty("variants")[0];
        var text = json.RootElement.GetProperty("witnesses")[1].GetProperty("passages")[1].GetProperty("text").GetString()!;
        var at = variant.GetProperty("toAt");
        Assert.Equal("figure", variant.GetProperty("of").GetString());
        Assert.Equal("B2", at.GetProperty("passage").GetString());
        Assert.Equal("45 percent", text[at.GetProperty("start").GetInt32()..at.GetProperty("end").GetInt32()]);
    }

    [Fact]
    public void A_witness_says_how_much_each_speaker_gets()
    {
        using var json = JsonDocument.Parse(Json(Told.Signing()));
        var speakers = json.RootElement.GetProperty("witnesses")[1].GetProperty("speakers");
        Assert.Equal(["Ann Holt", "Jon Vale"], speakers.EnumerateArray().Select(speaker => speaker.GetProperty("name").GetString()));
        Assert.Equal(25, speakers[0].GetProperty("words").GetInt32());
    }

    internal static string Json(Collation collation)
    {
        using var stream = new MemoryStream();
        CollationJson.Write(collation, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Collation Named(string name) => name switch
    {
        "signing" => Told.Signing(),
        "summit" => Told.Summit(),
        "nothing" => Told.Nothing(),
        _ => Told.Hostile("2025-06-03\"},\u0001<b>'\\"),
    };

    internal static async Task<IEnumerable<string>> Errors(string format, string json)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Docs(), $"variorum-{format}-1.schema.json"));
        return schema.Validate(json).Select(error => error.ToString());
    }

    private static string Docs()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Variorum.slnx"))) return Path.Combine(folder.FullName, "docs");
        throw new DirectoryNotFoundException("No folder above the tests holds Variorum.slnx.");
    }
}
