namespace Variorum;

/// <summary>All witnesses of an event in one table of statements.</summary>
public class StatementTableTests
{
    private static readonly string[] Summit = ["summit-agency.html", "summit-broadcaster.html", "summit-ministry.html"];

    private static readonly Lazy<StatementTable> OfSummit = new(() => StatementTable.Of([.. Summit.Select(file => Corpora.Read(Path.Combine(Corpora.Root, "samples", file)))]));

    [Fact]
    public void Every_passage_stands_in_one_row_of_its_own()
    {
        var home = OfSummit.Value.Rows.SelectMany(row => row.Cells.Where(cell => cell.Home is null).SelectMany(cell => cell.Passages)).ToList();
        var all = OfSummit.Value.Columns.SelectMany(column => column.Witness.Passages.Where(passage => !passage.Heading).Select(passage => passage.Id));
        Assert.Equal(home.Count, home.Distinct().Count());
        Assert.Empty(all.Except(home));
    }

    [Fact]
    public void A_figure_on_which_witnesses_differ_is_told_with_who_has_which()
    {
        var row = OfSummit.Value.Rows.Single(row => row.Cells[1].Passages.Contains("B7"));
        var figure = Assert.Single(row.Differences, difference => difference.Of == Matter.Figure);
        Assert.Equal(["2.1 billion crowns: B C", "2.4 billion crowns: A"], figure.Readings.Select(reading => $"{reading.Text}: {string.Join(' ', reading.Sigla)}"));
        Assert.Equal([CellStanding.Differs, CellStanding.Fullest], row.Cells.Take(2).Select(cell => cell.Standing));
    }

    [Fact]
    public void Statements_are_told_by_all_by_some_or_by_one()
    {
        Assert.All(OfSummit.Value.Rows, row => Assert.Equal(row.Cells.Count(cell => cell.Passages.Count > 0) switch { 3 => ToldBy.All, 2 => ToldBy.Some, _ => ToldBy.One }, row.Told));
        Assert.Equal(3, OfSummit.Value.Rows.Select(row => row.Told).Distinct().Count());
    }

    [Fact]
    public void A_weak_link_does_not_chain_two_statements_and_accuses_nobody()
    {
        var table = StatementTable.Of(Told(["one", "both", "other"], Link("A1", "B1", .95), Link("B1", "C1", .5)));
        Assert.Equal(["A1 B1", "C1"], table.Rows.Select(Home).Order(StringComparer.Ordinal));
        var home = table.Rows.Single(row => row.Cells[0].Passages.Count > 0).Number;
        var alone = table.Rows.Single(row => row.Cells[2].Passages.Count > 0 && row.Cells[2].Home is null);
        Assert.Equal(("B1", home), (Assert.Single(alone.Cells[1].Passages), alone.Cells[1].Home));
        Assert.Equal(CellStanding.Missing, alone.Cells[0].Standing);
    }

    [Fact]
    public void A_link_that_was_missed_does_not_part_a_statement() =>
        Assert.Equal(["A1 B1 C1"], StatementTable.Of(Told(["one", "one", "one"], Link("A1", "B1", .97), Link("B1", "C1", .97))).Rows.Select(Home));

    [Fact]
    public void Rows_stand_as_most_witnesses_have_them_and_what_one_alone_tells_after_what_stands_before_it_there()
    {
        string[] two = ["one", "two"];
        var collation = Collation([two, two, ["two", "own", "one"]],
            Link("A1", "B1", .97), Link("A1", "C3", .97), Link("B1", "C3", .97), Link("A2", "B2", .97), Link("A2", "C1", .97), Link("B2", "C1", .97));
        Assert.Equal(["A1 B1 C3", "A2 B2 C1", "C2"], StatementTable.Of(collation).Rows.Select(Home));
    }

    [Fact]
    public void A_table_begins_with_what_several_tell_and_not_with_the_account_that_tells_most_alone()
    {
        var collation = Collation([["own", "more", "alone", "one", "two"], ["one", "two"], ["other", "one", "two"], ["else"]],
            Link("A4", "B1", .97), Link("A4", "C2", .97), Link("B1", "C2", .97), Link("A5", "B2", .97), Link("A5", "C3", .97), Link("B2", "C3", .97));
        Assert.Equal(["A4 B1 C2", "A1", "A2", "A3", "C1", "A5 B2 C3", "D1"], StatementTable.Of(collation).Rows.Select(Home));
    }

    [Fact]
    public void Rows_are_chosen_by_who_tells_who_speaks_and_of_what_and_sorted_by_disagreement()
    {
        var table = OfSummit.Value;
        Assert.All(table.Where(new TableView(Only: ToldBy.One)), row => Assert.Equal(ToldBy.One, row.Told));
        Assert.All(table.Where(new TableView(Speaker: "lukan")), row => Assert.Contains("Stefan Lukan", row.Speakers));
        Assert.Contains(table.Where(new TableView(Topic: "observer")), row => row.Cells[1].Passages.Contains("B11"));
        Assert.Empty(table.Where(new TableView(Speaker: "Nobody")));
        var contested = table.Where(new TableView(RowSort.Disagreement));
        Assert.Equal(contested.Select(row => row.Disagreement).OrderDescending(), contested.Select(row => row.Disagreement));
        Assert.Equal(table.Rows.Count, contested.Count);
    }

    [Fact]
    public void Topics_are_words_of_the_texts_and_tell_rows_apart()
    {
        Assert.Contains("ferries", OfSummit.Value.Topics);
        Assert.All(OfSummit.Value.Topics, topic => Assert.InRange(OfSummit.Value.Rows.Count(row => row.Topics.Contains(topic)), 2, OfSummit.Value.Rows.Count / 2));
    }

    [Fact]
    public void Copies_are_folded_into_their_witness()
    {
        var accounts = Summit.Select(file => Corpora.Read(Path.Combine(Corpora.Root, "samples", file))).ToList();
        var table = StatementTable.Of(
        [
            new TableWitness(accounts[0], [new FoldedCopy("Harbour Post", "reprint") { Edits = [new CopyEdit("eleven", "ten")] }, new FoldedCopy("Lund Evening", "reprint")]),
            new TableWitness(accounts[1], []),
        ]);
        Assert.Equal(2, table.Columns.Count);
        Assert.Equal(["Aa", "Ab"], table.Columns[0].Copies.Select(copy => copy.Siglum));
        Assert.All(table.Rows, row => Assert.Equal(2, row.Cells.Count));
    }

    [Fact]
    public void One_account_makes_no_table() =>
        Assert.Throws<ArgumentException>(() => StatementTable.Of(OfSummit.Value.Columns[0].Witness.Account));

    [Fact]
    public void The_same_witnesses_give_the_same_table_however_many_processors_worked_on_it()
    {
        var accounts = OfSummit.Value.Columns.Select(column => column.Witness.Account).ToList();
        Assert.Equal(Json(OfSummit.Value), Json(StatementTable.Of(accounts)));
    }

    /// <summary>On events of six witnesses made of invented pairs, with words exchanged: what stands in one row, and what should.</summary>
    [Fact]
    public void Rows_are_right_where_the_witnesses_are_many()
    {
        var counts = new Bench.RowCounts();
        foreach (var pair in Bench.GoldPairs.Invented(Path.Combine(Corpora.Root, "bench", "Variorum.Bench", "pairs")).Where(pair => pair.IsPositive))
        {
            var made = Bench.SyntheticEvent.Of(pair, 6, 1);
            var links = new PassageLinks(Collator.Collate(made.Accounts));
            counts += Bench.RowCounts.Of(links, StatementGroups.Of(links), [.. made.Statements.SelectMany(statements => statements)]);
        }
        Assert.True(counts.F1 >= .82, counts.ToString());
    }

    private static string Home(StatementRow row) => string.Join(' ', row.Cells.Where(cell => cell.Home is null).SelectMany(cell => cell.Passages));

    private static string Json(StatementTable table)
    {
        using var stream = new MemoryStream();
        TableJson.Write(table, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Link Link(string a, string b, double confidence) => new([a], [b], Relation.Same, confidence, ["shared words"]);

    /// <summary>Witnesses of one passage each.</summary>
    private static Collation Told(string[] passages, params Link[] links) => Collation([.. passages.Select(text => new[] { text })], links);

    private static Collation Collation(string[][] witnesses, params Link[] links) => new(
        [.. witnesses.Select((passages, w) =>
        {
            var siglum = ((char)('A' + w)).ToString();
            var account = Bench.GoldPairs.Lined(passages, siglum, null);
            return new Witness(siglum, account, [.. account.Passages.Select(passage => passage with { Id = siglum + passage.Id })]);
        })], links, []);
}
