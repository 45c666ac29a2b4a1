namespace Variorum;

/// <summary>Who may do what; each may do what those before may.</summary>
internal enum Rank
{
    /// <summary>Whoever asks.</summary>
    Anybody,

    /// <summary>May read everything that the archive keeps.</summary>
    Reader,

    /// <summary>May also decide: correct links, write notes, save searches, add pages and sources.</summary>
    Editor,

    /// <summary>May also say who else may.</summary>
    Admin,
}

/// <summary>Whoever asks.</summary>
/// <param name="Name">As decisions are signed; null for nobody in particular.</param>
/// <param name="Rank">What they may.</param>
internal sealed record Visitor(string? Name, Rank Rank)
{
    public static readonly Visitor Nobody = new(null, Rank.Anybody);
}
