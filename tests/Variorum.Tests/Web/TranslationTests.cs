using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Variorum;

public sealed class TranslationTests
{
    private const string Russian = """
        <html lang="ru"><head><title>Мост через Сунд открыт</title></head><body><article><h1>Мост через Сунд открыт</h1>
        <p>Премьер-министр Холт открыл в пятницу мост через Сунд и заявил, что по нему будут проезжать девять тысяч автомобилей в день.</p>
        <p>Он поблагодарил тех, кто его построил, и оба правительства, которые заплатили за него поровну. <b>&lt;img src=x onerror=alert(1)&gt;</b></p></article></body></html>
        """;

    private static readonly (string, DateTimeOffset, string)[] Pages = [("https://press.vesmark.example/news/most", new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.Zero), Russian)];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Somebody else's translator: says what it was sent behind "EN:".</summary>
    private sealed class Engine(TranslatorProtocol protocol) : IAsyncDisposable
    {
        private LoopbackServer? server;

        public List<string> Sent { get; } = [];

        public List<string> Heads { get; } = [];

        /// <summary>What it answers first, whatever it is asked; then it translates.</summary>
        public Queue<string> Before { get; } = new();

        public TranslatorOptions Options => new(protocol, new Uri((server ??= new LoopbackServer(Answer)).Url("/"))) { Key = "not-to-be-shown", Model = protocol == TranslatorProtocol.Chat ? "small" : null, FirstPause = TimeSpan.FromMilliseconds(1) };

        public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

        private async Task Answer(string head, Stream stream, CancellationToken cancel)
        {
            var length = int.Parse(head.Split('\n').First(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
            var body = new byte[length];
            await stream.ReadExactlyAsync(body, cancel);
            Heads.Add(head);
            if (Before.TryDequeue(out var first))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(first), cancel);
                return;
            }
            using var asked = JsonDocument.Parse(body);
            var texts = protocol switch
            {
                TranslatorProtocol.DeepL => asked.RootElement.GetProperty("text").EnumerateArray().Select(static one => one.GetString()!).ToList(),
                TranslatorProtocol.Chat => [asked.RootElement.GetProperty("messages")[1].GetProperty("content").GetString()!],
                _ => asked.RootElement.GetProperty("q").EnumerateArray().Select(static one => one.GetString()!).ToList(),
            };
            Sent.AddRange(texts);
            var said = texts.ConvertAll(static text => JsonSerializer.Serialize($"EN:{text}"));
            var json = protocol switch
            {
                TranslatorProtocol.DeepL => $"{{\"translations\":[{string.Join(',', said.Select(static one => $"{{\"detected_source_language\":\"RU\",\"text\":{one}}}"))}]}}",
                TranslatorProtocol.Chat => $"{{\"choices\":[{{\"message\":{{\"role\":\"assistant\",\"content\":{said[0]}}}}}]}}",
                _ => $"{{\"translatedText\":[{string.Join(',', said)}]}}",
            };
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\nConnection: close\r\n\r\n{json}"), cancel);
        }
    }

    private static Task<OpenRoom> Room(TranslatorOptions? translator, TextWriter? log = null) => OpenRoom.With(Pages, options => options with { Translator = translator, Log = log ?? TextWriter.Null });

    [Theory]
    [InlineData(TranslatorProtocol.LibreTranslate)]
    [InlineData(TranslatorProtocol.DeepL)]
    [InlineData(TranslatorProtocol.Chat)]
    public async Task A_person_has_an_account_translated_and_it_stands_beside_it_marked_as_a_machines(TranslatorProtocol protocol)
    {
        await using var engine = new Engine(protocol);
        var log = new StringWriter();
        await using var room = await Room(engine.Options, log);
        Assert.Contains("characters are sent to", await room.Text("/accounts/1/translation"), StringComparison.Ordinal);
        Assert.Empty(engine.Heads);
        using var asked = await room.Press("/accounts/1/translation", "Translate it");
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        var page = await room.Until("/accounts/1/translation", "machine-made</span>");
        Assert.Contains("EN:Мост через Сунд открыт", page, StringComparison.Ordinal);
        Assert.Contains("asked for by local", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-shown", page + log, StringComparison.Ordinal);
        Assert.Equal(3, engine.Sent.Count);
        // It is kept: to look again sends nothing.
        var requests = engine.Heads.Count;
        await room.Text("/accounts/1/translation");
        Assert.Equal(requests, engine.Heads.Count);
    }

    [Fact]
    public async Task Without_a_translator_nothing_is_offered_and_a_wish_is_refused()
    {
        await using var room = await Room(null);
        Assert.Contains("No translator is chosen, and nothing is sent anywhere", await room.Text("/accounts/1/translation"), StringComparison.Ordinal);
        Assert.DoesNotContain("Translate it</button>", await room.Text("/accounts/1/translation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translator_with_too_much_to_do_is_asked_again_and_one_that_sends_on_is_not_followed()
    {
        await using var engine = new Engine(TranslatorProtocol.LibreTranslate);
        engine.Before.Enqueue("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        engine.Before.Enqueue("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var room = await Room(engine.Options);
        (await room.Press("/accounts/1/translation", "Translate it")).Dispose();
        await room.Until("/accounts/1/translation", "machine-made</span>");
        Assert.Equal(3, engine.Heads.Count);

        await using var astray = new Engine(TranslatorProtocol.DeepL);
        await using var elsewhere = new Engine(TranslatorProtocol.DeepL);
        astray.Before.Enqueue($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere.Options.Address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var other = await Room(astray.Options);
        (await other.Press("/accounts/1/translation", "Translate it")).Dispose();
        Assert.Contains("sends on to another address", await other.Until("/accounts/1/translation", "It was not translated"), StringComparison.Ordinal);
        Assert.Empty(elsewhere.Heads);
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 15\r\nConnection: close\r\n\r\nnot-to-be-shown", "does not take the key")]
    [InlineData("HTTP/1.1 456 Quota\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "has no more to give")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]", "is not of its protocol")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 21\r\nConnection: close\r\n\r\n{\"translatedText\":[]}", "not for every paragraph")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n", "answers with more than 1 MB")]
    public async Task What_a_translator_does_wrong_is_one_sentence(string answer, string said)
    {
        await using var engine = new Engine(TranslatorProtocol.LibreTranslate);
        engine.Before.Enqueue(answer);
        await using var room = await Room(engine.Options);
        (await room.Press("/accounts/1/translation", "Translate it")).Dispose();
        var page = await room.Until("/accounts/1/translation", "It was not translated");
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-shown", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_in_the_language_that_is_translated_into_is_not_sent()
    {
        await using var engine = new Engine(TranslatorProtocol.LibreTranslate);
        await using var room = await Room(engine.Options with { Into = "ru" });
        using var refused = await room.Post("/accounts/1/translation");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("is in the language that", await refused.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
        Assert.Empty(engine.Heads);
    }

    [Fact]
    public async Task A_fault_of_the_servers_own_while_it_has_something_translated_is_told_and_stands_in_its_log()
    {
        await using var engine = new Engine(TranslatorProtocol.LibreTranslate);
        var log = new StringWriter();
        await using var room = await Room(engine.Options, log);
        ((RoomDatabase)room.Room.Services.GetService(typeof(RoomDatabase))!).Do(static database => database.Run("CREATE TRIGGER full BEFORE INSERT ON translated BEGIN SELECT RAISE(ABORT, 'no'); END"));
        (await room.Press("/accounts/1/translation", "Translate it")).Dispose();
        Assert.Contains("failed, which the log tells", await room.Until("/accounts/1/translation", "It was not translated"), StringComparison.Ordinal);
        Assert.Contains(" error Version 1 could not be translated by ", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_given_up_before_it_ended_is_told_as_not_translated()
    {
        await using var engine = new Engine(TranslatorProtocol.LibreTranslate);
        await using var room = await Room(engine.Options);
        var translations = room.Room.Services.GetRequiredService<KeptTranslations>();
        var paragraphs = await room.Room.Services.GetRequiredService<Archives>().ReadAsync(static reading => KeptTranslations.Paragraphs(reading.Archive.Text(1)), Test);
        room.Room.Services.GetRequiredService<Errands<SentText>>().Begin($"{KeptTranslations.DigestOf(paragraphs)} {translations.Chosen!.Engine}", static _ => Task.FromCanceled<SentText>(new CancellationToken(true)));
        Assert.Contains("took too long", await room.Until("/accounts/1/translation", "It was not translated"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_is_sent_than_the_owner_allows()
    {
        await using var engine = new Engine(TranslatorProtocol.LibreTranslate);
        await using var room = await Room(engine.Options with { LongestAccount = 100 });
        using var tooLong = await room.Press("/accounts/1/translation", "Translate it");
        Assert.Equal(HttpStatusCode.Forbidden, tooLong.StatusCode);
        await using var other = await Room(engine.Options with { LongestDay = 100 });
        using var tooMuch = await other.Press("/accounts/1/translation", "Translate it");
        Assert.Contains("are used up", await tooMuch.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
        Assert.Empty(engine.Heads);
    }

    [Fact]
    public async Task Many_at_once_have_no_more_translated_within_a_day_than_the_owner_allows()
    {
        await using var engine = new Engine(TranslatorProtocol.DeepL);
        await using var room = await OpenRoom.With([.. Enumerable.Range(1, 4).Select(static i => ($"https://press.vesmark.example/news/{i}", Pages[0].Item2, Apart(i)))],
            options => options with { Translator = engine.Options with { LongestDay = 400 }, Log = TextWriter.Null });
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => room.Post($"/accounts/{i}/translation")));
        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], answers.Select(static answer => answer.StatusCode).Order());
        foreach (var answer in answers) answer.Dispose();
    }

    // What one account shares with another is sent once.
    private static string Apart(int number) => Russian.Replace("девять тысяч", $"{number}00", StringComparison.Ordinal).Replace("поровну", $"поровну в {number}-й раз", StringComparison.Ordinal).Replace("открыт<", $"открыт: {number}<", StringComparison.Ordinal);

    [Fact]
    public void A_long_paragraph_is_cut_between_sentences_and_nothing_of_it_is_lost()
    {
        var paragraph = string.Concat(Enumerable.Range(1, 400).Select(static number => $"Sentence {number} of a very long speech. "));
        var pieces = Translator.Pieces(paragraph.Trim()).ToList();
        Assert.Equal(paragraph.Trim(), string.Join(' ', pieces));
        Assert.All(pieces, static piece => Assert.InRange(piece.Length, 1, 4000));
        Assert.All(Translator.Pieces(string.Concat(Enumerable.Repeat("𝄞", 5000))), static piece => Assert.False(char.IsHighSurrogate(piece[^1])));
    }
}
