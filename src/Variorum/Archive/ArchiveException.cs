namespace Variorum;

/// <summary>
/// An archive that cannot be opened, or a question that it cannot answer. The message says what is wrong and what to do,
/// without the folder's name.
/// </summary>
public sealed class ArchiveException(string message, Exception? cause = null) : Exception(message, cause);
