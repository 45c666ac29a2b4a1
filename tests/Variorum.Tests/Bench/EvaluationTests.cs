using System.Globalization;
using System.Text.Json;

namespace Variorum.Bench;

public sealed class EvaluationTests : IDisposable
{
    private readonly string _empty = Directory.CreateTempSubdirectory("variorum-evaluation").FullName;

    public void Dispose() => Directory.Delete(_empty, recursive: true);

    [Fact]
    public void A_share_of_a_hundred_has_the_interval_of_the_binomial()
    {
        // .8 ± 1.96 * sqrt(.8 * .2 / 100)
        var (low, high) = Bootstrap.Interval([.. Right(80), .. Wrong(20)], Counts.Share);
        Assert.InRange(low, .71, .73);
        Assert.InRange(high, .87, .89);
    }

    [Fact]
    public void Four_times_the_units_halve_the_interval()
    {
        var few = Bootstrap.Interval([.. Right(40), .. Wrong(10)], Counts.Share);
        var many = Bootstrap.Interval([.. Right(160), .. Wrong(40)], Counts.Share);
        Assert.InRange((many.High - many.Low) / (few.High - few.Low), .45, .55);
    }

    [Fact]
    public void Units_that_are_all_alike_leave_no_doubt() => Assert.Equal((1d, 1d), Bootstrap.Interval(Right(20), Counts.Share));

    [Fact]
    public void The_same_units_have_the_same_interval_on_every_run() =>
        Assert.Equal(Bootstrap.Interval([.. Right(7), .. Wrong(3)], Counts.F1), Bootstrap.Interval([.. Right(7), .. Wrong(3)], Counts.F1));

    [Fact]
    public void The_worst_units_stand_first_and_faultless_ones_are_left_out()
    {
        var row = Row.Of("links", "pairs", [("fair", new Counts(3, 1, 0)), ("poor", new Counts(1, 3, 0)), ("perfect", new Counts(4, 0, 0))], Counts.F1);
        Assert.Equal(["0.400  poor: 1 right, 3 wrong, 0 missed", "0.857  fair: 3 right, 1 wrong, 0 missed"], row.Worst);
        Assert.Equal("3 pairs", row.On);
    }

    [Fact]
    public void A_figure_that_moved_is_told_with_both_values_and_against_its_old_interval()
    {
        var old = new Figures("abc1234", [new Figure("titles", .84, .80, .88), new Figure("dates", .90, .87, .93), new Figure("texts", .95, .94, .96)]);
        Assert.Equal(
            ["titles: 0.840 -> 0.861 (+0.021), within the interval that it had", "dates: 0.900 -> 0.850 (-0.050), beyond the interval that it had"],
            old.Changes([Taken("titles", .861), Taken("dates", .85), Taken("texts", .9502)]));
    }

    [Fact]
    public void A_measure_that_was_not_taken_or_is_new_is_told()
    {
        var old = new Figures("abc1234", [new Figure("titles", .84, .80, .88)]);
        Assert.Equal(["titles: 0.840, not measured this time", "dates: 0.900, new"], old.Changes([Row.Absent("titles", "pages/articles"), Taken("dates", .9)]));
    }

    [Fact]
    public void What_the_machine_decides_is_not_compared() =>
        Assert.Empty(new Figures("abc1234", []).Changes([Taken("pages a second", 180) with { IsCompared = false }]));

    [Fact]
    public void Figures_that_are_written_are_read_back_the_same()
    {
        var path = Path.Combine(_empty, "figures.tsv");
        File.WriteAllText(path, Figures.Format([Taken("titles", .84125) with { Interval = (.8, .88) }, Taken("speed", 180) with { IsCompared = false }], "abc1234"));
        var read = Figures.Load(path);
        Assert.Equal("abc1234", read.Commit);
        Assert.Equal([new Figure("titles", .84125, .8, .88)], read.All);
    }

    [Fact]
    public void A_torn_line_of_figures_is_refused_with_its_words()
    {
        var path = Path.Combine(_empty, "figures.tsv");
        File.WriteAllText(path, "titles\t0.84\t0.8\n");
        Assert.Contains("titles", Assert.Throws<InvalidDataException>(() => Figures.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_are_absent_are_skipped_each_in_a_row_that_says_so()
    {
        List<Row> rows =
        [
            .. PagesMeasures.Take(PagesMeasures.Judge(_empty)), .. ReadingSpeed.Take(_empty),
            .. SpeechMeasures.Sets(_empty).SelectMany(SpeechMeasures.Take),
            .. LinksMeasures.Take(_empty, LinksMeasures.Judge(_empty, null)),
        ];
        Assert.All(rows, static row => Assert.StartsWith("skipped: ", row.Skipped, StringComparison.Ordinal));
        Assert.Contains("| skipped: pages/articles is absent ", Table.Markdown(rows, []), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_takes_the_place_between_its_marks_and_nothing_else()
    {
        const string start = "<!-- table: written by evaluate --write -->", end = "<!-- end of table -->";
        Assert.Equal($"before\n{start}\n| new |\n{end}\nafter", Table.Into($"before\n{start}\n| old |\n{end}\nafter", "| new |\n"));
        Assert.Throws<InvalidDataException>(() => Table.Into("no place", "| new |\n"));
    }

    [Fact]
    public void The_document_shows_the_figures_that_are_committed()
    {
        var document = File.ReadAllText(Path.Combine(Corpora.Root, "docs", "accuracy.md"));
        var figures = Figures.Load(Path.Combine(Corpora.Root, "bench", "figures.tsv"));
        Assert.Contains($"Taken at {figures.Commit}.", document, StringComparison.Ordinal);
        Assert.NotEmpty(figures.All);
        // The measure and ours, where ours has an interval: the machine decides the others.
        var shown = document.Split('\n').Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length > 3 && cells[3].Contains('[', StringComparison.Ordinal)).Select(static cells => (Measure: cells[1], Ours: cells[3])).ToList();
        Assert.Equal(figures.All.Select(static figure => figure.Measure), shown.Select(static row => row.Measure));
        Assert.Equal(figures.All.Zip(shown, static (figure, row) => Ours(figure, DigitsOf(row.Ours))), shown.Select(static row => row.Ours));
    }

    [Fact]
    public void All_that_is_known_belongs_to_a_measure_that_is_taken()
    {
        var taken = Figures.Load(Path.Combine(Corpora.Root, "bench", "figures.tsv")).All.Select(static figure => figure.Measure).ToHashSet();
        Assert.All(Known.Load(Path.Combine(Corpora.Root, "bench", "known.tsv")).Keys.Where(static measure => !measure.StartsWith("reading: ", StringComparison.Ordinal)),
            measure => Assert.Contains(measure, taken));
    }

    [Fact]
    public void Who_says_what_is_judged_as_the_scorer_beside_the_data_judges_it()
    {
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(Corpora.Shared("gold", "speech")))!;
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "python3"))), "there is no python3");
        foreach (var set in SpeechMeasures.Sets(shared))
        {
            if (set.Texts.Count == 0) continue;
            var folder = SpeechScore.Lay(set.Texts);
            var theirs = SpeechScore.Score(shared, folder).Select(Three);
            Directory.Delete(folder, recursive: true);
            Assert.Equal(theirs, SpeechMeasures.Take(set).Select(static row => Three(row.Value)));
        }
    }

    [Fact]
    public void The_press_is_counted_once_more_by_itself()
    {
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(Corpora.Shared("pages", "whole")))!;
        var sets = SpeechMeasures.Sets(shared).ToDictionary(static set => set.Name, static set => set.Texts.ConvertAll(static text => text.Name));
        Assert.Equal(sets["labelled texts"].Where(static name => name.StartsWith("press-", StringComparison.Ordinal)), sets["press, labelled"]);
        Assert.Equal(sets["held-out texts"].Where(static name => name.StartsWith("press-", StringComparison.Ordinal)), sets["press, held-out"]);
        Assert.NotEmpty(sets["press, labelled"]);
        Assert.NotEmpty(sets["press, held-out"]);
    }

    [Fact]
    public void Of_held_out_texts_the_worst_are_told_by_name_and_score_alone()
    {
        SpeechText nobodyQuoted = new("quarry", "The quarry closed. The minister said that it would open again.", JsonDocument.Parse("""
            {"published": "2024-06-20", "publisher": "The Norland Courier", "aliases": {}, "sentences": [], "turns": [], "attributions": [], "quantities": [], "dates": []}
            """).RootElement);
        Assert.Equal(["0.000  quarry: 0 right, 1 wrong, 0 missed"], Attributed(new SpeechSet("labelled texts", "gold/events", [nobodyQuoted])));
        Assert.Equal(["0.000  quarry"], Attributed(new SpeechSet("held-out texts", "gold/events", [nobodyQuoted], IsHeldOut: true)));

        static IReadOnlyList<string> Attributed(SpeechSet set) => SpeechMeasures.Take(set).Single(row => row.Measure == set.Name + ": attributed F1").Worst;
    }

    private static string Ours(Figure figure, string format) => new Row(figure.Measure) { Value = figure.Value, Interval = (figure.Low, figure.High), Format = format }.Ours;

    // Measures are printed with as many digits as they need: 0 or 0.00 or 0.000.
    private static string DigitsOf(string ours) => ours.Split(' ')[0].Split('.') is [_, var behind] ? $"0.{new string('0', behind.Length)}" : "0";

    private static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static Row Taken(string measure, double value) => new(measure) { Value = value };

    private static Counts[] Right(int count) => [.. Enumerable.Repeat(new Counts(1, 0, 0), count)];

    private static Counts[] Wrong(int count) => [.. Enumerable.Repeat(new Counts(0, 0, 1), count)];
}
