using System.Globalization;
using System.Text.RegularExpressions;

namespace Variorum.Bench;

/// <summary>A rule that holds for every input was broken.</summary>
internal sealed class BrokenRuleException(string rule, string detail) : Exception($"{rule}: {detail}")
{
    public string Rule => rule;
}

/// <summary>What holds for every input, however damaged or hostile.</summary>
internal static partial class Invariants
{
    // Reads "1,5" where the invariant culture reads "1.5", and writes its minus and its days otherwise.
    private static readonly CultureInfo Foreign = MakeForeign();

    /// <summary>Reads a page twice, the second time under another culture, and checks the account.</summary>
    /// <returns>The account as JSON, or null where the page is refused by one clear sentence.</returns>
    public static (Account Account, string Json)? Page(byte[] bytes, string? contentType)
    {
        var (account, json, refusal) = Read(bytes, contentType);
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Foreign;
        var (_, again, refusedAgain) = Read(bytes, contentType);
        CultureInfo.CurrentCulture = culture;
        Demand(json == again && refusal == refusedAgain, "a page is read alike twice, in any culture", Difference(json, again));
        if (account is null) return null;
        Account(account);
        ComesFromPage(account, bytes, contentType);
        return (account, json);
    }

    public static void Account(Account account)
    {
        var text = account.Text;
        foreach (var (what, value) in Strings(account)) Demand(Whole(value), "no string holds half a surrogate pair", $"{what}: {Shown(value)}");
        Demand(account.Published is null || Day().IsMatch(account.Published), "published is ISO 8601", account.Published ?? "");
        Demand(account.Modified is null || Day().IsMatch(account.Modified), "modified is ISO 8601", account.Modified ?? "");
        Passages(account);
        foreach (var attribution in account.Attributions)
        {
            Demand(attribution.Content.Count > 0, "an attribution has content", account.Text);
            if (attribution.Source is { } source) Within(account, source, "source");
            if (attribution.Cue is { } cue) Within(account, cue, "cue");
            var last = -1;
            foreach (var span in attribution.Content)
            {
                InText(text, span.Start, span.End, "content");
                Demand(span.Start >= last, "contents are in order and apart", $"{span} behind {last}");
                last = span.End;
            }
        }
        Figures(text, account.Dates, account.Quantities);
        foreach (var quantity in account.Quantities) Demand(!quantity.Text.Contains("\n\n", StringComparison.Ordinal), "a quantity lies in one paragraph", quantity.Text);
    }

    public static void Sentences(string paragraph)
    {
        var last = 0;
        foreach (var span in Variorum.Sentences.Cut(paragraph))
        {
            InText(paragraph, span.Start, span.End, "sentence");
            Demand(span.Start >= last, "sentences are in order and apart", $"{span} behind {last}");
            Demand(paragraph.AsSpan(last, span.Start - last).IsWhiteSpace(), "sentences leave nothing out", Shown(paragraph[last..span.Start]));
            Demand(!char.IsWhiteSpace(paragraph[span.Start]) && !char.IsWhiteSpace(paragraph[span.End - 1]), "a sentence has no blanks around it", span.ToString());
            last = span.End;
        }
        Demand(paragraph.AsSpan(last).IsWhiteSpace(), "sentences leave nothing out", Shown(paragraph[last..]));
    }

    public static void Figures(string text, IReadOnlyList<DateExpression> dates, IReadOnlyList<Quantity> quantities)
    {
        var last = 0;
        foreach (var date in dates)
        {
            InText(text, date.Start, date.End, "date");
            Demand(date.Text == text[date.Start..date.End], "a date is what stands there", date.Text);
            Demand(date.Start >= last, "dates are in order and apart", date.ToString());
            Demand(DateValue().IsMatch(date.Value), "a date is ISO 8601", $"{date.Text} as {date.Value}");
            last = date.End;
        }
        last = 0;
        foreach (var quantity in quantities)
        {
            InText(text, quantity.Start, quantity.End, "quantity");
            Demand(quantity.Text == text[quantity.Start..quantity.End], "a quantity is what stands there", quantity.Text);
            Demand(quantity.Start >= last, "quantities are in order and apart", quantity.ToString());
            last = quantity.End;
        }
        var next = 0;
        foreach (var quantity in quantities)
        {
            while (next < dates.Count && dates[next].End <= quantity.Start) next++;
            Demand(next == dates.Count || dates[next].Start >= quantity.End, "a date is no quantity", quantity.Text);
        }
    }

    public static void Collation(Collation collation)
    {
        var passages = collation.Witnesses.SelectMany(witness => witness.Passages).ToDictionary(passage => passage.Id);
        foreach (var id in collation.Links.SelectMany(link => link.A.Concat(link.B)).Concat(collation.Variants.SelectMany(variant => variant.A.Concat(variant.B))))
            Demand(passages.ContainsKey(id), "ids name passages", id);
        foreach (var link in collation.Links)
        {
            Demand(link.A.Count > 0 && link.B.Count > 0, "a link has two sides", $"{link}");
            Demand(link.Confidence is > .4 and <= .99, "a link's confidence is above 0.4 and at most 0.99", $"{link.Confidence}");
            foreach (var wording in link.Changed) Stands(wording);
        }
        foreach (var variant in collation.Variants)
        {
            Demand(variant.Salience is >= 0 and <= 1, "salience is from 0 to 1", $"{variant.Salience}");
            Demand(variant.A.Count + variant.B.Count > 0, "a variant has a place", $"{variant}");
            if (variant.FromAt is { } from) Stands(from);
            if (variant.ToAt is { } to) Stands(to);
        }

        void Stands(Wording wording)
        {
            var text = passages[wording.Passage].Text;
            InText(text, wording.Start, wording.End, "wording");
            Demand(wording.Text == text[wording.Start..wording.End], "a wording is what stands there", $"{wording.Text} for {text[wording.Start..wording.End]}");
        }
    }

    private static void Passages(Account account)
    {
        var text = account.Text;
        int last = 0, paragraph = 0, number = 0;
        foreach (var passage in account.Passages)
        {
            InText(text, passage.Start, passage.End, "passage");
            Demand(passage.Start >= last, "passages are in order and apart", $"{passage.Id} at {passage.Start} behind {last}");
            for (var at = text.IndexOf("\n\n", last, StringComparison.Ordinal); at >= 0 && at < passage.End; at = text.IndexOf("\n\n", at + 2, StringComparison.Ordinal))
            {
                Demand(at < passage.Start, "a passage lies in one paragraph", Shown(passage.Text));
                paragraph++;
            }
            Demand(passage.Paragraph == paragraph, "a passage knows its paragraph", $"{passage.Paragraph} for {paragraph}");
            Demand(passage.Id == (++number).ToString(CultureInfo.InvariantCulture), "passages count from 1", passage.Id);
            Demand(passage.Text == HtmlPage.Folded(text[passage.Start..passage.End]), "a passage says what stands there", $"{Shown(passage.Text)} for {Shown(text[passage.Start..passage.End])}");
            Demand(passage.Text.Length <= SentenceChains.Longest, "no passage is longer than can be read", $"{passage.Text.Length}");
            last = passage.End;
        }
    }

    /// <summary>The letters of a passage stand on the page, in their order in a text; of HTML, whose tree is not a line, at least its words.</summary>
    private static void ComesFromPage(Account account, byte[] bytes, string? contentType)
    {
        var page = Charset.Decode(bytes, contentType).Text;
        var html = PageForm.IsHtml(page, contentType);
        if (html && page.Length > 1 << 22) return;
        var shown = page;
        if (html)
        {
            var root = HtmlMarkup.Parse(page).Document.DocumentElement;
            page = root.TextContent;
            // A browser shows nothing of these, wherever they stand: the words around them meet.
            foreach (var silent in root.QuerySelectorAll("title, script, style, template").ToList()) silent.Remove();
            shown = root.TextContent;
        }
        // Where a mark is composed with its letter, the letter is another one.
        if (page.Any(static c => c is >= '\u0300' and <= '\u036F' or '\u212A')) return;
        var (letters, shownLetters) = (Letters(page), Letters(shown));
        var from = 0;
        foreach (var passage in account.Passages)
        {
            foreach (var part in html ? passage.Text.Split([.. passage.Text.Where(c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c)).Distinct()]).Distinct() : [passage.Text])
            {
                var wanted = Letters(part);
                if (wanted.Length == 0 || html && part.Any(c => !char.IsAscii(c))) continue;
                var at = html ? -1 : letters.IndexOf(wanted, from, StringComparison.Ordinal);
                if (at < 0) at = letters.IndexOf(wanted, StringComparison.Ordinal);
                Demand(at >= 0 || shownLetters.Contains(wanted, StringComparison.Ordinal), "what a passage says stands on the page", Shown(part));
                if (!html) from = at + wanted.Length;
            }
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    private static (Account? Account, string Json, string? Refusal) Read(byte[] bytes, string? contentType)
    {
        try
        {
            var account = Reader.Read(new Page(bytes, "page", null, contentType));
            return (account, System.Text.Encoding.UTF8.GetString(AccountJson.Write(account, indented: true).Span), null);
        }
        catch (UnreadablePageException refused)
        {
            Demand(refused.Message.Length is > 10 and < 400, "a refusal is one clear sentence", refused.Message);
            return (null, "", refused.Message);
        }
    }

    private static void Within(Account account, Span span, string what)
    {
        InText(account.Text, span.Start, span.End, what);
        // The last passage that begins at or before the span.
        int low = 0, high = account.Passages.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (account.Passages[middle].Start <= span.Start) low = middle + 1;
            else high = middle;
        }
        Demand(low > 0 && span.End <= account.Passages[low - 1].End, $"a {what} lies in a passage", Shown(account.Text[span.Start..span.End]));
    }

    private static void InText(string text, int start, int end, string what)
    {
        Demand(start >= 0 && start < end && end <= text.Length, $"a {what} lies in its text", $"{start}..{end} of {text.Length}");
        Demand(!Parted(text, start) && !Parted(text, end), $"a {what} parts no surrogate pair", $"{start}..{end}");
    }

    private static bool Parted(string text, int at) => at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);

    private static bool Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || ++i == text.Length || !char.IsLowSurrogate(text[i])) return false;
        }
        return true;
    }

    private static IEnumerable<(string What, string Value)> Strings(Account account)
    {
        string?[] single = [account.Title, account.Publisher, account.Published, account.Modified, account.Language, account.Author, account.Canonical, account.Text, account.Origin?.Publisher, account.Origin?.Url];
        var many = account.Passages.SelectMany(passage => new[] { passage.Text, passage.Speaker }).Concat(account.Notes).Concat(account.Categories)
            .Concat(account.Captions.SelectMany(caption => new[] { caption.Text, caption.Credit })).Concat(account.Unread.SelectMany(unread => new[] { unread.What, unread.Why }))
            .Concat(account.People.SelectMany(person => person.As.Concat(person.Roles).Append(person.Name))).Concat(account.Attributions.Select(attribution => attribution.Who));
        return single.Concat(many).OfType<string>().Select(value => ("account", value));
    }

    private static void Demand(bool holds, string rule, string detail)
    {
        if (!holds) throw new BrokenRuleException(rule, detail);
    }

    private static string Shown(string text) => text.Length <= 120 ? text : $"{text[..60]} … {text[^59..]}";

    private static string Difference(string one, string other)
    {
        var at = one.AsSpan().CommonPrefixLength(other);
        return $"at {at}: {one.AsSpan(at, Math.Min(60, one.Length - at))} | {other.AsSpan(at, Math.Min(60, other.Length - at))}";
    }

    private static CultureInfo MakeForeign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yy";
        culture.DateTimeFormat.DateSeparator = ".";
        return culture;
    }

    [GeneratedRegex(@"^\d{4}(-\d{2}(-\d{2})?)?", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(@"^([0-9]{4}(-[0-9]{2}){0,2}|XXXX(-[0-9]{2}){1,2})(/([0-9]{4}(-[0-9]{2}){0,2}|XXXX(-[0-9]{2}){1,2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex DateValue();
}
