using System.Globalization;

namespace Variorum;

/// <summary>What an editor decides of an event: forms, and what they do.</summary>
internal static class EventDecisions
{
    public const int LongestNote = 2000, MostNamed = 200;

    private const int Tries = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>What can be decided.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["merge", "split", "move", "pin", "unpin"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/events/{id:long}/decide", static async (long id, HttpContext http, Archives archives, EventHistories histories) =>
            await Decide(id, await http.Form(), http, archives, histories)).Needs(Rank.Editor).Costly(Limits.DearPerMinute);

    public static void Write(StringBuilder page, EventHistory history, HttpContext http)
    {
        var told = history.Event;
        page.Html($"<section id=\"decide\" class=\"decide\" aria-labelledby=\"h-decide\"><h2 id=\"h-decide\">Decide</h2>\n<p>What a person decides stays: the program groups around it and never undoes it.</p>\n");
        Form("merge", "Other events are this one", "Merge", static (to, _) => to.Html($"<label>Numbers of the other events <input name=\"other\" required maxlength=\"300\" placeholder=\"17, 20\"></label>\n"));
        if (history.Accounts.Count > 1) Form("split", "Some accounts tell of another event", "Split", Accounts);
        if (history.Accounts.Count > 1)
        {
            Form("move", "An account belongs to another event", "Move", static (to, accounts) =>
            {
                Choice(to, accounts, null);
                to.Html($"<label>Number of its event <input name=\"other\" required maxlength=\"20\" inputmode=\"numeric\"></label>\n");
            });
        }
        Form("pin", "It stays as it is", "Pin", static (to, accounts) => Choice(to, accounts, "the whole event"));
        if (history.Decisions.Count > 0) Form("unpin", "The program may group it again", "Unpin", static (to, accounts) => Choice(to, accounts, "the whole event"));
        page.Html($"</section>\n");

        void Form(string kind, string heading, string button, Action<StringBuilder, IReadOnlyList<EventAccount>> fields)
        {
            page.Html($"<details class=\"more\"><summary>{heading}</summary>\n<form class=\"fields\" method=\"post\" action=\"/events/{told.Id}/decide\">{http.FormToken()}<input type=\"hidden\" name=\"decision\" value=\"{kind}\">\n");
            fields(page, history.Accounts);
            page.Html($"<label class=\"whole\">Why <input name=\"note\" maxlength=\"{LongestNote}\"></label>\n<div class=\"buttons\"><button class=\"primary\">{button}</button></div>\n</form></details>\n");
        }
    }

    private static void Accounts(StringBuilder page, IReadOnlyList<EventAccount> accounts)
    {
        page.Html($"<fieldset class=\"whole\"><legend>Those that do</legend>\n");
        foreach (var account in accounts) page.Html($"<label class=\"check\"><input type=\"checkbox\" name=\"account\" value=\"{account.Version.Id}\"> <bdi>{Named(account)}</bdi></label>\n");
        page.Html($"</fieldset>\n");
    }

    private static void Choice(StringBuilder page, IReadOnlyList<EventAccount> accounts, string? none)
    {
        page.Html($"<label>{(none is null ? "Account" : "What")} <select name=\"account\">");
        if (none is not null) page.Html($"<option value=\"\">{none}</option>");
        foreach (var account in accounts) page.Html($"<option value=\"{account.Version.Id}\">{Named(account)}</option>");
        page.Html($"</select></label>\n");
    }

    private static string Named(EventAccount account) => Telling.Shorten($"{account.Publisher}: {account.Version.Title ?? "without a headline"}", 90);

    private static async Task<IResult> Decide(long id, IFormCollection form, HttpContext http, Archives archives, EventHistories histories)
    {
        var kind = form.WishedOf("decision", [.. Kinds]) ?? throw new WrongException($"a decision is one of {string.Join(", ", Kinds)}");
        var (accounts, others) = (Wishes.Numbers(form["account"], "account", MostNamed), Wishes.Numbers(form["other"], "event", MostNamed));
        return new SeeOther($"/events/{await Decide(id, kind, accounts, others, form.Wish("note", LongestNote), http, archives, histories).ConfigureAwait(false)}");
    }

    /// <summary>Keeps what was decided of an event, and groups by it.</summary>
    /// <returns>The number of the event that it became.</returns>
    /// <exception cref="WrongException">It makes no sense.</exception>
    public static async Task<long> Decide(long id, string kind, IReadOnlyList<long> accounts, IReadOnlyList<long> others, string? why, HttpContext http, Archives archives, EventHistories histories)
    {
        // A decision bears no name of its own: whoever reads it later sees here whose it is.
        var note = string.Join(" – ", new[] { why, http.Visitor().Name }.OfType<string>());
        if (kind is "split" or "move" && accounts.Count == 0) throw new WrongException($"a {kind} needs an account: tick one");
        if (kind is "merge" or "move" && others.Count == 0) throw new WrongException($"a {kind} needs the number of another event");
        using var archive = FolderArchive.Read(archives.Folder);
        using var index = await Open(archives.Folder, http.RequestAborted).ConfigureAwait(false);
        index.Update(archive, cancel: http.RequestAborted);
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        long? account = accounts.Count > 0 ? accounts[0] : null;
        try
        {
            var to = id;
            switch (kind)
            {
                case "merge": to = index.Merge(archive, [id, .. others], note, clock); break;
                case "split": to = index.Split(archive, id, accounts, note, clock); break;
                case "move":
                    index.Move(archive, id, account!.Value, others[0], note, clock);
                    to = index.EventOf(account.Value) ?? id;
                    break;
                case "pin": index.Pin(archive, id, account, note, clock); break;
                default: index.Unpin(archive, id, account, note, clock); break;
            }
            histories.Forget();
            http.Audited($"{kind} event", string.Create(CultureInfo.InvariantCulture, $"{id}{(others.Count > 0 ? $", event {string.Join(", ", others)}" : "")}{(accounts.Count > 0 ? $", account {string.Join(", ", accounts)}" : "")}"));
            return index.Resolve(to) ?? id;
        }
        catch (DecisionException refused)
        {
            throw new WrongException(refused.Message);
        }
    }

    // The room itself groups what has come in, which mostly takes a moment; another process may hold it for longer, and that is said.
    private static async Task<EventIndex> Open(string folder, CancellationToken cancel)
    {
        for (var tries = Tries; tries > 0; tries--)
        {
            if (EventIndex.TryWrite(folder) is { } index) return index;
            await Task.Delay(Pause, cancel).ConfigureAwait(false);
        }
        return EventIndex.Write(folder);
    }
}
