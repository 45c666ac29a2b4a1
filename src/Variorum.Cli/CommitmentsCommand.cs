using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum commitments</c>: what parties say that they will do.</summary>
internal static class CommitmentsCommand
{
    public static Command Create() => ClaimsArguments.Verb<CommitmentsReport>("commitments", "Shows what parties say that they will do: by whom, to whom, by when, how strongly, and where accounts differ.",
        "variorum commitments trade --since 2026-06-01",
        new Argument<string[]>(ClaimsArguments.QueryName) { Description = "Only those with one of these words in their sentence, in accounts that answer the query; as in variorum search.", Arity = new ArgumentArity(0, Arguments.Most) },
        static (archive, words, options) => ClaimsArguments.Asked("commitments", words) is { } asked ? CommitmentsReport.Of(archive, asked.Query, asked.Words, options) : null,
        CommitmentsText.Write, ClaimsJson.Write, ClaimsCsv.Write);
}
