using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Variorum;

/// <summary>Decodes the streams of a PDF, none of them to more than so much: the library sets no bounds, and a megabyte of zeros is a kilobyte.</summary>
internal sealed class PdfBounds : IFilterProvider
{
    // A page of vector graphics has ten.
    private const int LargestStream = 64 << 20;
    private const long All = 512 << 20;

    // LZW makes at most 2,700 bytes of one; nearly nobody has used it since 1996, and then for pages.
    private const int LargestLzw = 64 << 10;

    private long decoded;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(DefaultFilterProvider.Instance.GetAllFilters());

    private Filter[] Bounded(IReadOnlyList<IFilter> filters) => [.. filters.Select(filter => new Filter(filter, this))];

    private void Count(long length)
    {
        decoded += length;
        if (length > LargestStream || decoded > All) throw new UnreadablePageException("is a PDF that unpacks to more than any document holds: save its text and give that file");
    }

    private sealed class Filter(IFilter inner, PdfBounds bounds) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (inner is LzwFilter && input.Length > LargestLzw) bounds.Count(All);
            if (inner is FlateFilter) bounds.Count(Inflated(input));
            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            if (inner is not FlateFilter) bounds.Count(output.Length);
            return output;
        }

        // Counted before it is kept. What is damaged gives what it gives, and the library has its own ways to read it.
        private static long Inflated(Memory<byte> input)
        {
            var (room, length) = (new byte[1 << 16], 0L);
            using var bytes = new MemoryStream(input.ToArray());
            using var inflater = new ZLibStream(bytes, CompressionMode.Decompress);
            try
            {
                for (int read; length <= LargestStream && (read = inflater.Read(room)) > 0;) length += read;
            }
            catch (InvalidDataException)
            {
                // As far as it went.
            }
            return length;
        }
    }
}
