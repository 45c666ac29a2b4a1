using System.CommandLine;

namespace Variorum;

/// <summary>The arguments that verbs have in common, with one sentence for each wrong one.</summary>
internal static class Arguments
{
    /// <summary>More pages than a shell passes on.</summary>
    public const int Most = 100_000;

    /// <summary>An option that takes a word of a few.</summary>
    public static Option<string?> OneOf(string name, string description, string[] words)
    {
        var option = Checked(name, string.Join('|', words), description, text => Array.IndexOf(words, text) >= 0, $"one of {string.Join(", ", words)}");
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>An option that takes what <paramref name="check"/> takes. Its value stays text: an option of numbers costs a millisecond of each start.</summary>
    public static Option<string?> Checked(string name, string value, string description, Func<string, bool> check, string wanted)
    {
        var option = Text(name, value, description);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !check(token.Value)) result.AddError($"{name} {token.Value} is not {wanted}");
        });
        return option;
    }

    public static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    public static Option<string?> Output() => new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Where to write it, whole or not at all; - is standard output.",
    };

    public static Option<string?> MaxSize() =>
        Checked("--max-size", "SIZE", "Pages larger than this are not read; 16 MB.", text => Size.Parse(text) is not null, "a size such as 500kB or 64MB, at most 1GB");

    /// <summary>The limit that is asked for.</summary>
    public static long Limit(string? size) => size is null ? Input.DefaultLimit : Size.Parse(size) ?? Input.DefaultLimit;

    /// <summary>What is wrong with arguments that parse and still make no sense; null where they do.</summary>
    public static string? Wrong(string[] inputs, string? output)
    {
        if (output is "" || inputs.Contains("")) return "the name of a file is empty";
        if (Array.Find(inputs, static input => input is ['-', not '\0', ..] && !File.Exists(input)) is { } option)
            return $"there is no option {option}";
        if (inputs.Count(static input => input == Input.Standard) > 1)
            return "- is named twice, and standard input can be read only once";
        if (output is not null and not Input.Standard && inputs.Any(input => input != Input.Standard && Path.GetFullPath(input) == Path.GetFullPath(output)))
            return $"{output} is an input, and the output would replace it";
        return null;
    }

    /// <summary>The format that is asked for, or else the one that the output's ending names.</summary>
    /// <param name="formatOf">Of a lower-case ending such as <c>.html</c>; null for one that names none.</param>
    public static string? Format(string? format, string? output, Func<string, string?> formatOf) =>
        format ?? (output is null or Input.Standard || Path.GetExtension(output) is not { Length: > 0 } ending ? "text" : formatOf(ending.ToLowerInvariant()));

    public static string NoFormat(string? output) => $"the ending of {output} names no format, so --format is needed";
}
