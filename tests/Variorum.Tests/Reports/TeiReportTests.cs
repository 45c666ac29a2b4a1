using System.Text;
using System.Xml.Linq;

namespace Variorum;

public class TeiReportTests
{
    private static readonly XNamespace Tei = "http://www.tei-c.org/ns/1.0";
    private static readonly XName Id = XNamespace.Xml + "id";

    // What P5 lets stand in each element that we write: the part of its content models that concerns us.
    private static readonly Dictionary<string, string[]> Children = new()
    {
        ["TEI"] = ["teiHeader", "standOff", "text"],
        ["teiHeader"] = ["fileDesc", "encodingDesc", "profileDesc"],
        ["fileDesc"] = ["titleStmt", "publicationStmt", "sourceDesc"],
        ["titleStmt"] = ["title"],
        ["publicationStmt"] = ["p"],
        ["sourceDesc"] = ["listWit"],
        ["listWit"] = ["witness"],
        ["witness"] = ["bibl"],
        ["bibl"] = ["title", "author", "publisher", "date", "idno", "note"],
        ["encodingDesc"] = ["variantEncoding", "editorialDecl"],
        ["editorialDecl"] = ["segmentation"],
        ["segmentation"] = ["p"],
        ["profileDesc"] = ["langUsage", "particDesc"],
        ["langUsage"] = ["language"],
        ["particDesc"] = ["listPerson"],
        ["listPerson"] = ["person"],
        ["person"] = ["persName"],
        ["standOff"] = ["linkGrp"],
        ["linkGrp"] = ["link"],
        ["text"] = ["group", "body", "back"],
        ["group"] = ["text"],
        ["body"] = ["head", "p", "u", "note"],
        ["p"] = ["seg", "said"],
        ["u"] = ["seg"],
        ["said"] = ["seg"],
        ["seg"] = ["seg"],
        ["note"] = ["bibl"],
        ["back"] = ["div"],
        ["div"] = ["head", "listApp"],
        ["listApp"] = ["app"],
        ["app"] = ["rdg"],
        ["rdg"] = ["persName"],
    };

    // Elements that may hold text of their own.
    private static readonly string[] Mixed = ["title", "p", "author", "publisher", "date", "idno", "note", "language", "persName", "head", "seg", "rdg", "said", "u", "bibl"];

    public static TheoryData<string> Collations => ["signing", "summit", "nothing", "hostile"];

    [Theory, MemberData(nameof(Collations))]
    public void Elements_stand_only_where_P5_lets_them(string name)
    {
        foreach (var element in Parse(Named(name)).Descendants())
        {
            Assert.Equal(Tei, element.Name.Namespace);
            var allowed = Children.GetValueOrDefault(element.Name.LocalName, []);
            Assert.All(element.Elements(), child => Assert.Contains(child.Name.LocalName, allowed));
            if (!Mixed.Contains(element.Name.LocalName)) Assert.DoesNotContain(element.Nodes().OfType<XText>(), text => text.Value.Trim().Length > 0);
        }
    }

    [Theory, MemberData(nameof(Collations))]
    public void Every_pointer_leads_to_an_element_and_ids_are_unique(string name)
    {
        var tei = Parse(Named(name));
        var ids = tei.Descendants().Select(element => element.Attribute(Id)?.Value).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        foreach (var attribute in tei.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "who" or "wit" or "target" or "from" or "to" or "corresp" or "ref"))
            Assert.All(attribute.Value.Split(' '), pointer => Assert.Contains(pointer.TrimStart('#'), ids));
    }

    [Fact]
    public void Both_sources_stand_in_the_header_with_their_digests()
    {
        var witnesses = Parse(Told.Signing()).Descendants(Tei + "witness").ToList();
        Assert.Equal(["A", "B"], witnesses.Select(witness => witness.Attribute(Id)!.Value));
        Assert.All(witnesses, witness => Assert.Single(witness.Descendants(Tei + "idno"), idno => idno.Attribute("type")!.Value == "SHA-256" && idno.Value.EndsWith("beef", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_variant_is_located_to_the_words_in_both_texts()
    {
        var tei = Parse(Told.Signing());
        var app = tei.Descendants(Tei + "app").First();
        Assert.Equal(("substitution", "figure"), (app.Attribute("type")!.Value, app.Attribute("subtype")!.Value));
        foreach (var reading in app.Elements(Tei + "rdg"))
        {
            var place = tei.Descendants().Single(element => "#" + element.Attribute(Id)?.Value == reading.Attribute("corresp")!.Value);
            Assert.Equal(reading.Value, place.Value);
        }
        Assert.Equal(["54 percent", "45 percent"], app.Elements(Tei + "rdg").Select(reading => reading.Value));
    }

    [Fact]
    public void What_only_one_witness_has_is_an_empty_reading_of_the_other()
    {
        var app = Parse(Told.Signing()).Descendants(Tei + "app").First(app => app.Attribute("type")!.Value == "only");
        Assert.True(app.Elements(Tei + "rdg").Single(reading => reading.Attribute("wit")!.Value == "#A").IsEmpty);
        Assert.Equal("#B5", app.Attribute("from")!.Value);
    }

    [Fact]
    public void A_transcript_is_told_in_turns()
    {
        var text = Parse(Told.Signing()).Descendants(Tei + "text").Single(text => text.Attribute(Id)?.Value == "text-B");
        var people = Parse(Told.Signing()).Descendants(Tei + "person").ToDictionary(person => "#" + person.Attribute(Id)!.Value, person => person.Value.Trim());
        Assert.Equal(["Ann Holt", "Ann Holt", "Jon Vale", "Ann Holt", "Jon Vale"], text.Descendants(Tei + "u").Select(turn => people[turn.Attribute("who")!.Value]));
    }

    [Fact]
    public void Two_who_speak_together_are_two_persons()
    {
        var signing = Told.Signing();
        var together = signing.Witnesses[0] with { Passages = [signing.Witnesses[0].Passages[0] with { Speaker = "Ann Holt + Jon Vale" }, .. signing.Witnesses[0].Passages.Skip(1)] };
        var tei = Parse(signing with { Witnesses = [together, signing.Witnesses[1]] });
        Assert.Equal(["Ann Holt", "Jon Vale"], tei.Descendants(Tei + "person").Select(person => person.Value.Trim()));
        Assert.Equal("#speaker1 #speaker2", tei.Descendants(Tei + "said").First().Attribute("who")!.Value);
    }

    [Theory]
    [InlineData("\u0001\ufffe]]><!-- &bogus; \ud800 <x>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;")]
    public void Hostile_text_stays_well_formed(string text) =>
        Assert.Contains(Parse(Told.Hostile(text)).Descendants(Tei + "seg"), seg => seg.Value.EndsWith(" two", StringComparison.Ordinal));

    private static Collation Named(string name) => name switch
    {
        "signing" => Told.Signing(),
        "summit" => Told.Summit(),
        "nothing" => Told.Nothing(),
        _ => Told.Hostile("</seg><x y='&\"\u0008"),
    };

    private static XDocument Parse(Collation collation)
    {
        using var stream = new MemoryStream();
        TeiReport.Write(collation, stream);
        return XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()), LoadOptions.PreserveWhitespace);
    }
}
