using System.Diagnostics;
using System.Globalization;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;
using UglyToad.PdfPig.Exceptions;

namespace Variorum;

/// <summary>Reads a PDF whose text is text: headline, paragraphs by where they stand on the page, headings.</summary>
internal static class PdfPage
{
    // A state's longest reports; the words of a page of small print. What is beyond is told as unread.
    private const int MostPages = 500, MostLetters = 40_000;

    // Five hundred pages take a tenth of it. The first bound holds between pages, the second within one, where the library cannot be stopped.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30), AtLast = TimeSpan.FromSeconds(60);

    // Deeper than honest files nest objects; so much fits into the stack.
    private const int Deepest = 128, Stack = 16 << 20;

    /// <summary>The page without its running heads and page numbers.</summary>
    /// <exception cref="UnreadablePageException">Damaged, under a password, a bomb, or pictures of text alone.</exception>
    public static Draft Read(ReadOnlyMemory<byte> bytes)
    {
        Draft? draft = null;
        Exception? failed = null;
        // A thread of its own, because a file can keep the library busy for ever; that thread ends with the process.
        var reading = new Thread(() =>
        {
            try
            {
                draft = ReadAll(bytes.ToArray());
            }
            catch (Exception broken) when (broken is not OutOfMemoryException)
            {
                failed = broken;
            }
        }, Stack)
        { IsBackground = true };
        reading.Start();
        if (!reading.Join(AtLast)) throw new UnreadablePageException("is a PDF that takes too long to be read: save its text and give that file");
        return failed switch
        {
            null => draft!,
            UnreadablePageException told => throw told,
            PdfDocumentEncryptedException => throw new UnreadablePageException("is a PDF under a password: save it without one, or save its text and give that file"),
            _ => throw new UnreadablePageException("is a damaged PDF: fetch it again, or save its text and give that file"),
        };
    }

    private static Draft ReadAll(byte[] bytes)
    {
        var options = new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = Deepest, FilterProvider = new PdfBounds() };
        using var document = PdfDocument.Open(bytes, options);
        var (lines, unread, spent) = (new List<PdfLine>(), new List<Unread>(), Stopwatch.StartNew());
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            if (number > MostPages || spent.Elapsed > Soon)
            {
                unread.Add(new Unread(Named(number, document.NumberOfPages), number > MostPages ? $"no more than {MostPages} pages are read" : "the pages before them took too long"));
                break;
            }
            try
            {
                var page = document.GetPage(number);
                if (page.Letters.Count > MostLetters) unread.Add(new Unread(Named(number, number), "it holds more letters than a page can show"));
                else lines.AddRange(Lines(page, number));
            }
            catch (Exception broken) when (broken is not (OutOfMemoryException or UnreadablePageException))
            {
                unread.Add(new Unread(Named(number, number), "it is damaged") { Damage = true });
            }
        }
        if (lines.Count == 0)
        {
            throw new UnreadablePageException(unread.Count > 0 ? "is a damaged PDF: fetch it again, or save its text and give that file"
                : "is a PDF without text, pictures of pages perhaps: have the text recognised and give that file");
        }
        var draft = PdfText.Of(lines, document.Information.Title);
        return draft with { Unread = [.. draft.Unread, .. unread] };
    }

    private static string Named(int first, int last) =>
        first == last ? string.Create(CultureInfo.InvariantCulture, $"Page {first}") : string.Create(CultureInfo.InvariantCulture, $"Pages {first} to {last}");

    // In the order in which the blocks of the page are read.
    private static IEnumerable<PdfLine> Lines(UglyToad.PdfPig.Content.Page page, int number)
    {
        var words = new NearestNeighbourWordExtractor(new NearestNeighbourWordExtractor.NearestNeighbourWordExtractorOptions { MaxDegreeOfParallelism = 1 })
            .GetWords(page.Letters).Where(static word => word.TextOrientation == UglyToad.PdfPig.Content.TextOrientation.Horizontal && !string.IsNullOrWhiteSpace(word.Text)).ToList();
        if (words.Count == 0) return [];
        var blocks = new DocstrumBoundingBoxes(new DocstrumBoundingBoxes.DocstrumBoundingBoxesOptions { MaxDegreeOfParallelism = 1 }).GetBlocks(words);
        return UnsupervisedReadingOrderDetector.Instance.Get(blocks).OrderBy(static block => block.ReadingOrder)
            .SelectMany((block, order) => PdfLine.Of(block, number, order, page.Height));
    }
}
