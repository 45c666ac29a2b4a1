using System.Globalization;

namespace Variorum;

/// <summary>What an account says, as markup: who speaks, passage by passage, with figures and dates explained where they stand.</summary>
internal static class AccountBody
{
    // Words of a passage by which a browser finds it on the live page: enough to be the only ones.
    private const int FragmentWords = 5, FragmentLetters = 14;

    public static void Voices(StringBuilder page, Account account, List<Speaker> speakers)
    {
        if (!speakers.Exists(static speaker => speaker.Name is not null)) return;
        page.Append("<ul class=\"voices\" aria-label=\"Who speaks\">\n");
        foreach (var speaker in speakers)
        {
            var first = account.Passages.First(passage => !passage.Heading && passage.Speaker == speaker.Name);
            page.Html($"<li class=\"s{HtmlTexts.Hue(speaker)}\"><a href=\"#p{first.Id}\"><span class=\"ini\" aria-hidden=\"true\">{speaker.Initials}</span> <bdi>{speaker.Name ?? "the account itself"}</bdi></a> <span class=\"meta\">{Telling.Count(speaker.InA!.Passages, "passage")}</span></li>\n");
        }
        page.Append("</ul>\n");
    }

    public static void Passages(StringBuilder page, Account account, List<Speaker> speakers)
    {
        var live = account.Url is { } url && Markup.Link(url) != "#" ? url : null;
        var marks = Marks(account);
        var several = speakers.Exists(static speaker => speaker.Name is not null);
        var (paragraph, speaker, open, at) = (-1, (string?)null, false, 0);
        for (var i = 0; i < account.Passages.Count; i++)
        {
            var passage = account.Passages[i];
            var turn = several && !passage.Heading && (passage.Speaker != speaker || i == 0);
            if (open && (passage.Heading || turn || passage.Paragraph != paragraph))
            {
                page.Append("</p>\n");
                open = false;
            }
            if (turn) Turn(page, speakers.Find(known => known.Name == passage.Speaker));
            if (!passage.Heading) speaker = passage.Speaker;
            var hue = several ? HtmlTexts.Hue(speakers.Find(known => known.Name == passage.Speaker)) : 0;
            if (passage.Heading) page.Html($"<h2 class=\"p\" id=\"p{passage.Id}\" dir=\"auto\">{passage.Text}</h2>\n");
            else
            {
                if (!open && several) page.Html($"<p class=\"s{hue}\" dir=\"auto\">");
                else if (!open) page.Append("<p dir=\"auto\">");
                else page.Append(' ');
                open = true;
                page.Html($"<span class=\"p\" id=\"p{passage.Id}\">");
                Marked(page, account, passage, marks, ref at);
                page.Html($"</span><span class=\"at\" lang=\"en\" dir=\"ltr\"><a href=\"#p{passage.Id}\" title=\"Link to passage {passage.Id} of this version\">{passage.Id}</a>");
                if (live is not null) page.Html($"<a href=\"{live}{Fragment(passage.Text)}\" title=\"Passage {passage.Id} on the live page\" rel=\"noopener noreferrer nofollow\" referrerpolicy=\"no-referrer\"><span aria-hidden=\"true\">↗</span><span class=\"vh\">live page</span></a>");
                page.Append("</span>");
            }
            paragraph = passage.Paragraph;
        }
        if (open) page.Append("</p>\n");
        if (account.Passages.Count == 0) page.Append("<p class=\"empty\" lang=\"en\">No text could be read here.</p>\n");
    }

    public static void Beside(StringBuilder page, Account account, HashSet<string> pictured)
    {
        foreach (var note in account.Notes) page.Html($"<div class=\"note\"><p class=\"eyebrow\" lang=\"en\">Editor’s note</p><p dir=\"auto\">{note}</p></div>\n");
        foreach (var caption in account.Captions.Where(caption => !pictured.Contains(caption.Text)))
        {
            page.Html($"<div class=\"note\"><p class=\"eyebrow\" lang=\"en\">Photo caption</p><p dir=\"auto\">{caption.Text}</p>");
            if (caption.Credit is { } credit) page.Html($"<p class=\"meta\"><span lang=\"en\">Credit</span> <bdi>{credit}</bdi></p>");
            page.Append("</div>\n");
        }
        if (account.Unread.Count == 0) return;
        page.Append("<div class=\"notice\" lang=\"en\">\n");
        foreach (var unread in account.Unread) page.Html($"<p><b>{(unread.Notice ? "To be looked at" : "Not read")}:</b> <bdi>{unread.What}</bdi> ({unread.Why})</p>\n");
        page.Append("</div>\n");
    }

    /// <summary>What leads a browser to words on the live page (WICG Scroll to Text Fragment).</summary>
    internal static string Fragment(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return "";
        // Scripts without blanks between words are cut by letters.
        if (words.Length < 4 && text.Length > 3 * FragmentLetters) return $"#:~:text={Part(Cut(text, FragmentLetters))},{Part(Back(text, FragmentLetters))}";
        return words.Length <= 2 * FragmentWords ? $"#:~:text={Part(text)}" : $"#:~:text={Part(string.Join(' ', words[..FragmentWords]))},{Part(string.Join(' ', words[^FragmentWords..]))}";
    }

    // A hyphen stands between the parts of a fragment, too.
    private static string Part(string text) => Uri.EscapeDataString(text).Replace("-", "%2D", StringComparison.Ordinal);

    private static string Cut(string text, int letters) => text[..(char.IsHighSurrogate(text[letters - 1]) ? letters - 1 : letters)];

    private static string Back(string text, int letters) => text[(char.IsLowSurrogate(text[^letters]) ? text.Length - letters + 1 : text.Length - letters)..];

    private static void Turn(StringBuilder page, Speaker? speaker)
    {
        if (speaker?.Name is not { } name) page.Append("<p class=\"who s0\" lang=\"en\">the account itself</p>\n");
        else page.Html($"<p class=\"who s{HtmlTexts.Hue(speaker)}\" dir=\"auto\"><span class=\"ini\" aria-hidden=\"true\">{speaker.Initials}</span> <bdi>{name}</bdi></p>\n");
    }

    /// <summary>Figures and dates by their place in the account's text.</summary>
    private static List<Explained> Marks(Account account) =>
    [
        .. account.Quantities.Where(static quantity => quantity.Kind != QuantityKind.Ordinal && (quantity.Unit.Length > 0 || quantity.Text != Number(quantity.Value))).Select(static quantity => new Explained(quantity.Start, quantity.End, false, Number(quantity.Value), Says(quantity)))
            .Concat(account.Dates.Select(static date => new Explained(date.Start, date.End, true, date.Value, Dated.Day(date.Value)))).OrderBy(static mark => mark.Start),
    ];

    private static string Says(Quantity quantity) => $"{Number(quantity.Value)}{(quantity.Upper is { } upper ? $" to {Number(upper)}" : "")} {Unit(quantity)}".TrimEnd();

    private static string Unit(Quantity quantity) => quantity.Kind == QuantityKind.Money ? quantity.Unit.ToUpperInvariant() : quantity.Unit;

    private static string Number(decimal value) => (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>The passage's text with what it explains; white space in it was folded, so that places are counted along both.</summary>
    private static void Marked(StringBuilder page, Account account, Passage passage, List<Explained> marks, ref int next)
    {
        while (next < marks.Count && marks[next].Start < passage.Start) next++;
        var text = passage.Text;
        var raw = account.Text.AsSpan(Math.Clamp(passage.Start, 0, account.Text.Length)..Math.Clamp(passage.End, 0, account.Text.Length));
        var (i, j, done) = (0, 0, 0);
        for (; next < marks.Count && marks[next].End <= passage.End; next++)
        {
            var mark = marks[next];
            if (!Along(raw, text, mark.Start - passage.Start, ref i, ref j)) break;
            var start = j;
            if (!Along(raw, text, mark.End - passage.Start, ref i, ref j)) break;
            if (start < done || j <= start) continue;
            page.Text(text.AsSpan(done, start - done));
            if (mark.Date && IsPoint(mark.Value)) page.Html($"<time class=\"q\" datetime=\"{mark.Value}\" data-says=\"{mark.Says}\" tabindex=\"0\">");
            else page.Html($"<data class=\"q\" value=\"{mark.Value}\" data-says=\"{mark.Says}\" tabindex=\"0\">");
            page.Text(text.AsSpan(start, j - start)).Append(mark.Date && IsPoint(mark.Value) ? "</time>" : "</data>");
            done = j;
        }
        page.Text(text.AsSpan(done));
    }

    // What HTML takes for a date: not what has no year, and no stretch of time.
    private static bool IsPoint(string value) => value[0] != 'X' && !value.Contains('/', StringComparison.Ordinal);

    private static bool Along(ReadOnlySpan<char> raw, string text, int until, ref int i, ref int j)
    {
        for (; i < until; i++)
        {
            if (i >= raw.Length) return false;
            if (j < text.Length && (raw[i] == text[j] || (char.IsWhiteSpace(raw[i]) && text[j] == ' '))) j++;
            else if (!char.IsWhiteSpace(raw[i])) return false;
        }
        return true;
    }

    private sealed record Explained(int Start, int End, bool Date, string Value, string Says);
}
