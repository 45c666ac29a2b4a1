using System.Globalization;

namespace Variorum;

public class TimestampTests
{
    [Theory]
    [InlineData("2026", "2026-01-01T00:00:00.0000000Z", "2026-12-31T23:59:59.9999999Z")]
    [InlineData("20261", "2026-10-01T00:00:00.0000000Z", "2026-10-31T23:59:59.9999999Z")]
    [InlineData("20260", "2026-01-01T00:00:00.0000000Z", "2026-01-31T23:59:59.9999999Z")]
    [InlineData("2026020", "2026-02-01T00:00:00.0000000Z", "2026-02-01T23:59:59.9999999Z")]
    [InlineData("202606120", "2026-06-12T00:00:00.0000000Z", "2026-06-12T00:59:59.9999999Z")]
    [InlineData("20260612093000", "2026-06-12T09:30:00.0000000Z", "2026-06-12T09:30:00.9999999Z")]
    [InlineData("9999", "9999-01-01T00:00:00.0000000Z", "9999-12-31T23:59:59.9999999Z")]
    public void Digits_mean_the_first_and_the_last_moment_that_begin_so(string digits, string first, string last) =>
        Assert.Equal((first, last), (Timestamp.Begin(digits)?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture), Timestamp.End(digits)?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture)));

    [Theory, InlineData(""), InlineData("202"), InlineData("20261301"), InlineData("20260230"), InlineData("2026061209300000"), InlineData("2026-06"), InlineData("٢٠٢٦")]
    public void Other_digits_and_letters_are_no_moment(string digits) => Assert.Equal((null, null), (Timestamp.Begin(digits), Timestamp.End(digits)));
}
