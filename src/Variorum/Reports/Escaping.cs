using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Variorum;

/// <summary>Markup with holes: what stands in the source is markup, what fills a hole is text and is escaped, unless it says that it is markup.</summary>
[InterpolatedStringHandler]
internal readonly ref struct Escaping(int literalLength, int formattedCount, StringBuilder page)
{
    private readonly StringBuilder page = Room(page, literalLength, formattedCount);

    public void AppendLiteral(string markup) => page.Append(markup);

    public void AppendFormatted(string? text) => page.Text(text);

    public void AppendFormatted(long number) => page.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(Markup.Part part) => part(page);

    public void AppendFormatted(Markup.Raw markup) => page.Append(markup.Text);

    private static StringBuilder Room(StringBuilder page, int literalLength, int formattedCount)
    {
        page.EnsureCapacity(page.Length + literalLength + (formattedCount * 16));
        return page;
    }
}
