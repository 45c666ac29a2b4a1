using System.Globalization;
using System.Text.Json;

namespace Variorum;

/// <summary>What a file of Web Annotations holds for a collation.</summary>
/// <param name="Corrections">In the order of the file.</param>
/// <param name="NotUnderstood">A sentence for each annotation that is none of them: which, and why.</param>
public sealed record ReadAnnotations(IReadOnlyList<Correction> Corrections, IReadOnlyList<string> NotUnderstood);

/// <summary>Reads corrections from Web Annotations of the W3C, ours and those of other tools: a collection, a page, an array or one annotation.</summary>
/// <remarks>A file of annotations may come from anywhere: its size, depth, numbers and lengths are bounded, and nothing that it names is fetched.</remarks>
public static class AnnotationsReader
{
    /// <summary>Bytes of a file, at most.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>Annotations of a file, at most; those behind are not read.</summary>
    public const int Most = 10_000;

    // Our own have seven levels.
    private const int MostDepth = 32;
    private const int MostIdLetters = 500, MostNameLetters = 200, MostCommentLetters = 20_000;

    /// <summary>Reads what is understood; of the rest it is told why it is not.</summary>
    /// <exception cref="FormatException">It is no JSON, too large, or holds no annotations; the message is a clause about the file.</exception>
    public static ReadAnnotations Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MostBytes) throw new FormatException("is larger than 16 MB: split it");
        try
        {
            // Editors on some systems begin a file with a byte order mark.
            using var document = JsonDocument.Parse(bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, new JsonDocumentOptions { MaxDepth = MostDepth });
            var (corrections, notUnderstood) = (new List<Correction>(), new List<string>());
            var number = 0;
            foreach (var annotation in Items(document.RootElement, notUnderstood))
            {
                if (++number > Most)
                {
                    notUnderstood.Add($"Annotations behind number {Most} were not read: split the file.");
                    break;
                }
                try
                {
                    corrections.Add(Annotation(annotation));
                }
                catch (FormatException wrong)
                {
                    notUnderstood.Add($"Annotation {Named(annotation, number)} was not understood: {wrong.Message}.");
                }
            }
            return new ReadAnnotations(corrections, notUnderstood);
        }
        catch (JsonException broken)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"is no JSON that can be read (line {broken.LineNumber + 1}): export it again"), broken);
        }
        catch (InvalidOperationException broken)
        {
            throw new FormatException("holds letters that are no Unicode: export it again", broken);
        }
    }

    /// <summary>The annotations, and one more than are read where there are as many.</summary>
    private static List<JsonElement> Items(JsonElement root, List<string> notUnderstood)
    {
        if (root.ValueKind == JsonValueKind.Array) return [.. root.EnumerateArray().Take(Most + 1)];
        if (Is(root, "Annotation")) return [root];
        var page = root;
        if (Is(root, "AnnotationCollection") && root.TryGetProperty("first", out var first))
        {
            if (first.ValueKind != JsonValueKind.Object) throw new FormatException("names its annotations by an address and does not hold them: save the page at that address");
            page = first;
        }
        if (page.ValueKind != JsonValueKind.Object || !page.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
            throw new FormatException("holds no Web Annotations: give it a collection, a page or an array of them");
        if (page.TryGetProperty("next", out _)) notUnderstood.Add("The annotations go on on a further page, which is not in the file: save that page too.");
        return [.. items.EnumerateArray().Take(Most + 1)];
    }

    private static string Named(JsonElement annotation, int number)
    {
        string? id = null;
        try
        {
            id = annotation.ValueKind == JsonValueKind.Object && annotation.TryGetProperty("id", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Letters that are no Unicode name nothing.
        }
        return string.Create(CultureInfo.InvariantCulture, $"{number}{(id is null ? "" : $" ({Columns.Safe(Telling.Shorten(id, 80))})")}");
    }

    private static Correction Annotation(JsonElement annotation)
    {
        try
        {
            return Understood(annotation);
        }
        catch (InvalidOperationException broken)
        {
            throw new FormatException("it holds letters that are no Unicode", broken);
        }
    }

    private static Correction Understood(JsonElement annotation)
    {
        if (!Is(annotation, "Annotation")) throw new FormatException("it is no object of type Annotation");
        var bodies = AnnotationTargets.Each(annotation, "body").Where(static body => body.ValueKind == JsonValueKind.Object).ToList();
        var targets = AnnotationTargets.Accounts(AnnotationTargets.Each(annotation, "target"));
        var instead = AnnotationTargets.Accounts(bodies.Where(static body => Has(body, "purpose", "linking")));
        var relation = Body(bodies, "classifying") is { } said ? RelationOf(said) : (Relation?)null;
        var kind = Kind(annotation, bodies);
        if (targets.Count > 2) throw new FormatException($"its targets are of {targets.Count} accounts, and a link has two");
        if (targets.Count == 0) throw new FormatException("it has no target");
        if (targets.Count == 1 && kind != CorrectionKind.Note) throw new FormatException("its targets are of one account, and a link has two");
        if (instead.Count is not (0 or 2)) throw new FormatException("what it would link instead is not of two accounts");
        if (instead.Count > 0 && kind != CorrectionKind.Correct) instead = [];
        if (kind == CorrectionKind.Correct && instead.Count == 0 && relation is null) throw new FormatException("it says neither another relation nor other passages");
        var comment = Written(Comment(annotation, bodies), "text");
        if (kind == CorrectionKind.Note && comment is null) throw new FormatException("it has no text");
        return new Correction
        {
            Id = Written(Text(annotation, "id", MostIdLetters), "id") is { Length: > 0 } id ? id : throw new FormatException("it has no id"),
            Kind = kind,
            By = Written(Creator(annotation), "creator")!,
            At = Time(annotation),
            One = targets[0],
            Other = targets.Count > 1 ? targets[1] : null,
            Instead = instead.Count > 0 ? new QuotedLink(instead[0], instead[1]) : null,
            Relation = relation,
            Comment = comment,
        };
    }

    private static CorrectionKind Kind(JsonElement annotation, List<JsonElement> bodies)
    {
        var motivations = AnnotationTargets.Each(annotation, "motivation").Where(static motivation => motivation.ValueKind == JsonValueKind.String)
            .Select(static motivation => motivation.GetString()![(motivation.GetString()!.LastIndexOfAny(['#', ':', '/']) + 1)..]).ToList();
        if (motivations.Contains("editing")) return CorrectionKind.Correct;
        if (motivations.Contains("assessing")) return (Body(bodies, "assessing") ?? Body(bodies, null)) switch
        {
            "accepted" => CorrectionKind.Accept,
            "rejected" => CorrectionKind.Reject,
            _ => throw new FormatException("it assesses a link as neither accepted nor rejected"),
        };
        if (motivations.Contains("linking")) return CorrectionKind.Draw;
        return motivations.Contains("commenting") || motivations.Contains("describing") ? CorrectionKind.Note
            : throw new FormatException("its motivation is none of assessing, linking, editing, commenting and describing");
    }

    private static Relation RelationOf(string said) => said switch
    {
        "same" => Relation.Same,
        "partial" => Relation.Partial,
        "differs" => Relation.Differs,
        _ => throw new FormatException("its relation is none of same, partial and differs"),
    };

    /// <summary>The text of the body with a purpose, or of the one without.</summary>
    private static string? Body(List<JsonElement> bodies, string? purpose)
    {
        foreach (var body in bodies)
        {
            if (purpose is null ? !body.TryGetProperty("purpose", out _) : Has(body, "purpose", purpose)) return Text(body, "value", MostCommentLetters);
        }
        return null;
    }

    private static string? Comment(JsonElement annotation, List<JsonElement> bodies) =>
        Body(bodies, "commenting") ?? Body(bodies, "describing") ?? Text(annotation, "bodyValue", MostCommentLetters) ?? (Kind(annotation, bodies) == CorrectionKind.Note ? Body(bodies, null) : null);

    private static string Creator(JsonElement annotation)
    {
        foreach (var creator in AnnotationTargets.Each(annotation, "creator"))
        {
            var name = creator.ValueKind == JsonValueKind.String ? creator.GetString() : Text(creator, "name", MostNameLetters) ?? Text(creator, "nickname", MostNameLetters) ?? Text(creator, "id", MostNameLetters);
            if (name is { Length: > 0 and <= MostNameLetters } && !string.IsNullOrWhiteSpace(name)) return name;
        }
        throw new FormatException("it does not say who made it (creator)");
    }

    private static DateTimeOffset Time(JsonElement annotation)
    {
        var said = Text(annotation, "modified", MostNameLetters) ?? Text(annotation, "created", MostNameLetters) ?? throw new FormatException("it does not say when it was made (created)");
        return said.Length > 10 && said[10] == 'T' && DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time : throw new FormatException("its time is none such as 2031-05-08T09:30:00Z");
    }

    internal static string? Text(JsonElement element, string name, int most)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) throw new FormatException($"its {name} is no text");
        var text = value.GetString()!;
        return text.Length <= most ? text : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"its {name} is longer than {most} letters"));
    }

    // Programs that read what was decided choke on what no keyboard writes.
    private static string? Written(string? text, string what) =>
        text?.Any(static c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')) == true ? throw new FormatException($"its {what} holds control characters") : text;

    internal static bool Is(JsonElement element, string type) =>
        element.ValueKind == JsonValueKind.Object && AnnotationTargets.Each(element, "type").Any(given => given.ValueKind == JsonValueKind.String && given.ValueEquals(type));

    private static bool Has(JsonElement element, string name, string value) =>
        AnnotationTargets.Each(element, name).Any(given => given.ValueKind == JsonValueKind.String && given.ValueEquals(value));
}
