namespace Variorum;

/// <summary>The forms by which a link is decided: they need no script.</summary>
internal static class LinkForms
{
    public const int LongestComment = 4000;

    /// <summary>Accept, reject, another relation.</summary>
    /// <param name="relation">Of the link as it stands; null where it was rejected, and can be accepted nevertheless.</param>
    public static void OfLink(StringBuilder page, HttpContext http, ChosenPassages chosen, Relation? relation, long seen)
    {
        Begin(page, http, chosen, "fields");
        Seen(page, seen);
        page.Html($"<label class=\"whole\">Why <input name=\"comment\" maxlength=\"{LongestComment}\"></label>\n<div class=\"buttons\"><button class=\"primary\" name=\"do\" value=\"accept\">{(relation is null ? "Accept nevertheless" : "Accept")}: the link is right</button>");
        if (relation is not null)
        {
            page.Html($" <button name=\"do\" value=\"reject\">Reject: these do not say the same</button></div>\n");
            Relations(page, "They", relation);
            page.Html($"<div class=\"buttons\"><button name=\"do\" value=\"relate\">Change the relation</button>");
        }
        page.Html($"</div>\n</form>\n");
    }

    /// <summary>Both texts, to choose which passages belong together.</summary>
    public static void Passages(StringBuilder page, HttpContext http, ChosenPassages chosen, long seen)
    {
        var link = chosen.Link;
        page.Html($"<details class=\"more\"{new Markup.Raw(link is null ? " open" : "")}><summary>{(link is null ? "Draw a link: say which passages say the same" : "Other passages belong together")}</summary>\n");
        Begin(page, http, chosen, "draw", chooses: true);
        Seen(page, seen);
        if (link is not null)
            foreach (var (name, ids) in new[] { ("wasa", link.A), ("wasb", link.B) })
                foreach (var id in ids) page.Html($"<input type=\"hidden\" name=\"{name}\" value=\"{id}\">");
        page.Html($"<div class=\"both\">\n");
        Side(page, chosen.First, "a", chosen.A);
        Side(page, chosen.Second, "b", chosen.B);
        page.Html($"</div>\n<div class=\"fields\">");
        Relations(page, "They", null);
        page.Html($"<label>Why <input name=\"comment\" maxlength=\"{LongestComment}\"></label></div>\n<div class=\"buttons\"><button class=\"primary\" name=\"do\" value=\"{(link is null ? "draw" : "replace")}\">{(link is null ? "Draw the link" : "Correct the passages")}</button></div>\n</form></details>\n");
    }

    /// <summary>A note on the passages that are chosen.</summary>
    public static void Note(StringBuilder page, HttpContext http, ChosenPassages chosen, long seen)
    {
        if (chosen.A.Count + chosen.B.Count == 0) return;
        page.Html($"<details class=\"more\"><summary>Note on a passage</summary>\n");
        Begin(page, http, chosen, "fields");
        Seen(page, seen);
        if (chosen.A.Count > 0 && chosen.B.Count > 0)
            page.Html($"<label>On <select name=\"side\"><option value=\"a\">{Telling.Places(chosen.A)}</option><option value=\"b\">{Telling.Places(chosen.B)}</option></select></label>\n");
        page.Html($"<label class=\"whole\">Note <textarea name=\"comment\" required maxlength=\"{LongestComment}\" rows=\"3\"></textarea></label>\n<div class=\"buttons\"><button class=\"primary\" name=\"do\" value=\"note\">Keep the note</button></div>\n</form></details>\n");
    }

    /// <summary>Begins a form about what is chosen. Its address shows the same page again, where the form is refused and when it is loaded anew.</summary>
    /// <param name="chooses">Whether the form itself has the passages to choose.</param>
    public static void Begin(StringBuilder page, HttpContext http, ChosenPassages chosen, string look, bool chooses = false)
    {
        page.Html($"<form method=\"post\" action=\"{Marginal.Address(chosen.Collated, chosen.A, chosen.B)}\" class=\"{look}\">{http.FormToken()}");
        foreach (var version in chosen.Collated.Versions) page.Html($"<input type=\"hidden\" name=\"account\" value=\"{version}\">");
        if (chooses) return;
        foreach (var id in chosen.A) page.Html($"<input type=\"hidden\" name=\"a\" value=\"{id}\">");
        foreach (var id in chosen.B) page.Html($"<input type=\"hidden\" name=\"b\" value=\"{id}\">");
    }

    // What is decided is decided on what was there by then.
    private static void Seen(StringBuilder page, long seen) => page.Html($"<input type=\"hidden\" name=\"seen\" value=\"{seen}\">");

    private static void Relations(StringBuilder page, string label, Relation? now)
    {
        page.Html($"<label>{label} <select name=\"relation\">");
        if (now is null) page.Html($"<option value=\"\">– as the collator finds</option>");
        foreach (var (relation, words) in new[] { (Relation.Same, "= say the same"), (Relation.Partial, "≈ say it in part"), (Relation.Differs, "≠ say it with a difference") })
            page.Html($"<option value=\"{Telling.Key(relation)}\"{new Markup.Raw(relation == now ? " selected" : "")}>{words}</option>");
        page.Html($"</select></label>\n");
    }

    private static void Side(StringBuilder page, Witness witness, string name, IReadOnlyList<string> ids)
    {
        page.Html($"<fieldset><legend>{new Markup.Raw(HtmlTexts.Badge(witness))} <bdi>{Telling.Shorten(Telling.Called(witness), 60)}</bdi></legend><div class=\"choices\" tabindex=\"0\" role=\"group\" aria-label=\"Passages of {witness.Siglum}\">\n");
        foreach (var passage in witness.Passages)
            page.Html($"<label><input type=\"checkbox\" name=\"{name}\" value=\"{passage.Id}\"{new Markup.Raw(ids.Contains(passage.Id) ? " checked" : "")}> <span><span class=\"number\">{passage.Id}</span> <span dir=\"auto\"{new Markup.Raw(HtmlTexts.Lang(witness))}>{passage.Text}</span></span></label>\n");
        page.Html($"</div></fieldset>\n");
    }
}
