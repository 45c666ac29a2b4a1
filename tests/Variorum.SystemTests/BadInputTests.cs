using System.Text.RegularExpressions;

namespace Variorum.SystemTests;

/// <summary>Each case is a file in <c>tests/corpora/bad-input</c>: how the input is made, the command, and what must come of it.</summary>
public sealed class BadInputTests
{
    private static readonly string Cases = Repository.Path("tests", "corpora", "bad-input");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Cases, "*.case").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public async Task Bad_input_gets_one_sentence_and_the_other_inputs_go_on(string name)
    {
        var lines = File.ReadLines(Path.Combine(Cases, name + ".case")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(": ", 2)).ToLookup(parts => parts[0], parts => parts[1]);
        Assert.Subset(new HashSet<string> { "unless", "make", "run", "exit", "says", "shows" }, lines.Select(group => group.Key).ToHashSet());

        using var scratch = new Scratch();
        foreach (var condition in lines["unless"])
            if ((await Shell.Run(condition, scratch.Folder)).Exit == 0)
                Assert.Skip($"Not here: {condition}");
        foreach (var make in lines["make"].Prepend(Samples.Copy))
            Assert.Equal(new Ran(0, "", ""), await Shell.Run(make, scratch.Folder));

        var ran = await Shell.Run(Assert.Single(lines["run"]), scratch.Folder);
        Assert.True(lines["says"].Count() == ran.Messages.Length, $"Other messages than expected:\n{ran.Error}");
        foreach (var (message, pattern) in ran.Messages.Zip(lines["says"]))
            Assert.Matches($"^(?:{pattern})$", message);
        Assert.Equal(int.Parse(Assert.Single(lines["exit"]), System.Globalization.CultureInfo.InvariantCulture), ran.Exit);
        if (!lines["shows"].Any()) Assert.Equal("", ran.Output);
        foreach (var pattern in lines["shows"])
            Assert.Matches(new Regex(pattern, RegexOptions.IgnoreCase), ran.Output);
    }
}
