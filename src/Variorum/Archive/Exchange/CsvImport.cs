using System.Text;
using nietras.SeparatedValues;

namespace Variorum;

/// <summary>The articles of a CSV or TSV file (RFC 4180, any of the usual separators) whose first row names its columns.</summary>
public sealed class CsvImport : IImport
{
    // Its beginning tells a file's charset.
    private const int Sampled = 1 << 20;

    // A quote that never closes takes the rest of the file into its row: so often the reading begins anew behind such a row.
    private const int MostOpenQuotes = 100;

    private readonly string path;
    private readonly Encoding encoding;
    private readonly char? separator;
    private readonly ImportOptions options;
    private readonly List<ImportFault> faults = [];

    private CsvImport(string path, Encoding encoding, char? separator, ImportOptions options) =>
        (this.path, this.encoding, this.separator, this.options) = (path, encoding, separator, options);

    public IReadOnlyList<ImportFault> Faults => faults;

    /// <param name="separator">Null to tell it from the first row.</param>
    /// <param name="options"><see cref="ImportOptions.Captured"/> has to be there where no column says when a row was fetched.</param>
    /// <exception cref="ImportException">No column holds addresses or texts.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CsvImport Open(string path, char? separator, ImportOptions options)
    {
        try
        {
            var import = new CsvImport(path, EncodingOf(path), separator, options);
            import.Check();
            return import;
        }
        catch (InvalidDataException broken)
        {
            throw new ImportException($"cannot be unpacked ({broken.Message.TrimEnd('.')}): unpack it by itself", broken);
        }
    }

    public IEnumerable<Incoming> Captures() => Imports.Unpacked(Rows(), faults);

    private IEnumerable<Incoming> Rows()
    {
        Header? header = null;
        // Lines that are done with, and where a row begins that has to be passed over.
        for (int done = 0, opened = 0; ;)
        {
            var again = -1;
            using var text = Text(done);
            using var reader = Reader(text, header);
            for (var next = 1; ;)
            {
                var (state, row, end, cells) = Next(reader);
                if (state == Step.Ended) yield break;
                var (line, lines) = (done + next, end - next);
                next = end;
                if (header is null)
                {
                    header = new Header(row, cells);
                    continue;
                }
                if (state == Step.TooLong || (lines > 1 && cells.Length != header.Count))
                {
                    faults.Add(new ImportFault($"line {line}", "begins a row whose quote never closes: close it, or double a quote that stands within a text"));
                    again = line;
                    break;
                }
                if (row.AsSpan().IsWhiteSpace()) continue;
                if (cells.Length < header.Count || cells.AsSpan(header.Count).ContainsAnyExcept(""))
                {
                    faults.Add(new ImportFault($"line {line}", $"has {cells.Length} columns in place of {header.Count}"));
                    continue;
                }
                var capture = ArticleRow.Capture(name => header.Cell(cells, name), Encoding.UTF8.GetBytes($"{header.Row}\n{row}\n"), "text/csv; charset=utf-8; header=present", options, out var problem);
                if (capture is null) faults.Add(new ImportFault($"line {line}", problem!));
                else yield return capture;
            }
            done = again;
            if (++opened < MostOpenQuotes) continue;
            faults.Add(new ImportFault($"line {done + 1}", $"and all that follows was not read, since {MostOpenQuotes} rows have quotes that never close"));
            yield break;
        }
    }

    private enum Step { Row, TooLong, Ended }

    private static (Step State, string Row, int End, string[] Cells) Next(SepReader reader)
    {
        try
        {
            if (!reader.MoveNext()) return (Step.Ended, "", 0, []);
        }
        catch (NotSupportedException)
        {
            return (Step.TooLong, "", 0, []);
        }
        var row = reader.Current;
        var cells = new string[row.ColCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = row[i].ToString();
        return (Step.Row, row.Span.ToString(), row.LineNumberToExcl, cells);
    }

    // That a file is no table of articles is said once, and not for each of its rows.
    private void Check()
    {
        using var text = Text(0);
        using var reader = Reader(text, null);
        var (state, row, _, cells) = Next(reader);
        if (state != Step.Row || row.Length == 0) throw new ImportException("holds no row that names its columns: put one at its beginning");
        var header = new Header(row, cells);
        var columns = options.Columns ?? ArticleColumns.Guessed;
        string? Named(string name) => header.Has(name) ? name : null;
        var (url, said) = (columns.Find(ArticleField.Url, Named), columns.Find(ArticleField.Text, Named) ?? columns.Find(ArticleField.Html, Named));
        if (url is not null && said is not null) return;
        throw new ImportException($"has no column {(url is null ? "of addresses" : "of texts")} that is known by its name: say which it is with --map {(url is null ? "url" : "text")}=COLUMN, one of {string.Join(", ", cells.Take(20).Select(static cell => cell.Trim()))}");
    }

    private SepReader Reader(TextReader text, Header? header) =>
        Sep.Reader(reader => reader with
        {
            Sep = separator is { } given ? new Sep(given) : header is null ? null : new Sep(header.Separator),
            HasHeader = false,
            DisableColCountCheck = true,
            Unescape = true,
            CultureInfo = System.Globalization.CultureInfo.InvariantCulture,
        }).From(text);

    private StreamReader Text(int after)
    {
        var text = new StreamReader(Imports.Plain(path), encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        for (var line = 0; line < after && text.ReadLine() is not null; line++) { }
        return text;
    }

    private static Encoding EncodingOf(string path)
    {
        using var stream = Imports.Plain(path);
        var sample = new byte[Sampled];
        var length = stream.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false);
        // Up to a whole line, since half a character would belie UTF-8.
        if (length == Sampled) length = sample.AsSpan().LastIndexOf((byte)'\n') is > 0 and var end ? end : length;
        return Encoding.GetEncoding(Charset.Decode(sample.AsMemory(0, length), null).Charset);
    }

    public void Dispose() { }

    /// <summary>The row that names the columns.</summary>
    private sealed class Header
    {
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

        public Header(string row, string[] cells)
        {
            (Row, Count) = (row, cells.Length);
            for (var i = 0; i < cells.Length; i++) places.TryAdd(ArticleColumns.Fold(cells[i]), i);
            Separator = "\t;|,".Where(row.Contains).OrderByDescending(unit => row.Count(other => other == unit)).FirstOrDefault(',');
        }

        public string Row { get; }

        public int Count { get; }

        public char Separator { get; }

        public bool Has(string name) => places.ContainsKey(name);

        public string? Cell(string[] cells, string name) => places.TryGetValue(name, out var at) && !string.IsNullOrWhiteSpace(cells[at]) ? cells[at] : null;
    }
}
