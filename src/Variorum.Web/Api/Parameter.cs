using System.Globalization;
using System.Text.Json;

namespace Variorum;

/// <summary>
/// Something that a question may say. One definition reads it, documents it and makes the field of a form, so that none of these can
/// tell of another.
/// </summary>
/// <param name="Name">As it stands in an address.</param>
/// <param name="Description">A sentence.</param>
internal abstract record Parameter(string Name, string Description)
{
    public bool Required { get; init; }

    /// <summary>Whether it is a part of the path and not of the query.</summary>
    public bool InPath { get; init; }

    /// <summary>How often it has to be given at least, where it is given.</summary>
    public int Fewest { get; init; } = 1;

    /// <summary>How often it may be given.</summary>
    public int Most { get; init; } = 1;

    /// <summary>A value that an archive of the samples answers.</summary>
    public string? Example { get; init; }

    /// <summary>Writes the members of its JSON Schema: of a list, where it may be given several times.</summary>
    public void Schema(Utf8JsonWriter json)
    {
        if (Most == 1)
        {
            SchemaOfOne(json);
            return;
        }
        json.WriteString("type", "array");
        json.WriteNumber("minItems", Fewest);
        json.WriteNumber("maxItems", Most);
        json.WriteStartObject("items");
        SchemaOfOne(json);
        json.WriteEndObject();
    }

    /// <summary>Writes the JSON Schema of an object with these members and no others.</summary>
    public static void Schema(Utf8JsonWriter json, IReadOnlyList<Parameter> members)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var member in members)
        {
            json.WriteStartObject(member.Name);
            json.WriteString("description", member.Description);
            member.Schema(json);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        AccountJson.Strings(json, "required", [.. members.Where(static member => member.Required).Select(static member => member.Name)]);
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of the JSON Schema of one value.</summary>
    protected abstract void SchemaOfOne(Utf8JsonWriter json);

    /// <summary>Reads one value.</summary>
    /// <exception cref="WrongException">It is none.</exception>
    public abstract object Value(string text);
}

/// <typeparam name="T">What a value is read to.</typeparam>
internal abstract record Parameter<T>(string Name, string Description) : Parameter(Name, Description) where T : notnull
{
    public sealed override object Value(string text) => Read(text);

    protected abstract T Read(string text);
}

/// <summary>A whole number.</summary>
internal sealed record NumberParameter(string Name, string Description, long Least, long Greatest) : Parameter<long>(Name, Description)
{
    /// <summary>What counts where it is not given; null for nothing.</summary>
    public long? Usual { get; init; }

    protected override void SchemaOfOne(Utf8JsonWriter json)
    {
        json.WriteString("type", "integer");
        json.WriteNumber("minimum", Least);
        json.WriteNumber("maximum", Greatest);
        if (Usual is { } usual) json.WriteNumber("default", usual);
    }

    protected override long Read(string text) => Values.Number(Name, text, Least, Greatest);
}

/// <summary>Any text up to a length.</summary>
/// <param name="Longest">UTF-16 units.</param>
internal sealed record TextParameter(string Name, string Description, int Longest) : Parameter<string>(Name, Description)
{
    protected override void SchemaOfOne(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteNumber("minLength", 1);
        json.WriteNumber("maxLength", Longest);
    }

    protected override string Read(string text) => text.Length <= Longest && text.Trim().Length > 0 ? Values.Letters(Name, text)
        : throw Values.Wrong(Name, text, string.Create(CultureInfo.InvariantCulture, $"a text of 1 to {Longest} characters"));
}

/// <summary>One word of a few.</summary>
internal sealed record WordParameter(string Name, string Description, params string[] Words) : Parameter<string>(Name, Description)
{
    /// <summary>What counts where it is not given; null for nothing.</summary>
    public string? Usual { get; init; }

    protected override void SchemaOfOne(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        AccountJson.Strings(json, "enum", Words);
        if (Usual is not null) json.WriteString("default", Usual);
    }

    protected override string Read(string text) => Values.Word(Name, text, Words);
}

/// <summary>A day.</summary>
internal sealed record DayParameter(string Name, string Description) : Parameter<DateOnly>(Name, Description)
{
    protected override void SchemaOfOne(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteString("format", "date");
    }

    protected override DateOnly Read(string text) => Values.Day(Name, text);
}
