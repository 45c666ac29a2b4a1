namespace Variorum;

/// <summary>Who may do what; each may do what those before may.</summary>
public enum Rank
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

/// <summary>How it is known who asks.</summary>
internal enum Way
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>From this machine, where that is enough.</summary>
    Local,

    /// <summary>By the cookie of a session.</summary>
    Session,

    /// <summary>By a token sent as a bearer's, which no browser does by itself.</summary>
    Token,

    /// <summary>By a token sent as a password, which a browser does by itself once it was told.</summary>
    Basic,
}

/// <summary>Whoever asks.</summary>
/// <param name="Name">As decisions are signed; null for nobody in particular.</param>
/// <param name="Rank">What they may.</param>
internal sealed record Visitor(string? Name, Rank Rank)
{
    public static readonly Visitor Nobody = new(null, Rank.Anybody);

    public Way By { get; init; }

    /// <summary>The user's number; null for nobody and for who is at this machine.</summary>
    public long? User { get; init; }
}
