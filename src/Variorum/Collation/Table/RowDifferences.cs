using System.Globalization;

namespace Variorum;

/// <summary>The substitutions and reattributions of a collation by the passages that they concern.</summary>
internal sealed class VariantsByPassage
{
    private readonly Dictionary<string, List<Variant>> _variants = new(StringComparer.Ordinal);

    public VariantsByPassage(Collation collation)
    {
        foreach (var variant in collation.Variants)
        {
            if (variant.Kind is not (VariantKind.Substitution or VariantKind.Reattribution)) continue;
            foreach (var id in variant.A)
            {
                if (!_variants.TryGetValue(id, out var list)) _variants[id] = list = [];
                list.Add(variant);
            }
        }
    }

    /// <summary>Those that stand between passages of a row, the most salient first.</summary>
    public List<Variant> Within(HashSet<string> ids)
    {
        var within = new HashSet<Variant>(ReferenceEqualityComparer.Instance);
        foreach (var id in ids)
        {
            if (_variants.TryGetValue(id, out var list)) within.UnionWith(list.Where(variant => variant.B.Any(ids.Contains)));
        }
        return [.. within.OrderByDescending(static variant => variant.Salience).ThenBy(static variant => variant.A[0], StringComparer.Ordinal).ThenBy(static variant => variant.B[0], StringComparer.Ordinal)
            .ThenBy(static variant => variant.From, StringComparer.Ordinal).ThenBy(static variant => variant.To, StringComparer.Ordinal)];
    }
}

/// <summary>The variants of pairs within a row, put together: who has which figure, who another.</summary>
internal static class RowDifferences
{
    /// <summary>A wording of one witness at one place.</summary>
    /// <param name="Value">What it comes to, by which wordings are the same: a figure's value, a date, else the words.</param>
    private sealed record Reading(string Siglum, string Passage, int Start, string Text, string Value);

    public static List<RowDifference> Of(Collation collation, PassageLinks links, TableRows.Draft row, VariantsByPassage variants)
    {
        var ids = row.Cells.SelectMany(static cell => cell).Select(passage => links.Passages[passage].Id).ToHashSet(StringComparer.Ordinal);
        var order = collation.Witnesses.Select(static (witness, i) => (witness.Siglum, i)).ToDictionary(StringComparer.Ordinal);
        var sigla = row.Cells.SelectMany((cell, w) => cell.Select(passage => (links.Passages[passage].Id, collation.Witnesses[w].Siglum))).ToDictionary(StringComparer.Ordinal);
        var matters = new List<(VariantKind Kind, Matter? Of, double Salience, List<Reading> Readings)>();
        foreach (var variant in variants.Within(ids))
        {
            if (variant is not { From: { } from, To: { } to } || !ids.Contains(variant.A[0]) || !ids.Contains(variant.B[0])) continue;
            var a = Read(variant.A[0], variant.FromAt, from);
            var b = Read(variant.B[0], variant.ToAt, to);
            Add(matters, variant, a, b);
        }
        return [.. matters.Select(matter => new RowDifference(matter.Kind, matter.Of, matter.Salience, Told(matter.Readings, order))).Where(static difference => difference.Readings.Count > 1)
            .OrderByDescending(static difference => difference.Salience)];

        Reading Read(string id, Wording? at, string text) =>
            new(sigla[id], id, at?.Start ?? 0, text, at is null ? text : Value(collation.Witnesses[order[sigla[id]]].Account, links.Passages[links.Number(at.Passage)], at));
    }

    /// <summary>Of a figure its value and unit, of a date its normal form, of other words themselves.</summary>
    private static string Value(Account account, Passage passage, Wording at)
    {
        var (start, end) = (passage.Start + at.Start, passage.Start + at.End);
        if (account.Quantities.FirstOrDefault(quantity => quantity.Start == start && quantity.End == end) is { } figure)
            return string.Create(CultureInfo.InvariantCulture, $"{figure.Value / 1.000000000000000000000000000m}–{figure.Upper} {(figure.Kind == QuantityKind.Count ? "" : figure.Unit)}");
        return account.Dates.FirstOrDefault(date => date.Start == start && date.End == end)?.Value ?? at.Text;
    }

    /// <summary>A variant belongs to the matters that have one of its wordings at the same place, which it makes one.</summary>
    private static void Add(List<(VariantKind Kind, Matter? Of, double Salience, List<Reading> Readings)> matters, Variant variant, Reading a, Reading b)
    {
        var touched = matters.FindAll(matter => matter.Kind == variant.Kind && matter.Of == variant.Of && (matter.Readings.Contains(a) || matter.Readings.Contains(b)));
        List<Reading> readings = [.. touched.SelectMany(static matter => matter.Readings).Append(a).Append(b).Distinct()];
        var salience = touched.Select(static matter => matter.Salience).Append(variant.Salience).Max();
        matters.RemoveAll(touched.Contains);
        matters.Add((variant.Kind, variant.Of, salience, readings));
    }

    private static List<RowReading> Told(List<Reading> readings, Dictionary<string, int> order) =>
        [.. readings.GroupBy(static reading => reading.Value, StringComparer.OrdinalIgnoreCase)
            .Select(same => new RowReading(same.MinBy(reading => order[reading.Siglum])!.Text, [.. same.Select(static reading => reading.Siglum).Distinct().OrderBy(siglum => order[siglum])]))
            .OrderByDescending(static reading => reading.Sigla.Count).ThenBy(reading => order[reading.Sigla[0]]).ThenBy(static reading => reading.Text, StringComparer.Ordinal)];
}
