namespace Variorum;

/// <summary>The words in which pages speak of events, and the way of an event through its accounts.</summary>
internal static class EventTelling
{
    private const int MostReasons = 4;

    public static string Headline(Event one) => one.Headline.Length > 0 ? one.Headline : "Without a headline";

    public static string Counts(Event one) =>
        $"{Telling.Count(one.Accounts, "account")} of {Telling.Count(one.Publishers, "publisher")}, {one.Witnesses} independent{(one.Disagreement is { } differs ? $" · {(one.Witnesses > EventIndex.MostCollated ? $"the first {EventIndex.MostCollated}" : "they")} differ on {Telling.Percent(differs)} of what they share" : "")}";

    /// <summary>What was when and where, with whom, and how many tell of it since when.</summary>
    public static void Facts(StringBuilder page, EventHistory history)
    {
        var told = history.Event;
        page.Html($"<dl class=\"facts across\">\n<div><dt>When</dt><dd>{Days(told)}</dd></div>\n<div><dt>Where</dt><dd><bdi>{told.Place ?? "nobody says"}</bdi></dd></div>\n");
        if (told.Participants.Count > 0)
        {
            page.Html($"<div><dt>With</dt><dd>");
            for (var i = 0; i < told.Participants.Count; i++) page.Html($"{new Markup.Raw(i > 0 ? ", " : "")}<a href=\"{Wishes.Address("/events", ("with", told.Participants[i]))}\"><bdi>{told.Participants[i]}</bdi></a>");
            page.Html($"</dd></div>\n");
        }
        page.Html($"<div><dt>Told by</dt><dd>{Counts(told)}</dd></div>\n</dl>\n");
    }

    /// <summary>The accounts by time, each with those that repeat it, as a form that compares those that are ticked.</summary>
    public static void Timeline(StringBuilder page, EventHistory history)
    {
        var shown = history.Accounts.Select(static account => account.Version.Id).ToHashSet();
        var copies = history.Accounts.Where(account => account.Of is { } of && shown.Contains(of)).ToLookup(account => Origin(account, history));
        page.Html($"<form action=\"/compare\" class=\"timeline\">\n<ol class=\"items\">\n");
        foreach (var account in history.Accounts.Where(account => account.Of is not { } of || !shown.Contains(of)))
        {
            page.Html($"<li id=\"account-{account.Version.Id}\">");
            Account(page, account, history);
            var repeat = copies[account.Version.Id].ToList();
            if (repeat.Count > 0)
            {
                page.Html($"<details class=\"more\"><summary>{(repeat.Count == 1 ? "1 copy" : $"{repeat.Count} copies")} of it</summary><ul class=\"copies\">\n");
                foreach (var copy in repeat)
                {
                    page.Html($"<li id=\"account-{copy.Version.Id}\">");
                    Account(page, copy, history);
                    page.Html($"</li>\n");
                }
                page.Html($"</ul></details>\n");
            }
            page.Html($"</li>\n");
        }
        page.Html($"</ol>\n");
        if (history.Accounts.Count > 1) page.Html($"<div class=\"buttons\"><button>Compare the ticked ones</button></div>\n");
        page.Html($"</form>\n");
    }

    // Along the chain to the one that repeats nobody here.
    private static long Origin(EventAccount account, EventHistory history)
    {
        var seen = new HashSet<long>();
        while (account.Of is { } of && seen.Add(of) && history.Accounts.FirstOrDefault(other => other.Version.Id == of) is { } before) account = before;
        return account.Version.Id;
    }

    private static void Account(StringBuilder page, EventAccount account, EventHistory history)
    {
        var (version, document) = (account.Version, account.Document);
        page.Html($"<h3><label class=\"tick\"><input type=\"checkbox\" name=\"account\" value=\"{version.Id}\"><span class=\"vh\">Compare</span></label> <a href=\"/accounts/{version.Id}\"><bdi>{version.Title ?? "Without a headline"}</bdi></a></h3>\n<p class=\"meta\"><bdi>{account.Publisher}</bdi> · {(version.Published is { } day ? Dated.Day(day) : $"seen {Dated.Day(version.First)}")}");
        if (version.Language is { } language) page.Html($" · {LanguageName.Of(language)}");
        if (Lag(account, history) is { } lag) page.Html($" · {lag}");
        page.Html($" <span class=\"tag{(account.Of is null ? "" : " copy")}\">{Relation(account)}</span>");
        if (account.Decided) page.Html($" <span class=\"tag new\">kept here by a person</span>");
        if (account.Announces is not null) page.Html($" <span class=\"tag\">told beforehand</span>");
        if (document.State == DocumentState.Withdrawn) page.Html($" <span class=\"tag gone\">withdrawn</span>");
        if (account.Later.Count > 0) page.Html($" <a class=\"tag changed\" href=\"/documents/{document.Id}\">{Telling.Count(account.Later.Count, "later version")}</a>");
        page.Html($"</p>\n");
        if (account.Tells.Count > 0)
        {
            page.Html($"<p class=\"meta\">Tells of several events: ");
            foreach (var told in account.Tells) page.Html($"<a href=\"/events/{told}\">{told}</a> ");
            page.Html($"</p>\n");
        }
        if (account.Because.Count > 0) page.Html($"<p class=\"meta\">Here because of <bdi>{string.Join("; ", account.Because.Take(MostReasons))}</bdi></p>\n");
    }

    public static string Relation(EventAccount account) => account.Relation switch
    {
        CopyRelation.Reprint => $"reprint, {Telling.Percent(account.Share)} of its words",
        CopyRelation.Edited => $"copy with edits, {Telling.Percent(account.Share)} of its words",
        CopyRelation.Translation => "translation",
        CopyRelation.Version => "version",
        _ when account.Tells.Count > 0 => "tells of several events",
        _ => "witness",
    };

    private static string? Lag(EventAccount account, EventHistory history) =>
        account.After is { } after ? EventsText.Later(after) : account == history.Accounts[0] ? EventsText.First(history) : null;

    /// <summary>What stands beside: publishers that were silent, events nearby, what people decided.</summary>
    public static void Beside(StringBuilder page, EventHistory history)
    {
        if (history.Silent.Count + history.Related.Count + history.Decisions.Count == 0) return;
        page.Html($"<aside class=\"side\" aria-label=\"Around the event\">\n");
        if (history.Silent.Count > 0)
        {
            page.Html($"<h2>Silent</h2>\n<p class=\"meta\">They usually tell of the like.</p>\n<ul>\n");
            foreach (var silent in history.Silent) page.Html($"<li><bdi>{silent.Publisher}</bdi> <span class=\"meta\">told of {silent.Told} of {silent.Of} such events</span></li>\n");
            page.Html($"</ul>\n");
        }
        if (history.Related.Count > 0)
        {
            page.Html($"<h2>Related events</h2>\n<ul>\n");
            foreach (var related in history.Related)
                page.Html($"<li><a href=\"/events/{related.Event.Id}\"><bdi>{Headline(related.Event)}</bdi></a> <span class=\"meta\">{Day(related.Event)} · {Moment(related.Moment)}, {EventsText.Sure(related)}: {string.Join("; ", related.Because.Take(MostReasons))}</span></li>\n");
            page.Html($"</ul>\n");
        }
        if (history.Decisions.Count > 0)
        {
            page.Html($"<h2>Decided by people</h2>\n<ul>\n");
            foreach (var decision in history.Decisions)
                page.Html($"<li>{decision.Kind.ToString().ToLowerInvariant()} <span class=\"meta\">{Dated.At(decision.Time)}</span>{new Markup.Part(to => _ = decision.Note is { } note ? to.Html($" <q dir=\"auto\">{Telling.Shorten(note, 400)}</q>") : to)}</li>\n");
            page.Html($"</ul>\n");
        }
        page.Html($"</aside>\n");
    }

    private static string Moment(EventMoment moment) => moment switch { EventMoment.Before => "told beforehand", EventMoment.After => "told afterwards", _ => "near" };

    public static string Days(Event one) => one.Date is { } day ? Dated.Day(day) : "nobody says";

    /// <summary>When it was; where nobody says that, when it was told.</summary>
    public static string Day(Event one) => one.Date is { } day ? Dated.Day(day) : $"told {Dated.Day(one.Told)}";
}
