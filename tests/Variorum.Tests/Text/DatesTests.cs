using CsCheck;

namespace Variorum;

public class DatesTests
{
    [Fact]
    public void Dates_of_many_manners_are_found_with_their_values()
    {
        var wrong = new List<string>();
        foreach (var marked in MarkedText.Read("dates"))
        {
            var found = Dates.Find(marked.Text, marked.Published).Select(date => $"{date.Text}|{date.Value}").ToList();
            if (!found.SequenceEqual(marked.Wanted)) wrong.Add($"{marked.Text}\n  + {string.Join("  ", found.Except(marked.Wanted))}\n  - {string.Join("  ", marked.Wanted.Except(found))}");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Without_its_own_date_a_text_has_no_relative_dates_and_its_months_no_year() =>
        Assert.Equal(["XXXX-05", "2024-06-20"], Dates.Find("Yesterday, on Monday and in May they met, and on 20 June 2024.", null).Select(date => date.Value));

    [Theory]
    [InlineData("XXXX-06", "XXXX-06-14", true)]
    [InlineData("XXXX-03-14", "XXXX-03-24", false)]
    [InlineData("XXXX-03-14", "2024-03-14", true)]
    [InlineData("XXXX-03-14", "2024-03-15", false)]
    [InlineData("2024", "XXXX-03-14", true)]
    [InlineData("2024-05", "XXXX-06", false)]
    [InlineData("XXXX-12-30/XXXX-01-02", "XXXX-01-01", true)]
    [InlineData("XXXX-12-30/XXXX-01-02", "XXXX-01-03", false)]
    [InlineData("2024-12-30/2025-01-02", "XXXX-12-31", true)]
    [InlineData("2022/2024", "XXXX-12-30/XXXX-01-02", true)]
    public void An_unspecified_year_agrees_with_any_year(string one, string other, bool agree)
    {
        var (a, b) = (new DateExpression(0, 1, "", one), new DateExpression(0, 1, "", other));
        Assert.Equal((agree, agree), (Figures.Agree(a, b), Figures.Agree(b, a)));
    }

    [Fact]
    public void Dates_are_in_order_apart_and_as_written() =>
        Gen.Select(RandomTexts.Gen, Gen.Bool).Sample((text, dated) =>
        {
            var end = 0;
            foreach (var date in Dates.Find(text, dated ? "2024-06-20" : null))
            {
                if (date.Start < end || date.End <= date.Start || text[date.Start..date.End] != date.Text) return false;
                end = date.End;
            }
            return true;
        });
}
