using System.CommandLine;
using System.CommandLine.Parsing;

namespace Variorum;

/// <summary>The arguments that verbs have in common, with one sentence for each wrong one.</summary>
internal static class Arguments
{
    /// <summary>More pages than a shell passes on.</summary>
    public const int Most = 100_000;

    /// <summary>An option that takes a word of a few.</summary>
    public static Option<string?> OneOf(string name, string description, string[] words)
    {
        var option = Parsed<string?>(name, string.Join('|', words), description,
            text => Array.IndexOf(words, text) >= 0 ? text : null, $"one of {string.Join(", ", words)}");
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>An option that takes what <paramref name="parse"/> does not give null for.</summary>
    public static Option<T?> Parsed<T>(string name, string value, string description, Func<string, T?> parse, string wanted) => new(name)
    {
        HelpName = value,
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (parse(text) is { } parsed) return parsed;
            result.AddError($"{name} {text} is not {wanted}.");
            return default;
        },
    };

    public static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    public static Option<string?> Output() => new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Where to write it, whole or not at all; - is standard output.",
    };

    public static Option<long?> MaxSize() =>
        Parsed<long?>("--max-size", "SIZE", "Pages larger than this are not read; 16 MB.", Size.Parse, "a size such as 500kB or 64MB, at most 1GB");

    /// <summary>What parses and still makes no sense.</summary>
    public static void Check(CommandResult verb, Argument<string[]> files, Option<string?> output)
    {
        var inputs = verb.GetValue(files) ?? [];
        if (inputs.Count(static input => input == Input.Standard) > 1)
            verb.AddError("- is named twice, but standard input can be read only once.");
        if (verb.GetValue(output) is { } path && path != Input.Standard && inputs.Any(input => input != Input.Standard && Path.GetFullPath(input) == Path.GetFullPath(path)))
            verb.AddError($"{path}: the output would replace an input; choose another name.");
        if (inputs.Contains(""))
            verb.AddError("a file's name is empty.");
    }
}
