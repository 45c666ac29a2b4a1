using System.IO.Compression;
using System.Text;

namespace Variorum;

public class ContentCodingTests
{
    private static readonly byte[] News = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(i => $"The harbour of Merrow took in {i * 7919 % 1000} ships. ")));

    public static TheoryData<string, string> Codings => new()
    {
        { "gzip", "gzip" }, { "x-gzip", "gzip" }, { "GZIP", "gzip" }, { "br", "br" }, { "deflate", "zlib" }, { "deflate", "deflate" },
        { "identity", "" }, { "", "" }, { "identity, gzip", "gzip" }, { "gzip, br", "gzip br" },
    };

    [Theory, MemberData(nameof(Codings))]
    public void A_coding_is_undone_as_it_is_sent_in_practice(string header, string applied)
    {
        var body = applied.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(News, Packed);
        var (bytes, cut) = Undone(body, header);
        Assert.Null(cut);
        Assert.Equal(News, bytes.ToArray());
    }

    [Fact]
    public void A_bomb_is_unpacked_as_far_as_pages_are_packed_and_no_further()
    {
        var bomb = Packed(new byte[40_000_000], "gzip");
        var (bytes, cut) = Undone(bomb, "gzip");
        Assert.Equal((bomb.Length * 200, $"the decoded body is longer than is allowed; it is read up to {bomb.Length * 200} bytes"), (bytes.Length, cut));
        (bytes, cut) = Undone(bomb, "gzip", new FetchLimits { Decoded = 2_000_000 });
        Assert.Equal((2_000_000, "the decoded body is longer than is allowed; it is read up to 2000000 bytes"), (bytes.Length, cut));
    }

    [Fact]
    public void A_bomb_in_a_bomb_is_held_against_what_was_sent()
    {
        var bomb = Packed(Packed(new byte[40_000_000], "gzip"), "gzip");
        var (bytes, cut) = Undone(bomb, "gzip, gzip");
        Assert.InRange(bytes.Length, 1, 1024 * 1024);
        Assert.Contains("longer than is allowed", cut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip, gzip, gzip", "has 3 encodings upon each other, and 2 are allowed")]
    [InlineData("compress", "\"compress\" is none that is read")]
    [InlineData("br", "not in the encoding br")]
    public void What_cannot_be_unpacked_is_told_and_stays_as_it_is(string header, string why)
    {
        var (bytes, cut) = Undone(News, header);
        Assert.Contains(why, cut, StringComparison.Ordinal);
        Assert.Equal(News, bytes.ToArray());
    }

    [Fact]
    public void What_is_called_gzip_and_evidently_is_none_is_whole()
    {
        var (bytes, cut) = Undone(News, "gzip");
        Assert.Null(cut);
        Assert.Equal(News, bytes.ToArray());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public void Of_a_torn_body_what_came_is_unpacked(string coding)
    {
        var noise = new byte[200_000];
        new Random(1).NextBytes(noise);
        var whole = Packed(noise, coding == "deflate" ? "zlib" : coding);
        var (bytes, cut) = Undone(whole.AsMemory(0, whole.Length / 2), coding);
        if (coding == "gzip") Assert.Equal("the gzip of the body is cut off", cut);
        Assert.InRange(bytes.Length, 1, noise.Length - 1);
        Assert.True(noise.AsSpan().StartsWith(bytes.Span));
    }

    private static (ReadOnlyMemory<byte> Bytes, string? Cut) Undone(ReadOnlyMemory<byte> body, string header, FetchLimits? limits = null) =>
        new Fetched("https://press.norland.example/", default, default, System.Text.Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {header}\r\n\r\n"), body, null, null).Decode(limits);

    internal static byte[] Packed(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            "zlib" => new ZLibStream(packed, CompressionLevel.Optimal),
            _ => new DeflateStream(packed, CompressionLevel.Optimal),
        }) stream.Write(bytes);
        return packed.ToArray();
    }
}
