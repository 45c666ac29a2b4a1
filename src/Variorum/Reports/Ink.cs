namespace Variorum;

/// <summary>Writes to a terminal, in colours or without.</summary>
internal sealed class Ink(TextWriter writer, bool colour)
{
    public const string Bold = "\e[1m", Faint = "\e[2m", InA = "\e[1;32m", InB = "\e[1;35m", Differs = "\e[1;31m";

    private const string Same = "\e[36m", Partial = "\e[33m", Off = "\e[0m";

    public static string Of(Relation relation) => relation switch
    {
        Relation.Same => Same,
        Relation.Partial => Partial,
        _ => Differs,
    };

    public static string Of(Variant variant) => variant.Kind switch
    {
        VariantKind.Only => variant.A.Count > 0 ? InA : InB,
        VariantKind.Substitution => Differs,
        VariantKind.Transposition => Same,
        _ => Partial,
    };

    public void Write(string text, string? style = null)
    {
        if (colour && style is not null && text.Length > 0) writer.Write(style + text + Off);
        else writer.Write(text);
    }

    public void Line(string text, string? style = null)
    {
        // The line break stays outside of the colour: some terminals paint the rest of the line.
        var breaks = text.Length - text.TrimStart('\n').Length;
        writer.Write(text[..breaks]);
        Write(text[breaks..], style);
        writer.Write('\n');
    }

    /// <summary>A line of text with what stands in ‹ › coloured, also where a bracket lies on another line.</summary>
    public string Marked(string line)
    {
        if (!colour) return line;
        var (opens, closes) = (line.IndexOf('‹'), line.IndexOf('›'));
        if (opens < 0 && closes < 0) return line;
        var open = closes >= 0 && (opens < 0 || closes < opens);
        var marked = line.Replace("‹", Differs + "‹", StringComparison.Ordinal).Replace("›", "›" + Off, StringComparison.Ordinal);
        return (open ? Differs : "") + marked + Off;
    }
}
