using System.Collections.Concurrent;

namespace Variorum;

/// <summary>What changed between two versions, in a few words: found once for each two, since texts never change under their numbers.</summary>
internal sealed class Changes
{
    // Some hundred bytes each.
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<(string, long, long), string> known = new();

    public string Between(FolderArchive archive, long before, long after)
    {
        if (known.TryGetValue((archive.Identity, before, after), out var told)) return told;
        var diff = TextDiff.Between(archive.Text(before), archive.Text(after));
        told = diff.Same ? "other pictures, the same text" : DiffText.Summary(diff);
        if (known.Count >= Most) known.Clear();
        known[(archive.Identity, before, after)] = told;
        return told;
    }
}
