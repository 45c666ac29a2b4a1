namespace Variorum.SystemTests;

/// <summary>What people decided, given to <c>compare</c> as a file.</summary>
public sealed class AnnotationsTests
{
    private static readonly string File = Repository.Path("samples", "signing-corrections.json");

    [Fact]
    public async Task A_comparison_takes_what_people_decided_and_marks_it()
    {
        using var scratch = new Scratch();
        var ran = await Shell.Run($"variorum compare {Samples.Pair} --annotations '{File}'", scratch.Folder);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Contains("A2–A3 · B8 accepted by Ida Brandt on 15 June 2026 at 08:12 UTC", ran.Output, StringComparison.Ordinal);
        Assert.Contains("✓ Ida Brandt, 15 June 2026", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_of_an_event_takes_them_too()
    {
        using var scratch = new Scratch();
        await Shell.Run($"variorum add {Samples.Pair}", scratch.Folder);
        var ran = await Shell.Run($"variorum event 1 --compare --annotations '{File}' --format json", scratch.Folder);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Contains("Ida Brandt", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_whose_words_are_gone_or_that_are_not_understood_are_named_and_the_others_apply()
    {
        using var scratch = new Scratch();
        var ran = await Shell.Run($"sed 's/Your engineers restored/Your engineers mended/; s/\"commenting\",$/\"bookmarking\",/' '{File}' | variorum compare {Samples.Pair} --annotations -", scratch.Folder);
        Assert.Equal(1, ran.Exit);
        var said = ran.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(2, said.Length);
        Assert.Equal("standard input: Annotation 3 (urn:uuid:b71e9f02-96c3-4d3e-a1b8-2a7d4c8e5c33) was not understood: its motivation is none of assessing, linking, editing, commenting and describing.", said[0]);
        Assert.StartsWith("standard input: urn:uuid:8c0b64de-5a7f-4f0e-8f35-6c1d0e5b9b22 was not applied: “Your engineers mended the waterworks of Olvany within six days.” does not stand in", said[1], StringComparison.Ordinal);
        Assert.Contains("accepted by Ida Brandt", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo '{'", "standard input is no JSON that can be read (line 2): export it again.\n")]
    [InlineData("echo '{}'", "standard input holds no Web Annotations: give it a collection, a page or an array of them.\n")]
    public async Task A_file_that_holds_no_annotations_ends_the_comparison_in_a_sentence(string file, string said)
    {
        using var scratch = new Scratch();
        Assert.Equal(new Ran(1, "", said), await Shell.Run($"{file} | variorum compare {Samples.Pair} --annotations -", scratch.Folder));
    }
}
