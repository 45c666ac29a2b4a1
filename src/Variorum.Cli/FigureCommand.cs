using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum figure</c>: one quantity over time and accounts.</summary>
internal static class FigureCommand
{
    public static Command Create() => ClaimsArguments.Verb<FigureReport>("figure", "Follows one quantity over time and accounts, and shows where these differ.",
        "variorum figure trade",
        new Argument<string[]>("LABEL") { Description = "What the quantity is called, such as \"trade turnover\".", Arity = new ArgumentArity(1, Arguments.Most) },
        static (archive, words, options) => FigureReport.Of(archive, string.Join(' ', words), options),
        FigureText.Write, ClaimsJson.Write, ClaimsCsv.Write);
}
