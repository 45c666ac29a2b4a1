using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A collation as Markdown: a summary, then the apparatus and the links as tables.</summary>
public static class MarkdownReport
{
    private const int Most = 8;

    /// <summary>Writes CommonMark with the tables of GitHub, UTF-8. Text of the accounts cannot become markup.</summary>
    public static void Write(Collation collation, Stream stream)
    {
        var page = new StringBuilder();
        Head(page, collation);
        foreach (var pair in Pair.All(collation)) Write(page, pair);
        Decided(page, collation);
        stream.Write(Encoding.UTF8.GetBytes(page.ToString()));
    }

    /// <summary>What people decided, as a list.</summary>
    internal static void Decided(StringBuilder page, Collation collation)
    {
        if (collation.Corrections.Count == 0) return;
        page.Append("\n## ").Append(Decisions.Heading).Append("\n\n");
        foreach (var line in Decisions.Lines(collation)) Safe(page.Append("- "), line).Append('\n');
    }

    /// <summary>What the accounts are, and what could not be read of them.</summary>
    internal static void Head(StringBuilder page, Collation collation)
    {
        page.Append("# ");
        for (var i = 0; i < collation.Witnesses.Count; i++) Safe(page.Append(i > 0 ? " · " : ""), Telling.Called(collation.Witnesses[i]));
        page.Append("\n\n|  | Headline | Publisher | Published | Kind | Passages | SHA-256 |\n| --- | --- | --- | --- | --- | ---: | --- |\n");
        foreach (var witness in collation.Witnesses)
        {
            var account = witness.Account;
            Row(page, witness.Siglum, account.Title, account.Publisher, account.Published, Telling.Name(account.Kind),
                witness.Passages.Count.ToString(CultureInfo.InvariantCulture), account.Sha256);
        }
        foreach (var witness in collation.Witnesses)
            foreach (var unread in witness.Account.Unread)
                Safe(Safe(page.Append("\nNot read in ").Append(witness.Siglum).Append(": "), unread.What).Append(" ("), unread.Why).Append(")\n");
        foreach (var notice in Telling.Notices(collation)) Safe(page.Append('\n'), notice).Append('\n');
    }

    private static void Write(StringBuilder page, Pair pair)
    {
        var level = pair.Sole ? "##" : "###";
        if (!pair.Sole) page.Append("\n## ").Append(pair.A.Siglum).Append(" and ").Append(pair.B.Siglum).Append('\n');
        page.Append('\n').Append(level).Append(" In short\n\n").Append(Telling.Overall(pair, Tally.Of(pair))).Append('\n');
        var foremost = Telling.Foremost(pair, Most);
        if (foremost.Count > 0) page.Append('\n');
        foreach (var variant in foremost)
            Safe(page.Append("- **").Append(Telling.Heading(variant)).Append("**: "), Telling.Plain(pair, variant, 150)).Append(" (").Append(Telling.Places(variant)).Append(")\n");
        if (pair.Variants.Count > 0)
        {
            page.Append('\n').Append(level).Append(" Apparatus\n\n| Kind | ").Append(pair.A.Siglum).Append(" | ").Append(pair.B.Siglum).Append(" | What | Speaker | Weight |\n| --- | --- | --- | --- | --- | ---: |\n");
            foreach (var variant in pair.Variants)
                Row(page, Telling.Heading(variant), Telling.Places(variant.A), Telling.Places(variant.B), Telling.Plain(pair, variant, 400),
                    Telling.Speakers(pair, variant), variant.Salience.ToString("0.00", CultureInfo.InvariantCulture));
        }
        if (pair.Links.Count == 0) return;
        page.Append('\n').Append(level).Append(" Links\n\n| ").Append(pair.A.Siglum).Append(" | ").Append(pair.B.Siglum).Append(" | Relation | Confidence | Because |\n| --- | --- | --- | ---: | --- |\n");
        foreach (var link in pair.Links)
            Row(page, Telling.Places(link.A), Telling.Places(link.B), $"{Telling.Sign(link.Relation)} {Telling.Name(link.Relation)}", Telling.Sure(link), string.Join("; ", link.Because));
    }

    internal static void Row(StringBuilder page, params ReadOnlySpan<string?> cells)
    {
        page.Append('|');
        foreach (var cell in cells) Safe(page.Append(' '), cell).Append(" |");
        page.Append('\n');
    }

    /// <summary>A sign is escaped where it would mean something to Markdown or HTML within a line, and no line ends within.</summary>
    internal static StringBuilder Safe(StringBuilder page, string? text)
    {
        if (text is null) return page;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var (before, after) = (i > 0 ? text[i - 1] : ' ', i + 1 < text.Length ? text[i + 1] : ' ');
            switch (c)
            {
                case '\\' or '`' or '*' or '[' or ']' or '|' or '~' or '$' or '@':
                case '_' when !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after)):
                case '#' when char.IsAsciiDigit(after) || i == text.Length - 1:
                    page.Append('\\').Append(c);
                    break;
                case '&' when char.IsAsciiLetter(after) || after == '#': page.Append("&amp;"); break;
                case '<': page.Append("&lt;"); break;
                case '>': page.Append("&gt;"); break;
                // An address would become a link by itself.
                case ':' when char.IsAsciiLetter(before) && (after == '/' || char.IsAsciiLetterOrDigit(after)): page.Append("&#58;"); break;
                case '.' when before is 'w' or 'W' && i > 2 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase): page.Append("&#46;"); break;
                default:
                    if (c is >= '\u202a' and <= '\u202e') break;
                    page.Append(char.IsControl(c) ? ' ' : c);
                    break;
            }
        }
        return page;
    }
}
