namespace Variorum;

// What is gone.
public sealed partial class FolderArchive
{
    // A whole page weighs more than anything that can be taken out of one.
    private const double PageWeight = 20;

    public IReadOnlyList<Vanished> Vanished(VanishedOptions? options = null)
    {
        options ??= new VanishedOptions();
        var since = options.Since is { } time ? Milliseconds(time) : long.MinValue;
        var losses = database.Rows(static row => (Kind: (LossKind)row.GetInt32(0), Text: row.GetString(1), Weight: row.GetDouble(2), Document: row.GetInt64(3), Number: row.GetInt64(4), Seen: Time(row, 5), Url: row.GetString(6)),
                """
                SELECT l.kind, l.text, l.weight, v.document, v.number, v.first, d.url
                FROM loss l JOIN version v ON v.id = l.version JOIN document d ON d.id = v.document WHERE v.number > 1 AND v.first >= $1
                """, since)
            .Where(loss => IsOf(loss.Url, options.Source));
        var pages = database.Rows(row => (Document: row.GetInt64(0), Url: row.GetString(1), Seen: Time(row, 2), Text: row.GetFieldValue<byte[]>(3)),
                """
                SELECT d.id, d.url, d.since, v.text FROM document d JOIN version v ON v.id = d.version WHERE d.state IN ($1, $2) AND d.since >= $3
                """, (int)DocumentState.Missing, (int)DocumentState.Withdrawn, since)
            .Where(page => IsOf(page.Url, options.Source))
            .Select(page => (Kind: LossKind.Page, Text: packing.Unpack(page.Text).Title is { Length: > 0 } title ? title : page.Url, Weight: PageWeight, page.Document, Number: long.MaxValue, page.Seen, page.Url));
        var ranked = losses.Concat(pages)
            .Where(loss => options.Kind is null || loss.Kind == options.Kind)
            .GroupBy(static loss => (loss.Kind, loss.Text))
            .Select(static same => (same.Key.Kind, same.Key.Text, Weight: same.Max(static loss => loss.Weight) * same.Count(), Places: same.OrderBy(static loss => loss.Seen).ThenBy(static loss => loss.Url, StringComparer.Ordinal).ToList()))
            .OrderByDescending(static gone => gone.Weight).ThenByDescending(static gone => gone.Places[0].Seen).ThenBy(static gone => gone.Text, StringComparer.Ordinal);
        return [.. ranked.Skip(options.Skip).Take(options.Top ?? int.MaxValue).Select(gone => new Vanished(gone.Kind, gone.Text, gone.Weight,
            [.. gone.Places.Select(place => From(place.Document, place.Number, place.Seen))]))];
    }

    private VanishedFrom From(long document, long number, DateTimeOffset seen)
    {
        var found = Document(document);
        var before = number == long.MaxValue ? found.Current!.Value : Versions(document).Last(version => version.Number < number).Id;
        return new VanishedFrom(found, before, seen, number != long.MaxValue || found.State == DocumentState.Withdrawn);
    }

    internal static bool IsOf(string url, string? source) =>
        source is null || url.StartsWith(source, StringComparison.OrdinalIgnoreCase) || Addresses.Site(url).Equals(source, StringComparison.OrdinalIgnoreCase);
}
