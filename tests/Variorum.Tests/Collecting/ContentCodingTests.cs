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
        var (bytes, cut) = ContentCoding.Decode(body, header, new FetchLimits());
        Assert.Null(cut);
        Assert.Equal(News, bytes.ToArray());
    }

    [Fact]
    public void A_bomb_is_unpacked_as_far_as_pages_are_packed_and_no_further()
    {
        var bomb = Packed(new byte[40_000_000], "gzip");
        var (bytes, cut) = ContentCoding.Decode(bomb, "gzip", new FetchLimits());
        Assert.Equal((bomb.Length * 200, "it grows more than 200 times when it is unpacked"), (bytes.Length, cut));
        (bytes, cut) = ContentCoding.Decode(bomb, "gzip", new FetchLimits { Decoded = 2_000_000 });
        Assert.Equal((2_000_000, "it is longer than 2000000 bytes when it is unpacked"), (bytes.Length, cut));
    }

    [Fact]
    public void A_bomb_in_a_bomb_is_held_against_what_was_sent()
    {
        var bomb = Packed(Packed(new byte[40_000_000], "gzip"), "gzip");
        var (bytes, cut) = ContentCoding.Decode(bomb, "gzip, gzip", new FetchLimits());
        Assert.InRange(bytes.Length, 1, 1024 * 1024);
        Assert.Contains("grows more than 200 times", cut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip, gzip, gzip", "more than 2 content codings")]
    [InlineData("compress", "“compress” is unknown")]
    [InlineData("gzip", "it is called gzip and is not")]
    [InlineData("br", "it is called br and is not")]
    public void What_cannot_be_unpacked_is_told_and_stays_as_it_is(string header, string why)
    {
        var (bytes, cut) = ContentCoding.Decode(News, header, new FetchLimits());
        Assert.Contains(why, cut, StringComparison.Ordinal);
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
        var (bytes, cut) = ContentCoding.Decode(whole.AsMemory(0, whole.Length / 2), coding, new FetchLimits());
        if (coding == "gzip") Assert.Equal("its gzip is torn", cut);
        Assert.InRange(bytes.Length, 1, noise.Length - 1);
        Assert.True(noise.AsSpan().StartsWith(bytes.Span));
    }

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
