using System.Text;

namespace Variorum;

/// <summary>Both texts side by side, each in its own order, with the map of their links between them.</summary>
internal static class HtmlTexts
{
    public static void Write(StringBuilder page, Pair pair, Tally tally, List<Speaker> speakers)
    {
        var level = pair.Sole ? 2 : 3;
        page.Append("<section class=\"texts\" id=\"texts-").Text(pair.Sigla).Append("\" aria-labelledby=\"h-texts-").Text(pair.Sigla).Append("\">\n<h").Append(level)
            .Append(" id=\"h-texts-").Text(pair.Sigla).Append("\">Side by side</h").Append(level).Append(">\n");
        Filters(page, pair, tally);
        page.Append("<div class=\"sides\" role=\"group\" aria-label=\"Go to\" hidden><button type=\"button\">Text ").Text(pair.A.Siglum)
            .Append("</button><button type=\"button\">Text ").Text(pair.B.Siglum).Append("</button></div>\n");
        page.Append("<div class=\"panes\">\n");
        Pane(page, pair, pair.A, inA: true, speakers, level + 1);
        HtmlStrip.Write(page, pair);
        Pane(page, pair, pair.B, inA: false, speakers, level + 1);
        page.Append("</div>\n<div class=\"card\" role=\"status\" hidden></div>\n</section>\n");
    }

    /// <summary>The element id of a passage; with more than two witnesses a passage stands on the page once for each pair.</summary>
    /// <remarks>What a pair without texts names stands in the pair of its witness with the first one.</remarks>
    public static string Id(Pair pair, string passage) =>
        new StringBuilder().Text(pair.Sole ? passage : (pair.Full ? pair.Sigla : pair.First.Siglum + Telling.Siglum(passage)) + "-" + passage).ToString();

    /// <summary>The siglum in the witness's colour and shape.</summary>
    public static string Badge(Witness witness) =>
        new StringBuilder("<span class=\"siglum ").Append(Look(witness.Siglum)).Append("\">").Text(witness.Siglum).Append("</span>").ToString();

    /// <summary>The class of a witness's colour and shape, the same wherever it stands. There are six, told apart by shape where colours are not seen; then they begin again.</summary>
    public static string Look(string siglum) => "w" + (char)('0' + Place(siglum));

    private static int Place(string siglum) => (siglum[0] - 'A') % 6;

    /// <summary>The classes by which the two sides of a pair have the colours of their witnesses.</summary>
    public static string Sides(Pair pair) => $"a{(char)('0' + Place(pair.A.Siglum))} b{(char)('0' + Place(pair.B.Siglum))}";

    public static string Lang(Witness witness) =>
        Markup.Language(witness) is { } language ? new StringBuilder(" lang=\"").Text(language).Append('"').ToString() : "";

    /// <summary>What filters and colours go by.</summary>
    public static string Class(Variant variant) => variant.Kind switch
    {
        VariantKind.Only => variant.A.Count > 0 ? "only-a" : "only-b",
        VariantKind.Substitution => "changed",
        VariantKind.Transposition => "moved",
        _ => "speaker",
    };

    private static void Filters(StringBuilder page, Pair pair, Tally tally)
    {
        page.Append("<div class=\"tools\" hidden>\n<div class=\"filters\" role=\"group\" aria-label=\"Show only\">\n");
        Filter(page, "same", "= Agree", pair.Links.Count(link => link.Relation == Relation.Same));
        Filter(page, "partial", "≈ In part", pair.Links.Count(link => link.Relation == Relation.Partial));
        Filter(page, "changed", "≠ Changed", tally.Changed);
        Filter(page, "only-a", $"Only in {pair.A.Siglum}", tally.OnlyA);
        Filter(page, "only-b", $"Only in {pair.B.Siglum}", tally.OnlyB);
        Filter(page, "moved", "↕ Moved", tally.Moved);
        Filter(page, "speaker", "⇄ Other speaker", tally.Reattributed);
        page.Append("</div>\n<label class=\"follow\"><input type=\"checkbox\" checked> Scroll together</label>\n")
            .Append("<p class=\"keys\">Click a passage or go to it with <kbd>Tab</kbd>, then <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>Enter</kbd> goes to the match, <kbd>Esc</kbd> lets go</p>\n</div>\n");
    }

    private static void Filter(StringBuilder page, string show, string name, int count) =>
        page.Append("<button type=\"button\" aria-pressed=\"false\" data-show=\"").Append(show).Append('"').Append(count == 0 ? " disabled" : "").Append('>')
            .Text(name).Append(" <b>").Append(count).Append("</b></button>\n");

    private static void Pane(StringBuilder page, Pair pair, Witness witness, bool inA, List<Speaker> speakers, int level)
    {
        var place = inA ? 'a' : 'b';
        page.Append("<article class=\"pane ").Append(place).Append("\" aria-label=\"Text of ").Text(witness.Siglum).Append("\">\n<h").Append(level).Append('>')
            .Append(Badge(witness)).Append(" <span dir=\"auto\">").Text(Telling.Called(witness)).Append("</span></h").Append(level).Append(">\n<div class=\"scroll\"").Append(Lang(witness)).Append(">\n");
        var (paragraph, speaker) = (-1, (string?)null);
        var indices = new Dictionary<Link, int>(ReferenceEqualityComparer.Instance);
        foreach (var link in pair.Links) indices.TryAdd(link, indices.Count);
        for (var i = 0; i < witness.Passages.Count; i++)
        {
            var passage = witness.Passages[i];
            if (!passage.Heading && (passage.Speaker != speaker || (i == 0 && speaker is not null)))
            {
                Turn(page, speakers, passage.Speaker, inA);
                speaker = passage.Speaker;
            }
            Write(page, pair, passage, inA, passage.Paragraph != paragraph, indices);
            paragraph = passage.Paragraph;
        }
        if (witness.Passages.Count == 0) page.Append("<p class=\"none\" lang=\"en\">No text could be read here.</p>\n");
        Besides(page, witness);
        page.Append("</div>\n</article>\n");
    }

    private static void Turn(StringBuilder page, List<Speaker> speakers, string? name, bool inA)
    {
        var speaker = speakers.Find(speaker => (inA ? speaker.InA : speaker.InB) is { } voice && voice.Name == name);
        if (name is null)
            page.Append("<p class=\"who s0\" lang=\"en\">the account itself</p>\n");
        else
            page.Append("<p class=\"who s").Append(Hue(speaker)).Append("\"><span class=\"ini\" aria-hidden=\"true\">").Text(speaker?.Initials).Append("</span> <span dir=\"auto\">").Text(name).Append("</span></p>\n");
    }

    /// <summary>Eight hues, then again from the first: the initials tell apart what the hue cannot.</summary>
    public static int Hue(Speaker? speaker) => speaker is not { Number: > 0 } ? 0 : ((speaker.Number - 1) % 8) + 1;

    private static void Write(StringBuilder page, Pair pair, Passage passage, bool inA, bool first, Dictionary<Link, int> indices)
    {
        var standing = pair.Of(passage.Id)!;
        page.Append("<div class=\"p").Append(passage.Heading ? " head" : "").Append(first ? " first" : "").Append(Classes(standing, inA)).Append("\" id=\"").Append(Id(pair, passage.Id)).Append('"');
        if (standing.Links.Count > 0)
        {
            page.Append(" data-l=\"");
            for (var i = 0; i < standing.Links.Count; i++) page.Append(i > 0 ? " " : "").Append(indices[standing.Links[i]]);
            page.Append('"');
        }
        page.Append(">\n<p class=\"m\" lang=\"en\">");
        Margin(page, pair, passage, standing, inA);
        pair.Beside?.OfPassage(page, passage.Id);
        page.Append("</p>\n<p class=\"t\" dir=\"auto\">");
        Marked(page, passage, standing);
        page.Append("</p>\n</div>\n");
    }

    private static string Classes(Standing standing, bool inA)
    {
        var classes = new StringBuilder();
        if (standing.Relation is { } relation) classes.Append(' ').Append(Telling.Key(relation));
        else if (standing.Has(VariantKind.Only) || standing.Elsewhere.Count > 0) classes.Append(inA ? " only only-a" : " only only-b");
        if (standing.Changed) classes.Append(" changed");
        if (standing.Has(VariantKind.Transposition)) classes.Append(" moved");
        if (standing.Has(VariantKind.Reattribution)) classes.Append(" speaker");
        return classes.ToString();
    }

    private static void Margin(StringBuilder page, Pair pair, Passage passage, Standing standing, bool inA)
    {
        page.Append("<a class=\"n\" href=\"#").Append(Id(pair, passage.Id)).Append("\">").Text(passage.Id).Append("</a>");
        if (standing.Relation is { } relation)
        {
            page.Append(" <span class=\"to\"><b aria-hidden=\"true\">").Append(Telling.Sign(relation)).Append("</b><span class=\"vh\">").Append(Telling.Name(relation)).Append(":</span>");
            foreach (var other in pair.Partners(passage.Id, inA))
                page.Append(" <a href=\"#").Append(Id(pair, other)).Append("\">").Text(other).Append("</a>");
            page.Append("</span>");
        }
        else if (standing.Has(VariantKind.Only))
        {
            page.Append(" <span class=\"tag\">").Text((inA ? pair.A : pair.B).Siglum).Append(" only</span>");
        }
        else if (standing.Elsewhere.Count > 0)
        {
            // Told by a third witness: missing in this one, yet not alone.
            page.Append(" <span class=\"tag\">not in ").Text((inA ? pair.B : pair.A).Siglum).Append("; see ").Text(string.Join(", ", standing.Elsewhere)).Append("</span>");
        }
        if (standing.Has(VariantKind.Transposition)) page.Append(" <span class=\"tag\">↕ moved</span>");
        if (standing.Has(VariantKind.Reattribution)) page.Append(" <span class=\"tag\">⇄ other speaker</span>");
        foreach (var decided in Decisions.On(standing))
            page.Append(" <span class=\"tag\" dir=\"auto\" title=\"").Text(decided.Told()).Append("\">").Text(Decisions.Mark(decided)).Append("</span>");
    }

    /// <summary>The passage with exchanged words marked, and under them the words that the other side lacks.</summary>
    private static void Marked(StringBuilder page, Passage passage, Standing standing)
    {
        var exchanged = standing.Variants.Where(variant => variant.Kind == VariantKind.Substitution)
            .SelectMany(variant => new[] { (At: variant.FromAt, What: (Variant?)variant), (At: variant.ToAt, What: variant) });
        var changed = standing.Links.SelectMany(link => link.Changed).Select(wording => (At: (Wording?)wording, What: (Variant?)null));
        var wordings = exchanged.Concat(changed).Where(mark => mark.At?.Passage == passage.Id).Select(mark => (mark.At!, mark.What));
        var at = 0;
        foreach (var (start, end, variant) in Markup.Clear(passage.Text, wordings))
        {
            page.Text(passage.Text.AsSpan(at, start - at));
            if (variant is null) page.Append("<span class=\"own\">").Text(passage.Text.AsSpan(start, end - start)).Append("</span>");
            else
                page.Append("<mark title=\"").Text(Telling.Heading(variant)).Append(": ").Text(Telling.Shorten(variant.From ?? "", 120)).Append(" / ").Text(Telling.Shorten(variant.To ?? "", 120)).Append("\">")
                    .Text(passage.Text.AsSpan(start, end - start)).Append("</mark>");
            at = end;
        }
        page.Text(passage.Text.AsSpan(at));
    }

    private static void Besides(StringBuilder page, Witness witness)
    {
        var account = witness.Account;
        if (account.Notes.Count + account.Captions.Count == 0) return;
        page.Append("<aside class=\"besides\" aria-label=\"Notes and captions of ").Text(witness.Siglum).Append("\">\n");
        foreach (var note in account.Notes) page.Append("<p><b lang=\"en\">Note</b> <span dir=\"auto\">").Text(note).Append("</span></p>\n");
        foreach (var caption in account.Captions)
        {
            page.Append("<p><b lang=\"en\">Caption</b> <span dir=\"auto\">").Text(caption.Text).Append("</span>");
            if (caption.Credit is { } credit) page.Append(" <i dir=\"auto\">").Text(credit).Append("</i>");
            page.Append("</p>\n");
        }
        page.Append("</aside>\n");
    }
}
