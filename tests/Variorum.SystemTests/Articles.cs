using System.Globalization;
using System.Text;

namespace Variorum.SystemTests;

/// <summary>Invented reports, as many as a test needs: a number always gives the same one.</summary>
internal static class Articles
{
    private static readonly string[] Who = ["The harbour authority of Karsk", "The Norland foreign ministry", "A spokeswoman of the Veldania cabinet", "The mayor of Ostrand", "The Sudmark railway board", "Minister Ilse Dravec"];
    private static readonly string[] Said = ["said on Tuesday that", "confirmed after the meeting that", "told reporters in the capital that", "wrote in a statement that", "announced at the opening that"];
    private static readonly string[] What = ["vessels had passed the new lock since spring", "families would receive a letter before the winter", "delegates had signed the agreement on the strait", "engineers were working on the damaged causeway", "tonnes of grain had left the northern terminal"];

    /// <summary>A page of four paragraphs.</summary>
    /// <param name="number">Which report.</param>
    /// <param name="edit">Another edit has another figure in its second paragraph.</param>
    public static string Page(int number, int edit = 0)
    {
        var (random, page) = (new Random(number), new StringBuilder());
        var title = $"Report {number} on the strait: {Take(What)}";
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body><article><h1>{title}</h1>");
        for (var paragraph = 0; paragraph < 4; paragraph++)
            page.Append(CultureInfo.InvariantCulture, $"<p>{Take(Who)} {Take(Said)} {random.Next(20, 900) + (paragraph == 1 ? edit * 1000 : 0)} {Take(What)}. {Take(Who)} {Take(Said)} {random.Next(20, 900)} {Take(What)}, and that no further talks were planned.</p>");
        return page.Append("</article></body></html>\n").ToString();

        string Take(string[] words) => words[random.Next(words.Length)];
    }

    /// <summary>Its answer by a server, as it is sent.</summary>
    public static byte[] Answer(string page, string status = "200 OK", string type = "text/html; charset=utf-8") => Answer(Encoding.UTF8.GetBytes(page), status, type);

    /// <inheritdoc cref="Answer(string, string, string)"/>
    public static byte[] Answer(byte[] body, string status = "200 OK", string type = "text/html; charset=utf-8", string fields = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n{fields}Connection: close\r\n\r\n"), .. body];
}
