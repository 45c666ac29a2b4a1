using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Variorum;

/// <summary>The archive for programs that talk (Model Context Protocol), over standard streams or HTTP.</summary>
public static class McpServing
{
    private const string Path = "/mcp", Category = "Variorum.Mcp";

    // Every tool by the same word on every way; none changes anything.
    private static readonly McpTool[] Tools = [.. TextTools.All, .. EventTools.All, .. ClaimTools.All];

    /// <summary>Answers on the standard streams until the input ends.</summary>
    /// <param name="folder">The archive's.</param>
    /// <param name="cancel">Ends it earlier.</param>
    /// <exception cref="ArchiveException">The folder holds no archive, or one that cannot be read.</exception>
    public static async Task RunAsync(string folder, CancellationToken cancel)
    {
        using var archives = new Archives(folder);
        await archives.ReadAsync(static reading => reading.Archive.Size(), cancel).ConfigureAwait(false);
        // Whoever only asks leaves no room.db behind.
        using var room = File.Exists(RoomDatabase.Of(folder)) ? RoomDatabase.Open(folder) : null;
        using var collations = new Collations(archives, room is null ? null : new Corrections(room, TimeProvider.System));
        using var log = new RoomLog(Console.Error, json: false, TimeProvider.System);
        var options = new McpServerOptions();
        Set(options, archives, collations, static () => "", log.CreateLogger(Category));
        await using var transport = new StdioServerTransport(options, NullLoggerFactory.Instance);
        await using var server = McpServer.Create(transport, options, NullLoggerFactory.Instance, null);
        await server.RunAsync(cancel).ConfigureAwait(false);
    }

    internal static void Add(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        // Each request stands alone: no session to keep, none to take over.
        services.AddMcpServer().WithHttpTransport(static transport => transport.Stateless = true);
        services.AddOptions<McpServerOptions>().Configure<Archives, Collations, IHttpContextAccessor, ILoggerFactory>(static (options, archives, collations, http, logs) =>
            Set(options, archives, collations, () => http.HttpContext is { } asked ? RoomAddress.Of(asked).Base : "", logs.CreateLogger(Category)));
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapMcp(Path).Needs(Rank.Reader).Costly(Limits.DearPerMinute).OnlyReads();

    private static void Set(McpServerOptions options, Archives archives, Collations collations, Func<string> room, ILogger log)
    {
        options.ServerInfo = new Implementation { Name = "variorum", Version = typeof(McpServing).Assembly.GetName().Version!.ToString(3) };
        options.ServerInstructions = $"An archive of accounts that governments and their media published, with every version of each. Each answer has its provenance: cite address, time and SHA-256. {McpTool.Notice}";
        options.Capabilities = new ServerCapabilities { Tools = new ToolsCapability() };
        options.Handlers.ListToolsHandler = static (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. Tools.Select(Described)] });
        options.Handlers.CallToolHandler = async (context, cancel) => await Call(context.Params, archives, collations, room(), log, cancel).ConfigureAwait(false);
    }

    private static Tool Described(McpTool tool) => new()
    {
        Name = tool.Name,
        Description = tool.Description,
        InputSchema = tool.Schema(),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false },
    };

    private static async Task<CallToolResult> Call(CallToolRequestParams? asked, Archives archives, Collations collations, string room, ILogger log, CancellationToken cancel)
    {
        if (Array.Find(Tools, tool => tool.Name == asked?.Name) is not { } tool) return Told($"There is no such tool: there are {string.Join(", ", Tools.Select(static tool => tool.Name))}.", wrong: true);
        try
        {
            return Told(await tool.AskAsync(asked!.Arguments, archives, collations, room, cancel).ConfigureAwait(false), wrong: false);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException && !cancel.IsCancellationRequested)
        {
            var (status, sentence) = Failures.Of(failed);
            if (status == StatusCodes.Status500InternalServerError) log.ToolFailed(tool.Name, failed);
            return Told(sentence, wrong: true);
        }
    }

    private static CallToolResult Told(string text, bool wrong) => new() { Content = [new TextContentBlock { Text = text }], IsError = wrong };
}
