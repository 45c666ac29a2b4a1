namespace Variorum;

/// <summary>Opens an archive with its events, which follow it first where that can be.</summary>
internal static class EventAccess
{
    /// <summary>Does something with the events as they are now; as they were last where another process writes to them, which is said.</summary>
    public static int Read(string? option, Func<FolderArchive, EventIndex, int> work, CancellationToken cancel) => ArchiveAccess.Read(option, archive =>
    {
        using var index = EventIndex.TryWrite(archive.Folder) ?? EventIndex.Read(archive.Folder);
        if (index.Remade is { } remade) Message.Say(archive.Folder, remade);
        if (index.Writes) index.Update(archive, cancel: cancel);
        else Message.Say(archive.Folder, "has its events from before, because another process writes to them or you may not");
        return work(archive, index);
    });

    /// <summary>The same, to decide something.</summary>
    public static int Write(string? option, Func<FolderArchive, EventIndex, int> work, CancellationToken cancel) => ArchiveAccess.Read(option, archive =>
    {
        using var index = EventIndex.Write(archive.Folder);
        if (index.Remade is { } remade) Message.Say(archive.Folder, remade);
        index.Update(archive, cancel: cancel);
        return work(archive, index);
    });

    /// <summary>Groups what has come into an archive. Where that cannot be now, the next verb does: what was added is kept all the same.</summary>
    /// <returns>Lines of decisions that name nothing any more.</returns>
    public static IReadOnlyList<string> Follow(string folder, IArchive archive, CancellationToken cancel)
    {
        using var index = EventIndex.TryWrite(folder);
        if (index is null) return [];
        if (index.Remade is { } remade) Message.Say(folder, remade);
        try
        {
            index.Update(archive, cancel: cancel);
            return index.Unmatched;
        }
        catch (OperationCanceledException)
        {
            // Whoever is asked to end has done what was asked: the next verb groups the rest.
            return [];
        }
        catch (Exception failed) when (ArchiveException.Of(failed) is { } wrong)
        {
            Message.Say(folder, $"has events that were not grouped yet, because it {wrong.Message}");
            return [];
        }
    }
}
