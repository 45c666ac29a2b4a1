using System.Diagnostics;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>Has the scorer that came with <c>gold/speech</c> judge who says what, quantities and dates: the check on our own figures.</summary>
internal static class SpeechScore
{
    private static readonly string[] Measures = ["content tokens", "attributed", "resolved", "speaker", "quantities", "dates"];

    /// <summary>Texts, annotations and what is read of them, laid out as the scorer wants them.</summary>
    public static string Lay(List<SpeechText> texts)
    {
        var folder = Directory.CreateTempSubdirectory("variorum-speech").FullName;
        var read = Directory.CreateDirectory(Path.Combine(folder, "read")).FullName;
        foreach (var text in texts)
        {
            var gold = Directory.CreateDirectory(Path.Combine(folder, "gold", text.Name)).FullName;
            File.WriteAllText(Path.Combine(gold, "text.txt"), text.Text);
            File.WriteAllText(Path.Combine(gold, "gold.json"), text.Gold.GetRawText());
            File.WriteAllBytes(Path.Combine(read, text.Name + ".json"), AccountJson.Write(text.Read(), indented: true).ToArray());
        }
        return folder;
    }

    /// <summary>What the scorer says, in the order content, attributed, resolved, speaker, quantities, dates.</summary>
    public static double[] Score(string shared, string folder)
    {
        using var scorer = Process.Start(new ProcessStartInfo("python3", [Scorer(shared), Path.Combine(folder, "gold"), Path.Combine(folder, "read"), "--json"]) { RedirectStandardOutput = true })!;
        var output = scorer.StandardOutput.ReadToEnd();
        scorer.WaitForExit();
        if (scorer.ExitCode != 0) throw new InvalidOperationException($"{Scorer(shared)} failed.");
        var all = JsonDocument.Parse(output).RootElement.GetProperty("all");
        return [.. Measures.Select(measure => all.GetProperty(measure)).Select(static figure => (figure.ValueKind == JsonValueKind.Array ? figure[2] : figure).GetDouble())];
    }

    private static string Scorer(string shared) => Path.Combine(shared, "gold", "speech", "score.py");
}
