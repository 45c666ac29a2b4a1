namespace Variorum;

/// <summary>Whose view it is without a verb of saying: <c>according to</c>, <c>in her view</c>, <c>is convinced that</c>.</summary>
internal sealed class Viewpoints(Tables tables, Sources sources)
{
    /// <summary><c>According to the mayor, the road is open</c>; a plan or a law says nothing.</summary>
    public void According(Line line, int k, List<Saying> found)
    {
        var tokens = line.Tokens;
        if (k + 2 >= tokens.Length || !tokens[k + 1].Is("to")) return;
        var comma = k + 2;
        while (comma < tokens.Length && !tokens[comma].Is(",")) comma++;
        var source = sources.BeginningAt(line, k + 2);
        if (source is null && (k == 0 || tokens[k - 1].Is(",")) && comma > k + 2 && comma < tokens.Length && comma - k < 14) source = sources.Classify(line, k + 2, comma);
        if (source is null || tables.Is(tokens[source.To - 1], WordClass.Unspoken) || tables.Is(tokens[k + 2], WordClass.Unspoken)) return;
        var saying = new Saying(line) { Shape = SayingShape.According, CueFrom = k, CueTo = k + 2, Source = source, Begin = k > 0 && tokens[k - 1].Is(",") ? k - 1 : k };
        if (!tables.HasFinite(line, 0, k))
        {
            if (comma + 1 >= tokens.Length) return;
            saying.Content.Add((comma + 1, tokens.Length));
        }
        else
        {
            if (!tokens[k - 1].Is(",") || found.Exists(other => other.Shape == SayingShape.Main)) return;
            saying.Content.Add((0, k - 1));
        }
        found.Add(saying);
    }

    /// <summary><c>In her view, the road is too narrow</c></summary>
    public void View(Line line, int k, List<Saying> found)
    {
        var tokens = line.Tokens;
        for (var i = k + 2; i + 2 < tokens.Length && i < k + 8; i++)
        {
            if (tokens[i].Low is not ("view" or "opinion" or "words" or "assessment") || !tokens[i + 1].Is(",") || tables.HasFinite(line, 0, k)) continue;
            var kind = i == k + 2 ? tokens[k + 1].Low switch { "his" => SourceKind.He, "her" => SourceKind.She, "their" => SourceKind.They, _ => SourceKind.Thing } : SourceKind.Thing;
            var source = kind != SourceKind.Thing ? new Source(k + 1, k + 2, kind, null) : tokens[i - 1].Is("'s") ? sources.EndingAt(line, i - 1, k + 1) : null;
            if (source is not { IsPersonal: true }) return;
            var saying = new Saying(line) { Shape = SayingShape.According, CueFrom = k, CueTo = i + 1, Source = source, Begin = k };
            saying.Content.Add((i + 2, tokens.Length));
            found.Add(saying);
            return;
        }
    }

    /// <summary><c>was convinced that</c>, <c>is confident that</c></summary>
    public bool Adjective(Line line, int k, List<Saying> found, RightSides right)
    {
        var tokens = line.Tokens;
        var held = k > 2 && tokens[k].Low is "view" or "opinion" && tokens[k - 1].Is("the") && tokens[k - 2].Is("of");
        if (!held && !tables.Is(tokens[k], WordClass.Feeling)) return false;
        if (k + 1 >= tokens.Length || !tokens[k + 1].Is("that")) return false;
        var j = held ? k - 3 : k - 1;
        var be = false;
        while (j >= 0 && (tables.Is(tokens[j], WordClass.Be | WordClass.Have) || right.IsAdverb(tokens[j])))
        {
            be |= tables.Is(tokens[j], WordClass.Be);
            j--;
        }
        var source = be ? sources.EndingAt(line, j + 1, found.Count > 0 ? found[^1].CueTo : 0) : null;
        if (source is null || !source.IsPersonal || source.Kind == SourceKind.First) return true;
        var saying = new Saying(line) { Shape = SayingShape.Main, Right = RightSide.That, CueFrom = j + 1, CueTo = k + 1, Source = source, Mode = AttributionMode.Thought, Begin = source.From };
        saying.Content.Add((k + 1, tokens.Length));
        found.Add(saying);
        return true;
    }
}
