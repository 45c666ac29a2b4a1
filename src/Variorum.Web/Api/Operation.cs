namespace Variorum;

/// <summary>Something that a program can ask. What is registered so is served, documented and can be tried out; there is no other way to be served.</summary>
/// <param name="Id">One word, in camel case.</param>
/// <param name="Path">Below <see cref="Api.Base"/>, its variable parts in braces.</param>
/// <param name="About">What it is of; groups the documentation.</param>
/// <param name="Summary">A sentence.</param>
/// <param name="Schema">The name of the schema of what it answers; null where that is not JSON.</param>
/// <param name="Parameters">All that it takes.</param>
/// <param name="Answer">Answers, from a reader of the archive; takes out of it all that it needs. Null where the room answers.</param>
internal sealed record Operation(string Id, string Path, string About, string Summary, string? Schema, IReadOnlyList<Parameter> Parameters, Func<Asked, Reading, Answer>? Answer)
{
    public string Method { get; init; } = HttpMethods.Get;

    public Rank Needs { get; init; } = Rank.Reader;

    /// <summary>The media type of the answer.</summary>
    public string Type { get; init; } = Answers.Json;

    /// <summary>Whether it takes the server a while.</summary>
    public bool Dear { get; init; }

    /// <summary>Whether the server goes elsewhere for it.</summary>
    public bool GoesElsewhere { get; init; }

    /// <summary>Whether it can also be had as a table.</summary>
    public bool Table { get; init; }

    /// <summary>The name of the schema of what is sent with it; null where nothing is, or an object of <see cref="Members"/>.</summary>
    public string? Sent { get; init; }

    /// <summary>What the object says that is sent with it; none where nothing is, or <see cref="Sent"/>.</summary>
    public IReadOnlyList<Parameter> Members { get; init; } = [];

    /// <summary>Whether what is sent is answered, and nothing is done by it.</summary>
    public bool OnlyReads { get; init; }

    public bool TakesBody => Sent is not null || Members.Count > 0;

    /// <summary>Something that can be sent; null where nothing is.</summary>
    public string? SentExample { get; init; }

    /// <summary>Answers by what the room keeps, or what was sent; null for what is asked of the archive.</summary>
    public Func<Asked, System.Text.Json.JsonElement, HttpContext, Task<Answer>>? AnswerRoom { get; init; }

    /// <summary>An address that the archive of the samples answers.</summary>
    public string Example() => Address(static parameter => parameter.Example?.Split('|') ?? []);

    /// <summary>The address at which it is asked for so.</summary>
    /// <param name="given">The values of each parameter; those of the path that have none stay as they are called.</param>
    public string Address(Func<Parameter, IReadOnlyList<string>> given)
    {
        var (path, query) = (Path, new List<string>());
        foreach (var parameter in Parameters)
        {
            var values = given(parameter);
            if (!parameter.InPath) query.AddRange(values.Select(value => $"{parameter.Name}={Uri.EscapeDataString(value)}"));
            else if (values.Count > 0) path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(values[0]), StringComparison.Ordinal);
        }
        return Api.Base + path + (query.Count == 0 ? "" : "?" + string.Join('&', query));
    }
}

/// <summary>An answer, in each form that it can have.</summary>
/// <param name="Write">Writes it.</param>
internal sealed record Answer(Action<Stream> Write)
{
    /// <summary>Writes it as a table; null where it is none.</summary>
    public Action<Stream>? Table { get; init; }

    /// <summary>Where the list goes on: the cursor of the next piece; null at the end.</summary>
    public string? Next { get; init; }
}
