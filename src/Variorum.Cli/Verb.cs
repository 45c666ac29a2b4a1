using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Variorum;

/// <summary>A verb of the command line, with an example that its help shows.</summary>
/// <param name="name">As people say it.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="example">A command that runs in the project's folder.</param>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    public string Example { get; } = example;

    /// <summary>Parses and runs. Wrong usage is one sentence and <see cref="Exit.Usage"/>.</summary>
    public static int Run(RootCommand root, string[] args)
    {
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExample();
        // A page may be called @draft.html: such a name is no response file.
        var parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction)
        {
            var verb = parse.CommandResult.Command;
            var called = verb == root ? "variorum" : $"variorum {verb.Name}";
            Message.Say(called, args.Length == 0
                ? "a verb is missing; the first one to try is compare, and variorum --help shows all"
                : $"{parse.Errors[0].Message.TrimEnd('.').ReplaceLineEndings(" ")}; {called} --help shows how it is used");
            return Exit.Usage;
        }
        return parse.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private sealed class HelpWithExample : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var exit = new HelpAction().Invoke(parseResult);
            if (parseResult.CommandResult.Command is Verb verb)
                parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {verb.Example}\n");
            return exit;
        }
    }
}

/// <summary>What the command tells the shell.</summary>
internal static class Exit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, but something could not be.</summary>
    public const int Partly = 1;

    /// <summary>Wrong usage: nothing was done.</summary>
    public const int Usage = 2;
}
