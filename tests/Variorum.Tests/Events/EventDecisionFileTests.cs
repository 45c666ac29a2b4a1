namespace Variorum;

/// <summary>A decision that was taken is in the file, whole, whoever else decides at that moment.</summary>
public sealed class EventDecisionFileTests : EventArchive
{
    private string Decided => Path.Combine(Folder, DecisionFile.FileName);

    public EventDecisionFileTests() => Directory.CreateDirectory(Folder);

    [Fact]
    public void Whoever_decides_at_once_loses_no_decision()
    {
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            DecisionFile.Add(Folder, Decision(i));
            Assert.NotEmpty(DecisionFile.Read(Folder).Decisions);
        });
        var read = DecisionFile.Read(Folder);
        Assert.Equal(Enumerable.Range(0, 200).Select(static i => $"https://a.example/{i:000}"), read.Decisions.Select(static line => line.Decision.Together[0].Url).Order(StringComparer.Ordinal));
        Assert.Empty(read.Faults);
    }

    [Fact]
    public void A_line_that_is_no_decision_is_told_in_our_words()
    {
        File.WriteAllText(Decided, """
            {"decision":"merge,split","time":"2026-06-13T00:00:00Z"}
            {"decision":"merge","time":"yesterday"}
            """);
        Assert.Equal([(1, "knows no decision merge,split"), (2, "has a time that is none")], DecisionFile.Read(Folder).Faults);
    }

    private static EventDecision Decision(int i) => new(DecisionKind.Merge, DateTimeOffset.UnixEpoch, [new AccountName($"https://a.example/{i:000}", "")], []);
}
