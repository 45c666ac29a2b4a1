using System.Text.RegularExpressions;

namespace Variorum.SystemTests;

public sealed partial class HelpTests
{
    public static TheoryData<string> Verbs => [.. VerbLine().Matches(Shell.Run("variorum --help").GetAwaiter().GetResult().Output.Split("Commands:")[1]).Select(line => line.Groups[1].Value)];

    [Theory, MemberData(nameof(Verbs))]
    public async Task Every_verb_has_help_with_an_example_that_runs(string verb)
    {
        var help = await Shell.Run($"variorum {verb} --help");
        Assert.Equal((0, ""), (help.Exit, help.Error));
        var example = ExampleLine().Match(help.Output).Groups[1].Value;
        Assert.Equal(["variorum", verb], example.Split(' ').Take(2));
        var folder = Directory.CreateTempSubdirectory("variorum-help-").FullName;
        try
        {
            // A server answers until it is told to end.
            if (verb == "serve") example = $": >{folder}/told; {{ {example} 2>{folder}/told & server=$!; }}; until grep -q 'is open at' {folder}/told || ! kill -0 $server; do sleep .1; done; kill -TERM $server; wait $server && cat {folder}/told";
            // Another answers until nobody talks to it any more.
            if (verb == "mcp") example = $"{{ echo '{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}}'; sleep 2; }} | {example}";
            // Two versions of the page that the examples name, in an archive of its own.
            var ran = await Shell.Run($"""
                export VARIORUM_ARCHIVE={folder}/archive
                variorum add samples/signing-transcript.html --url https://press.norland.example/news/signing --captured 2026-06-12 >{folder}/first
                [ {verb} = add ] || variorum add samples/signing-report.html --url https://press.norland.example/news/signing --captured 2026-06-13 >{folder}/second
                {example}
                """);
            Assert.Equal((0, ""), (ran.Exit, ran.Error));
            Assert.NotEqual("", ran.Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory, MemberData(nameof(Verbs))]
    public async Task Every_verb_and_option_stands_in_the_guide(string verb)
    {
        var guide = File.ReadAllText(Repository.Path("docs", "guide.md"));
        Assert.Contains($"`variorum {verb} ", guide, StringComparison.Ordinal);
        foreach (Match option in OptionName().Matches((await Shell.Run($"variorum {verb} --help")).Output))
            if (option.Value is not "--help")
                Assert.Contains(option.Value == "--output" ? "`-o FILE`" : option.Value, guide, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_command_of_the_README_opens_a_reading_room_that_holds_something()
    {
        var command = File.ReadLines(Repository.Path("README.md")).First(line => line.StartsWith("    ./", StringComparison.Ordinal)).Trim();
        Assert.Equal("./variorum serve --sample", command);
        // On a port of its own, and ended as a service is.
        var ran = await Shell.Run($$"""
            told=$(mktemp); exec {{command}} --listen 127.0.0.1:0 2>$told & server=$!
            until at=$(grep -o 'http://[^;]*' $told) || ! kill -0 $server; do sleep .1; done
            curl -sS "$at"
            kill -TERM $server; wait $server; echo "ended with $?"; cat $told >&2; rm $told
            """);
        Assert.Contains("<h1", ran.Output, StringComparison.Ordinal);
        Assert.Contains("/accounts/", ran.Output, StringComparison.Ordinal);
        Assert.Matches("ended with 0\n$", ran.Output);
        Assert.Matches("^The reading room is open at http://127\\.0\\.0\\.1:\\d+/; Ctrl-C closes it\\.\n$", ran.Error);
    }

    [Fact]
    public async Task The_READMEs_comparison_needs_no_archive()
    {
        var command = File.ReadLines(Repository.Path("README.md")).First(line => line.StartsWith("    ./variorum compare ", StringComparison.Ordinal)).Trim();
        var ran = await Shell.Run(command);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Contains("only in A", ran.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("variorum ", "compare read completion")]
    [InlineData("variorum co", "commitments compare completion")]
    [InlineData("variorum compare --format ", "csv html json markdown tei text")]
    [InlineData("variorum compare a.html --fo", "--format")]
    [InlineData("variorum read --format json", "json jsonl")]
    [InlineData("variorum completion ", "bash zsh fish")]
    [InlineData("variorum compare ", "")]
    public async Task Bash_completes_verbs_options_and_their_values(string line, string expected)
    {
        var words = line.Split(' ');
        var ran = await Shell.Run($"""
            source <(variorum completion bash)
            COMP_WORDS=({string.Join(' ', words.Select(word => $"'{word}'"))}) COMP_CWORD={words.Length - 1}
            _variorum
            echo "$COMPREPLY|${"{COMPREPLY[*]}"}"
            complete -p variorum
            """);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        var offered = ran.Output.Split('\n')[0].Split('|')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wanted = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (line == "variorum ") Assert.Subset(offered.ToHashSet(), wanted.ToHashSet());
        else Assert.Equal(wanted.Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Other_shells_load_their_completion(string shell)
    {
        if ((await Shell.Run($"command -v {shell}")).Exit != 0) Assert.Skip($"{shell} is not installed.");
        Assert.Equal(0, (await Shell.Run($"variorum completion {shell} | {shell} -n /dev/stdin")).Exit);
    }

    [GeneratedRegex(@"^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex VerbLine();

    [GeneratedRegex(@"^Example:\n  (.+)$", RegexOptions.Multiline)]
    private static partial Regex ExampleLine();

    [GeneratedRegex(@"--[a-z-]+")]
    private static partial Regex OptionName();
}
