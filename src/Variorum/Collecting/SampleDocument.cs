using System.Globalization;

namespace Variorum;

/// <summary>A document of the sample archive, with what became of it: a file of <c>samples/archive/pages</c>.</summary>
/// <param name="Name">The file's, without its ending.</param>
/// <param name="Url">Where it lives.</param>
/// <param name="Event">What it tells of; the same word in all accounts of one event. Null for none.</param>
/// <param name="Sights">What was seen of it, each later than the one before.</param>
internal sealed record SampleDocument(string Name, string Url, string? Event, IReadOnlyList<SampleSight> Sights)
{
    /// <summary>How many versions it has: texts that are not those of the sight before.</summary>
    public int Versions => Sights.Where(static sight => sight.Text is not null).Select((sight, i) => i == 0 || sight.Changed).Count(static changed => changed);

    /// <summary>
    /// Reads a file: fields (<c>title: …</c>), a blank line, paragraphs; then for each later sight a line <c>@ TIME [STATUS] [LOCATION]</c>, with the edits
    /// since the text before below it (<c>- old</c>, <c>+ new</c>).
    /// </summary>
    /// <exception cref="FormatException">The message names the file and what is wrong.</exception>
    public static SampleDocument Parse(string name, string text)
    {
        var parts = ("\n" + text).Split("\n@ ");
        var now = parts[0].Trim('\n');
        var first = SampleText.Parse(name, now);
        var url = first.Field("url") ?? throw new FormatException($"{name}: has no url");
        List<(string Old, string New)> page = first.Page is null ? [] : [.. Edits(now.Split("\n\n", 2).Last().Split('\n'))];
        var sights = new List<SampleSight> { new(Time(name, first.Field("seen") ?? ""), 200, null, first, [.. page], Changed: true) };
        foreach (var part in parts.Skip(1))
        {
            var lines = part.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var head = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var status = head.Length > 2 ? int.Parse(head[2], CultureInfo.InvariantCulture) : 200;
            var edits = Edits(lines.Skip(1)).ToList();
            foreach (var edit in edits)
            {
                // A saved page has its text in another file, and only its fields here.
                if (now.Contains(edit.Old, StringComparison.Ordinal) && (first.Page is null || edit.Old.StartsWith("= ", StringComparison.Ordinal))) now = now.Replace(edit.Old, edit.New, StringComparison.Ordinal);
                else if (first.Page is not null) page.Add(edit);
                else throw new FormatException($"{name}: \"{edit.Old}\" is edited and does not stand in the text");
            }

            sights.Add(new SampleSight(Time(name, $"{head[0]} {head[1]}"), status, head.Length > 3 ? head[3] : null, status == 200 ? SampleText.Parse(name, now) : null, [.. page], edits.Count > 0));
        }

        return new SampleDocument(name, url, first.Field("event"), sights);
    }

    private static IEnumerable<(string Old, string New)> Edits(IEnumerable<string> lines)
    {
        var (old, change) = ((string?)null, new List<string>());
        foreach (var line in lines.Append("- "))
        {
            if (line.StartsWith("+ ", StringComparison.Ordinal)) change.Add(line[2..]);
            if (!line.StartsWith("- ", StringComparison.Ordinal)) continue;
            if (old is not null) yield return (old, string.Join("\n\n", change));
            (old, change) = (line[2..], []);
        }
    }

    private static DateTimeOffset Time(string name, string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw new FormatException($"{name}: \"{text}\" is no time such as 2026-10-14 15:20");
}

/// <summary>One look at a document.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Status">What the server answered.</param>
/// <param name="Location">Where it sent on to; null for nowhere.</param>
/// <param name="Text">Null where it answered with none.</param>
/// <param name="Edits">Of a saved page: all since that, in their order.</param>
/// <param name="Changed">Whether there are new ones since the sight before.</param>
internal sealed record SampleSight(DateTimeOffset Time, int Status, string? Location, SampleText? Text, IReadOnlyList<(string Old, string New)> Edits, bool Changed);

/// <summary>A text as it stood at one time.</summary>
/// <param name="Fields">What its frame asks for.</param>
/// <param name="Paragraphs">In their order; one that begins with <c>## </c> is a heading, what stands between two <c>**</c> is strong.</param>
internal sealed record SampleText(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Paragraphs)
{
    /// <summary>The saved page that it is; null where it is set in a frame.</summary>
    public string? Page => Field("page");

    /// <summary>Where its picture lives, which file that is and what stands below it: <c>/media/hall.jpg = hall-1.jpg | The hall. Photo: VTA</c>.</summary>
    public (string Path, string File, string Caption)? Picture =>
        Field("picture")?.Split([" = ", " | "], 3, StringSplitOptions.TrimEntries) is { Length: >= 2 } parts ? (parts[0], parts[1], parts.Length > 2 ? parts[2] : "") : null;

    /// <summary>A field; null where it was not told.</summary>
    public string? Field(string name) => Fields.GetValueOrDefault(name);

    internal static SampleText Parse(string name, string text)
    {
        var parts = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon <= 0) throw new FormatException($"{name}: the line \"{line}\" is no field such as title: …");
            fields[line[..colon]] = line[(colon + 2)..].Trim();
        }

        return new SampleText(fields, [.. parts.Skip(1)]);
    }
}
