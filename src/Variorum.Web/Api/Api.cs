using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;

namespace Variorum;

/// <summary>What programs ask: every operation under one base, each served as it is documented.</summary>
internal static class Api
{
    public const string Base = "/api/v1";

    // Deeper than anything that is sent here, and far from what would overflow.
    private const int Deepest = 16;

    /// <summary>All that can be asked.</summary>
    public static IReadOnlyList<Operation> Operations { get; } =
        [.. ArchiveOperations.All, .. DocumentOperations.All, .. CaptureOperations.All, .. SearchOperations.All, .. EventOperations.All, .. CollationOperations.All, .. ClaimsOperations.All, .. SourceOperations.All, .. FollowingOperations.All, OpenApi.Operation];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in Operations.GroupBy(static operation => operation.Path))
        {
            foreach (var operation in path)
            {
                var route = routes.MapMethods(Base + path.Key, [operation.Method], (RequestDelegate)(http => Serve(http, operation))).Needs(operation.Needs);
                if (operation.Dear) route.Costly(Limits.DearPerMinute);
                if (operation.GoesElsewhere) route.Costly();
                if (operation.OnlyReads) route.OnlyReads();
            }
            var allowed = string.Join(", ", path.SelectMany(Methods));
            routes.Map(Base + path.Key, (RequestDelegate)(http => NotSo(http, allowed))).Needs(Rank.Anybody);
        }
        routes.Map("/api/{**rest}", (RequestDelegate)(static http => Problem.Write(http, StatusCodes.Status404NotFound, $"There is nothing here: {Base}/openapi.json lists what can be asked."))).Needs(Rank.Anybody);
    }

    private static string[] Methods(Operation operation) => operation.Method == HttpMethods.Get ? [HttpMethods.Get, HttpMethods.Head] : [operation.Method];

    private static async Task Serve(HttpContext http, Operation operation)
    {
        var asked = Ask(http, operation, default);
        var table = operation.Table && asked.Text(UsualParameters.Format) is { } format ? format == "csv" : (bool?)null;
        var type = table switch
        {
            true => Answers.Csv,
            false => operation.Type,
            null => operation.Table ? Answers.Wanted(http.Request, operation.Type, Answers.Csv) : Answers.Wanted(http.Request, operation.Type),
        };
        if (type is null)
        {
            await Problem.Write(http, StatusCodes.Status406NotAcceptable, $"This cannot be had so: it is {operation.Type}{(operation.Table ? $" or {Answers.Csv}" : "")}.").ConfigureAwait(false);
            return;
        }
        using var sent = operation.TakesBody ? await Read(http).ConfigureAwait(false) : null;
        if (operation.TakesBody && sent is null) return;
        if (operation.Members.Count > 0) asked = Ask(http, operation, sent!.RootElement);
        var body = new MemoryStream();
        var next = operation.AnswerRoom is { } room ? Write(await room(asked, sent?.RootElement ?? default, http).ConfigureAwait(false))
            : await http.RequestServices.GetRequiredService<Archives>().ReadAsync(reading => Write(operation.Answer!(asked, reading)), http.RequestAborted).ConfigureAwait(false);
        if (next is not null) http.Response.Headers.Link = $"<{Next(http.Request, next)}>; rel=\"next\"";
        await Answers.Send(http, type, body.GetBuffer().AsMemory(0, (int)body.Length)).ConfigureAwait(false);

        string? Write(Answer answer)
        {
            (type == Answers.Csv ? answer.Table! : answer.Write)(body);
            return answer.Next;
        }
    }

    // With what was sent, as soon as that was read.
    private static Asked Ask(HttpContext http, Operation operation, JsonElement sent)
    {
        if (http.Request.Query.Keys.FirstOrDefault(key => !operation.Parameters.Any(parameter => !parameter.InPath && parameter.Name == key)) is { } unknown)
        {
            var known = operation.Parameters.Where(static parameter => !parameter.InPath).Select(static parameter => parameter.Name).ToList();
            throw new WrongException($"there is no parameter “{(unknown.Length > 60 ? unknown[..60] : unknown)}” here; {(known.Count == 0 ? "it takes none" : "it takes " + string.Join(", ", known))}");
        }
        if (sent.ValueKind != JsonValueKind.Undefined) Members.Check(sent, operation.Members);
        return new Asked(sent.ValueKind == JsonValueKind.Undefined ? operation.Parameters : [.. operation.Parameters, .. operation.Members], parameter => operation.Members.Contains(parameter) ? Members.Texts(parameter, sent)
            : parameter.InPath ? (IReadOnlyList<string?>)[http.Request.RouteValues[parameter.Name] as string] : http.Request.Query[parameter.Name]);
    }

    private static async Task<JsonDocument?> Read(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
        {
            http.Response.Headers["Accept-Post"] = Answers.Json;
            await Problem.Write(http, StatusCodes.Status415UnsupportedMediaType, $"This cannot be read: what is sent has to be {Answers.Json}.").ConfigureAwait(false);
            return null;
        }
        try
        {
            // To the end of what comes, as forms are.
            return await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { MaxDepth = Deepest }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (JsonException broken)
        {
            throw new WrongException($"what was sent is no JSON (line {(broken.LineNumber ?? 0) + 1}, byte {broken.BytePositionInLine ?? 0}, at most {Deepest} levels)");
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("what was sent breaks off before its end", StatusCodes.Status400BadRequest, broken);
        }
    }

    private static string Next(HttpRequest request, string cursor)
    {
        var query = new QueryBuilder(request.Query.Where(static given => given.Key != UsualParameters.Cursor.Name).SelectMany(static given => given.Value, static (given, value) => KeyValuePair.Create(given.Key, value ?? "")));
        query.Add(UsualParameters.Cursor.Name, cursor);
        return request.Path + query.ToString();
    }

    private static Task NotSo(HttpContext http, string allowed)
    {
        http.Response.Headers.Allow = allowed;
        return Problem.Write(http, StatusCodes.Status405MethodNotAllowed, $"This cannot be done here: the address takes {allowed}.");
    }
}
