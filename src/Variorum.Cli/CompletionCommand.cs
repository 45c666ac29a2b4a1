using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;

namespace Variorum;

/// <summary><c>variorum completion</c>: a script for the shell, made from the verbs and options that there are.</summary>
internal static class CompletionCommand
{
    public static Command Create(RootCommand root)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.CompletionSources.Add("bash", "zsh", "fish");
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not ("bash" or "zsh" or "fish"))
                result.AddError($"{token.Value} is not one of bash, zsh, fish");
        });
        var verb = new Verb("completion", "Writes a script that lets the shell complete verbs, options and their values; for bash: source <(variorum completion bash).",
            "variorum completion bash")
        {
            shell,
        };
        verb.SetAction(parse => Output.WriteText(null, writer => Write(parse.GetRequiredValue(shell), root, writer)) ? Exit.Done : Exit.Partly);
        return verb;
    }

    private static void Write(string shell, RootCommand root, TextWriter writer)
    {
        switch (shell)
        {
            case "bash":
                Bash(root, writer);
                break;
            case "zsh":
                // zsh runs bash's completions itself: one script to keep right.
                writer.WriteLine("autoload -U +X compinit && compinit -u\nautoload -U +X bashcompinit && bashcompinit");
                Bash(root, writer);
                break;
            default:
                Fish(root, writer);
                break;
        }
    }

    private static void Bash(RootCommand root, TextWriter writer)
    {
        writer.WriteLine("""
            _variorum() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=
                COMPREPLY=()
                case "${COMP_WORDS[1]} $before" in
            """);
        foreach (var verb in root.Subcommands)
            foreach (var option in Options(root, verb))
                foreach (var name in Names(option).Where(_ => Takes(option)))
                    writer.WriteLine($"    '{verb.Name} {name}') {(Words(option) is { Length: > 0 } words ? $"words='{words}'" : "return")} ;;");
        // Options where one is begun; elsewhere the words that may stand there, and files where there are none.
        writer.WriteLine("    *)\n        case \"${COMP_WORDS[1]} $COMP_CWORD $word\" in");
        writer.WriteLine($"        *' 1 '*) words='{string.Join(' ', root.Subcommands.Select(verb => verb.Name).Concat(root.Options.SelectMany(Names)))}' ;;");
        foreach (var verb in root.Subcommands)
        {
            writer.WriteLine($"        '{verb.Name} '*' -'*) words='{string.Join(' ', Options(root, verb).SelectMany(Names))}' ;;");
            foreach (var argument in verb.Arguments.Where(argument => Words(argument).Length > 0))
                writer.WriteLine($"        '{verb.Name} '*) words='{Words(argument)}' ;;");
            if (verb.Subcommands.Count > 0) writer.WriteLine($"        '{verb.Name} 2 '*) words='{Subcommands(verb)}' ;;");
        }
        writer.WriteLine("""
                    *) return ;;
                    esac ;;
                esac
                COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -o default -F _variorum variorum ./variorum
            """);
    }

    private static void Fish(RootCommand root, TextWriter writer)
    {
        foreach (var verb in root.Subcommands)
        {
            writer.WriteLine($"complete -c variorum -n __fish_use_subcommand -f -a {verb.Name} -d {Quoted(verb.Description)}");
            var within = $"-n '__fish_seen_subcommand_from {verb.Name}'";
            foreach (var argument in verb.Arguments.Where(argument => Words(argument).Length > 0))
                writer.WriteLine($"complete -c variorum {within} -f -a '{Words(argument)}'");
            if (verb.Subcommands.Count > 0) writer.WriteLine($"complete -c variorum {within} -f -a '{Subcommands(verb)}'");
            foreach (var option in Options(root, verb))
            {
                var names = string.Join(' ', Names(option).Select(name => name.StartsWith("--", StringComparison.Ordinal) ? $"-l {name[2..]}" : name.Length == 2 ? $"-s {name[1..]}" : ""));
                var values = !Takes(option) ? "" : Words(option) is { Length: > 0 } words ? $" -x -a '{words}'" : " -r";
                writer.WriteLine($"complete -c variorum {within} {names.Trim()}{values} -d {Quoted(option.Description)}");
            }
        }
    }

    private static IEnumerable<Option> Options(RootCommand root, Command verb) =>
        verb.Options.Concat(verb.Subcommands.SelectMany(static word => word.Options).DistinctBy(static option => option.Name)).Concat(root.Options.Where(option => option.Recursive));

    private static string Subcommands(Command verb) => string.Join(' ', verb.Subcommands.Select(static word => word.Name));

    private static IEnumerable<string> Names(Option option) =>
        option.Aliases.Prepend(option.Name).Where(name => name.StartsWith('-'));

    private static bool Takes(Option option) => option is not HelpOption && option.ValueType != typeof(bool);

    private static string Words(Symbol symbol) =>
        string.Join(' ', symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label));

    private static string Quoted(string? text) => $"'{text?.Replace("'", "\\'", StringComparison.Ordinal)}'";
}
