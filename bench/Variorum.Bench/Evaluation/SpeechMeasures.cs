namespace Variorum.Bench;

/// <summary>Who is made to say what, quantities and dates, on texts annotated sentence by sentence.</summary>
internal static class SpeechMeasures
{
    private static readonly (string Name, Func<SpeechCounts, Counts> Of, Func<IReadOnlyList<Counts>, double> Statistic)[] Measured =
    [
        ("content F1", static counts => counts.Content, Counts.F1),
        ("attributed F1", static counts => counts.Attributed, Counts.F1),
        ("resolved F1", static counts => counts.Resolved, Counts.F1),
        ("speaker of the sentence", static counts => counts.Speaker, Counts.Share),
        ("quantities F1", static counts => counts.Quantities, Counts.F1),
        ("dates F1", static counts => counts.Dates, Counts.F1),
    ];

    private const string HeldOut = "held-out texts";

    /// <summary>The texts by where they come from; a set that is absent is empty.</summary>
    public static (string Name, List<SpeechText> Texts)[] Sets(string shared) =>
        [("official texts", SpeechTexts.Gold(shared)), ("labelled texts", SpeechTexts.Labelled(shared, "dev")), (HeldOut, SpeechTexts.Labelled(shared, "held"))];

    public static int Run(string shared)
    {
        foreach (var row in Sets(shared).SelectMany(static set => Take(set.Name, set.Texts)))
        {
            Console.WriteLine($"{row.Measure,-40} {row.On,-8} {row.Ours}");
            foreach (var worst in row.Worst) Console.WriteLine("    " + worst);
        }
        return 0;
    }

    public static IEnumerable<Row> Take(string name, List<SpeechText> texts)
    {
        if (texts.Count == 0) return Measured.Select(measure => Row.Absent($"{name}: {measure.Name}", name == "official texts" ? "gold/speech" : "gold/events"));
        var counted = texts.ConvertAll(static text => (text.Name, Counts: SpeechJudge.Count(text, text.Read())));
        return Measured.Select(measure => Row.Of($"{name}: {measure.Name}", "texts", [.. counted.Select(text => (text.Name, measure.Of(text.Counts)))], measure.Statistic))
            // Of what is held out the worst are not told: nobody is to learn from them.
            .Select(row => name == HeldOut ? row with { Worst = [] } : row);
    }
}
