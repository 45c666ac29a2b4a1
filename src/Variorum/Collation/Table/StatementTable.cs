namespace Variorum;

/// <summary>All witnesses of an event at once: a row a statement, a column a witness.</summary>
/// <param name="Collation">What it is made of: the witnesses, their links and variants.</param>
/// <param name="Columns">One for each witness of <see cref="Collation"/>, in its order.</param>
/// <param name="Rows">Every statement of every witness, in <see cref="StatementRow.Number"/>'s order.</param>
/// <param name="Topics">Words of the texts that tell the rows apart, the one with most rows first.</param>
public sealed record StatementTable(
    Collation Collation, IReadOnlyList<TableColumn> Columns, IReadOnlyList<StatementRow> Rows, IReadOnlyList<string> Topics)
{
    /// <summary>The table of accounts that are all witnesses of their own.</summary>
    /// <param name="accounts">Two to <see cref="Collator.Most"/>; the first becomes A.</param>
    /// <exception cref="ArgumentException">Fewer accounts, or more.</exception>
    public static StatementTable Of(params IReadOnlyList<Account> accounts) => Of(Collator.Collate(accounts));

    /// <summary>The table of witnesses with their copies, which get no column of their own.</summary>
    /// <param name="witnesses">Two to <see cref="Collator.Most"/>; the first becomes A.</param>
    /// <exception cref="ArgumentException">Fewer witnesses, or more.</exception>
    public static StatementTable Of(IReadOnlyList<TableWitness> witnesses) =>
        Of(Collator.Collate([.. witnesses.Select(static witness => witness.Account)]), [.. witnesses.Select(static witness => witness.Copies)]);

    /// <summary>The table of what is collated already.</summary>
    /// <param name="collation">Of two witnesses or more.</param>
    /// <param name="copies">For each witness its copies; none where it is left out.</param>
    public static StatementTable Of(Collation collation, IReadOnlyList<IReadOnlyList<FoldedCopy>>? copies = null)
    {
        var links = new PassageLinks(collation);
        var rows = RowOrder.Of(links, StatementGroups.Of(links)).ConvertAll(group => TableRows.Of(links, group));
        TableRows.PointElsewhere(links, rows);
        var topics = RowTopics.Of(collation, links, rows);
        var columns = collation.Witnesses.Select((witness, i) => new TableColumn(witness, copies is null ? [] : [.. copies[i].Select((copy, n) => copy with { Siglum = witness.Siglum + Letters(n) })]));
        return new StatementTable(collation, [.. columns], TableRows.Told(collation, links, rows, topics), [.. topics.Select(static topic => topic.Word)]);
    }

    /// <summary>The rows that are asked for, sorted as asked.</summary>
    public IReadOnlyList<StatementRow> Where(TableView view)
    {
        var rows = Rows.Where(row => (view.Only is not { } only || row.Told == only)
            && (view.Speaker is not { } speaker || row.Speakers.Any(name => Holds(name, speaker)))
            && (view.Topic is not { } topic || row.Topics.Any(word => Holds(word, topic)) || Tells(row, topic)));
        return view.Sort == RowSort.Disagreement ? [.. rows.OrderByDescending(static row => row.Disagreement).ThenBy(static row => row.Number)] : [.. rows];
    }

    private bool Tells(StatementRow row, string word) =>
        row.Cells.Any(cell => cell.Passages.Any(id => Columns.Any(column => column.Witness.Passages.Any(passage => passage.Id == id && Holds(passage.Text, word)))));

    private static bool Holds(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>a, b, … z, aa: the copies of a witness.</summary>
    private static string Letters(int n) => n < 26 ? ((char)('a' + n)).ToString() : Letters((n / 26) - 1) + (char)('a' + (n % 26));
}

/// <summary>An account with those that repeat it.</summary>
/// <param name="Account">The witness.</param>
/// <param name="Copies">Folded into its column.</param>
public sealed record TableWitness(Account Account, IReadOnlyList<FoldedCopy> Copies);

/// <summary>An account that repeats a witness and tells nothing of its own but what its carrier changed.</summary>
/// <param name="Publisher">Whoever carries it; null where nobody knows.</param>
/// <param name="Relation">What it is to the witness, in a word or two: <c>reprint</c>, <c>translation</c>.</param>
public sealed record FoldedCopy(string? Publisher, string Relation)
{
    /// <summary>The witness's siglum and a small letter; the table gives it.</summary>
    public string Siglum { get; init; } = "";

    public string? Title { get; init; }

    /// <summary>When it was published, ISO 8601.</summary>
    public string? Published { get; init; }

    public string? Url { get; init; }

    /// <summary>What its carrier changed, in the order of the text.</summary>
    public IReadOnlyList<CopyEdit> Edits { get; init; } = [];
}

/// <summary>A stretch that a carrier changed.</summary>
/// <param name="From">The witness's words; null where something was put in.</param>
/// <param name="To">The copy's words; null where something was taken out.</param>
public sealed record CopyEdit(string? From, string? To);

/// <summary>A witness of the table.</summary>
/// <param name="Witness">As collated.</param>
/// <param name="Copies">Those that repeat it.</param>
public sealed record TableColumn(Witness Witness, IReadOnlyList<FoldedCopy> Copies);

/// <summary>A statement, as all witnesses have it.</summary>
/// <param name="Number">Its place in the merged order of all witnesses, from 1.</param>
/// <param name="Cells">One for each column.</param>
/// <param name="Fullest">The place among <see cref="Cells"/> of the fullest wording, beside which the others are told.</param>
/// <param name="Told">By how many witnesses it is told.</param>
/// <param name="Differences">What is not the same in all witnesses that tell it, the most salient first.</param>
/// <param name="Disagreement">From 0, no difference, to 1.</param>
/// <param name="Speakers">Who is made to say it, each once.</param>
/// <param name="Topics">Those of the table's topics that it speaks of.</param>
public sealed record StatementRow(
    int Number, IReadOnlyList<TableCell> Cells, int Fullest, ToldBy Told, IReadOnlyList<RowDifference> Differences,
    double Disagreement, IReadOnlyList<string> Speakers, IReadOnlyList<string> Topics);

/// <summary>What one witness makes of a statement.</summary>
/// <param name="Siglum">The witness's.</param>
/// <param name="Passages">Ids in reading order; empty where the witness was not found to say it.</param>
/// <param name="Standing">How it stands to the fullest wording.</param>
/// <param name="Confidence">The greatest of a link from these passages to those of another witness in the row; null without one.</param>
/// <param name="Home">The row in which the witness's passages stand foremost, where that is another one: a long sentence tells two statements.</param>
public sealed record TableCell(string Siglum, IReadOnlyList<string> Passages, CellStanding Standing, double? Confidence, int? Home);

/// <summary>A matter on which the witnesses of a row differ, with what each of them has.</summary>
/// <param name="Kind">A substitution, or another speaker.</param>
/// <param name="Of">What a substitution exchanges; null for a reattribution.</param>
/// <param name="Salience">How much a reader should care, 0 to 1.</param>
/// <param name="Readings">Two or more, that with most witnesses first.</param>
public sealed record RowDifference(VariantKind Kind, Matter? Of, double Salience, IReadOnlyList<RowReading> Readings);

/// <summary>What some witnesses of a row have where others have something else.</summary>
/// <param name="Text">Their words, or the speaker.</param>
/// <param name="Sigla">Whose.</param>
public sealed record RowReading(string Text, IReadOnlyList<string> Sigla);

/// <summary>The fullest wording itself; the same; more or less than it; with a difference that matters; not found.</summary>
public enum CellStanding { Fullest, Same, Partial, Differs, Missing }

/// <summary>By all witnesses, by two or more, by one alone.</summary>
public enum ToldBy { All, Some, One }

/// <summary>The merged order of the witnesses, or the most contested first.</summary>
public enum RowSort { Order, Disagreement }

/// <summary>What is shown of a table.</summary>
/// <param name="Sort">In which order.</param>
/// <param name="Only">Told by how many; null for any.</param>
/// <param name="Speaker">Part of a speaker's name.</param>
/// <param name="Topic">A topic of the table, or another word that a passage of the row has.</param>
public sealed record TableView(RowSort Sort = RowSort.Order, ToldBy? Only = null, string? Speaker = null, string? Topic = null);
