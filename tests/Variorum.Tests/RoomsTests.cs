using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Variorum;

public class RoomsTests
{
    // Whom each room may use; what is not named here is no room.
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Text"] = [],
        ["Reading"] = ["Text"],
        ["Collation"] = ["Text"],
        ["Archive"] = ["Reading", "Text"],
        ["Collecting"] = ["Archive", "Reading", "Text"],
        ["Events"] = ["Archive", "Collation", "Reading", "Text"],
        ["Reports"] = ["Archive", "Collation", "Events", "Text"],
    };

    [Fact]
    public void The_rooms_of_the_library_use_each_other_one_way() =>
        Assert.Equal([], Trespasses(Sources(Path.Combine(Corpora.Root, "src", "Variorum"))));

    [Fact]
    public void No_file_of_the_library_lies_outside_a_room() =>
        Assert.All(Sources(Path.Combine(Corpora.Root, "src", "Variorum")), file => Assert.Contains(Room(file.Name), MayUse.Keys));

    [Fact]
    public void A_use_against_the_way_is_named_with_its_place() =>
        Assert.Equal(
            ["Text/Sentences.cs:4 uses Reader of Reading; Text may use nobody", "Reading/Page.cs:3 uses Collator of Collation; Reading may use Text"],
            Trespasses(
            [
                ("Text/Sentences.cs", "namespace Variorum;\nstatic class Sentences\n{\n    static string Version => Reader.Version;\n}"),
                ("Reading/Reader.cs", "namespace Variorum;\nstatic class Reader { public const string Version = \"1\"; static object Cut => typeof(Sentences); }"),
                ("Reading/Page.cs", "namespace Variorum;\nrecord Page(string Collator);\nclass Other : Collator { }"),
                ("Collation/Collator.cs", "namespace Variorum;\nclass Collator { }"),
            ]));

    private static List<(string Name, string Text)> Sources(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), path))
            .Where(file => !file.Name.StartsWith("obj/", StringComparison.Ordinal) && !file.Name.StartsWith("bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (file.Name, File.ReadAllText(file.path)))];

    private static string Room(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : "";

    // The compiler's own view: which symbol each name means, and in which folder that symbol's type is declared.
    private static List<string> Trespasses(List<(string Name, string Text)> files)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Name)).ToList();
        var usings = CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;");
        var compilation = CSharpCompilation.Create("rooms", [usings, .. trees], References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var found = new List<string>();
        foreach (var tree in trees)
        {
            var room = Room(tree.FilePath);
            var allowed = MayUse.GetValueOrDefault(room) ?? [];
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (Declared(model, name) is not { } used) continue;
                var theirs = Room(used.File);
                if (theirs == room || allowed.Contains(theirs)) continue;
                var line = tree.GetLineSpan(name.Span).StartLinePosition.Line + 1;
                var place = $"{tree.FilePath}:{line} uses {used.Type} of {theirs}; {room} may use {(allowed.Length == 0 ? "nobody" : string.Join(" and ", allowed))}";
                if (!found.Contains(place)) found.Add(place);
            }
        }
        return found;
    }

    private static (string Type, string File)? Declared(SemanticModel model, SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer) type = outer;
        var file = type?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath;
        return string.IsNullOrEmpty(file) ? null : (type!.Name, file);
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "Variorum.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
}
