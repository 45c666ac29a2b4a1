using CsCheck;

namespace Variorum;

public class WebDatesTests
{
    [Theory]
    [InlineData("Thu, 20 Jun 2024 08:05:09 GMT", "2024-06-20T08:05:09Z")]
    [InlineData("Thu, 20 Jun 2024 08:05:09 +0300", "2024-06-20T05:05:09Z")]
    [InlineData("20 Jun 2024 08:05 EST", "2024-06-20T13:05:00Z")]
    [InlineData("Thu, 20 Jun 24 08:05:09 PDT", "2024-06-20T15:05:09Z")]
    [InlineData("Thu, 20 June 2024 08:05:09 UT", "2024-06-20T08:05:09Z")]
    [InlineData("Thursday, 20-Jun-24 08:05:09 GMT", "2024-06-20T08:05:09Z")]
    [InlineData("Thu Jun 20 08:05:09 2024", "2024-06-20T08:05:09Z")]
    [InlineData("Thu Jun  6 08:05:09 UTC 2024", "2024-06-06T08:05:09Z")]
    [InlineData("Thu, 20 Jun 2024 08:05:09 GMT+8", "2024-06-20T00:05:09Z")]
    [InlineData("Thu, 20 Jun 2024 08:05:09 +09:00 (KST)", "2024-06-19T23:05:09Z")]
    [InlineData("Don, 20 Jun 2024 08:05:09 Z", "2024-06-20T08:05:09Z")]
    [InlineData("Sunday, 20 Jun 2024", "2024-06-20T00:00:00Z")]
    [InlineData("20 Jun 99 00:00:00 GMT", "1999-06-20T00:00:00Z")]
    [InlineData("Jun 20, 2024 8:05 pm", "2024-06-20T20:05:00Z")]
    [InlineData("Thu, 20 Jun 2024 24:00:00 GMT", "2024-06-21T00:00:00Z")]
    [InlineData("Thu, 20 Jun 2024 23:59:60 GMT", "2024-06-20T23:59:59Z")]
    [InlineData("2024-06-20T08:05:09Z", "2024-06-20T08:05:09Z")]
    [InlineData("2024-06-20t08:05:09.123456789+03:00", "2024-06-20T05:05:09Z")]
    [InlineData("2024-06-20 08:05:09", "2024-06-20T08:05:09Z")]
    [InlineData("2024-06-20 08:05:09 +0300", "2024-06-20T05:05:09Z")]
    [InlineData("2024-06-20T08:05+03", "2024-06-20T05:05:00Z")]
    [InlineData("2024-06-20T08:05:09−03:00", "2024-06-20T11:05:09Z")]
    [InlineData("20240620T080509Z", "2024-06-20T08:05:09Z")]
    [InlineData("20240620", "2024-06-20T00:00:00Z")]
    [InlineData("2024-06-20", "2024-06-20T00:00:00Z")]
    [InlineData("2024-06", "2024-06-01T00:00:00Z")]
    [InlineData("  2024-06-20T08:05:09Z\n", "2024-06-20T08:05:09Z")]
    [InlineData("20 июня 2024", "2024-06-20T00:00:00Z")]
    [InlineData("2024年6月20日 08:05", "2024-06-20T08:05:00Z")]
    [InlineData("20.06.2024 08:05", "2024-06-20T08:05:00Z")]
    public void A_moment_is_read_in_all_its_dialects(string text, string expected) => Assert.Equal(expected, FeedsTests.Told(WebDates.Parse(text)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024-13-20")]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("Thu, 31 Jun 2024 08:05:09 GMT")]
    [InlineData("Thu, 20 Jun 2024 25:05:09 GMT")]
    [InlineData("2024-06-20T08:05:09+99:00")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("06/07/2024")]
    [InlineData("1718870709")]
    public void What_is_no_moment_or_could_be_two_is_none(string? text) => Assert.Null(WebDates.Parse(text));

    [Fact]
    public void Any_moment_comes_back_from_both_standards() =>
        Check.Sample(Gen.Long[0, 7_000_000_000].Select(DateTimeOffset.FromUnixTimeSeconds), moment =>
            WebDates.Parse(moment.ToString("r", System.Globalization.CultureInfo.InvariantCulture)) == moment
            && WebDates.Parse(moment.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture)) == moment);
}
