namespace Variorum;

/// <summary>Finds a page's headline among those that it offers, and takes the site's name off.</summary>
internal sealed class HtmlTitles
{
    private const int Longest = 400, MostWords = 60;

    private static readonly string[] LabelEnds = [" - ", " – ", ": ", " | ", " — ", " / "];

    private static readonly string[] Separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " › ", " > ", "｜", "_", " ‹ ", " ~ ", " : ", ": ", " |", "| "];

    // Between words without blanks a site's name may stand behind any of these; elsewhere a hyphen joins.
    private static readonly string[] WideSeparators = ["_", "｜", "|", " - ", "-", "–", " "];

    private readonly HtmlLayout layout;
    private readonly PageView view;
    private readonly HashSet<string> siteNames;

    private HtmlTitles(HtmlLayout layout, PageView view, IEnumerable<string> siteNames)
    {
        this.layout = layout;
        this.view = view;
        this.siteNames = [.. siteNames.Select(Bare).Where(name => name.Length > 1)];
    }

    /// <summary>The headline and the block that shows it, −1 where none does.</summary>
    /// <param name="layout">The page.</param>
    /// <param name="view">What is true of it as a whole.</param>
    /// <param name="data">Its JSON-LD.</param>
    /// <param name="siteNames">How the site calls itself, its host's name among them.</param>
    public static (string? Title, int Block) Of(HtmlLayout layout, PageView view, JsonLd data, IEnumerable<string> siteNames) =>
        new HtmlTitles(layout, view, siteNames).Choose(data);

    private (string? Title, int Block) Choose(JsonLd data)
    {
        var witnesses = new List<string>();
        Witness(witnesses, Meta("og:title"));
        Witness(witnesses, data.First("headline"));
        Witness(witnesses, Meta("twitter:title"));
        Witness(witnesses, Meta("dc.title") ?? Meta("title"));
        var document = layout.DocumentTitle is null ? null : Stripped(HtmlPage.Folded(Normalization.Compose(layout.DocumentTitle)));
        if (!string.IsNullOrEmpty(document)) witnesses.Add(document);
        var best = BestHeading(witnesses, out var confirmed, out var lone);
        if (best >= 0 && (confirmed || (lone && layout.Blocks[best].Words >= 4)))
        {
            return (WithoutKicker(layout.Blocks[best], witnesses), best);
        }

        var told = witnesses.ConvertAll(witness => (witness.Length, Bare: Bare(witness)));
        for (var i = 0; i < layout.Blocks.Count; i++)
        {
            var block = layout.Blocks[i];
            if (block.Words < 3 || !told.Exists(witness => witness.Bare.Length > 0 && Math.Abs(witness.Length - block.Text.Length) <= 8 && witness.Bare == Bare(block.Text))) continue;
            return (block.Text, i);
        }

        // What is a good part of the page's title, set off from the rest of it, is the headline, though it is no heading.
        var whole = layout.DocumentTitle is null ? "" : HtmlPage.Folded(Normalization.Compose(layout.DocumentTitle));
        var part = -1;
        for (var i = 0; i < layout.Blocks.Count; i++)
        {
            var text = layout.Blocks[i].Text;
            if (text.Length >= 12 && text.Length * 3 >= whole.Length && (part < 0 || text.Length > layout.Blocks[part].Text.Length) && IsPart(whole, text) && !siteNames.Contains(Bare(text))) part = i;
        }

        if (part >= 0) return (layout.Blocks[part].Text, part);

        var title = witnesses.Find(witness => witness.Length > 0) ?? (best >= 0 ? layout.Blocks[best].Text : null);
        if (title is not null && siteNames.Contains(Bare(title)) && best >= 0) title = layout.Blocks[best].Text;
        if (title is not null) return (FirstPart(title), best);

        // The page tells its site's name everywhere; the heading right above the text is its own.
        for (var i = Math.Min(view.ProseFirst, layout.Blocks.Count) - 1; i >= Math.Max(0, view.ProseFirst - 8); i--)
        {
            if (InHeading(layout.Blocks[i].Place, out _) && !siteNames.Contains(Bare(layout.Blocks[i].Text))) return (layout.Blocks[i].Text, i);
        }

        return (document is { Length: > 0 } ? document : null, -1);
    }

    // No headline has a bar in it: behind one stand section and site, though nothing else on the page calls them so.
    private static string FirstPart(string title) =>
        title.IndexOf(" | ", StringComparison.Ordinal) is > 0 and var bar && title.AsSpan(0, bar).Count(' ') >= 2 ? title[..bar] : title;

    private static bool IsPart(string title, string text)
    {
        if (title.StartsWith(text, StringComparison.Ordinal)) return true;
        var at = title.IndexOf(text, StringComparison.Ordinal);
        return at > 0 && Array.Exists(Separators, separator => title.AsSpan(0, at).EndsWith(separator))
            && (at + text.Length == title.Length || Array.Exists(Separators, separator => title.AsSpan(at + text.Length).StartsWith(separator)));
    }

    private string? Meta(string name)
    {
        foreach (var meta in layout.Metas)
        {
            if (meta.Name == name) return meta.Content;
        }

        return null;
    }

    private void Witness(List<string> witnesses, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var stripped = Stripped(HtmlPage.Folded(Normalization.Compose(System.Net.WebUtility.HtmlDecode(text))));
        if (stripped.Length > 0 && !siteNames.Contains(Bare(stripped))) witnesses.Add(stripped);
    }

    private int BestHeading(List<string> witnesses, out bool confirmed, out bool lone)
    {
        var best = -1;
        float most = 0;
        var headings = 0;
        confirmed = false;
        var told = witnesses.ConvertAll(Words);
        var toldWords = told.SelectMany(static words => words).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < layout.Blocks.Count; i++)
        {
            var block = layout.Blocks[i];
            if (!InHeading(block.Place, out var level) || block.Text.Length > Longest) continue;
            // Most sub-headings share no word with the title, and a page may have hundreds of them.
            if (level > 1 && !HasAny(block.Text, toldWords)) continue;
            if (siteNames.Contains(Bare(block.Text))) continue;
            var overlap = 0f;
            var words = Words(block.Text);
            foreach (var witness in told) overlap = MathF.Max(overlap, Overlap(words, witness));
            if (level > 1 && overlap < .8f) continue;
            if (level == 1) headings++;
            var between = view.Between[block.Place] | layout.Places[block.Place].Classes;
            var score = 1 + (overlap * 4) - ((level - 1) * .4f)
                - ((between & (HtmlClass.Related | HtmlClass.Popup | HtmlClass.Comments | HtmlClass.Side | HtmlClass.Footer | HtmlClass.Header)) != 0 ? .6f : 0)
                - (layout.Places[block.Place].Hidden ? .5f : 0) - (i > view.MainLast ? .7f : 0) - (block.Words < 2 ? .4f : 0) - (view.Within(block.Place, HtmlTag.Navigation) ? 1 : 0);
            if (score <= most) continue;
            most = score;
            best = i;
            confirmed = overlap >= .55f;
        }

        lone = headings == 1;
        return best;
    }

    private bool InHeading(int place, out int level)
    {
        for (var up = 0; place >= 0 && up < 3; place = layout.Places[place].Parent, up++)
        {
            var tag = layout.Places[place].Tag;
            if (!HtmlTags.IsHeading(tag)) continue;
            level = tag - HtmlTag.Heading1 + 1;
            return level <= 3;
        }

        level = 0;
        return false;
    }

    // A label above the headline, inside the same heading: it is set apart by its class, or left out where the title is told again.
    // It belongs to the headline where the page tells both as its title, and there a sign stands between the two.
    private static string WithoutKicker(HtmlBlock block, List<string> witnesses)
    {
        var heading = block.Text;
        var bare = Bare(heading);
        if (witnesses.Find(witness => Bare(witness) == bare) is { } whole) return Labels(whole) > Labels(heading) || Blanks(whole) > Blanks(heading) ? whole : heading;
        if (block.KickerLength > 0 && block.KickerLength + 8 < heading.Length) return heading[block.KickerLength..].TrimStart(' ', ':', '|', '-', '–');
        foreach (var witness in witnesses)
        {
            if (witness.Length >= 15 && witness.Length < heading.Length && heading.EndsWith(witness, StringComparison.OrdinalIgnoreCase) && !char.IsLower(heading[^witness.Length])) return heading[^witness.Length..];
            foreach (var separator in LabelEnds)
            {
                var at = witness.IndexOf(separator, StringComparison.Ordinal);
                if (at < 4 || at + 12 > heading.Length || heading.Contains(separator, StringComparison.Ordinal) || !heading.StartsWith(witness.AsSpan(0, at), StringComparison.OrdinalIgnoreCase)) continue;
                var rest = heading[at..].TrimStart();
                if (Bare(rest) == Bare(witness[(at + separator.Length)..])) return rest;
            }
        }

        return heading;
    }

    // A label that its style alone sets apart is glued to the headline.
    private static int Blanks(string title) => title.Count(c => c == ' ');

    private static int Labels(string title) => LabelEnds.Count(end => title.IndexOf(end, StringComparison.Ordinal) >= 4);

    /// <summary>Site names at either end, behind a separator, are taken off.</summary>
    private string Stripped(string title)
    {
        for (var round = 0; round < 3; round++)
        {
            var before = title;
            foreach (var separator in Separators)
            {
                var last = title.LastIndexOf(separator, StringComparison.Ordinal);
                if (last > 0 && IsSite(title[(last + separator.Length)..])) title = title[..last].Trim();
                var first = title.IndexOf(separator, StringComparison.Ordinal);
                if (first > 0 && first + separator.Length < title.Length && IsSite(title[..first])) title = title[(first + separator.Length)..].Trim();
            }

            if (title == before) break;
        }

        title = title.Trim(' ', '|', '-', '–', '—', '_', '»', '·');
        return IsWide(title) ? LongestPart(title) : title;
    }

    private string LongestPart(string title)
    {
        foreach (var separator in WideSeparators)
        {
            if (!title.Contains(separator, StringComparison.Ordinal)) continue;
            var parts = title.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length < 2) continue;
            if (separator is "_" or "｜" or "|")
            {
                title = parts.MaxBy(part => part.Length)!;
            }
            else if (parts[^1].Length <= 8 && (IsSite(parts[^1]) || IsSiteInChinese(parts[^1])) || (separator == " - " && parts[^1].Length * 2 < parts[0].Length))
            {
                title = title[..title.LastIndexOf(separator, StringComparison.Ordinal)].Trim();
            }
        }

        return title;
    }

    // Net, newspaper, online, agency, government: what the names of sites end with.
    private static bool IsSiteInChinese(string part) =>
        part.Length >= 2 && (part[^1] is '网' or '網' or '报' or '報' or '社' || part.EndsWith("在线", StringComparison.Ordinal) || part.EndsWith("政府", StringComparison.Ordinal) || part.EndsWith("网站", StringComparison.Ordinal)
            || part.EndsWith("新聞", StringComparison.Ordinal) || part.EndsWith("뉴스", StringComparison.Ordinal) || part.EndsWith("일보", StringComparison.Ordinal) || part.EndsWith("ニュース", StringComparison.Ordinal));

    private static bool IsWide(string text)
    {
        var wide = 0;
        foreach (var c in text)
        {
            if (c is >= '\u3040' and < '\uD7B0') wide++;
        }

        return wide * 2 > text.Length;
    }

    private bool IsSite(string part)
    {
        var bare = Bare(part);
        if (bare.Length < 2) return false;
        foreach (var name in siteNames)
        {
            if (bare == name || (bare.Length >= 4 && name.Length >= 4 && (name.Contains(bare, StringComparison.Ordinal) && bare.Length * 2 > name.Length || (bare.Contains(name, StringComparison.Ordinal) && part.Length < 60 && name.Length * 2 > bare.Length)))) return true;
        }

        return part.Length is > 3 and < 40 && part.IndexOf('.') > 0 && !part.Contains(' ') && siteNames.Contains(Bare(part[..part.LastIndexOf('.')]));
    }

    private static float Overlap(HashSet<string> x, HashSet<string> y)
    {
        if (x.Count == 0 || y.Count == 0) return 0;
        var shared = 0;
        foreach (var word in x) if (y.Contains(word)) shared++;
        return (float)shared / MathF.Max(1, MathF.Min(x.Count, y.Count)) * MathF.Min(1, .4f + ((float)shared / Math.Max(x.Count, y.Count)));
    }

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        Span<char> room = stackalloc char[Longest];
        for (var at = 0; words.Count < MostWords && NextWord(text, ref at, room) is { Length: > 0 } word;) words.Add(word.ToString());
        return words;
    }

    private static bool HasAny(string text, HashSet<string> words)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> room = stackalloc char[Longest];
        for (var at = 0; NextWord(text, ref at, room) is { Length: > 0 } word;) if (lookup.Contains(word)) return true;
        return false;
    }

    // In lower case; two signs where no blanks stand between words. Empty at the end.
    private static ReadOnlySpan<char> NextWord(string text, ref int at, Span<char> room)
    {
        while (at < text.Length)
        {
            var start = at++;
            if (IsSign(text[start]))
            {
                if (at < text.Length) return text.AsSpan(start, 2);
            }
            else if (char.IsLetterOrDigit(text[start]))
            {
                while (at < text.Length && char.IsLetterOrDigit(text[at]) && !IsSign(text[at])) at++;
                if (at - start > room.Length) room = new char[at - start];
                return room[..text.AsSpan(start, at - start).ToLowerInvariant(room)];
            }
        }

        return default;
    }

    private static bool IsSign(char c) => c is >= '\u3040' and < '\uA000' or >= '\u0E00' and < '\u0E80';

    /// <summary>Letters and digits alone, in lower case; empty for what is too long to be a title.</summary>
    internal static string Bare(string text)
    {
        if (text.Length > Longest) return "";
        Span<char> bare = stackalloc char[Longest];
        var length = 0;
        foreach (var c in text) if (char.IsLetterOrDigit(c)) bare[length++] = char.ToLowerInvariant(c);
        return new string(bare[..length]);
    }
}
