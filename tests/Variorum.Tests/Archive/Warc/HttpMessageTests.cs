using System.IO.Compression;
using System.Text;
using CsCheck;
using static Variorum.WarcSamples;

namespace Variorum;

public class HttpMessageTests
{
    private const string Page = "<title>Ministers meet in Karsk</title><p>The ministers of Norland and Sudmark met in Karsk on Tuesday.</p>";

    // Block; start line, status, fields, body, problem.
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nServer: a\r\nSet-Cookie: b\r\nset-cookie: c\r\n\r\nbody", "HTTP/1.1 200 OK", 200, "Server=a|Set-Cookie=b|set-cookie=c", "body", null)]
    [InlineData("GET /karsk HTTP/1.1\r\nHost: norland.example\r\n\r\n", "GET /karsk HTTP/1.1", 0, "Host=norland.example", "", null)]
    [InlineData("HTTP/1.0 404 Not Found\nServer: a\n\nbody\n", "HTTP/1.0 404 Not Found", 404, "Server=a", "body\n", null)]
    [InlineData("HTTP/2 200\r\n\r\nbody", "HTTP/2 200", 200, "", "body", null)]
    [InlineData("HTTP/1.1  503\r\n\r\n", "HTTP/1.1  503", 503, "", "", null)]
    [InlineData("ICY 200 OK\r\nicy-name: Radio Norland\r\n\r\n\u0001\u0002", "ICY 200 OK", 200, "icy-name=Radio Norland", "\u0001\u0002", null)]
    [InlineData("HTTP/1.1 20\r\nServer: a\r\n\r\nbody", "HTTP/1.1 20", 0, "Server=a", "body", null)]
    [InlineData("HTTP/1.1 200 OK\r\nX: one\r\n two\r\n\r\nbody", "HTTP/1.1 200 OK", 200, "X=one two", "body", null)]
    [InlineData("HTTP/1.1 200 OK\r\nno field\r\nServer: a\r\n\r\nbody", "HTTP/1.1 200 OK", 200, "Server=a", "body", "a line of the head is no field: \"no field\"")]
    [InlineData("HTTP/1.1 200 OK\r\nServer: caf\u00e9\r\n\r\nbody", "HTTP/1.1 200 OK", 200, "Server=caf\u00e9", "body", "a field of the head is not in UTF-8; it is read as Latin-1")]
    [InlineData("HTTP/1.1 200 OK\r\nServer: a\r\n<html>no empty line: none</html>", "HTTP/1.1 200 OK", 200, "Server=a", "<html>no empty line: none</html>", null)]
    [InlineData("HTTP/1.1 200 OK\r\nServer: a", "HTTP/1.1 200 OK", 200, "Server=a", "", null)]
    [InlineData("HTTP/1.1 200 OK", "HTTP/1.1 200 OK", 200, "", "", null)]
    [InlineData("<html>HTTP/0.9 had no head</html>", "", 0, "", "<html>HTTP/0.9 had no head</html>", "the message has no head")]
    [InlineData("\r\n\r\n", "", 0, "", "\r\n\r\n", "the message has no head")]
    [InlineData("", "", 0, "", "", null)]
    public void A_message_is_read_whatever_its_state(string block, string start, int status, string fields, string body, string? problem)
    {
        var message = HttpMessage.Parse(Bytes(block));
        Assert.Equal((start, status, problem), (message.StartLine, message.Status, message.Problem));
        Assert.Equal(fields, string.Join('|', message.Headers.Select(field => $"{field.Name}={field.Value}")));
        Assert.Equal(body, Encoding.Latin1.GetString(message.Body.Span));
    }

    // Body as sent; as decoded, and what is told.
    [Theory]
    [InlineData("4\r\nKars\r\n1\r\nk\r\n0\r\n\r\n", "Karsk", null)]
    [InlineData("4;name=\"x\"\r\nKars\r\n01 \r\nk\r\n0\r\nTrailer: a\r\n\r\n", "Karsk", null)]
    [InlineData("4\nKars\n1\nk\n0\n\n", "Karsk", null)]
    [InlineData("a\r\nKarsk Kars\r\n0", "Karsk Kars", null)]
    [InlineData("5\r\nKarsk\r\n", "Karsk", "the body ends before its last chunk")]
    [InlineData("9\r\nKarsk", "Karsk", "the body ends inside a chunk")]
    [InlineData("5\r\nKarsk\r\nzz\r\nVesmark", "Karsk", "a chunk of the body has no size; it is read up to there")]
    [InlineData("7fffffffffffffff\r\nKarsk", "7fffffffffffffff\r\nKarsk", null)]
    [InlineData("fffffffffffffff\r\nKarsk", "Karsk", "the body ends inside a chunk")]
    [InlineData("<p>stored without its chunks</p>", "<p>stored without its chunks</p>", null)]
    [InlineData("", "", null)]
    public void Chunks_are_joined(string body, string decoded, string? problem) =>
        Assert.Equal((decoded, problem), Decoded("Transfer-Encoding: Chunked", Bytes(body)));

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("br")]
    public void A_compressed_body_is_decoded_and_a_cut_one_as_far_as_it_goes(string encoding)
    {
        var text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"{Page}{i * 7919 % 1000}"));
        var body = Encode(encoding, Bytes(text));
        var field = $"Content-Encoding: {encoding.Split(' ')[^1]}";
        Assert.Equal((text, null), Decoded(field, body));
        Assert.Equal((text, null), Decoded($"{field}\r\nTransfer-Encoding: chunked", [.. Bytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8]));
        // As crawlers store it that decode but keep the field.
        Assert.Equal(Page, Decoded(field, Bytes(Page)).Text);
        var (cut, problem) = Decoded(field, body[..(body.Length / 2)]);
        Assert.NotNull(problem);
        Assert.StartsWith(cut, text, StringComparison.Ordinal);
        Assert.InRange(cut.Length, 1000, text.Length - 1);
    }

    [Fact]
    public void A_bomb_in_a_bomb_is_held_against_what_was_stored()
    {
        var bomb = ContentCodingTests.Packed(ContentCodingTests.Packed(new byte[40_000_000], "gzip"), "gzip");
        var (bytes, problem) = HttpMessage.Parse((byte[])[.. "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\n"u8, .. bomb]).Decode();
        Assert.InRange(bytes.Length, 1, 1 << 20);
        Assert.Contains("longer than is allowed", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_body_is_decoded_up_to_the_damage()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{Page}{i * 7919 % 1000}"));
        var body = Encode("gzip", Bytes(text));
        body[body.Length / 2] ^= 0xFF;
        body[(body.Length / 2) + 1] ^= 0xFF;
        var (decoded, problem) = Decoded("Content-Encoding: gzip", body);
        // Damage may look like bytes that only need more of them.
        Assert.Matches("^the gzip of the body is (damaged|cut off)$", problem);
        Assert.StartsWith(decoded[..10_000], text, StringComparison.Ordinal);
    }

    [Fact]
    public void Encodings_upon_each_other_are_taken_off_in_their_order_three_at_most()
    {
        var body = Encode("br", Encode("deflate", Encode("gzip", Bytes(Page))));
        Assert.Equal((Page, null), Decoded("Content-Encoding: gzip, deflate\r\nContent-Encoding: br", body));
        Assert.Equal((Page, null), Decoded("Content-Encoding: gzip, identity, deflate\r\nTransfer-Encoding: br", body));
        var (_, problem) = Decoded("Content-Encoding: gzip, deflate, br, gzip", Encode("gzip", body));
        Assert.Equal("the body has 4 encodings upon each other, and 3 are allowed; it is left as it is", problem);
    }

    [Fact]
    public void An_encoding_that_is_not_known_is_told_and_the_body_left() =>
        Assert.Equal((Page, "the body's encoding \"zstd\" is none that is read; it is left as it is"), Decoded("Content-Encoding: zstd", Bytes(Page)));

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("br")]
    public void A_bomb_is_decoded_up_to_what_is_allowed(string encoding)
    {
        var body = Encode(encoding, new byte[50 << 20]);
        var message = Message($"Content-Encoding: {encoding.Split(' ')[^1]}", body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoded = message.Decode();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        var most = Math.Max(1 << 20, body.Length * 200);
        Assert.Equal((most, $"the decoded body is longer than is allowed; it is read up to {most} bytes"), (decoded.Bytes.Length, decoded.Problem));
        Assert.Equal(5000, message.Decode(new DecodingLimits(5000, 200, 3)).Bytes.Length);
    }

    [Fact]
    public void Whatever_a_block_holds_it_is_read() =>
        Gen.Select(Gen.OneOf("HTTP/1.1 200 OK\r\n", "\r\n", "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Content-Encoding: deflate\r\n",
            "Transfer-Encoding: chunked\r\n", "\u001f\u008b\u0008\0", "x\u009c", "5\r\n", "Karsk", "\0", ":", "\u00ff\u00ff").Array[0, 12], Gen.Byte.Array[0, 30]).Sample((parts, noise) =>
        {
            byte[] block = [.. Bytes(string.Concat(parts)), .. noise];
            var message = HttpMessage.Parse(block);
            Assert.True(block.AsSpan().EndsWith(message.Body.Span));
            Assert.InRange(message.Decode().Bytes.Length, 0, 1 << 20);
        }, iter: 5000);

    private static HttpMessage Message(string fields, byte[] body) => HttpMessage.Parse((byte[])[.. Bytes($"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n"), .. body]);

    private static (string Text, string? Problem) Decoded(string fields, byte[] body)
    {
        var decoded = Message(fields, body).Decode();
        return (Encoding.Latin1.GetString(decoded.Bytes.Span), decoded.Problem);
    }

    private static byte[] Encode(string encoding, byte[] bytes)
    {
        var into = new MemoryStream();
        using (Stream encoder = encoding switch
        {
            "deflate" => new ZLibStream(into, CompressionLevel.Optimal),
            "raw deflate" => new DeflateStream(into, CompressionLevel.Optimal),
            "br" => new BrotliStream(into, CompressionLevel.Optimal),
            _ => new GZipStream(into, CompressionLevel.Optimal),
        }) encoder.Write(bytes);
        return into.ToArray();
    }
}
