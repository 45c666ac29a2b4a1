using System.Text;

namespace Variorum;

/// <summary>The text of one witness as TEI: paragraphs, who says what, a <c>seg</c> for each passage.</summary>
internal static class TeiTexts
{
    public static void Write(StringBuilder tei, Witness witness, Dictionary<string, string> people, List<Entry> apparatus)
    {
        tei.Append("<text xml:id=\"text-").Text(witness.Siglum).Append("\" corresp=\"#").Text(witness.Siglum).Append('"');
        if (Language(witness) is { } language) tei.Append(" xml:lang=\"").Text(language).Append('"');
        tei.Append(">\n<body>\n<head>").Text(witness.Account.Title ?? Telling.Called(witness)).Append("</head>\n");
        var readings = Readings(apparatus);
        var passages = witness.Passages;
        for (var i = 0; i < passages.Count;)
        {
            var end = i + 1;
            var turn = witness.Account.Kind == AccountKind.Transcript && passages[i].Speaker is not null;
            while (end < passages.Count && passages[end].Paragraph == passages[i].Paragraph && (turn ? passages[end].Speaker == passages[i].Speaker : witness.Account.Kind != AccountKind.Transcript || passages[end].Speaker is null)) end++;
            if (turn) tei.Append("<u who=\"").Append(TeiReport.Who(passages[i].Speaker!, people)).Append("\">\n");
            else tei.Append("<p>\n");
            for (; i < end; i++) Passage(tei, passages[i], turn ? null : passages[i].Speaker, people, readings);
            tei.Append(turn ? "</u>\n" : "</p>\n");
        }
        if (passages.Count == 0) tei.Append("<p/>\n");
        foreach (var note in witness.Account.Notes) tei.Append("<note type=\"editor\">").Text(note).Append("</note>\n");
        foreach (var caption in witness.Account.Captions)
        {
            tei.Append("<note type=\"caption\">").Text(caption.Text);
            if (caption.Credit is { } credit) tei.Append(" <bibl>").Text(credit).Append("</bibl>");
            tei.Append("</note>\n");
        }
        tei.Append("</body>\n</text>\n");
    }

    /// <summary>A language tag that xml:lang may hold, or null.</summary>
    public static string? Language(Witness witness) =>
        witness.Account.Language is { Length: > 1 and < 36 } language && char.IsAsciiLetter(language[0]) && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? language : null;

    private static Dictionary<string, List<(Wording At, string Id)>> Readings(List<Entry> apparatus)
    {
        var readings = new Dictionary<string, List<(Wording, string)>>(StringComparer.Ordinal);
        foreach (var entry in apparatus)
        {
            Add(readings, entry.From);
            Add(readings, entry.To);
        }
        return readings;
    }

    private static void Add(Dictionary<string, List<(Wording, string)>> readings, (Wording At, string Id)? reading)
    {
        if (reading is not { } mark) return;
        if (!readings.TryGetValue(mark.At.Passage, out var marks)) readings[mark.At.Passage] = marks = [];
        marks.Add(mark);
    }

    private static void Passage(StringBuilder tei, Passage passage, string? speaker, Dictionary<string, string> people, Dictionary<string, List<(Wording At, string Id)>> readings)
    {
        if (speaker is not null) tei.Append("<said who=\"").Append(TeiReport.Who(speaker, people)).Append("\">");
        tei.Append("<seg xml:id=\"").Text(passage.Id).Append('"').Append(passage.Heading ? " type=\"heading\"" : "").Append('>');
        var at = 0;
        foreach (var (start, end, id) in Markup.Clear(passage.Text, readings.GetValueOrDefault(passage.Id) ?? []))
        {
            tei.Text(passage.Text.AsSpan(at, start - at)).Append("<seg type=\"reading\" xml:id=\"").Append(id).Append("\">").Text(passage.Text.AsSpan(start, end - start)).Append("</seg>");
            at = end;
        }
        tei.Text(passage.Text.AsSpan(at)).Append("</seg>").Append(speaker is null ? "\n" : "</said>\n");
    }
}
