using System.Globalization;
using CsCheck;

namespace Variorum;

public class QuantitiesTests
{
    [Fact]
    public void Quantities_of_many_manners_are_found_with_their_values_and_units()
    {
        var wrong = new List<string>();
        foreach (var marked in MarkedText.Read("quantities"))
        {
            var found = Quantities.Find(marked.Text, Dates.Find(marked.Text, marked.Published)).Select(Write).ToList();
            if (!found.SequenceEqual(marked.Wanted)) wrong.Add($"{marked.Text}\n  + {string.Join("  ", found.Except(marked.Wanted))}\n  - {string.Join("  ", marked.Wanted.Except(found))}");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Quantities_are_in_order_apart_from_each_other_and_from_dates() =>
        RandomTexts.Gen.Sample(text =>
        {
            var dates = Dates.Find(text, "2024-06-20");
            var end = 0;
            foreach (var quantity in Quantities.Find(text, dates))
            {
                if (quantity.Start < end || quantity.End <= quantity.Start || text[quantity.Start..quantity.End] != quantity.Text) return false;
                if (dates.Any(date => date.Start < quantity.End && quantity.Start < date.End)) return false;
                end = quantity.End;
            }
            return true;
        });

    private static string Write(Quantity quantity)
    {
        var value = quantity.Value.ToString(CultureInfo.InvariantCulture);
        return $"{quantity.Text}|{value}{(quantity.Upper is { } upper ? ".." + upper.ToString(CultureInfo.InvariantCulture) : "")} {quantity.Unit}";
    }
}
