using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Variorum;

/// <summary>How an account is cited, so that whoever follows the citation finds the same bytes: in the forms that reference managers read.</summary>
/// <param name="Title">The headline; null for an account without one.</param>
/// <param name="Publisher">Who published it; null where nobody says.</param>
/// <param name="Author">As its byline names them; null where it names nobody.</param>
/// <param name="Published">ISO 8601, <c>2024-06-20</c> or coarser; null where nobody says.</param>
/// <param name="Kind">How it tells.</param>
/// <param name="Language">ISO 639-1, or null.</param>
/// <param name="Url">Where it was published.</param>
/// <param name="Archived">Where the archive shows it as it was.</param>
/// <param name="Captured">When it was captured.</param>
/// <param name="Sha256">Of the page's bytes.</param>
public sealed record Citation(string? Title, string? Publisher, string? Author, string? Published, AccountKind Kind, string? Language, string Url, string Archived, DateTimeOffset Captured, string Sha256)
{
    /// <summary>CSL-JSON: an array with one item, UTF-8.</summary>
    public byte[] Csl()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("id", Key);
            json.WriteString("type", "webpage");
            json.WriteString("genre", Telling.Name(Kind));
            if (Title is not null) json.WriteString("title", Clean(Title));
            if (Author is not null)
            {
                json.WriteStartArray("author");
                json.WriteStartObject();
                json.WriteString("literal", Clean(Author));
                json.WriteEndObject();
                json.WriteEndArray();
            }
            if (Publisher is not null)
            {
                json.WriteString("container-title", Clean(Publisher));
                json.WriteString("publisher", Clean(Publisher));
            }
            if (CalendarDay.Parse(Published) is { } day) Date(json, "issued", day);
            Date(json, "accessed", new CalendarDay(Captured.UtcDateTime.Year, Captured.UtcDateTime.Month, Captured.UtcDateTime.Day));
            json.WriteString("URL", Url);
            if (Language is not null) json.WriteString("language", Language);
            json.WriteString("archive", "Variorum");
            json.WriteString("archive_location", Archived);
            json.WriteString("note", Proof);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>RIS, lines ending in CR LF.</summary>
    public string Ris()
    {
        var ris = new StringBuilder();
        Line("TY", "ELEC");
        Line("TI", Title);
        Line("AU", Author);
        Line("PB", Publisher);
        Line("T2", Publisher);
        if (CalendarDay.Parse(Published) is { } day)
        {
            Line("PY", day.Year.ToString("0000", CultureInfo.InvariantCulture));
            Line("DA", $"{day.ToString().Replace('-', '/')}{(day.Month == 0 ? "//" : day.Day == 0 ? "/" : "")}/");
        }
        Line("Y2", Captured.UtcDateTime.ToString("yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture));
        Line("LA", Language);
        Line("M3", Telling.Name(Kind));
        Line("UR", Url);
        Line("L2", Archived);
        Line("N1", Proof);
        Line("ID", Key);
        return ris.Append("ER  - \r\n").ToString();

        void Line(string tag, string? value)
        {
            if (value is not null) ris.Append(tag).Append("  - ").Append(Clean(value)).Append("\r\n");
        }
    }

    /// <summary>BibTeX: one <c>@misc</c> entry, with <c>url</c> and <c>urldate</c> as newer styles read them.</summary>
    public string BibTeX()
    {
        var entry = new StringBuilder($"@misc{{{Key},\n");
        // Braces within keep capitals, and names of bodies whole.
        if (Title is not null) Field("title", $"{{{Tex(Title)}}}");
        if ((Author ?? Publisher) is { } author) Field("author", $"{{{Tex(author)}}}");
        if (Publisher is not null) Field("publisher", Tex(Publisher));
        if (CalendarDay.Parse(Published) is { } day)
        {
            Field("year", day.Year.ToString("0000", CultureInfo.InvariantCulture));
            Field("date", day.ToString());
        }
        Field("url", Plain(Url));
        Field("urldate", Captured.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Language is not null) Field("langid", Tex(Language));
        Field("note", $"{Tex(Proof)}. Archived copy: {Tex(Archived)}");
        return entry.Append("}\n").ToString();

        void Field(string name, string value) => entry.Append("  ").Append(name).Append(" = {").Append(value).Append("},\n");
    }

    /// <summary>One sentence for a footnote, ending in a line break.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        if (Author is not null) text.Append(Clean(Author)).Append(". ");
        text.Append('“').Append(Clean(Title ?? Url)).Append("”. ");
        if (Publisher is not null) text.Append(Clean(Publisher)).Append(Published is null ? ". " : ", ");
        if (Published is not null) text.Append(Clean(Published)).Append(". ");
        return text.Append(Clean(Url)).Append(". Archived ").Append(HistoryText.Stamp(Captured)).Append(" at ").Append(Clean(Archived)).Append(". SHA-256: ").Append(Sha256).Append(".\n").ToString();
    }

    // The same for the same bytes, and no two captures of other bytes alike.
    private string Key => $"variorum-{Captured.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}-{(Sha256.Length >= 12 ? Sha256[..12] : "0")}";

    private string Proof => $"Captured {HistoryText.Stamp(Captured)}; SHA-256 {Sha256}";

    private static void Date(Utf8JsonWriter json, string name, CalendarDay day)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("date-parts");
        json.WriteStartArray();
        json.WriteNumberValue(day.Year);
        if (day.Month > 0) json.WriteNumberValue(day.Month);
        if (day.Day > 0) json.WriteNumberValue(day.Day);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>On one line, without what would end it or turn its direction.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var unit in text.Replace("\r\n", " ", StringComparison.Ordinal))
        {
            if (unit is '\n' or '\r' or '\t' or '\u2028' or '\u2029' or '\u0085') clean.Append(' ');
            else if (!char.IsControl(unit) && unit is not (>= '\u202a' and <= '\u202e') and not (>= '\u2066' and <= '\u2069')) clean.Append(unit);
        }
        return clean.ToString();
    }

    private static string Tex(string text)
    {
        var tex = new StringBuilder(text.Length + 8);
        foreach (var unit in Clean(text))
        {
            tex.Append(unit switch
            {
                '\\' => @"\textbackslash{}",
                '{' => @"\{",
                '}' => @"\}",
                '&' or '%' or '$' or '#' or '_' => $@"\{unit}",
                '~' => @"\textasciitilde{}",
                '^' => @"\textasciicircum{}",
                _ => unit.ToString(),
            });
        }
        return tex.ToString();
    }

    // An address stands as it is: only what would end the field is written by its number.
    private static string Plain(string url) => Clean(url).Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);
}
