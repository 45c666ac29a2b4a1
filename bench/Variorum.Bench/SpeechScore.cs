using System.Diagnostics;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>Reads the texts of <c>gold/speech</c> and has that folder's scorer judge who says what, quantities and dates.</summary>
internal static class SpeechScore
{
    public static int Run(string shared)
    {
        var gold = Path.Combine(shared, "gold", "speech");
        var read = Directory.CreateTempSubdirectory("variorum-speech").FullName;
        foreach (var folder in Directory.EnumerateDirectories(gold))
        {
            var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "gold.json"))).RootElement;
            var page = new Page(File.ReadAllBytes(Path.Combine(folder, "text.txt")), "text.txt",
                Published: truth.GetProperty("published").GetString(), Publisher: truth.GetProperty("publisher").GetString());
            File.WriteAllBytes(Path.Combine(read, Path.GetFileName(folder) + ".json"), AccountJson.Write(Reader.Read(page), indented: true).ToArray());
        }
        Console.WriteLine(read);
        using var scorer = Process.Start("python3", [Path.Combine(gold, "score.py"), gold, read, "--each"]);
        scorer.WaitForExit();
        return scorer.ExitCode;
    }
}
