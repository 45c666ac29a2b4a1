using System.Text.Json;

namespace Variorum.Bench;

/// <summary>How many of the marked differences are told with both wordings, and how many are told that are none.</summary>
/// <param name="Marked">Differences that the pairs mark, with both wordings.</param>
/// <param name="Found">Those of them that are told, each wording touching the one marked.</param>
/// <param name="Given">Substitutions told of something but wording, over these pairs.</param>
/// <param name="False">Those told between lines that the pairs call the same, without a note on what differs.</param>
internal sealed record SubstitutionsFigures(int Marked, int Found, int Given, int False)
{
    public double Recall => Marked == 0 ? 0 : (double)Found / Marked;
}

/// <summary>Scores substitutions on the aligned pairs, the invented ones, and those whose apparatus is exact.</summary>
internal static class SubstitutionsScore
{
    private static readonly string Bench = Path.Combine("bench", "Variorum.Bench");

    private sealed record Marked(int A, Span From, int B, Span To, string Matter);

    public static int Run(string shared)
    {
        var figures = Of(shared, Console.WriteLine);
        Console.WriteLine($"substitutions: {figures.Found} of {figures.Marked} marked are told with both wordings ({figures.Recall:0.000}); "
            + $"of {figures.Given} told beside wordings, {figures.False} stand between lines that are the same");
        return 0;
    }

    /// <summary>The figures over all pairs.</summary>
    /// <param name="shared">The folder with the measuring data.</param>
    /// <param name="tell">Takes a line for each substitution marked or told.</param>
    public static SubstitutionsFigures Of(string shared, Action<string> tell)
    {
        var marked = File.ReadLines(Path.Combine(Bench, "substitutions.tsv")).Where(static line => !line.StartsWith('#')).Select(static line => line.Split('\t'))
            .ToLookup(static fields => fields[0], static fields => new Marked(Number(fields[1]), SpanOf(fields[3]), Number(fields[2]), SpanOf(fields[4]), fields[5]));
        var figures = new SubstitutionsFigures(0, 0, 0, 0);
        foreach (var pair in GoldPairs.Load(shared))
            figures = Add(figures, Score(pair, [.. marked[pair.Name]], Same(Path.Combine(shared, "gold", pair.Name)), tell));
        foreach (var pair in GoldPairs.Invented(Path.Combine(Bench, "pairs")))
            figures = Add(figures, Score(pair, [.. marked[pair.Name]], Same(Path.Combine(Bench, "pairs", pair.Name)), tell));
        var exact = Path.Combine("tests", "corpora", "pairs");
        foreach (var pair in GoldPairs.Own(exact))
        {
            var apparatus = Apparatus(pair, Path.Combine(exact, pair.Name, "expected.tsv"));
            figures = Add(figures, Score(pair, apparatus, [.. pair.Sure.Where(link => !apparatus.Exists(of => (of.A, of.B) == link))], tell));
        }
        // Nothing is marked in these; what is told in them is for the eye.
        foreach (var pair in GoldPairs.Labelled(Path.Combine(Bench, "labels"), shared)) Score(pair, [], [], tell);
        return figures;
    }

    private static SubstitutionsFigures Add(SubstitutionsFigures x, SubstitutionsFigures y) =>
        new(x.Marked + y.Marked, x.Found + y.Found, x.Given + y.Given, x.False + y.False);

    private static SubstitutionsFigures Score(GoldPair pair, List<Marked> marked, HashSet<(int, int)> same, Action<string> tell)
    {
        var collation = Collator.Collate(pair.A, pair.B);
        var told = collation.Variants.Where(static variant => variant.Kind == VariantKind.Substitution).ToList();
        var (found, wrong) = (0, 0);
        foreach (var mark in marked)
        {
            var answer = told.Exists(variant => Answers(pair, variant, mark));
            if (answer) found++;
            var linked = collation.Links.Any(link => link.A.Contains("A" + pair.A.Passages[mark.A].Id) && link.B.Contains("B" + pair.B.Passages[mark.B].Id));
            tell($"{(answer ? "found" : linked ? "MISSED" : "unlinked")}\t{pair.Name}\t{mark.A}/{mark.B}\t{mark.Matter}\t{Text(pair.A, mark.A, mark.From)} -> {Text(pair.B, mark.B, mark.To)}");
        }
        foreach (var variant in told)
        {
            var (a, b) = (Line(pair.A, variant.FromAt!), Line(pair.B, variant.ToAt!));
            var sign = marked.Exists(mark => Answers(pair, variant, mark)) ? "right" : !same.Contains((a, b)) ? "open" : variant.Of == Matter.Wording ? "wording" : "FALSE";
            if (sign == "FALSE") wrong++;
            tell($"{sign}\t{pair.Name}\t{a}/{b}\t{variant.Of}\t{variant.Salience:0.00}\t{variant.From} -> {variant.To}");
        }
        return new SubstitutionsFigures(marked.Count, found, told.Count(static variant => variant.Of != Matter.Wording), wrong);
    }

    private static bool Answers(GoldPair pair, Variant variant, Marked mark) =>
        Line(pair.A, variant.FromAt!) == mark.A && Line(pair.B, variant.ToAt!) == mark.B
            && mark.From.Overlaps(new Span(variant.FromAt!.Start, variant.FromAt.End)) && mark.To.Overlaps(new Span(variant.ToAt!.Start, variant.ToAt.End));

    private static int Line(Account account, Wording wording) => account.Passages.ToList().FindIndex(passage => wording.Passage[1..] == passage.Id);

    private static string Text(Account account, int line, Span span) => account.Passages[line].Text[span.Start..span.End];

    /// <summary>Links called the same without a note.</summary>
    private static HashSet<(int, int)> Same(string folder)
    {
        var root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "gold.json"))).RootElement;
        return root.TryGetProperty("sure", out var links)
            ? [.. links.EnumerateArray().Where(static link => link.GetArrayLength() == 3 && link[2].GetString() == "same").Select(static link => (link[0].GetInt32(), link[1].GetInt32()))]
            : [];
    }

    private static List<Marked> Apparatus(GoldPair pair, string path)
    {
        var marked = new List<Marked>();
        foreach (var fields in File.ReadLines(path).Select(static line => line.Split('\t')).Where(static fields => fields[0] == "substitution"))
        {
            var (a, b) = (Number(fields[1][1..]) - 1, Number(fields[2][1..]) - 1);
            marked.Add(new Marked(a, Find(pair.A, a, fields[4]), b, Find(pair.B, b, fields[5]), fields[3]));
        }
        return marked;

        static Span Find(Account account, int line, string wording)
        {
            var at = account.Passages[line].Text.IndexOf(wording, StringComparison.Ordinal);
            return at >= 0 ? new Span(at, at + wording.Length) : throw new InvalidDataException($"\"{wording}\" does not stand in \"{account.Passages[line].Text}\".");
        }
    }

    private static Span SpanOf(string text) => text.Split('-') is [var start, var end] ? new Span(Number(start), Number(end)) : throw new InvalidDataException($"\"{text}\" is no stretch.");

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
