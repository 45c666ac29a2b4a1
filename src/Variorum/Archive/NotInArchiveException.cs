namespace Variorum;

/// <summary>What was asked of an archive by its number is not in it. The message is a sentence without its stop: there is no version 7.</summary>
public sealed class NotInArchiveException(string message) : KeyNotFoundException(message);
