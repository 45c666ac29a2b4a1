namespace Variorum.SystemTests;

public sealed class LauncherTests
{
    [Fact]
    public async Task A_clean_tree_builds_once_also_for_two_starts_at_a_time_and_again_when_a_source_changed()
    {
        using var scratch = new Scratch();
        // What is built matters to nobody here: a program of one line is built in a tenth of the time.
        var tree = await Tree(scratch, "samples");
        var source = Path.Combine(Directory.CreateDirectory(Path.Combine(tree, "src/Variorum.Cli")).FullName, "Program.cs");
        File.WriteAllText(Path.ChangeExtension(source, null) + ".csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><AssemblyName>Variorum.Cli</AssemblyName></PropertyGroup></Project>\n");
        File.WriteAllText(source, "Console.WriteLine(\"one\");\n");
        var path = await ToolsWithoutLinker(scratch);

        var two = await Task.WhenAll(Shell.Run($"'{tree}/variorum'", "/", path), Shell.Run($"'{tree}/variorum'", "/", path));
        Assert.All(two, ran => Assert.Equal((0, "one\n"), (ran.Exit, ran.Output)));
        Assert.Equal(["variorum: building…"], two.SelectMany(ran => ran.Messages));
        Assert.Equal(new Ran(0, "one\n", ""), await Shell.Run($"'{tree}/variorum'", "/", path));

        File.AppendAllText(source, "static class Broken { int x = ; }\n");
        var broken = await Shell.Run($"'{tree}/variorum'", "/", path);
        Assert.Equal(1, broken.Exit);
        Assert.Contains(broken.Messages, line => line.Contains("Program.cs(", StringComparison.Ordinal) && line.Contains("error CS", StringComparison.Ordinal));
        Assert.Equal("", broken.Output);

        File.WriteAllText(source, "Console.WriteLine(\"two\");\n");
        Assert.Equal(new Ran(0, "two\n", "variorum: building…\n"), await Shell.Run($"'{tree}/variorum'", "/", path));
        Assert.True(Directory.GetDirectories(Path.Combine(tree, "artifacts/launcher"), "app.*").Length <= 2);
    }

    [Fact]
    public async Task Without_a_linker_it_is_built_with_its_runtime_and_says_the_same()
    {
        // Two such builds beside each other would take each longer than both in turn.
        Assert.Equal(0, (await Shell.Run("variorum --version")).Exit);
        using var scratch = new Scratch();
        var tree = await Tree(scratch, "src samples");
        var compare = $"variorum' compare {Samples.Pair} --format json";
        var ran = await Shell.Run($"'{tree}/{compare}", path: await ToolsWithoutLinker(scratch));
        Assert.Equal((0, "variorum: building…\n"), (ran.Exit, ran.Error));
        Assert.Contains("libcoreclr", await Files(tree), StringComparison.Ordinal);
        Assert.Equal((await Shell.Run($"'{Repository.Root}/{compare}")).Output, ran.Output);
    }

    [Fact]
    public async Task With_a_linker_it_is_native()
    {
        if ((await Shell.Run("command -v clang || command -v gcc")).Exit != 0) Assert.Skip("There is no linker here: neither clang nor gcc.");
        Assert.Equal(0, (await Shell.Run("variorum --version")).Exit);
        var files = await Files(Repository.Root);
        Assert.Contains("Variorum.Cli", files, StringComparison.Ordinal);
        Assert.DoesNotContain("libcoreclr", files, StringComparison.Ordinal);
        Assert.DoesNotContain("Variorum.Cli.dll", files, StringComparison.Ordinal);
    }

    private static async Task<string> Files(string tree) => (await Shell.Run($"ls \"$(head -n 1 '{tree}/artifacts/launcher/stamp')\"")).Output;

    [Fact]
    public async Task It_runs_through_links_from_any_folder()
    {
        using var scratch = new Scratch();
        File.CreateSymbolicLink(scratch.Path("direct"), Repository.Path("variorum"));
        Directory.CreateDirectory(scratch.Path("bin"));
        File.CreateSymbolicLink(scratch.Path("bin/relative"), "../direct");
        Assert.Equal("0.1.0\n", (await Shell.Run("./bin/relative --version", scratch.Folder)).Output);
        Assert.Equal("0.1.0\n", (await Shell.Run("relative --version", "/", $"{scratch.Path("bin")}:/usr/bin:/bin")).Output);
    }

    [Fact]
    public async Task Without_an_SDK_it_says_in_a_sentence_what_to_install()
    {
        using var scratch = new Scratch();
        var tree = await Tree(scratch);
        var path = await Tools(scratch);
        var ran = await Shell.Run($"'{tree}/variorum' --version", "/", path);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains("there is none; install it from https://dotnet.microsoft.com/download", Assert.Single(ran.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_too_old_an_SDK_it_says_which_one_is_here_and_what_to_install()
    {
        using var scratch = new Scratch();
        var tree = await Tree(scratch);
        var path = await Tools(scratch);
        // An SDK that global.json does not take answers so.
        await Shell.Run("printf '#!/bin/sh\\n[ \"$1\" = --list-sdks ] && echo \"8.0.404 [/usr/share/dotnet/sdk]\" || exit 145\\n' >dotnet; chmod +x dotnet", scratch.Path("tools"));
        var ran = await Shell.Run($"'{tree}/variorum' --version", "/", path);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains("only 8.0.404 is here; install it from https://dotnet.microsoft.com/download", Assert.Single(ran.Messages), StringComparison.Ordinal);
    }

    /// <summary>The launcher and these folders as they lie here, nothing built.</summary>
    private static async Task<string> Tree(Scratch scratch, string folders = "")
    {
        var tree = scratch.Path("a tree");
        var copied = await Shell.Run($"mkdir '{tree}' && cp -R variorum global.json Directory.* .editorconfig {folders} '{tree}' && find '{tree}' -name bin -o -name obj | xargs -r rm -r");
        Assert.Equal(0, copied.Exit);
        return tree;
    }

    private static async Task<string> ToolsWithoutLinker(Scratch scratch)
    {
        var path = await Tools(scratch);
        await Shell.Run($"for tool in dotnet touch mv rm grep sort tail; do ln -s \"$(command -v $tool)\" '{path}'; done");
        return path;
    }

    /// <summary>A path with what the launcher calls, and no dotnet.</summary>
    private static async Task<string> Tools(Scratch scratch)
    {
        var tools = scratch.Path("tools");
        var made = await Shell.Run($"mkdir '{tools}' && for tool in bash env find flock readlink dirname uname mkdir sed; do ln -s \"$(command -v $tool)\" '{tools}'; done");
        Assert.Equal(new Ran(0, "", ""), made);
        return tools;
    }
}
