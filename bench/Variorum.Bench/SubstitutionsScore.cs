using System.Globalization;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>What became of a substitution.</summary>
internal enum Verdict
{
    /// <summary>Marked, and told with both wordings.</summary>
    Found,

    /// <summary>Marked between sentences that are linked, and not told.</summary>
    Missed,

    /// <summary>Marked between sentences that are not linked.</summary>
    Unlinked,

    /// <summary>Told, and marked.</summary>
    Right,

    /// <summary>Told between lines that nobody calls the same.</summary>
    Open,

    /// <summary>Told as mere wording between lines that the pair calls the same.</summary>
    Wording,

    /// <summary>Told of something but wording between lines that the pair calls the same, without a note on what differs.</summary>
    False,
}

/// <summary>Where a pair comes from.</summary>
internal enum SubstitutionPairs
{
    Aligned,
    Invented,

    /// <summary>The tests hold its whole apparatus.</summary>
    Exact,

    /// <summary>Nothing is marked in it; what is told in it is for the eye.</summary>
    Labelled,
}

/// <summary>A substitution that is marked or told.</summary>
/// <param name="A">Its line in the first text, from 0; so <paramref name="B"/> in the second.</param>
/// <param name="Matter">What it exchanges: a <see cref="Variorum.Matter"/>.</param>
/// <param name="Salience">Of one that is told; null for one that is marked.</param>
internal sealed record JudgedSubstitution(Verdict Verdict, SubstitutionPairs Pairs, string Pair, int A, int B, string Matter, double? Salience, string From, string To)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Verdict is Verdict.Missed or Verdict.False ? $"{Verdict}".ToUpperInvariant() : $"{Verdict}".ToLowerInvariant())}\t{Pair}\t{A}/{B}\t{Matter}\t{Salience:0.00}{(Salience is null ? "" : "\t")}{From} -> {To}");
}

/// <summary>Judges substitutions on the aligned pairs, the invented ones, and those whose apparatus is exact.</summary>
internal static class SubstitutionsScore
{
    private sealed record Marked(int A, Span From, int B, Span To, string Matter);

    public static int Run(string shared)
    {
        var judged = Judge(shared);
        foreach (var one in judged) Console.WriteLine(one);
        var counted = judged.FindAll(static one => one.Pairs != SubstitutionPairs.Labelled);
        var (marked, told) = (counted.FindAll(static one => one.Salience is null), counted.FindAll(static one => one.Salience is not null));
        var found = marked.Count(static one => one.Verdict == Verdict.Found);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"substitutions: {found} of {marked.Count} marked are told with both wordings ({(double)found / Math.Max(1, marked.Count):0.000}); ")
            + $"of {told.Count(static one => one.Matter != nameof(Matter.Wording))} told beside wordings, {told.Count(static one => one.Verdict == Verdict.False)} stand between lines that are the same");
        return 0;
    }

    /// <summary>Every substitution that is marked or told in a pair.</summary>
    /// <param name="shared">The folder with the measuring data.</param>
    public static List<JudgedSubstitution> Judge(string shared)
    {
        var (bench, exact) = (Path.Combine(PagesScore.Root(), "bench", "Variorum.Bench"), Path.Combine(PagesScore.Root(), "tests", "corpora", "pairs"));
        var marked = File.ReadLines(Path.Combine(bench, "substitutions.tsv")).Where(static line => !line.StartsWith('#')).Select(static line => line.Split('\t'))
            .ToLookup(static fields => fields[0], static fields => new Marked(Number(fields[1]), SpanOf(fields[3]), Number(fields[2]), SpanOf(fields[4]), fields[5]));
        var judged = new List<JudgedSubstitution>();
        foreach (var pair in GoldPairs.Load(shared)) judged.AddRange(Judge(SubstitutionPairs.Aligned, pair, [.. marked[pair.Name]], Same(Path.Combine(shared, "gold", pair.Name))));
        foreach (var pair in GoldPairs.Invented(Path.Combine(bench, "pairs")))
            judged.AddRange(Judge(SubstitutionPairs.Invented, pair, [.. marked[pair.Name]], Same(Path.Combine(bench, "pairs", pair.Name))));
        foreach (var pair in GoldPairs.Own(exact))
        {
            var apparatus = Apparatus(pair, Path.Combine(exact, pair.Name, "expected.tsv"));
            judged.AddRange(Judge(SubstitutionPairs.Exact, pair, apparatus, [.. pair.Sure.Where(link => !apparatus.Exists(of => (of.A, of.B) == link))]));
        }
        foreach (var pair in GoldPairs.Labelled(Path.Combine(bench, "labels"), shared)) judged.AddRange(Judge(SubstitutionPairs.Labelled, pair, [], []));
        return judged;
    }

    private static IEnumerable<JudgedSubstitution> Judge(SubstitutionPairs pairs, GoldPair pair, List<Marked> marked, HashSet<(int, int)> same)
    {
        var collation = Collator.Collate(pair.A, pair.B);
        var told = collation.Variants.Where(static variant => variant.Kind == VariantKind.Substitution).ToList();
        foreach (var mark in marked)
        {
            var linked = collation.Links.Any(link => link.A.Contains("A" + pair.A.Passages[mark.A].Id) && link.B.Contains("B" + pair.B.Passages[mark.B].Id));
            var verdict = told.Exists(variant => Answers(pair, variant, mark)) ? Verdict.Found : linked ? Verdict.Missed : Verdict.Unlinked;
            yield return new JudgedSubstitution(verdict, pairs, pair.Name, mark.A, mark.B, mark.Matter, null, Text(pair.A, mark.A, mark.From), Text(pair.B, mark.B, mark.To));
        }
        foreach (var variant in told)
        {
            var (a, b) = (Line(pair.A, variant.FromAt!), Line(pair.B, variant.ToAt!));
            var verdict = marked.Exists(mark => Answers(pair, variant, mark)) ? Verdict.Right
                : !same.Contains((a, b)) ? Verdict.Open : variant.Of == Matter.Wording ? Verdict.Wording : Verdict.False;
            yield return new JudgedSubstitution(verdict, pairs, pair.Name, a, b, $"{variant.Of}", variant.Salience, variant.From!, variant.To!);
        }
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

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
