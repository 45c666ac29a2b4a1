namespace Variorum;

/// <summary>The captures of a file or a folder that somebody else made.</summary>
public interface IImport : IDisposable
{
    /// <summary>What is wrong with it, in order; complete when all captures were taken.</summary>
    IReadOnlyList<ImportFault> Faults { get; }

    /// <summary>All that can be taken, in order and once; read as they are asked for, so that memory does not grow with their number.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    IEnumerable<Incoming> Captures();
}

/// <summary>What is wrong with a part of an import; the rest is taken in spite of it.</summary>
/// <param name="Place">Begins a clause: <c>at 81920</c>, <c>line 17</c>, <c>archive/a.warc.gz at 81920</c>.</param>
/// <param name="Problem">A clause in plain words.</param>
public readonly record struct ImportFault(string Place, string Problem);

/// <summary>A file of which nothing is taken. The message says what is wrong and what to do, without the file's name.</summary>
public sealed class ImportException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>What whoever imports knows of a table of articles that the table does not tell, or tells in words of its own.</summary>
/// <param name="Columns">Which column holds what, where their names do not tell.</param>
/// <param name="Captured">When the articles were fetched, where no column says so; else the file's time of change.</param>
/// <param name="Facts">What is known better than the table has it.</param>
public sealed record ImportOptions(ArticleColumns? Columns = null, DateTimeOffset? Captured = null, PageFacts? Facts = null);
