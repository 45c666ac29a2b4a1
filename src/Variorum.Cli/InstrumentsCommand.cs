using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum instruments</c>: treaties and other documents that accounts name.</summary>
internal static class InstrumentsCommand
{
    public static Command Create() => ClaimsArguments.Verb<InstrumentsReport>("instruments", "Shows treaties, agreements, statements and other documents that accounts name: who signed, when, what they are said to contain, how each side names them.",
        "variorum instruments treaty",
        new Argument<string[]>(ClaimsArguments.QueryName) { Description = "Only those with one of these words in name, parties or content, in accounts that answer the query; as in variorum search.", Arity = new ArgumentArity(0, Arguments.Most) },
        static (archive, words, options) => ClaimsArguments.Asked("instruments", words) is { } asked ? InstrumentsReport.Of(archive, asked.Query, asked.Words, options) : null,
        InstrumentsText.Write, ClaimsJson.Write, ClaimsCsv.Write);
}
