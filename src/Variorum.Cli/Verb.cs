using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>A verb of the command line, with an example that its help shows.</summary>
/// <param name="name">As people say it.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="example">A command that runs in the project's folder.</param>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    public string Example { get; } = example;

    /// <summary>How long it may take to end in order when it is told to.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Parses and runs. Wrong usage is one sentence and <see cref="Exit.Usage"/>.</summary>
    public static int Run(RootCommand root, string[] args)
    {
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExample();
        // A page may be called @draft.html: such a name is no response file.
        var parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction) return Refuse(parse.CommandResult.Command, Wrong(parse, args));
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        // The library's own handling begins when an action has returned, and ours do not before their work is done.
        using var ending = parse.Action is AsynchronousCommandLineAction ? new Ending((parse.CommandResult.Command as Verb)?.Patience ?? TimeSpan.FromSeconds(3)) : null;
        try
        {
            return ending is null ? parse.Invoke(configuration) : parse.InvokeAsync(configuration, ending.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (ending?.Exit is not null)
        {
            return ending.Exit.Value;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Message.Say("variorum", $"failed by a fault of its own ({fault.GetType().Name}, {fault.Message.TrimEnd('.')}, {fault.StackTrace?.Split('\n')[0].Trim()}): please report this together with the inputs");
            return Exit.Partly;
        }
    }

    /// <summary>Says what is wrong with the arguments, and where help is.</summary>
    public static int Refuse(Command verb, string wrong)
    {
        var called = string.Join(' ', Called(verb));
        Message.Say($"{called}:", $"{wrong}; {called} --help shows how it is used");
        return Exit.Usage;
    }

    private static IEnumerable<string> Called(Command verb) =>
        verb.Parents.OfType<Command>().FirstOrDefault() is { } of ? Called(of).Append(verb.Name) : ["variorum"];

    private static string Wrong(ParseResult parse, string[] args)
    {
        var error = parse.Errors[0];
        if (parse.CommandResult.Command is RootCommand)
            return args is [var first, ..] ? $"{first} is no verb" : "a verb is missing";
        if (parse.CommandResult.Command is { Subcommands: { Count: > 0 } words } verb)
            return $"{(parse.UnmatchedTokens is [var other, ..] ? $"{verb.Name} has no {other}; it takes" : "what to do is missing:")} {string.Join(", ", words.Select(static word => word.Name))}";
        if (error.SymbolResult is ArgumentResult { Argument: { Arity.MinimumNumberOfValues: var least } argument } missing
            && argument.Parents.Any(static parent => parent is Command) && missing.Tokens.Count < least)
            return least == 1 ? $"{argument.Name} is missing" : $"at least two pages are needed, and {missing.Tokens.Count} named";
        return error.Message.TrimEnd('.').ReplaceLineEndings(" ");
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

/// <summary>The wish to end, by Ctrl-C or SIGTERM: what is under way is given up in order, within seconds. At the second time the process ends at once.</summary>
internal sealed class Ending : IDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly PosixSignalRegistration interrupt, terminate;
    private readonly TimeSpan patience;
    private Timer? last;

    /// <param name="patience">What hangs (a pipe that nobody writes to) cannot be given up; an archive bears the rest.</param>
    public Ending(TimeSpan patience)
    {
        this.patience = patience;
        (interrupt, terminate) = (On(PosixSignal.SIGINT, 130), On(PosixSignal.SIGTERM, 143));
    }

    public CancellationToken Token => end.Token;

    /// <summary>What the shell expects after the signal; null where none came.</summary>
    public int? Exit { get; private set; }

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        last?.Dispose();
        end.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal, int exit) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = Exit is null;
        if (Exit is not null) return;
        Exit = exit;
        last = new Timer(_ => Environment.Exit(exit), null, patience, Timeout.InfiniteTimeSpan);
        end.Cancel();
    });
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
