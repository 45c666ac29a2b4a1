using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>
/// Reads the texts of <c>gold/speech</c> and those labelled in the project, and has the scorer of that folder judge who
/// says what, quantities and dates.
/// </summary>
internal static class SpeechScore
{
    public static int Run(string shared)
    {
        var gold = Path.Combine(shared, "gold", "speech");
        var labels = Path.Combine("bench", "Variorum.Bench", "speech");
        Console.WriteLine($"{"F1, speaker: share right",-30}tokens  attrib. resolv. speaker quant.  dates");
        var dev = Labelled(labels, shared, "dev");
        var held = Labelled(labels, shared, "held");
        var goldRead = Score("gold/speech", gold, gold);
        var devRead = Score("labelled, dev", dev, gold);
        // What is held out shows its figures only: nobody is to learn from its errors.
        Directory.Delete(Score("labelled, held out", held, gold), recursive: true);
        Directory.Delete(held, recursive: true);
        Console.WriteLine($"for the errors: {Path.Combine(gold, "score.py")} {gold} {goldRead} --verbose");
        Console.WriteLine($"                {Path.Combine(gold, "score.py")} {dev} {devRead} --verbose");
        return 0;
    }

    /// <summary>Labelled texts laid out as the scorer wants them: of a text the project keeps the places, never the words.</summary>
    private static string Labelled(string labels, string shared, string set)
    {
        var folder = Directory.CreateTempSubdirectory("variorum-speech").FullName;
        foreach (var path in Directory.EnumerateFiles(labels, "*.json").Order(StringComparer.Ordinal))
        {
            var root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            if (root.GetProperty("set").GetString() != set) continue;
            var name = Path.GetFileNameWithoutExtension(path);
            var place = root.GetProperty("text");
            var file = Path.Combine(shared, place.GetProperty("file").GetString()!);
            if (!File.Exists(file))
            {
                Console.Error.WriteLine($"{name} is skipped: there is no {file}.");
                continue;
            }
            var text = Encoding.UTF8.GetBytes(Text(file, place));
            if (Convert.ToHexStringLower(SHA256.HashData(text)) != root.GetProperty("text_sha256").GetString())
                throw new InvalidDataException($"{name}: the text in {file} is not the one that was labelled.");
            var into = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            File.WriteAllBytes(Path.Combine(into, "text.txt"), text);
            File.Copy(path, Path.Combine(into, "gold.json"));
        }
        return folder;
    }

    private static string Text(string file, JsonElement place)
    {
        var item = place.GetProperty("item").GetString()!;
        var holder = file.EndsWith(".jsonl", StringComparison.Ordinal)
            ? File.ReadLines(file).Select(static line => JsonDocument.Parse(line).RootElement).First(row => row.GetProperty("id").ToString() == item)
            : JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty(item);
        var text = holder.GetProperty(place.GetProperty("field").GetString()!).GetString()!;
        return place.TryGetProperty("start", out var start) ? text[start.GetInt32()..place.GetProperty("end").GetInt32()] : text;
    }

    /// <summary>Reads the folders' texts, prints a line of figures, and returns the folder with what was read.</summary>
    private static string Score(string name, string folder, string gold)
    {
        var read = Directory.CreateTempSubdirectory("variorum-speech").FullName;
        var texts = Directory.GetDirectories(folder);
        foreach (var text in texts)
        {
            var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(text, "gold.json"))).RootElement;
            var page = new Page(File.ReadAllBytes(Path.Combine(text, "text.txt")), "text.txt",
                Published: truth.GetProperty("published").GetString(), Publisher: truth.GetProperty("publisher").GetString());
            File.WriteAllBytes(Path.Combine(read, Path.GetFileName(text) + ".json"), AccountJson.Write(Reader.Read(page), indented: true).ToArray());
        }
        if (texts.Length == 0)
        {
            Console.WriteLine($"{name,-30}no text");
            return read;
        }
        using var scorer = Process.Start(new ProcessStartInfo("python3", [Path.Combine(gold, "score.py"), folder, read, "--json"]) { RedirectStandardOutput = true })!;
        var output = scorer.StandardOutput.ReadToEnd();
        scorer.WaitForExit();
        if (scorer.ExitCode != 0) throw new InvalidOperationException($"{name}: the scorer failed.");
        var all = JsonDocument.Parse(output).RootElement.GetProperty("all");
        string[] measures = ["content tokens", "attributed", "resolved", "speaker", "quantities", "dates"];
        var figures = measures.Select(measure => all.GetProperty(measure)).Select(static figure => figure.ValueKind == JsonValueKind.Array ? figure[2] : figure)
            .Select(static figure => figure.GetDouble().ToString("0.000", CultureInfo.InvariantCulture));
        Console.WriteLine($"{$"{name}, {texts.Length} texts",-30}{string.Join("   ", figures)}");
        return read;
    }
}
