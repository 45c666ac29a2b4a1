using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum mcp</c>: the archive for programs that talk.</summary>
internal static class McpCommand
{
    public static Command Create()
    {
        var folder = ArchiveAccess.Option();
        var verb = new Verb("mcp", "Answers programs that talk over standard streams (Model Context Protocol): search, account, history, events, compare, each with its provenance.", "variorum mcp")
        {
            folder,
        };
        verb.SetAction((parse, cancel) => RunAsync(ArchiveAccess.Folder(parse.GetValue(folder)), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(string folder, CancellationToken cancel)
    {
        try
        {
            await McpServing.RunAsync(folder, cancel).ConfigureAwait(false);
            return Exit.Done;
        }
        catch (Exception failed) when (ArchiveException.Of(failed) is { } wrong)
        {
            Message.Say(folder, wrong.Message);
            return Exit.Partly;
        }
    }
}
