namespace Variorum.Bench;

/// <summary>Annotated texts that are counted together.</summary>
/// <param name="From">The folder of the measuring data that is named where the texts are absent.</param>
/// <param name="IsHeldOut">Nobody is to learn from its faults: of the worst the name and the score are told and no more.</param>
internal sealed record SpeechSet(string Name, string From, List<SpeechText> Texts, bool IsHeldOut = false);

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

    /// <summary>The texts by where they come from, and the press among the labelled ones once more by itself; a set that is absent is empty.</summary>
    public static IReadOnlyList<SpeechSet> Sets(string shared)
    {
        var (labelled, heldOut) = (SpeechTexts.Labelled(shared, "dev"), SpeechTexts.Labelled(shared, "held"));
        return
        [
            new("official texts", "gold/speech", SpeechTexts.Gold(shared)),
            new("labelled texts", "gold/events", labelled), new("held-out texts", "gold/events", heldOut, IsHeldOut: true),
            new("press, labelled", "pages/whole", Press(labelled)), new("press, held-out", "pages/whole", Press(heldOut), IsHeldOut: true),
        ];
    }

    public static int Run(string shared)
    {
        foreach (var row in Sets(shared).SelectMany(Take))
        {
            Console.WriteLine($"{row.Measure,-40} {row.On,-8} {row.Ours}");
            foreach (var worst in row.Worst) Console.WriteLine("    " + worst);
        }
        return 0;
    }

    public static IEnumerable<Row> Take(SpeechSet set)
    {
        if (set.Texts.Count == 0) return Measured.Select(measure => Row.Absent($"{set.Name}: {measure.Name}", set.From));
        var counted = set.Texts.ConvertAll(static text => (text.Name, Counts: SpeechJudge.Count(text, text.Read())));
        return Measured
            .Select(measure => Row.Of($"{set.Name}: {measure.Name}", "texts", [.. counted.Select(text => (text.Name, measure.Of(text.Counts)))], measure.Statistic))
            .Select(row => set.IsHeldOut ? row with { Worst = [.. row.Worst.Select(NameAndScore)] } : row);
    }

    private static List<SpeechText> Press(List<SpeechText> texts) => texts.FindAll(static text => text.Gold.GetProperty("kind").GetString() == "press");

    private static string NameAndScore(string worst) => worst[..worst.IndexOf(':', StringComparison.Ordinal)];
}
