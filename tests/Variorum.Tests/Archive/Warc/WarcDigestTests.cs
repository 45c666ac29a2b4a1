using System.Text;

namespace Variorum;

public class WarcDigestTests
{
    // Of "abc", as FIPS 180-4 and RFC 1321 give them.
    [Theory]
    [InlineData("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", true)]
    [InlineData("SHA-1: vgmt4nsha2awvor6evyxqugcnsonbwe5 ", true)]
    [InlineData("sha1:a9993e364706816aba3e25717850c26c9cd0d89d", true)]
    [InlineData("sha1:qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", true)]
    [InlineData("sha1:qZk-NkcGgWq6PiVxeFDCbJzQ2J0", true)]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true)]
    [InlineData("sha256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====", true)]
    [InlineData("md5:900150983cd24fb0d6963f7d28e17f72", true)]
    [InlineData("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE6", false)]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ae", false)]
    [InlineData("sha1:short", null)]
    [InlineData("crc32:352441c2", null)]
    [InlineData("VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", null)]
    [InlineData("", null)]
    public void A_digest_is_compared_in_each_form_that_writers_use(string digest, bool? matches) =>
        Assert.Equal(matches, WarcDigest.Matches(digest, "abc"u8));

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base_32_is_that_of_RFC_4648(string bytes, string letters) => Assert.Equal(letters, WarcDigest.Base32(Encoding.ASCII.GetBytes(bytes)));
}
