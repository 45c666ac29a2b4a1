using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A collation as TEI P5: both texts as a group, the apparatus beside them, the links as stand-off.</summary>
public static class TeiReport
{
    /// <summary>Writes one TEI document, UTF-8.</summary>
    /// <remarks>
    /// Passages are <c>seg</c>, with the passage's id. A transcript's turns are <c>u</c> with <c>who</c>; elsewhere words
    /// put into somebody's mouth are <c>said</c>. Variants are <c>app</c> in the back, located by the double-end-point method:
    /// <c>from</c> and <c>to</c> in the witness that stands first and has something there, <c>corresp</c> of each <c>rdg</c> in its own.
    /// </remarks>
    public static void Write(Collation collation, Stream stream) => Write(collation, stream, null);

    /// <param name="statements">Writes what stands in the back behind the apparatus; null for nothing.</param>
    internal static void Write(Collation collation, Stream stream, Action<StringBuilder>? statements)
    {
        var pairs = Pair.All(collation);
        var tei = new StringBuilder(64 * 1024);
        tei.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n");
        var people = People(collation);
        TeiHeader.Write(tei, collation, people);
        Links(tei, collation, pairs);
        tei.Append("<text>\n<group>\n");
        var apparatus = TeiApparatus.Number(collation, pairs);
        foreach (var witness in collation.Witnesses) TeiTexts.Write(tei, witness, people, apparatus);
        tei.Append("</group>\n");
        TeiApparatus.Write(tei, apparatus, people, statements);
        tei.Append("</text>\n</TEI>\n");
        stream.Write(Encoding.UTF8.GetBytes(tei.ToString()));
    }

    /// <summary>An xml:id for each speaker of any witness, in the order in which they are first heard.</summary>
    private static Dictionary<string, string> People(Collation collation)
    {
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var witness in collation.Witnesses)
            foreach (var voice in Voices.In(witness))
                foreach (var name in Together(voice.Name ?? "")) people.TryAdd(name, string.Create(CultureInfo.InvariantCulture, $"speaker{people.Count + 1}"));
        return people;
    }

    /// <summary>Two who speak together are two persons.</summary>
    public static string[] Together(string speaker) => speaker.Split(" + ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Pointers to whoever speaks.</summary>
    public static string Who(string speaker, Dictionary<string, string> people) =>
        string.Join(' ', Together(speaker).Where(people.ContainsKey).Select(name => "#" + people[name]));

    private static void Links(StringBuilder tei, Collation collation, List<Pair> pairs)
    {
        if (collation.Links.Count == 0) return;
        tei.Append("<standOff>\n");
        foreach (var pair in pairs.Where(pair => pair.Links.Count > 0))
        {
            tei.Append("<linkGrp type=\"collation\" corresp=\"#").Text(pair.A.Siglum).Append(" #").Text(pair.B.Siglum).Append("\">\n");
            foreach (var link in pair.Recorded)
                tei.Append("<link type=\"").Append(Telling.Key(link.Relation)).Append("\" target=\"").Append(Pointers(link.A)).Append(' ').Append(Pointers(link.B)).Append("\" cert=\"").Append(Certainty(link.Confidence)).Append('"').Append(Decided(link)).Append("/>\n");
            tei.Append("</linkGrp>\n");
        }
        tei.Append("</standOff>\n");
    }

    /// <summary>The annotation by which a person decided it, where its id is an address.</summary>
    private static string Decided(Link link) => link.Decided is { } decided && Uri.IsWellFormedUriString(decided.Id, UriKind.Absolute) ? new StringBuilder(" ana=\"").Text(decided.Id).Append('"').ToString() : "";

    public static string Pointers(IReadOnlyList<string> ids) => string.Join(' ', ids.Select(id => "#" + id));

    /// <summary>A probability, as teidata.certainty and teidata.probability have it: high, medium, low are the words for <c>cert</c>.</summary>
    private static string Certainty(double confidence) => confidence >= .9 ? "high" : confidence >= .7 ? "medium" : "low";
}
