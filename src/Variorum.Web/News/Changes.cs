using System.Collections.Concurrent;

namespace Variorum;

/// <summary>What changed between two versions, shortly.</summary>
/// <param name="Told">How much, a clause.</param>
/// <param name="Words">The first passages that changed: words that were taken out and put in, and some of those around them.</param>
internal sealed record Change(string Told, IReadOnlyList<IReadOnlyList<DiffWord>> Words);

/// <summary>What changed between two versions: found once for each two, since texts never change under their numbers.</summary>
internal sealed class Changes
{
    // A kilobyte or two each.
    private const int Most = 5_000;

    private const int MostPassages = 2, MostRuns = 9, LongestRun = 160, Around = 50;

    private readonly ConcurrentDictionary<(string, long, long), Change> known = new();

    public Change Between(FolderArchive archive, long before, long after)
    {
        if (known.TryGetValue((archive.Identity, before, after), out var told)) return told;
        var diff = TextDiff.Between(archive.Text(before), archive.Text(after));
        told = new Change(diff.Same ? "other pictures, the same text" : DiffText.Summary(diff), [.. diff.Passages.Where(static passage => passage.Kind is DiffKind.Changed or DiffKind.Removed or DiffKind.Added).Take(MostPassages).Select(Excerpt)]);
        if (known.Count >= Most) known.Clear();
        known[(archive.Identity, before, after)] = told;
        return told;
    }

    private static IReadOnlyList<DiffWord> Excerpt(DiffPassage passage)
    {
        if (passage.Kind != DiffKind.Changed) return [new DiffWord(passage.Kind, Telling.Shorten((passage.Before ?? passage.After)!, LongestRun))];
        var (runs, excerpt) = (passage.Words, new List<DiffWord>());
        for (var i = 0; i < Math.Min(runs.Count, MostRuns); i++)
        {
            var (kind, text) = (runs[i].Kind, runs[i].Text);
            if (kind != DiffKind.Same) excerpt.Add(new DiffWord(kind, Telling.Shorten(text, LongestRun)));
            else if (i == 0) excerpt.Add(new DiffWord(kind, End(text)));
            else if (i == runs.Count - 1 || text.Length <= 2 * Around) excerpt.Add(new DiffWord(kind, Telling.Shorten(text, i == runs.Count - 1 ? Around : text.Length)));
            // One mark for what is left out between both ends.
            else excerpt.Add(new DiffWord(kind, $"{Telling.Shorten(text, Around)[..^1]}{End(text)}"));
        }
        if (runs.Count > MostRuns) excerpt.Add(new DiffWord(DiffKind.Same, " …"));
        return excerpt;
    }

    private static string End(string text)
    {
        if (text.Length <= Around) return text;
        var blank = text.IndexOf(' ', text.Length - Around);
        var at = blank >= 0 && blank < text.Length - 1 ? blank : text.Length - Around;
        return string.Concat("…", text.AsSpan(char.IsLowSurrogate(text[at]) ? at + 1 : at));
    }
}
