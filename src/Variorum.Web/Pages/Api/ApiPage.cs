namespace Variorum;

/// <summary><c>/api</c>: what programs can ask, to be tried out.</summary>
internal static class ApiPage
{
    private const string Try = "/try/";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api", (HttpContext http) => Show(RoomAddress.Of(http).Base)).Needs(Rank.Reader);
        // A form cannot put a field into a path; this can.
        routes.MapGet(Try + "{operation}", (RequestDelegate)Ask).Needs(Rank.Reader);
    }

    private static Task Ask(HttpContext http)
    {
        var id = http.Request.RouteValues["operation"] as string;
        if (Api.Operations.FirstOrDefault(operation => operation.Id == id && CanBeTried(operation)) is not { } operation) throw new NotThereException("there is no such question to try: /api lists them");
        http.Response.Redirect(operation.Address(parameter => [.. http.Request.Query[parameter.Name].OfType<string>().SelectMany(value => parameter.Most > 1 ? value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) : [value]).Where(static value => value.Length is > 0 and <= UsualParameters.LongestUrl)]));
        return Task.CompletedTask;
    }

    private static View Show(string room) => new("API", page =>
    {
        page.Html($"""
            <h1>API</h1>
            <p class="lead">All that the reading room shows, for programs: JSON in published formats, described by <a href="{Api.Base}/openapi.json">OpenAPI 3.1</a>. Programs that talk find it at <code>/mcp</code>.</p>
            <nav class="api-about" aria-label="Operations"><ul>

            """);
        foreach (var about in Api.Operations.GroupBy(static operation => operation.About)) page.Html($"<li><a href=\"#about-{about.Key}\">{about.Key}</a></li>\n");
        page.Html($"</ul></nav>\n");
        foreach (var about in Api.Operations.GroupBy(static operation => operation.About))
        {
            page.Html($"<h2 id=\"about-{about.Key}\">{about.Key}</h2>\n");
            foreach (var operation in about) Write(page, operation, room);
        }
    })
    { Description = "Every question that programs can ask of this archive, to be tried out." };

    private static void Write(StringBuilder page, Operation operation, string room)
    {
        page.Html($"<details class=\"more api\" id=\"{operation.Id}\"><summary><code>{operation.Method} {operation.Path}</code> {operation.Summary}</summary>\n");
        if (CanBeTried(operation)) page.Html($"<form class=\"fields\" action=\"{Try}{operation.Id}\" data-api=\"{Api.Base}{operation.Path}\">\n");
        else page.Html($"<form class=\"fields\" data-api=\"{Api.Base}{operation.Path}\" data-method=\"{operation.Method}\">\n");
        foreach (var parameter in operation.Parameters) Write(page, operation, parameter);
        if (operation.SentExample is { } sent) page.Html($"<p><label for=\"{operation.Id}-sent\">What is sent</label><textarea id=\"{operation.Id}-sent\" name=\"\" data-sent rows=\"8\" maxlength=\"1000000\" spellcheck=\"false\">{sent}</textarea></p>\n");
        var curl = $"curl {(operation.Method == HttpMethods.Get ? "" : $"-X {operation.Method} ")}{(operation.SentExample is null ? "" : $"-H 'Content-Type: application/json' -d '{operation.SentExample}' ")}'{room}{operation.Example()}'";
        page.Html($"<p class=\"buttons\"><button class=\"primary\"{Hidden(operation)}>Ask</button></p>\n<pre class=\"curl\" tabindex=\"0\">{curl}</pre>\n<output></output>\n</form>\n</details>\n");
    }

    private static void Write(StringBuilder page, Operation operation, Parameter parameter)
    {
        var id = $"{operation.Id}-{parameter.Name}";
        var value = parameter.Example?.Replace('|', ',');
        page.Html($"<p><label for=\"{id}\">{parameter.Name}{(parameter.Required ? "" : " (may be empty)")}</label>");
        var where = parameter.InPath ? "path" : parameter.Most > 1 ? "many" : "query";
        switch (parameter)
        {
            case WordParameter { Most: 1 } word:
                page.Html($"<select id=\"{id}\" name=\"{parameter.Name}\" data-in=\"{where}\" aria-describedby=\"{id}-d\"><option value=\"\"></option>");
                foreach (var one in word.Words) page.Html($"<option{new Markup.Raw(one == value ? " selected" : "")}>{one}</option>");
                page.Html($"</select>");
                break;
            case NumberParameter { Most: 1 } number:
                page.Html($"<input id=\"{id}\" name=\"{parameter.Name}\" data-in=\"{where}\" aria-describedby=\"{id}-d\" type=\"number\" min=\"{number.Least}\" max=\"{number.Greatest}\" value=\"{value ?? ""}\"{Needed(parameter)}>");
                break;
            case DayParameter:
                page.Html($"<input id=\"{id}\" name=\"{parameter.Name}\" data-in=\"{where}\" aria-describedby=\"{id}-d\" type=\"date\" value=\"{value ?? ""}\">");
                break;
            default:
                page.Html($"<input id=\"{id}\" name=\"{parameter.Name}\" data-in=\"{where}\" aria-describedby=\"{id}-d\" maxlength=\"{(parameter is TextParameter text ? text.Longest : 1000)}\" value=\"{value ?? ""}\" autocomplete=\"off\"{Needed(parameter)}>");
                break;
        }
        page.Html($"<span class=\"meta\" id=\"{id}-d\">{parameter.Description}{(parameter.Most > 1 ? " Several with a comma between them." : "")}</span></p>\n");
    }

    private static Markup.Raw Needed(Parameter parameter) => new(parameter.Required ? " required" : "");

    private static bool CanBeTried(Operation operation) => operation.Method == HttpMethods.Get;

    // What is sent as JSON or takes something away, no form without script sends; the line for the shell does.
    private static Markup.Raw Hidden(Operation operation) => new(CanBeTried(operation) ? "" : " hidden");
}
