using System.Text;

namespace Variorum;

/// <summary>What was found, for people to read in a terminal.</summary>
public static class FindingsText
{
    private const string Bold = "\u001b[1m", Plain = "\u001b[0m";

    /// <summary>Writes the hits, each with headline, publisher, date and address, and where it was found in <c>«…»</c> or bold.</summary>
    public static void Write(IEnumerable<Findings> findings, TextWriter writer, bool colour)
    {
        var first = true;
        foreach (var found in findings)
        {
            if (!first) writer.Write('\n');
            first = false;
            var shown = 0;
            writer.Write($"{Columns.Safe(found.Asked)}: {(found.Total == 0 ? "nothing found" : Telling.Count((int)Math.Min(found.Total, int.MaxValue), "version"))}\n");
            foreach (var finding in found.Hits)
            {
                shown++;
                Write(finding, writer, colour);
            }
            if (shown < found.Total) writer.Write($"\n{found.Total - shown} more; --top {found.Total} or --format csv shows all.\n");
            foreach (var (facet, counts) in found.Facets.OrderBy(static facet => facet.Key).Where(static facet => facet.Value.Count > 0))
                writer.Write($"\nby {facet.ToString().ToLowerInvariant()}: {string.Join(", ", counts.Select(static count => $"{Columns.Safe(count.Value)} {count.Count}"))}\n");
        }
    }

    private static void Write(Finding finding, TextWriter writer, bool colour)
    {
        var version = finding.Version;
        writer.Write($"\n{Columns.Safe(version.Title ?? "Without a headline")}\n");
        writer.Write($"  {string.Join(" · ", new[] { version.Publisher, version.Published ?? $"seen {HistoryText.Stamp(version.First)}", finding.Current ? null : Past(finding) }.OfType<string>().Select(Columns.Safe))}\n");
        writer.Write($"  {Columns.Safe(finding.Document.Url)}\n");
        foreach (var snippet in finding.Snippets) writer.Write($"    {Marked(finding.Text, snippet, colour)}\n");
    }

    private static string Past(Finding finding) => finding.Document.State == DocumentState.Withdrawn && finding.Document.Current == finding.Version.Id
        ? "withdrawn"
        : $"version {finding.Version.Number}, not the current one";

    private static string Marked(string text, Snippet snippet, bool colour)
    {
        var line = new StringBuilder(snippet.Start > 0 ? "…" : "");
        var at = snippet.Start;
        foreach (var hit in snippet.Hits)
        {
            line.Append(text, at, hit.Start - at).Append('\u0001').Append(text, hit.Start, hit.Length).Append('\u0002');
            at = hit.End;
        }
        line.Append(text, at, snippet.End - at).Append(snippet.End < text.Length ? "…" : "");
        // Made safe before the marks, which are our own, become what a terminal understands.
        return string.Join("", line.ToString().ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal).Split('\u0001', '\u0002')
            .Select((part, i) => i % 2 == 0 ? Columns.Safe(part) : colour ? $"{Bold}{Columns.Safe(part)}{Plain}" : $"«{Columns.Safe(part)}»"));
    }
}
