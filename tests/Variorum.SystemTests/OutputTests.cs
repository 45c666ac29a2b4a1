using System.Diagnostics;

namespace Variorum.SystemTests;

public sealed class OutputTests
{
    public static TheoryData<string> Formats => ["text", "html", "json", "csv", "tei", "markdown"];

    [Theory, MemberData(nameof(Formats))]
    public async Task Every_format_is_the_same_byte_for_byte_in_every_run_and_folder(string format)
    {
        using Scratch one = new(), other = new();
        foreach (var scratch in new[] { one, other })
            Assert.Equal(0, (await Shell.Run($"{Samples.Copy} && variorum compare a.html b.html --format {format} -o result", scratch.Folder)).Exit);
        var piped = await Shell.Run($"variorum compare a.html b.html --format {format} | cmp - result", one.Folder);
        Assert.Equal(new Ran(0, "", ""), piped);
        Assert.Equal(File.ReadAllBytes(one.Path("result")), File.ReadAllBytes(other.Path("result")));
        Assert.NotEqual(0, new FileInfo(one.Path("result")).Length);
    }

    [Theory]
    [InlineData("result.html", "<!DOCTYPE html>")]
    [InlineData("result.json", "{")]
    [InlineData("result.xml", "<?xml")]
    [InlineData("result.md", "#")]
    public async Task The_ending_of_the_output_says_its_format(string name, string begin)
    {
        using var scratch = new Scratch();
        Assert.Equal(new Ran(0, "", ""), await Shell.Run($"variorum compare {Samples.Pair} -o {name}", scratch.Folder));
        Assert.StartsWith(begin, File.ReadAllText(scratch.Path(name)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal([name], scratch.Names);
    }

    [Fact]
    public async Task An_output_keeps_its_permissions_and_the_link_that_leads_to_it()
    {
        using var scratch = new Scratch();
        await Shell.Run("echo old >kept.html; chmod 640 kept.html; ln -s kept.html link.html", scratch.Folder);
        Assert.Equal(new Ran(0, "", ""), await Shell.Run($"variorum compare {Samples.Pair} -o link.html", scratch.Folder));
        Assert.Equal("kept.html", new FileInfo(scratch.Path("link.html")).LinkTarget);
        Assert.NotEqual("old\n", File.ReadAllText(scratch.Path("kept.html")));
        Assert.Equal("-rw-r-----", (await Shell.Run("ls -l kept.html", scratch.Folder)).Output.Split(' ')[0]);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_run_that_is_interrupted_leaves_no_output(string signal)
    {
        using var scratch = new Scratch();
        // It waits for its input until the signal comes.
        using var process = Shell.Start($"mkfifo page; exec variorum read page -o result.json", scratch.Folder);
        try
        {
            var started = Stopwatch.StartNew();
            while (!File.Exists($"/proc/{process.Id}/comm") || !File.ReadAllText($"/proc/{process.Id}/comm").StartsWith("Variorum", StringComparison.Ordinal))
            {
                Assert.True(started.Elapsed < TimeSpan.FromMinutes(1), "The program does not start.");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
            await Shell.Run($"kill -{signal} {process.Id}");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            process.Kill();
        }
        Assert.Equal(signal == "INT" ? 130 : 143, process.ExitCode);
        Assert.Equal(["page"], scratch.Names);
        Assert.Equal("", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_no_failure()
    {
        var ran = await Shell.Run($"set -o pipefail; variorum compare {Samples.Pair} --format json | head -n 1");
        Assert.Equal(new Ran(0, "{\n", ""), ran);
        var shut = await Shell.Run($"set -o pipefail; variorum compare {Samples.Pair} --format html | true");
        Assert.Equal(new Ran(0, "", ""), shut);
    }

    [Fact]
    public async Task A_text_that_goes_to_a_file_or_a_pipe_has_no_colours_unless_they_are_asked_for()
    {
        var plain = await Shell.Run($"variorum compare {Samples.Pair}");
        Assert.DoesNotContain('\u001b', plain.Output);
        var coloured = await Shell.Run($"variorum compare {Samples.Pair} --color always");
        Assert.Contains('\u001b', coloured.Output);
    }
}
