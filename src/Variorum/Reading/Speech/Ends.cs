namespace Variorum;

/// <summary>Settles where what is said ends, and whose a participle is, once all cues of a sentence are known.</summary>
internal static class Ends
{
    public static void Settle(Line line, List<Saying> found, Tables tables, Sources sources)
    {
        foreach (var saying in found) LeadIn(line, saying, found, sources);
        for (var i = 0; i < found.Count; i++)
        {
            var saying = found[i];
            if (saying.Shape is not (SayingShape.Tail or SayingShape.LeadIn) || saying.Source is not null) continue;
            var main = saying.Shape == SayingShape.LeadIn
                ? found.Find(other => other.CueFrom > saying.CueFrom && other.Shape is SayingShape.Main or SayingShape.Postposed && AfterComma(line, other))
                : found.FindLast(other => other.CueFrom < saying.CueFrom && other.Source is not null && !IsNested(line, other, found, tables));
            saying.Source = main?.Source ?? (saying.Shape == SayingShape.LeadIn ? null : sources.Main(line, 0, saying.CueFrom) ?? sources.Main(line, 0, saying.CueFrom, anything: true));
        }
        // In somebody's own turn only reports of others count: "he told us that".
        if (line.InTurn) found.RemoveAll(saying => saying.Right is not (RightSide.That or RightSide.Quotation or RightSide.Colon or RightSide.Addressee or RightSide.Bare) && saying.Shape is not (SayingShape.Postposed or SayingShape.According) || saying.Source is null || !saying.Source.IsPersonal || saying.Source.Kind == SourceKind.Pair);
        foreach (var saying in found) saying.Nested = IsNested(line, saying, found, tables);
        // Inside what another says, a noun phrase is a topic: "said that the plan welcomed by the mayor …".
        found.RemoveAll(saying => saying.Nested && (saying.Right is RightSide.Noun or RightSide.Preposition or RightSide.SmallClause or RightSide.Infinitive or RightSide.Urge or RightSide.Light or RightSide.Bare
            || saying.Shape == SayingShape.Passive || saying.Source is null || !saying.Source.IsPersonal));
        foreach (var saying in found)
        {
            if (saying.Content.Count == 0 || saying.Right == RightSide.None && saying.Shape != SayingShape.According) continue;
            var content = saying.Content[^1];
            foreach (var other in found)
            {
                if (other.CueFrom <= saying.CueFrom || other.Nested || other.Begin <= content.From || other.Shape is SayingShape.Relative) continue;
                if (other.Shape == SayingShape.Postposed && saying.Shape != SayingShape.LeadIn && !saying.Within) continue;
                content.To = Math.Min(content.To, other.Begin);
            }
            saying.Content[^1] = content;
        }
        found.RemoveAll(saying => saying.Source?.Kind == SourceKind.First || saying.Shape != SayingShape.Backward && !(saying.Right == RightSide.Colon && saying.Content.Count == 0) && saying.Content.TrueForAll(content => content.To <= content.From));
    }

    /// <summary>The clause behind a lead-in's comma gives its end and its source: "Noting that …, he left".</summary>
    private static void LeadIn(Line line, Saying saying, List<Saying> found, Sources sources)
    {
        if (saying.Shape != SayingShape.LeadIn) return;
        var main = found.Find(other => other.CueFrom > saying.CueFrom && other.Shape is SayingShape.Main && AfterComma(line, other) && other.Source!.IsPersonal);
        if (main is not null) return;
        var source = sources.Main(line, saying.CueTo, line.Tokens.Length);
        if (source is null) return;
        saying.Source = source;
        if (saying.Content.Count == 0) return;
        var content = saying.Content[0];
        saying.Content[0] = (content.From, Math.Min(content.To, source.From - 1));
    }

    private static bool AfterComma(Line line, Saying saying) =>
        saying.Source is { From: > 0 } source && line.Tokens[source.From - 1].Low is "," or "–" or ";";

    private static bool IsNested(Line line, Saying saying, List<Saying> found, Tables tables)
    {
        if (saying.Shape is SayingShape.Tail or SayingShape.LeadIn or SayingShape.Coordinated) return false;
        if (saying.Within) return true;
        if (saying.Shape == SayingShape.Postposed) return false;
        var outer = found.Exists(other => other.CueFrom < saying.CueFrom && (other.Right != RightSide.None || other.Shape == SayingShape.According) && other.Content.Count > 0 && other.Content[^1].From <= saying.Begin && other.Content[^1].To > saying.CueFrom);
        if (!outer) return false;
        // ", to which the envoy answered" stands beside, not inside.
        if (saying.Source is { From: > 0 } answer && line.Tokens[answer.From - 1].Low is "which" or "whom") return false;
        var begin = saying.Shape == SayingShape.Main && saying.Source is { } source ? source.From : saying.Begin;
        if (begin == 0) return false;
        var before = line.Tokens[begin - 1];
        var lead = found.Find(other => other.Shape == SayingShape.LeadIn && other.CueFrom < saying.CueFrom);
        if (before.Is(",") && lead is not null && !found.Exists(other => other.Shape == SayingShape.Main && other.CueFrom < saying.CueFrom)) return false;
        if (before.Is(";") || before.Is("–")) return false;
        if (before.Low is "and" or "but" or "while" or "whereas")
        {
            saying.Begin = begin - 1;
            if (begin > 1 && line.Tokens[begin - 2].Is(",")) saying.Begin = begin - 2;
            return !(saying.Begin == begin - 2 || saying.Shape == SayingShape.Passive || saying.Source is { Kind: SourceKind.He or SourceKind.She or SourceKind.Person });
        }
        if (saying.Shape == SayingShape.Passive && line.Tokens[saying.Begin].Low is "and" or ",") return false;
        return true;
    }
}
