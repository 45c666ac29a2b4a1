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
    public void Without_its_own_date_a_text_has_absolute_dates_alone() =>
        Assert.Equal(["2024-06-20"], Dates.Find("Yesterday, on Monday and in May they met, and on 20 June 2024.", null).Select(date => date.Value));

    [Fact]
    public void Dates_are_in_order_apart_and_as_written() =>
        RandomTexts.Gen.Sample(text =>
        {
            var end = 0;
            foreach (var date in Dates.Find(text, "2024-06-20"))
            {
                if (date.Start < end || date.End <= date.Start || text[date.Start..date.End] != date.Text) return false;
                end = date.End;
            }
            return true;
        });
}
