using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>Prints what is found of commitments and instruments in real texts, for a person to judge: as many as asked, spread over all publishers.</summary>
internal static class ClaimsSample
{
    /// <param name="what"><c>commitments</c> or <c>instruments</c>.</param>
    /// <param name="seed">Another seed gives others.</param>
    public static int Run(string shared, string what, int count, int seed)
    {
        var lines = new List<(string Order, string Publisher, string Line)>();
        var accounts = 0;
        foreach (var account in Accounts(shared))
        {
            accounts++;
            foreach (var (passage, line) in what == "instruments" ? Named(account) : Committed(account))
            {
                var sentence = account.Passages.First(found => found.Id == passage).Text;
                var order = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {account.Input} {line}")));
                lines.Add((order, account.Publisher ?? account.Input.Split(':')[0], $"{line}\n    | {sentence}\n    ({account.Input}, passage {passage})"));
            }
        }
        Console.WriteLine($"{lines.Count} {what} in {accounts} accounts");
        // One of each publisher, then the second of each.
        var spread = lines.GroupBy(static line => line.Publisher, StringComparer.Ordinal).SelectMany(static of => of.OrderBy(static line => line.Order, StringComparer.Ordinal).Select(static (line, place) => (Place: place / 4, line)))
            .OrderBy(static line => line.Place).ThenBy(static line => line.line.Order, StringComparer.Ordinal).Take(count);
        var number = 0;
        foreach (var (_, line) in spread) Console.WriteLine($"\n{++number}. {line.Line}");
        return 0;
    }

    private static IEnumerable<(string Passage, string Line)> Committed(Account account) => Commitments.Of(account).Select(static found =>
        (found.Passage, $"[{found.Party}] {(found.Not ? "NOT " : "")}<{found.Cue}> {found.What}\n    {found.Form} {found.Strength} {found.Standing} said by {found.Speaker ?? "-"} to {found.Whom ?? "-"} by {found.By?.Value ?? "-"}{(found.Condition is null ? "" : $" on condition: {found.Condition}")}"));

    private static IEnumerable<(string Passage, string Line)> Named(Account account)
    {
        var found = Instruments.Of(account);
        return found.Mentions.Select((mention, i) => (mention.Passage, $"<{mention.Name}> {mention.Family}{(mention.Titled ? "" : ", described")}\n    topic {string.Join(' ', mention.Topic)}; parties {string.Join(' ', mention.Parties)}"
            + string.Concat(found.Facts.Where(fact => fact.Instrument == i).Select(static fact => $"\n    {fact.Kind}{(fact.Future ? " (to be)" : "")} {fact.Date ?? "-"} by {fact.Who ?? "-"}: {fact.Text} (passage {fact.Passage})"))));
    }

    private static IEnumerable<Account> Accounts(string shared)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(shared, "seeds"), "*.txt").Order(StringComparer.Ordinal))
            yield return Reader.Read(new Page(File.ReadAllBytes(file), file));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(shared, "gold"), "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            yield return Reader.Read(new Page(File.ReadAllBytes(file), file));
        foreach (var set in (string[])["kremlin-kyiv-dev", "kcna-2011-08", "ecb-dev"])
        {
            foreach (var line in File.ReadLines(Path.Combine(shared, "gold", "events", set + ".jsonl")))
            {
                var row = JsonDocument.Parse(line).RootElement;
                var title = row.TryGetProperty("title", out var named) ? named.GetString() + "\n\n" : "";
                var text = title + row.GetProperty("text").GetString()!.Replace("\n", "\n\n", StringComparison.Ordinal);
                if (Read(new Page(Encoding.UTF8.GetBytes(text), $"{set}:{row.GetProperty("id")}", ContentType: "text/plain; charset=utf-8",
                    Published: row.TryGetProperty("published", out var day) ? day.GetString()?[..10] : null, Publisher: row.TryGetProperty("publisher", out var by) ? by.GetString() : set)) is { } account) yield return account;
            }
        }
        foreach (var file in Directory.EnumerateFiles(Path.Combine(shared, "pages"), "*.html.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var packed = new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            packed.CopyTo(bytes);
            if (Read(new Page(bytes.ToArray(), $"pages:{Path.GetFileName(file)}")) is { } account) yield return account;
        }
    }

    private static Account? Read(Page page)
    {
        try
        {
            return Reader.Read(page);
        }
        catch (UnreadablePageException)
        {
            return null;
        }
    }
}
