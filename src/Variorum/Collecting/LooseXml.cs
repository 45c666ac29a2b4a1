using System.Xml;

namespace Variorum;

/// <summary>Reads the XML of feeds, sitemaps and OPML as it is on the web: mended first, and taken up again behind what is broken.</summary>
/// <remarks>No DTD is read and no entity expanded; depth and length are bounded. Names are told in lower case.</remarks>
internal sealed class LooseXml : IDisposable
{
    // Elements of a feed nest five deep, those of a text in it some ten more.
    private const int Deepest = 100;
    private const int MostPrefixes = 200;

    // Each time the rest is copied.
    private const int MostRestarts = 50;

    private readonly string[] records;
    private readonly List<Frame> open = [];
    private readonly Dictionary<string, string> prefixes = new(StringComparer.Ordinal);
    private string text;
    private XmlTextReader reader;
    private int restarts, recordDepth = -1;
    private bool emptied;

    /// <param name="text">Decoded; whatever its declaration says of a charset is passed over.</param>
    /// <param name="base">Where it was fetched.</param>
    /// <param name="records">Local names of the elements that stand by themselves: behind a broken one, the next is read.</param>
    public LooseXml(string text, Uri? @base, params string[] records)
    {
        this.records = records;
        this.text = XmlMending.Mend(text);
        Root = @base;
        reader = Open(this.text);
    }

    private Uri? Root { get; }

    /// <summary>What was read: an element's start, its end, or text.</summary>
    public LooseXmlNode Kind { get; private set; }

    /// <summary>The element's local name, in lower case.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The element's namespace; where its prefix is declared nowhere, the prefix and a colon.</summary>
    public string Space { get; private set; } = "";

    /// <summary>Text, entities and all.</summary>
    public string Value => reader.Value;

    /// <summary>Open elements, the one that starts or ends included.</summary>
    public int Depth => open.Count;

    /// <summary>Why not all of it was read; null where it was.</summary>
    public string? Cut { get; private set; }

    /// <summary>An attribute's value by its name with its prefix, in lower case; of the element that starts.</summary>
    public string? Attribute(string name)
    {
        for (var i = 0; i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            if (!reader.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            var value = reader.Value;
            reader.MoveToElement();
            return value;
        }

        reader.MoveToElement();
        return null;
    }

    /// <summary>An address as it is meant where the reader stands; null where it is none of http or https.</summary>
    public string? Resolve(string? address) => WebAddress.Resolve(open.Count > 0 ? open[^1].Base : Root, address);

    /// <summary>Goes on to the next node; false at the end, or where nothing more can be read.</summary>
    public bool Read()
    {
        if (Kind == LooseXmlNode.End && open.Count > 0) open.RemoveAt(open.Count - 1);
        if (emptied)
        {
            emptied = false;
            return Tell(LooseXmlNode.End);
        }

        while (true)
        {
            try
            {
                if (!reader.Read()) return false;
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element: return Start();
                    case XmlNodeType.EndElement when Unwind(): return Tell(LooseXmlNode.End);
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                        Kind = LooseXmlNode.Text;
                        return true;
                }
            }
            catch (XmlException fault)
            {
                if (!Restart(fault)) return false;
            }
        }
    }

    private bool Start()
    {
        var colon = reader.Name.IndexOf(':', StringComparison.Ordinal);
        var name = reader.Name[(colon + 1)..].ToLowerInvariant();
        if (Array.IndexOf(records, name) >= 0)
        {
            // One within another was left open.
            if (recordDepth >= 0 && open.Count > recordDepth && open[recordDepth].Name == name) open.RemoveRange(recordDepth, open.Count - recordDepth);
            if (recordDepth < 0 || open.Count < recordDepth) recordDepth = open.Count;
        }

        if (open.Count >= Deepest)
        {
            Cut ??= $"it nests deeper than {Deepest} elements";
            return false;
        }

        var frame = open.Count > 0 ? open[^1] with { Name = name } : new Frame(name, "", "", Root);
        for (var i = 0; i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            if (reader.Name == "xmlns") frame = frame with { Default = reader.Value.Trim() };
            else if (reader.Name.StartsWith("xmlns:", StringComparison.Ordinal) && prefixes.Count < MostPrefixes) prefixes[reader.Name[6..]] = reader.Value.Trim();
            else if (reader.Name == "xml:base" && WebAddress.Resolve(frame.Base, reader.Value) is { } moved) frame = frame with { Base = new Uri(moved) };
        }

        reader.MoveToElement();
        var prefix = colon > 0 ? reader.Name[..colon] : "";
        open.Add(frame with { Space = colon <= 0 ? frame.Default : prefixes.GetValueOrDefault(prefix) ?? prefix.ToLowerInvariant() + ":" });
        emptied = reader.IsEmptyElement;
        return Tell(LooseXmlNode.Start);
    }

    private bool Tell(LooseXmlNode kind)
    {
        Kind = kind;
        (Name, Space) = (open[^1].Name, open[^1].Space);
        return true;
    }

    // The end of an element that is still open here; those within it were left open.
    private bool Unwind()
    {
        var name = reader.Name[(reader.Name.IndexOf(':', StringComparison.Ordinal) + 1)..].ToLowerInvariant();
        var at = open.FindLastIndex(frame => frame.Name == name);
        if (at >= 0) open.RemoveRange(at + 1, open.Count - at - 1);
        return at >= 0;
    }

    private bool Restart(XmlException fault)
    {
        var line = 0;
        for (var i = 1; i < fault.LineNumber && line >= 0; i++) line = text.IndexOf('\n', line) + 1;
        var at = Math.Clamp(line + fault.LinePosition - 1, 0, text.Length);
        var next = NextRecord(at);
        reader.Dispose();
        if (next < 0)
        {
            if (at >= text.Length) Cut ??= "it ends too soon";
            else if (!OnlyEnds(at)) Cut ??= "what follows a place where it is broken was not read";
            return false;
        }

        if (++restarts > MostRestarts)
        {
            Cut = $"it is broken in more than {MostRestarts} places; what follows was not read";
            return false;
        }

        Cut ??= "it is broken in places; there, something may be missing";
        if (recordDepth >= 0 && open.Count > recordDepth) open.RemoveRange(recordDepth, open.Count - recordDepth);
        text = text[next..];
        reader = Open(text);
        return true;
    }

    // Whoever forgot an end tag has told everything by then.
    private bool OnlyEnds(int at)
    {
        var rest = text.AsSpan(Math.Max(0, text.LastIndexOf('<', at)));
        while (!(rest = rest.TrimStart()).IsEmpty)
        {
            if (!rest.StartsWith("</", StringComparison.Ordinal)) return false;
            rest = rest[(rest.IndexOf('>') is >= 0 and var end ? end + 1 : rest.Length)..];
        }

        return true;
    }

    private int NextRecord(int from)
    {
        for (var at = from; at < text.Length && (at = text.IndexOf('<', at)) >= 0; at++)
        {
            var end = at + 1;
            while (end < text.Length && (char.IsLetter(text[end]) || text[end] == ':')) end++;
            var name = text.AsSpan(at + 1, end - at - 1);
            name = name[(name.IndexOf(':') + 1)..];
            foreach (var record in records)
                if (name.Equals(record, StringComparison.OrdinalIgnoreCase)) return at;
        }

        return -1;
    }

    // As a fragment: a document's rest has no root, and no document type.
    private static XmlTextReader Open(string text) => new(text, XmlNodeType.Element, new XmlParserContext(null, null, null, XmlSpace.None))
    {
        Namespaces = false,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        Normalization = false,
    };

    public void Dispose() => reader.Dispose();

    private readonly record struct Frame(string Name, string Space, string Default, Uri? Base);
}

internal enum LooseXmlNode
{
    None, Start, End, Text,
}
