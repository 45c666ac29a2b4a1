using System.Globalization;

namespace Variorum;

/// <summary>One link of two accounts, or passages that shall be linked: what the collator found, what people decided, and what one can decide.</summary>
internal static class LinkPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/compare/link", static async (HttpContext http, Collations collations, Corrections corrections) =>
            Show(http, await ChosenPassages.Of(http.Request.Query["account"], http.Request.Query["a"], http.Request.Query["b"], collations, http.RequestAborted), corrections)).Needs(Rank.Editor).Costly(Limits.DearPerMinute);
        routes.MapPost("/compare/link", static async (HttpContext http, Collations collations, Corrections corrections) =>
        {
            var form = await http.Form();
            return new SeeOther(LinkDecision.Take(form, await ChosenPassages.Of(form["account"], form["a"], form["b"], collations, http.RequestAborted), http, corrections));
        }).Needs(Rank.Editor).Costly(Limits.DearPerMinute);
    }

    private static View Show(HttpContext http, ChosenPassages chosen, Corrections corrections)
    {
        var stored = corrections.Of(chosen.Accounts);
        var seen = stored.Count > 0 ? stored[^1].Step : 0;
        return new View(chosen.Link is null ? "Passages" : $"Link {chosen.Named}", page => Write(page, http, chosen, stored, seen)) { Section = Section.Compare };
    }

    private static void Write(StringBuilder page, HttpContext http, ChosenPassages chosen, IReadOnlyList<StoredCorrection> stored, long seen)
    {
        var back = ComparePage.Address("/compare", chosen.Collated.Versions) + (chosen.A.Concat(chosen.B).FirstOrDefault() is { } first ? "#" + first : "");
        page.Html($"<p class=\"eyebrow\"><a href=\"/compare\">Compare</a> · <a class=\"back\" href=\"{back}\"><bdi>{CollationSection.Called(chosen.Collated.Collation)}</bdi></a></p>\n<div class=\"deciding\" id=\"deciding\">\n<h1>{(chosen.Link is null ? chosen.A.Count + chosen.B.Count == 0 ? "Draw a link" : $"{(chosen.A.Count + chosen.B.Count == 1 ? "Passage" : "Passages")} {chosen.Named}" : $"Link {chosen.Named}")}</h1>\n");
        Texts(page, chosen);
        Around(page, chosen);
        if (chosen.Link is { } link)
        {
            page.Html($"<dl class=\"facts\"><dt>Relation</dt><dd>{Telling.Sign(link.Relation)} {Telling.Name(link.Relation)}</dd><dt>How sure</dt><dd>{Telling.Sure(link)}</dd><dt>Because</dt><dd dir=\"auto\">{string.Join("; ", link.Because)}</dd></dl>\n");
            LinkForms.OfLink(page, http, chosen, link.Relation, seen);
        }
        else if (chosen.Rejected(stored))
        {
            page.Html($"<p>They are no link any more, since somebody rejected it: see below.</p>\n");
            LinkForms.OfLink(page, http, chosen, null, seen);
        }
        LinkForms.Passages(page, http, chosen, seen);
        LinkForms.Note(page, http, chosen, seen);
        History(page, http, chosen, [.. stored.Where(one => chosen.Touches(one.Correction))]);
        page.Html($"</div>\n");
    }

    /// <summary>Links of which these passages are a part, which are decided as a whole.</summary>
    private static void Around(StringBuilder page, ChosenPassages chosen)
    {
        var own = chosen.Link;
        var others = chosen.Collated.Collation.Links.Where(link => link != own && (link.A.Any(chosen.A.Contains) || link.B.Any(chosen.B.Contains))).ToList();
        if (others.Count == 0) return;
        page.Html($"<p class=\"meta\">Linked as ");
        for (var i = 0; i < others.Count; i++)
            page.Html($"{new Markup.Raw(i > 0 ? ", " : "")}<a class=\"decide\" href=\"{Marginal.Address(chosen.Collated, others[i].A, others[i].B)}\">{Telling.Places(others[i].A)} {Telling.Sign(others[i].Relation)} {Telling.Places(others[i].B)}</a>");
        page.Html($": decide on it there.</p>\n");
    }

    private static void Texts(StringBuilder page, ChosenPassages chosen)
    {
        if (chosen.A.Count + chosen.B.Count == 0) return;
        page.Html($"<div class=\"both\">\n");
        foreach (var (witness, ids) in new[] { (chosen.First, chosen.A), (chosen.Second, chosen.B) })
        {
            page.Html($"<div><p class=\"meta\">{new Markup.Raw(HtmlTexts.Badge(witness))} <bdi>{Telling.Called(witness)}</bdi></p>\n");
            foreach (var passage in witness.Passages.Where(passage => ids.Contains(passage.Id)))
                page.Html($"<p dir=\"auto\"{new Markup.Raw(HtmlTexts.Lang(witness))}><a class=\"number\" lang=\"en\" href=\"{chosen.Collated.Address(passage.Id)}\">{passage.Id}</a> {passage.Text}</p>\n");
            if (ids.Count == 0) page.Html($"<p class=\"meta\">No passage chosen.</p>\n");
            page.Html($"</div>\n");
        }
        page.Html($"</div>\n");
    }

    private static void History(StringBuilder page, HttpContext http, ChosenPassages chosen, List<StoredCorrection> decided)
    {
        if (decided.Count == 0) return;
        page.Html($"<h2>Decided until now</h2>\n<ul class=\"items\">\n");
        foreach (var one in decided)
        {
            page.Html($"<li>");
            DecisionsPage.Told(page, one);
            if (one.MayWithdraw(http.Visitor()))
            {
                LinkForms.Begin(page, http, chosen, "buttons");
                page.Html($"<input type=\"hidden\" name=\"id\" value=\"{one.Correction.Id}\"><button name=\"do\" value=\"withdraw\">Withdraw</button></form>");
            }
            page.Html($"</li>\n");
        }
        page.Html($"</ul>\n");
    }
}

/// <summary>Passages of two accounts that somebody looks at.</summary>
/// <param name="A">Ids of the first account.</param>
/// <param name="B">Of the other.</param>
internal sealed record ChosenPassages(Collated Collated, IReadOnlyList<string> A, IReadOnlyList<string> B)
{
    private const int Most = 40;

    public Witness First => Collated.Collation.Witnesses[0];

    public Witness Second => Collated.Collation.Witnesses[1];

    public IReadOnlyList<Account> Accounts => [First.Account, Second.Account];

    /// <summary>The link of just these passages; null where there is none.</summary>
    public Link? Link => A.Count == 0 || B.Count == 0 ? null : Collated.Collation.Links.FirstOrDefault(link => link.A.Count == A.Count && link.B.Count == B.Count && link.A.All(A.Contains) && link.B.All(B.Contains));

    public string Named => string.Join(" · ", new[] { A, B }.Where(static ids => ids.Count > 0).Select(Telling.Places));

    /// <exception cref="WrongException">There are not two accounts, or a passage is none of theirs.</exception>
    public static async Task<ChosenPassages> Of(IEnumerable<string?> accounts, IEnumerable<string?> a, IEnumerable<string?> b, Collations collations, CancellationToken cancel)
    {
        var versions = Wishes.Numbers(accounts, "account", Collator.Most);
        if (versions.Count != 2) throw new WrongException($"a link is of two accounts, and {versions.Count.ToString(CultureInfo.InvariantCulture)} are named");
        var collated = await collations.Of(versions, cancel).ConfigureAwait(false);
        return new ChosenPassages(collated, Ids(collated.Collation.Witnesses[0], a), Ids(collated.Collation.Witnesses[1], b));
    }

    private static List<string> Ids(Witness witness, IEnumerable<string?> named)
    {
        var wanted = named.OfType<string>().Where(static id => id.Length > 0).Take(Most + 1).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count > Most) throw new WrongException($"more than {Most} passages of {witness.Siglum} are named");
        var found = witness.Passages.Select(static passage => passage.Id).Where(wanted.Contains).ToList();
        return found.Count == wanted.Count ? found : throw new WrongException($"{Telling.Shorten(wanted.First(id => !found.Contains(id)), 40)} is no passage of account {witness.Siglum}");
    }

    /// <summary>Whether a decision is of any of these passages.</summary>
    public bool Touches(Correction correction) => Of(correction, First, A) || Of(correction, Second, B);

    /// <summary>Whether a decision is of both sides, and so of this link or one like it.</summary>
    public bool Contradicts(Correction correction) => correction.Kind != CorrectionKind.Note && Of(correction, First, A) && Of(correction, Second, B);

    /// <summary>Whether they were a link until somebody rejected it.</summary>
    /// <param name="stored">What was decided of both accounts, the earliest first.</param>
    public bool Rejected(IReadOnlyList<StoredCorrection> stored) =>
        A.Count > 0 && B.Count > 0 && Link is null && stored.LastOrDefault(one => one.Withdrawn is null && Contradicts(one.Correction))?.Correction.Kind == CorrectionKind.Reject;

    private static bool Of(Correction correction, Witness witness, IReadOnlyList<string> ids)
    {
        var (account, words) = (witness.Account, witness.Passages.Where(passage => ids.Contains(passage.Id)).Select(static passage => passage.Text).ToHashSet(StringComparer.Ordinal));
        if (words.Count == 0) return false;
        var text = QuotedAccount.Of(account).TextSha256!;
        QuotedPassages?[] sides = [correction.One, correction.Other, correction.Instead?.One, correction.Instead?.Other];
        return sides.OfType<QuotedPassages>().Any(side => side.Account.Answers(account, text) > 0 && side.Passages.Any(quote => words.Contains(quote.Exact)));
    }
}
