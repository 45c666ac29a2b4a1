using System.CommandLine;
using Variorum;

if (args is [ArchiveAccess.DecodePictures])
{
    using var asked = Console.OpenStandardInput();
    using var answers = Console.OpenStandardOutput();
    PictureProcess.Serve(asked, answers);
    return Exit.Done;
}

var root = new RootCommand("Sets accounts of one event side by side: what both say, what only one says, what was changed, moved, or put into another's mouth.")
{
    CompareCommand.Create(),
    ReadCommand.Create(),
    AddCommand.Create(),
    SourceCommand.Create(),
    WatchCommand.Create(),
    StatusCommand.Create(),
    SearchCommand.Create(),
    EventsCommand.Create(),
    EventCommand.Create(),
    HistoryCommand.Create(),
    DiffCommand.Create(),
    VanishedCommand.Create(),
    PersonCommand.Create(),
    FigureCommand.Create(),
    InstrumentsCommand.Create(),
    CommitmentsCommand.Create(),
    ShowCommand.Create(),
    ServeCommand.Create(),
    McpCommand.Create(),
    BackupCommand.Create(),
    UserCommand.Create(),
    ExportCommand.Create(),
    VerifyCommand.Create(),
    RebuildCommand.Create(),
    RebuildCommand.CreateReread(),
};
root.HelpName = "variorum";
root.Add(CompletionCommand.Create(root));
return Verb.Run(root, args);
