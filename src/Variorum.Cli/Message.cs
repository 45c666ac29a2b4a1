namespace Variorum;

/// <summary>Sentences for the person at the terminal, on standard error.</summary>
internal static class Message
{
    /// <summary>One line: which input, what is wrong with it, and after a colon what to do.</summary>
    /// <param name="input">Begins the sentence.</param>
    /// <param name="what">Goes on with it, from the verb on; no stop at its end.</param>
    public static void Say(string input, string what) => Say($"{input} {what}");

    /// <summary>A sentence that is whole but for its stop.</summary>
    public static void Say(string sentence) => Console.Error.WriteLine(Plain($"{sentence}."));

    /// <summary>The system's own words for a failure, without the path that we name ourselves.</summary>
    public static string Reason(Exception failed, string path)
    {
        var reason = failed.Message.ReplaceLineEndings(" ");
        var named = reason.IndexOf(" : '", StringComparison.Ordinal);
        return (named > 0 ? reason[..named] : reason.Replace($" '{path}'", "", StringComparison.Ordinal)).TrimEnd('.', ' ');
    }

    // A file's name may hold an escape sequence or a line break; a message stays one line and changes no terminal.
    private static string Plain(string text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = char.IsControl(from[i]) ? '?' : from[i];
        });

    /// <summary>"1 capture", "2 captures".</summary>
    public static string Count(long count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";
}
