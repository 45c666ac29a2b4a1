using System.Globalization;

namespace Variorum;

/// <summary>What somebody asks: the values of the parameters that a question has, read and bounded.</summary>
internal sealed class Asked
{
    private readonly Dictionary<Parameter, object[]> values = [];
    private readonly IReadOnlyList<Parameter> parameters;

    /// <param name="parameters">That the question has.</param>
    /// <param name="given">The values of a parameter, as they came; none where it was left out.</param>
    /// <exception cref="WrongException">One is missing, comes too often, or is not what it should be.</exception>
    public Asked(IReadOnlyList<Parameter> parameters, Func<Parameter, IReadOnlyList<string?>> given)
    {
        this.parameters = parameters;
        foreach (var parameter in parameters)
        {
            // A form sends the fields that nobody filled in.
            string[] texts = [.. given(parameter).OfType<string>().Where(static text => text.Length > 0)];
            if (texts.Length == 0 && !parameter.Required) continue;
            if (texts.Length == 0) throw new WrongException($"{parameter.Name} is missing: {Lower(parameter.Description)}");
            if (texts.Length < parameter.Fewest || texts.Length > parameter.Most)
            {
                throw new WrongException(parameter.Most == 1 ? $"{parameter.Name} is given more than once"
                    : string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} is given {texts.Length} times, and can be from {parameter.Fewest} to {parameter.Most} times"));
            }
            values.Add(parameter, Array.ConvertAll(texts, parameter.Value));
        }
    }

    /// <summary>The value of a parameter that has to be given.</summary>
    public T Of<T>(Parameter<T> parameter) where T : notnull => Says(parameter, out var value) ? value : throw new WrongException($"{parameter.Name} is missing");

    /// <summary>All values of a parameter.</summary>
    public IReadOnlyList<T> All<T>(Parameter<T> parameter) where T : notnull => values.TryGetValue(Known(parameter), out var found) ? [.. found.Cast<T>()] : [];

    /// <summary>Whether a parameter is given, and its first value.</summary>
    public bool Says<T>(Parameter<T> parameter, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value) where T : notnull
    {
        var given = values.TryGetValue(Known(parameter), out var found);
        value = given ? (T)found![0] : default;
        return given;
    }

    /// <summary>A text, or null.</summary>
    public string? Text(Parameter<string> parameter) => Says(parameter, out var text) ? text : null;

    /// <summary>A number, or the one that counts where it is not given.</summary>
    public int Number(NumberParameter parameter) => (int)(Says(parameter, out var number) ? number : parameter.Usual!.Value);

    public DateOnly? Day(DayParameter parameter) => Says(parameter, out var day) ? day : null;

    // What is not documented cannot be asked for.
    private Parameter Known(Parameter parameter) =>
        parameters.Contains(parameter) ? parameter : throw new InvalidOperationException($"The question has no parameter {parameter.Name}.");

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}
