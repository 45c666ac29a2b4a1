using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Writes persons, figures, instruments and commitments as <c>variorum-claims/1</c> (docs/formats.md).</summary>
public static class ClaimsJson
{
    /// <summary>One object, UTF-8, keys in a fixed order.</summary>
    public static void Write(CommitmentsReport report, Stream stream) => Whole("commitments", report.Coverage, stream, json =>
    {
        json.WriteStartArray("commitments");
        foreach (var line in report.Lines)
        {
            json.WriteStartObject();
            json.WriteString("party", line.Party);
            json.WriteBoolean("strengthDiffers", line.StrengthDiffers);
            json.WriteBoolean("dateDiffers", line.DateDiffers);
            json.WriteStartArray("told");
            foreach (var (commitment, place) in line.Told)
            {
                json.WriteStartObject();
                json.WriteString("form", CommitmentsText.Name(commitment.Form));
                json.WriteNumber("strength", commitment.Strength);
                json.WriteString("standing", CommitmentsText.Name(commitment.Standing));
                json.WriteBoolean("not", commitment.Not);
                json.WriteString("party", commitment.Party);
                json.WriteString("speaker", commitment.Speaker);
                json.WriteString("cue", commitment.Cue);
                json.WriteString("what", commitment.What);
                json.WriteString("whom", commitment.Whom);
                json.WriteString("by", commitment.By?.Value);
                json.WriteString("condition", commitment.Condition);
                json.WriteBoolean("rough", commitment.Rough);
                Place(json, "place", place);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <inheritdoc cref="Write(CommitmentsReport, Stream)"/>
    public static void Write(InstrumentsReport report, Stream stream) => Whole("instruments", report.Coverage, stream, json =>
    {
        json.WriteStartArray("instruments");
        foreach (var line in report.Lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            json.WriteString("family", line.Family);
            json.WriteNumber("accounts", line.Accounts);
            json.WriteString("signed", line.SignedOn);
            Strings(json, "parties", line.Parties);
            json.WriteStartArray("names");
            foreach (var name in line.Names)
            {
                json.WriteStartObject();
                json.WriteString("name", name.Name);
                json.WriteString("source", name.Source);
                json.WriteNumber("times", name.Times);
                Place(json, "place", name.First);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            Facts(json, "stages", line.Stages);
            Facts(json, "content", line.Content);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <inheritdoc cref="Write(CommitmentsReport, Stream)"/>
    public static void Write(PersonsReport report, Stream stream) => Whole("person", report.Coverage, stream, json =>
    {
        json.WriteString("asked", report.Asked);
        json.WriteStartArray("persons");
        foreach (var person in report.Persons)
        {
            json.WriteStartObject();
            json.WriteString("name", person.Name);
            json.WriteStartArray("either");
            foreach (var bearer in person.Either) json.WriteStringValue(bearer);
            json.WriteEndArray();
            Forms(json, "names", person.Names);
            Forms(json, "titles", person.Titles);
            Places(json, "mentions", person.Mentions);
            json.WriteStartArray("dropped");
            foreach (var dropped in person.Dropped)
            {
                json.WriteStartObject();
                Place(json, "last", dropped.Last);
                json.WriteNumber("without", dropped.Without);
                json.WriteString("seen", dropped.Seen.UtcDateTime);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("silent");
            foreach (var silent in person.Silent)
            {
                json.WriteStartObject();
                Place(json, "last", silent.Last);
                json.WriteNumber("since", silent.Since);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("statements");
            foreach (var line in person.Statements)
            {
                json.WriteStartObject();
                Told(json, "told", line.Told);
                Told(json, "others", line.Others);
                Strings(json, "figures", line.Figures);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <inheritdoc cref="Write(CommitmentsReport, Stream)"/>
    public static void Write(FigureReport report, Stream stream) => Whole("figure", report.Coverage, stream, json =>
    {
        json.WriteString("asked", report.Asked);
        Strings(json, "wordings", report.Wordings);
        json.WriteStartArray("figures");
        foreach (var line in report.Lines)
        {
            json.WriteStartObject();
            json.WriteString("period", line.Period);
            json.WriteString("unit", line.Unit);
            json.WriteBoolean("change", line.Change);
            json.WriteBoolean("differs", line.Differs);
            json.WriteStartArray("told");
            foreach (var told in line.Told)
            {
                json.WriteStartObject();
                json.WriteString("text", told.Quantity.Text);
                json.WriteNumber("value", told.Quantity.Value);
                if (told.Quantity.Upper is { } upper) json.WriteNumber("upper", upper);
                json.WriteString("speaker", told.Speaker);
                Place(json, "place", told.Place);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Whole(string kind, ClaimsCoverage coverage, Stream stream, Action<Utf8JsonWriter> rest)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-claims/1");
            json.WriteString("kind", kind);
            json.WriteNumber("read", coverage.Read);
            json.WriteNumber("found", coverage.Found);
            rest(json);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    private static void Facts(Utf8JsonWriter json, string key, IReadOnlyList<IReadOnlyList<ToldFact>> facts)
    {
        json.WriteStartArray(key);
        foreach (var same in facts)
        {
            json.WriteStartArray();
            foreach (var (fact, place) in same)
            {
                json.WriteStartObject();
                json.WriteString("kind", InstrumentsText.Name(fact.Kind));
                json.WriteString("text", fact.Text);
                json.WriteString("date", fact.Date);
                json.WriteString("who", fact.Who);
                json.WriteBoolean("future", fact.Future);
                json.WriteString("speaker", fact.Speaker);
                Place(json, "place", place);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void Told(Utf8JsonWriter json, string key, IReadOnlyList<ToldStatement> told)
    {
        json.WriteStartArray(key);
        foreach (var statement in told)
        {
            json.WriteStartObject();
            json.WriteString("who", statement.Who);
            json.WriteString("kind", statement.Kind.ToString().ToLowerInvariant());
            json.WriteString("cue", statement.Cue);
            json.WriteString("text", statement.Text);
            Place(json, "place", statement.Place);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Forms(Utf8JsonWriter json, string key, IReadOnlyList<PersonForm> forms)
    {
        json.WriteStartArray(key);
        foreach (var form in forms)
        {
            json.WriteStartObject();
            json.WriteString("text", form.Text);
            json.WriteNumber("accounts", form.Accounts);
            Strings(json, "sources", form.Sources);
            Place(json, "first", form.First);
            Place(json, "last", form.Last);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Places(Utf8JsonWriter json, string key, IReadOnlyList<ClaimPlace> places)
    {
        json.WriteStartArray(key);
        foreach (var place in places) Object(json, place);
        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string key, IReadOnlyList<string> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Place(Utf8JsonWriter json, string key, ClaimPlace place)
    {
        json.WritePropertyName(key);
        Object(json, place);
    }

    private static void Object(Utf8JsonWriter json, ClaimPlace place)
    {
        json.WriteStartObject();
        json.WriteNumber("document", place.Document);
        json.WriteNumber("version", place.Version);
        json.WriteString("url", place.Url);
        json.WriteString("source", place.Source);
        json.WriteString("day", place.Day);
        json.WriteBoolean("dated", place.Dated);
        json.WriteString("passage", place.Passage);
        json.WriteString("sentence", place.Sentence);
        json.WriteBoolean("gone", place.Gone);
        json.WriteEndObject();
    }
}
