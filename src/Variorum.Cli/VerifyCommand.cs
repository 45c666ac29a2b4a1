using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum verify</c>: whether every byte of the archive is what it was.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var folder = ArchiveAccess.Option();
        var verb = new Verb("verify", "Reads the whole archive again and names each record that is not what it was, with its file and offset.",
            "variorum verify")
        {
            folder,
        };
        verb.SetAction((parse, cancel) => Task.FromResult(ArchiveAccess.Read(parse.GetValue(folder), archive =>
        {
            var faults = 0;
            foreach (var fault in archive.Verify(cancel))
            {
                faults++;
                Message.Say(fault.File, $"at {fault.Offset}: {fault.Problem}");
            }
            var size = archive.Size();
            return Output.WriteText(null, writer => writer.Write(faults == 0
                ? $"{Message.Count(size.Captures, "capture")} of {Message.Count(size.Documents, "document")} in {Variorum.Size.Write(size.Bytes)}: all is as it was.\n"
                : $"{Message.Count(size.Captures, "capture")} of {Message.Count(size.Documents, "document")} in {Variorum.Size.Write(size.Bytes)}: {Message.Count(faults, "fault")}, named above with what to do.\n")) && faults == 0
                ? Exit.Done : Exit.Partly;
        })));
        return verb;
    }
}
