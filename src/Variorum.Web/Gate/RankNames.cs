using System.Collections.Immutable;

namespace Variorum;

/// <summary>Roles by the words that people use.</summary>
public static class RankNames
{
    /// <summary>Each may do what those before may.</summary>
    public static ImmutableArray<string> All { get; } = ["reader", "editor", "admin"];

    /// <summary>The word of a role; <c>nobody</c> for none.</summary>
    public static string Of(Rank rank) => rank == Rank.Anybody ? "nobody" : All[rank - Rank.Reader];

    /// <exception cref="ArgumentException">It is none.</exception>
    public static Rank Parse(string word) => All.IndexOf(word) is >= 0 and var at ? Rank.Reader + at : throw new ArgumentException($"a role is {string.Join(", ", All[..^1])} or {All[^1]}");
}
