using System.Globalization;

namespace Variorum.Bench;

/// <summary>Are the links between accounts in two languages right? On invented events told in several, of which every statement is known.</summary>
internal static class AcrossScore
{
    /// <param name="shared">The folder with the measuring data, whose pages are of unlike events in many languages; null for none.</param>
    public static int Run(string? shared)
    {
        var told = Accounts(Path.Combine(PagesScore.Root(), "tests", "corpora", "tongues", "across"));
        var (right, given, sure) = (0, 0, 0);
        var bands = new SortedDictionary<double, (int Right, int All)>();
        var wrong = 0;
        foreach (var a in told)
        {
            foreach (var b in told)
            {
                if (string.CompareOrdinal(a.Event + a.Language, b.Event + b.Language) >= 0 || a.Language == b.Language) continue;
                var cells = Cells(a, b);
                var good = cells.Where(cell => a.Event == b.Event && a.Statements[cell.A] > 0 && a.Statements[cell.A] == b.Statements[cell.B]).ToList();
                foreach (var cell in cells)
                {
                    var band = Math.Floor(cell.Confidence * 10) / 10;
                    var known = bands.GetValueOrDefault(band);
                    bands[band] = (known.Right + (good.Contains(cell) ? 1 : 0), known.All + 1);
                }
                if (a.Event != b.Event)
                {
                    wrong += cells.Count;
                    continue;
                }
                var all = a.Statements.Count(s => s > 0 && b.Statements.Contains(s));
                (right, given, sure) = (right + good.Count, given + cells.Count, sure + all);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{a.Event} {a.Language} {b.Language}: {good.Count} of {cells.Count} links right, {all} to be found"));
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"precision {(double)right / Math.Max(1, given):0.000}, recall {(double)right / sure:0.000}, F1 {2.0 * right / (given + sure):0.000}; {wrong} links between two events"));
        foreach (var (band, (good, all)) in bands) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  confidence from {band:0.0}: {good} of {all} right"));
        if (shared is not null) Strangers(shared);
        return 0;
    }

    /// <summary>Real pages of unlike events: whatever is linked is wrong.</summary>
    private static void Strangers(string shared)
    {
        var accounts = PagesSet.Load(shared).Select(static page => Reader.Read(page.Page)).Where(static account => account.Language is not null && account.Passages.Count >= 5).ToList();
        var (pairs, linked, links, sure) = (0, 0, 0, 0);
        for (var i = 0; i < accounts.Count; i++)
        {
            for (var step = 1; step <= 12; step++)
            {
                var (a, b) = (accounts[i], accounts[(i + step) % accounts.Count]);
                if (a.Language == b.Language) continue;
                var found = Collator.Collate(a, b).Links;
                pairs++;
                if (found.Count > 0) linked++;
                links += found.Count;
                sure += found.Count(static link => link.Confidence >= .5);
            }
        }
        Console.WriteLine($"pages of unlike events in two languages: {links} links in {linked} of {pairs} pairs, {sure} of them from .5 on");
    }

    private sealed record Told(string Event, string Language, Account Account, int[] Statements);

    private static List<Told> Accounts(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.tsv").Order(StringComparer.Ordinal).Select(path =>
        {
            var name = Path.GetFileNameWithoutExtension(path).Split('.');
            var lines = File.ReadAllLines(path).Select(static line => line.Split('\t')).ToList();
            var account = GoldPairs.Lined([.. lines.Select(static fields => fields[1])], path, "2026-05-15");
            return new Told(name[0], name[1], account with { Language = name[1] }, [.. lines.Select(static fields => int.Parse(fields[0], CultureInfo.InvariantCulture))]);
        })];

    private static List<(int A, int B, double Confidence)> Cells(Told a, Told b)
    {
        var collation = Collator.Collate(a.Account, b.Account);
        return [.. from link in collation.Links from x in link.A from y in link.B select (Number(x), Number(y), link.Confidence)];
    }

    private static int Number(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture) - 1;
}
