using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>
/// Reads the texts of <c>gold/speech</c> and those labelled in the project, and has the scorer of that folder judge who
/// says what, quantities and dates.
/// </summary>
internal static class SpeechScore
{
    private static readonly string[] Measures = ["content tokens", "attributed", "resolved", "speaker", "quantities", "dates"];

    public static int Run(string shared)
    {
        Console.WriteLine($"{"F1, speaker: share right",-30}tokens  attrib. resolv. speaker quant.  dates");
        var errors = new List<string>();
        foreach (var (name, texts) in new[]
        {
            ("gold/speech", SpeechTexts.Gold(shared)), ("labelled, dev", SpeechTexts.Labelled(shared, "dev")), ("labelled, held out", SpeechTexts.Labelled(shared, "held")),
        })
        {
            if (texts.Count == 0)
            {
                Console.WriteLine($"{name,-30}no text");
                continue;
            }
            var folder = Lay(texts);
            var figures = Score(shared, folder).Select(static figure => figure.ToString("0.000", CultureInfo.InvariantCulture));
            Console.WriteLine($"{$"{name}, {texts.Count} texts",-30}{string.Join("   ", figures)}");
            // What is held out shows its figures only: nobody is to learn from its errors.
            if (name.EndsWith("held out", StringComparison.Ordinal)) Directory.Delete(folder, recursive: true);
            else errors.Add($"{Scorer(shared)} {Path.Combine(folder, "gold")} {Path.Combine(folder, "read")} --verbose");
        }
        foreach (var error in errors) Console.WriteLine($"for the errors: {error}");
        return 0;
    }

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
