namespace Variorum.Bench;
internal static class Show
{
    public static int Run(string a, string b)
    {
        var c = Collator.Collate(Reader.Read(new Page(File.ReadAllBytes(a), a)), Reader.Read(new Page(File.ReadAllBytes(b), b)));
        foreach (var w in c.Witnesses) foreach (var p in w.Passages) Console.WriteLine($"{p.Id} [{p.Speaker}] {p.Text}");
        foreach (var l in c.Links) Console.WriteLine($"{string.Join(',', l.A)} ~ {string.Join(',', l.B)} {l.Relation} {l.Confidence} {string.Join("; ", l.Because)}");
        foreach (var v in c.Variants) if (v.Kind != VariantKind.Only) Console.WriteLine($"{v.Kind} {v.Of} {string.Join(',', v.A)} / {string.Join(',', v.B)} {v.Salience} [{v.From}] -> [{v.To}]");
        return 0;
    }
}
