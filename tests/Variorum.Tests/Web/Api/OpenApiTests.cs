using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using NJsonSchema;

namespace Variorum;

public class OpenApiTests
{
    [Fact]
    public async Task The_description_is_valid_and_every_route_is_in_it()
    {
        await using var room = await ApiRoom.Open();
        var (document, faults) = OpenApiDocument.Parse(await room.Text("/api/v1/openapi.json"), "json");
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, faults!.SpecificationVersion);
        Assert.Empty(faults.Errors!.Select(static error => error.ToString()));
        Assert.Empty(document!.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(static error => error.ToString()));
        var described = document!.Paths!.SelectMany(static path => path.Value.Operations!.Select(operation => $"{operation.Key.Method} {Api.Base}{path.Key}")).ToList();
        var routed = room.Room.Endpoints.OfType<RouteEndpoint>().Where(static route => route.RoutePattern.RawText!.StartsWith(Api.Base, StringComparison.Ordinal))
            .SelectMany(static route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Where(static method => method != "HEAD").Select(method => $"{method} {route.RoutePattern.RawText}"));
        Assert.Equal(routed.Order(), described.Order());
    }

    [Fact]
    public async Task The_description_says_how_one_is_known_and_what_becomes_of_who_is_not()
    {
        await using var guarded = await GuardedRoom.With();
        using var reader = await guarded.SignedIn(Rank.Reader);
        var (_, text, _) = await reader.Get("/api/v1/openapi.json", ("Accept", "application/json"));
        var (document, _) = OpenApiDocument.Parse(text, "json");
        var schemes = document!.Components!.SecuritySchemes!;
        Assert.Equal((SecuritySchemeType.Http, "bearer"), (schemes["token"].Type, schemes["token"].Scheme));
        var cookie = reader.Cookies.GetCookies(guarded.Address).Cast<System.Net.Cookie>().Single(static one => one.Name != "variorum-guest").Name;
        Assert.Contains(schemes.Values, scheme => scheme.Type == SecuritySchemeType.ApiKey && scheme.In == ParameterLocation.Cookie && scheme.Name == cookie);
        Assert.All(document.Paths!.SelectMany(static path => path.Value.Operations!.Values), static operation => Assert.True(operation.Responses!.ContainsKey("401") && operation.Responses.ContainsKey("403")));
        using var nobody = guarded.Browser();
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await nobody.Get("/api/v1/status", ("Accept", "application/json"))).Status);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await reader.Get("/api/v1/webhooks", ("Accept", "application/json"))).Status);
    }

    [Fact]
    public async Task Every_example_is_answered_as_its_schema_says()
    {
        await using var room = await ApiRoom.Open();
        // What is fetched from elsewhere has a test of its own.
        foreach (var operation in Api.Operations.Where(static operation => operation.Id is not ("fetchPage" or "translate")).OrderBy(static operation => operation.Method == "DELETE"))
        {
            using var answer = await room.Ask(operation.Example(), method: new HttpMethod(operation.Method),
                sent: operation.SentExample is { } sent ? new StringContent(sent, System.Text.Encoding.UTF8, "application/json") : null);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{operation.Example()}: {body}");
            Assert.Equal(operation.Type, answer.Content.Headers.ContentType?.MediaType);
            if (operation.Schema is not { } schema) continue;
            Assert.True(await Errors(schema, body) is [], $"{operation.Example()}: {string.Join("; ", await Errors(schema, body))}");
            if (operation.Table)
            {
                using var table = await room.Ask(operation.Example(), "text/csv", new HttpMethod(operation.Method), operation.SentExample is { } again ? new StringContent(again, System.Text.Encoding.UTF8, "application/json") : null);
                Assert.Equal("text/csv", table.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    [Fact]
    public async Task Every_example_of_an_answer_is_one_that_the_samples_give()
    {
        foreach (var operation in Api.Operations.Where(static operation => operation.Schema is not (null or "openapi")))
        {
            Assert.True(ApiExamples.Of(operation.Id) is { } example, $"{operation.Id} has no example of its answer");
            Assert.True(await Errors(operation.Schema!, ApiExamples.Of(operation.Id)!) is [], operation.Id);
        }
    }

    private static async Task<IReadOnlyList<string>> Errors(string name, string json)
    {
        // Those that are no formats of ours stand beside the code.
        using var own = typeof(Api).Assembly.GetManifestResourceStream($"{name}.schema.json");
        if (own is null) return [.. await JsonFormatTests.Errors(name, json)];
        using var reader = new StreamReader(own);
        return [.. (await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync(TestContext.Current.CancellationToken))).Validate(json).Select(static error => error.ToString())];
    }
}
