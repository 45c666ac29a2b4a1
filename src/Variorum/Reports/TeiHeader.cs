using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>The header: what was collated, who speaks, and how the apparatus is to be read.</summary>
internal static class TeiHeader
{
    public static void Write(StringBuilder tei, Collation collation, Dictionary<string, string> people)
    {
        tei.Append("<teiHeader>\n<fileDesc>\n<titleStmt>\n<title>A collation of ");
        for (var i = 0; i < collation.Witnesses.Count; i++) tei.Append(i == 0 ? "" : i == collation.Witnesses.Count - 1 ? " and " : ", ").Text(Telling.Called(collation.Witnesses[i]));
        tei.Append("</title>\n</titleStmt>\n<publicationStmt>\n<p>Made by Variorum from the witnesses below; the rights in their texts stay with their publishers.</p>\n</publicationStmt>\n<sourceDesc>\n<listWit>\n");
        foreach (var witness in collation.Witnesses) Witness(tei, witness);
        tei.Append("</listWit>\n</sourceDesc>\n</fileDesc>\n")
            .Append("<encodingDesc>\n<variantEncoding method=\"double-end-point\" location=\"external\"/>\n<editorialDecl>\n<segmentation>\n<p>Each seg is a sentence of the account as read. An empty rdg says that no statement of that witness matches, not why.</p>\n</segmentation>\n</editorialDecl>\n</encodingDesc>\n");
        Profile(tei, collation, people);
        tei.Append("</teiHeader>\n");
    }

    private static void Witness(StringBuilder tei, Witness witness)
    {
        var account = witness.Account;
        tei.Append("<witness xml:id=\"").Text(witness.Siglum).Append("\">\n<bibl>\n<title>").Text(account.Title ?? account.Input).Append("</title>\n");
        Element(tei, "author", account.Author);
        Element(tei, "publisher", account.Publisher);
        if (account.Published is { } published)
            tei.Append("<date type=\"published\"").Append(Day(published) ? $" when=\"{published}\"" : "").Append('>').Text(published).Append("</date>\n");
        if (account.Modified is { } modified)
            tei.Append("<date type=\"modified\"").Append(Day(modified) ? $" when=\"{modified}\"" : "").Append('>').Text(modified).Append("</date>\n");
        if ((account.Url ?? account.Canonical) is { } url) tei.Append("<idno type=\"URL\">").Text(url).Append("</idno>\n");
        tei.Append("<idno type=\"SHA-256\">").Text(account.Sha256).Append("</idno>\n<note type=\"kind\">").Append(Telling.Name(account.Kind)).Append("</note>\n");
        if (account.Origin is { } origin)
        {
            tei.Append("<note type=\"origin\">").Text(origin.Publisher);
            if (origin.Url is { } from) tei.Append(' ').Text(from);
            tei.Append("</note>\n");
        }
        foreach (var unread in account.Unread) tei.Append("<note type=\"unread\">").Text(unread.What).Append(": ").Text(unread.Why).Append("</note>\n");
        tei.Append("</bibl>\n</witness>\n");
    }

    private static void Profile(StringBuilder tei, Collation collation, Dictionary<string, string> people)
    {
        var languages = collation.Witnesses.Select(witness => TeiTexts.Language(witness)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (languages.Count + people.Count == 0) return;
        tei.Append("<profileDesc>\n");
        if (languages.Count > 0)
        {
            tei.Append("<langUsage>\n");
            foreach (var language in languages) tei.Append("<language ident=\"").Text(language).Append("\">").Text(language).Append("</language>\n");
            tei.Append("</langUsage>\n");
        }
        if (people.Count > 0)
        {
            tei.Append("<particDesc>\n<listPerson>\n");
            foreach (var (name, id) in people) tei.Append("<person xml:id=\"").Append(id).Append("\">\n<persName>").Text(name).Append("</persName>\n</person>\n");
            tei.Append("</listPerson>\n</particDesc>\n");
        }
        tei.Append("</profileDesc>\n");
    }

    private static void Element(StringBuilder tei, string name, string? value)
    {
        if (value is not null) tei.Append('<').Append(name).Append('>').Text(value).Append("</").Append(name).Append(">\n");
    }

    /// <summary>Whether a text is a year, a month or a day, which <c>when</c> may hold.</summary>
    private static bool Day(string date) =>
        DateOnly.TryParseExact(date, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
