using System.Text.Json;

namespace Variorum;

/// <summary>Accounts set side by side: of the archive, or sent along and not kept.</summary>
internal static class CollationOperations
{
    // More than these nobody reads in one table, and each pair is collated.
    private const int MostAccounts = 12;

    private static readonly NumberParameter Account = new("account", "The number of a version in this archive; the first becomes A.", 1, long.MaxValue) { Required = true, Fewest = 2, Most = MostAccounts, Example = "1|2" };

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("collation", "/collations", "collations", "Accounts of the archive, collated; three or more with their table of statements.", "collation", [Account, UsualParameters.Format], null)
        {
            Table = true, Dear = true, AnswerRoom = static async (asked, _, http) => Told((await http.RequestServices.GetRequiredService<Collations>().Of(asked.All(Account), http.RequestAborted).ConfigureAwait(false)).Collation),
        },
        new("collate", "/collations", "collations", "Accounts that are sent along, collated: texts, pages as HTML, or versions of the archive. Nothing is kept.", "collation", [UsualParameters.Format], null)
        {
            Method = HttpMethods.Post, Table = true, Dear = true, OnlyReads = true, Sent = "collate", AnswerRoom = static (_, sent, http) => Collate(sent, http),
            SentExample = """{"accounts":[{"text":"Norland and Vesmark signed a treaty on 12 June. It runs for ten years.","publisher":"Norland Press Office"},{"text":"The treaty was signed on 12 June. It runs for five years.","publisher":"Vesmark Wire"}]}""",
        },
    ];

    private static async Task<Answer> Collate(JsonElement sent, HttpContext http)
    {
        if (sent.ValueKind != JsonValueKind.Object || !sent.TryGetProperty("accounts", out var accounts) || accounts.ValueKind != JsonValueKind.Array) throw new WrongException("what was sent has no list of accounts");
        if (accounts.GetArrayLength() is < 2 or > MostAccounts) throw new WrongException($"accounts has 2 to {MostAccounts} entries, and {accounts.GetArrayLength()} were sent");
        var read = await http.RequestServices.GetRequiredService<Archives>().ReadAsync(reading => accounts.EnumerateArray().Select((account, i) => Read(reading, account, i)).ToList(), http.RequestAborted).ConfigureAwait(false);
        return Told(await http.RequestServices.GetRequiredService<Collations>().Of(read, http.RequestAborted).ConfigureAwait(false));
    }

    private static Account Read(Reading reading, JsonElement sent, int i)
    {
        var name = $"accounts[{i}]";
        if (sent.ValueKind != JsonValueKind.Object) throw new WrongException($"{name} is no object");
        var strings = new Dictionary<string, string>(StringComparer.Ordinal);
        var version = 0L;
        foreach (var member in sent.EnumerateObject())
        {
            if (member.Name == "account" && member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out version) && version > 0) continue;
            if (member.Name is "text" or "html" or "url" or "publisher" or "published" && member.Value.ValueKind == JsonValueKind.String)
            {
                strings[member.Name] = Members.Text(member.Value, $"{name}.{member.Name}");
                continue;
            }
            throw new WrongException($"{name} may have text, html or account, and url, publisher and published; “{(member.Name.Length > 40 ? member.Name[..40] : member.Name)}” is none of these, or not of their kind");
        }
        if ((version > 0 ? 1 : 0) + (strings.ContainsKey("text") ? 1 : 0) + (strings.ContainsKey("html") ? 1 : 0) != 1) throw new WrongException($"{name} has to have one of text, html and account");
        if (version > 0) return CaptureOperations.Read(reading, version);
        var (body, type) = strings.TryGetValue("html", out var html) ? (html, "text/html; charset=utf-8") : (strings["text"], "text/plain; charset=utf-8");
        var page = new Page(Encoding.UTF8.GetBytes(body), name, strings.GetValueOrDefault("url"), type, strings.GetValueOrDefault("published"), strings.GetValueOrDefault("publisher"));
        try
        {
            var account = Reader.Read(page);
            return account.Passages.Count > 0 ? account : throw new WrongException($"{name} has no text that could be read");
        }
        catch (UnreadablePageException unreadable)
        {
            throw new WrongException($"{name} {unreadable.Message}");
        }
    }

    private static Answer Told(Collation collation)
    {
        if (collation.Witnesses.Count == 2) return new Answer(stream => CollationJson.Write(collation, stream)) { Table = stream => CsvReport.Write(collation, stream) };
        var table = StatementTable.Of(collation);
        return new Answer(stream => TableJson.Write(table, stream)) { Table = stream => TableCsv.Write(table, stream) };
    }
}
