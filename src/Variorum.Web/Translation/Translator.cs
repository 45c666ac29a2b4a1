using System.Buffers;
using System.Net;

namespace Variorum;

/// <summary>Speaks to the translator that the owner has chosen, within bounds: of size, time, tries and cost.</summary>
internal sealed class Translator : IDisposable
{
    // Of a paragraph; a longer one is cut between sentences.
    private const int LongestText = 4000;

    // Of texts that go together.
    private const int LongestRequest = 12_000;

    private const int LongestAnswer = 1 << 20, Tries = 4;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly TranslatorOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    public Translator(TranslatorOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        client = new HttpClient(new SocketsHttpHandler
        {
            // Where a text goes is what the owner wrote, and nothing that a server says.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxConnectionsPerServer = 2,
            MaxResponseHeadersLength = 16,
            AutomaticDecompression = DecompressionMethods.None,
        })
        { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer };
    }

    public TranslatorOptions Options => options;

    /// <summary>Translates paragraphs, several with one request where the protocol lets them.</summary>
    /// <param name="paragraphs">None empty.</param>
    /// <param name="from">ISO 639-1; null where it is to be guessed.</param>
    /// <param name="done">Told each paragraph's number with its translation, when it is there.</param>
    /// <param name="cancel">What was told stays.</param>
    /// <exception cref="TranslatorException">It cannot be had; what was told stays.</exception>
    public async Task TranslateAsync(IReadOnlyList<string> paragraphs, string? from, Action<int, string> done, CancellationToken cancel)
    {
        var pieces = paragraphs.SelectMany(static (paragraph, number) => Pieces(paragraph).Select(piece => (Number: number, Text: piece))).ToList();
        var finished = new Dictionary<int, List<string>>();
        for (var at = 0; at < pieces.Count;)
        {
            var (together, length) = (0, 0);
            while (at + together < pieces.Count && together < TranslatorTalk.Together(options.Protocol) && (together == 0 || length + pieces[at + together].Text.Length <= LongestRequest)) length += pieces[at + together++].Text.Length;
            var texts = pieces.GetRange(at, together);
            var translated = await AskAsync([.. texts.Select(static piece => piece.Text)], from, cancel).ConfigureAwait(false);
            for (var i = 0; i < together; i++)
            {
                var number = texts[i].Number;
                if (!finished.TryGetValue(number, out var parts)) finished.Add(number, parts = []);
                parts.Add(translated[i]);
                if (at + i + 1 == pieces.Count || pieces[at + i + 1].Number != number) done(number, string.Join(' ', parts));
            }
            at += together;
        }
    }

    public void Dispose() => client.Dispose();

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?。！？؟।");

    /// <summary>A paragraph in pieces that may be sent: cut behind a sentence, else a word, else a character.</summary>
    internal static IEnumerable<string> Pieces(string paragraph)
    {
        var rest = paragraph.AsMemory();
        while (rest.Length > LongestText)
        {
            var span = rest.Span[..LongestText];
            var cut = span.LastIndexOfAny(SentenceEnds);
            if (cut < LongestText / 2) cut = span.LastIndexOf(' ');
            if (cut < LongestText / 2) cut = LongestText - 1;
            if (char.IsHighSurrogate(span[cut])) cut--;
            yield return rest[..(cut + 1)].ToString();
            rest = rest[(cut + 1)..].TrimStart();
        }
        if (rest.Length > 0) yield return rest.ToString();
    }

    private async Task<IReadOnlyList<string>> AskAsync(IReadOnlyList<string> texts, string? from, CancellationToken cancel)
    {
        var pause = options.FirstPause;
        for (var tries = 1; ; tries++, pause *= 2)
        {
            using var patience = new CancellationTokenSource(options.Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
            TranslatorException why;
            try
            {
                using var request = TranslatorTalk.Request(options, texts, from);
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
                var bytes = await answer.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
                if (answer.StatusCode == HttpStatusCode.OK) return TranslatorTalk.Read(options.Protocol, bytes, texts.Count);
                why = Refused((int)answer.StatusCode);
                if ((int)answer.StatusCode is not (429 or 500 or 502 or 503 or 504 or 529)) throw why;
                if (answer.Headers.RetryAfter?.Delta is { } wanted && wanted > pause) pause = wanted;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                why = new TranslatorException($"does not answer within {options.Patience.TotalSeconds:0.#} s");
            }
            catch (HttpRequestException failed)
            {
                why = new TranslatorException(failed.HttpRequestError switch
                {
                    HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => "cannot be reached: see whether it runs, and whether its address is right",
                    HttpRequestError.ConfigurationLimitExceeded => $"answers with more than {LongestAnswer >> 20} MB",
                    _ => "breaks the connection",
                }, failed);
                if (failed.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded) throw why;
            }
            if (tries == Tries) throw why;
            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, cancel).ConfigureAwait(false);
        }
    }

    // What it says itself may repeat the key or the text.
    private static TranslatorException Refused(int status) => new(status switch
    {
        >= 300 and < 400 => "sends on to another address, and texts go nowhere but where the owner said",
        401 or 403 => "does not take the key",
        402 or 456 => "has no more to give to this key",
        413 => "finds the text too long",
        429 or 529 => "has too much to do: try again later",
        404 => "is not at this address",
        _ => $"answers with status {status}",
    });
}
