using CsCheck;

namespace Variorum;

/// <summary>Texts of pieces that dates and quantities are made of, in any order, among random characters.</summary>
internal static class RandomTexts
{
    private static readonly string[] Pieces =
        ("2024|20|6|June|May| |, |.|-|/|–|year|last|this|the |first|months|of |ago|in |will |年|月|日|년 |월 |일|至|Juche|113|(|)|$|€|percent|%|million|thousand|and |twenty|one|hundred|half|a |fold|km|people|"
        + "st|th|9999999999|999999999999999999|兆|万亿|trillion |bn|m|.5|000|,000|亿|万|百分之|五十|that|day|today|Monday|:|31|0|\uD800|\uDC00|\u0000|\n|'|s|Q|to |between |US|EUR|No|. |early|end").Split('|');

    public static Gen<string> Gen { get; } =
        CsCheck.Gen.OneOf(CsCheck.Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), CsCheck.Gen.String[0, 3]).Array[0, 40].Select(string.Concat);
}
