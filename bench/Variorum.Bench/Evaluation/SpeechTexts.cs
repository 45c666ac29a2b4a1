using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>An annotated text.</summary>
/// <param name="Gold">The annotation: places in <paramref name="Text"/>.</param>
internal sealed record SpeechText(string Name, string Text, JsonElement Gold)
{
    public Account Read() => Reader.Read(new Page(Encoding.UTF8.GetBytes(Text), "text.txt",
        Published: Gold.GetProperty("published").GetString(), Publisher: Gold.GetProperty("publisher").GetString()));
}

/// <summary>Loads annotated texts; what is absent is left out.</summary>
internal static class SpeechTexts
{
    public static List<SpeechText> Gold(string shared)
    {
        var folder = Path.Combine(shared, "gold", "speech");
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateDirectories(folder).Where(static text => File.Exists(Path.Combine(text, "gold.json"))).Order(StringComparer.Ordinal)
            .Select(static text => new SpeechText(Path.GetFileName(text), File.ReadAllText(Path.Combine(text, "text.txt")), Json(Path.Combine(text, "gold.json"))))];
    }

    /// <summary>Texts of which the project keeps the annotation, never the words.</summary>
    /// <param name="shared">The folder with the measuring data.</param>
    /// <param name="set">Those to develop with, <c>dev</c>, or those held out, <c>held</c>.</param>
    public static List<SpeechText> Labelled(string shared, string set)
    {
        var labels = Path.Combine(PagesScore.Root(), "bench", "Variorum.Bench", "speech");
        var texts = new List<SpeechText>();
        if (!Directory.Exists(labels)) return texts;
        foreach (var path in Directory.EnumerateFiles(labels, "*.json").Order(StringComparer.Ordinal))
        {
            var gold = Json(path);
            var place = gold.GetProperty("text");
            var file = Path.Combine(shared, place.GetProperty("file").GetString()!);
            if (gold.GetProperty("set").GetString() != set || !File.Exists(file)) continue;
            var text = TextAt(file, place);
            if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) != gold.GetProperty("text_sha256").GetString())
                throw new InvalidDataException($"{path}: the text in {file} is not the one that was labelled.");
            texts.Add(new SpeechText(Path.GetFileNameWithoutExtension(path), text, gold));
        }
        return texts;
    }

    private static string TextAt(string file, JsonElement place)
    {
        var item = place.GetProperty("item").GetString()!;
        var holder = file.EndsWith(".jsonl", StringComparison.Ordinal)
            ? File.ReadLines(file).Select(static line => JsonDocument.Parse(line).RootElement).First(row => row.GetProperty("id").ToString() == item)
            : Json(file).GetProperty(item);
        var text = holder.GetProperty(place.GetProperty("field").GetString()!).GetString()!;
        return place.TryGetProperty("start", out var start) ? text[start.GetInt32()..place.GetProperty("end").GetInt32()] : text;
    }

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
}
