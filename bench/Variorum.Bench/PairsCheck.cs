namespace Variorum.Bench;
internal static class PairsCheck
{
    public static int Run()
    {
        foreach (var folder in Directory.EnumerateDirectories("tests/corpora/pairs").Order(StringComparer.Ordinal))
        {
            var expected = File.ReadAllLines(Path.Combine(folder, "expected.tsv")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.TrimEnd('\t')).ToHashSet();
            Account R(string f) => Reader.Read(new Page(File.ReadAllBytes(Path.Combine(folder, f)), f));
            var c = Collator.Collate(R("a.txt"), R("b.txt"));
            string L<T>(T v) => v!.ToString()!.ToLowerInvariant();
            var found = c.Links.Select(l => $"link\t{string.Join(',', l.A)}\t{string.Join(',', l.B)}\t{L(l.Relation)}")
                .Concat(c.Variants.Select(v => $"{L(v.Kind)}\t{string.Join(',', v.A)}\t{string.Join(',', v.B)}\t{(v.Of is { } m ? L(m) : "")}\t{v.From}\t{v.To}".TrimEnd('\t'))).ToHashSet();
            Console.WriteLine(Path.GetFileName(folder) + (expected.SetEquals(found) ? " EXACT" : ""));
            foreach (var e in expected.Except(found)) Console.WriteLine("  missing " + e);
            foreach (var e in found.Except(expected)) Console.WriteLine("  extra   " + e);
        }
        return 0;
    }
}
