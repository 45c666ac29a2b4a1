using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Writes a collation as <c>variorum-collation/1</c> (docs/formats.md).</summary>
public static class CollationJson
{
    /// <summary>Writes one collation, UTF-8, indented, keys in a fixed order, with a line break at its end.</summary>
    public static void Write(Collation collation, Stream stream) => Write(collation, stream, static _ => { });

    /// <param name="more">Writes what stands behind the collation's own keys.</param>
    internal static void Write(Collation collation, Stream stream, Action<Utf8JsonWriter> more)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var two = collation.Witnesses.Count == 2;
            json.WriteStartObject();
            json.WriteString("format", "variorum-collation/1");
            json.WriteStartArray("witnesses");
            foreach (var witness in collation.Witnesses) Write(json, witness);
            json.WriteEndArray();
            json.WriteStartArray("links");
            foreach (var link in collation.Links) Write(json, link, two);
            json.WriteEndArray();
            json.WriteStartArray("variants");
            foreach (var variant in collation.Variants) Write(json, variant, two);
            json.WriteEndArray();
            if (collation.Corrections.Count > 0) AccountJson.List(json, "corrections", collation.Corrections, (json, applied) => Write(json, applied, two));
            more(json);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, Witness witness)
    {
        var account = witness.Account;
        json.WriteStartObject();
        json.WriteString("siglum", witness.Siglum);
        json.WriteString("input", account.Input);
        json.WriteString("title", account.Title);
        json.WriteString("publisher", account.Publisher);
        json.WriteString("kind", Telling.Name(account.Kind));
        json.WriteString("published", account.Published);
        json.WriteString("modified", account.Modified);
        json.WriteString("language", account.Language);
        json.WriteString("url", account.Url);
        json.WriteString("canonical", account.Canonical);
        json.WriteString("sha256", account.Sha256);
        json.WriteString("author", account.Author);
        AccountJson.Object(json, "origin", account.Origin, AccountJson.Origin);
        AccountJson.List(json, "speakers", Voices.In(witness), static (json, voice) =>
        {
            json.WriteString("name", voice.Name);
            json.WriteNumber("passages", voice.Passages);
            json.WriteNumber("words", voice.Words);
        });
        AccountJson.List(json, "passages", witness.Passages, AccountJson.Passage);
        AccountJson.Strings(json, "notes", account.Notes);
        AccountJson.List(json, "captions", account.Captions, AccountJson.Caption);
        AccountJson.List(json, "unread", account.Unread, AccountJson.Unread);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Link link, bool two)
    {
        json.WriteStartObject();
        Passages(json, link.A, link.B, two);
        json.WriteString("relation", Telling.Key(link.Relation));
        Share(json, "confidence", link.Confidence);
        AccountJson.Strings(json, "because", link.Because);
        AccountJson.List(json, "changed", link.Changed, static (json, wording) =>
        {
            At(json, wording);
            json.WriteString("text", wording.Text);
        });
        if (link.Decided is { } decided)
        {
            json.WriteStartObject("decided");
            Decision(json, decided);
            json.WriteBoolean("relation", link.Said is not null);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Variant variant, bool two)
    {
        json.WriteStartObject();
        json.WriteString("kind", Telling.Key(variant.Kind));
        Passages(json, variant.A, variant.B, two);
        if (variant.Kind == VariantKind.Only) json.WriteString("in", Telling.In(variant));
        if (variant.Kind == VariantKind.Substitution) json.WriteString("of", Telling.Key(variant.Of ?? Matter.Wording));
        if (variant.Kind is VariantKind.Substitution or VariantKind.Reattribution)
        {
            json.WriteString("from", variant.From);
            json.WriteString("to", variant.To);
            AccountJson.Object(json, "fromAt", variant.FromAt, At);
            AccountJson.Object(json, "toAt", variant.ToAt, At);
        }
        Share(json, "salience", variant.Salience);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AppliedCorrection applied, bool two)
    {
        Decision(json, applied.Correction);
        json.WriteString("standing", applied.Standing switch
        {
            CorrectionStanding.Applied => "applied",
            CorrectionStanding.Superseded => "superseded",
            CorrectionStanding.Unmatched => "unmatched",
            _ => "elsewhere",
        });
        json.WriteString("why", applied.Why);
        Passages(json, applied.A, applied.B, two);
        json.WriteString("relation", applied.Correction.Relation is { } relation ? Telling.Key(relation) : null);
        json.WriteString("comment", applied.Correction.Comment);
    }

    /// <summary>What was decided, by whom and when.</summary>
    private static void Decision(Utf8JsonWriter json, Correction correction)
    {
        json.WriteString("id", correction.Id);
        json.WriteString("decision", correction.Decision);
        json.WriteString("by", correction.By);
        json.WriteString("at", AnnotationsJson.Time(correction));
    }

    /// <summary>With two witnesses <c>a</c> and <c>b</c>; with more the sigla say whose passages they are.</summary>
    private static void Passages(Utf8JsonWriter json, IReadOnlyList<string> a, IReadOnlyList<string> b, bool two)
    {
        if (two)
        {
            AccountJson.Strings(json, "a", a);
            AccountJson.Strings(json, "b", b);
            return;
        }
        json.WriteStartObject("passages");
        if (a.Count > 0) AccountJson.Strings(json, Telling.Siglum(a[0]), a);
        if (b.Count > 0) AccountJson.Strings(json, Telling.Siglum(b[0]), b);
        json.WriteEndObject();
    }

    private static void At(Utf8JsonWriter json, Wording wording)
    {
        json.WriteString("passage", wording.Passage);
        AccountJson.Offsets(json, wording.Start, wording.End);
    }

    /// <summary>Four decimals: the last bits of an exponential differ from one processor to the next.</summary>
    private static void Share(Utf8JsonWriter json, string name, double share) => json.WriteNumber(name, Math.Round(share, 4));
}
