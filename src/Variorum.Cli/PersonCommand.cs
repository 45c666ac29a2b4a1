using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum person</c>: what somebody is made to say, over the whole archive.</summary>
internal static class PersonCommand
{
    public static Command Create() => ClaimsArguments.Verb<PersonsReport>("person", "Shows all that a person is made to say, with titles, spellings, first and last mention, and where the person dropped out.",
        "variorum person Dravec",
        new Argument<string[]>("NAME") { Description = "A name in any spelling or script; a family name will do.", Arity = new ArgumentArity(1, Arguments.Most) },
        static (archive, words, options) =>
        {
            var report = PersonsReport.Of(archive, string.Join(' ', words), options);
            if (report.Persons.Count > 0) return report;
            Message.Say(report.Asked, archive.Size().Versions == 0 ? "is named nowhere: the archive is empty, and variorum add fills it"
                : report.Nearest.Count > 0 ? $"is no person that an account names with a title or words of saying; the nearest names are {string.Join(", ", report.Nearest)}"
                : "is no person that an account names with a title or words of saying: look for the word with variorum search");
            return report;
        },
        PersonText.Write, ClaimsJson.Write, ClaimsCsv.Write);
}
