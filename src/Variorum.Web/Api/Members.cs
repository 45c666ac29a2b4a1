using System.Text.Json;

namespace Variorum;

/// <summary>Members of an object as the values of parameters.</summary>
internal static class Members
{
    // Of one text that is sent; what takes less says so itself.
    private const int LongestText = 4 << 20;

    /// <exception cref="WrongException">It is no object, or has a member that is none of these.</exception>
    public static void Check(JsonElement sent, IReadOnlyList<Parameter> known)
    {
        if (sent.ValueKind != JsonValueKind.Object) throw new WrongException($"what was sent is no object with {string.Join(", ", known.Select(static parameter => parameter.Name))}");
        Check(sent.EnumerateObject().Select(static member => member.Name), known, "what is sent");
    }

    /// <param name="names">Of the members.</param>
    /// <param name="known">Those that there are.</param>
    /// <param name="what">Has them, for the sentence.</param>
    /// <exception cref="WrongException">One is none of these.</exception>
    public static void Check(IEnumerable<string> names, IReadOnlyList<Parameter> known, string what)
    {
        if (names.FirstOrDefault(name => !known.Any(parameter => parameter.Name == name)) is { } unknown)
            throw new WrongException($"{what} takes {string.Join(", ", known.Select(static parameter => parameter.Name))}, and no {(unknown.Length > 40 ? unknown[..40] : unknown)}");
    }

    /// <summary>What the member of a parameter's name says, several things where it is a list.</summary>
    /// <exception cref="WrongException">It is no text, nor a number where one is meant.</exception>
    public static IReadOnlyList<string?> Texts(Parameter parameter, JsonElement of) => of.TryGetProperty(parameter.Name, out var given) ? Values(parameter, given) : [];

    /// <inheritdoc cref="Texts"/>
    public static IReadOnlyList<string?> Values(Parameter parameter, JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array when parameter.Most > 1 => [.. given.EnumerateArray().Select(item => Value(parameter, item))],
        _ => [Value(parameter, given)],
    };

    /// <summary>A text that was sent.</summary>
    /// <param name="name">Of what it is, for the sentence.</param>
    /// <exception cref="WrongException">It is too long, or holds half a character.</exception>
    public static string Text(JsonElement value, string name)
    {
        try
        {
            return value.GetString() is { Length: <= LongestText } text ? text : throw new WrongException($"{name} is longer than {LongestText} characters");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            throw new WrongException($"{name} is no text that Unicode knows");
        }
    }

    private static string Value(Parameter parameter, JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.String => Text(given, parameter.Name),
        JsonValueKind.Number when parameter is NumberParameter => given.GetRawText(),
        _ => throw new WrongException($"{parameter.Name} is no {(parameter is NumberParameter ? "number" : "text")}"),
    };
}
