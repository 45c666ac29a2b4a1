using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A variant with the ids that it gets in TEI.</summary>
/// <param name="From">Where the exchanged words of A stand as a <c>seg</c> of their own; null where they do not.</param>
internal sealed record Entry(Pair Pair, Variant Variant, string Id, (Wording At, string Id)? From, (Wording At, string Id)? To);

/// <summary>The critical apparatus: one <c>app</c> a variant, a <c>rdg</c> for each of the two witnesses.</summary>
internal static class TeiApparatus
{
    public static List<Entry> Number(Collation collation, List<Pair> pairs)
    {
        var passages = collation.Witnesses.SelectMany(witness => witness.Passages).ToDictionary(passage => passage.Id, passage => passage.Text, StringComparer.Ordinal);
        var taken = new Dictionary<string, List<(Wording, string)>>(StringComparer.Ordinal);
        var entries = new List<Entry>();
        foreach (var pair in pairs)
            foreach (var variant in pair.Variants)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"app{entries.Count + 1}");
                var exchanged = variant.Kind == VariantKind.Substitution;
                entries.Add(new Entry(pair, variant, id, Place(exchanged ? variant.FromAt : null, id + "-" + pair.A.Siglum), Place(exchanged ? variant.ToAt : null, id + "-" + pair.B.Siglum)));
            }
        return entries;

        // Segments cannot overlap: where two variants share words, the later one points to the whole passage.
        (Wording, string)? Place(Wording? at, string id)
        {
            if (at is null || !passages.TryGetValue(at.Passage, out var text)) return null;
            if (!taken.TryGetValue(at.Passage, out var marks)) taken[at.Passage] = marks = [];
            marks.Add((at, id));
            if (Markup.Clear(text, marks).Exists(mark => mark.What == id)) return (at, id);
            marks.RemoveAt(marks.Count - 1);
            return null;
        }
    }

    public static void Write(StringBuilder tei, List<Entry> entries, Dictionary<string, string> people, Action<StringBuilder>? statements)
    {
        if (entries.Count == 0 && statements is null) return;
        tei.Append("<back>\n");
        if (entries.Count > 0)
        {
            tei.Append("<div type=\"apparatus\">\n<head>Apparatus</head>\n<listApp>\n");
            foreach (var entry in entries) Write(tei, entry, people);
            tei.Append("</listApp>\n</div>\n");
        }
        statements?.Invoke(tei);
        tei.Append("</back>\n");
    }

    private static void Write(StringBuilder tei, Entry entry, Dictionary<string, string> people)
    {
        var (pair, variant) = (entry.Pair, entry.Variant);
        var (first, reading) = variant.A.Count > 0 ? (variant.A, entry.From) : (variant.B, entry.To);
        tei.Append("<app xml:id=\"").Append(entry.Id).Append("\" type=\"").Append(Telling.Key(variant.Kind)).Append('"');
        if (variant.Of is { } of && variant.Kind == VariantKind.Substitution) tei.Append(" subtype=\"").Append(Telling.Key(of)).Append('"');
        if (first.Count > 0)
            tei.Append(" from=\"#").Text(reading?.Id ?? first[0]).Append("\" to=\"#").Text(reading?.Id ?? first[^1]).Append('"');
        tei.Append(" loc=\"").Text(string.Join(' ', variant.A.Concat(variant.B))).Append("\">\n");
        Reading(tei, pair, pair.A, variant, variant.A, variant.From, entry.From, people);
        Reading(tei, pair, pair.B, variant, variant.B, variant.To, entry.To, people);
        tei.Append("</app>\n");
    }

    private static void Reading(StringBuilder tei, Pair pair, Witness witness, Variant variant, IReadOnlyList<string> ids, string? words, (Wording At, string Id)? place, Dictionary<string, string> people)
    {
        tei.Append("<rdg wit=\"#").Text(witness.Siglum).Append('"');
        if (ids.Count > 0) tei.Append(" corresp=\"").Text(place is { } at ? "#" + at.Id : TeiReport.Pointers(ids)).Append('"');
        if (ids.Count == 0 || (variant.Kind == VariantKind.Reattribution && words is null))
        {
            tei.Append("/>\n");
            return;
        }
        tei.Append('>');
        if (variant.Kind == VariantKind.Reattribution)
            foreach (var name in TeiReport.Together(words!))
                tei.Append(name == TeiReport.Together(words!)[0] ? "" : " + ").Append("<persName").Append(people.TryGetValue(name, out var id) ? $" ref=\"#{id}\"" : "").Append('>').Text(name).Append("</persName>");
        else
            tei.Text(words ?? Telling.Text(pair, ids));
        tei.Append("</rdg>\n");
    }
}
